"""Writing articles into a compiled library: rows for the shelf, the text index and the figures."""

import sqlite3
import zlib
from collections.abc import Iterator
from itertools import groupby

import msgspec

from hospital_tui.library.figure_values import days, interval, sureness
from hospital_tui.library.records import Origin
from hospital_tui.library.store import terms
from hospital_tui.library.store.placing import Placed, names, placed, section_name
from hospital_tui.library.store.schema import MOST_PASSAGES, SHIFT
from hospital_tui.model import Article, Figure
from hospital_tui.packing import Unpacker, packed
from hospital_tui.text.folding import fold

_DECODER = Unpacker(Article)
_MOST_YEARS = 60
"""A period longer than this is marked with its first and last decades only through the index on time."""


class TooLargeError(ValueError):
    """An article with more passages than a library can number."""


def pack(article: Article) -> bytes:
    """The article as the library keeps it."""
    return zlib.compress(packed(article), 1)


def unpack(blob: bytes) -> Article:
    """The article out of `pack`; raises zlib.error or msgspec.DecodeError where the bytes are damaged."""
    return _DECODER.decode(zlib.decompress(blob))


def digest(article: Article) -> bytes:
    """A fingerprint of what the article says: alike in any encoding and for any line breaks."""
    import hashlib

    said = "\n".join(fold(passage.text) for passage in article.selectable())
    return hashlib.blake2b(said.encode("utf-8"), digest_size=12).digest()


def documents(article: Article) -> Iterator[str]:
    """The index document of every selectable passage, in reading order."""
    return (_document(place) for place in placed(article))


def _document(place: Placed) -> str:
    marks = dict.fromkeys(mark for figure in place.passage.figures for mark in _marks(figure))
    return terms.document(fold(place.passage.text), map(fold, place.headings), marks)


def _marks(figure: Figure) -> Iterator[str]:
    yield terms.mark("has")
    if figure.label:
        yield terms.tagged("label", fold(figure.label))
    if figure.metric:
        yield terms.tagged("metric", fold(figure.metric))
    yield terms.mark("kind", figure.kind)
    if figure.unit:
        yield terms.mark("unit", fold(figure.unit))
    if span := days(figure):
        first, last = span[0] // 10000, span[1] // 10000
        yield from (
            terms.mark("year", str(year)) for year in range(first, min(last, first + _MOST_YEARS) + 1)
        )


class Writer:
    """Puts articles into a library and takes them out; the caller opens and commits the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def put(self, article: Article, origin: Origin) -> int:
        """Store an article in place of an earlier one of its id; returns its number."""
        found = self.connection.execute("SELECT number FROM article WHERE id = ?", (article.id,)).fetchone()
        if found:
            self.drop(found[0])
            number = int(found[0])
        else:
            number = self._next()
        self._insert(article, origin, number)
        return number

    def _next(self) -> int:
        (highest,) = self.connection.execute("SELECT max(number) FROM article").fetchone()
        return 0 if highest is None else int(highest) + 1

    def _insert(self, article: Article, origin: Origin, number: int) -> None:
        from hospital_tui.library.store import derived  # compiling only: opening stays light

        run, many = self.connection.execute, self.connection.executemany
        places = list(placed(article))
        if len(places) > MOST_PASSAGES:
            raise TooLargeError(f"more than {MOST_PASSAGES} passages")
        base = number << SHIFT
        figures = sum(len(place.passage.figures) for place in places)
        run(
            "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                number, article.id, article.hospital.name, article.title, article.newspaper, article.date,
                article.year, origin, len(places), figures, digest(article),
                sum(len(place.passage.text) for place in places),
            ),
        )  # fmt: skip
        run("INSERT INTO body VALUES (?,?)", (number, pack(article)))
        run("INSERT INTO name_term (rowid, doc) VALUES (?,?)", (number, name_document(article)))
        many(
            "INSERT INTO term (rowid, doc) VALUES (?,?)",
            ((base + ordinal, _document(place)) for ordinal, place in enumerate(places)),
        )
        many("INSERT INTO figure VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", _figure_rows(base, places))
        many("INSERT INTO heading VALUES (?,?)", _headings(base, places))
        derived.put(self.connection, article, number, self._read)
        if article.hospital.name:
            called = filter(None, (article.hospital.name, *article.hospital.aliases))
            many(
                "INSERT OR IGNORE INTO name (name, hospital) VALUES (?,?)",
                [(name, article.hospital.name) for name in called],
            )

    def _read(self, number: int) -> Article:
        sql = "SELECT article FROM body WHERE number = ?"
        (blob,) = self.connection.execute(sql, (number,)).fetchone()
        try:
            return unpack(blob)
        except (zlib.error, msgspec.DecodeError) as error:
            raise sqlite3.DatabaseError("malformed article") from error

    def drop(self, number: int) -> None:
        """Take an article out."""
        from hospital_tui.library.store import derived

        run = self.connection.execute
        article = self._read(number)
        base = number << SHIFT
        rows = [(base + ordinal, doc) for ordinal, doc in enumerate(documents(article))]
        self.connection.executemany("INSERT INTO term (term, rowid, doc) VALUES ('delete',?,?)", rows)
        run(
            "INSERT INTO name_term (name_term, rowid, doc) VALUES ('delete',?,?)",
            (number, name_document(article)),
        )
        run("DELETE FROM figure WHERE row >= ? AND row < ?", (base, base + MOST_PASSAGES))
        run("DELETE FROM heading WHERE row >= ? AND row < ?", (base, base + MOST_PASSAGES))
        derived.drop(self.connection, number)
        run("DELETE FROM body WHERE number = ?", (number,))
        run("DELETE FROM article WHERE number = ?", (number,))


def name_document(article: Article) -> str:
    """The index document of an article: all names of its hospital, apart from each other, and that of its newspaper."""
    paper = terms.tagged("newspaper", fold(article.newspaper)) if article.newspaper else ""
    return terms.document(names(article), (), (paper,))


def _headings(base: int, places: list[Placed]) -> Iterator[tuple[int, str]]:
    """Where in an article the headings change, and to what."""
    for name, run in groupby(enumerate(places), key=lambda found: section_name(found[1])):
        yield base + next(run)[0], name


def _figure_rows(base: int, places: list[Placed]) -> Iterator[tuple[object, ...]]:
    for ordinal, place in enumerate(places):
        for index, figure in enumerate(place.passage.figures):
            low, high = interval(figure) or (None, None)
            first, last = days(figure) or (None, None)
            unit = fold(figure.unit) if figure.unit else None
            yield (
                base + ordinal,
                index,
                figure.kind,
                low,
                high,
                unit,
                figure.metric,
                first,
                last,
                fold(figure.label),
                fold(figure.metric) if figure.metric else None,
                figure.checked,
                figure.waits,
                sureness(figure),
            )
