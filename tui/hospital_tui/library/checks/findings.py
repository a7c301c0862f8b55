"""A finding: a statement that was recomputed, with the arithmetic and the figures that it rests on."""

from typing import Literal

import msgspec

from hospital_tui.model import Figure

Verdict = Literal["holds", "rounding", "fails", "unknown"]
"""✓ it holds; ≈ it holds if the numbers were rounded; ✗ it does not; ? it cannot be told."""
VERDICTS: tuple[Verdict, ...] = ("fails", "unknown", "rounding", "holds")
"""In the order in which a reader wants them."""

Rule = Literal["parts", "share", "percent_of", "change", "months", "twice", "leap"]
RULES: tuple[Rule, ...] = ("parts", "share", "percent_of", "change", "months", "twice", "leap")
"""parts: parts against their whole · share: a share above 100 % · percent_of: a percentage against both counts ·
change: a stated change against both values · months: parts of a year against the year · twice: one thing, one time, two
values · leap: a value ten times its neighbours in time."""


class Stated(msgspec.Struct, frozen=True):
    """A figure where it stands."""

    passage_id: str
    index: int
    """Place among the passage's figures."""
    place: int
    """Source offset of its first character: with the passage's source it names the figure for good."""
    figure: Figure


class Finding(msgspec.Struct, frozen=True):
    """What was recomputed, and how it came out."""

    rule: Rule
    verdict: Verdict
    arithmetic: str
    """The reckoning in signs only, so that it needs no language: `23 + 19 = 42 > 40`."""
    figures: tuple[Stated, ...]
    """What it rests on: the statement that was checked first, then what it was checked against."""

    @property
    def key(self) -> str:
        """Names the finding for good: its rule and where its figures stand in their sources, in any order."""
        places = sorted(f"{one.passage_id.partition('@')[0]}@{one.place}" for one in self.figures)
        return " ".join((self.rule, *places))


def worst(*verdicts: Verdict) -> Verdict:
    """The verdict that a reader wants first."""
    return min(verdicts, key=VERDICTS.index)
