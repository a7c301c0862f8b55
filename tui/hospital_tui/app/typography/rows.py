"""A row of cells, and the way between its columns and the text."""

from collections.abc import Iterable
from typing import NamedTuple

from hospital_tui.app.typography.cells import Widths
from hospital_tui.text.visible import drawn as visible


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

    def column(self, text: str, offset: int, widths: Widths) -> int:
        """Column at which the character at `offset` is drawn; the row's right end for offsets behind it."""
        offset = max(self.start, min(offset, self.stop))
        blanks = sum(cells for at, cells in self.blanks if at <= offset)
        return self.indent + blanks + widths.of(text[self.start : offset])

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


def drawn(text: str, row: Row) -> str:
    """A row as it is drawn, from the left edge to its last character."""
    blanks = dict(row.blanks)
    offsets = range(row.start, row.stop)
    pieces = (" " * blanks.get(offset, 0) + visible(text[offset]) for offset in offsets)
    return " " * row.indent + "".join(pieces)


def joined(text: str, rows: Iterable[Row]) -> str:
    """The text of some rows put together again, as copying gives it."""
    return "".join(text[row.start : row.end] for row in rows)
