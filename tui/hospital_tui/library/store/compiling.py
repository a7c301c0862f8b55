"""Compiling article files into a library: what changed on disk since, and putting it in."""

import os
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from hospital_tui.faults import fault
from hospital_tui.library.files.article_file import ArticleFileError, load
from hospital_tui.library.files.places import bundled, is_file
from hospital_tui.library.reader.overlay import NOTHING, Overlay
from hospital_tui.library.records import Notice, Origin, Progress
from hospital_tui.library.store import vocabulary
from hospital_tui.library.store.schema import cell, meta, of_source
from hospital_tui.library.store.writing import Writer
from hospital_tui.model import Article

Report = Callable[[Progress], None] | None

VOCABULARY = "vocabulary.txt"
_SMALL = 1000
"""A reader's own library of so few files is looked through file by file at every start."""
_BATCH = 200
_OWN_COPY = "SELECT article.number FROM article JOIN file USING (number) WHERE article.id = ? AND file.origin = 'own' LIMIT 1"
"""A reader's own copy of a bundled article is shown in its place while it is there."""


class Stamp(NamedTuple):
    """An article file, or a vocabulary, as it lies on disk."""

    origin: Origin
    path: str
    """Beneath the origin's folder."""
    size: int
    mtime: int
    """Nanoseconds."""


class Changes(NamedTuple):
    """What differs between the disk and a compiled library."""

    changed: list[Stamp]
    gone: list[tuple[Origin, str]]
    shards: dict[str, int]
    """Modification times of the own folders that were looked through."""

    def __bool__(self) -> bool:
        """Whether anything differs that a reader could see."""
        return bool(self.changed or self.gone)


def folder_of(origin: Origin, home: Path) -> Path:
    """Where article files of an origin lie."""
    return bundled().data if origin == "bundled" else home / "articles"


def file_of(stamp: Stamp, home: Path) -> Path:
    """The file a stamp speaks of."""
    if stamp.path == VOCABULARY and stamp.origin == "own":
        return home / VOCABULARY
    return folder_of(stamp.origin, home) / stamp.path


def differences(
    connection: sqlite3.Connection, home: Path, *, thorough: bool = False, own_only: bool = False
) -> Changes:
    """Compare the disk with what was compiled; `own_only` leaves the bundled articles out.

    Bundled files are always looked at one by one. The reader's own lie in 256 folders; where there are many, only
    folders that gained, lost or replaced a file are looked through, unless `thorough`.
    """
    changed, gone = _compared(
        connection, "bundled", "", () if own_only else _listed("bundled", bundled().data, "")
    )
    own = _own_differences(connection, home, thorough)
    corrected = _corrected_otherwise(connection, home, {stamp[:2] for stamp in (*changed, *own.changed)})
    return Changes(changed + own.changed + corrected, gone + own.gone, own.shards)


def _compared(
    connection: sqlite3.Connection, origin: Origin, prefix: str, there: Iterable[Stamp]
) -> tuple[list[Stamp], list[tuple[Origin, str]]]:
    """Files that lie there otherwise than they were compiled, and those that are gone."""
    known = _known(connection, origin, prefix)
    changed = [stamp for stamp in there if known.pop(stamp.path, None) != stamp[2:]]
    return changed, [(origin, path) for path in known]


def said_otherwise(connection: sqlite3.Connection, home: Path) -> list[str]:
    """Sources whose articles were compiled otherwise than the reader says now."""
    now = {source: said.mark() for source, said in Overlay.of(home).sources().items()}
    then = msgspec.json.decode(meta(connection, "corrections") or b"{}", type=dict[str, str])
    return [source for source in sorted(now.keys() | then.keys()) if now.get(source) != then.get(source)]


def _corrected_otherwise(
    connection: sqlite3.Connection, home: Path, changed: Container[tuple[str, str]]
) -> list[Stamp]:
    """Files as they were compiled, whose articles have other corrections of the reader now."""
    sql = (
        "SELECT file.origin, file.path, file.size, file.mtime FROM file JOIN article USING (number) "
        "WHERE article.id >= ? AND article.id < ?"
    )
    sources = said_otherwise(connection, home)
    found = [Stamp(*row) for source in sources for row in connection.execute(sql, of_source(source))]
    return [stamp for stamp in found if stamp[:2] not in changed]


def _own_differences(connection: sqlite3.Connection, home: Path, thorough: bool) -> Changes:
    folder = home / "articles"
    shards = _shard_times(folder)
    known_shards = dict(connection.execute("SELECT name, mtime FROM shard").fetchall())
    if not shards and not known_shards:
        return Changes([], [], {})
    if not thorough:
        (count,) = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM file LIMIT ?)", (_SMALL,)
        ).fetchone()
        thorough = count < _SMALL
    changed: list[Stamp] = []
    gone: list[tuple[Origin, str]] = []
    looked = {}
    for name in sorted(shards.keys() | known_shards.keys()):
        if thorough or shards.get(name) != known_shards.get(name):
            looked[name] = shards.get(name, 0)
            otherwise, missing = _compared(connection, "own", name + "/", _listed("own", folder, name + "/"))
            changed += otherwise
            gone += missing
    return Changes(changed + _own_vocabulary(connection, home), gone, looked)


def _own_vocabulary(connection: sqlite3.Connection, home: Path) -> list[Stamp]:
    """The own vocabulary, where this library has never read it; later, `add` writes both."""
    known = connection.execute(
        "SELECT 1 FROM file WHERE origin = 'own' AND path = ?", (VOCABULARY,)
    ).fetchone()
    path = home / VOCABULARY
    return [] if known or not is_file(path) else [Stamp("own", VOCABULARY, 0, 0)]


def _shard_times(folder: Path) -> dict[str, int]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry.stat().st_mtime_ns for entry in entries if entry.is_dir()}
    except OSError:
        return {}


def _known(connection: sqlite3.Connection, origin: Origin, prefix: str) -> dict[str, tuple[int, int]]:
    rows = connection.execute(
        "SELECT path, size, mtime FROM file WHERE origin = ? AND path >= ? AND path < ?",
        (origin, prefix, prefix + "\U0010fffd"),
    )
    return {path: (size, mtime) for path, size, mtime in rows if origin == "bundled" or path != VOCABULARY}


def _listed(origin: Origin, folder: Path, prefix: str) -> Iterator[Stamp]:
    """Article files directly in a folder, by name; a bundled vocabulary as well."""
    try:
        with os.scandir(folder / prefix) as entries:
            found = [
                (entry.name, entry.stat())
                for entry in entries
                if entry.name.endswith((".yaml", ".yml", ".json")) or entry.name == VOCABULARY
            ]
    except OSError:
        return
    for name, stat in sorted(found, key=lambda item: item[0]):
        if not name.startswith("."):
            yield Stamp(origin, prefix + name, stat.st_size, stat.st_mtime_ns)


def apply(connection: sqlite3.Connection, changes: Changes, home: Path, report: Report = None) -> None:
    """Bring a library up to date, a few hundred files a transaction. Raises sqlite3.Error.

    A file that cannot be used is recorded with the reason (`notices`) and its article left out.
    """
    compiler = Compiler(connection, home)
    total = len(changes.changed)
    with transaction(connection):
        for origin, path in changes.gone:
            compiler.forget(origin, path)
    for start in range(0, total, _BATCH):
        if report:
            report(Progress("compile", start, total))
        with transaction(connection):
            for stamp in changes.changed[start : start + _BATCH]:
                compiler.take(stamp)
    with transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO shard VALUES (?,?)", changes.shards.items())
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('corrections', ?)", (compiler.marks(),))
        count_up(connection)
    if report:
        report(Progress("compile", total, total))


class Compiler:
    """Takes single article files into a library; the caller opens and commits the transaction."""

    def __init__(self, connection: sqlite3.Connection, home: Path) -> None:
        self.connection, self.home = connection, home
        self.writer = Writer(connection)
        self.overlays = Overlay.of(home).sources()

    def put(self, article: Article, origin: Origin) -> int:
        """Store an article with the reader's corrections laid over it; returns its number."""
        overlay = self.overlays.get(article.source.sha256[:12], NOTHING)
        return self.writer.put(overlay.applied(article), origin)

    def marks(self) -> bytes:
        """Which corrections the compiled articles have, for a later comparison."""
        return msgspec.json.encode({source: said.mark() for source, said in self.overlays.items()})

    def take(self, stamp: Stamp) -> None:
        """Compile a file that is new or changed."""
        earlier = self._number(stamp.origin, stamp.path)
        number, reason = None, None
        self.connection.execute("SAVEPOINT file")
        try:
            number, waiting = self._taken(stamp)
            reason = _waiting(stamp, waiting) if waiting else None
        except Exception as error:  # whatever one file does, the others are shown
            if _of_the_store(error):
                raise
            self.connection.execute("ROLLBACK TO file")
            reason = _reason(error, stamp)
        self.connection.execute("RELEASE file")
        self.record(stamp, number, reason)
        if earlier is not None and earlier != number:
            self._leave(earlier)

    def _taken(self, stamp: Stamp) -> tuple[int | None, int]:
        """What a file holds, put into the library; the number of its article, and how many hand corrections wait in it."""
        path = file_of(stamp, self.home)
        if stamp.path == VOCABULARY:
            vocabulary.store(self.connection, vocabulary.read(path))
            return None, 0
        article = load(path)
        if stamp.origin == "bundled":
            number = cell(self.connection, _OWN_COPY, article.id)
            if number is not None:
                return number, 0
        return self.put(article, stamp.origin), len(article.waiting)

    def _leave(self, number: int) -> None:
        """Take an article out whose file says it no longer; another file that says it comes in its place."""
        self.writer.drop(number)
        others = self.connection.execute(
            "SELECT origin, path, size, mtime FROM file WHERE number = ?", (number,)
        ).fetchall()
        self.connection.execute("UPDATE file SET number = NULL WHERE number = ?", (number,))
        for other in others:
            self.take(Stamp(*other))

    def record(self, stamp: Stamp, number: int | None, reason: bytes | None = None) -> None:
        """Remember a file as compiled."""
        self.connection.execute("INSERT OR REPLACE INTO file VALUES (?,?,?,?,?,?)", (*stamp, number, reason))

    def forget(self, origin: Origin, path: str) -> None:
        """Take out the article of a file that is gone."""
        number = self._number(origin, path)
        self.connection.execute("DELETE FROM file WHERE origin = ? AND path = ?", (origin, path))
        if number is not None:
            self._leave(number)

    def _number(self, origin: Origin, path: str) -> int | None:
        sql = "SELECT number FROM file WHERE origin = ? AND path = ?"
        number: int | None = cell(self.connection, sql, origin, path)
        return number


def _of_the_store(error: Exception) -> bool:
    """Whether an error speaks of the compiled library, not of the file that is compiled into it."""
    of_values = (sqlite3.InterfaceError, sqlite3.DataError, sqlite3.IntegrityError, sqlite3.ProgrammingError)
    return isinstance(error, sqlite3.Error) and not isinstance(error, of_values)


def _waiting(stamp: Stamp, count: int) -> bytes:
    """That hand corrections in a file have no place, as its notice."""
    return msgspec.json.encode({"notice": "article-waiting", "file": stamp.path, "count": str(count)})


def _reason(error: Exception, stamp: Stamp) -> bytes:
    """What is wrong with a file, as parameters of its notice."""
    if isinstance(error, ArticleFileError):
        params = {
            "file": str(error.file),
            "line": str(error.line or ""),
            "field": error.field or "",
            "reason": fault(error.__cause__) if isinstance(error.__cause__, OSError) else error.reason,
        }
    else:
        params = {"file": stamp.path, "line": "", "field": "", "reason": fault(error)}
    return msgspec.json.encode(params)


def notices(connection: sqlite3.Connection) -> list[Notice]:
    """One notice for each article file that could not be used, or not all of it."""
    rows = connection.execute("SELECT error FROM file WHERE error IS NOT NULL LIMIT 100").fetchall()
    said = [msgspec.json.decode(reason, type=dict[str, str]) for (reason,) in rows]
    return [Notice(params.pop("notice", "article-file"), params) for params in said]


class transaction:  # noqa: N801 (used as a verb)
    """Begin, and commit or roll back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> sqlite3.Connection:
        self.connection.execute("BEGIN IMMEDIATE")
        return self.connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.connection.in_transaction:
            self.connection.execute("COMMIT" if kind is None else "ROLLBACK")


def count_up(connection: sqlite3.Connection) -> None:
    """Store the library's totals."""
    found = connection.execute(
        "SELECT count(*), count(DISTINCT hospital), coalesce(sum(passages), 0), coalesce(sum(figures), 0) FROM article"
    ).fetchone()
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('totals', ?)", (" ".join(map(str, found)),))


def everything(home: Path) -> Iterable[Stamp]:
    """All article files and vocabularies on disk, the bundled ones first."""
    yield from _listed("bundled", bundled().data, "")
    folder = home / "articles"
    if is_file(home / VOCABULARY):
        yield Stamp("own", VOCABULARY, 0, 0)
    for name in sorted(_shard_times(folder)):
        yield from _listed("own", folder, name + "/")
