"""Filling a row to a straight right edge.

A terminal can put in whole blank cells only, and a whole cell between two Han characters tears a word apart. So the
spare cells of a row go where a blank is not seen: behind stops and closing marks, which leave half of their square
empty, before opening marks, beside Latin words and numbers, and in blanks of the text. A row that has more spare
cells than such places keeps a ragged edge: CLREQ §3.2.3 lets spacing suffer before reading does.
"""

from collections.abc import Sequence

from hospital_tui.app.typography.rules import CLOSERS, OPENERS, SPACES, STOPS
from hospital_tui.app.typography.units import Unit

Blanks = tuple[tuple[int, int], ...]


def justified(
    text: str, start: int, stop: int, cells: int, width: int, blanks: Blanks, units: Sequence[Unit]
) -> tuple[Blanks, int]:
    """Blanks that bring the row `text[start:stop]` of `cells` cells to `width`, and the cells it then has.

    `blanks` are those the row has already. Returns them unchanged where the places do not suffice.
    """
    spare = width - cells
    if spare <= 0:
        return blanks, cells
    places = _places(text, start, stop, units, spare)
    if not places:
        return blanks, cells
    total = dict(blanks)
    for at in places:
        total[at] = total.get(at, 0) + 1
    return tuple(sorted(total.items())), cells + len(places)


def _places(text: str, start: int, stop: int, units: Sequence[Unit], spare: int) -> list[int]:
    """`spare` offsets before which one blank goes, the least seen ones first; none if there are too few."""
    inside = {unit.start: unit for unit in units if start < unit.end and unit.start < stop}
    hidden = [unit for unit in inside.values()]
    best: list[int] = []
    good: list[int] = []
    fair: list[int] = []
    for at in range(start + 1, stop):
        before, after = text[at - 1], text[at]
        if any(unit.start < at < unit.end for unit in hidden):
            continue
        if before in STOPS and after not in CLOSERS and after not in STOPS:
            best.append(at)
        elif (before in CLOSERS or after in OPENERS) and after not in STOPS and before not in OPENERS:
            if after not in CLOSERS:
                good.append(at)
        elif before in SPACES and after not in SPACES:
            best.append(at)
        elif (
            any(at in (unit.start, unit.end) for unit in hidden)
            and after not in STOPS
            and after not in CLOSERS
        ):
            if before not in OPENERS:
                fair.append(at)
    places = best + good + fair
    return places[:spare] if len(places) >= spare else []
