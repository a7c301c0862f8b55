"""When an article speaks, and of which year: only where its own words prove it.

A day that page, file or name state is known. Without one the year is taken from what the text reckons with: a title's
year, a lead that dates the news, 近日 beside the latest year, N years since a year, an anniversary, a numbered
observance, a weekday, what is compared with 去年. Two that disagree, or a later year than theirs: the year stays open.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date as calendar_day
from itertools import product

import msgspec

from hospital_tui.figures.numerals import parse
from hospital_tui.figures.phrase.sentence import LONGEST
from hospital_tui.figures.read.observances import observed_year
from hospital_tui.figures.resolve.equations import equations, founds, least
from hospital_tui.figures.resolve.standing import word
from hospital_tui.figures.resolve.told import LEAD, Dated, Told, told_of

_MODERN = 2000
"""No article is taken to speak from a year before this without a date that says so."""
_LIFE = re.compile("[上下]?午?，?[他她]")
"""Behind a full date: it tells of a life, not when the news is from."""
_NEAR = 14
"""Characters before a date within which 近日 or 昨天 speak of its year."""
_NAMES = re.compile("“[^”]*”|《[^》]*》")
"""What a title quotes, plans among it (“健康中国2030”)."""
_BARE = re.compile("(?<![0-9.])(20[0-9][0-9])(?![0-9年.%-])")
_YEAR_LINE = re.compile("^(20[0-9][0-9])年?$")
_YEAR_OF = re.compile(
    "年?是[^，。；！？]{0,24}(?:(?:开局|起步|收官|关键|攻坚|决胜|奋进|提升|突破|启动)[^，。；！？]{0,6}之年|年”)"
)
"""What is said of the year one lives in (2021年是“十四五”开局之年, 2023年是“质量提升年”)."""
_LIKE_LAST_YEAR = re.compile("[^。！？]{0,40}(?:比|较|同)去年同期")
_NUMBER = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_ANNIVERSARY = re.compile(
    f"(?:建院|成立|创建|建所|建科|创办|诞辰|创刊)[^，。；0-9]{{0,4}}?({_NUMBER})周年|({_NUMBER})周年(?:院庆|庆典|华诞)"
)
_YEARS_ROUND = re.compile(f"({_NUMBER})周年")
_A_YEAR = re.compile("(?<![十几])一年来")
_LONG = 10
"""Years from which on a length that comes to a year that is told does so by no chance."""
_SOON = 2
"""Years after the latest one stated within which an anniversary lies, where others than that of the founding are stated."""
_FAR = 4
"""Years after the latest one stated within which a weekday proves a year; it comes back after five or six."""


class Timeline(msgspec.Struct, frozen=True):
    """When an article speaks and of which year, as far as it is proved."""

    written: str | None = None
    """The day, or the year alone, that 今年5月 is counted from; ISO."""
    year: str | None = None
    """The year the article speaks of."""
    signs: tuple[str, ...] = ()
    """What tells how far the whole article is of that year."""
    dispatch: str | None = None
    """The day that an article is news of whose year is open (某地6月5日讯); ISO."""
    said: tuple[int, int, int] | None = None
    """Where that year is said first: place among titles and body, [start, end) in the reading there."""


def timeline(
    titles: Sequence[str],
    body: Sequence[str],
    date: str | None,
    beside: Sequence[str] = (),
    *,
    taiwan: bool = False,
) -> Timeline:
    """When an article speaks, from readings of its titles, and of its headings and passages in reading order.

    `date`: the day of publication, where it is known. `beside`: lines of the page, which prove nothing by themselves.
    `taiwan`: 112年 is a year.
    """
    told = told_of(list(titles), list(body), taiwan)
    told.beside.update(int(year) for line in beside for year in _YEAR_LINE.findall(line))
    headline = _title_year(told)
    date = date or told.wired
    if date is not None:
        day = int(date[:4])
        year = headline if headline is not None and 0 <= day - headline <= 1 else day
        return Timeline(date, str(year), _signs(told, year, headline, "dated"), None, _said(told, year))
    written = _written(told, headline)
    near = written is not None and headline is not None and 0 <= written - headline <= 1
    spoken = headline if near else written
    signs = _signs(told, spoken, headline, "reckoned")
    return Timeline(_text(written), _text(spoken), signs, told.dispatch, _said(told, spoken))


def _written(told: Told, headline: int | None) -> int | None:
    """The year in which the article must have been written: what equations state, else what else proves it, else its title."""
    first = max(told.latest(), least(told), _MODERN)
    stated = equations(told)
    if not stated:
        stated = {year for year in (*_reckonings(told), *_guesses(told)) if year >= first}
    elif min(stated) >= first:
        stated |= {year for year in _reckonings(told) if year >= first}
    if not stated:
        return headline if headline is not None and headline >= first else None
    return stated.pop() if len(stated) == 1 and min(stated) >= first else None


def _signs(told: Told, year: int | None, headline: int | None, known: str) -> tuple[str, ...]:
    """How the year is known, whether the titles name it, and how many other years are told of."""
    others = {date.year for date in told.dates if date.standing not in ("planned", "named")} - {year}
    said = [date for date in told.dates if date.year == year]
    return (
        known,
        "in title" if headline == year else "not in title",
        f"other years {min(len(others), 4)}",
        f"said {min(len(said), 3)}",
        f"dates {min(len(told.dates) // 3, 4)}",
        *(("wire",) if told.wire else ()),
        *(("news",) if any(word("news").search(text) for text in told.body[:6]) else ()),
        f"lead {_lead(told) - (year or 0) if year and _lead(told) else None}",
    )


def _said(told: Told, year: int | None) -> tuple[int, int, int] | None:
    """Where a year is said first."""
    return next(
        (
            (date.place, date.start, date.end)
            for date in told.dates
            if date.year == year and date.standing not in ("planned", "compared")
        ),
        None,
    )


def _text(year: int | None) -> str | None:
    return None if year is None else str(year)


def _title_year(told: Told) -> int | None:
    """The one year that the titles name, or that the text says it looks back on."""
    named = {
        date.year
        for date in told.dates
        if date.place < len(told.titles) and date.standing in ("holds", "named")
    }
    named |= {int(year) for title in told.titles for year in _BARE.findall(_NAMES.sub("", title))}
    named = {year for year in named if year >= _MODERN}
    if len(named) == 1:
        return named.pop()
    if named:
        return None
    texts = told.texts
    back = Counter(
        date.year
        for date in told.dates
        if date.standing != "planned"
        and word("back").search(texts[date.place], max(0, date.start - 5), date.start)
    )
    return max(back, key=lambda year: (back[year], year), default=None)


def _lead(told: Told) -> int:
    """The year that title and lead name most; 0 for none."""
    first = len(told.titles) + 2
    head = Counter(date.year for date in told.dates if date.place < first and date.standing == "holds")
    return max(head, key=lambda year: (head[year], year), default=0)


def _guesses(told: Told) -> Iterator[int]:
    """The latest year, for each kind of evidence that the article was written in it."""
    latest, texts = told.latest(), told.texts
    holding = [date for date in told.dates if date.standing == "holds"]
    if any(date.year == latest and _of_today(told, date) for date in holding):
        yield latest
    dated = [date for date in told.dates if date.standing in ("holds", "aside")]
    looks_back = any(counted.shift < 0 and counted.standing == "holds" for counted in told.counted)
    alone = len(holding) > 1 and {date.year for date in dated} == {latest}
    if alone and not looks_back and max(date.fine for date in holding) > 1:
        yield latest
    early = max((date.year for date in holding if told.leads(date.place)), default=0)
    if early == latest and any(_A_YEAR.search(text) for text in texts[: len(told.titles) + LEAD]):
        yield latest


def _of_today(told: Told, date: Dated) -> bool:
    """Whether what stands around a date tells that the article is written in its year."""
    text = told.texts[date.place]
    before = text[max(0, date.start - _NEAR) : date.start].rpartition("。")[2]
    return (
        (date.fine > 2 and told.leads(date.place) and _is_news(told, date) and not _told_apart(told, date))
        or (date.fine > 1 and word("witness").match(text, date.end) is not None and not _is_over(told, date))
        or (word("news").search(before) is not None and not _sums_up(told, date))
        or (_LIKE_LAST_YEAR.match(text, date.end) or _YEAR_OF.match(text, date.end)) is not None
    )


def _told_apart(told: Told, date: Dated) -> bool:
    """Whether a day without a year is said before it: who names that of the news so gives a year to other days alone."""
    return told.dispatched is not None and told.dispatched < (date.place, date.start)


def _sums_up(told: Told, date: Dated) -> bool:
    """Whether news of the first months of a year tell of a year by its number: the one before."""
    return date.fine == 1 and told.dispatch is not None and told.dispatch < _SPRING


_SPRING = "--03-32"
"""Behind the days in which the numbers of the year before come out."""


def _is_news(told: Told, date: Dated) -> bool:
    """Whether a full date is when the news is from: not of a life, nor of what somebody remembers or says, nor long over."""
    text, low = told.texts[date.place], max(0, date.start - LONGEST)
    spoken = text.rfind("“", low, date.start) > text.rfind("”", low, date.start)
    spoken = spoken or word("speaker").match(text) is not None
    remembered = word("remembered").search(text, max(0, date.start - _NEAR), date.start)
    return not (spoken or remembered or _is_over(told, date) or _LIFE.match(text, date.end))


def _is_over(told: Told, date: Dated) -> bool:
    """Whether what stands behind a date tells of years later (那一夜, 十年过去), in its passage or at the beginning of the next ones."""
    behind = told.texts[date.place + 1 : date.place + 1 + LEAD]
    own = word("over").search(told.texts[date.place], date.end, date.end + LONGEST)
    return own is not None or any(word("over").match(text) for text in behind)


def _reckonings(told: Told) -> Iterator[int]:
    """Years that the article must have been written in, each reckoned from what it says."""
    yield from _reckoned(told)
    yield from _jubilee(told)
    yield from _weekdays(told)
    latest, observed = told.latest(), observed_year(told.texts)
    if observed is not None and (not latest or abs(int(observed) - latest) <= 1):
        yield int(observed)


def _reckoned(told: Told) -> Iterator[int]:
    """Years that come of N years since another: stated beside it and stated again, or found twice over."""
    latest, stated = told.latest(), told.stated()
    begun: dict[int, set[int]] = {}
    for date in told.dates:
        if date.standing in ("holds", "since", "past"):
            begun.setdefault(date.place, set()).add(date.year)
    lasting: dict[int, set[int]] = {}
    for place, length in told.lasting:
        lasting.setdefault(place, set()).add(length)
    for place, length in told.today:
        yield from (
            date.year + length for date in told.dates if date.fine > 2 and (place, *date.day) in told.named
        )
    least = max(latest, _MODERN)
    near: dict[int, set[tuple[int, int]]] = {}
    for place in begun.keys() & lasting.keys():
        _add_sums(near, begun[place], lasting[place], least)
    far: dict[int, set[tuple[int, int]]] = {}
    _add_sums(far, set().union(*begun.values()), set().union(*lasting.values()), least)
    for year, pairs in near.items():
        lengths = {length for _, length in pairs}
        if max(lengths) >= _LONG and (year in stated or len(lengths) > 1):
            yield year
    for year, pairs in far.items():
        lengths = {length for _, length in pairs if length >= _LONG}
        if (year == latest or year in told.beside) and len(lengths) > 1:
            yield year


def _add_sums(found: dict[int, set[tuple[int, int]]], years: set[int], lengths: set[int], least: int) -> None:
    """Add the pairs of a year and a length to the years that they come to, from `least` on."""
    for year, length in product(years, lengths):
        if year + length >= least:
            found.setdefault(year + length, set()).add((year, length))


def _jubilee(told: Told) -> Iterator[int]:
    """The year of an anniversary: 建院85周年 of one whose past begins in 1935 is 2020."""
    texts = told.texts
    counts = {_count(match[1] or match[2]) for text in texts for match in _ANNIVERSARY.finditer(text)}
    dates = [date for date in told.dates if date.standing in ("past", "holds")]
    if len(counts) == 1 and dates:
        first = min(dates, key=lambda date: date.year)
        ahead = first.year + min(counts) - told.latest()
        if founds(told, first) and (ahead <= _SOON or told.latest() <= first.year):
            yield first.year + min(counts)
    round_years = {_count(match[1]) for text in texts for match in _YEARS_ROUND.finditer(text)} - counts
    latest = told.latest()
    begun = {date.year for date in told.dates if date.fine > 1}
    if any(year + count == latest for year in begun for count in round_years):
        yield latest


def _count(number: str) -> int:
    return int(parse(number) or 0)


def _weekdays(told: Told) -> Iterator[int]:
    """The year in which the days that are named fall on their weekdays, soon after the latest year stated."""
    latest = told.latest()
    if latest and told.days:
        fitting = (
            year for year in range(latest, latest + _FAR) if all(_falls(year, *day) for day in told.days)
        )
        yield from list(fitting)[:1]


def _falls(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return calendar_day(year, month, day).weekday() == weekday
    except ValueError:
        return False
