"""Dates and figures along the years and months."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

import msgspec

from hospital_tui.library.figure_rows import FigureRows, Places, RowOf
from hospital_tui.library.query.figure_keys import key
from hospital_tui.library.query.finding import figure_conditions, of_hospital
from hospital_tui.library.query.query import Query
from hospital_tui.model import Figure

Shown = Literal["all", "dates", "figures"]
"""Dates and figures, dates only, or figures other than dates."""
SHOWN: tuple[Shown, ...] = ("all", "dates", "figures")


class Stretch(msgspec.Struct, frozen=True):
    """How much is said of one month, or of a year as a whole."""

    year: int
    """0 for what speaks of no year that is told."""
    month: int
    """1 to 12; 0 where nothing finer than the year, or a span over months, is said."""
    place: int
    """Position of its first row."""
    count: int


class Timeline:
    """Figures and dates in the order of the time they speak of, with how many there are in each month.

    What is said of a year as a whole stands before what is said of its months; a span stands where it begins; what is of no
    year that is told stands last, as a group of its own.
    """

    def __init__(self, keys: "array[int]", months: "array[int]", places: Places, row_of: RowOf) -> None:
        self.rows = FigureRows(keys, places, row_of)
        self.stretches = _stretches(months)

    def at(self, place: int) -> int:
        """Position in `stretches` of the month that a row belongs to; -1 where there are no rows."""
        starts = [stretch.place for stretch in self.stretches]
        return bisect_left(starts, place + 1) - 1

    def years(self) -> list[tuple[int, int, int]]:
        """Year, position of its first row, number of rows, for each year that anything is said of."""
        return [
            (year, months[0].place, sum(month.count for month in months))
            for year, group in groupby(self.stretches, key=lambda stretch: stretch.year)
            if (months := list(group)) and year
        ]

    @property
    def undated(self) -> int:
        """How many rows are of no year that is told."""
        last = self.stretches[-1] if self.stretches else None
        return last.count if last is not None and not last.year else 0


def _stretches(months: Sequence[int]) -> tuple[Stretch, ...]:
    """Runs of rows of one month; months are numbers yyyymm, yyyy00 for a year as a whole."""
    found, place = [], 0
    for month, group in groupby(months):
        count = sum(1 for _ in group)
        found.append(Stretch(month // 100, month % 100, place, count))
        place += count
    return tuple(found)


_KIND = {"all": "1", "dates": "figure.kind = 'date'", "figures": "figure.kind != 'date'"}
# Within one month: its own number; over months, or the year as a whole: the year's; 0 without a year.
_MONTH = "CASE WHEN first IS NULL THEN 0 WHEN first / 100 = last / 100 THEN first / 100 ELSE first / 10000 * 100 END"


def timeline(
    connection: sqlite3.Connection,
    places: Places,
    row_of: RowOf,
    *,
    query: Query | None = None,
    hospital: str | None = None,
    shown: Shown = "all",
) -> Timeline:
    """Figures and dates in the order of time, those without a year last: of one hospital or of all, and of what a query leaves."""
    where = figure_conditions(connection, query, None).also(_KIND[shown]).also("NOT figure.waits")
    where = where.both(of_hospital(hospital))
    rows = connection.execute(
        f"SELECT {_MONTH}, row, ordinal FROM figure WHERE {where} ORDER BY first IS NULL, 1, first, last, row, ordinal",
        where.params,
    )
    keys, months = array("q"), array("q")
    for month, row, ordinal in rows:
        keys.append(key(row, ordinal))
        months.append(month)
    return Timeline(keys, months, places, row_of)


def when(figure: Figure) -> str:
    """The time that a figure is put at, as it is said: the value of a date, the time of another; "" without one.

    A month and day without a year (--05-12) is said as well.
    """
    said = figure.value if figure.kind == "date" else figure.time
    return said if isinstance(said, str) else ""
