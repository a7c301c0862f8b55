"""A figure's family: the same metric in other years of its hospital, and in other hospitals."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from hospital_tui.library.figure_values import interval, same_unit, sense
from hospital_tui.library.figures.compare import ReadRow, year_of
from hospital_tui.library.narrowing import limits
from hospital_tui.library.records import FigureRow
from hospital_tui.library.store.schema import SHIFT, column
from hospital_tui.model import Figure

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
    figure = row.figure
    if figure.metric is None or interval(figure) is None or figure.waits:
        return None
    alike = (figure.metric, figure.kind == "percent")
    own = column(connection, _OWN, row.hospital, *alike, figure.unit, 2 * _YEARS)
    years = {year_of(figure): row}
    for found in _read(own, read, row):
        years.setdefault(year_of(found.figure), found)
    beside = column(connection, _BESIDE, *alike, _LOOKED_AT, row.hospital, figure.unit, _OTHERS + 2)
    others = tuple(islice(_read(beside, read, row), _OTHERS))
    if len(years) < 2 and not others:
        return None
    return Family(_around(sorted(years.values(), key=lambda one: one.figure.time or ""), row), others)


def _read(keys: Iterable[int], read: ReadRow, row: FigureRow) -> Iterator[FigureRow]:
    """The figures of keys that can be set beside one."""
    return (found for found in filter(None, map(read, keys)) if _alike(found.figure, row.figure))


_OWN = (
    "SELECT min(figure.row << 16 | figure.ordinal) FROM article CROSS JOIN figure "
    f"ON figure.row >= article.number << {SHIFT} AND figure.row < (article.number + 1) << {SHIFT} "
    "WHERE article.hospital = ? AND figure.metric = ? AND (figure.kind = 'percent') = ? AND figure.unit IS ? "
    f"AND NOT figure.waits AND figure.first IS NOT NULL AND {_FIRST_COPY} "
    "GROUP BY figure.first / 10000, figure.last / 10000 ORDER BY max(figure.last) DESC LIMIT ?"
)
_BESIDE = (
    "SELECT min(found.row << 16 | found.ordinal) FROM (SELECT row, ordinal, unit FROM figure "
    f"WHERE metric = ? AND NOT waits AND (kind = 'percent') = ? AND {_FIRST_COPY} LIMIT ?) AS found "
    f"JOIN article ON article.number = found.row >> {SHIFT} "
    "WHERE article.hospital NOT IN (?, '') AND found.unit IS ? GROUP BY article.hospital ORDER BY 1 LIMIT ?"
)


def _around(years: list[FigureRow], row: FigureRow) -> tuple[FigureRow, ...]:
    """So many years, the figure's own among them."""
    at = years.index(row)
    first = max(0, min(at - _YEARS + 2, len(years) - _YEARS))
    return tuple(years[first : first + _YEARS])


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures of a metric can be set side by side: in one sense, whole, of one unit and scope."""
    return (
        sense(one) == sense(other)
        and one.part_of is None
        and interval(one) is not None
        and same_unit(one.unit, other.unit)
        and limits(one) == limits(other)
    )
