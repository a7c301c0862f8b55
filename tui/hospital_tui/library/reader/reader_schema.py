"""The reader's own layer as SQLite tables, and how its file is opened so that nothing acknowledged is lost."""

import contextlib
import sqlite3
import time
from pathlib import Path

from hospital_tui.library.records import Notice

FORMAT = 1

TABLES = """
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
"""

NAMES = ("bookmark", "place", "filter", "setting", "correction")


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the reader's file; every committed write is on disk when the call returns."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Make tables that are missing. Raises sqlite3.DatabaseError where the file is damaged or of a later format."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise sqlite3.NotSupportedError(f"format {version} is newer than this program")
    if version < FORMAT:
        connection.execute("BEGIN IMMEDIATE")
        for statement in TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.execute("COMMIT")
    damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise sqlite3.DatabaseError(damage)


def try_writing(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError where the file can be read only; changes nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version={FORMAT}")
    finally:
        connection.execute("ROLLBACK")


def rescue(path: Path) -> list[Notice]:
    """Move a damaged file aside, never delete it, and take what can still be read into a new one."""
    aside = _free_name(path)
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    saved = 0
    with contextlib.closing(connect(path)) as new:
        prepare(new)
        with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(aside)) as old:
            saved = sum(_salvage(old, new, table) for table in NAMES)
    return [Notice("reader-damaged", {"file": str(path), "aside": str(aside), "saved": str(saved)})]


def _free_name(path: Path) -> Path:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    names = (
        path.with_name(f"{path.stem}.damaged-{stamp}{extra}{path.suffix}")
        for extra in ("", *map(str, range(1, 1000)))
    )
    return next(name for name in names if not name.exists())


def _salvage(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """Copy rows of a table, first forwards until the damage, then backwards from the end; how many were saved."""
    saved = 0
    for direction in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
            marks = ",".join("?" * len(columns))
            for row in old.execute(f"SELECT {','.join(columns)} FROM {table} ORDER BY 1 {direction}"):
                saved += new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row).rowcount
    return saved
