"""A finding: a statement that was recomputed, with the arithmetic and the figures that it rests on."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from hospital_tui.library.checks.numbers import Range, far_apart, shown

Verdict = Literal["holds", "rounding", "fails", "unknown"]
"""✓ it holds; ≈ it holds if the numbers were rounded; ✗ it does not; ? it cannot be told."""
VERDICTS: tuple[Verdict, ...] = ("fails", "unknown", "rounding", "holds")
"""In the order in which a reader wants them."""

Rule = Literal["parts", "share", "percent_of", "change", "months", "twice", "leap"]
RULES: tuple[Rule, ...] = ("parts", "share", "percent_of", "change", "months", "twice", "leap")
"""parts: parts against their whole · share: a share above 100 % · percent_of: a percentage against both counts ·
change: a stated change against both values · months: parts of a year against the year · twice: one thing, one time, two
values · leap: a value ten times its neighbours in time."""


class Point(msgspec.Struct, frozen=True):
    """A number that an article states, where it stands, and how far it can be from what was counted."""

    key: int
    """Place of its passage in the article, shifted by `PLACES`, plus its place among the passage's figures."""
    name: str
    """First 12 hex digits of its source's SHA-256, "@", source offset of its first character: names it for good."""
    range: Range
    bounded: bool
    """The text bounds it (近, 余, 以上): it is not exact."""


PLACES = 16
"""A passage has fewer figures than two to this."""


def wrong(one: float, other: float) -> Verdict:
    """The verdict on two values that contradict each other: it cannot be told where a slip is likelier."""
    return "unknown" if far_apart(one, other) else "fails"


class Finding(msgspec.Struct, frozen=True):
    """What was recomputed, and how it came out."""

    rule: Rule
    verdict: Verdict
    arithmetic: str
    """The reckoning in signs only, so that it needs no language: `23 + 19 = 42 > 40`."""
    points: tuple[Point, ...]
    """What it rests on: the statement that was checked first, then what it was checked against."""

    @property
    def key(self) -> str:
        """Names the finding for good: its rule and where its figures stand in their sources, in any order."""
        return " ".join((self.rule, *sorted(point.name for point in self.points)))


def passing(rule: Rule, whole: Point, parts: Iterable[Point]) -> Finding | None:
    """That one of some parts is more than their whole; none where none is."""
    limit = whole.range
    for part in parts:
        if part.range.low > limit.high:
            verdict = wrong(part.range.value, limit.value)
            return Finding(rule, verdict, f"{shown(part.range.value)} > {shown(limit.value)}", (whole, part))
    return None
