"""What a figure is on its way: a mention as it was recognised, a word of its sentence, its label, a draft of the figure."""

from decimal import Decimal
from typing import Literal

import msgspec

from hospital_tui.model import Kind, Qualifier, TimeOrigin

Way = Literal["up", "down"]


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


class Word(msgspec.Struct, frozen=True, eq=False):
    """A word of a reading."""

    start: int
    end: int
    kind: str
    """Its class."""
    text: str
    mention: Mention | None = None


class Label(msgspec.Struct):
    """A label, where it stands, and how sure it is."""

    text: str = ""
    """In the words of the reading."""
    pieces: tuple[tuple[int, int], ...] = ()
    """The [start, end) of its words in the reading; none where it was carried over from the sentence before."""
    confidence: float = 0.0
    """The chance that it is right, as learnt from articles that the ranking had not seen."""
    inferred: bool = True
    """Not sure enough to be shown as read."""
    change: Way | None = None
    runner_up: tuple[tuple[int, int], ...] = ()
    """The pieces of the best candidate that says something else."""
    stands: tuple[int, int, int] | None = None
    """Where it stands and what phrase it is; see `features.stands`."""


class Draft(msgspec.Struct, eq=False):
    """A figure on its way: each step adds what it finds."""

    mention: Mention
    label: Label = msgspec.field(default_factory=Label)
    whole: Mention | None = None
    """The figure that it is a part of."""
    value: int | float | str | None = None
    """As the model holds it: of a date ISO, of a range `low/high`."""
    time: str | None = None
    time_from: TimeOrigin | None = None
    metric: str | None = None


class Spoken(msgspec.Struct, eq=False):
    """A sentence of a reading, [start, end), with its figures; without any it has no words either."""

    text: str
    """The whole reading."""
    start: int
    end: int
    words: list[Word]
    drafts: list[Draft]

    def mentions(self) -> list[Mention]:
        """Its mentions, those that are silent with them."""
        return [draft.mention for draft in self.drafts]


def number(value: Decimal) -> int | float:
    """A value as the model holds it: whole numbers are int."""
    return int(value) if value == value.to_integral_value() else float(value)
