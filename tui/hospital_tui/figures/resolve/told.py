"""What the texts of an article say of years."""

import re

import msgspec

from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.resolve.standing import Standing, standing_of, word

LEAD = 6
"""Paragraphs of the beginning."""
_DATELINE = 20
"""Characters of a passage in which a wire says where and when it was sent."""
_MAY_TELL = re.compile("[年月周]|20[0-9][0-9]")
_WEEKDAY = re.compile("[，（(]?(?:恰逢|正值|适逢|是)?(?:星期|周|礼拜)([一二三四五六日天])")
_THIS_DAY = re.compile("前的?(?:今[天日]|同一天|这一天)")
_WIRE = re.compile("(?:[0-9]{1,2}[时点])?[^，。（(]{0,6}[讯电]")
_WEEKDAYS = "一二三四五六日"
_LONGEST = 200
"""Years below which something can have lasted."""


class Dated(msgspec.Struct, frozen=True):
    """A year said in a text: where, how it stands, and how finely the date is said."""

    place: int
    start: int
    end: int
    year: int
    fine: int
    """1 a year, 2 a month, 3 a day."""
    day: tuple[int | None, int | None]
    """Its month and day."""
    standing: Standing


class Counted(msgspec.Struct, frozen=True):
    """A year that is counted from the year of writing (今年, 去年, 前年5月): where, by how many years, and how it stands."""

    place: int
    start: int
    end: int
    shift: int
    standing: Standing


class Told(msgspec.Struct):
    """What the texts of an article say of years."""

    titles: list[str]
    body: list[str]
    texts: list[str]
    """Titles and body: a place counts them from 0."""
    dates: list[Dated]
    counted: list[Counted]
    lasting: set[tuple[int, int]]
    """(place, N) of each length of N years, 1 < N < 200."""
    today: set[tuple[int, int]]
    """(place, N) of each N years ago on the same day."""
    named: set[tuple[int, int | None, int | None]]
    """(place, month, day) of each date."""
    beside: set[int]
    """Years that the page says beside the article."""
    days: list[tuple[int, int, int]]
    """(month, day, weekday from Monday 0) of days without a year that are named with their weekday."""
    dispatch: str | None = None
    """The first day without a year that the lead names: of a wire the day it was sent on."""
    dispatched: tuple[int, int] | None = None
    """Where that day is said: its place and its start there."""
    wire: bool = False
    wired: str | None = None
    """The day, with its year, on which a wire was sent that the lead is; ISO."""

    def leads(self, place: int) -> bool:
        """Whether a place is at the beginning of the body."""
        return len(self.titles) <= place < len(self.titles) + LEAD

    def latest(self) -> int:
        """The latest year that something is said to have been in; 0 without any."""
        return max((date.year for date in self.dates if date.standing in ("holds", "since")), default=0)

    def stated(self) -> set[int]:
        """Years that the article says of itself or of others, plans and comparisons not counted."""
        return self.beside | {
            date.year for date in self.dates if date.standing not in ("planned", "compared")
        }


def told_of(titles: list[str], body: list[str], taiwan: bool) -> Told:
    """What the readings of titles and body say of years. `taiwan`: 112年 is a year."""
    told = Told(titles, body, [*titles, *body], [], [], set(), set(), set(), set(), [])
    for place, text in enumerate(told.texts):
        if not _MAY_TELL.search(text):
            continue
        for mention in scan(text, taiwan=taiwan):
            if mention.date is not None:
                _note(told, place, text, mention)
            elif mention.kind == "duration" and mention.unit == "年" and _counted(text, mention):
                told.lasting.add((place, int(mention.value or 0)))
                if _THIS_DAY.match(text, mention.end):
                    told.today.add((place, int(mention.value or 0)))
    return told


def _counted(text: str, mention: Mention) -> bool:
    """Whether a length of years counts from something said: 6年来, 14年前, 已有28年; not 连续五年, 近3年, 5年生存率."""
    if mention.qualifier != "exact" or mention.high is not None or isinstance(mention.value, str):
        return False
    before = word("counted_before").search(text, max(0, mention.start - 6), mention.start)
    return (
        2 <= (mention.value or 0) < _LONGEST
        and (before or word("counted").match(text, mention.end)) is not None
    )


def _note(told: Told, place: int, text: str, mention: Mention) -> None:
    """Add a date mention to what is told."""
    date = mention.date
    assert date is not None
    told.named.add((place, date.month, date.day))
    if date.month is not None and date.day is not None and date.until is None:
        if told.dispatch is None and date.year is None and told.leads(place):
            told.dispatch = f"--{date.month:02d}-{date.day:02d}"
            told.dispatched = (place, mention.start)
            told.wire = _WIRE.match(text, mention.end) is not None
        wired = date.year is not None and mention.start < _DATELINE and word("wired").match(text, mention.end)
        if told.wired is None and wired and told.leads(place):
            told.wired = f"{date.year:04d}-{date.month:02d}-{date.day:02d}"
        weekday = _WEEKDAY.match(text, mention.end)
        if weekday is not None and date.year is None and date.shift is None:
            told.days.append((date.month, date.day, _WEEKDAYS.index(weekday[1].replace("天", "日"))))
    at, standing = (place, mention.start, mention.end), standing_of(text, mention.start, mention.end)
    if date.shift is not None and not date.over:
        told.counted.append(Counted(*at, date.shift, standing))
    if date.year is not None and (date.until is None or date.until.year in (None, date.year)):
        fine = 1 if date.month is None else 2 if date.day is None else 3
        told.dates.append(Dated(*at, date.year, fine, (date.month, date.day), standing))
