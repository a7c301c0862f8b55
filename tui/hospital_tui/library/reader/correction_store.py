"""Corrections in the reader's own file (`reader.db` in the home folder): made, undone, listed, and compared with a cache.

A call that returns has written to disk. A correction that was undone, or took the place of another, stays in the file
with the time at which that happened.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import msgspec

from hospital_tui.library.positions import source_span
from hospital_tui.library.reader.acts import TABLES, Change, Row, State
from hospital_tui.library.reader.corrections import (
    BySource,
    Correction,
    Field,
    Said,
    differing,
    empty,
    unchecked,
)
from hospital_tui.library.reader.keeping import Kept, ReaderError, now
from hospital_tui.library.reader.opening import seen
from hospital_tui.library.reader.tables import next_id
from hospital_tui.model import Article, Figure, Passage

_COLUMNS = ",".join(TABLES["correction"].columns)


class _Fields(msgspec.Struct, frozen=True):
    """What the column `fields` holds."""

    original: Figure
    changes: dict[Field, Said]
    article: str
    by: str = ""


def read(home: Path) -> list[Correction]:
    """All corrections in force, in the order they were made; what cannot be read is left out."""
    return in_force(seen(home / "reader.db"))


def in_force(state: State) -> list[Correction]:
    """The corrections of a state that were not undone."""
    rows = sorted(state.get("correction", {}).values(), key=lambda row: int(row[0] or 0))
    return [found for row in rows if row[-1] is None and (found := _correction(row)) is not None]


def by_source(corrections: list[Correction]) -> BySource:
    """Corrections under their sources."""
    found: dict[str, list[Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.source, []).append(correction)
    return found


def put(
    kept: Kept,
    article: Article,
    passage: Passage,
    figure: Figure,
    changes: Mapping[Field, Said],
    *,
    struck: bool = False,
    by: str = "",
    made: str = "",
) -> Correction | None:
    """Keep a correction of a figure, in place of an earlier one; none where nothing differs from what was parsed.

    by, made: the colleague whose correction it is, and when they made it.

    Raises ReaderError; nothing is kept then.
    """
    start, end = source_span(passage, figure.at)

    def plan(connection: sqlite3.Connection) -> list[Change]:
        earlier = at(connection, passage.id, start, figure)
        held = _correction(earlier) if earlier else None
        original = held.original if held else unchecked(figure)
        wanted = differing(original, {**(held.changes if held else {}), **changes})
        if not struck and empty(original, wanted):
            raise ReaderError("no-value")
        taken = [_undone(earlier)] if earlier else []
        if not wanted and not struck:
            return taken
        number = next_id(connection, "correction")
        fields = msgspec.json.encode(_Fields(original, wanted, article.id, by)).decode()
        when, hospital = made or now()[:19], article.hospital.name
        row = (number, passage.id, start, end, figure.text, hospital, int(struck), fields, when, None)
        return [*taken, Change("correction", str(number), None, row)]

    act = kept.act("strike" if struck else "correct", plan)
    last = act.changes[-1].after if act else None
    return _correction(last) if last is not None and last[-1] is None else None


def undo(kept: Kept, number: int) -> bool:
    """Take a correction back; whether it was in force. Raises ReaderError."""

    def plan(connection: sqlite3.Connection) -> list[Change]:
        sql = f"SELECT {_COLUMNS} FROM correction WHERE id = ? AND undone IS NULL"
        return [_undone(row) for row in connection.execute(sql, (number,))]

    return kept.act("uncorrect", plan) is not None


def _undone(row: Row) -> Change:
    return Change("correction", str(row[0]), tuple(row), (*row[:-1], now()[:19]))


def at(connection: sqlite3.Connection, passage_id: str, start: int, figure: Figure) -> Row | None:
    """The row of the correction in force of a figure, whose words begin at an offset of a passage's source.

    One of other words around it is not its own, unless the figure shows it.
    """
    source = passage_id.partition("@")[0]
    rows: sqlite3.Cursor = connection.execute(
        f"SELECT {_COLUMNS} FROM correction WHERE undone IS NULL AND passage >= ? AND passage < ? AND start <= ? AND end > ? "
        "ORDER BY start DESC",
        (source + "@", source + "A", start, start),
    )
    return next((row for row in rows if figure.corrected or row[4] == figure.text), None)


def _correction(row: Row) -> Correction | None:
    """A row as a correction; none where it holds what no correction can be."""
    number, passage_id, start, end, _, hospital, struck, fields, made, _ = row
    try:
        held = msgspec.json.decode(str(fields), type=_Fields)
    except msgspec.DecodeError:
        return None
    return Correction(
        id=int(number or 0),
        passage_id=str(passage_id),
        start=int(start or 0),
        end=int(end or 0),
        original=held.original,
        changes=held.changes,
        struck=bool(struck),
        hospital=str(hospital),
        article_id=held.article,
        made=str(made),
        by=held.by,
    )
