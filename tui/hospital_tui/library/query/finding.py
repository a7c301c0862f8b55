"""Hits, counts and figures of a query over the compiled library."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from hospital_tui.library.query.articles import Articles
from hospital_tui.library.query.figure_keys import keys_of_all
from hospital_tui.library.query.filter_matching import allowed, match_passage
from hospital_tui.library.query.query import Query
from hospital_tui.library.query.searching import Arm, Rows, Search, figure_condition
from hospital_tui.library.query.where import Where, either
from hospital_tui.library.records import Hit, Match, Scope, Side, Tally
from hospital_tui.library.store.placing import Placed, section_name
from hospital_tui.library.store.schema import SHIFT
from hospital_tui.model import Article, Passage

_RANKED = 500
"""Relevance is weighed among so many hits, the first in reading order."""


class Asking(NamedTuple):
    """A query put to a library, about all of it or within a scope."""

    connection: sqlite3.Connection
    articles: Articles
    query: Query
    scope: Scope | None = None

    @property
    def within(self) -> Rows | None:
        """The rows of the scope; none for everywhere."""
        return self.articles.scope(self.connection, self.scope)

    def tally(self, cap: int | None) -> Tally:
        """Passages and articles that match, counted up to `cap` passages."""
        if self.query.empty:
            return Tally(0, 0)
        if cap is None:
            return Tally(*Search(self.connection, self.query, self.within, whole=True).total())
        rows = self._rows(self.within, limit=cap + 1)
        return Tally(min(len(rows), cap), len({row >> SHIFT for row in rows[:cap]}), capped=len(rows) > cap)

    def hits(self, order: str, limit: int, offset: int) -> list[Hit]:
        """Matching passages in an order, a stretch of them."""
        if self.query.empty:
            return []
        if order == "hospital":
            search = Search(self.connection, self.query, self.within)
            return self._hits(search.rows_by_hospital(limit=limit, offset=offset))
        if order == "relevance":
            first = self._hits(self._rows(self.within, limit=_RANKED))
            return sorted(first, key=lambda hit: -_weight(hit))[offset : offset + limit]
        return self._hits(self._rows(self.within, limit=offset + limit)[offset:])

    def concordance(self, side: Side, most: int | None) -> list[Hit]:
        """Every match by itself, sorted by what stands to the right of it, or to the left, read away from it.

        most: of so many passages, the first in reading order; none: of all.
        """
        if self.query.empty:
            return []
        if most is None:
            rows = Search(self.connection, self.query, self.within).rows()
        else:
            rows = self._rows(self.within, limit=most)
        each = (one for hit, passage in self._found(rows) for one in _each(hit, passage))
        return sorted(each, key=lambda hit: _beside(hit, side))

    def neighbour(self, at: tuple[str, str] | None, *, backwards: bool = False) -> Hit | None:
        """The nearest hit after a passage, or before it; from the beginning, or the end, where there is no passage."""
        if self.query.empty:
            return None
        first, end = self.within or (0, 1 << 62)
        if at is not None:
            try:
                row = self.articles.by_id(self.connection, at[0]).row_near(at[1])
            except KeyError:
                return None
            first, end = (first, min(end, row)) if backwards else (max(first, row + 1), end)
        return next(iter(self._hits(self._rows((first, end), limit=1, backwards=backwards))), None)

    def figure_keys(
        self,
        order: str = "reading",
        descending: bool = False,
        *,
        hospital: str | None = None,
        passage_id: str | None = None,
        unchecked: bool = False,
        most: int = -1,
    ) -> "array[int]":
        """Keys of the figures that query and scope leave; of one hospital or passage only, where one is named.

        unchecked: only those that no person has looked at. most: the first so many; -1: all.
        """
        within = self.within
        if passage_id is not None:
            held = self.articles.of_passage(self.connection, passage_id)
            row = held.row(passage_id) if held else None
            within = (0, 0) if row is None else (row, row + 1)
        where = figure_conditions(self.connection, self.query, within)
        where = where.when(unchecked, "NOT figure.checked").both(of_hospital(hospital))
        return keys_of_all(self.connection, order, descending, where, most)

    def _rows(self, within: Rows | None, *, limit: int, backwards: bool = False) -> list[int]:
        """Rows of matching passages in reading order, the first few.

        The index answers a single character by gathering all its passages before it gives the first. Where only a few are
        asked for, and the character is common, it is quicker to look for it in the text of the passages as they come.
        """
        common = self.articles.common_letters(self.connection, self.query, wanted=limit)
        if not common:
            return Search(self.connection, self.query, within).rows(limit=limit, backwards=backwards)
        rows = Search(self.connection, self.query.without(common), within).in_turn(backwards=backwards)
        held = (row for row in rows if self.articles.holds(self.connection, row, self.query, common))
        return list(islice(held, limit))

    def _hits(self, rows: Iterable[int]) -> list[Hit]:
        return [hit for hit, _ in self._found(rows)]

    def _found(self, rows: Iterable[int]) -> Iterator[tuple[Hit, Passage]]:
        for row in rows:
            if (found := self.articles.by_row(self.connection, row)) is not None:
                article, place = found
                match = match_passage(allowed(self.query, article), place) or Match()
                yield _hit(article, place, match), place.passage


def _each(hit: Hit, passage: Passage) -> Iterator[Hit]:
    """A hit once for each of its matches."""
    yield hit
    for nth, (start, _) in enumerate(hit.marked[1:], 1):
        yield msgspec.structs.replace(hit, nth=nth, line=passage.source_line(start))


def _beside(hit: Hit, side: Side) -> str:
    """What stands beside the match, from it on, as it is sorted: blanks apart, letters small."""
    start, end = hit.marked[hit.nth] if hit.marked else (0, 0)
    words = hit.text[end:] if side == "right" else hit.text[:start][::-1]
    return words.replace("\u3000", "").replace(" ", "").casefold()


def _weight(hit: Hit) -> float:
    """How much of a passage is what was asked for: marked characters and figures, against its length."""
    marked = sum(end - start for start, end in hit.spans)
    return (len(hit.spans) + len(hit.found)) + 20 * marked / (len(hit.text) + 20)


def _hit(article: Article, place: Placed, match: Match) -> Hit:
    passage = place.passage
    figures = tuple(passage.figures[index] for index in match.figures)
    first = min([*(span[0] for span in match.spans[:1]), *(figure.at[0] for figure in figures)], default=0)
    return Hit(
        article_id=article.id,
        hospital=article.hospital.name,
        passage_id=passage.id,
        section=section_name(place),
        text=passage.text,
        spans=match.spans,
        figures=match.figures,
        found=figures,
        line=passage.source_line(first),
    )


def figure_conditions(
    connection: sqlite3.Connection, query: Query | None, within: Rows | None, *, joined: bool = False
) -> Where:
    """Conditions for the rows of `figure` that a query leaves in a stretch of passages.

    joined: `figure` is reached from another table; the passages found are then no way to it, only a test.
    """
    where = Where().when(within, "figure.row >= ? AND figure.row < ?", *(within or ()))
    if query is None or query.empty:
        return where
    return where.both(either(_figures_of(arm, joined) for arm in Search(connection, query, within).arms))


def of_hospital(hospital: str | None) -> Where:
    """The condition for figures of one hospital; none for those of all."""
    number = f"figure.row >> {SHIFT} IN (SELECT number FROM article WHERE hospital = ?)"
    return Where().when(hospital is not None, number, hospital)


def checked(connection: sqlite3.Connection, query: Query | None) -> tuple[int, int]:
    """How many of the figures that a query leaves a person has looked at, and how many there are."""
    where = figure_conditions(connection, query, None)
    sql = f"SELECT coalesce(sum(figure.checked), 0), count(*) FROM figure WHERE {where}"
    found: tuple[int, int] = connection.execute(sql, where.params).fetchone()
    return found


def _figures_of(arm: Arm, joined: bool) -> Where:
    """The condition for figures of the passages of one arm; where it asks for figures, for those that meet it."""
    sql, params, demands = arm
    where = Where().also(f"{'+' if joined else ''}figure.row IN ({sql})", *params)
    wanted = [figure_condition(demand, at_hand=joined) for demand in demands if not demand.negative]
    return where.both(either(wanted)) if wanted else where
