"""Opening the compiled library of a home: from the cache, brought up to date, rebuilt, or in memory."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from hospital_tui.faults import fault
from hospital_tui.library.files.places import cache_folder
from hospital_tui.library.records import Notice, Progress
from hospital_tui.library.store import cachefiles, compiling, schema
from hospital_tui.library.store.compiling import Changes, Report, apply, differences, everything, transaction

Make = Callable[[Path, Report], None]
"""Fills an empty file with a library, to be read by others at once."""


class Opened(NamedTuple):
    """A library ready for questions."""

    connection: sqlite3.Connection
    where: Path | None
    """None: in memory."""
    notices: list[Notice]


class OutdatedError(Exception):
    """A compiled library that cannot be used as it is; `key` says why."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def open_library(home: Path, report: Report = None, *, thorough: bool = False) -> Opened:
    """Open the library of `home`, compiling what changed. Never raises for what lies on disk."""
    folder = cache_folder(home)
    notices = _home_notices(home)
    existing = cachefiles.latest(folder)
    if existing is not None:
        try:
            connection = use(existing)
            changes = differences(connection, home, thorough=thorough)
            if not changes:
                return _opened(connection, existing, notices)
            connection.close()
            return _opened(update(existing, changes, home, report), existing, notices)
        except OutdatedError as error:
            notices.append(Notice(error.key, {"file": str(existing)}))
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                # Another program has been writing for longer than we wait: show what is there, the rest comes later.
                return Opened(
                    use(existing), existing, [*notices, Notice("cache-busy", {"file": str(existing)})]
                )
            notices.append(_unwritable(folder, error))
            return in_memory(home, notices, report)
        except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError):
            notices.append(Notice("cache-damaged", {"file": str(existing)}))
    try:
        path = build(folder, existing, report, lambda draft, report: _compiled(draft, home, report))
        return _opened(use(path), path, notices)
    except (OSError, sqlite3.Error, OutdatedError) as error:
        notices.append(_unwritable(folder, error))
        return in_memory(home, notices, report)


def _opened(connection: sqlite3.Connection, where: Path | None, notices: list[Notice]) -> Opened:
    """The library with what its files had to say, read here, where damage is still met. Raises sqlite3.Error."""
    return Opened(connection, where, [*notices, *compiling.notices(connection)])


def _home_notices(home: Path) -> list[Notice]:
    """What keeps the reader's own articles from being read."""
    try:
        readable = home.is_dir() and os.access(home, os.R_OK | os.X_OK)
        missing = not home.exists()
    except OSError:
        readable, missing = False, False
    return [] if readable or missing else [Notice("home-unreadable", {"folder": str(home)})]


def _unwritable(folder: Path, error: Exception) -> Notice:
    return Notice("cache-unwritable", {"folder": str(folder), "reason": fault(error, folder)})


def use(path: Path) -> sqlite3.Connection:
    """A connection for reading.

    Raises:
        OutdatedError: the file has another format, or is no library.
        sqlite3.Error: it cannot be read.

    """
    connection = schema.connect(path)
    try:
        return checked(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        # Write-ahead logging wants to write beside the file, even to read: not possible in a read-only folder.
        if os.access(path.parent, os.W_OK) or "no such table" in str(error):
            raise OutdatedError("cache-damaged") from error
    except (OutdatedError, sqlite3.Error):
        connection.close()
        raise
    return checked(schema.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1"))


def checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, when this version can ask it. Raises OutdatedError, sqlite3.Error."""
    written = schema.meta(connection, "format")
    if written is None:
        raise OutdatedError("cache-damaged")
    if written != schema.FORMAT:
        raise OutdatedError("cache-older" if written < schema.FORMAT else "cache-newer")
    return connection


def update(path: Path, changes: Changes, home: Path, report: Report) -> sqlite3.Connection:
    """Compile what changed into an existing library; a connection for reading. Raises sqlite3.Error, OutdatedError."""
    with contextlib.closing(schema.connect(path, write=True)) as connection:
        apply(connection, changes, home, report)
    return use(path)


def build(folder: Path, existing: Path | None, report: Report, make: Make) -> Path:
    """Make a new file of the cache folder; its path.

    Another process that builds is waited for, and what it built is used. Raises OSError or sqlite3.Error, and what `make`
    raises.
    """

    def waiting() -> None:
        if report:
            report(Progress("compile", 0, 0))

    with cachefiles.builder(folder, waiting):
        newest = cachefiles.latest(folder)
        if newest is not None and newest != existing:
            return newest
        target = cachefiles.following(folder)
        draft = folder / f"building-{os.getpid()}.db"
        try:
            draft.unlink(missing_ok=True)
            draft.touch(0o600)
            make(draft, report)
            draft.replace(target)
        except BaseException:
            discard(draft)
            raise
        cachefiles.sweep(folder, target)
        return target


def _compiled(draft: Path, home: Path, report: Report) -> None:
    """Compile everything into an empty file."""
    with contextlib.closing(schema.connect(draft, write=True)) as connection:
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("PRAGMA synchronous=OFF")
        fill(connection, home, report)
        connection.execute("PRAGMA journal_mode=WAL")


def fill(connection: sqlite3.Connection, home: Path, report: Report) -> None:
    """Make the tables and compile everything into them."""
    schema.create(connection)
    stamps = list(everything(home))
    shards = differences(connection, home, thorough=True).shards
    apply(connection, Changes(stamps, [], shards), home, report)
    if report:
        report(Progress("index", 0, 1))
    schema.index(connection)
    with transaction(connection):
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (schema.FORMAT,))
    if report:
        report(Progress("index", 1, 1))


def in_memory(home: Path, notices: list[Notice], report: Report) -> Opened:
    """Compile everything into memory."""
    connection = schema.connect("file::memory:")
    fill(connection, home, report)
    return _opened(connection, None, notices)


def discard(path: Path) -> bool:
    """Remove a library that is damaged or half made; whether that was possible."""
    for name in (path.name, path.name + "-wal", path.name + "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)
    return not path.exists()


class Own(NamedTuple):
    """The bundled articles and those in the reader's folder, as the ground of a library."""

    home: Path

    def open(self, report: Report, *, thorough: bool = False) -> Opened:
        """See `open_library`."""
        return open_library(self.home, report, thorough=thorough)

    def in_memory(self, report: Report) -> Opened:
        """See `in_memory`."""
        return in_memory(self.home, [], report)

    def differs(self, connection: sqlite3.Connection, *, thorough: bool = False) -> bool:
        """Whether files differ from what was compiled, or the reader says something else."""
        return bool(differences(connection, self.home, thorough=thorough))
