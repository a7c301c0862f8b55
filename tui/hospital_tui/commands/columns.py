"""Columns on a terminal: Han characters take two cells, and nothing wraps."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from rich.cells import cell_len, set_cell_size

_LOOKED_AT = 500
"""Rows that the widths are taken from; a later, wider cell is cut."""


def fitted(text: str, width: int) -> str:
    """The text in exactly so many cells, cut with … where it is too long."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def aligned(
    rows: Iterable[Sequence[str]], widest: Sequence[int], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """Rows as lines: each column as wide as its widest cell, at most `widest`; columns of `right` end at the right."""
    remaining = iter(rows)
    first = list(islice(remaining, _LOOKED_AT))
    widths = [
        min(most, max((cell_len(row[column]) for row in first), default=0))
        for column, most in enumerate(widest)
    ]
    for row in chain(first, remaining):
        cells = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            gap = width - cell_len(text)
            cells.append(" " * gap + text if column in right and gap >= 0 else fitted(text, width))
        yield "  ".join(cells).rstrip()
