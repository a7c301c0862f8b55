"""What a passage inherits from the article it stands in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a passage is read. Everything may be unknown."""

    written: str | None = None
    """ISO date of publication, as fine as known: the day that 今年5月 is counted from."""
    year: str | None = None
    """The year the article speaks of."""
    stated: str | None = None
    """The last year stated in the passages before."""
    section_time: str | None = None
    """The period the section's heading or its first sentence names."""
    subject: str = ""
    """What the sentence before spoke of: the label of figures that say none themselves."""
    hospital: tuple[str, ...] = ()
    """Names of the hospital: no labels by themselves."""


def written_text(written: str | date | None) -> str | None:
    """ISO text of the day a text speaks from."""
    return written.isoformat() if isinstance(written, date) else written


_WEEKDAY = re.compile(
    r"(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?:，|（|\(|恰逢|正值|适逢|是|,)?(?:星期|周|礼拜)([一二三四五六日天])"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年(?<!\d\d{4}年)")


def weekday_year(texts: Iterable[str]) -> str | None:
    """The year in which the days an article names fall on the weekdays it names, none before a year it states.

    2月21日恰逢周日, with 2013年 as the last year stated, is of 2016.
    """
    latest = 0
    named: list[tuple[int, int, int]] = []
    for text in texts:
        latest = max([latest, *(int(year) for year in _YEAR.findall(text))])
        named += [
            (int(month), int(day), "一二三四五六日".find(name.replace("天", "日")))
            for month, day, name in _WEEKDAY.findall(text)
        ]
    if not latest or not named:
        return None
    for year in range(latest, latest + 12):
        if all(_falls(year, month, day, weekday) for month, day, weekday in named):
            return str(year)
    return None


def _falls(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False


_RELATIVE = re.compile("今年|去年|本月|上个?月|日前|近日")
_PAST = re.compile(r"((?:19|20)\d\d)年")
_TO_COME = re.compile("(?:到|至|预计|力争|计划|展望|将于|[-—~～])$")


def year_of_writing(texts: Iterable[str]) -> str | None:
    """The year a text without a date was written in, if it speaks of 今年 or 去年.

    A newspaper calls its own year 今年: a year that is written out lies behind it.
    """
    spoken, latest = False, 0
    texts = list(texts)
    jubilee = _jubilee(texts)
    for text in texts:
        spoken = spoken or _RELATIVE.search(text) is not None
        for match in _PAST.finditer(text):
            if (
                _TO_COME.search(text, max(0, match.start() - 3), match.start())
                or "将" in text[match.end() : match.end() + 12]
            ):
                continue
            if _FOUNDING.search(text, max(0, match.start() - 6), match.start()) or _BORN.match(
                text, match.end()
            ):
                continue
            open_year = text.startswith(("以来", "起", "至今", "开始", "底", "初"), match.end())
            latest = max(latest, int(match[1]) + (0 if open_year else 1))
    if jubilee is not None and jubilee in (latest - 1, latest):
        return str(jubilee)
    return str(latest) if spoken and latest >= _MODERN else None


_FOUNDING = re.compile("(?:建|立|生|办|业|成|创|落户|坐落|起源|诞生|发端)于?$")
_BORN = re.compile("，?(?:毕业|出生|参加工作|入党|始建|建院|建成|创建|创办|成立|入职|参军|从医|生)")
_MODERN = 2005
"""The year the article was written in is none of the years of a chronicle that ends before."""
_ANNIVERSARY = re.compile(
    r"(?:建院|成立|创建|建所|创办|诞辰)[^，。；\d]{0,4}(\d{1,3})周年|(\d{1,3})周年(?:院庆|庆典)"
)


def _jubilee(texts: list[str]) -> int | None:
    """The year of the hospital's anniversary: 建院85周年 of one whose chronicle begins in 1935 is 2020."""
    counts = {int(match[1] or match[2]) for text in texts for match in _ANNIVERSARY.finditer(text)}
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    return min(years) + counts.pop() if len(counts) == 1 and years else None
