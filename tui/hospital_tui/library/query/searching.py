"""Asking the compiled library which passages a query matches: the filter language as SQL over the indexes."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from hospital_tui.library.query.clauses import (
    UNDATED,
    Arrived,
    Clause,
    Demand,
    Kept,
    Operator,
    Part,
    Place,
    Published,
    of,
)
from hospital_tui.library.query.query import Branch, Query
from hospital_tui.library.query.where import Where, either
from hospital_tui.library.store import terms
from hospital_tui.library.store.schema import SHIFT, column

_RARE = 10_000
"""Up to so many figures, a demand is answered from the index on values; beyond, passage by passage, which has the first
few sooner but all of them much later."""
_FEW = 1_000
"""So many articles are gone through by themselves; of more, the first matches come soon among all passages."""
_MOST_YEARS = 40
_BATCH = 64
"""Rows that are fetched first where nobody knows how many are wanted."""
_ENDLESS = 1 << 62

Rows = tuple[int, int]
"""[first, end) of passage rows."""

_NUMBER = f"(term.rowid >> {SHIFT})"
_PASSAGES = f"""(WITH RECURSIVE passage(rowid, past) AS (
  SELECT number << {SHIFT}, (number << {SHIFT}) + passages FROM article
  WHERE passages AND number IN (SELECT value FROM json_each(?))
  UNION ALL SELECT rowid + 1, past FROM passage WHERE rowid + 1 < past) SELECT rowid FROM passage) AS term"""
"""All passages of some articles, in the place of `term`."""
_TOLD_BY: dict[Part, tuple[str, ...]] = {
    "label": ("label",),
    "metric": ("metric",),
    "name": ("label", "metric"),
    "about": ("label", "metric"),
}
"""In what of the index a part of a figure stands."""
_BOUNDS: dict[Operator, str] = {
    "=": "low <= ? AND high >= ?",
    ">": "high > ?",
    ">=": "high >= ?",
    "<": "low < ?",
    "<=": "low <= ?",
}
_CALLED: dict[Part, str] = {
    "label": "instr(label, ?)",
    "metric": "instr(means, ?)",
    "name": "(instr(label, ?) OR instr(means, ?))",
    "about": "(instr(label, ?) OR instr(means, ?) OR +unit = ?)",
}


def rows_of(number: int) -> Rows:
    """The rows of an article's passages."""
    return number << SHIFT, (number + 1) << SHIFT


Arm = tuple[str, tuple[object, ...], tuple[Demand, ...]]
"""SQL that gives rows, its parameters, and what is asked of figures of these passages."""


class _Arm(NamedTuple):
    """What an SQL statement over `term` can answer at once: branches that differ in the text only, or in the article only."""

    texts: tuple[str, ...]
    """FTS5 expressions of which one must be met."""
    articles: tuple[Where, ...]
    """Conditions on the article of which one must be met; none: any article."""
    kept: Where
    """Conditions on the row."""
    demands: tuple[Demand, ...]


def _arms(query: Query) -> list[_Arm]:
    """The branches of a query, gathered: (a|b) 医院:甲,乙 is one arm, not four."""
    branches = query.branches or (Branch(),)
    by_article: dict[tuple[Where, Where, tuple[Demand, ...]], list[str]] = {}
    for branch in branches:
        rest = (_of_article(branch), _of_reader(branch), branch.demands())
        by_article.setdefault(rest, []).append(_expression(branch))
    by_text: dict[tuple[tuple[str, ...], Where, tuple[Demand, ...]], list[Where]] = {}
    for (article, kept, demands), texts in by_article.items():
        by_text.setdefault((tuple(dict.fromkeys(texts)), kept, demands), []).append(article)
    return [
        _Arm(texts, () if Where() in articles else tuple(articles), kept, demands)
        for (texts, kept, demands), articles in by_text.items()
    ]


class Search:
    """One query over one stretch of rows, as an SQL statement that gives the rows of `term` that match."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: Query,
        within: Rows | None = None,
        *,
        whole: bool = False,
    ) -> None:
        """`whole`: all matches are wanted, not the first few."""
        self.connection, self.within, self.whole = connection, within, whole
        self.arms: list[Arm] = [(*self._select(arm), arm.demands) for arm in _arms(query)]
        """The parts of the query; a row may be in several."""
        self.sql = " UNION ".join(sql for sql, _, _ in self.arms)
        self.params: list[object] = [param for _, params, _ in self.arms for param in params]

    def _select(self, arm: _Arm) -> tuple[str, tuple[object, ...]]:
        texts = arm.texts[0] if len(arm.texts) == 1 else " OR ".join(f"({text})" for text in arm.texts)
        few = self._few(arm) if texts == terms.marked("all") else None
        source, where = "term", Where().also("term MATCH ?", texts)
        if few is not None:
            source, where = _PASSAGES, Where().also("1", msgspec.json.encode(few).decode())
        where = where.when(self.within, "term.rowid >= ? AND term.rowid < ?", *(self.within or ()))
        if arm.articles:
            where = where.both(either(arm.articles))
        where = where.both(arm.kept, *map(self._demand, arm.demands))
        return f"SELECT term.rowid AS row FROM {source} WHERE {where}", where.params

    def _few(self, arm: _Arm) -> list[int] | None:
        """The articles that an arm is confined to, where it asks for nothing else that the index knows and they are few."""
        if not arm.articles:
            return None
        where = either(arm.articles)
        sql = f"SELECT number FROM article WHERE {str(where).replace(_NUMBER, 'article.number')} LIMIT ?"
        numbers = column(self.connection, sql, *where.params, _FEW + 1)
        return numbers if len(numbers) <= _FEW else None

    def _demand(self, demand: Demand) -> Where:
        """What a demand asks of a row of `term`; nothing where the marks in the text index tell it all."""
        if not demand.negative and _told_by_marks(demand):
            return Where()
        at_hand = demand.negative or demand.unit is None or not (self.whole or self._is_rare(demand))
        condition = figure_condition(demand, at_hand=at_hand)
        if not at_hand:
            return Where().also(
                f"+term.rowid IN (SELECT row FROM figure WHERE {condition})", *condition.params
            )
        exists = "NOT EXISTS" if demand.negative else "EXISTS"
        return Where().also(
            f"{exists} (SELECT 1 FROM figure WHERE row = term.rowid AND {condition})", *condition.params
        )

    def _is_rare(self, demand: Demand) -> bool:
        where = figure_condition(demand)
        counted = f"SELECT count(*) FROM (SELECT 1 FROM figure WHERE {where} LIMIT {_RARE})"
        return bool(self.connection.execute(counted, where.params).fetchone()[0] < _RARE)

    def rows(self, *, limit: int = -1, offset: int = 0, backwards: bool = False) -> list[int]:
        """Rows of matching passages in reading order."""
        order = "DESC" if backwards else "ASC"
        sql = f"{self.sql} ORDER BY row {order} LIMIT ? OFFSET ?"
        return sorted(self._column(sql, (*self.params, limit, offset)), reverse=backwards)

    def in_turn(self, *, backwards: bool = False) -> Iterator[int]:
        """All rows of matching passages in reading order, fetched a few at a time, then more and more."""
        sign, order = ("<", "DESC") if backwards else (">", "ASC")
        sql = " UNION ".join(f"{one} AND term.rowid {sign} ?" for one, _, _ in self.arms)
        last, size = (_ENDLESS if backwards else -1), _BATCH
        while True:
            params = [param for _, some, _ in self.arms for param in (*some, last)]
            found = self._column(f"{sql} ORDER BY row {order} LIMIT ?", (*params, size))
            yield from (rows := sorted(found, reverse=backwards))
            if not rows:
                return
            last, size = rows[-1], size * 2

    def rows_by_hospital(self, *, limit: int = -1, offset: int = 0) -> list[int]:
        """Rows of matching passages, hospital by hospital."""
        sql = (
            f"SELECT row FROM ({self.sql}) JOIN article ON article.number = row >> {SHIFT} "
            "ORDER BY article.hospital, row LIMIT ? OFFSET ?"
        )
        return column(self.connection, sql, *self.params, limit, offset)

    def total(self) -> tuple[int, int]:
        """How many passages match, and of how many articles."""
        sql = f"SELECT count(*), count(DISTINCT row >> {SHIFT}) FROM ({self.sql})"
        passages, articles = self.connection.execute(sql, self.params).fetchone()
        return passages, articles

    def census(self) -> tuple["array[int]", "array[int]"]:
        """Numbers of all articles with matching passages, in reading order, and of how many passages each."""
        sql = (
            "SELECT group_concat(number), group_concat(times) FROM (SELECT "
            f"row >> {SHIFT} AS number, count(*) AS times FROM ({self.sql}) GROUP BY 1 ORDER BY 1)"
        )
        numbers, times = self.connection.execute(sql, self.params).fetchone()
        return array("q", _numbers(numbers)), array("l", _numbers(times))

    def _column(self, sql: str, params: Sequence[object]) -> list[int]:
        # Python gives up its lock and waits to have it back at every row that SQLite hands over, which beside a screen
        # that is being drawn takes milliseconds each time; so all rows are handed over as one.
        (rows,) = self.connection.execute(f"SELECT group_concat(row) FROM ({sql})", params).fetchone()
        return _numbers(rows)


def _numbers(joined: str | None) -> list[int]:
    """Numbers as `group_concat` joins them."""
    return msgspec.json.decode(f"[{joined or ''}]", type=list[int])


def exists(connection: sqlite3.Connection, word: str) -> bool:
    """Whether any passage holds the folded word."""
    sql = "SELECT 1 FROM term WHERE term MATCH ? LIMIT 1"
    return connection.execute(sql, (terms.phrase(word),)).fetchone() is not None


def _expression(branch: Branch) -> str:
    """The part of a branch that the text index answers, as an FTS5 expression."""
    wanted, unwanted = _texts(branch, negative=False), _texts(branch, negative=True)
    wanted += [mark for demand in branch.demands() if not demand.negative for mark in _marks(demand)]
    found = " AND ".join(dict.fromkeys(wanted)) or terms.marked("all")
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _texts(branch: Branch, *, negative: bool) -> list[str]:
    """The words and headings that are asked for, or denied."""
    sections = [place for place in branch.places("section") if place.negative == negative]
    return [
        *(terms.phrase(word.text) for word in branch.words(negative=negative)),
        *(terms.phrase(place.text, "heading") for place in sections),
    ]


def _of_article(branch: Branch) -> Where:
    """What a branch asks of the article, as conditions on `term`."""
    untold = [place for place in branch.places("newspaper") if not place.text]
    among = "id IN (SELECT value FROM json_each(?))"
    return _of_names(branch).both(
        *(_article(one, "coalesce(newspaper, '') = ''") for one in untold),
        *(_article(one, *_published(one)) for one in of(Published, branch.clauses)),
        *(_article(one, among, _json(sorted(one.articles))) for one in of(Arrived, branch.clauses)),
    )


_NAME_TAGS = {"hospital": "text", "newspaper": "newspaper"}


def _of_names(branch: Branch) -> Where:
    """What a branch asks of the names of hospital and newspaper."""
    named = [place for place in (*branch.places("hospital"), *branch.places("newspaper")) if place.text]
    wanted = _named([place for place in named if not place.negative], " AND ")
    return wanted.both(_named([place for place in named if place.negative], " OR "))


def _named(places: Sequence[Place], joint: str) -> Where:
    """What is asked of names of hospital and newspaper; all of it denied or none."""
    if not places:
        return Where()
    said = dict.fromkeys(terms.phrase(place.text, _NAME_TAGS[place.field]) for place in places)
    names = "SELECT rowid FROM name_term WHERE name_term MATCH ?"
    return Where().also(f"{_NUMBER} {_is_in(places[0])} ({names})", joint.join(said))


def _article(clause: Clause, condition: str, *params: object) -> Where:
    """That the article meets a condition, or does not where it is denied."""
    return Where().also(f"{_NUMBER} {_is_in(clause)} (SELECT number FROM article WHERE {condition})", *params)


def _is_in(clause: Clause) -> str:
    return "NOT IN" if clause.negative else "IN"


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()


def _published(clause: Published) -> tuple[Any, ...]:
    """A condition on the day of the article, and its parameters."""
    if not clause.first:
        return ("coalesce(date, '') = ''",)
    first, last = len(clause.first), len(clause.last)
    told = "date >= ? AND length(date) >= ? AND substr(date, 1, ?) <= ?"
    return told, clause.first, max(first, last), last, clause.last


def _of_reader(branch: Branch) -> Where:
    """What a branch asks of the reader's own layer."""
    among = "(SELECT value FROM json_each(?))"
    ways = (
        Where().also(f"term.rowid {_is_in(one)} {among}", _json(one.rows)) for one in of(Kept, branch.clauses)
    )
    return Where().both(*ways)


def _marks(demand: Demand) -> list[str]:
    """What the text index says of passages with such figures, as FTS5 expressions that must all be met."""
    marks = [terms.marked("kind", demand.kind)] if demand.kind else []
    marks += [terms.marked("unit", demand.unit)] if demand.unit else []
    for part, text in demand.said:
        ways = [terms.phrase(text, tag) for tag in _TOLD_BY[part]]
        unit = [terms.marked("unit", text)] if part == "about" else []
        marks.append(f"({' OR '.join(ways + unit)})")
    if _marked_years(demand):
        first, last = demand.years or UNDATED
        years = (terms.marked("year", str(year)) for year in range(first, last + 1))
        marks.append(f"({' OR '.join(years)})")
    return marks or [terms.marked("has")]


def _told_by_marks(demand: Demand) -> bool:
    """Whether the marks alone say that a figure meets the demand: it has one condition, and no bounds."""
    if demand.unit or demand.bounds or demand.unchecked or demand.waits:
        return False
    several = (demand.kind is not None) + len(demand.said) + (demand.years is not None) > 1
    return not several and (demand.years is None or _marked_years(demand))


def _marked_years(demand: Demand) -> bool:
    """Whether the years of a demand are few enough to be asked for by their marks; no mark says that none is told."""
    years = demand.years
    return years is not None and years != UNDATED and years[1] - years[0] < _MOST_YEARS


def figure_condition(demand: Demand, *, at_hand: bool = False) -> Where:
    """The conditions of a demand on a row of `figure`.

    at_hand: the rows are those of a few passages. A + keeps SQLite from the indexes on units and times then, which hold
    the figures of the whole library.
    """
    plus = "+" if at_hand else ""
    first, last = demand.years or UNDATED
    return (
        Where()
        .when(demand.kind, "kind = ?", demand.kind)
        .when(demand.unit is not None, f"{plus}unit = ?", demand.unit)
        .both(*(_filled(_CALLED[part], text) for part, text in demand.said))
        .when(demand.unit is not None or demand.bounds, "high IS NOT NULL")
        .both(*(_filled(_BOUNDS[sign], bound) for sign, bound in demand.bounds))
        .when(demand.years == UNDATED, "first IS NULL")
        .when(last, f"{plus}first < ? AND last >= ?", (last + 1) * 10000, first * 10000)
        .when(demand.unchecked, "NOT checked")
        .when(demand.waits, "waits")
    )


def _filled(condition: str, value: object) -> Where:
    """A condition with one value for all its marks."""
    return Where().also(condition, *[value] * condition.count("?"))
