"""Telling Rich, and with it Textual, how wide this terminal draws ambiguous characters.

Textual places everything by the cells that Rich counts. Where a terminal draws “ ” … — · ① ℃ two cells wide, Rich's
count is one short for each, and whatever stands right of one is pushed out of place. No escape sequence mends that,
so Rich is told. This is the one place that reaches into other libraries, and the same call undoes it.
"""

import sys
from collections.abc import Callable

from rich import cells
from rich.segment import Segment

from hospital_tui.app.typography.cells import is_ambiguous

_measure: Callable[..., int] = cells.get_character_cell_size
_all_single: Callable[[str], bool] = cells._is_single_cell_widths
_ambiguous_singles = frozenset(filter(is_ambiguous, map(chr, range(0x80, 0x3000))))


def draw_ambiguous_wide(wide: bool) -> None:
    """Make Rich and Textual count ambiguous characters as two cells, or as one again."""
    if wide == is_drawing_wide():
        return
    _replace("get_character_cell_size", _measure, _measure_wide, wide)
    _replace("_is_single_cell_widths", _all_single, _all_single_wide, wide)
    cells.cached_cell_len.cache_clear()
    Segment._split_cells.cache_clear()


def is_drawing_wide() -> bool:
    """Whether Rich counts ambiguous characters as two cells."""
    return getattr(cells, "get_character_cell_size") is _measure_wide  # noqa: B009


def _replace(name: str, narrow: object, wide: object, is_wide: bool) -> None:
    """Give a function to every module that took it over by name."""
    old, new = (narrow, wide) if is_wide else (wide, narrow)
    for title, module in list(sys.modules.items()):
        if title.startswith(("rich.", "textual.")) and getattr(module, name, None) is old:
            setattr(module, name, new)


def _measure_wide(character: str, unicode_version: str = "auto") -> int:
    """Cells of a character in a terminal that draws ambiguous ones wide."""
    return 2 if is_ambiguous(character) else _measure(character, unicode_version)


def _all_single_wide(text: str) -> bool:
    """Whether every character takes one cell in such a terminal."""
    return _all_single(text) and _ambiguous_singles.isdisjoint(text)
