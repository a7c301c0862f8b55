"""Dates as they are said in a reading; what they leave out, `resolving` fills in."""

import re
from calendar import monthrange

from msgspec.structs import replace

from hospital_tui.figures.lexicon import Patterns, people, unit_at
from hospital_tui.figures.numerals import parse
from hospital_tui.figures.read.mentions import Date, Mention
from hospital_tui.figures.read.qualifiers import bounded

P = Patterns("dates")

_HAN = "零一二三四五六七八九十"
_Y = r"(?P<y>(?:1[0-9]|20)\d\d|[一二][零一二三四五六七八九]{3}|两千零?[一二三四五六七八九]?十?[一二三四五六七八九]?|0\d|零[一二三四五六七八九])"
_M = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_LINK = r"(?:-{1,2}|—{1,2}|~|至|到)"
_PART = r"(?P<part>上旬|中旬|下旬|月初|月底|月末|月中|初|末|底|中旬)?"
_RELATIVE = r"(?P<rel>今年|本年度?|去年|上年|前年|明年|后年|当年|同年|次年|翌年)"
_QUARTER = "第?[一二三四1-4]"
_QUARTER_SPAN = rf"(?:{_QUARTER}(?:季度)?(?:{_LINK}|[、和]))?{_QUARTER}季度"
_SEASON = (
    rf"(?P<season>[上下]半年|{_QUARTER_SPAN}|前{_QUARTER}季度|前(?:1[01]|[2-9]|十一?|[二三四五六七八九])个月)"
)

_PLANS = dict(
    zip(["八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"], range(1991, 2036, 5), strict=True)
)
_SHIFTS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
_SAMES = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_CENTURIES = {
    "上世纪": 1900,
    "上个世纪": 1900,
    "20世纪": 1900,
    "二十世纪": 1900,
    "19世纪": 1800,
    "本世纪": 2000,
    "21世纪": 2000,
    None: 1900,
}


def plan_at(text: str, start: int) -> Mention | None:
    """The years of a five-year plan (“十四五”期间): no figure, but the time of those beside it."""
    match = P.plan.match(text, start)
    if match is None:
        return None
    first = _PLANS[match["plan"]]
    return _mention(match, Date(first, until=Date(first + 4)), silent=True)


def date_at(text: str, start: int) -> Mention | None:
    """The date that begins at `start` of a reading, its end with it where it is a span."""
    first = _single(text, start)
    if first is None or first.date is None or first.silent:
        return first
    if first.date.until is not None:
        return first
    link = P.to.match(text, first.end)
    if link is not None:
        second = _single(text, link.end())
        if second is not None and second.date is not None and not second.silent and second.date.until is None:
            end = second.end
            between = P.between.match(text, end)
            if link[0] in "和与":
                end = between.end() if between else end
            return Mention(
                start, end, "date", None, date=replace(first.date, until=second.date), number=(start, end)
            )
    return first


def _mention(match: re.Match[str], date: Date, silent: bool = False) -> Mention:
    return Mention(match.start(), match.end(), "date", None, date=date, silent=silent, number=match.span())


def _single(text: str, start: int) -> Mention | None:
    """A date without a connector, or a span that is written as one (2020-2025年)."""
    char = text[start : start + 1]
    if not char:
        return None
    if char == "民":
        match = P.republic.match(text, start)
        return _mention(match, _republic(match)) if match else None
    if char in "今去前明后当同次翌本上下":
        return _relative(text, start)
    if char == "第":
        match = P.season_only.match(text, start)
        return _mention(match, _season(Date(), match["season"])) if match else None
    if not P.may_be_date.match(text, start):
        return None
    for pattern, build in _PATTERNS:
        match = pattern.match(text, start)
        if match is not None:
            date = build(match)
            if date is not None:
                return _mention(match, date) if _possible(date) else _impossible(match)
    return None


def _impossible(match: re.Match[str]) -> Mention:
    """A day that the calendar does not have (6月31日): read as a whole, and no figure."""
    return Mention(match.start(), match.end(), "date", None, silent=True, number=match.span())


def _int(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    value = parse(text)
    return None if value is None else int(value)


def _year(text: str | None) -> int | None:
    value = _int(text)
    if value is not None and value < 100:
        return 2000 + value if value < _THIS_CENTURY else 1900 + value
    return value


_THIS_CENTURY = 40
"""Years of two digits below this are of the 21st century."""


def _from_groups(match: re.Match[str]) -> Date:
    groups = match.groupdict()
    return Date(_year(groups.get("y")), _int(groups.get("m")), _int(groups.get("d")))


def _season(date: Date, name: str) -> Date:
    """The months of 上半年, 第三季度, 前三季度, 一至三季度 and 前10个月 in the year of `date`."""
    if name.endswith("半年"):
        low, high = (1, 6) if name.startswith("上") else (7, 12)
    elif name.endswith("个月"):
        low, high = 1, _int(name.removeprefix("前").removesuffix("个月")) or 1
    else:
        numbers = [_int(number) or 1 for number in re.findall("[一二三四1-4]", name)]
        first = 1 if name.startswith("前") else numbers[0]
        low, high = 3 * first - 2, 3 * numbers[-1]
    return replace(date, month=low, until=replace(date, month=high))


def _relative(text: str, start: int) -> Mention | None:
    """今年5月, 去年本月十日, 同年, 本月10日, 上半年."""
    match = P.this_month.match(text, start)
    if match is not None:
        shift = {"本": 0, "上": -1, "下": 1}[match["which"][0]]
        return _mention(match, Date(day=_int(match["d"]), month_shift=shift))
    match = P.season_only.match(text, start)
    if match is not None:
        return _mention(match, _season(Date(), match["season"]))
    match = P.decade.match(text, start)
    if match is not None:
        return _mention(match, _decade(match))
    match = P.relative_only.match(text, start)
    if match is None or (start and P.no_relative.match(text, start - 1)):
        return None
    name = match["rel"]
    base = Date(shift=_SHIFTS[name]) if name in _SHIFTS else Date(same=_SAMES[name])
    return _relative_rest(text, match, base)


def _relative_rest(text: str, match: re.Match[str], base: Date) -> Mention:
    """What follows 今年, 去年: a month, a day, a half or a quarter; none of these makes it silent."""
    start = match.start()
    months = P.months.match(text, match.end())
    if months is not None:
        date = replace(base, month=_int(months["m"]), until=Date(month=_int(months["m2"])))
        return Mention(start, months.end(), "date", None, date=date, number=(start, months.end()))
    rest = P.rest.match(text, match.end())
    if rest is None:
        return _mention(match, base, silent=True)
    if rest["season"]:
        date = _season(base, rest["season"])
    elif rest["d2"]:
        date = replace(base, month_shift=0, day=_int(rest["d2"]))
    else:
        date = replace(base, month=_int(rest["m"]), day=_int(rest["d"]))
    silent = not _possible(date)
    return Mention(
        start,
        rest.end(),
        "date",
        None,
        date=None if silent else date,
        silent=silent,
        number=(start, rest.end()),
    )


def _decade(match: re.Match[str]) -> Date:
    century = _CENTURIES[match["c"]]
    low = _int(match["n"]) or 10 * (_int(match["from"]) or 0)
    high = _int(match["to"]) or 10 * (_int(match["and"]) or 0) or low
    return Date(century + low, until=Date(century + high + 9))


def _republic(match: re.Match[str]) -> Date:
    """民国98年: the calendar of the Republic, whose first year (元年) was 1912."""
    year = 1 if match["roc"] == "元" else _int(match["roc"]) or 0
    return Date(1911 + year, _int(match["m"]), _int(match["d"]))


def republic_at(text: str, start: int) -> Mention | None:
    """112年, 98年8月, 108至110年 in a text of Taiwan: years of the Republic where no length of time can stand."""
    match = P.bare_republic.match(text, start)
    if match is None or not (
        match["m"]
        or match["to"]
        or len(match["roc"]) > 2
        or P.year_place.search(text, max(0, start - 1), start)
    ):
        return None
    first = _republic(match)
    return _mention(match, replace(first, until=Date(1911 + int(match["to"]))) if match["to"] else first)


def _bare_year(match: re.Match[str]) -> Date | None:
    """A year that no unit, no bound and no word for people makes a number of something."""
    text, end = match.string, match.end("more")
    if match["year"]:
        return _from_groups(match) if match["more"] else None
    number = not match["next"] or P.after_number.match(match["next"]) or bounded(text, match.start())
    return None if number or unit_at(text, end) or people().match(text, end) else _from_groups(match)


def _quarters(match: re.Match[str]) -> Date:
    return _season(Date(), match["season"])


def _short_year(match: re.Match[str]) -> Date:
    date = _from_groups(match)
    return _season(date, match["season"]) if match["season"] else date


def _years(match: re.Match[str]) -> Date | None:
    low, high = _int(match["a"]), match["b"]
    if low is None:
        return None
    top = int(str(low)[:2] + high) if len(high) == 2 and high.isdigit() else _int(high)
    return Date(low, until=Date(top)) if top is not None and top > low else None


def _with_season(match: re.Match[str]) -> Date:
    return _season(Date(_year(match["y"])), match["season"])


def _days(match: re.Match[str]) -> Date | None:
    first, last = _int(match["d"]), _int(match["d2"])
    if first is None or last is None or last <= first:
        return None
    month = _int(match["m"])
    return Date(month=month, day=first, until=Date(month=month, day=last))


def _year_months(match: re.Match[str]) -> Date:
    return Date(_year(match["y"]), _int(match["m"]), until=Date(month=_int(match["m2"])))


def _months(match: re.Match[str]) -> Date:
    return Date(month=_int(match["m"]), until=Date(month=_int(match["m2"])))


def _possible(date: Date) -> bool:
    """Whether the day exists in its month, in the end of a span as well."""
    if date.until is not None and not _possible(date.until):
        return False
    if date.month is not None and not 1 <= date.month <= 12:
        return False
    if date.day is not None and date.month is not None:
        year = date.year if date.year is not None and date.year > 0 else 2000
        return 1 <= date.day <= monthrange(min(year, 9999), date.month)[1]
    return True


_PATTERNS = (
    (P.bare_year, _bare_year),
    (P.quarters, _quarters),
    (P.years, _years),
    (P.han_years, _years),
    (P.year_months, _year_months),
    (P.full, _from_groups),
    (P.ancient, _from_groups),
    (P.year_season, _with_season),
    (P.ymd, _from_groups),
    (P.dmy, _from_groups),
    (P.mdy, _from_groups),
    (P.ym, _from_groups),
    (P.short_year, _short_year),
    (P.old_year, _from_groups),
    (P.days, _days),
    (P.short, _from_groups),
    (P.decade, _decade),
    (P.year, _from_groups),
    (P.month_day, _from_groups),
    (P.months, _months),
    (P.month, _from_groups),
    (P.day, _from_groups),
)


def slash_date(text: str) -> Mention | None:
    """A whole text that is a month and a day: 12/1."""
    match = P.slash.fullmatch(text)
    return _mention(match, _from_groups(match)) if match else None
