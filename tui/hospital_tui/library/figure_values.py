"""Figures as numbers: the value as an interval, the time as days, the sense in which a figure speaks of its metric."""

import math
import re
from functools import lru_cache
from typing import Literal, TypeVar

from hospital_tui.model import Figure

Sense = Literal["amount", "share", "change", "rank"]
"""How a figure speaks of its metric."""
SENSES: tuple[Sense, ...] = ("amount", "share", "change", "rank")

_SAME_UNITS = (frozenset("人名位"), frozenset("项个种件篇"))
"""Classifiers between which Chinese chooses by style, not by what is counted."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def interval(figure: Figure) -> tuple[float, float] | None:
    """Lowest and highest value: a single number twice, a range "3/5" as (3, 5); none for dates and grades."""
    value = figure.value
    if figure.kind == "date" or value is None or isinstance(value, bool):
        return None
    try:
        if isinstance(value, str):
            low, _, high = value.partition("/")
            bounds = (float(low), float(high or low))
            if not all(map(math.isfinite, bounds)):
                return None
            return min(bounds), max(bounds)
        return float(value), float(value)
    except (ValueError, OverflowError):
        return None


def days(figure: Figure) -> tuple[int, int] | None:
    """First and last day, as numbers yyyymmdd, of the period the figure speaks of; of a date, of the date itself."""
    said = figure.value if figure.kind == "date" else figure.time
    return _period(said) if isinstance(said, str) else None


@lru_cache(maxsize=4096)
def _period(text: str) -> tuple[int, int] | None:
    first, last = _ISO.match(text), _ISO.match(text.rpartition("/")[2])
    if first is None or last is None:
        return None
    ends = _day(first, 1, 1), _day(last, 12, 31)
    return min(ends), max(ends)


def _day(found: re.Match[str], month: int, day: int) -> int:
    """As a number yyyymmdd; month, day: those of a time that tells none."""
    return int(found[1]) * 10000 + int(found[2] or month) * 100 + int(found[3] or day)


def whole_months(span: tuple[int, int]) -> tuple[int, int] | None:
    """[first, last) of the months of a period, counted from the year 0; none where it is not made of whole months."""
    first, last = span
    if first % 100 != 1 or last % 100 != 31:  # as `days` ends every month
        return None
    return first // 10000 * 12 + first // 100 % 100 - 1, last // 10000 * 12 + last // 100 % 100


_INFERRED = 0.5
"""A label that was inferred by a person's rule tells no chance."""
_TIME_INFERRED = 0.9


def years(figure: Figure) -> tuple[int, int] | None:
    """First and last year of the period the figure speaks of."""
    span = days(figure)
    return (span[0] // 10000, span[1] // 10000) if span else None


def sense(figure: Figure) -> Sense:
    """How a figure speaks of its metric."""
    if figure.change is not None:
        return "change"
    if figure.kind == "percent":
        return "share"
    return "rank" if figure.kind == "rank" else "amount"


def same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units count or measure the same; none is one as well."""
    return (one or "") == (other or "") or any({one, other} <= units for units in _SAME_UNITS)


def time_inferred(figure: Figure) -> bool:
    """Whether the time was not read in the figure's own sentence."""
    return figure.time is not None and figure.time_from not in (None, "sentence")


def sureness(figure: Figure) -> float:
    """How sure a figure is read, 0 to 1: not at all where a machine read it; by its label where that was inferred, then by where its time was read."""
    if figure.waits:
        return 0.0
    if figure.label_inferred:
        return figure.confidence if figure.confidence is not None else _INFERRED
    return _TIME_INFERRED if time_inferred(figure) else 1.0


Text = TypeVar("Text", str, str | None)


def marked(text: Text, inferred: bool) -> Text:
    """A part of a figure, in ‹ › where it was inferred, as on the screen."""
    return f"‹{text}›" if inferred and text else text
