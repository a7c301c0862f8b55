"""Columns on a terminal: Han characters take two cells, and nothing wraps."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from rich.cells import cell_len, set_cell_size

from hospital_tui.commands.output import result
from hospital_tui.speech import columns
from hospital_tui.text.visible import visible

_LOOKED_AT = 500
"""Rows that the widths are taken from; a later, wider cell is cut."""


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly so many cells, at their left or right end, cut with … where it is too long."""
    if (gap := width - cell_len(text)) >= 0:
        return " " * gap + text if right else text + " " * gap
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def show(
    rows: Iterable[Sequence[str]], widest: Sequence[int], *, right: Sequence[int] = (), indent: str = ""
) -> None:
    """Write rows as lines: each column as wide as its widest cell, at most `widest`; columns of `right` end at the right."""
    for line in _aligned((tuple(map(visible, row)) for row in rows), widest, right):
        result(indent + line)


def headed(names: Iterable[str]) -> tuple[str, ...]:
    """The titles of columns in the language in use."""
    return tuple(map(columns().__getitem__, names))


def _aligned(rows: Iterable[Sequence[str]], widest: Sequence[int], right: Sequence[int]) -> Iterator[str]:
    remaining = iter(rows)
    first = list(islice(remaining, _LOOKED_AT))
    widths = [
        min(most, max((cell_len(row[column]) for row in first), default=0))
        for column, most in enumerate(widest)
    ]
    for row in chain(first, remaining):
        cells = (
            fitted(text, width, right=column in right)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
