"""How a date stands in its sentence: whether it is when something is so, or a plan, a past, a name, a comparison."""

import re
from functools import cache
from typing import Literal, cast

from hospital_tui.figures.lexicon import load

Standing = Literal["holds", "past", "compared", "planned", "named", "passing", "since", "aside"]
"""holds: when what its clause says is so. past: founding, biography. since: it began then and goes on. aside: in brackets.
passing, named: of its own clause at most."""

_REACH = 24
"""Characters that are looked at before and behind a date."""
_ASIDE = re.compile(r"[（(【［][^）)】］，。；]{0,12}$")
_ASIDE_ENDS = re.compile(r"[^（(，。；]{0,12}[）)】］]")


@cache
def word(name: str) -> re.Pattern[str]:
    """A word class of times.yaml."""
    return re.compile(load("times")[name])


@cache
def _standings() -> tuple[tuple[Standing, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    return tuple(
        (cast(Standing, row["name"]), _either(row.get("before")), _either(row.get("after")))
        for row in load("times")["standings"]
    )


def _either(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def standing_of(text: str, start: int, end: int) -> Standing:
    """How the date at [start, end) of a reading stands in what its text says."""
    low = max(0, start - _REACH, *(text.rfind(mark, 0, start) + 1 for mark in "。！？\n；"))
    for name, before, after in _standings():
        if before is not None and before.search(text, low, start):
            return name
        if after is not None and after.match(text, end):
            return name
    if _ASIDE.search(text, low, start) and _ASIDE_ENDS.match(text, end):
        return "aside"
    return "holds"
