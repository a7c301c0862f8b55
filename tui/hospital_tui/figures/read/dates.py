"""Dates as they are said in a reading; what they leave out, `resolving` fills in."""

import re
from calendar import monthrange
from functools import cache

from msgspec.structs import replace

from hospital_tui.figures.lexicon import Patterns, load, people, unit_at
from hospital_tui.figures.numerals import parse
from hospital_tui.figures.read.mentions import Date, Mention
from hospital_tui.figures.read.qualifiers import bounded

P = Patterns("dates")
_CALENDAR = load("observances")["calendar"]
ORDER: str = load("patterns")["dates"]["order"]
_THIS_CENTURY = 40
"""Years of two digits below this are of the 21st century."""


def plan_at(text: str, start: int) -> Mention | None:
    """The years of a five-year plan (“十四五”期间): no figure, but the time of those beside it."""
    match = P.plan.match(text, start)
    if match is None:
        return None
    first = _CALENDAR["plans"][match["plan"]]
    return _mention(match, Date(first, until=Date(first + 4)), silent=True)


def date_at(text: str, start: int) -> Mention | None:
    """The date that begins at `start` of a reading, its end with it where it is a span."""
    first = _single(text, start)
    if first is None or first.date is None or first.silent:
        return first
    if first.date.until is not None and not _is_season(first):
        season = P.season_only.match(text, first.end) if first.date.until.month is None else None
        return first if season is None else _up_to(first, season.end(), first.date.until, _said(season))
    link = P.to.match(text, first.end)
    second = None if link is None else _single(text, link.end())
    if link is None or second is None or second.date is None or second.silent:
        return first
    if second.date.until is not None:
        return _up_to(first, second.end, second.date, second.date) if _is_season(second) else first
    between = P.between.match(text, second.end) if link[0] in "和与" else None
    return _up_to(first, between.end() if between is not None else second.end, second.date)


def _up_to(first: Mention, end: int, last: Date, season: Date | None = None) -> Mention:
    """A date made the span from its beginning to `last`, of which it ends with the last month of `season`."""
    month = last.month if season is None or season.until is None else season.until.month
    assert first.date is not None
    first.date = replace(first.date, until=replace(last, month=month, until=None))
    first.end, first.number = end, (first.start, end)
    return first


def _is_season(mention: Mention) -> bool:
    """Whether a span is one of months of one year (2024年上半年, 第三季度)."""
    date = mention.date
    return date is not None and date.until is not None and date.day is None and date.until.year == date.year


def _mention(match: re.Match[str], date: Date | None, silent: bool = False) -> Mention:
    return Mention(match.start(), match.end(), "date", None, date=date, silent=silent, number=match.span())


def _single(text: str, start: int) -> Mention | None:
    """A date without a connector, or a span that is written as one (2020-2025年)."""
    char = text[start : start + 1]
    if not char:
        return None
    wire = P.wire.match(text, start) if char in "昨今明前" else None
    if wire is not None:
        return _mention(wire, _said(wire))
    if char in "今去前明后当同次翌本上下全过":
        return _relative(text, start)
    if char == "民":
        names = "republic"
    elif char == "第":
        names = "season_only"
    else:
        names = ORDER if P.may_be_date.match(text, start) else ""
    for pattern in _in_order(names):
        match = pattern.match(text, start)
        date = None if match is None else _said(match)
        if match is not None and date is not None:
            return _mention(match, date) if _possible(date) else _mention(match, None, silent=True)
    return None


@cache
def _in_order(names: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of dates, those that say more before those that say less."""
    return tuple(getattr(P, name) for name in names.split())


def _int(text: str | None) -> int | None:
    if text is None or text.isdigit():
        return None if text is None else int(text)
    value = parse(text)
    return None if value is None else int(value)


def _year(text: str | None) -> int | None:
    value = _int(text)
    if value is not None and value < 100:
        return 2000 + value if value < _THIS_CENTURY else 1900 + value
    return value


def _said(match: re.Match[str]) -> Date | None:
    """The date that the groups of a pattern say, by their names; None where they are none after all.

    y m d: year, month, day; to_y to_m to_d: the same of its end; roc: a year of the Republic, whose first was 1912; season:
    its months; c, n, from: a decade; more: a year that may be a number of something.
    """
    said = match.groupdict()
    if "more" in said and not _is_year(match):
        return None
    if "n" in said:
        return _decade(said)
    year = _year(said.get("y"))
    if said.get("roc"):
        year = 1911 + (1 if said["roc"] == "元" else _int(said["roc"]) or 0)
    first = Date(year, _int(said.get("m")), _int(said.get("d")))
    if said.get("season"):
        return _season(first, said["season"])
    if said.get("to_y"):
        last = _int(str(year)[:2] + said["to_y"] if len(said["to_y"]) == 2 else said["to_y"])
        return replace(first, until=Date(last)) if last and year and last > year else None
    if said.get("to_roc"):
        return replace(first, until=Date(1911 + (_int(said["to_roc"]) or 0)))
    if said.get("to_m"):
        return replace(first, until=Date(month=_int(said["to_m"])))
    if said.get("to_d"):
        day = _int(said["to_d"]) or 0
        return replace(first, until=Date(month=first.month, day=day)) if day > (first.day or 0) else None
    return first


def _is_year(match: re.Match[str]) -> bool:
    """Whether no unit, no bound and no word for people makes a number of something of a year without 年."""
    text, end = match.string, match.end("more")
    if match["year"]:
        return bool(match["more"])
    number = not match["next"] or P.after_number.match(match["next"]) or bounded(text, match.start())
    return not number and unit_at(text, end) is None and people().match(text, end) is None


def _decade(said: dict[str, str]) -> Date:
    century = _CALENDAR["centuries"].get(said["c"], 1900)
    low = _int(said["n"]) or 10 * (_int(said["from"]) or 0)
    high = _int(said["to"]) or 10 * (_int(said["and"]) or 0) or low
    return Date(century + low, until=Date(century + high + 9))


def _season(date: Date, name: str) -> Date:
    """The months of 上半年, 第三季度, 前三季度, 一至三季度 and 前10个月 in the year of `date`."""
    if name.endswith("半年"):
        low, high = (1, 6) if name.startswith("上") else (7, 12)
    elif name.endswith("个月"):
        low, high = 1, _int(name.removeprefix("前").removesuffix("个月")) or 1
    else:
        numbers = [_int(number) or 1 for number in re.findall("[一二三四1-4]", name)]
        low, high = 3 * (1 if name.startswith("前") else numbers[0]) - 2, 3 * numbers[-1]
    return replace(date, month=low, until=replace(date, month=high))


def _relative(text: str, start: int) -> Mention | None:
    """今年5月, 去年本月十日, 同年, 本月10日, 上半年."""
    match = P.this_month.match(text, start)
    if match is not None:
        shift = {"本": 0, "上": -1, "下": 1}[match["which"][0]]
        return _mention(match, Date(day=_int(match["d"]), month_shift=shift))
    match = P.season_only.match(text, start) or P.decade.match(text, start)
    if match is not None:
        return _mention(match, _said(match))
    match = P.relative_only.match(text, start)
    if match is None or (start and P.no_relative.match(text, start - 1)):
        return None
    shifts, name = _CALENDAR["shifts"], match["rel"]
    if name.startswith("过"):
        base = Date(shift=-1, over=True)
    else:
        base = Date(shift=shifts[name]) if name in shifts else Date(same=_CALENDAR["beside"][name])
    meant = P.meant.match(text, match.end())
    rest = meant and (P.months.match(text, meant.end()) or P.rest.match(text, meant.end()))
    if meant is not None and rest is not None:
        base = Date(int(meant["y"]))
    rest = rest or P.months.match(text, match.end()) or P.rest.match(text, match.end())
    if rest is None:
        return _mention(match, base, silent=True)
    said = _said(rest)
    said = said and replace(said, year=base.year or said.year, shift=base.shift, same=base.same)
    if said is not None and rest.groupdict().get("this"):
        said = replace(said, month_shift=0, day=_int(rest["this"]))
    silent = said is None or not _possible(said)
    found = _mention(match, None if silent else said, silent)
    found.end, found.number = rest.end(), (start, rest.end())
    return found


def republic_at(text: str, start: int) -> Mention | None:
    """112年, 98年8月, 108至110年 in a text of Taiwan: years of the Republic where no length of time can stand."""
    match = P.bare_republic.match(text, start)
    if match is None:
        return None
    sure = match["m"] or match["to_roc"] or len(match["roc"]) > 2
    return (
        _mention(match, _said(match)) if sure or P.year_place.search(text, max(0, start - 1), start) else None
    )


def _possible(date: Date) -> bool:
    """Whether the day exists in its month, in the end of a span as well."""
    if date.until is not None and not _possible(date.until):
        return False
    if date.month is None:
        return True
    year = date.year if date.year is not None and date.year > 0 else 2000
    return 1 <= date.month <= 12 and 1 <= (date.day or 1) <= monthrange(min(year, 9999), date.month)[1]


def slash_date(text: str) -> Mention | None:
    """A whole text that is a month and a day: 12/1."""
    match = P.slash.fullmatch(text)
    return _mention(match, _said(match)) if match else None
