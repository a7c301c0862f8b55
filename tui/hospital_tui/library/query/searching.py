"""Asking the compiled library which passages a query matches: the filter language as SQL over the indexes."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence

import msgspec

from hospital_tui.library.query.query import UNDATED, Demand, Query
from hospital_tui.library.store import terms
from hospital_tui.library.store.schema import SHIFT

_RARE = 10_000
"""Up to so many figures, a demand is answered from the index on values; beyond, passage by passage, which has the first
few sooner but all of them much later."""
_MOST_YEARS = 40
_BATCH = 64
"""Rows that are fetched first where nobody knows how many are wanted."""
_ENDLESS = 1 << 62

Rows = tuple[int, int]
"""[first, end) of passage rows."""


def rows_of(number: int) -> Rows:
    """The rows of an article's passages."""
    return number << SHIFT, (number + 1) << SHIFT


class Search:
    """One query over one stretch of rows, as the pieces of an SQL statement over `term`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: Query,
        within: Rows | None = None,
        *,
        whole: bool = False,
    ) -> None:
        """`whole`: all matches are wanted, not the first few."""
        self.connection, self.query, self.whole = connection, query, whole
        self.conditions = ["term MATCH ?"]
        self.params: list[object] = [_expression(query)]
        if within:
            self.conditions.append("term.rowid >= ? AND term.rowid < ?")
            self.params += within
        for denied, joint in ((False, " AND "), (True, " OR ")):
            said = [
                terms.phrase(place.text) for place in query.places("hospital") if place.negative == denied
            ]
            if said:
                self.conditions.append(
                    f"(term.rowid >> {SHIFT}) {'NOT ' if denied else ''}IN "
                    "(SELECT rowid FROM name_term WHERE name_term MATCH ?)"
                )
                self.params.append(joint.join(dict.fromkeys(said)))
        for demand in query.demands():
            self._demand(demand)

    def _demand(self, demand: Demand) -> None:
        if demand.negative:
            self._each("NOT EXISTS", demand)
        elif _told_by_marks(demand):
            return
        elif demand.unit is not None and (self.whole or self._is_rare(demand)):
            condition, params = figure_condition(demand)
            self.conditions.append(f"+term.rowid IN (SELECT row FROM figure WHERE {condition})")
            self.params += params
        else:
            self._each("EXISTS", demand)

    def _each(self, exists: str, demand: Demand) -> None:
        condition, params = figure_condition(demand, at_hand=True)
        self.conditions.append(f"{exists} (SELECT 1 FROM figure WHERE row = term.rowid AND {condition})")
        self.params += params

    def _is_rare(self, demand: Demand) -> bool:
        condition, params = figure_condition(demand)
        counted = f"SELECT count(*) FROM (SELECT 1 FROM figure WHERE {condition} LIMIT {_RARE})"
        return bool(self.connection.execute(counted, params).fetchone()[0] < _RARE)

    def rows(self, *, limit: int = -1, offset: int = 0, backwards: bool = False) -> list[int]:
        """Rows of matching passages in reading order."""
        order = "DESC" if backwards else "ASC"
        sql = f"SELECT term.rowid AS row FROM term WHERE {self.where} ORDER BY term.rowid {order} LIMIT ? OFFSET ?"
        return sorted(self._column(sql, (*self.params, limit, offset)), reverse=backwards)

    def in_turn(self, *, backwards: bool = False) -> Iterator[int]:
        """All rows of matching passages in reading order, fetched a few at a time, then more and more."""
        sign, order = ("<", "DESC") if backwards else (">", "ASC")
        sql = (
            f"SELECT term.rowid AS row FROM term WHERE {self.where} AND term.rowid {sign} ? "
            f"ORDER BY term.rowid {order} LIMIT ?"
        )
        last, size = (_ENDLESS if backwards else -1), _BATCH
        while rows := sorted(self._column(sql, (*self.params, last, size)), reverse=backwards):
            yield from rows
            last, size = rows[-1], size * 2

    def rows_by_hospital(self, *, limit: int = -1, offset: int = 0) -> Iterator[int]:
        """Rows of matching passages, hospital by hospital."""
        sql = (
            f"SELECT term.rowid FROM term JOIN article ON article.number = term.rowid >> {SHIFT} WHERE {self.where} "
            "ORDER BY article.hospital, term.rowid LIMIT ? OFFSET ?"
        )
        for (row,) in self.connection.execute(sql, (*self.params, limit, offset)):
            yield row

    def total(self) -> tuple[int, int]:
        """How many passages match, and of how many articles."""
        sql = f"SELECT count(*), count(DISTINCT term.rowid >> {SHIFT}) FROM term WHERE {self.where}"
        passages, articles = self.connection.execute(sql, self.params).fetchone()
        return passages, articles

    def census(self) -> tuple["array[int]", "array[int]"]:
        """Numbers of all articles with matching passages, in reading order, and of how many passages each."""
        sql = (
            "SELECT group_concat(number), group_concat(times) FROM (SELECT "
            f"term.rowid >> {SHIFT} AS number, count(*) AS times FROM term WHERE {self.where} GROUP BY 1 ORDER BY 1)"
        )
        numbers, times = self.connection.execute(sql, self.params).fetchone()
        return array("q", _numbers(numbers)), array("l", _numbers(times))

    def _column(self, sql: str, params: Sequence[object]) -> list[int]:
        # Python gives up its lock and waits to have it back at every row that SQLite hands over, which beside a screen
        # that is being drawn takes milliseconds each time; so all rows are handed over as one.
        (rows,) = self.connection.execute(f"SELECT group_concat(row) FROM ({sql})", params).fetchone()
        return _numbers(rows)

    @property
    def where(self) -> str:
        """The conditions, joined."""
        return " AND ".join(self.conditions)


def _numbers(joined: str | None) -> list[int]:
    """Numbers as `group_concat` joins them."""
    return msgspec.json.decode(f"[{joined or ''}]", type=list[int])


def exists(connection: sqlite3.Connection, word: str) -> bool:
    """Whether any passage holds the folded word."""
    return (
        connection.execute("SELECT 1 FROM term WHERE term MATCH ? LIMIT 1", (terms.phrase(word),)).fetchone()
        is not None
    )


def _expression(query: Query) -> str:
    """The part of a query that the text index answers, as an FTS5 expression."""
    wanted = [terms.phrase(word.text) for word in query.words()]
    wanted += [
        terms.phrase(place.text, heading=True) for place in query.places("section") if not place.negative
    ]
    for demand in query.demands():
        if not demand.negative:
            wanted += _marks(demand)
    unwanted = [terms.phrase(word.text) for word in query.words(negative=True)]
    unwanted += [
        terms.phrase(place.text, heading=True) for place in query.places("section") if place.negative
    ]
    found = " AND ".join(dict.fromkeys(wanted)) or terms.marked("all")
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _marks(demand: Demand) -> list[str]:
    marks = []
    if demand.kind:
        marks.append(terms.marked("kind", demand.kind))
    if demand.unit:
        marks.append(terms.marked("unit", demand.unit))
    if _marked_years(demand):
        first, last = demand.years or UNDATED
        years = range(first, last + 1)
        marks.append("(" + " OR ".join(terms.marked("year", str(year)) for year in years) + ")")
    return marks or [terms.marked("has")]


def _told_by_marks(demand: Demand) -> bool:
    """Whether the marks alone say that a figure meets the demand: it has one condition, and no bounds."""
    if demand.unit:
        return False
    return demand.years is None or (demand.kind is None and _marked_years(demand))


def _marked_years(demand: Demand) -> bool:
    """Whether the years of a demand are few enough to be asked for by their marks; no mark says that none is told."""
    years = demand.years
    return years is not None and years != UNDATED and years[1] - years[0] < _MOST_YEARS


def figure_condition(demand: Demand, *, at_hand: bool = False) -> tuple[str, list[object]]:
    """The conditions of a demand on a row of `figure`.

    at_hand: the rows are those of a few passages. A + keeps SQLite from the indexes on units and times then, which hold
    the figures of the whole library.
    """
    plus = "+" if at_hand else ""
    parts, params = ["1"], list[object]()
    if demand.kind:
        parts.append("kind = ?")
        params.append(demand.kind)
    if demand.unit is not None:
        parts.append(f"{plus}unit = ? AND high IS NOT NULL")
        params.append(demand.unit)
        for sign, bound in demand.bounds:
            if sign == "=":
                parts.append("low <= ? AND high >= ?")
                params += [bound, bound]
            else:
                parts.append(f"{'high' if sign in ('>', '>=') else 'low'} {sign} ?")
                params.append(bound)
    if demand.years == UNDATED:
        parts.append("first IS NULL")
    elif demand.years:
        parts.append(f"{plus}first < ? AND last >= ?")
        params += [(demand.years[1] + 1) * 10000, demand.years[0] * 10000]
    return " AND ".join(parts), params
