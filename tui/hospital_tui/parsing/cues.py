"""Words that tell what a line is, whatever stands around it (tables/cues.yaml, tables/furniture.yaml)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from hospital_tui.model import Role
from hospital_tui.parsing.tables import table

LONGEST_FURNITURE = 140
"""Characters, blanks not counted, above which a line is no line of page furniture."""
BROADEST = 600
"""Characters above which no line is looked at, however many blanks it holds."""
SHORT = 24
"""Characters up to which one search for all cues is faster than one for each."""
MANY = 3
"""Kinds of furniture from which a line is furniture, whatever else its words say (an advertisement's telephone)."""


@dataclass(slots=True, frozen=True)
class Cue:
    """A pattern, and what a line is in which it is found."""

    role: Role
    pattern: re.Pattern[str]
    longest: int
    """Characters above which a line is no longer of this kind."""
    where: str
    """any; edge: only outside the paragraphs; picture: only where no headings begin with such a mark."""


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, in the order in which they are tried."""
    return tuple(
        Cue(row["role"], re.compile(row["pattern"]), row["longest"], row.get("where", "any"))
        for row in table("cues")
    )


@cache
def _kinds() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("furniture"))


@cache
def _furniture() -> Cue:
    return Cue("masthead", re.compile(""), LONGEST_FURNITURE, "any")


@cache
def longest_cue() -> int:
    """Length above which no cue needs to be tried."""
    return max(BROADEST, *(cue.longest for cue in cues()))


def is_furniture_line(text: str) -> bool:
    """Whether the line is put together of page furniture (paper, date, weekday, page, editors …)."""
    return furniture_kinds(text) >= 2


def furniture_kinds(text: str) -> int:
    """How many kinds of page furniture stand in a line; 0 for a sentence, and for a line that is too long."""
    if "。" in text or len("".join(text.split())) > LONGEST_FURNITURE:
        return 0
    found = sum(bool(kind.search(text)) for kind in _kinds())
    return found if found >= MANY or "，" not in text else 0


@cache
def _searches() -> tuple[tuple[int, Callable[[str], object], Cue], ...]:
    """The cues with what finding one needs at hand: this runs for every short line."""
    return tuple((cue.longest, cue.pattern.search, cue) for cue in cues())


@cache
def _anything() -> re.Pattern[str]:
    """Any cue, any kind of furniture: for a short line that is none, one search says so."""
    patterns = [*(cue.pattern for cue in cues()), *_kinds()]
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


@lru_cache(maxsize=1024)
def find_cue(text: str) -> Cue | None:
    """The first cue that fits a line."""
    length = len(text)
    if length > longest_cue() or (length <= SHORT and not _anything().search(text)):
        return None
    for longest, search, cue in _searches():
        if length <= longest and search(text):
            if cue.role == "masthead" and cue.where == "any":
                return cue
            return _furniture() if furniture_kinds(text) >= (2 if cue.where == "edge" else MANY) else cue
    return _furniture() if is_furniture_line(text) else None
