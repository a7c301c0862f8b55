"""A row of cells, and the way between its columns and the text."""

from typing import NamedTuple

from hospital_tui.app.typography.cells import Widths


class Row(NamedTuple):
    """One row: what part of the text stands on it and where blanks are put between its characters."""

    start: int
    """Offset of the first character."""
    stop: int
    """Offset after the last character that is drawn; blanks at the row's end are not."""
    end: int
    """Offset after the last character; the next row starts here."""
    indent: int
    """Blank cells before the first character."""
    cells: int
    """Cells from the first character to the last one, blanks between them included."""
    blanks: tuple[tuple[int, int], ...] = ()
    """(offset, cells): blank cells drawn before the character at that offset; they are no part of the text."""

    @property
    def width(self) -> int:
        """Cells from the left edge to the last character."""
        return self.indent + self.cells

    def offset(self, text: str, column: int, widths: Widths) -> int:
        """Offset of the character drawn at a column; `start` left of the row and `stop` right of it."""
        column -= self.indent
        if column < 0:
            return self.start
        blanks = dict(self.blanks)
        edge = 0
        for offset in range(self.start, self.stop):
            edge += blanks.get(offset, 0) + widths[text[offset]]
            if column < edge:
                return offset
        return self.stop
