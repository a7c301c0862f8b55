"""The rows of a table set in columns: blanks before each cell, none of which is text, so that every place stays one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hospital_tui.app.typography import Row
from hospital_tui.app.typography.cells import Widths
from hospital_tui.model import Passage, Span

_GAP = 2
"""Cells between two columns at least."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of one table stand."""

    at: tuple[int, ...]
    """Cells from the left edge of the table to each column."""
    widths: tuple[int, ...]

    @property
    def width(self) -> int:
        """Cells of the whole table."""
        return self.at[-1] + self.widths[-1] if self.at else 0


def columns(rows: Sequence[Passage], widths: Widths) -> Columns:
    """The columns that hold all rows of a table; a cell that covers several makes none of them wider."""
    count = max((len(row.cells) for row in rows), default=0)
    wide, gaps = [0] * count, [_GAP] * count
    for row in rows:
        before = 0
        for column, (start, end), covered in _placed(row.cells):
            if column:
                gaps[column] = max(gaps[column], widths.of(row.text[before:start]))
            if covered == 1:
                wide[column] = max(wide[column], widths.of(row.text[start:end]))
            before = end
    at = [0] * count
    for column in range(1, count):
        at[column] = at[column - 1] + wide[column - 1] + gaps[column]
    return Columns(tuple(at), tuple(wide))


def set_row(row: Passage, table: Columns, indent: int, widths: Widths) -> Row | None:
    """A row set in the columns of its table, numbers to the right; None where a cell runs into the next column."""
    blanks: list[tuple[int, int]] = []
    edge = before = 0
    for column, (start, end), covered in _placed(row.cells):
        edge += widths.of(row.text[before:start])
        width = widths.of(row.text[start:end])
        target = table.at[column]
        if covered == 1 and column and row.text[start] in "0123456789+-０１２３４５６７８９":
            target += table.widths[column] - width
        if target < edge:
            return None
        if target > edge:
            blanks.append((start, target - edge))
        edge = target + width
        before = end
    stop = max((end for _, end in row.cells), default=0)
    return Row(0, stop, len(row.text), indent, edge, tuple(blanks))


def _placed(cells: Sequence[Span]) -> Iterator[tuple[int, Span, int]]:
    """Each cell that holds text with its first column and how many it covers."""
    column = 0
    while column < len(cells):
        covered = 1
        while column + covered < len(cells) and cells[column + covered] == cells[column]:
            covered += 1
        if cells[column][0] < cells[column][1]:
            yield column, cells[column], covered
            column += covered
        else:
            column += 1
