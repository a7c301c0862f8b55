"""Sizes: 3cm×4cm, 3×4×5厘米; each number is a measure, the unit may be said once, at the end."""

from hospital_tui.figures.lexicon import Unit, unit_at
from hospital_tui.figures.numerals import Numeral, numeral_at
from hospital_tui.figures.read.mentions import Mention

TIMES = ("×", "x", "X", "*")
_MOST_PARTS = 4


def size_at(text: str, start: int) -> Mention | None:
    """The part of a size that begins at `start`; None where no size does."""
    parts = _parts(text, start)
    unit = parts[-1][1] if parts else None
    if unit is None or (len(parts) == 1 and text[max(0, start - 1) : start] not in TIMES):
        return None
    number, own = parts[0]
    end = number.end + (len(own.text) if own is not None else 0)
    return Mention(start, end, "measure", number.value, (own or unit).text, number=(start, number.end))


def _parts(text: str, start: int) -> list[tuple[Numeral, Unit | None]]:
    """The numbers from `start` on that a × joins, each with the unit of length behind it."""
    parts: list[tuple[Numeral, Unit | None]] = []
    at = start
    while len(parts) < _MOST_PARTS and (number := numeral_at(text, at)) is not None:
        unit = unit_at(text, number.end)
        unit = unit if unit is not None and unit.kind == "measure" else None
        parts.append((number, unit))
        end = number.end + (len(unit.text) if unit is not None else 0)
        if text[end : end + 1] not in TIMES:
            break
        at = end + 1
    return parts
