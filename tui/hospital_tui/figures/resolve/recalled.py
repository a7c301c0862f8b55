"""Times that words name by what was said before: 第二年, 挂牌那年, 当天, 次日; and those that nothing tells: 刚来的时候."""

import re
from collections.abc import Iterator, Sequence
from datetime import date as calendar_day
from datetime import timedelta

from msgspec.structs import replace

from hospital_tui.figures.numerals import parse
from hospital_tui.figures.read.mentions import Date, Spoken
from hospital_tui.figures.resolve.resolving import Anchor, iso
from hospital_tui.figures.resolve.standing import CLAUSE, Said, word

_COMMON = 2001
"""Stands for a year that is open."""
_LEAPS = (2, 28)
"""The day behind it is another in every fourth year."""
_HAPPENED = "((?:19|20)[0-9]{{2}})年[^，。；]{{0,16}}{0}|{0}于((?:19|20)[0-9]{{2}})年"


def times_told(sentence: Spoken) -> Iterator[re.Match[str]]:
    """Where a sentence with figures names a year or a day by what was said, in reading order."""
    if sentence.drafts:
        at = sentence.start, sentence.end
        found = (
            match
            for name in ("counted_year", "counted_day")
            for match in word(name).finditer(sentence.text, *at)
        )
        yield from sorted(found, key=lambda match: match.start())


def time_told(text: str, match: re.Match[str], anchor: Anchor, years: Sequence[int]) -> Said | None:
    """The time that words name by what was said before; no day where none was said. `years`: those of the passage up to them."""
    if match.re is not word("counted_day"):
        told = _year(text, match, anchor, years)
        return Said(match.start(), match.end(), told, untold=not told)
    day = _day(match, anchor)
    return None if day is None else Said(match.start(), match.end(), iso(day))


def moved(match: re.Match[str], anchor: Anchor) -> Anchor:
    """What is counted from behind such words: the next day, where they name it, is the day said last."""
    day = _day(match, anchor) if match.re is word("counted_day") and match["next"] else None
    return anchor if day is None else replace(anchor, stated=day, daily=day)


def _day(match: re.Match[str], anchor: Anchor) -> Date | None:
    """The day said last, or the one behind it."""
    last = anchor.stated or anchor.earlier
    if last is None or last.month is None or last.day is None or last != anchor.daily:
        return None
    if match["next"] is None:
        return last
    if last.year is None and (last.month, last.day) == _LEAPS:
        return None
    try:
        behind = calendar_day(last.year or _COMMON, last.month, last.day) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return Date(last.year and behind.year, behind.month, behind.day)


def _year(text: str, match: re.Match[str], anchor: Anchor, years: Sequence[int]) -> str:
    """The year named; "" of one that is not told."""
    year = None
    event = word("year_of").search(text, max(0, match.start() - 4), match.start())
    found = _happened(text, event[1], match.start()) if event is not None else set()
    if found:
        year = found.pop() if len(found) == 1 else None
    elif match["n"] or match["first"]:
        only = set(years)
        opens = not text[max(0, match.start() - 1) : match.start()].strip("，。；：！？“、（ 到至在而")
        year = only.pop() + int(parse(match["n"] or "一") or 1) - 1 if len(only) == 1 and opens else None
    elif "那" in match[0] and anchor.stated is not None and CLAUSE.match(text, match.start() - 1):
        year = anchor.stated.year
    return "" if year is None else str(year)


def _happened(text: str, event: str, end: int) -> set[int]:
    """The years in which a passage up to `end` says that something happened."""
    pattern = _HAPPENED.format(re.escape(event))
    return {int(match[1] or match[2]) for match in re.finditer(pattern, text[:end])}


def untold(sentence: Spoken, dates: Sequence[Said]) -> Iterator[Said]:
    """Times of a sentence that its words name and that nothing tells, where no date says them.

    A date before them does, but where a figure stands between or the words set them against it.
    """
    text = sentence.text
    if not sentence.drafts:
        return
    for match in word("untold").finditer(text, sentence.start, sentence.end):
        last = max((date.end for date in dates if date.end <= match.start()), default=None)
        counted = last is not None and any(
            last <= one.start < match.start() and one.date is None for one in sentence.mentions()
        )
        against = word("set_against").search(text, max(0, match.start() - 6), match.start())
        if (last is not None and (counted or against)) or (last is None and not match["always"]):
            yield Said(match.start(), match.end(), "", untold=True)


def in_order(text: str, dates: Sequence[Said]) -> list[Said]:
    """The dates of a sentence as they stand; 全年 behind a time that nothing tells is of that time (刚来的时候，全年才两台)."""
    found: list[Said] = []
    for date in sorted(dates, key=lambda date: date.start):
        whole = bool(found) and found[-1].untold and text.startswith("全年", date.start)
        found.append(replace(date, iso="", untold=True) if whole else date)
    return found
