"""Going on with a word or a field as it is typed: names of fields, their values, words of the library."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from hospital_tui.library.query import filter_names
from hospital_tui.library.query.filter_values import SINGLE
from hospital_tui.library.query.nearest import nearest
from hospital_tui.library.records import Completion
from hospital_tui.library.store import terms, vocabulary
from hospital_tui.library.store.placing import LEVEL
from hospital_tui.library.store.schema import cell, column
from hospital_tui.text.folding import fold

_LAST = re.compile(r"\s")
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
    cursor = min(cursor, len(text))
    piece = fold(_LAST.split(text[:cursor])[-1])
    piece = _OPENING.sub("", piece, count=1)
    name, colon, value = piece.partition(":")
    if colon and name in filter_names.FIELDS:
        return _of_field(
            filter_names.FIELDS[name], cursor, Asked(connection, value, limit, name.isascii(), tags)
        )
    if not piece:
        return []
    fields = (one for one in filter_names.CHINESE_FIELDS + filter_names.LATIN_FIELDS if one.startswith(piece))
    start, words = cursor - len(piece), vocabulary.beginning(connection, piece, limit)
    offered = [Completion(start, cursor, field + ":", "field") for field in fields]
    return [*offered, *(Completion(start, cursor, word, "word") for word in words)][:limit]


class Asked(NamedTuple):
    """What is typed of a field's value, and how many ways to go on with it are wanted."""

    connection: sqlite3.Connection
    value: str
    """Folded."""
    limit: int
    latin: bool
    """The field's name is Latin."""
    tags: Iterable[str]
    """Those of the reader."""

    def column(self, sql: str, *params: object) -> Iterator[str]:
        """What a statement finds, but for what is empty."""
        return filter(None, column(self.connection, sql, *params))

    def held(self, names: Iterable[str]) -> list[str]:
        """Names that hold what is typed, as they are to be written: quoted where a sign in them would mean something else."""
        return _quoted(name for name in names if self.value in fold(name))

    def named(self, named: Iterable[tuple[str, ...]]) -> list[str]:
        """Names that begin so, by the one that help and messages use in the field's language."""
        begun = (names for names in named if any(name.startswith(self.value) for name in names))
        return [names[self.latin] for names in begun][: self.limit]

    def or_unknown(self, found: list[str]) -> list[str]:
        """What was found, and the word for what nothing tells."""
        unknown = filter_names.UNDATED[self.latin]
        begun = [unknown] if unknown.startswith(self.value) else []
        return [*found[: self.limit - len(begun)], *begun]


def _of_field(field: str, cursor: int, asked: Asked) -> list[Completion]:
    """Ways to go on with a field's value, the last of them where it can have several."""
    start, value = cursor - len(asked.value), asked.value.lstrip('"“「')
    if field not in SINGLE:
        value = _LISTED.sub("", value, count=1)
        start = cursor - len(value)
    found = _VALUES[field](asked._replace(value=value))
    return [Completion(start, cursor, item, "value") for item in found]


def _tags(asked: Asked) -> list[str]:
    return asked.held(tag for tag, _ in Counter(asked.tags).most_common())[: asked.limit]


def _called(asked: Asked, column: str) -> list[str]:
    """Labels or metrics that hold the value, the commonest first of the figures looked at."""
    found = asked.column(
        f"SELECT figure.{column} FROM (SELECT rowid AS row FROM term WHERE term MATCH ? ORDER BY rowid LIMIT ?) "
        "JOIN figure USING (row)",
        terms.phrase(asked.value, column) if asked.value else terms.marked("has"),
        _LOOKED_AT,
    )
    return asked.held(name for name, _ in Counter(found).most_common())[: asked.limit]


def _newspapers(asked: Asked) -> list[str]:
    sql = "SELECT DISTINCT newspaper FROM article WHERE newspaper > '' ORDER BY newspaper"
    return asked.or_unknown(asked.held(asked.column(sql)))


def _months(asked: Asked) -> list[str]:
    """Months that articles appeared in, the latest first."""
    sql = (
        "SELECT DISTINCT substr(date, 1, 7) FROM article WHERE date >= ? AND date < ? ORDER BY 1 DESC LIMIT ?"
    )
    first, last = asked.value or "0", (asked.value or "9") + "\U0010fffd"
    return asked.or_unknown(list(asked.column(sql, first, last, asked.limit)))


def _hospitals(asked: Asked) -> list[str]:
    sql = (
        "SELECT DISTINCT hospital FROM name WHERE instr(name, ?) OR name IN "
        "(SELECT word FROM spelling WHERE typed >= ? AND typed < ?) ORDER BY hospital LIMIT ?"
    )
    value = asked.value
    found = list(asked.column(sql, value, value, value + "\U0010fffd", asked.limit))
    return _quoted(found or nearest(asked.connection, value))


def _quoted(names: Iterable[str]) -> list[str]:
    """Names as they are to be written: in quotation marks where a sign in them would mean something else."""
    return [f'"{name}"' if _SIGNS.search(name) else name for name in names]


def _headings(asked: Asked) -> list[str]:
    """Headings that hold the value, of the first passages under such, in reading order; then words that begin so."""
    above = "(SELECT name FROM heading WHERE heading.row <= term.rowid ORDER BY heading.row DESC LIMIT 1)"
    if asked.value:
        sql = f"SELECT {above} FROM term WHERE term MATCH ? ORDER BY term.rowid LIMIT ?"
        paths = asked.column(sql, terms.phrase(asked.value, "heading"), _LOOKED_AT)
    else:
        paths = asked.column("SELECT name FROM heading ORDER BY row LIMIT ?", _LOOKED_AT)
    names = [name for path in dict.fromkeys(paths) for name in path.split(LEVEL)]
    return list(dict.fromkeys(asked.held(names) + _words(asked)))[: asked.limit]


def _words(asked: Asked) -> list[str]:
    return vocabulary.beginning(asked.connection, asked.value, asked.limit) if asked.value else []


def _years(asked: Asked) -> list[str]:
    """Years that figures speak of, latest first: one probe of the index a year."""
    years: list[str] = []
    latest = cell(asked.connection, "SELECT max(first) FROM figure WHERE first IS NOT NULL")
    while latest is not None and len(years) < 100:
        years.append(str(latest // 10000))
        before = latest // 10000 * 10000
        latest = cell(asked.connection, "SELECT max(first) FROM figure WHERE first < ?", before)
    return asked.or_unknown([year for year in years if year.startswith(asked.value)])


_VALUES: dict[str, Callable[[Asked], list[str]]] = {
    "hospital": _hospitals,
    "section": _headings,
    "newspaper": _newspapers,
    "kind": lambda asked: asked.named(filter_names.KIND_NAMES.values()),
    "has": lambda asked: asked.named(filter_names.HAS_NAMES.values()),
    "label": partial(_called, column="label"),
    "metric": partial(_called, column="metric"),
    "year": _years,
    "date": _months,
    "note": _words,
    "tag": _tags,
}
"""A field to its values."""
