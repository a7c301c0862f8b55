"""Rows of another home, or of an earlier day, brought to those that are there."""

import sqlite3
from collections.abc import Iterable, Mapping

from hospital_tui.library.reader.acts import TABLES, Cell, Change, Row, State
from hospital_tui.library.reader.tables import next_id, peek


def added(connection: sqlite3.Connection, new: State, *, overwrite: bool) -> tuple[list[Change], int]:
    """The changes that bring rows in, and how many of the rows that are there stay although they say otherwise.

    Rows are told apart by what they are about, never by their numbers, which are another home's.
    """
    changes: list[Change] = []
    stayed = 0
    held = peek(connection)
    for name in (name for name in TABLES if name in new and name != "removed"):
        coming = _Coming(connection, name, held.get(name, {}), new[name].values())
        for change in filter(None, map(coming.change, filter(TABLES[name].fits, new[name].values()))):
            if change.before is None or (overwrite and name != "filter"):
                changes.append(change)
            else:
                stayed += name != "filter"
    return changes, stayed


class _Coming:
    """Rows of one table that come to those that are there."""

    def __init__(
        self, connection: sqlite3.Connection, name: str, held: Mapping[str, Row], coming: Iterable[Row]
    ) -> None:
        self._name = name
        self._there = {_about(name, row): (key, row) for key, row in held.items()}
        self._taken = {row[0] for row in held.values()} if _counts(name) else set()
        self._number = _beyond(connection, name, coming) if _counts(name) else 0

    def change(self, row: Row) -> Change | None:
        """What a row changes, by a number that is free here; none where it is there as it is."""
        key, before = self._there.get(_about(self._name, row), ("", None))
        if before is not None:
            row = _numbered(self._name, row, before[0])
        elif row[0] in self._taken:
            row, self._number = _numbered(self._name, row, self._number), self._number + 1
        return (
            Change(self._name, key or TABLES[self._name].key_of(row), before, row) if row != before else None
        )


def _about(name: str, row: Row) -> object:
    """What a row is about: a correction that is in force, its words in the source; one that was undone, itself."""
    if name != "correction":
        return TABLES[name].key_of(row)
    _, passage, start, end, *rest = row
    return str(passage).partition("@")[0], start, end, rest[-1] is None or tuple(rest)


def _counts(name: str) -> bool:
    return "id" in TABLES[name].columns


def _beyond(connection: sqlite3.Connection, name: str, rows: Iterable[Row]) -> int:
    """A number that no row has, there or among those that come."""
    return max(next_id(connection, name), *(int(row[0] or 0) + 1 for row in rows))


def _numbered(name: str, row: Row, number: Cell) -> Row:
    return (number, *row[1:]) if _counts(name) else row
