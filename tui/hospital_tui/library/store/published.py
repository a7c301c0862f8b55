"""A library published for others: one SQLite file with its seal behind it, taken over into the reader's own cache.

The seal is the SHA-256 of all bytes before it; SQLite reads over what stands behind its pages. Readers never ask the
shared file: they copy it, and what does not bear out its seal (half copied, or replaced meanwhile) is not used, so that no
reader sees a torn library whatever the shared folder does. What the reader says otherwise is laid over the copy.
"""

import contextlib
import os
import re
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from hospital_tui.faults import fault
from hospital_tui.library.files.atomic import settle
from hospital_tui.library.files.places import cache_folder, is_file
from hospital_tui.library.reader.corrections import each_passage
from hospital_tui.library.reader.overlay import NOTHING, Overlay
from hospital_tui.library.reader.reader import Tag
from hospital_tui.library.records import Notice, Progress
from hospital_tui.library.store import cachefiles, schema
from hospital_tui.library.store.compiling import (
    Changes,
    Compiler,
    Report,
    apply,
    count_up,
    differences,
    notices,
    said_otherwise,
    transaction,
)
from hospital_tui.library.store.opening import Opened, OutdatedError, build, checked, use
from hospital_tui.library.store.schema import cell, column, meta, of_source
from hospital_tui.library.store.writing import Writer, unpack
from hospital_tui.model import Passage

NAME = "published.db"
"""The file in the folder that a library is published to."""

_SEAL = re.compile(rb"\nhospital-tui published sha256 ([0-9a-f]{64})\n")
_LENGTH = len("\nhospital-tui published sha256 \n") + 64
_PIECE = 1 << 20
_TRIES = 3
_PATIENCE = 10.0
"""Seconds that a system which lets no open file be replaced (Windows) is asked again."""

_TABLES = """
DROP TABLE IF EXISTS source;
DROP TABLE IF EXISTS pristine;
DROP TABLE IF EXISTS tag;
CREATE TABLE source (name TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;  -- SHA-256, decoded and compressed
CREATE TABLE pristine (number INTEGER PRIMARY KEY, article BLOB NOT NULL);  -- as published, where the reader says otherwise
CREATE TABLE tag (key TEXT PRIMARY KEY, tag TEXT NOT NULL, article TEXT NOT NULL, passage TEXT NOT NULL,
  hospital TEXT NOT NULL, quote TEXT NOT NULL, created TEXT NOT NULL, by TEXT NOT NULL) WITHOUT ROWID;
DELETE FROM file;
DELETE FROM shard;
UPDATE article SET origin = 'bundled';
DELETE FROM meta WHERE key IN ('corrections', 'published');
PRAGMA journal_mode=DELETE;
"""

Text = Callable[[str], str | None]
"""An article's id to its decoded source."""


class Said(NamedTuple):
    """What the reader says that goes along."""

    name: str
    """Theirs."""
    sources: Collection[str]
    """Of which something is said, by the first 12 hex digits of their SHA-256."""
    tags: Sequence[Tag]


class TornError(Exception):
    """What lies there is not what was published, or not all of it."""


def publish(connection: sqlite3.Connection, folder: Path, text_of: Text, said: Said) -> tuple[Path, str]:
    """Write all that a library holds into the published file of a folder, in one step; the file and its seal.

    What the reader said stands in it with who said it and when.
    Raises OSError or sqlite3.Error; what was published before stands then.
    """
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / NAME
    handle, name = tempfile.mkstemp(prefix=f".{NAME}.", suffix=".part", dir=folder)
    os.close(handle)
    draft = Path(name)
    try:
        connection.execute("VACUUM INTO ?", (name,))
        with contextlib.closing(schema.connect(draft, write=True)) as copy:
            copy.executescript(_TABLES)
            copy.executemany("INSERT OR IGNORE INTO source VALUES (?,?)", _sources(copy, text_of))
            _sign(copy, said)
        seal = _sealed(draft)
        draft.chmod(0o644)
        _put(draft, target)
        settle(folder)
    except BaseException:
        for leftover in (draft, draft.with_name(draft.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()
        raise
    return target, seal


def _sign(copy: sqlite3.Connection, said: Said) -> None:
    """Write under what the reader said who said it."""

    def signed(passage: Passage) -> Passage:
        figures = (
            msgspec.structs.replace(figure, checked_by=(said.name, figure.checked_by[1]))
            if figure.checked_by and not figure.checked_by[0]
            else figure
            for figure in passage.figures
        )
        return msgspec.structs.replace(passage, figures=tuple(figures))

    writer = Writer(copy)
    with transaction(copy):
        for source in sorted(said.sources):
            sql = "SELECT article FROM body JOIN article USING (number) WHERE id >= ? AND id < ?"
            for blob in column(copy, sql, *of_source(source)):
                writer.put(each_passage(unpack(blob), signed), "bundled")
        rows = ((*msgspec.structs.astuple(one)[:-1], one.by or said.name) for one in said.tags)
        copy.executemany("INSERT OR IGNORE INTO tag VALUES (?,?,?,?,?,?,?,?)", rows)


def tags(connection: sqlite3.Connection) -> list[Tag]:
    """The tags that were published with a library."""
    return [Tag(*row) for row in connection.execute("SELECT * FROM tag ORDER BY created, key")]


def _sources(copy: sqlite3.Connection, text_of: Text) -> Iterator[tuple[str, bytes]]:
    """Each source at hand, once."""
    seen: set[str] = set()
    for article_id in column(copy, "SELECT id FROM article ORDER BY number"):
        source = article_id.partition("-")[0]
        if source not in seen and (text := text_of(article_id)) is not None:
            seen.add(source)
            yield source, zlib.compress(text.encode("utf-8", "surrogatepass"))


def _sealed(draft: Path) -> str:
    """Write the seal behind a file, and wait until the disk has it all."""
    import hashlib  # a hundredth of the app's start

    with draft.open("r+b") as file:
        seal = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0, os.SEEK_END)
        file.write(f"\nhospital-tui published sha256 {seal}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    return seal


def _put(draft: Path, target: Path) -> None:
    """Replace the target, when nobody who copies it stands in the way. Raises OSError."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            draft.replace(target)
            return
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > end:
                raise
            time.sleep(0.1)


def seal_of(file: BinaryIO) -> str:
    """The seal behind an open file. Raises TornError where there is none."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LENGTH))
    found = _SEAL.fullmatch(file.read(_LENGTH))
    file.seek(0)
    if found is None:
        raise TornError
    return found[1].decode()


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """What an open published file holds before its seal. Raises TornError at the end where that is not what was sealed."""
    import hashlib

    seal, left, digest = seal_of(file), os.fstat(file.fileno()).st_size - _LENGTH, hashlib.sha256()
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        left -= len(piece)
        digest.update(piece)
        yield piece
    if left or digest.hexdigest() != seal:
        raise TornError


def published_at(told: Path) -> Path | None:
    """The published file that a path names, itself or as its folder; none where a reader's own library lies there."""
    return told if is_file(told) else told / NAME if is_file(told / NAME) else None


class Published(NamedTuple):
    """A published file as the ground of a reader's library."""

    file: Path
    home: Path
    """The reader's own folder: what the reader says otherwise."""
    with_own: bool = False
    """Whether the reader's own articles lie beside what was published."""

    @property
    def folder(self) -> Path:
        """Where the reader's copy lies."""
        return cache_folder(self.home, self.file)

    def open(self, report: Report, *, thorough: bool = False) -> Opened:
        """The copy, taken over anew where another one is published. Never raises for what lies on disk.

        thorough: nothing else is looked at then; a copy has one source.
        """
        for _ in range(_TRIES):
            existing = cachefiles.latest(self.folder)
            try:
                if existing is not None and not self._is_replaced(existing):
                    return self._laid(existing, report)
                # What is published while this is copied is taken up later, when it is asked what changed.
                return self._laid(build(self.folder, existing, report, self._copy), report)
            except TornError:
                notices = [Notice("published-torn", {"file": str(self.file)})]
            except OutdatedError as error:
                reason = error.key.removeprefix("cache-")
                notices = [Notice("published-unused", {"file": str(self.file), "reason": reason})]
            except (OSError, sqlite3.Error) as error:
                notices = [Notice("published-unused", {"file": str(self.file), "reason": fault(error)})]
        return self._former(notices) or self.in_memory(report)

    def _is_replaced(self, path: Path) -> bool:
        """Whether a copy is no longer what is published, or can be used no more."""
        try:
            with contextlib.closing(use(path)) as connection:
                return self._replaced(connection)
        except (OutdatedError, sqlite3.DatabaseError):
            return True

    def _laid(self, path: Path, report: Report) -> Opened:
        """A copy with what the reader says laid over it. Raises OutdatedError, sqlite3.Error."""
        connection = use(path)
        own = self._own(connection)
        if own or said_otherwise(connection, self.home):
            connection.close()
            with contextlib.closing(schema.connect(path, write=True)) as writing:
                relay(writing, self.home)
                if own:
                    apply(writing, own, self.home, report)
            connection = use(path)
        return Opened(connection, path, notices(connection))

    def _own(self, connection: sqlite3.Connection, *, thorough: bool = True) -> Changes | None:
        """What differs of the reader's own articles; none where they do not belong here."""
        return differences(connection, self.home, thorough=thorough, own_only=True) if self.with_own else None

    def _former(self, notices: list[Notice]) -> Opened | None:
        """The copy taken before, where what is published now cannot be had."""
        existing = cachefiles.latest(self.folder)
        if existing is not None:
            with contextlib.suppress(sqlite3.Error, OutdatedError):
                return Opened(use(existing), existing, notices)
        return None

    def in_memory(self, report: Report) -> Opened:
        """As `open`, where no copy can be kept."""
        try:
            with self.file.open("rb") as file:
                data = b"".join(pieces(file))
            connection = schema.connect("file::memory:")
            connection.deserialize(data)
            checked(connection)
        except (OSError, TornError):
            return Opened(_empty(), None, [Notice("published-torn", {"file": str(self.file)})])
        except OutdatedError as error:
            reason = error.key.removeprefix("cache-")
            return Opened(
                _empty(), None, [Notice("published-unused", {"file": str(self.file), "reason": reason})]
            )
        relay(connection, self.home)
        refused = Notice("cache-unwritable", {"folder": str(self.folder), "reason": "denied"})
        return Opened(connection, None, [refused])

    def _copy(self, draft: Path, report: Report) -> None:
        """Take the published file over. Raises OSError, TornError, OutdatedError."""
        with self.file.open("rb") as file, draft.open("wb") as copy:
            seal, total = seal_of(file), os.fstat(file.fileno()).st_size
            for piece in pieces(file):
                copy.write(piece)
                if report:
                    report(Progress("compile", copy.tell(), total))
        with contextlib.closing(schema.connect(draft, write=True)) as connection:
            checked(connection)
            connection.execute("INSERT INTO meta VALUES ('published', ?)", (seal,))
            relay(connection, self.home)
            connection.execute("PRAGMA journal_mode=WAL")

    def differs(self, connection: sqlite3.Connection, *, thorough: bool = False) -> bool:
        """Whether another library is published, or the reader says something else, since the copy was made."""
        return (
            self._replaced(connection)
            or bool(said_otherwise(connection, self.home))
            or bool(self._own(connection, thorough=thorough))
        )

    def _replaced(self, connection: sqlite3.Connection) -> bool:
        """Whether what is published now is another library than the copy; no where that cannot be told."""
        seal, copied = self._seal(), meta(connection, "published")
        return bool(seal and copied and copied != seal)

    def _seal(self) -> str | None:
        """The seal of what is published now; none where it cannot be had."""
        try:
            with self.file.open("rb") as file:
                return seal_of(file)
        except (OSError, TornError):
            return None

    def text_of(self, connection: sqlite3.Connection, article_id: str) -> str | None:
        """The decoded source of an article, as it was published."""
        sql = "SELECT text FROM source WHERE name = ?"
        packed = cell(connection, sql, article_id.partition("-")[0])
        return zlib.decompress(packed).decode("utf-8", "surrogatepass") if packed else None


def _empty() -> sqlite3.Connection:
    """A library without articles."""
    connection = schema.connect("file::memory:")
    schema.create(connection)
    schema.index(connection)
    connection.execute("INSERT INTO meta VALUES ('format', ?)", (schema.FORMAT,))
    return connection


def relay(connection: sqlite3.Connection, home: Path) -> None:
    """Lay what the reader says now over the articles as they were published. Raises sqlite3.Error."""
    changed = said_otherwise(connection, home)
    if not changed:
        return
    overlays, writer = Overlay.of(home).sources(), Writer(connection)
    with transaction(connection):
        for source in changed:
            sql = "SELECT number FROM article WHERE id >= ? AND id < ? AND origin != 'own'"
            for number in column(connection, sql, *of_source(source)):
                connection.execute(
                    "INSERT OR IGNORE INTO pristine SELECT number, article FROM body WHERE number = ?",
                    (number,),
                )
                kept = cell(connection, "SELECT article FROM pristine WHERE number = ?", number)
                writer.put(overlays.get(source, NOTHING).applied(unpack(kept)), "bundled")
        marks = Compiler(connection, home).marks()
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('corrections', ?)", (marks,))
        count_up(connection)
