"""The shelf: the library's articles as a sequence of cards, fetched a screenful at a time."""

import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, overload

from hospital_tui.library.query.query import Query
from hospital_tui.library.query.searching import Search
from hospital_tui.library.records import ArticleCard, Tally
from hospital_tui.library.store.schema import cell, column, meta

T = TypeVar("T")


class Ask(Protocol):
    """Puts a question to a connection (`Library._ask`)."""

    def __call__(self, question: Callable[[sqlite3.Connection], T], /) -> T:
        """The answer."""


_COLUMNS = "number, id, hospital, title, newspaper, date, year, origin, passages, figures"
_PAGE = 100
_GROUPED = 1000
"""Articles up to which a shelf is grouped: in more nobody looks for neighbours, and a list must open at once."""
_KEPT = 20


class Shelf(Sequence[ArticleCard]):
    """Cards by position. Only the articles' numbers are held, 8 bytes each; cards come in pages of a hundred."""

    def __init__(
        self,
        ask: Ask,
        numbers: Sequence[int],
        times: Sequence[int] | None = None,
        *,
        capped: bool = False,
        ordered: bool = False,
        copies: Mapping[int, Sequence[int]] = MappingProxyType({}),
    ) -> None:
        """`times`: how many passages match, article by article as in `numbers`. ordered: `numbers` rise.

        copies: numbers that stand for several articles of one report, themselves among them.
        """
        self._ask, self._numbers, self._times = ask, numbers, times
        self._ordered = ordered
        self._copies = copies
        self.capped = capped
        """More articles match than the shelf holds."""
        self._pages: dict[int, list[ArticleCard]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def tally(self) -> Tally:
        """How many passages match on the shelf, and of how many articles."""
        return Tally(sum(self._times or ()), len(self._numbers), self.capped)

    def grouped(self) -> "Shelf":
        """The same with the articles of one hospital together, and copies of one report on one row.

        Both stand where the first of them stood. A shelf that is very long stays as it is.
        """
        if not 0 < len(self) <= _GROUPED:
            return self
        held = list(self._numbers)
        lines = self._reports(held)
        first = [line[0] for line in lines]
        if first == held:
            return self
        times = None
        if self._times:
            matching = dict(zip(held, self._times, strict=True))
            times = [matching[number] for number in first]
        copies = {line[0]: line for line in lines if len(line) > 1}
        return Shelf(self._ask, first, times, capped=self.capped, copies=copies)

    def _reports(self, held: Sequence[int]) -> list[list[int]]:
        """Articles by report, the reports of a hospital one after the other."""
        marks = ",".join("?" * len(held))
        sql = f"SELECT number, hospital, leader FROM article LEFT JOIN report USING (number) WHERE number IN ({marks})"
        rows = self._ask(lambda connection: connection.execute(sql, held).fetchall())
        facts = {number: (hospital, leader) for number, hospital, leader in rows}
        hospitals: dict[object, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number in held:
            hospital, leader = facts.get(number, ("", None))
            hospitals[hospital or number][number if leader is None else (leader,)].append(number)
        return [same for reports in hospitals.values() for same in reports.values()]

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
            self._pages[page] = self._fetch(page * _PAGE, (page + 1) * _PAGE)
        return self._pages[page][place]

    def _fetch(self, start: int, end: int) -> list[ArticleCard]:
        numbers = self._numbers[start:end]
        times: Sequence[int | None] = self._times[start:end] if self._times else [None] * len(numbers)
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT {_COLUMNS} FROM article WHERE number IN ({marks})"
        rows = self._ask(lambda connection: connection.execute(sql, list(numbers)).fetchall())
        found = {row[0]: row[1:] for row in rows}
        return [
            _card(found.get(number, _GONE), matches, len(self._copies.get(number, "1")))
            for number, matches in zip(numbers, times, strict=True)
        ]

    def index(self, article_id: str) -> int | None:  # type: ignore[override]
        """Position of an article by its id, or of the row it stands on; none where it is not on the shelf."""
        sql = "SELECT number FROM article WHERE id = ?"
        number = self._ask(lambda connection: cell(connection, sql, article_id))
        if number is None:
            return None
        if self._ordered:
            position = bisect_left(self._numbers, number)
            return position if number in self._numbers[position : position + 1] else None
        stands = (first for first, same in self._copies.items() if number in same)
        with suppress(ValueError):
            return self._numbers.index(next(stands, number))
        return None


_GONE = ("", "", "", None, None, None, "own", 0, 0)
"""An article that was removed while the shelf was open."""


def _card(row: tuple[Any, ...], matches: int | None, copies: int) -> ArticleCard:
    article_id, hospital, title, newspaper, date, year, origin, passages, figures = row
    return ArticleCard(
        article_id, hospital, title, newspaper, date, year, origin, passages, figures, matches, copies
    )


def whole(ask: Ask, connection: sqlite3.Connection) -> Shelf:
    """All articles; where no number is missing, which is usual, without reading them."""
    numbers: Sequence[int] = range(int((meta(connection, "totals") or "-1").split()[0]))
    if len(numbers) != cell(connection, "SELECT coalesce(max(number), -1) + 1 FROM article"):
        numbers = array("q", column(connection, "SELECT number FROM article ORDER BY number"))
    return Shelf(ask, numbers, ordered=True)


def found(ask: Ask, connection: sqlite3.Connection, query: Query) -> Shelf:
    """All articles with passages that match."""
    return Shelf(ask, *Search(connection, query, whole=True).census(), ordered=True)
