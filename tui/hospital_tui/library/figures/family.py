"""A figure's family: the same metric in other years of its hospital, and in other hospitals."""

import sqlite3

import msgspec

from hospital_tui.library.figure_values import interval, same_unit, sense
from hospital_tui.library.figures.compare import ReadRow, year_of
from hospital_tui.library.narrowing import limits
from hospital_tui.library.records import FigureRow
from hospital_tui.library.store.schema import SHIFT

_LOOKED_AT = 400
"""Figures of a metric among which others are looked for: a strip need not know all, and is there at once."""
_YEARS, _OTHERS = 4, 4
"""Years, and other hospitals, that a strip shows at most."""

_FIRST_COPY = f"NOT EXISTS (SELECT 1 FROM report WHERE report.number = figure.row >> {SHIFT} AND leader != report.number)"
"""Of several copies of one report the first alone counts."""


class Family(msgspec.Struct, frozen=True):
    """What stands beside a figure."""

    years: tuple[FigureRow, ...]
    """Of its hospital, one a year in the order of time, the figure itself among them."""
    others: tuple[FigureRow, ...]
    """Of other hospitals, one each."""


def family(connection: sqlite3.Connection, read: ReadRow, row: FigureRow) -> Family | None:
    """The family of a figure; none for one without a metric or a number, or where nothing stands beside it."""
    metric = row.figure.metric
    if metric is None or interval(row.figure) is None or row.figure.waits:
        return None
    own = (
        "SELECT min(figure.row << 16 | figure.ordinal) FROM article CROSS JOIN figure "
        f"ON figure.row >= article.number << {SHIFT} AND figure.row < (article.number + 1) << {SHIFT} "
        "WHERE article.hospital = ? AND figure.metric = ? AND (figure.kind = 'percent') = ? AND figure.unit IS ? "
        f"AND NOT figure.waits AND figure.first IS NOT NULL AND {_FIRST_COPY} "
        "GROUP BY figure.first / 10000, figure.last / 10000 ORDER BY max(figure.last) DESC LIMIT ?"
    )
    beside = (
        "SELECT min(found.row << 16 | found.ordinal), article.hospital FROM (SELECT row, ordinal, unit FROM figure "
        f"WHERE metric = ? AND NOT waits AND (kind = 'percent') = ? AND {_FIRST_COPY} LIMIT ?) AS found "
        f"JOIN article ON article.number = found.row >> {SHIFT} "
        "WHERE article.hospital NOT IN (?, '') AND found.unit IS ? GROUP BY article.hospital ORDER BY 1 LIMIT ?"
    )
    percent, unit = row.figure.kind == "percent", row.figure.unit
    rows = connection.execute(own, (row.hospital, metric, percent, unit, 2 * _YEARS)).fetchall()
    years = {year_of(row.figure): row}
    for found in (read(place) for (place,) in rows):
        if found is not None and _alike(found, row):
            years.setdefault(year_of(found.figure), found)
    asked = (metric, percent, _LOOKED_AT, row.hospital, unit, _OTHERS + 2)
    near = (read(place) for place, _ in connection.execute(beside, asked).fetchall())
    others = tuple(found for found in near if found is not None and _alike(found, row))[:_OTHERS]
    if len(years) < 2 and not others:
        return None
    return Family(_around(sorted(years.values(), key=lambda one: one.figure.time or ""), row), others)


def _around(years: list[FigureRow], row: FigureRow) -> tuple[FigureRow, ...]:
    """So many years, the figure's own among them."""
    at = years.index(row)
    first = max(0, min(at - _YEARS + 2, len(years) - _YEARS))
    return tuple(years[first : first + _YEARS])


def _alike(one: FigureRow, other: FigureRow) -> bool:
    """Whether two figures of a metric can be set side by side: in one sense, whole, of one unit and scope."""
    return (
        sense(one.figure) == sense(other.figure)
        and one.figure.part_of is None
        and interval(one.figure) is not None
        and same_unit(one.figure.unit, other.figure.unit)
        and limits(one.figure) == limits(other.figure)
    )
