"""How a date stands in its sentence: whether it is when something is so, or a plan, a past, a name, a comparison."""

import re
from functools import cache
from typing import Literal, cast

import msgspec

from hospital_tui.figures.lexicon import load
from hospital_tui.figures.phrase.sentence import LONGEST
from hospital_tui.figures.read.mentions import Mention

Standing = Literal["holds", "past", "compared", "planned", "named", "passing", "since", "aside"]
"""holds: when what its clause says is so. past: founding, biography. since: it began then and goes on. aside: in brackets.
passing, named: of its own clause at most."""


class Said(msgspec.Struct, frozen=True):
    """A date said in a sentence: where it stands, what it comes to, and how it stands in what is said."""

    start: int
    end: int
    iso: str
    """ISO text of the period; "" of one that the text does not tell (近三年来 of an article without a day)."""
    standing: Standing = "holds"
    counted: bool = False
    """A length of years, counted back from the day of writing: where it begins is not said to the year."""
    untold: bool = False
    """A time that is named and that the text does not tell (刚来的时候): nothing else tells it."""


class Recent(msgspec.Struct, frozen=True):
    """A date of the sentences before, that what follows may be of."""

    iso: str
    standing: Standing
    age: int = 0
    """Sentences in between."""
    signs: tuple[str, ...] = ()
    """What is seen of it in its sentence."""
    scene: bool = False
    """The passage before is nothing but this date."""


CLAUSE = re.compile("[，。；！？：\n]")
"""Ends of clauses."""
OPEN_END = "/.."
"""End of a period that goes on (ISO 8601-2)."""
_REACH = 24
"""Characters that are looked at before and behind a date."""
_ASIDE = re.compile(r"[（(【［][^）)】］，。；]{0,12}$")
_ASIDE_ENDS = re.compile(r"[^（(，。；]{0,12}[）)】］]")


@cache
def word(name: str) -> re.Pattern[str]:
    """A word class of times.yaml."""
    return re.compile(load("times")[name])


@cache
def _standings() -> tuple[tuple[Standing, re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of what stands before a date and behind it, each with the standing they give it."""
    found: list[tuple[Standing, re.Pattern[str], re.Pattern[str]]] = []
    for row in load("times")["standings"]:
        name = cast(Standing, row["name"])
        if "before" in row:
            found.append((name, _either(row["before"]), re.compile("")))
        if "after" in row:
            found.append((name, re.compile(""), _either(row["after"])))
        found += [
            (name, re.compile(pair["before"]), re.compile(pair["after"])) for pair in row.get("both", [])
        ]
    return tuple(found)


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def standing_of(text: str, start: int, end: int) -> Standing:
    """How the date at [start, end) of a reading stands in what its text says."""
    low = max(0, start - _REACH, *(text.rfind(mark, 0, start) + 1 for mark in "。！？\n；"))
    for name, before, after in _standings():
        if after.match(text, end) and before.search(text, low, start):
            return name
    if _ASIDE.search(text, low, start) and _ASIDE_ENDS.match(text, end):
        return "aside"
    return "holds"


def sentence_start(text: str, mention: Mention) -> int:
    """Where the sentence of a figure begins, as far back as the longest sentence reaches."""
    low = max(0, mention.start - LONGEST)
    return max(low, *(text.rfind(mark, low, mention.start) + 1 for mark in "。！？\n"))


def clause_start(text: str, mention: Mention, low: int) -> int:
    """Where the clause of a figure begins, `low` at the least."""
    return max(low, *(text.rfind(mark, low, mention.start) + 1 for mark in "，；：。"))


def elsewhere(text: str, mention: Mention, low: int) -> bool:
    """Whether the words of a figure's clause speak of a time that they do not tell, or of what is so at any time."""
    return word("otherwise").search(text, clause_start(text, mention, low), mention.start) is not None


def is_left(text: str, date: Mention | Said) -> bool:
    """Whether a date is that of what something left (由2016年的9天降到8天): what follows is not of it."""
    return text.startswith("的", date.end) and text[max(0, date.start - 1) : date.start] in ("由", "从")
