"""Filling a row to a straight right edge.

A terminal can put in whole blank cells only, and a whole cell between two Han characters tears a word apart. So the
spare cells of a row go where a blank is hardly seen, one to a place and evenly over the row: behind stops, which leave
half of their square empty; behind closing and before opening marks; in blanks of the text; beside Latin words and
numbers. A row with more spare cells than such places keeps a ragged edge.
"""

import re
from collections.abc import Sequence

from hospital_tui.app.typography.rules import CLOSERS, OPENERS, SPACES, STOPS
from hospital_tui.app.typography.units import Unit, unit_over, units_within
from hospital_tui.text.script import han_pattern, is_han

Blanks = tuple[tuple[int, int], ...]


def _one_of(characters: frozenset[str]) -> str:
    return re.escape("".join(sorted(characters)))


_BEHIND_STOPS = re.compile(f"[{_one_of(STOPS)}](?=[^{_one_of(STOPS | CLOSERS | SPACES)}])")
_BESIDE_MARKS = han_pattern(
    f"[{_one_of(CLOSERS)}](?=[^{_one_of(STOPS | CLOSERS | SPACES)}])"
    f"|[^{_one_of(OPENERS | STOPS | CLOSERS | SPACES)}](?=[{_one_of(OPENERS)}])"
    f"|[{_one_of(SPACES)}](?=[^{_one_of(SPACES)}])"
    r"|[,;:!?](?=[\p{Han}])"
)
_NOT_BEFORE_BLANK = OPENERS | SPACES
_NOT_AFTER_BLANK = CLOSERS | STOPS | SPACES


def justified(
    text: str, start: int, stop: int, spare: int, blanks: Blanks, units: Sequence[Unit]
) -> tuple[Blanks, int]:
    """Blanks that widen the row `text[start:stop]` by `spare` cells, and the number of cells that it grew.

    `blanks` are those the row has already. They come back as they are where the places do not suffice.
    """
    places = _places(text, start, stop, spare, units)
    if not places:
        return blanks, 0
    total = dict(blanks)
    for at in places:
        total[at] = total.get(at, 0) + 1
    return tuple(sorted(total.items())), spare


def _places(text: str, start: int, stop: int, spare: int, units: Sequence[Unit]) -> list[int]:
    """`spare` offsets before which one blank goes, the least seen ones first; none if there are too few."""
    chosen: list[int] = []
    for pattern in (_BEHIND_STOPS, _BESIDE_MARKS):
        found = [match.end() for match in pattern.finditer(text, start, stop)]
        found = [at for at in found if at < stop and unit_over(units, at) is None]
        if len(chosen) + len(found) >= spare:
            return chosen + _spread(found, spare - len(chosen))
        chosen += found
    edges = {at for unit in units_within(units, start, stop) for at in unit[:2] if start < at < stop}
    fair = sorted(at for at in edges.difference(chosen) if _takes_blank(text, at))
    if len(chosen) + len(fair) >= spare:
        return chosen + _spread(fair, spare - len(chosen))
    return []


def _takes_blank(text: str, at: int) -> bool:
    """Whether a blank may stand before `at`, where a word or number begins or ends: not between two Han characters."""
    before, after = text[at - 1], text[at]
    between_han = is_han(before) and is_han(after)
    return not between_han and before not in _NOT_BEFORE_BLANK and after not in _NOT_AFTER_BLANK


def _spread(places: list[int], count: int) -> list[int]:
    """`count` of the places, evenly over all of them."""
    return [places[(2 * index + 1) * len(places) // (2 * count)] for index in range(count)]
