"""Figures as keys, one number each, in every order that the table of figures has."""

import sqlite3
from array import array
from bisect import bisect_left
from operator import itemgetter

from hospital_tui.library.query.where import Where
from hospital_tui.library.store.schema import SHIFT

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
    "confidence": "figure.sure {d}, figure.row, figure.ordinal",
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
    connection: sqlite3.Connection, order: str, descending: bool, where: Where, most: int = -1
) -> "array[int]":
    """Keys of the figures that meet conditions, in an order of `ORDERS`; the first so many (-1: all)."""
    join = f" JOIN article ON article.number = figure.row >> {SHIFT}" if order == "hospital" else ""
    sql = (
        f"SELECT figure.row << {_ORDINALS} | figure.ordinal FROM figure{join} "
        f"WHERE figure.ordinal < {MOST_FIGURES} AND {where} ORDER BY {order_by(order, descending)} LIMIT ?"
    )
    return array("q", map(itemgetter(0), connection.execute(sql, (*where.params, most))))
