"""Going on with a word or a field as it is typed: names of fields, their values, words of the library."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable

from hospital_tui.library.query import filter_names
from hospital_tui.library.query.filter_values import SINGLE
from hospital_tui.library.query.nearest import nearest
from hospital_tui.library.records import Completion
from hospital_tui.library.store import terms, vocabulary
from hospital_tui.library.store.placing import LEVEL
from hospital_tui.text.folding import fold

_OPENING = re.compile(r"^(?:.*\|)?-?\(*-?")
"""What stands before the word or field that is typed: what it is joined to, minus, brackets."""
_LISTED = re.compile(r"\(?(?:[^,]*,)*")
"""Values before the one that is typed."""
_SIGNS = re.compile(r"[\s,，|()（）]")

_LOOKED_AT = 200
"""Passages, or headings, that completions of headings are taken from."""


def complete(
    connection: sqlite3.Connection, text: str, cursor: int, limit: int, tags: Iterable[str] = ()
) -> list[Completion]:
    """Ways to go on with the piece that ends at the cursor, fields first, then words by how often they occur."""
    start = cursor = min(cursor, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    piece = fold(text[start:cursor])
    begun = len(piece) - len(_OPENING.sub("", piece, count=1))
    start, piece = start + begun, piece[begun:]
    name, colon, value = piece.partition(":")
    if colon and name in filter_names.FIELDS:
        field = filter_names.FIELDS[name]
        begin, value = start + len(name) + 1, value.lstrip('"“「')
        if field not in SINGLE and (listed := _LISTED.match(value)):
            begin, value = start + len(piece) - len(value) + listed.end(), value[listed.end() :]
        if field == "tag":
            common = [tag for tag, _ in Counter(tags).most_common() if value in fold(tag)]
            found = _quoted(common[:limit])
        else:
            found = _values(connection, field, value, limit, latin=name.isascii())
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


def _values(connection: sqlite3.Connection, field: str, value: str, limit: int, *, latin: bool) -> list[str]:
    unknown = [word for word in filter_names.UNDATED[latin:][:1] if word.startswith(value)]
    match field:
        case "hospital":
            return _quoted(_hospitals(connection, value, limit) or nearest(connection, value))
        case "kind":
            return _named(filter_names.KIND_NAMES.values(), value, latin)[:limit]
        case "has":
            return _named(filter_names.HAS_NAMES.values(), value, latin)[:limit]
        case "year":
            return [*_years(connection, value, limit - len(unknown)), *unknown]
        case "label":
            return _quoted(_called(connection, "label", value, limit))
        case "metric":
            return _quoted(_called(connection, "metric", value, limit))
        case "newspaper":
            return [*_quoted(_newspapers(connection, value, limit - len(unknown))), *unknown]
        case "date":
            return [*_months(connection, value, limit - len(unknown)), *unknown]
        case "note":
            return vocabulary.beginning(connection, value, limit) if value else []
    return _headings(connection, value, limit)


def _named(named: Iterable[tuple[str, ...]], value: str, latin: bool) -> list[str]:
    """Names that begin so, by the one that help and messages use in the field's language."""
    return [names[latin] for names in named if any(name.startswith(value) for name in names)]


def _quoted(names: Iterable[str]) -> list[str]:
    """Names as they are to be written: in quotation marks where a sign in them would mean something else."""
    return [f'"{name}"' if _SIGNS.search(name) else name for name in names]


def _called(connection: sqlite3.Connection, field: str, value: str, limit: int) -> list[str]:
    """Labels or metrics that hold the value, the commonest first of the figures looked at."""
    column = "label" if field == "label" else "metric"
    asked = terms.phrase(value, field) if value else terms.marked("has")
    rows = connection.execute(
        f"SELECT figure.{column} FROM (SELECT rowid AS row FROM term WHERE term MATCH ? ORDER BY rowid LIMIT ?) "
        "JOIN figure USING (row)",
        (asked, _LOOKED_AT),
    )
    counted = Counter(name for (name,) in rows if name and value in fold(name))
    return [name for name, _ in counted.most_common(limit)]


def _newspapers(connection: sqlite3.Connection, value: str, limit: int) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT newspaper FROM article WHERE newspaper > '' ORDER BY newspaper"
    )
    return [name for (name,) in rows if value in fold(name)][:limit]


def _months(connection: sqlite3.Connection, value: str, limit: int) -> list[str]:
    """Months that articles appeared in, the latest first."""
    rows = connection.execute(
        "SELECT DISTINCT substr(date, 1, 7) FROM article WHERE date >= ? AND date < ? ORDER BY 1 DESC LIMIT ?",
        (value or "0", (value or "9") + "\U0010fffd", limit),
    )
    return [month for (month,) in rows]


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
            (terms.phrase(value, "heading"), _LOOKED_AT),
        )
    else:
        found = connection.execute("SELECT name FROM heading ORDER BY row LIMIT ?", (_LOOKED_AT,))
    paths = dict.fromkeys(path for (path,) in found if path)
    names = dict.fromkeys(name for path in paths for name in path.split(LEVEL) if value in fold(name))
    offered = _quoted(names)
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
