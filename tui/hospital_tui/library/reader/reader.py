"""The reader's own layer: bookmarks and notes, places, earlier filters, settings, corrections.

It lies beside the reader's own articles (`reader.db` in the home folder) and belongs to nobody else: it is never
derived and never rebuilt. A call that returns has written to disk, so that a kill at any moment loses nothing that was
acknowledged. Programs that run at the same time take turns.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from hospital_tui.faults import fault
from hospital_tui.homes import default_home
from hospital_tui.library.files.places import is_file
from hospital_tui.library.reader import reader_schema
from hospital_tui.library.records import Notice

T = TypeVar("T")
_FILTERS = 200


class Bookmark(msgspec.Struct, frozen=True):
    """A passage to come back to, with what the reader noted on it."""

    id: int
    article_id: str
    passage_id: str
    offset: int
    """In the passage's text."""
    hospital: str
    quote: str
    """The passage's words as they were when it was marked."""
    note: str
    created: str
    """ISO 8601, local time."""
    changed: str


class ReadingPlace(msgspec.Struct, frozen=True):
    """Where the reader was in an article."""

    article_id: str
    passage_id: str
    offset: int
    seen: str


class Reader:
    """What the reader keeps; any thread may call.

    A write that the disk refuses raises ReaderError: nothing was written then, and the app says so.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection, notices: list[Notice]) -> None:
        self.path = path
        """The file; none: only in memory, since it cannot be written."""
        self.notices = notices
        self._connection = connection
        self._file = _identity(path)
        self._turns = threading.RLock()

    @classmethod
    def open(cls, home: Path | None = None) -> "Reader":
        """Open the reader's file in `home`, made where there is none. Never raises: see `notices`."""
        path = (home or default_home()) / "reader.db"
        notices: list[Notice] = []
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(path, _opened(path, notices), notices)
        except (OSError, sqlite3.Error) as error:
            notices.append(Notice("reader-unwritable", {"file": str(path), "reason": fault(error)}))
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        reader_schema.prepare(connection)
        _copy_readable(path, connection)
        return cls(None, connection, notices)

    def close(self) -> None:
        """Close the file."""
        with self._turns:
            self._connection.close()

    def _find_again(self) -> None:
        """Write to the file that is there: where it was deleted or replaced, SQLite would write to nowhere.

        What the program still holds goes into a new file; a file that somebody else put there is opened as it is.
        """
        if self.path is None or _identity(self.path) == self._file:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        connection = _opened(self.path, self.notices)
        if is_new:
            self._connection.backup(connection)
        self._connection.close()
        self._connection = connection
        self._file = _identity(self.path)

    def _do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run a job in one transaction."""
        with self._turns:
            try:
                self._find_again()
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    result = job(self._connection)
                    self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
            except (OSError, sqlite3.Error) as error:
                raise ReaderError(str(error)) from error
            return result

    def _rows(self, sql: str, *params: object) -> list[Any]:
        with self._turns:
            try:
                return self._connection.execute(sql, params).fetchall()
            except sqlite3.Error as error:
                raise ReaderError(str(error)) from error

    # Bookmarks

    def mark(
        self,
        *,
        article_id: str,
        passage_id: str,
        hospital: str,
        quote: str,
        offset: int = 0,
        note: str | None = None,
    ) -> Bookmark:
        """Bookmark a passage, or change its bookmark; a `note` of none leaves the note as it is."""
        now = _now()

        def job(connection: sqlite3.Connection) -> Bookmark:
            connection.execute(
                "INSERT INTO bookmark (article, passage, offset, hospital, quote, note, created, changed) "
                "VALUES (?, ?, ?, ?, ?, coalesce(?, ''), ?, ?) ON CONFLICT (passage) DO UPDATE SET "
                "offset = excluded.offset, quote = excluded.quote, note = coalesce(?, note), changed = excluded.changed",
                (article_id, passage_id, offset, hospital, quote, note, now, now, note),
            )
            return _bookmark(connection.execute(_BOOKMARKS + " WHERE passage = ?", (passage_id,)).fetchone())

        return self._do(job)

    def unmark(self, passage_id: str) -> bool:
        """Remove the bookmark of a passage; whether there was one."""
        return self._do(
            lambda c: c.execute("DELETE FROM bookmark WHERE passage = ?", (passage_id,)).rowcount > 0
        )

    def bookmark(self, passage_id: str) -> Bookmark | None:
        """The bookmark of a passage."""
        return next(map(_bookmark, self._rows(_BOOKMARKS + " WHERE passage = ?", passage_id)), None)

    def bookmarks(self, article_id: str | None = None) -> list[Bookmark]:
        """All bookmarks, or those of an article, in the order they were made."""
        if article_id is None:
            return list(map(_bookmark, self._rows(_BOOKMARKS + " ORDER BY id")))
        return list(map(_bookmark, self._rows(_BOOKMARKS + " WHERE article = ? ORDER BY id", article_id)))

    # Places

    def remember(self, article_id: str, passage_id: str, offset: int = 0) -> None:
        """Remember where the reader is in an article."""
        row = (article_id, passage_id, offset, _now())
        self._do(lambda c: c.execute("INSERT OR REPLACE INTO place VALUES (?,?,?,?)", row))

    def place(self, article_id: str) -> ReadingPlace | None:
        """Where the reader was in an article."""
        rows = self._rows("SELECT * FROM place WHERE article = ?", article_id)
        return ReadingPlace(*rows[0]) if rows else None

    def last_place(self) -> ReadingPlace | None:
        """Where the reader was last."""
        rows = self._rows("SELECT * FROM place ORDER BY seen DESC LIMIT 1")
        return ReadingPlace(*rows[0]) if rows else None

    def history(self, limit: int = 50) -> list[ReadingPlace]:
        """The articles read, the last first, each with its place."""
        return [
            ReadingPlace(*row) for row in self._rows("SELECT * FROM place ORDER BY seen DESC LIMIT ?", limit)
        ]

    # Earlier filters

    def keep_filter(self, text: str) -> None:
        """Remember a filter that was used."""
        if not text.strip():
            return

        def job(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO filter SELECT ?, coalesce(max(used), 0) + 1 FROM filter",
                (text.strip(),),
            )
            connection.execute(
                "DELETE FROM filter WHERE used <= (SELECT used FROM filter ORDER BY used DESC LIMIT 1 OFFSET ?)",
                (_FILTERS,),
            )

        self._do(job)

    def filters(self, limit: int = _FILTERS) -> list[str]:
        """Earlier filters, the last used first."""
        return [row[0] for row in self._rows("SELECT text FROM filter ORDER BY used DESC LIMIT ?", limit)]

    # Settings

    def set(self, key: str, value: Any) -> None:
        """Keep a setting: anything that JSON can hold."""
        text = msgspec.json.encode(value).decode()
        self._do(lambda c: c.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (key, text)))

    def get(self, key: str, default: Any = None) -> Any:
        """A setting, or the default where it was never set or cannot be read."""
        rows = self._rows("SELECT value FROM setting WHERE key = ?", key)
        try:
            return msgspec.json.decode(rows[0][0]) if rows else default
        except msgspec.DecodeError:
            return default

    def settings(self) -> dict[str, Any]:
        """All settings."""
        return {key: self.get(key) for (key,) in self._rows("SELECT key FROM setting ORDER BY key")}


class ReaderError(Exception):
    """The reader's file could not be read or written; nothing of the call was kept."""


_BOOKMARKS = "SELECT id, article, passage, offset, hospital, quote, note, created, changed FROM bookmark"


def _bookmark(row: tuple[Any, ...]) -> Bookmark:
    return Bookmark(*row)


def _now() -> str:
    seconds = time.time()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds)) + f".{int(seconds % 1 * 1000):03d}"


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another of its name; none where there is no file."""
    try:
        status = path.stat() if path is not None else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status is not None else None


def _opened(path: Path, notices: list[Notice]) -> sqlite3.Connection:
    """A connection to a sound file; a damaged one is moved aside and saved from first."""
    connection = None
    try:
        connection = reader_schema.connect(path)
        reader_schema.prepare(connection)
        reader_schema.try_writing(connection)
        return connection
    except (sqlite3.OperationalError, sqlite3.NotSupportedError) as error:
        if connection is not None:
            connection.close()
        if "malformed" not in str(error):
            raise
    except sqlite3.DatabaseError:
        if connection is not None:
            connection.close()
    notices += reader_schema.rescue(path)
    connection = reader_schema.connect(path)
    reader_schema.prepare(connection)
    return connection


def _copy_readable(path: Path, into: sqlite3.Connection) -> None:
    """Take over what a file that cannot be written holds, so that the reader sees it."""
    if not is_file(path):
        return
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as source,
    ):
        if source.execute("PRAGMA user_version").fetchone() == (reader_schema.FORMAT,):
            source.backup(into)
