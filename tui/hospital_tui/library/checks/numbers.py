"""How far a stated number can be from what was counted: by rounding, and by the words that bound it."""

import math
import re

import msgspec

from hospital_tui.library.figure_values import interval
from hospital_tui.model import Figure

_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?\s*([十百千万萬亿億]*)")
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_NEAR = 0.1
"""近 and 约 are read as up to a tenth away."""
_CUT = 1 - 1e-6
"""What was cut off is less than a step."""
LEAP = 10.0
"""Values so many times apart are a slip of reading or of the pen: never called wrong."""


class Range(msgspec.Struct, frozen=True):
    """What a statement can mean: the value as written, and from where to where the counted value may lie."""

    value: float
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """One value and no other."""
        return self.low == self.high

    def meets(self, other: "Range") -> bool:
        """Whether both can be true of one thing."""
        slack = 1e-9 * max(abs(self.value), abs(other.value), 1.0)
        return self.low <= other.high + slack and other.low <= self.high + slack

    def cut_off(self) -> "Range":
        """Where the value may lie if its last digit was rounded or what followed it was cut off: never nearer to zero."""
        if self.value < 0:
            return Range(self.value, self.low - (self.value - self.low) * _CUT, self.high)
        return Range(self.value, self.low, self.high + (self.high - self.value) * _CUT)

    def wider(self, times: float) -> "Range":
        """The same with its ends so many times as far from the value."""
        return Range(
            self.value,
            self.value - (self.value - self.low) * times,
            self.value + (self.high - self.value) * times,
        )


def unit_of_last_place(figure: Figure) -> float:
    """The step of the last digit written: 12.3万 is 1,000, 47 is 1, 62.5% is 0.1; 1 where no digits are written."""
    found = _NUMBER.search(figure.text)
    if not found:
        return 1.0
    scale = math.prod((float(_SCALE[sign]) for sign in found[2]), start=1.0)
    return scale / 10.0 ** len(found[1] or "")


def stated(figure: Figure) -> Range | None:
    """The range of an amount or a percentage, half a step of its last digit to either side where it is a rounded one; none for dates, grades and what has no value."""
    bounds = interval(figure)
    if bounds is None:
        return None
    low, high = bounds
    value = high
    step = unit_of_last_place(figure)
    if step != 1.0 or figure.kind == "percent" or figure.unit == "倍":  # a count of things is no rounded one
        low, high = low - step / 2, high + step / 2
    if figure.qualifier == "approx":
        low, high = low - _NEAR * abs(low), high + _NEAR * abs(high)
    elif figure.qualifier == "at_least":
        low, high = bounds[0], math.inf
    elif figure.qualifier == "at_most":
        low, high = -math.inf if bounds[0] < 0 else 0.0, bounds[1]
    return Range(value, low, high)


def total(parts: list[Range]) -> Range:
    """The sum of several."""
    return Range(
        sum(one.value for one in parts), sum(one.low for one in parts), sum(one.high for one in parts)
    )


def far_apart(one: float, other: float) -> bool:
    """Whether two values are so far apart that a slip is likelier than a contradiction."""
    small, large = sorted((abs(one), abs(other)))
    return large > 0 and (small == 0 or large / small >= LEAP)


def shown(value: float) -> str:
    """A number for the arithmetic: thousands parted, four places at the most."""
    rounded = round(value, 4)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,}"
