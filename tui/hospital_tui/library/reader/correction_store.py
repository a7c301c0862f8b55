"""Corrections in the reader's own file (`reader.db` in the home folder): made, undone, listed, and compared with a cache.

A call that returns has written to disk. A correction that was undone, or took the place of another, stays in the file
with the time at which that happened.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from hospital_tui.library.files.places import is_file
from hospital_tui.library.positions import source_span
from hospital_tui.library.reader import reader_schema
from hospital_tui.library.reader.corrections import BySource, Correction, Field, Said, differing
from hospital_tui.library.reader.reader import ReaderError
from hospital_tui.model import Article, Figure, Passage

_ACTIVE = (
    "SELECT id, passage, start, end, struck, hospital, fields, created FROM correction WHERE undone IS NULL"
)


class _Fields(msgspec.Struct, frozen=True):
    """What the column `fields` holds."""

    original: Figure
    changes: dict[Field, Said]
    article: str


def read(home: Path) -> list[Correction]:
    """All corrections in force, in the order they were made; raises ReaderError where the file cannot be read."""
    path = home / "reader.db"
    if not is_file(path):
        return []
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            return [_correction(row) for row in connection.execute(_ACTIVE + " ORDER BY id")]
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        raise ReaderError(str(error)) from error


def by_source(home: Path) -> BySource:
    """Corrections in force under their sources; none where the file cannot be read (the reader's layer says so)."""
    found: dict[str, list[Correction]] = {}
    with contextlib.suppress(ReaderError):
        for correction in read(home):
            found.setdefault(correction.source, []).append(correction)
    return found


def marks(corrections: BySource) -> dict[str, str]:
    """What tells whether a compiled article has the corrections that are in force: source to their numbers."""
    return {
        source: " ".join(f"{one.id}:{one.made}" for one in found) for source, found in corrections.items()
    }


def put(
    home: Path,
    article: Article,
    passage: Passage,
    figure: Figure,
    changes: dict[Field, Said],
    *,
    struck: bool = False,
) -> Correction | None:
    """Keep a correction of a figure, in place of an earlier one; none where nothing differs from what was parsed.

    Raises ReaderError; nothing is kept then.
    """
    start, end = source_span(passage, figure.at)
    with _writing(home) as connection:
        earlier = _at(connection, passage.id, start)
        original = earlier.original if earlier else msgspec.structs.replace(figure, corrected=False)
        wanted = differing(original, {**(earlier.changes if earlier else {}), **changes})
        if earlier:
            _undo(connection, earlier.id)
        if not wanted and not struck:
            return None
        fields = msgspec.json.encode(_Fields(original, wanted, article.id)).decode()
        made = _now()
        row = connection.execute(
            "INSERT INTO correction (passage, start, end, words, hospital, struck, fields, created) VALUES (?,?,?,?,?,?,?,?)",
            (passage.id, start, end, figure.text, article.hospital.name, struck, fields, made),
        )
        return Correction(
            id=row.lastrowid or 0,
            passage_id=passage.id,
            start=start,
            end=end,
            original=original,
            changes=wanted,
            struck=struck,
            hospital=article.hospital.name,
            article_id=article.id,
            made=made,
        )


def undo(home: Path, number: int) -> bool:
    """Take a correction back; whether it was in force. Raises ReaderError."""
    with _writing(home) as connection:
        return _undo(connection, number)


def _undo(connection: sqlite3.Connection, number: int) -> bool:
    done = connection.execute(
        "UPDATE correction SET undone = ? WHERE id = ? AND undone IS NULL", (_now(), number)
    )
    return done.rowcount > 0


def _at(connection: sqlite3.Connection, passage_id: str, start: int) -> Correction | None:
    """The correction in force of the words at an offset of a passage's source."""
    source = passage_id.partition("@")[0]
    rows = connection.execute(
        _ACTIVE + " AND passage >= ? AND passage < ? AND start <= ? AND end > ?",
        (source + "@", source + "A", start, start),
    )
    return next(map(_correction, rows), None)


@contextlib.contextmanager
def _writing(home: Path) -> Iterator[sqlite3.Connection]:
    """The reader's file in one transaction. Raises ReaderError."""
    path = home / "reader.db"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(reader_schema.connect(path)) as connection:
            reader_schema.prepare(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
    except (OSError, sqlite3.Error, msgspec.MsgspecError) as error:
        raise ReaderError(str(error)) from error


def _correction(row: tuple[int, str, int, int, int, str, str, str]) -> Correction:
    number, passage_id, start, end, struck, hospital, fields, made = row
    held = msgspec.json.decode(fields, type=_Fields)
    return Correction(
        id=number,
        passage_id=passage_id,
        start=start,
        end=end,
        original=held.original,
        changes=held.changes,
        struck=bool(struck),
        hospital=hospital,
        article_id=held.article,
        made=made,
    )


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S")
