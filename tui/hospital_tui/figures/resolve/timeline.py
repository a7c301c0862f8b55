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
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.observances import observed_year
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.resolve.standing import Standing, standing_of, word

_MODERN = 2000
"""No article is taken to speak from a year before this without a date that says so."""
_LEAD = 6
"""Paragraphs of the beginning."""
_LIFE = re.compile("[上下]?午?，?[他她]")
"""Behind a full date: it tells of a life, not when the news is from."""
_NEAR = 14
"""Characters before a date within which 近日 or 昨天 speak of its year."""
_MAY_TELL = re.compile("[年月周]|20[0-9][0-9]")
_BARE = re.compile("(?<![0-9.])(20[0-9][0-9])(?![0-9年.%-])")
_YEAR_LINE = re.compile("^(20[0-9][0-9])年?$")
_YEAR_OF = re.compile(
    "年?是[^，。；！？]{0,24}(?:开局|起步|收官|关键|攻坚|决胜|奋进|提升|突破|启动)[^，。；！？]{0,6}之年"
)
"""What is said of the year one lives in (2021年是“十四五”开局之年)."""
_LIKE_LAST_YEAR = re.compile("[^。！？]{0,40}(?:比|较|同)去年同期")
_NUMBER = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_ANNIVERSARY = re.compile(
    f"(?:建院|成立|创建|建所|建科|创办|诞辰|创刊)[^，。；0-9]{{0,4}}?({_NUMBER})周年|({_NUMBER})周年(?:院庆|庆典|华诞)"
)
_YEARS_ROUND = re.compile(f"({_NUMBER})周年")
_A_YEAR = re.compile("一年来|这一年|一年[中里间]")
_WEEKDAY = re.compile("[，（(]?(?:恰逢|正值|适逢|是)?(?:星期|周|礼拜)([一二三四五六日天])")
_THIS_DAY = re.compile("前的?(?:今[天日]|同一天|这一天)")
_WIRE = re.compile("(?:[0-9]{1,2}[时点])?[^，。（(]{0,6}[讯电]")
_WEEKDAYS = "一二三四五六日"
_LONGEST = 200
"""Years below which something can have lasted."""
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


class _Dated(msgspec.Struct, frozen=True):
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


class _Told(msgspec.Struct):
    """What the texts of an article say of years."""

    titles: list[str]
    body: list[str]
    dates: list[_Dated]
    lasting: set[tuple[int, int]]
    """(place, N) of each length of N years, 1 < N < 200."""
    today: set[tuple[int, int]]
    """(place, N) of each N years ago on the same day."""
    named: set[tuple[int, int | None, int | None]]
    """(place, month, day) of each date."""
    beside: set[int]
    """Years that the page says beside the article."""
    days: list[tuple[int, int, int]]
    """(month, day, weekday from Monday 0) of days that are named with their weekday."""
    dispatch: str | None = None
    """The first day without a year that the lead names: of a wire the day it was sent on."""
    wire: bool = False

    def latest(self) -> int:
        """The latest year that something is said to have been in; 0 without any."""
        return max((date.year for date in self.dates if date.standing in ("holds", "since")), default=0)

    def stated(self) -> set[int]:
        """Years that the article says of itself or of others, plans and comparisons not counted."""
        return self.beside | {
            date.year for date in self.dates if date.standing not in ("planned", "compared")
        }


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
    told = _told(list(titles), list(body), taiwan)
    told.beside.update(int(year) for line in beside for year in _YEAR_LINE.findall(line))
    headline = _title_year(told)
    if date is not None:
        day = int(date[:4])
        year = headline if headline is not None and 0 <= day - headline <= 1 else day
        return Timeline(date, str(year), _signs(told, year, headline, "dated"), None, _said(told, year))
    latest = told.latest()
    found = {year for year in _proofs(told) if year >= max(latest, _MODERN)}
    written = found.pop() if len(found) == 1 else None
    if written is None and not found and headline is not None and headline >= latest:
        written = headline
    near = written is not None and headline is not None and 0 <= written - headline <= 1
    spoken = headline if near else written
    signs = _signs(told, spoken, headline, "reckoned")
    return Timeline(_text(written), _text(spoken), signs, told.dispatch, _said(told, spoken))


def _signs(told: _Told, year: int | None, headline: int | None, known: str) -> tuple[str, ...]:
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


def _said(told: _Told, year: int | None) -> tuple[int, int, int] | None:
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


def _told(titles: list[str], body: list[str], taiwan: bool) -> _Told:
    told = _Told(titles, body, [], set(), set(), set(), set(), [])
    for place, text in enumerate([*titles, *body]):
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


def _note(told: _Told, place: int, text: str, mention: Mention) -> None:
    """Add a date mention to what is told."""
    date = mention.date
    assert date is not None
    told.named.add((place, date.month, date.day))
    if date.month is not None and date.day is not None and date.until is None:
        if (
            told.dispatch is None
            and date.year is None
            and len(told.titles) <= place < len(told.titles) + _LEAD
        ):
            told.dispatch = f"--{date.month:02d}-{date.day:02d}"
            told.wire = _WIRE.match(text, mention.end) is not None
        weekday = _WEEKDAY.match(text, mention.end)
        if weekday is not None:
            told.days.append((date.month, date.day, _WEEKDAYS.index(weekday[1].replace("天", "日"))))
    if date.year is None or (date.until is not None and (date.until.year or date.year) != date.year):
        return
    fine = 1 if date.month is None else 2 if date.day is None else 3
    standing = standing_of(text, mention.start, mention.end)
    told.dates.append(
        _Dated(place, mention.start, mention.end, date.year, fine, (date.month, date.day), standing)
    )


def _title_year(told: _Told) -> int | None:
    """The one year that the titles name, or that the text says it looks back on."""
    named = {
        date.year
        for date in told.dates
        if date.place < len(told.titles) and date.standing in ("holds", "named")
    }
    named |= {int(year) for title in told.titles for year in _BARE.findall(title)}
    named = {year for year in named if year >= _MODERN}
    if len(named) == 1:
        return named.pop()
    if named:
        return None
    texts = [*told.titles, *told.body]
    back = Counter(
        date.year
        for date in told.dates
        if date.standing != "planned"
        and word("back").search(texts[date.place], max(0, date.start - 5), date.start)
    )
    return max(back, key=lambda year: (back[year], year), default=None)


def _lead(told: _Told) -> int:
    """The year that title and lead name most; 0 for none."""
    first = len(told.titles) + 2
    head = Counter(date.year for date in told.dates if date.place < first and date.standing == "holds")
    return max(head, key=lambda year: (head[year], year), default=0)


def _proofs(told: _Told) -> Iterator[int]:
    """Years that the article must have been written in, each from another kind of evidence."""
    latest = told.latest()
    texts = [*told.titles, *told.body]
    holding = [date for date in told.dates if date.standing == "holds"]
    for date in holding:
        if date.year != latest:
            continue
        text = texts[date.place]
        lead = len(told.titles) <= date.place < len(told.titles) + _LEAD
        if date.fine == 3 and lead and not _LIFE.match(text, date.end):
            yield latest
        before = text[max(0, date.start - _NEAR) : date.start]
        if word("news").search(before) and "。" not in before:
            yield latest
        if _LIKE_LAST_YEAR.match(text, date.end) or _YEAR_OF.match(text, date.end):
            yield latest
    if len(holding) > 1 and {date.year for date in holding} == {latest} and max(d.fine for d in holding) > 1:
        yield latest
    early = [date for date in holding if date.place < len(told.titles) + _LEAD]
    first = texts[: len(told.titles) + _LEAD]
    if max((date.year for date in early), default=0) == latest and _A_YEAR.search("\n".join(first)):
        yield latest
    yield from _reckoned(told)
    yield from _jubilee(told)
    yield from _weekdays(told)
    observed = observed_year(texts)
    if observed is not None and (not latest or abs(int(observed) - latest) <= 1):
        yield int(observed)


def _reckoned(told: _Told) -> Iterator[int]:
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
        if year in stated or len({length for _, length in pairs}) > 1:
            yield year
    for year, pairs in far.items():
        if (year == latest or year in told.beside) and len({length for _, length in pairs}) > 1:
            yield year


def _add_sums(found: dict[int, set[tuple[int, int]]], years: set[int], lengths: set[int], least: int) -> None:
    """Add the pairs of a year and a length to the years that they come to, from `least` on."""
    for year, length in product(years, lengths):
        if year + length >= least:
            found.setdefault(year + length, set()).add((year, length))


def _jubilee(told: _Told) -> Iterator[int]:
    """The year of an anniversary: 建院85周年 of one whose past begins in 1935 is 2020."""
    texts = [*told.titles, *told.body]
    counts = {_count(match[1] or match[2]) for text in texts for match in _ANNIVERSARY.finditer(text)}
    years = [date.year for date in told.dates if date.standing in ("past", "holds")]
    if len(counts) == 1 and years:
        yield min(years) + counts.pop()
    round_years = {_count(match[1]) for text in texts for match in _YEARS_ROUND.finditer(text)} - counts
    latest = told.latest()
    begun = {date.year for date in told.dates if date.fine > 1}
    if any(year + count == latest for year in begun for count in round_years):
        yield latest


def _count(number: str) -> int:
    return int(parse(number) or 0)


def _weekdays(told: _Told) -> Iterator[int]:
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
