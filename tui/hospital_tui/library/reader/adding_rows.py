"""Rows of another home, or of an earlier day, brought to those that are there."""

import sqlite3
from collections.abc import Iterable

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
        there = {_about(name, row): (key, row) for key, row in held.get(name, {}).items()}
        taken = {row[0] for row in held.get(name, {}).values()} if _counts(name) else set()
        number = _beyond(connection, name, new[name].values()) if _counts(name) else 0
        for row in new[name].values():
            if not TABLES[name].fits(row):
                continue
            key, before = there.get(_about(name, row), ("", None))
            if before is not None:
                row = _numbered(name, row, before[0])
                if row == before:
                    continue
                if not overwrite or name == "filter":
                    stayed += name != "filter"
                    continue
            elif row[0] in taken:
                row, number = _numbered(name, row, number), number + 1
            changes.append(Change(name, key or TABLES[name].key_of(row), before, row))
    return changes, stayed


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
