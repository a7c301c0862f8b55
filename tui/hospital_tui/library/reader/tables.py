"""The reader's own layer as SQLite tables (`reader.db`): made, checked, read whole, and saved from where they are damaged."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from hospital_tui.library.files.atomic import private_folder
from hospital_tui.library.reader.acts import TABLES, Change, Row, State

FORMAT = 3
"""2 has what 1 (version 0.1) has, and `fact`, `removed` and `written` beside it; 3 has `confirmation` and `tag` as well."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bookmark (
  id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, passage TEXT NOT NULL UNIQUE, offset INTEGER NOT NULL,
  hospital TEXT NOT NULL, quote TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS place (
  article TEXT PRIMARY KEY, passage TEXT NOT NULL, offset INTEGER NOT NULL, seen TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS filter (text TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT, passage TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  words TEXT NOT NULL, hospital TEXT NOT NULL, struck INTEGER NOT NULL, fields TEXT NOT NULL, created TEXT NOT NULL,
  undone TEXT);
CREATE INDEX IF NOT EXISTS correction_passage ON correction (passage);
CREATE TABLE IF NOT EXISTS fact (
  article TEXT PRIMARY KEY, start INTEGER NOT NULL, hospital TEXT NOT NULL, fields TEXT NOT NULL, created TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS confirmation (
  place TEXT PRIMARY KEY, passage TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL,
  hospital TEXT NOT NULL, later INTEGER NOT NULL, figure TEXT NOT NULL, article TEXT NOT NULL, created TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tag (
  key TEXT PRIMARY KEY, tag TEXT NOT NULL, article TEXT NOT NULL, passage TEXT NOT NULL, hospital TEXT NOT NULL,
  quote TEXT NOT NULL, created TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS removed (
  article TEXT PRIMARY KEY, hospital TEXT NOT NULL, title TEXT NOT NULL, files TEXT NOT NULL, created TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (number INTEGER NOT NULL, size INTEGER NOT NULL);
"""


class NewerError(sqlite3.NotSupportedError):
    """The file was written by a later version."""


class DamagedError(sqlite3.DatabaseError):
    """The file is not what was written."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the reader's file, made private where there is none. Raises OSError, sqlite3.Error.

    The journal is on the disk with every act, so the database need not be: what a power cut takes is played again.
    """
    private_folder(path.parent)
    path.touch(0o600)
    if path.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):
            path.chmod(0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.text_factory = readable
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def readable(data: bytes) -> str:
    """Text as the file holds it; bytes that are none are shown as such."""
    return data.decode("utf-8", "replace")


def prepare(connection: sqlite3.Connection) -> None:
    """Make what is missing in a file of an earlier format, within a transaction. Raises NewerError, sqlite3.Error."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise NewerError(f"format {version} is newer than this program")
    if version < FORMAT:
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={FORMAT}")


def check(connection: sqlite3.Connection) -> State:
    """All rows of a sound file. Raises DamagedError, sqlite3.Error."""
    (damage,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if damage != "ok":
        raise DamagedError(damage)
    return _rows(connection, TABLES)


def peek(connection: sqlite3.Connection, names: Iterable[str] = tuple(TABLES)) -> State:
    """All rows in some tables of a file of any format up to this one. Raises DamagedError, sqlite3.Error."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        return {}
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return _rows(connection, [name for name in names if name in there])


def _rows(connection: sqlite3.Connection, names: Iterable[str]) -> State:
    state: State = {}
    for name in names:
        table = TABLES[name]
        rows = connection.execute(f"SELECT {','.join(table.columns)} FROM {name}").fetchall()
        if not all(map(table.fits, rows)):
            raise DamagedError(f"malformed {name}")
        if rows:
            state[name] = {table.key_of(row): row for row in rows}
    return state


def written(connection: sqlite3.Connection) -> tuple[int, int]:
    """Number of the last act that the file holds, and the size of its journal then; 0 where it never held one."""
    row = connection.execute("SELECT number, size FROM written ORDER BY number DESC LIMIT 1").fetchone()
    number, size = row or (0, 0)
    return (number, size) if isinstance(number, int) and isinstance(size, int) else (0, 0)


def write(connection: sqlite3.Connection, changes: Iterable[Change], last: int, size: int) -> None:
    """Put changes into the tables, with the number of their act and the journal's size. Raises sqlite3.Error."""
    for change in changes:
        table = TABLES[change.table]
        if change.after is None:
            connection.execute(f"DELETE FROM {change.table} WHERE {table.key} = ?", (change.key,))
        else:
            marks = ",".join("?" * len(table.columns))
            columns = ",".join(table.columns)
            connection.execute(
                f"INSERT OR REPLACE INTO {change.table} ({columns}) VALUES ({marks})", change.after
            )
    connection.execute("DELETE FROM written")
    connection.execute("INSERT INTO written VALUES (?,?)", (last, size))


def row_of(connection: sqlite3.Connection, name: str, key: str) -> Row | None:
    """The row of a key; none where there is none."""
    table = TABLES[name]
    sql = f"SELECT {','.join(table.columns)} FROM {name} WHERE {table.key} = ?"
    row: Row | None = connection.execute(sql, (key,)).fetchone()
    return row


def gone(connection: sqlite3.Connection, name: str, key: str) -> Change:
    """The change that takes a row out."""
    return Change(name, key, row_of(connection, name, key), None)


def next_id(connection: sqlite3.Connection, name: str) -> int:
    """A number that no row of a table has had."""
    (highest,) = connection.execute(
        f"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0), coalesce(max(id), 0)) FROM {name}",
        (name,),
    ).fetchone()
    return int(highest) + 1


def salvage(path: Path) -> State:
    """What can still be read of a damaged file, from both ends of each table. Never raises for what the file holds."""
    state: State = {}
    for name, table in TABLES.items():
        for direction in ("ASC", "DESC"):
            for row in _readable_rows(path, name, ",".join(table.columns), direction):
                with contextlib.suppress(ValueError):
                    if table.fits(row):
                        state.setdefault(name, {}).setdefault(table.key_of(row), row)
    return state


def _readable_rows(path: Path, name: str, columns: str, direction: str) -> Iterator[Row]:
    with (
        contextlib.suppress(sqlite3.Error, OSError, UnicodeError),
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection,
    ):
        connection.text_factory = readable
        connection.execute(
            "PRAGMA writable_schema=ON"
        )  # else a schema that is damaged anywhere hides all tables
        yield from connection.execute(f"SELECT {columns} FROM {name} NOT INDEXED ORDER BY 1 {direction}")
