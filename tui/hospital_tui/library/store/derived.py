"""What is reckoned of an article when it is compiled: findings within it, claims for checks across, and its copies.

One article costs its own figures and shingles, whatever the library's size.
"""

import sqlite3
from collections.abc import Callable, Iterator

import msgspec

from hospital_tui.library import checks, copies
from hospital_tui.library.store.schema import MOST_PASSAGES, SHIFT, cell, column
from hospital_tui.model import Article

_COMMON = 40
"""A shingle in so many articles is a set phrase and leads to nobody."""
_SHARED = 0.5
"""Of the shorter one's shingles so many must be shared before two articles are compared."""

_RARE = """SELECT json_group_array(value) FROM json_each(?)
WHERE (SELECT count(*) FROM (SELECT 1 FROM shingle WHERE hash = value LIMIT ?2)) < ?2"""
_LIKELY = """SELECT number FROM json_each(?) JOIN shingle ON hash = value JOIN sketch USING (number)
GROUP BY number HAVING count(*) >= ? * min(?, size)"""

_LED = "SELECT number FROM report WHERE leader = ?"

Read = Callable[[int], Article]
"""The article of a number."""


def put(connection: sqlite3.Connection, article: Article, number: int, read: Read) -> None:
    """Store what follows from an article; the article itself is stored already."""
    base = number << SHIFT << checks.PLACES
    connection.executemany(
        "INSERT INTO finding VALUES (?,?,?,?,?,?)",
        (
            (number, ordinal, one.rule, one.verdict, one.arithmetic, _points(base, one.points))
            for ordinal, one in enumerate(checks.within(article))
        ),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO claim VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _claims(base, article)
    )
    _copies(connection, article, number, read)


def _points(base: int, points: tuple[checks.Point, ...]) -> bytes:
    moved = [msgspec.structs.replace(point, key=base + point.key) for point in points]
    return msgspec.msgpack.encode(moved)


def _claims(base: int, article: Article) -> Iterator[tuple[object, ...]]:
    for one in checks.claims(article):
        spread = one.point.range
        yield (
            base + one.point.key, one.hospital, one.thing, one.first, one.last, one.flow, one.change,
            spread.value, spread.low, spread.high, one.point.bounded, one.point.name,
        )  # fmt: skip


def _copies(connection: sqlite3.Connection, article: Article, number: int, read: Read) -> None:
    mine = copies.sketch(article)
    size = len(mine.shingles)
    rare = connection.execute(_RARE, (msgspec.json.encode([*mine.shingles]).decode(), _COMMON)).fetchone()
    likely = column(connection, _LIKELY, *rare, _SHARED, size)
    connection.execute("INSERT OR IGNORE INTO shingle SELECT value, ? FROM json_each(?)", (number, *rare))
    connection.execute("INSERT INTO sketch VALUES (?,?)", (number, size))
    found = [other for other in likely if copies.one_report(mine, copies.sketch(read(other)))]
    if found:
        _lead(connection, {number, *found})


def _lead(connection: sqlite3.Connection, group: set[int]) -> None:
    """Put articles, and those that are copies of them, under one leader."""
    marks = ",".join("?" * len(group))
    leaders = column(connection, f"SELECT DISTINCT leader FROM report WHERE number IN ({marks})", *group)
    for leader in leaders:
        group.update(column(connection, _LED, leader))
    first = min(group)
    connection.executemany(
        "INSERT OR REPLACE INTO report VALUES (?,?)", [(number, first) for number in group]
    )


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Take out what followed from an article."""
    run = connection.execute
    run("DELETE FROM finding WHERE number = ?", (number,))
    low, high = number << SHIFT << checks.PLACES, ((number << SHIFT) + MOST_PASSAGES) << checks.PLACES
    run("DELETE FROM claim WHERE key >= ? AND key < ?", (low, high))
    run("DELETE FROM shingle WHERE number = ?", (number,))
    run("DELETE FROM sketch WHERE number = ?", (number,))
    leader = cell(connection, "SELECT leader FROM report WHERE number = ?", number)
    if leader is None:
        return
    run("DELETE FROM report WHERE number = ?", (number,))
    left = column(connection, _LED, leader)
    run("DELETE FROM report WHERE leader = ?", (leader,))
    if len(left) > 1:
        _lead(connection, set(left))
