"""Asking the compiled library which passages a query matches: the filter language as SQL over the indexes."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from hospital_tui.library.query.query import UNDATED, Branch, Demand, Published, Query
from hospital_tui.library.store import terms
from hospital_tui.library.store.schema import SHIFT

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
Conditions = tuple[tuple[str, ...], tuple[object, ...]]
"""SQL conditions that must all be met, and their parameters."""

_NUMBER = f"(term.rowid >> {SHIFT})"
_PASSAGES = f"""(WITH RECURSIVE passage(rowid, past) AS (
  SELECT number << {SHIFT}, (number << {SHIFT}) + passages FROM article
  WHERE passages AND number IN (SELECT value FROM json_each(?))
  UNION ALL SELECT rowid + 1, past FROM passage WHERE rowid + 1 < past) SELECT rowid FROM passage) AS term"""
"""All passages of some articles, in the place of `term`."""
_TOLD_BY = {
    "label": ("label",),
    "metric": ("metric",),
    "name": ("label", "metric"),
    "about": ("label", "metric"),
}
"""In what of the index a part of a figure stands."""
_CALLED = {
    "label": "instr(label, ?)",
    "metric": "instr(means, ?)",
    "name": "(instr(label, ?) OR instr(means, ?))",
    "about": "(instr(label, ?) OR instr(means, ?) OR +unit = ?)",
}


def rows_of(number: int) -> Rows:
    """The rows of an article's passages."""
    return number << SHIFT, (number + 1) << SHIFT


Arm = tuple[str, list[object], tuple[Demand, ...]]
"""SQL that gives rows, its parameters, and what is asked of figures of these passages."""


class _Arm(NamedTuple):
    """What an SQL statement over `term` can answer at once: branches that differ in the text only, or in the article only."""

    texts: tuple[str, ...]
    """FTS5 expressions of which one must be met."""
    articles: tuple[Conditions, ...]
    """Conditions on the article of which one must be met; none: any article."""
    kept: Conditions
    """Conditions on the row."""
    demands: tuple[Demand, ...]


def _arms(query: Query) -> list[_Arm]:
    """The branches of a query, gathered: (a|b) 医院:甲,乙 is one arm, not four."""
    branches = query.branches or (Branch(),)
    by_article: dict[tuple[Conditions, Conditions, tuple[Demand, ...]], list[str]] = {}
    for branch in branches:
        rest = (_of_article(branch), _of_reader(branch), branch.demands())
        by_article.setdefault(rest, []).append(_expression(branch))
    by_text: dict[tuple[tuple[str, ...], Conditions, tuple[Demand, ...]], list[Conditions]] = {}
    for (article, kept, demands), texts in by_article.items():
        by_text.setdefault((tuple(dict.fromkeys(texts)), kept, demands), []).append(article)
    return [
        _Arm(texts, () if ((), ()) in articles else tuple(articles), kept, demands)
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

    def _select(self, arm: _Arm) -> tuple[str, list[object]]:
        texts = arm.texts[0] if len(arm.texts) == 1 else " OR ".join(f"({text})" for text in arm.texts)
        few = self._few(arm) if texts == terms.marked("all") else None
        source, conditions, params = "term", ["term MATCH ?"], list[object]([texts])
        if few is not None:
            source, conditions, params = _PASSAGES, ["1"], [msgspec.json.encode(few).decode()]
        if self.within:
            conditions.append("term.rowid >= ? AND term.rowid < ?")
            params += self.within
        if arm.articles:
            either = [" AND ".join(said) or "1" for said, _ in arm.articles]
            conditions.append("(" + " OR ".join(f"({one})" for one in either) + ")")
            params += [param for _, some in arm.articles for param in some]
        conditions += arm.kept[0]
        params += arm.kept[1]
        for demand in arm.demands:
            self._demand(demand, conditions, params)
        return f"SELECT term.rowid AS row FROM {source} WHERE {' AND '.join(conditions)}", params

    def _few(self, arm: _Arm) -> list[int] | None:
        """The articles that an arm is confined to, where it asks for nothing else that the index knows and they are few."""
        if not arm.articles:
            return None
        either = " OR ".join(f"({' AND '.join(said) or '1'})" for said, _ in arm.articles)
        params = [param for _, some in arm.articles for param in some]
        sql = f"SELECT number FROM article WHERE {either.replace(_NUMBER, 'article.number')} LIMIT ?"
        numbers = [number for (number,) in self.connection.execute(sql, (*params, _FEW + 1))]
        return numbers if len(numbers) <= _FEW else None

    def _demand(self, demand: Demand, conditions: list[str], params: list[object]) -> None:
        at_hand = True
        if not demand.negative:
            if _told_by_marks(demand):
                return
            at_hand = demand.unit is None or not (self.whole or self._is_rare(demand))
        condition, some = figure_condition(demand, at_hand=at_hand)
        if at_hand:
            exists = "NOT EXISTS" if demand.negative else "EXISTS"
            conditions.append(f"{exists} (SELECT 1 FROM figure WHERE row = term.rowid AND {condition})")
        else:
            conditions.append(f"+term.rowid IN (SELECT row FROM figure WHERE {condition})")
        params += some

    def _is_rare(self, demand: Demand) -> bool:
        condition, params = figure_condition(demand)
        counted = f"SELECT count(*) FROM (SELECT 1 FROM figure WHERE {condition} LIMIT {_RARE})"
        return bool(self.connection.execute(counted, params).fetchone()[0] < _RARE)

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

    def rows_by_hospital(self, *, limit: int = -1, offset: int = 0) -> Iterator[int]:
        """Rows of matching passages, hospital by hospital."""
        sql = (
            f"SELECT row FROM ({self.sql}) JOIN article ON article.number = row >> {SHIFT} "
            "ORDER BY article.hospital, row LIMIT ? OFFSET ?"
        )
        for (row,) in self.connection.execute(sql, (*self.params, limit, offset)):
            yield row

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
    return (
        connection.execute("SELECT 1 FROM term WHERE term MATCH ? LIMIT 1", (terms.phrase(word),)).fetchone()
        is not None
    )


def _expression(branch: Branch) -> str:
    """The part of a branch that the text index answers, as an FTS5 expression."""
    wanted = [terms.phrase(word.text) for word in branch.words()]
    sections = branch.places("section")
    wanted += [terms.phrase(place.text, "heading") for place in sections if not place.negative]
    for demand in branch.demands():
        if not demand.negative:
            wanted += _marks(demand)
    unwanted = [terms.phrase(word.text) for word in branch.words(negative=True)]
    unwanted += [terms.phrase(place.text, "heading") for place in sections if place.negative]
    found = " AND ".join(dict.fromkeys(wanted)) or terms.marked("all")
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _of_article(branch: Branch) -> Conditions:
    """What a branch asks of the article, as conditions on `term`."""
    places = branch.places("hospital") + tuple(place for place in branch.places("newspaper") if place.text)
    conditions, params = list[str](), list[object]()
    for denied, joint in ((False, " AND "), (True, " OR ")):
        tags = {"hospital": "text", "newspaper": "newspaper"}
        said = [terms.phrase(place.text, tags[place.field]) for place in places if place.negative == denied]
        if said:
            conditions.append(
                f"{_NUMBER} {'NOT ' if denied else ''}IN (SELECT rowid FROM name_term WHERE name_term MATCH ?)"
            )
            params.append(joint.join(dict.fromkeys(said)))
    untold = [place.negative for place in branch.places("newspaper") if not place.text]
    unknown = [(one, "coalesce(newspaper, '') = ''", ()) for one in untold]
    dated = [(one.negative, *_published(one)) for one in branch.published()]
    for negative, condition, some in (*unknown, *dated):
        conditions.append(
            f"{_NUMBER} {'NOT ' if negative else ''}IN (SELECT number FROM article WHERE {condition})"
        )
        params += some
    for clause in branch.arrived():
        among = "SELECT number FROM article WHERE id IN (SELECT value FROM json_each(?))"
        conditions.append(f"{_NUMBER} {'NOT ' if clause.negative else ''}IN ({among})")
        params.append(msgspec.json.encode(sorted(clause.articles)).decode())
    return tuple(conditions), tuple(params)


def _published(clause: Published) -> tuple[str, tuple[object, ...]]:
    if not clause.first:
        return "coalesce(date, '') = ''", ()
    first, last = len(clause.first), len(clause.last)
    return (
        "date >= ? AND length(date) >= ? AND substr(date, 1, ?) <= ?",
        (clause.first, max(first, last), last, clause.last),
    )


def _of_reader(branch: Branch) -> Conditions:
    """What a branch asks of the reader's own layer."""
    kept = branch.kept()
    conditions = (
        f"term.rowid {'NOT ' if one.negative else ''}IN (SELECT value FROM json_each(?))" for one in kept
    )
    return tuple(conditions), tuple(msgspec.json.encode(one.rows).decode() for one in kept)


def _marks(demand: Demand) -> list[str]:
    marks = []
    if demand.kind:
        marks.append(terms.marked("kind", demand.kind))
    if demand.unit:
        marks.append(terms.marked("unit", demand.unit))
    for part, text in demand.said:
        ways = [terms.phrase(text, tag) for tag in _TOLD_BY[part]]
        if part == "about":
            ways.append(terms.marked("unit", text))
        marks.append(f"({' OR '.join(ways)})")
    if _marked_years(demand):
        first, last = demand.years or UNDATED
        years = range(first, last + 1)
        marks.append("(" + " OR ".join(terms.marked("year", str(year)) for year in years) + ")")
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
        parts.append(f"{plus}unit = ?")
        params.append(demand.unit)
    for part, text in demand.said:
        parts.append(_CALLED[part])
        params += [text] * _CALLED[part].count("?")
    if demand.unit is not None or demand.bounds:
        parts.append("high IS NOT NULL")
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
    if demand.unchecked:
        parts.append("NOT checked")
    if demand.waits:
        parts.append("waits")
    return " AND ".join(parts), params
