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
from hospital_tui.library.records import FigureRow
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
    of, none = ["article.hospital = ?"], f"(figure.first IS NULL OR NOT {_ONE_YEAR})"
    year = "CAST(figure.first / 10000 AS TEXT)"
    found = found_in(connection, year, [*of, _ONE_YEAR], [hospital], wanted, query)
    undated = found_in(connection, "''", [*of, none], [hospital], wanted, query)
    years = tuple(sorted({place for place, _, _ in found}))
    rows = rows_of(read, years, found, wanted, years=True)
    return Comparison(years, rows, hospital, sum(map(len, undated.values())))


def difference(row: Row, years: Sequence[str], place: int) -> Difference | None:
    """By how much the figure of a column differs from that of the nearest earlier one with a figure.

    None where either cell leaves open which figure to take, or where the two are not exact numbers of the same unit that
    count the same over a stretch of the same length.
    """
    if not row.years or row.sense not in ("amount", "share"):
        return None
    earlier = next((at for at in range(place - 1, -1, -1) if row.cells[at].figures), None)
    now, then = _one(row.cells[place]), _one(row.cells[earlier]) if earlier is not None else None
    if now is None or then is None or earlier is None or not _alike(now.figure, then.figure):
        return None
    after, before = _exact(now.figure), _exact(then.figure)
    if after is None or before is None:
        return None
    part = None if row.sense == "share" or not before else float((after - before) / abs(before))
    inferred = time_inferred(now.figure) or time_inferred(then.figure)
    return Difference(years[earlier], after - before, part, inferred)


def _one(cell: Cell) -> FigureRow | None:
    """The figure that a cell says of its year; none where it says several that are no parts of it."""
    whole = [row for row in cell.figures if row.figure.part_of is None]
    return whole[0] if len(whole) == 1 and whole[0] == cell.figures[0] and not cell.more else None


def _alike(one: Figure, other: Figure) -> bool:
    return (
        one.qualifier == other.qualifier == "exact"
        and same_unit(one.unit or "", other.unit or "")
        and limits(one) == limits(other)
        and _YEAR.sub("", one.time or "") == _YEAR.sub("", other.time or "")
    )


def _exact(figure: Figure) -> Decimal | None:
    """A single value, as it was written."""
    bounds = interval(figure)
    return Decimal(str(bounds[0])) if bounds and bounds[0] == bounds[1] else None
