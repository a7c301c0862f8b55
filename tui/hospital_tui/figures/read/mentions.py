"""A mention: a figure as it was recognised, before its label and its time are known."""

from decimal import Decimal

import msgspec

from hospital_tui.model import Kind, Qualifier


class Mention(msgspec.Struct, eq=False):
    """A number with its unit in a reading; `start` and `end` are indexes of the reading."""

    start: int
    end: int
    kind: Kind
    value: Decimal | str | None
    unit: str | None = None
    qualifier: Qualifier = "exact"
    high: Decimal | None = None
    """Upper end of a range."""
    number: tuple[int, int] = (0, 0)
    """Where the number itself stands."""
    glued: bool = False
    """The noun that is counted follows the number without a classifier (5万余群众)."""
    silent: bool = False
    """Gives time to figures beside it, but is none itself (今年, 全年)."""
    date: "Date | None" = None
    """What a date says before it is resolved."""

    def value_is_over_ten(self) -> bool:
        """Whether the value is a number of two digits or more."""
        return isinstance(self.value, Decimal) and self.value >= 10


class Date(msgspec.Struct, frozen=True):
    """A point or span on the calendar as said: what is left out is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    """Years from the year of writing: 今年 0, 去年 -1; only where `year` is None."""
    over: bool = False
    """The year before, as it is called soon after it (过去的一年)."""
    month_shift: int | None = None
    """Months from the month of writing: 本月 0, 上月 -1."""
    same: int | None = None
    """Years from the year spoken of: 当年, 同年 0; 次年 1; 上年 -1."""
    until: "Date | None" = None
    """The end of a span; what it leaves out it takes from the beginning."""


def number(value: Decimal) -> int | float:
    """A value as the model holds it: whole numbers are int."""
    return int(value) if value == value.to_integral_value() else float(value)
