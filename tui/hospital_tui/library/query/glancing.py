"""The first sight of what a query finds: enough for the first screen, at a cost that hardly grows with the library."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, overload

from hospital_tui.library.query.articles import Articles
from hospital_tui.library.query.clauses import Word
from hospital_tui.library.query.filter_matching import matches
from hospital_tui.library.query.finding import Asking
from hospital_tui.library.query.searching import Search
from hospital_tui.library.query.shelf import Ask, Shelf, whole
from hospital_tui.library.records import Tally
from hospital_tui.library.store.schema import SHIFT

_SCREENFUL = 50
"""Passages that are enough for a first screen where each has to be read to know whether it matches."""
_READ = 800
"""So many passages are read all the same, to fill the list of hospitals as well."""
_MOST_READ = 6_000
"""So many at most. Where none of them matches the index is asked, however long it gathers."""


class HitPlaces(Sequence[tuple[str, str]]):
    """Article and passage of matches in reading order; what stands there is read when it is asked for."""

    def __init__(self, ask: Ask, articles: Articles, rows: "array[int]") -> None:
        self._ask, self._articles, self._rows = ask, articles, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[str, str]]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, str] | list[tuple[str, str]]:
        """Article id and passage id; two empty ones where the article was removed meanwhile."""
        if isinstance(index, slice):
            return [self._at(row) for row in self._rows[index]]
        return self._at(self._rows[index])

    def _at(self, row: int) -> tuple[str, str]:
        found = self._ask(lambda connection: self._articles.by_row(connection, row))
        return (found[0].id, found[1].passage.id) if found else ("", "")

    def place(self, article_id: str, passage_id: str) -> int | None:
        """Which of the matches a passage is, from 0; none where it is not among them."""

        def row(connection: sqlite3.Connection) -> int | None:
            try:
                return self._articles.by_id(connection, article_id).row(passage_id)
            except KeyError:
                return None

        found = self._ask(row)
        if found is None:
            return None
        place = bisect_left(self._rows, found)
        return place if place < len(self._rows) and self._rows[place] == found else None


class Glance(NamedTuple):
    """What is seen at first."""

    tally: Tally
    """Capped where there is more than was looked at."""
    places: HitPlaces
    """The first matches."""
    shelf: Shelf
    """The articles of the first matches; capped as the tally is. All articles where only one is looked at."""


def glance(ask: Ask, asking: Asking, cap: int, here: str | None) -> Glance:
    """Up to `cap` matches, or as many as are found soon; the article `here`, if it matches, is on the shelf anyway."""
    connection, articles = asking.connection, asking.articles
    if asking.query.empty:
        return Glance(Tally(0, 0), HitPlaces(ask, articles, array("q")), whole(ask, connection))
    rows, capped = _first(asking, cap)
    times = {number: sum(1 for _ in group) for number, group in groupby(rows, lambda row: row >> SHIFT)}
    tally = Tally(len(rows), len(times), capped)
    places = HitPlaces(ask, articles, array("q", rows))
    if asking.scope is not None:
        return Glance(tally, places, whole(ask, connection))
    if capped:
        if len(times) > 1:
            times.popitem()  # more of its passages may match than were looked at
        times |= _matching_here(asking, here)
    numbers = array("q", sorted(times))
    counts = array("l", map(times.__getitem__, numbers))
    return Glance(tally, places, Shelf(ask, numbers, counts, capped=capped, ordered=True))


def _first(asking: Asking, cap: int) -> tuple[list[int], bool]:
    """The first matching rows in reading order, and whether there are more."""
    common = asking.articles.common_letters(asking.connection, asking.query, wanted=_SCREENFUL)
    if common and (found := _read(asking, common, cap)) is not None:
        return found
    rows = Search(asking.connection, asking.query, asking.within).rows(limit=cap + 1)
    return rows[:cap], len(rows) > cap


def _read(asking: Asking, common: tuple[Word, ...], cap: int) -> tuple[list[int], bool] | None:
    """The first rows, found by reading passages; none where that leads nowhere."""
    connection, articles, query, _ = asking
    rows: list[int] = []
    for read, row in enumerate(Search(connection, query.without(common), asking.within).in_turn()):
        if read >= _READ and len(rows) >= _SCREENFUL:
            return rows, True
        if read >= _MOST_READ:
            return (rows, True) if rows else None
        if articles.holds(connection, row, query, common):
            if len(rows) == cap:
                return rows, True
            rows.append(row)
    return rows, False


def _matching_here(asking: Asking, here: str | None) -> dict[int, int]:
    """Number of the article that is open to how many of its passages match; nothing where none does."""
    try:
        held = asking.articles.by_id(asking.connection, here or "")
    except KeyError:
        return {}
    passages = sum(1 for key in matches(asking.query, held.article) if not key.startswith("heading@"))
    return {held.number: passages} if passages else {}
