"""Dates resolved to ISO text from what the context knows: the day of writing and the dates said before."""

from calendar import monthrange
from datetime import date as calendar_day

import msgspec
from msgspec.structs import replace

from hospital_tui.figures.read.mentions import Date


class Anchor(msgspec.Struct, frozen=True):
    """What a date that leaves something out is counted from."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    stated: Date | None = None
    """The date said last before it in the passage; its year may be open."""
    earlier: Date | None = None
    """The date said last in the passages before: a bare month goes on from its month where no day of writing is known."""
    named: Date | None = None
    """A date of founding, said later than `stated`: 同年 and 次年 are counted from it, and no other date."""

    daily: Date | None = None
    """The date with a day that was said last, in this passage or before: bare days go on from it where no month is said later."""
    dispatch: tuple[int, int] | None = None
    """Month and day that an article without a year is news of: a day up to it is of that month."""
    ahead: tuple[Date, int] | None = None
    """The planned date said last, with a year, and where it ended: in its sentence bare months go on from it."""
    quoted: "tuple[Date | None, int] | None" = None
    """What was stated before a quotation that says 去年 or 前年, and where it ends: behind it this is stated again."""

    @property
    def told(self) -> Date | None:
        """The date said last, outside of quotations that say 去年."""
        return self.quoted[0] if self.quoted else self.stated


_LOOKING_BACK = 4
"""Months of a year in which 过去的一年 is the one before: later it may be this one, or twelve months."""


_WRAP = 6
"""Months back from which a bare month is one of the year that follows (2023年12月 … 2月)."""


YEAR_END = 13
"""Stands for the month of a year that is over (截至2018年底): a month that follows is one of the next."""


def resolve(date: Date, anchor: Anchor) -> tuple[str, Date]:
    """ISO text of a date, never finer than said, and the date with what was filled in.

    A year nobody knows stays out: 5月12日 alone is --05-12.
    """
    first = _on_calendar(_fill(date, anchor))
    if date.until is None:
        return iso(first), replace(first, until=None)
    last = _fill_end(date.until, first, anchor)
    return f"{iso(first)}/{iso(last)}", replace(last, until=None)


def _on_calendar(date: Date) -> Date:
    """A date, without the month and year that were filled in where that month has no such day."""
    if date.month is None or date.month == YEAR_END or date.day is None:
        return date
    fits = date.day <= monthrange(date.year or 2000, date.month)[1]
    return date if fits else Date(None, None, date.day)


def _fill(date: Date, anchor: Anchor) -> Date:
    """A date with the year and month that it leaves out, as far as they are known."""
    if date.year is not None:
        return Date(date.year, date.month, date.day)
    return _counted(date, anchor) or _bare(date, anchor)


def _counted(date: Date, anchor: Anchor) -> Date | None:
    """A date counted from the day of writing (去年5月, 上月10日) or from one said before (次年5月); None of any other."""
    if date.month_shift is not None:
        return _by_months(date, anchor)
    if date.over and (anchor.month is None or anchor.month > _LOOKING_BACK):
        return Date(None, date.month, date.day)
    if date.shift is not None:
        return Date(_shifted(anchor.year, date.shift), date.month, date.day)
    if date.same is not None:
        return Date(_shifted(_year_told(date.same, anchor), date.same), date.month, date.day)
    return None


def _shifted(year: int | None, years: int) -> int | None:
    """A year so many years on; None of one that is not known."""
    return None if year is None else year + years


def _year_told(same: int, anchor: Anchor) -> int | None:
    """The year that 同年 and 次年 are counted from; 上年, where none was said, from the year of writing."""
    if same < 0:
        told = anchor.stated
        return anchor.year if told is None or told.year is None else told.year
    told = anchor.named or anchor.stated or anchor.earlier
    return None if told is None else told.year


def _bare(date: Date, anchor: Anchor) -> Date:
    """A month or day that says nothing of its year: it goes on from a date said before, or is the latest such day."""
    month, day, earlier = date.month, date.day, anchor.earlier
    if day is not None and anchor.dispatch == (month, day) and anchor.daily == Date(None, month, day):
        return anchor.daily  # the day of the news again, behind other years
    if month is None and (daily := _daily(anchor)) is not None:
        return _going_on(daily, None, day, anchor.dispatch)
    if anchor.stated is not None:
        again = date.until is not None and date.until.month == anchor.stated.month
        return _following(anchor.stated, month, day, anchor, again=again)
    if earlier is None:
        return _latest(month, day, anchor)
    if anchor.month is not None or (anchor.year is not None and month is not None):
        return _in_story(earlier, _latest(month, day, anchor))
    begun = _going_on(earlier, month, day)
    if begun.year is None and date.until is not None and month is not None:  # 2月10日到4月6日 behind 3月2日
        return replace(begun, year=_going_on(earlier, date.until.month, None).year)
    return begun


def _daily(anchor: Anchor) -> Date | None:
    """The day said last, where a bare day goes on from it: no month was said since, no later year, nor the day of writing."""
    last, since = anchor.daily, anchor.stated or anchor.earlier
    if last is None or anchor.month is not None:
        return None
    if since is None or since.month is not None:
        return last if anchor.stated is None and since in (None, last) else None
    return last if last.year is None or (since.year or 0) <= last.year else None


def _in_story(earlier: Date, latest: Date) -> Date:
    """A bare day of a passage after one that tells of a day of years ago, soon after it: of that year."""
    if None in (earlier.year, earlier.day, latest.year, latest.month) or earlier.month in (None, YEAR_END):
        return latest
    years = (latest.year or 0) - (earlier.year or 0)
    soon = 0 <= (latest.month or 0) - (earlier.month or 0) <= _STORY
    return replace(latest, year=earlier.year) if years > 0 and soon else latest


_STORY = 2
"""Months within which a story of years ago goes on."""


def _by_months(date: Date, anchor: Anchor) -> Date:
    """本月10日, 上月10日, 去年本月10日: the month of writing, or the one before or behind it."""
    if anchor.month is None or anchor.year is None:
        return Date(None, date.month, date.day)
    months = 12 * (anchor.year + (date.shift or 0)) + anchor.month - 1 + (date.month_shift or 0)
    return _of_month(months, date.day)


def _of_month(months: int, day: int | None) -> Date:
    """A date by its month, counted from the beginning of the year 0."""
    return Date(months // 12, months % 12 + 1, day)


def _following(stated: Date, month: int | None, day: int | None, anchor: Anchor, *, again: bool) -> Date:
    """A bare month or day behind a date of the same passage; again: of a span that ends in its month (1—9月 behind 1月至9月)."""
    year = stated.year
    if month is None:
        month = stated.month if stated.month != YEAR_END else None
        if month is None or year is None:
            return _latest(month, day, anchor)
    elif year is None:
        return _latest(month, day, anchor)
    elif stated.month is not None and stated.month - month >= _WRAP and not again:
        year += 1
    return Date(year, month, day)


def _going_on(
    earlier: Date, month: int | None, day: int | None, dispatch: tuple[int, int] | None = None
) -> Date:
    """A bare month or day behind a date of another passage: it goes on from there, or its year and month stay open."""
    if month is None:
        later = (
            earlier.month != YEAR_END and earlier.day is not None and day is not None and day >= earlier.day
        )
        if dispatch is not None and dispatch[0] == earlier.month:
            later = later or (day or dispatch[1] + 1) <= dispatch[1]
        return Date(earlier.year, earlier.month, day) if later else Date(None, None, day)
    if earlier.month is None or earlier.year is None:
        return Date(None, month, day)
    if month >= earlier.month:
        return Date(earlier.year, month, day)
    far = _WRAP + (earlier.month == YEAR_END)
    return Date(earlier.year + 1 if earlier.month - month >= far else None, month, day)


def _latest(month: int | None, day: int | None, anchor: Anchor) -> Date:
    """The latest such day that is not after the day of writing."""
    year = anchor.year
    if year is None or anchor.month is None:
        return Date(year, month, day)
    if month is None:
        return _latest_month(12 * year + anchor.month - 1, day, anchor.day or _LONGEST_MONTH)
    today = (anchor.month, anchor.day or _LONGEST_MONTH)
    if (month, day or 1) > today and not _soon(anchor, month, day):
        year -= 1
    leap = next((back for back in range(9) if day is None or day <= monthrange(year - back, month)[1]), None)
    return Date(None if leap is None else year - leap, month, day)


_LONGEST_MONTH = 31
_DAYS_AHEAD = 7
"""Days within which a bare day is one to come (26日启用, written on the 21st)."""


def _latest_month(months: int, day: int | None, today: int) -> Date:
    """The latest such day of any month, up to `today` of the month of writing."""
    if day is None:
        return _of_month(months, None)
    months -= day > today + _DAYS_AHEAD
    latest = _of_month(months, day)
    return latest if _on_calendar(latest) == latest else _of_month(months - 1, day)


def _soon(anchor: Anchor, month: int, day: int | None) -> bool:
    """Whether a month or a day lies so close behind the day of writing that it is one to come, not one of a year ago."""
    if anchor.year is None or anchor.month is None or anchor.day is None:
        return False
    if day is None:
        return 0 < month - anchor.month <= _NEAR_MONTHS
    try:
        ahead = calendar_day(anchor.year, month, day) - calendar_day(anchor.year, anchor.month, anchor.day)
    except ValueError:
        return False
    return 0 <= ahead.days <= _NEAR_DAYS


_NEAR_MONTHS = 2
"""What is done in such a month is planned (9月竣工, written in July); of the year before one says 去年9月."""
_NEAR_DAYS = 21
"""A newspaper names such a day as one to come (10月10日是第30个世界精神卫生日, written on 8 October)."""


def _fill_end(end: Date, first: Date, anchor: Anchor) -> Date:
    """The end of a span, with the year and month of its beginning."""
    if end.year is not None:
        return Date(end.year, end.month, end.day)
    if end.same is not None:
        return Date(_shifted(first.year, end.same), end.month, end.day)
    if end.shift is not None:
        return _fill(end, anchor)
    year, month = first.year, end.month if end.month is not None else first.month
    if year is not None and end.month is not None and first.month is not None and end.month < first.month:
        year += 1
    return Date(year, month, end.day)


def iso(date: Date) -> str:
    """ISO 8601 text, as fine as the date: 2023, 2023-07, 2023-07-14; a missing year is "-"."""
    year = "-" if date.year is None else f"{date.year:04d}"
    if date.month is None and date.day is None:
        return year
    if date.month is None:
        return f"---{date.day:02d}" if date.year is None else year
    text = f"{year}-{date.month:02d}"
    return text if date.day is None else f"{text}-{date.day:02d}"
