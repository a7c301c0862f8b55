"""Telling Rich, and with it Textual, how wide this terminal draws ambiguous characters.

Textual places everything by the cells that Rich counts. Where a terminal draws “ ” … — · ① ℃ two cells wide, Rich's
count is one short for each, and whatever stands right of one is pushed out of place. No escape sequence mends that,
so Rich is told. This is the one place that reaches into another library, and it is undone by the same call.
"""

from rich import cells

from hospital_tui.app.typography.cells import is_ambiguous

_measure = cells.get_character_cell_size
_all_single = cells._is_single_cell_widths
_ambiguous_singles = frozenset(filter(is_ambiguous, map(chr, range(0x80, 0x3000))))


def draw_ambiguous_wide(wide: bool) -> None:
    """Make Rich count ambiguous characters as two cells, or as one again."""
    if wide:
        cells.get_character_cell_size = _measure_wide  # type: ignore[assignment]
        cells._is_single_cell_widths = _all_single_wide
    else:
        cells.get_character_cell_size = _measure
        cells._is_single_cell_widths = _all_single
    cells.cached_cell_len.cache_clear()


def is_drawing_wide() -> bool:
    """Whether Rich counts ambiguous characters as two cells."""
    return cells.get_character_cell_size is not _measure


def _measure_wide(character: str, unicode_version: str = "auto") -> int:
    """Cells of a character in a terminal that draws ambiguous ones wide."""
    return 2 if is_ambiguous(character) else _measure(character, unicode_version)


def _all_single_wide(text: str) -> bool:
    """Whether every character takes one cell in such a terminal."""
    return _all_single(text) and _ambiguous_singles.isdisjoint(text)
