"""Going on with a word or a field as it is typed: names of fields, their values, words of the library."""

import sqlite3

from hospital_tui.library.query import filter_names
from hospital_tui.library.records import Completion
from hospital_tui.library.store import terms, vocabulary
from hospital_tui.library.store.placing import LEVEL
from hospital_tui.text.folding import fold

_LOOKED_AT = 200
"""Passages, or headings, that completions of headings are taken from."""


def complete(connection: sqlite3.Connection, text: str, cursor: int, limit: int) -> list[Completion]:
    """Ways to go on with the piece that ends at the cursor, fields first, then words by how often they occur."""
    start = cursor = min(cursor, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    piece = fold(text[start:cursor])
    if piece.startswith("-"):
        piece, start = piece[1:], start + 1
    name, colon, value = piece.partition(":")
    if colon and name in filter_names.FIELDS:
        begin = start + len(name) + 1
        found = _values(connection, name, value.lstrip('"“「'), limit)
        return [Completion(begin, cursor, item, "value") for item in found]
    if not piece:
        return []
    fields = [
        field for field in filter_names.CHINESE_FIELDS + filter_names.LATIN_FIELDS if field.startswith(piece)
    ]
    offered = [Completion(start, cursor, field + ":", "field") for field in fields]
    offered += [
        Completion(start, cursor, word, "word") for word in vocabulary.beginning(connection, piece, limit)
    ]
    return offered[:limit]


def _values(connection: sqlite3.Connection, name: str, value: str, limit: int) -> list[str]:
    match filter_names.FIELDS[name]:
        case "hospital":
            return _hospitals(connection, value, limit)
        case "kind":
            return _kinds(name, value)[:limit]
        case "has":
            return [
                word
                for word in (filter_names.FIGURES[::-1] if name.isascii() else filter_names.FIGURES)
                if word.startswith(value)
            ]
        case "year":
            unknown = [word for word in filter_names.UNDATED[name.isascii() :][:1] if word.startswith(value)]
            return [*_years(connection, value, limit - len(unknown)), *unknown]
    return _headings(connection, value, limit)


def _kinds(field: str, value: str) -> list[str]:
    """Kinds with a name that begins so, by the name that help and messages use in the field's language."""
    named = filter_names.KIND_NAMES.values()
    return [names[field.isascii()] for names in named if any(name.startswith(value) for name in names)]


def _hospitals(connection: sqlite3.Connection, value: str, limit: int) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT hospital FROM name WHERE instr(name, ?) OR name IN "
        "(SELECT word FROM spelling WHERE typed >= ? AND typed < ?) ORDER BY hospital LIMIT ?",
        (value, value, value + "\U0010fffd", limit),
    )
    return [row[0] for row in rows]


def _headings(connection: sqlite3.Connection, value: str, limit: int) -> list[str]:
    """Headings that hold the value, of the first passages under such, in reading order; then words that begin so."""
    if value:
        found = connection.execute(
            "SELECT (SELECT name FROM heading WHERE heading.row <= term.rowid ORDER BY heading.row DESC LIMIT 1) "
            "FROM term WHERE term MATCH ? ORDER BY term.rowid LIMIT ?",
            (terms.phrase(value, heading=True), _LOOKED_AT),
        )
    else:
        found = connection.execute("SELECT name FROM heading ORDER BY row LIMIT ?", (_LOOKED_AT,))
    paths = dict.fromkeys(path for (path,) in found if path)
    names = dict.fromkeys(name for path in paths for name in path.split(LEVEL) if value in fold(name))
    offered = [f'"{name}"' if any(map(str.isspace, name)) else name for name in names]
    if value and len(offered) < limit:
        offered += [word for word in vocabulary.beginning(connection, value, limit) if word not in names]
    return offered[:limit]


def _years(connection: sqlite3.Connection, value: str, limit: int) -> list[str]:
    """Years that figures speak of, latest first: one probe of the index a year."""
    years: list[str] = []
    (latest,) = connection.execute("SELECT max(first) FROM figure WHERE first IS NOT NULL").fetchone()
    while latest is not None and len(years) < 100:
        years.append(str(latest // 10000))
        (latest,) = connection.execute(
            "SELECT max(first) FROM figure WHERE first < ?", (latest // 10000 * 10000,)
        ).fetchone()
    return [year for year in years if year.startswith(value)][:limit]
