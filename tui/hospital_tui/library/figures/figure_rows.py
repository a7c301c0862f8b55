"""Figures of many passages as a sequence of rows, fetched a screenful at a time."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from hospital_tui.library.query.filter_matching import Placed
from hospital_tui.library.records import FigureRow
from hospital_tui.library.store.schema import SHIFT
from hospital_tui.model import Article

_ORDINALS = 16
"""A figure's key is its passage's row, shifted by so much, plus its place in the passage."""
MOST_FIGURES = 1 << _ORDINALS

ORDERS = {
    "reading": "figure.row {d}, figure.ordinal {d}",
    "hospital": "article.hospital {d}, figure.row, figure.ordinal",
    "label": "figure.label {d}, figure.row, figure.ordinal",
    "value": "figure.high IS NULL, figure.high {d}, figure.row, figure.ordinal",
    "unit": "figure.unit IS NULL, figure.unit {d}, figure.high {d}, figure.row, figure.ordinal",
    "kind": "figure.kind {d}, figure.row, figure.ordinal",
    "time": "figure.first IS NULL, figure.first {d}, figure.last {d}, figure.row, figure.ordinal",
    "metric": "figure.metric IS NULL, figure.metric {d}, figure.row, figure.ordinal",
}
"""Orders of the figures table; figures without the thing ordered by come last either way."""


def key(row: int, ordinal: int) -> int:
    """One number for a figure."""
    return row << _ORDINALS | ordinal


def split(packed: int) -> tuple[int, int, int]:
    """Article number, place of the passage in the article, place of the figure in the passage."""
    row, ordinal = packed >> _ORDINALS, packed & (MOST_FIGURES - 1)
    return row >> SHIFT, row & ((1 << SHIFT) - 1), ordinal


Places = Callable[[int], tuple[Article, Sequence[Placed]] | None]
"""Article number to the article and its passages; none where it is gone."""

RowOf = Callable[[str], int | None]
"""Passage id to the passage's row; none where it is gone."""


class FigureRows(Sequence[FigureRow]):
    """Figures by position. Only 8 bytes a figure are held; rows are read from their articles when asked for."""

    def __init__(self, keys: "array[int]", places: Places, row_of: RowOf) -> None:
        self._keys, self._places, self._row_of = keys, places, row_of

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> FigureRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[FigureRow]: ...
    def __getitem__(self, index: int | slice) -> FigureRow | list[FigureRow]:
        """A row, or a list of them. Raises LookupError where its article was removed meanwhile."""
        if isinstance(index, slice):
            return [self._row(packed) for packed in self._keys[index]]
        return self._row(self._keys[index])

    def __iter__(self) -> Iterator[FigureRow]:
        return map(self._row, self._keys)

    def _row(self, packed: int) -> FigureRow:
        number, place, ordinal = split(packed)
        found = self._places(number)
        if found is None or place >= len(found[1]) or ordinal >= len(found[1][place].passage.figures):
            raise LookupError("the article of this figure has changed")
        return figure_row(found[0], found[1][place], ordinal)

    def find(self, passage_id: str, index: int) -> int | None:
        """Position of a figure by its passage and its place there; none where it is not among the rows."""
        row = self._row_of(passage_id)
        try:
            return None if row is None else self._keys.index(key(row, index))
        except ValueError:
            return None


def figure_row(article: Article, place: Placed, index: int) -> FigureRow:
    """A figure of a passage with where it stands."""
    passage = place.passage
    figure = passage.figures[index]
    return FigureRow(
        article_id=article.id,
        hospital=article.hospital.name,
        passage_id=passage.id,
        section=section_name(place),
        index=index,
        figure=figure,
        line=passage.source_line(figure.at[0]),
    )


LEVEL = " › "
"""Stands between a heading and one below it."""


def section_name(place: Placed) -> str:
    """The headings above a passage in one line, its run-in heading left out (it stands in the passage)."""
    headings = place.headings[:-1] if place.passage.run_in else place.headings
    return LEVEL.join(headings)


def order_by(order: str, descending: bool) -> str:
    """SQL for an order of `ORDERS`."""
    return ORDERS.get(order, ORDERS["reading"]).format(d="DESC" if descending else "ASC")


def by_section(connection: sqlite3.Connection, keys: "array[int]", descending: bool) -> "array[int]":
    """Keys in reading order, by the headings above their passages; those without one last either way.

    Keys under one heading stand together as they are, so only the headings are sorted.
    """
    if not keys:
        return keys
    first, last = keys[0] >> _ORDINALS >> SHIFT << SHIFT, keys[-1] >> _ORDINALS
    headings = connection.execute(
        "SELECT row, name FROM heading WHERE row >= ? AND row <= ? ORDER BY row", (first, last)
    ).fetchall()
    starts = [bisect_left(keys, row << _ORDINALS) for row, _ in headings]
    runs = [
        (name, start, end)
        for (_, name), start, end in zip(headings, starts, [*starts[1:], len(keys)], strict=True)
        if start < end
    ]
    runs.sort(key=lambda run: run[0], reverse=descending)  # one name's runs keep the order of reading
    runs.sort(key=lambda run: run[0] == "")
    found = array("q")
    for _, start, end in runs:
        found += keys[start:end]
    return found


def keys_of_all(
    connection: sqlite3.Connection, order: str, descending: bool, where: str, params: Sequence[object]
) -> "array[int]":
    """Keys of the figures that meet an SQL condition, in an order of `ORDERS`."""
    join = f" JOIN article ON article.number = figure.row >> {SHIFT}" if order == "hospital" else ""
    sql = (
        f"SELECT figure.row << {_ORDINALS} | figure.ordinal FROM figure{join} "
        f"WHERE figure.ordinal < {MOST_FIGURES} AND {where} ORDER BY {order_by(order, descending)}"
    )
    return array("q", (row[0] for row in connection.execute(sql, params)))
