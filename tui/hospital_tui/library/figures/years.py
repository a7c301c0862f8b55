"""The years of one hospital beside each other, and by how much a figure differs from an earlier year's."""

import re
import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from hospital_tui.library.figure_values import interval, same_unit, time_inferred
from hospital_tui.library.figures.compare import Cell, Comparison, ReadRow, Row, found_in, rows_of
from hospital_tui.library.narrowing import limits
from hospital_tui.library.query.query import Query
from hospital_tui.library.query.where import Where
from hospital_tui.model import Figure

_YEAR = re.compile(r"\d{4}")
_ONE_YEAR = "figure.first / 10000 = figure.last / 10000"


class Difference(NamedTuple):
    """By how much a figure differs from that of an earlier year."""

    since: str
    """The earlier year."""
    by: Decimal
    """In the figures' unit; of percentages in points."""
    part: float | None
    """Of the earlier figure; none where that is nothing, and for percentages."""
    inferred: bool
    """The time of one of the two was not read in its own sentence."""


def by_year(
    connection: sqlite3.Connection,
    read: ReadRow,
    hospital: str,
    wanted: Sequence[str] | None = None,
    query: Query | None = None,
) -> Comparison:
    """Metrics of a hospital, a column a year; figures that speak of no year, or of several, are counted only."""
    of, none = Where().also("article.hospital = ?", hospital), f"(figure.first IS NULL OR NOT {_ONE_YEAR})"
    year = "CAST(figure.first / 10000 AS TEXT)"
    found = found_in(connection, year, of.also(_ONE_YEAR), wanted, query)
    undated = found_in(connection, "''", of.also(none), wanted, query)
    years = tuple(sorted({place for place, _, _ in found}))
    rows = rows_of(read, years, found, wanted, years=True)
    return Comparison(years, rows, hospital, sum(map(len, undated.values())))


def difference(row: Row, years: Sequence[str], place: int) -> Difference | None:
    """By how much the figure of a column differs from that of the nearest earlier one with a figure.

    None where either cell leaves open which figure to take, or where the two are not exact numbers of the same unit that
    count the same over a stretch of the same length.
    """
    earlier = [at for at in range(place) if row.cells[at].figures]
    if not row.years or row.sense not in ("amount", "share") or not earlier:
        return None
    now, then = _one(row.cells[place]), _one(row.cells[earlier[-1]])
    if now is None or then is None or not _alike(now, then):
        return None
    return _difference(years[earlier[-1]], row, now, then)


def _difference(since: str, row: Row, now: Figure, then: Figure) -> Difference | None:
    """By how much two figures that are alike differ; none where one is no single value."""
    after, before = _exact(now), _exact(then)
    if after is None or before is None:
        return None
    by = after - before
    part = float(by / abs(before)) if row.sense == "amount" and before else None
    return Difference(since, by, part, time_inferred(now) or time_inferred(then))


def _one(cell: Cell) -> Figure | None:
    """The figure that a cell says of its year; none where it says several that are no parts of it."""
    whole = [row for row in cell.figures if row.figure.part_of is None]
    is_one = len(whole) == 1 and whole[0] == cell.figures[0] and not cell.more
    return whole[0].figure if is_one else None


def _alike(one: Figure, other: Figure) -> bool:
    return (
        one.qualifier == other.qualifier == "exact"
        and same_unit(one.unit, other.unit)
        and limits(one) == limits(other)
        and _YEAR.sub("", one.time or "") == _YEAR.sub("", other.time or "")
    )


def _exact(figure: Figure) -> Decimal | None:
    """A single value, as it was written."""
    bounds = interval(figure)
    return Decimal(str(bounds[0])) if bounds and bounds[0] == bounds[1] else None
