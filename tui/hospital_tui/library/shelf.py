"""The shelf: the library's articles as a sequence of cards, fetched a screenful at a time."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar, overload

from hospital_tui.library import finding
from hospital_tui.library.articles import Articles
from hospital_tui.library.query import Query
from hospital_tui.library.records import ArticleCard

T = TypeVar("T")


class Ask(Protocol):
    """Puts a question to a connection (`Library._ask`)."""

    def __call__(self, question: Callable[[sqlite3.Connection], T], /) -> T:
        """The answer."""


_COLUMNS = "number, id, hospital, title, newspaper, date, year, origin, passages, figures"
_PAGE = 100
_KEPT = 20

ORDERS = {
    "library": "number",
    "hospital": "hospital, number",
    "year": "year DESC, number",
    "title": "title, number",
    "figures": "figures DESC, number",
}
"""Orders of the shelf, to SQL."""


class Shelf(Sequence[ArticleCard]):
    """Cards by position. Only the articles' numbers are held, 8 bytes each; cards come in pages of a hundred."""

    def __init__(
        self,
        ask: Ask,
        numbers: Sequence[int],
        counts: Mapping[int, int] | None = None,
        *,
        capped: bool = False,
        ordered: bool = False,
    ) -> None:
        self._ask, self._numbers, self._counts = ask, numbers, counts
        self._ordered = ordered
        self.capped = capped
        """More articles match than the shelf holds."""
        self._pages: dict[int, list[ArticleCard]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> ArticleCard: ...
    @overload
    def __getitem__(self, index: slice) -> list[ArticleCard]: ...
    def __getitem__(self, index: int | slice) -> ArticleCard | list[ArticleCard]:
        """A card, or a list of them. An article removed meanwhile leaves an empty card."""
        if isinstance(index, slice):
            return [self._card(position) for position in range(*index.indices(len(self)))]
        position = index + len(self) if index < 0 else index
        if not 0 <= position < len(self):
            raise IndexError(index)
        return self._card(position)

    def __iter__(self) -> Iterator[ArticleCard]:
        return (self._card(position) for position in range(len(self)))

    def _card(self, position: int) -> ArticleCard:
        page, place = divmod(position, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._fetch(self._numbers[page * _PAGE : (page + 1) * _PAGE])
        return self._pages[page][place]

    def _fetch(self, numbers: Sequence[int]) -> list[ArticleCard]:
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT {_COLUMNS} FROM article WHERE number IN ({marks})"
        rows = self._ask(lambda connection: connection.execute(sql, list(numbers)).fetchall())
        found = {row[0]: row[1:] for row in rows}
        return [_card(found.get(number, _GONE), self._matches(number)) for number in numbers]

    def _matches(self, number: int) -> int | None:
        return None if self._counts is None else self._counts.get(number, 0)

    def index(self, article_id: str) -> int | None:  # type: ignore[override]
        """Position of an article by its id; none where it is not on the shelf."""
        sql = "SELECT number FROM article WHERE id = ?"
        row = self._ask(lambda connection: connection.execute(sql, (article_id,)).fetchone())
        if row is None:
            return None
        if self._ordered:
            position = bisect_left(self._numbers, row[0])
            return position if position < len(self) and self._numbers[position] == row[0] else None
        try:
            return self._numbers.index(row[0])
        except ValueError:
            return None


_GONE = ("", "", "", None, None, None, "own", 0, 0)
"""An article that was removed while the shelf was open."""


def _card(row: tuple[Any, ...], matches: int | None) -> ArticleCard:
    article_id, hospital, title, newspaper, date, year, origin, passages, figures = row
    return ArticleCard(article_id, hospital, title, newspaper, date, year, origin, passages, figures, matches)


def numbers(connection: sqlite3.Connection, order: str) -> "array[int]":
    """Numbers of all articles in an order of `ORDERS`."""
    return array(
        "q",
        (
            row[0]
            for row in connection.execute(
                f"SELECT number FROM article ORDER BY {ORDERS.get(order, 'number')}"
            )
        ),
    )


def _gapless(connection: sqlite3.Connection) -> Sequence[int]:
    """All numbers in library order; where none is missing, which is usual, without reading them."""
    (highest,) = connection.execute("SELECT max(number) FROM article").fetchone()
    row = connection.execute("SELECT value FROM meta WHERE key = 'totals'").fetchone()
    count = int(row[0].split()[0]) if row else -1
    return (
        range(count) if count == (-1 if highest is None else highest) + 1 else numbers(connection, "library")
    )


def arrange(connection: sqlite3.Connection, counts: Mapping[int, int], order: str) -> "array[int]":
    """The articles of `counts` (in reading order) in an order of `ORDERS`, or by `matches`, most first."""
    if order == "matches":
        return array("q", sorted(counts, key=lambda number: (-counts[number], number)))
    if order not in ORDERS or order == "library":
        return array("q", counts)
    return array("q", (number for number in numbers(connection, order) if number in counts))


def of(
    ask: Ask,
    connection: sqlite3.Connection,
    articles: Articles,
    query: Query | None,
    order: str,
    cap: int | None,
) -> Shelf:
    """The shelf of a query in an order; `cap` stops looking after so many articles."""
    ordered = order not in ORDERS or order == "library"
    if query is None or query.empty:
        return Shelf(ask, _gapless(connection) if ordered else numbers(connection, order), ordered=ordered)
    counts, capped = finding.counts(connection, articles, query, cap)
    ordered = ordered and order != "matches"
    return Shelf(ask, arrange(connection, counts, order), counts, capped=capped, ordered=ordered)
