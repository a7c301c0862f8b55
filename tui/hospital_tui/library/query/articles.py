"""Articles out of the compiled library, the last ones read kept at hand."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from hospital_tui.library.query.clauses import Word
from hospital_tui.library.query.filter_matching import allowed, match_passage
from hospital_tui.library.query.query import Query
from hospital_tui.library.query.searching import Rows, rows_of
from hospital_tui.library.records import Scope
from hospital_tui.library.store.placing import Placed, placed
from hospital_tui.library.store.schema import SHIFT, cell, column, meta, of_source
from hospital_tui.library.store.writing import unpack
from hospital_tui.model import Article
from hospital_tui.text.folding import fold

_KEPT = 64
_COMMON = 60_000
"""A character in fewer passages than this comes out of the index at once, however large the library."""
_EVEN = 50
"""Where the square of a character's passages, by all passages and by those wanted, is greater, looking for it in the
passages is quicker.

Measured: the index gathers three passages a microsecond before it gives the first; reading takes 18 µs a passage,
and to have 500 one has to read 500 times as many as there are passages to one with the character.
"""
_SAMPLED = 40


class Held(NamedTuple):
    """An article with its number and its passages in reading order."""

    number: int
    article: Article
    places: list[Placed]

    def row(self, passage_id: str) -> int | None:
        """The row of a passage; none where the article has no such passage."""
        places = enumerate(self.places)
        ordinal = next((ordinal for ordinal, place in places if place.passage.id == passage_id), None)
        return None if ordinal is None else (self.number << SHIFT) + ordinal

    def row_near(self, passage_id: str) -> int:
        """The row of a passage; the article's first where it has no such passage."""
        row = self.row(passage_id)
        return self.number << SHIFT if row is None else row

    def rows(self, section: int | None = None) -> Rows:
        """The rows of the article, or of the section that starts at a source offset and what stands under it."""
        if section is None:
            return rows_of(self.number)
        inside = _numbers_within(self.article, section)
        ordinals = [ordinal for ordinal, place in enumerate(self.places) if place.section in inside]
        base = self.number << SHIFT
        return (base + ordinals[0], base + ordinals[-1] + 1) if ordinals else (base, base)


def _numbers_within(article: Article, offset: int) -> range:
    """Places, in reading order, of the section that starts at a source offset and of those under it."""
    for number, section in enumerate(article.walk()):
        if section.start == offset:
            return range(number, number + sum(1 for _ in section.walk()))
    return range(0)


class Articles:
    """Reads articles by id or number; safe to share between threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, Held] = OrderedDict()
        self._lock = threading.Lock()
        self._sample: tuple[list[str], float] | None = None

    def by_id(self, connection: sqlite3.Connection, article_id: str) -> Held:
        """The article of an id. Raises KeyError; zlib.error or msgspec.DecodeError where its bytes are damaged."""
        number = cell(connection, "SELECT number FROM article WHERE id = ?", article_id)
        held = self.by_number(connection, number) if number is not None else None
        if held is None:
            raise KeyError(article_id)
        return held

    def by_number(self, connection: sqlite3.Connection, number: int) -> Held | None:
        """The article of a number, none where it was removed. Raises as `by_id` for damaged bytes."""
        with self._lock:
            if number in self._held:
                self._held.move_to_end(number)
                return self._held[number]
        blob = cell(connection, "SELECT article FROM body WHERE number = ?", number)
        if blob is None:
            return None
        article = unpack(blob)
        held = Held(number, article, list(placed(article)))
        with self._lock:
            self._held[number] = held
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)
        return held

    def by_row(self, connection: sqlite3.Connection, row: int) -> tuple[Article, Placed] | None:
        """The article of a row and the passage that stands there; none where it was removed."""
        held, place = self.by_number(connection, row >> SHIFT), row & ((1 << SHIFT) - 1)
        return (held.article, held.places[place]) if held and place < len(held.places) else None

    def of_passage(self, connection: sqlite3.Connection, passage_id: str) -> Held | None:
        """The article that holds a passage; none where there is none."""
        for held in self.of_source(connection, passage_id.partition("@")[0]):
            if held.row(passage_id) is not None:
                return held
        return None

    def of_source(self, connection: sqlite3.Connection, source: str) -> list[Held]:
        """The articles of a source, given by the first 12 hex digits of its SHA-256."""
        numbers = column(
            connection, "SELECT number FROM article WHERE id >= ? AND id < ?", *of_source(source)
        )
        return [held for number in numbers if (held := self.by_number(connection, number))]

    def scope(self, connection: sqlite3.Connection, scope: Scope | None) -> Rows | None:
        """The rows of a scope; none for everywhere, an empty stretch for an article that is gone."""
        if scope is None or scope.article_id is None:
            return None
        try:
            return self.by_id(connection, scope.article_id).rows(scope.section)
        except KeyError:
            return 0, 0

    def common_letters(
        self, connection: sqlite3.Connection, query: Query, *, wanted: int
    ) -> tuple[Word, ...]:
        """Single characters of a query that stand in so many passages of a large library that it is quicker to look for
        them in the passages as they come, where so many matches are wanted.
        """
        letters = [one for one in query.clauses if isinstance(one, Word) and len(one.text) == 1]
        if not letters:
            return ()
        texts, share = self.sample(connection)
        enough = max(_COMMON, (_EVEN * wanted * len(texts) * share) ** 0.5)
        return tuple(word for word in letters if sum(word.text in text for text in texts) * share > enough)

    def sample(self, connection: sqlite3.Connection) -> tuple[list[str], float]:
        """Folded passages from all over the library, and for how many passages each stands."""
        if self._sample is None:
            total = int((meta(connection, "totals") or "0 0 0 0").split()[2])
            texts = list(self._sampled(connection)) if total > _COMMON else []
            self._sample = (texts, total / max(1, len(texts)))
        return self._sample

    def _sampled(self, connection: sqlite3.Connection) -> Iterator[str]:
        highest = cell(connection, "SELECT max(number) FROM article") or 0
        for number in range(0, highest + 1, highest // _SAMPLED + 1):
            if (held := self.by_number(connection, number)) is not None:
                yield from (fold(place.passage.text) for place in held.places)

    def holds(self, connection: sqlite3.Connection, row: int, query: Query, words: tuple[Word, ...]) -> bool:
        """Whether the passage of a row, which meets a query but for some words, meets it with them."""
        found = self.by_row(connection, row)
        if found is None:
            return False
        article, place = found
        if len(query.branches) > 1:
            return match_passage(allowed(query, article), place) is not None
        text = fold(place.passage.text)
        return all((word.text in text) != word.negative for word in words)

    def forget(self) -> None:
        """Read every article afresh from now on."""
        with self._lock:
            self._held.clear()
