"""Years of writing that the text of an article states as an equation, and the least that its order of telling allows."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from hospital_tui.figures.numerals import parse
from hospital_tui.figures.phrase.sentence import LONGEST
from hospital_tui.figures.resolve.standing import word
from hospital_tui.figures.resolve.told import Counted, Dated, Told

_BEGINS = ("holds", "since", "past")
"""How a date stands from which years can be counted."""
_CLOSE = 6
"""Characters before a date that belong to it (始建于1952年)."""
_ROW = 3
"""Years in a row that make a series of them."""


def equations(told: Told) -> set[int]:
    """The years that equations state the article to be written in; two of them contradict each other."""
    pairs = [(counted, _of_its_sentence(told, counted)) for counted in told.counted]
    beside = (year for counted, dates in pairs for year in _beside(told, counted, dates))
    rows = (year for counted, dates in pairs if (year := _behind_row(told, counted, dates)) is not None)
    return {*beside, *rows, *_up_to_today(told)}


def least(told: Told) -> int:
    """The earliest year that a 去年 or 前年 allows behind a year of its sentence: it is never before that year."""
    return max(
        (
            date.year - counted.shift
            for counted in told.counted
            if counted.shift < 0 and counted.standing == "holds"
            for date in _of_its_sentence(told, counted)
            if date.standing in _BEGINS and date.end <= counted.start
        ),
        default=0,
    )


def founds(told: Told, date: Dated) -> bool:
    """Whether a sentence says of a date that something was founded on it."""
    text, stop = told.texts[date.place], date.end + LONGEST
    ends = word("ends").search(text, date.end, stop)
    stop = ends.start() if ends else stop
    return word("founding").search(text, max(0, date.start - _CLOSE), stop) is not None


def _of_its_sentence(told: Told, counted: Counted) -> list[Dated]:
    """The years of the sentence of one that is counted from the year of writing."""
    text, place = told.texts[counted.place], counted.place
    low, high = (
        bisect_left(told.dates, (place, at), key=lambda date: (date.place, date.start))
        for at in (counted.start - LONGEST, counted.end + LONGEST)
    )
    return [
        date
        for date in told.dates[low:high]
        if not word("ends").search(text, min(date.end, counted.end), max(date.start, counted.start))
    ]


def _beside(told: Told, counted: Counted, dates: list[Dated]) -> Iterator[int]:
    """The year of writing by a year beside what it is called: 去年（2013年）, 2013年（去年）, 去年即2013年."""
    text = told.texts[counted.place]
    for date in dates:
        one, other = (date, counted) if date.start < counted.start else (counted, date)
        if word("equals").fullmatch(text, one.end, other.start) and word("equal").match(text, other.end):
            yield date.year - counted.shift


def _behind_row(told: Told, counted: Counted, dates: list[Dated]) -> int | None:
    """The year of writing by what is behind a row of years with a number each: 2020年48例、2021年93例、2022年132例，去年158例."""
    text = told.texts[counted.place]
    row: list[Dated] = []
    for date in reversed(dates):
        if word("row").fullmatch(text, date.end, row[-1].start if row else counted.start):
            row.append(date)
    in_order = all(later.year - earlier.year == 1 for later, earlier in pairwise(row))
    if len(row) < _ROW or not in_order or not word("row_ends").match(text, counted.end):
        return None
    return row[0].year + 1 - counted.shift


def _up_to_today(told: Told) -> Iterator[int]:
    """The year of writing by how long ago a year is to it (从1989年…到今天，整整30年), or where it is called today's."""
    texts = told.texts
    for date in told.dates:
        text, start = texts[date.place], max(0, date.start - _CLOSE)
        if word("today_equals").search(text, start, date.start) and word("equal").match(text, date.end):
            yield date.year
        found = word("to_today").match(text, date.end) if date.standing in _BEGINS else None
        if found is not None:
            born = word("born").search(text, start, found.end())
            house = founds(told, date) and word("house").search(text, date.end, found.end())
            if found["unit"] != "岁" or born or house:
                yield date.year + int(parse(found["years"]) or 0)
