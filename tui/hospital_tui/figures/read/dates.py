"""Dates as they are said in a reading; what they leave out, `resolving` fills in."""

import re
from calendar import monthrange

from msgspec.structs import replace

from hospital_tui.figures.lexicon import people, unit_at
from hospital_tui.figures.numerals import parse
from hospital_tui.figures.read.mentions import Date, Mention
from hospital_tui.figures.read.qualifiers import bounded

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
_NO_RELATIVE = re.compile(
    "(?:[目之以此先生午]前|过去|[以之]上|[术之此最以然随]后|[人每台例项多首]次|[说证]明|[共协]同)年|..年[均级]"
)
"""Words that only look like 前年, 去年, 上年 … (目前年门诊量, 人次年均), from the character before them."""

_FULL = re.compile(
    rf"{_Y}年{_M}月(?:份|[上中下]旬)?(?:{_D}(?:[日号]|(?![\d{_HAN}百千万余多个名位人项例张家件种次篇台岁天小月年至到~-])))?"
)
_YEAR_MONTHS = re.compile(rf"{_Y}年(?P<m>1[0-2]|[1-9])月?(?:{_LINK})(?P<m2>1[0-2]|[1-9])月(?:份)?(?!\d)")
_ANCIENT = re.compile(rf"(?P<y>[一二三四五六七八九][零一二三四五六七八九]{{1,2}})年{_M}月{_D}日")
_YEAR_SEASON = re.compile(rf"{_Y}年(?:度)?的?{_SEASON}")
_YEAR = re.compile(rf"{_Y}年(?:度|[春夏秋冬][季天]?(?!节))?(?![级多余]|[以]?来?的?历史|时间)")
_YEARS = re.compile(
    rf"(?P<a>(?:19|20)\d\d)年?(?:{_LINK})(?P<b>(?:19|20)\d\d|\d\d(?=年))(?:年(?:度)?)?(?![\d个名例人%.])"
)
_HAN_YEARS = re.compile(rf"(?P<a>[一二][零九][{_HAN}]{{2}})年?(?:{_LINK})(?P<b>[一二][零九][{_HAN}]{{2}})年")
_RELATIVE_ONLY = re.compile(rf"{_RELATIVE}(?![纪龄轻级均])")
_SHORT_YEAR = re.compile(
    rf"(?<![\d,第近约过历满了])(?P<y>\d\d)年(?:{_M}月(?:份)?(?:{_D}[日号])?|(?=[底初末])|的?{_SEASON})"
)
"""A year of two digits, where what follows tells that it is no length of time (16年4月2日, 23年底)."""
_BARE_YEAR = re.compile(
    r"(?<![A-Za-z0-9.\-—/:：~第号达共有数量])(?P<y>(?:19|20)\d\d)(?=(?P<more>(?:[、和与及](?:19|20)\d\d)*)(?P<year>年)?(?P<next>[\u4e00-\u9fff]{0,2}))"
)
"""A year without 年: of a list that says it once (2010、2011、2012年), or before the name of a meeting, an award, a place."""
_REPUBLIC = re.compile(rf"民[国國](?P<roc>\d{{1,3}}|元|[{_HAN}百]{{1,4}})年(?:{_M}月(?:{_D}[日号])?)?")
_BARE_REPUBLIC = re.compile(
    rf"(?P<roc>[4-9]\d|1[0-4]\d)(?:年?{_LINK}(?P<to>[4-9]\d|1[0-4]\d))?年(?![来前后余多间内级历老的])(?:度|{_M}月(?:{_D}[日号])?)?"
)
_YEAR_PLACE = re.compile("^|[，。；、：（） \n自从至到于在与和及今去]$")
_PLAN = re.compile('(?P<plan>[八九]|十[一二三四五六]?)五(?=[”"」』]?(?:规划)?(?:期间|时期|以来))')
_PLANS = dict(
    zip(["八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"], range(1991, 2036, 5), strict=True)
)
_MONTH_DAY = re.compile(
    rf"{_M}月(?:份)?{_D}(?:[日号]|(?=\s*(?:{_LINK}|[、和])\s*\d{{1,2}}[日号])|(?<=[一二三四五六七八九十])(?=$|[，。的]))"
)
_MONTHS = re.compile(
    rf"(?P<m>1[0-2]|[1-9])月?(?:{_LINK})(?P<m2>1[0-2]|[1-9])月(?:份)?(?![0-9一二三四五六七八九])"
)
_MONTH = re.compile(rf"{_M}月(?:份|[上中下]旬)?(?![余多]|子|饼|光|经|亮|球|季|嫂|票|刊|龄|底前?完)")
_DAY = re.compile(
    r"(?:(?<![路街道巷弄栋])|(?=[\d一二三四五六七八九十]{1,3}日))(?P<d>3[01]|[12]\d|0?[1-9]|二十[一二三四五六七八九]|三十一)(?:日(?!均|龄|间|常|益|前|内|游|报|子|照|夜|历)|号(?![楼线院馆病机厅门文公路台房室称召码角桌位床手车令专诊窗站厂店井]))"
)
_THIS_MONTH = re.compile(rf"(?P<which>本月|上月|上个月|下月|下个月){_D}[日号]")
_DECADE = re.compile(
    r"(?:(?P<c>上个?世纪|本世纪|20世纪|二十世纪|21世纪|19世纪)的?)?(?:(?P<n>[1-9]0|[一二三四五六七八九]十)年?代?(?:[、和至到-](?P<to>[1-9]0|[一二三四五六七八九]十))?|(?P<from>[一二三四五六七八九])(?P<and>[一二三四五六七八九])十)年代(?:初|末|中期|初期|末期|后期)?"
)
_SEASON_ONLY = re.compile(_SEASON)
_QUARTERS = re.compile(rf"(?!第)(?P<season>{_QUARTER_SPAN})")
_YMD = re.compile(
    r"(?P<y>(?:1[5-9]|20)\d\d)(?P<s>[/.\-])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?![./]?\d)"
)
_DMY = re.compile(
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?P<s>[/.\-])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<y>(?:1[5-9]|20)\d\d)(?!\d)"
)
_MDY = re.compile(
    r"(?P<m>0?[1-9]|1[0-2])(?P<s>[/.\-])(?P<d>0?[1-9]|[12]\d|3[01])(?P=s)(?P<y>(?:1[5-9]|20)\d\d)(?!\d)"
)
_YM = re.compile(r"(?P<y>(?:19|20)\d\d)[/-](?P<m>1[0-2]|0?[1-9])(?![\d/.\-%月年个人名例万余至到])")
_OLD_YEAR = re.compile(
    r"(?P<y>[6-9]\d|[六七八九][零一二三四五六七八九])年(?=的?时候|毕业|以前|以后|之前|之后|出生|那年|参加|入[党伍学职])"
)
_DAYS = re.compile(
    rf"{_M}月{_D}[日号]?(?:{_LINK})(?P<d2>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?:[日号]|(?![\d个年月人名例%万百千点]))"
)
_SHORT = re.compile(r"(?P<y>\d\d)(?P<s>[-/])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?![\d-])")
_SLASH = re.compile(r"(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])")
_TO = re.compile(
    rf"\s?起?(?:{_LINK})\s?|和(?=[^，。；]{{2,12}}?(?:之间|间(?=[的，。；]|$)))|与(?=[^，。；]{{2,12}}?之间)"
)
_BETWEEN = re.compile("(?:之间|期间|间)")
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
    match = _PLAN.match(text, start)
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
    link = _TO.match(text, first.end)
    if link is not None:
        second = _single(text, link.end())
        if second is not None and second.date is not None and not second.silent and second.date.until is None:
            end = second.end
            between = _BETWEEN.match(text, end)
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
        match = _REPUBLIC.match(text, start)
        return _mention(match, _republic(match)) if match else None
    if char in "今去前明后当同次翌本上下":
        return _relative(text, start)
    if char == "第":
        match = _SEASON_ONLY.match(text, start)
        return _mention(match, _season(Date(), match["season"])) if match else None
    if not _MAY_BE_DATE.match(text, start):
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
    match = _THIS_MONTH.match(text, start)
    if match is not None:
        shift = {"本": 0, "上": -1, "下": 1}[match["which"][0]]
        return _mention(match, Date(day=_int(match["d"]), month_shift=shift))
    match = _SEASON_ONLY.match(text, start)
    if match is not None:
        return _mention(match, _season(Date(), match["season"]))
    match = _DECADE.match(text, start)
    if match is not None:
        return _mention(match, _decade(match))
    match = _RELATIVE_ONLY.match(text, start)
    if match is None or (start and _NO_RELATIVE.match(text, start - 1)):
        return None
    name = match["rel"]
    base = Date(shift=_SHIFTS[name]) if name in _SHIFTS else Date(same=_SAMES[name])
    return _relative_rest(text, match, base)


_REST = re.compile(
    rf"的?(?:{_M}月(?:份)?(?:{_D}[日号])?|{_SEASON}|本月(?P<d2>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])"
)


def _relative_rest(text: str, match: re.Match[str], base: Date) -> Mention:
    """What follows 今年, 去年: a month, a day, a half or a quarter; none of these makes it silent."""
    start = match.start()
    months = _MONTHS.match(text, match.end())
    if months is not None:
        date = replace(base, month=_int(months["m"]), until=Date(month=_int(months["m2"])))
        return Mention(start, months.end(), "date", None, date=date, number=(start, months.end()))
    rest = _REST.match(text, match.end())
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
    match = _BARE_REPUBLIC.match(text, start)
    if match is None or not (match["m"] or match["to"] or _YEAR_PLACE.search(text, max(0, start - 1), start)):
        return None
    first = _republic(match)
    return _mention(match, replace(first, until=Date(1911 + int(match["to"]))) if match["to"] else first)


def _bare_year(match: re.Match[str]) -> Date | None:
    """A year that no unit, no bound and no word for people makes a number of something."""
    text, end = match.string, match.end("more")
    if match["year"]:
        return _from_groups(match) if match["more"] else None
    number = not match["next"] or _AFTER_NUMBER.match(match["next"]) or bounded(text, match.start())
    return None if number or unit_at(text, end) or people().match(text, end) else _from_groups(match)


_AFTER_NUMBER = re.compile("[余多几万亿千百十年月日号至到和或]|以[上下内外]|左右|上下")


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
    (_BARE_YEAR, _bare_year),
    (_QUARTERS, _quarters),
    (_YEARS, _years),
    (_HAN_YEARS, _years),
    (_YEAR_MONTHS, _year_months),
    (_FULL, _from_groups),
    (_ANCIENT, _from_groups),
    (_YEAR_SEASON, _with_season),
    (_YMD, _from_groups),
    (_DMY, _from_groups),
    (_MDY, _from_groups),
    (_YM, _from_groups),
    (_SHORT_YEAR, _short_year),
    (_OLD_YEAR, _from_groups),
    (_DAYS, _days),
    (_SHORT, _from_groups),
    (_DECADE, _decade),
    (_YEAR, _from_groups),
    (_MONTH_DAY, _from_groups),
    (_MONTHS, _months),
    (_MONTH, _from_groups),
    (_DAY, _from_groups),
)


_MAY_BE_DATE = re.compile(
    rf"[\d{_HAN}两千]{{1,6}}(?:[年月日号世季/~、和与及至到—-]|\.\d{{1,2}}\.)|(?:19|20)\d\d[\u4e00-\u9fff]"
)
"""What every date of `_PATTERNS` begins with (a test proves it); most numbers do not."""


def slash_date(text: str) -> Mention | None:
    """A whole text that is a month and a day: 12/1."""
    match = _SLASH.fullmatch(text)
    return _mention(match, _from_groups(match)) if match else None
