"""What is left of the dates of a sentence for the sentences behind it."""

from collections.abc import Sequence

from msgspec.structs import replace

from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.resolve.standing import Recent, Said

_KEPT = 2
"""Dates of the sentences before that a figure may be of."""
_COUNTED = ("count", "money", "percent")
_GOES_ON = ("holds", "since", "passing")
"""How a date must stand for the sentences behind to be of it."""


def lasting(
    text: str, start: int, own: Sequence[Mention], dates: Sequence[Said], before: tuple[Recent, ...]
) -> tuple[Recent, ...]:
    """The dates that the sentences behind one may be of, the last first; none twice. `start`, `own`: of the sentence."""
    found = {}
    for date in reversed(dates):
        if date.iso and date.standing in _GOES_ON:
            counted = sum(one.start > date.end and one.kind in _COUNTED for one in own)
            led = date.start - start < 2 and text.startswith("，", date.end)
            found[date.iso] = Recent(
                date.iso, date.standing, signs=(f"counted {min(counted, 3)}", f"led {led}")
            )
    for one in before:
        found.setdefault(one.iso, replace(one, age=one.age + 1))
    return tuple(found.values())[:_KEPT]


def carried(said: Sequence[Recent], before: Sequence[Recent]) -> tuple[Recent, ...]:
    """The dates that the passages behind one may go on from: those it says, else those it came after, one passage older."""
    if said:
        return tuple(replace(one, age=0) for one in said)
    return tuple(replace(one, age=one.age + 1) for one in before)


def beyond_heading(story: Sequence[Recent]) -> tuple[Recent, ...]:
    """The dates of the passages before a heading, for those behind it."""
    return tuple(replace(one, scene=True) for one in story)
