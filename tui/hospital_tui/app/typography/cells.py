"""How many cells a character takes on the screen, as it is drawn (`text.visible`)."""

import unicodedata
from collections.abc import Iterable
from itertools import accumulate

from rich.cells import get_character_cell_size

from hospital_tui.text.visible import drawn

_BLOCK_ELEMENTS = range(0x2500, 0x25A0)


def is_ambiguous(character: str) -> bool:
    """Whether Unicode leaves open if a character takes one cell or two (UAX 11, class A), as for “ ” … — · ① ℃.

    Box drawing and block elements are left out: terminals that draw text two cells wide still tile these with the
    grid, or every frame on the screen would fall apart.
    """
    return (
        unicodedata.east_asian_width(character) == "A"
        and unicodedata.category(character) not in ("Mn", "Me", "Cf", "Co")
        and ord(character) not in _BLOCK_ELEMENTS
    )


class Widths(dict[str, int]):
    """Cells that each character takes when drawn; fills itself as characters are met."""

    def __init__(self, *, ambiguous_wide: bool = False) -> None:
        super().__init__()
        self.ambiguous_wide = ambiguous_wide

    def __missing__(self, character: str) -> int:
        cells = sum(map(self._measure, drawn(character)))
        self[character] = cells
        return cells

    def _measure(self, sign: str) -> int:
        if self.ambiguous_wide and is_ambiguous(sign):
            return 2
        # Rich may have been told of wide terminals (see `terminal`); this table is not.
        return 1 if is_ambiguous(sign) else max(0, get_character_cell_size(sign))

    def of(self, text: str) -> int:
        """Cells that a text takes."""
        return sum(map(self.__getitem__, text))

    def running(self, text: Iterable[str]) -> list[int]:
        """Cells before each character, and before the end: one more entry than there are characters."""
        return list(accumulate(map(self.__getitem__, text), initial=0))


NARROW = Widths()
"""Most terminals: ambiguous characters take one cell."""

WIDE = Widths(ambiguous_wide=True)
"""Terminals set up for East Asia: ambiguous characters take two cells."""


def widths(ambiguous_wide: bool) -> Widths:
    """The shared table for a terminal."""
    return WIDE if ambiguous_wide else NARROW
