"""What the reader asks for: the clauses of one line of the filter language."""

import operator
from collections.abc import Callable
from typing import Literal

import msgspec

from hospital_tui.model import Kind

Operator = Literal[">", ">=", "<", "<=", "="]

COMPARE: dict[Operator, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One condition; [start, end) is where it stands in the line."""

    start: int
    end: int
    negative: bool = False
    """The passage must not meet the condition (`-word`)."""


class Word(Clause, frozen=True, kw_only=True):
    """The passage's text holds this."""

    text: str
    """Folded, never empty."""
    quoted: bool = False
    """Written as "a phrase": taken as it stands, never cut, never read as pinyin."""


class Place(Clause, frozen=True, kw_only=True):
    """The hospital's name, or a heading above the passage, holds this."""

    field: Literal["hospital", "section"]
    text: str
    """Folded, never empty."""


class KindIs(Clause, frozen=True, kw_only=True):
    """The passage holds a figure of this kind."""

    kind: Kind


class Has(Clause, frozen=True, kw_only=True):
    """The passage holds figures."""


UNDATED = (0, 0)
"""In place of first and last year: none is told."""


class During(Clause, frozen=True, kw_only=True):
    """A figure of the passage speaks of these years, or is a date in them; `UNDATED`: of a year that nothing tells."""

    first: int
    last: int


class Comparison(Clause, frozen=True, kw_only=True):
    """The passage holds a figure of this unit and value; a range meets it where it overlaps."""

    unit: str
    """Folded."""
    operator: Operator
    value: float


class QueryError(msgspec.Struct, frozen=True):
    """What cannot be understood, and where: [start, end) in the line. The rest of the line still counts."""

    start: int
    end: int
    key: str
    """`unclosed`, `no-value`, `no-number`, `bad-field`, `bad-kind`, `bad-year`, `bad-number`, `bad-has`, `no-unit`,
    `only-minus`, `too-many`."""
    params: dict[str, str] = {}
    """What was written; `field` is a field's own name (`filter_names.FIELDS`), to be said in the reader's language."""


class Demand(msgspec.Struct, frozen=True):
    """What one figure must meet; none of the conditions set means any figure."""

    kind: Kind | None = None
    unit: str | None = None
    bounds: tuple[tuple[Operator, float], ...] = ()
    years: tuple[int, int] | None = None
    negative: bool = False
    """No figure of the passage may meet it."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the filter language, understood."""

    text: str
    clauses: tuple[Clause, ...] = ()
    errors: tuple[QueryError, ...] = ()
    cut: tuple[str, ...] = ()
    """The words that a query was cut into because it matches nothing as it stands; else empty."""
    read_as: str | None = None
    """What Latin letters were read as (jqr: 机器人), else none."""

    @property
    def empty(self) -> bool:
        """Nothing is asked for: everything matches."""
        return not self.clauses

    def words(self, *, negative: bool = False) -> tuple[Word, ...]:
        """The words and phrases."""
        return tuple(
            clause for clause in self.clauses if isinstance(clause, Word) and clause.negative == negative
        )

    def places(self, field: str) -> tuple[Place, ...]:
        """The conditions on hospital or section, negative ones as well."""
        return tuple(clause for clause in self.clauses if isinstance(clause, Place) and clause.field == field)

    def demands(self) -> tuple[Demand, ...]:
        """What the passage's figures must meet.

        Comparisons of one unit bound the same figure (人>=100 人<=200); a year holds for each kind and comparison
        beside it, so that 人>100 年:2023 asks for one figure, not two.
        """
        return _demands(self.clauses)


MOST_DEMANDS = 100
"""Conditions on figures in one line, a year for each of the others counted; SQLite answers some hundreds."""


def bearable(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The first of the clauses, as many as can be asked at once."""
    most = len(clauses)
    while len(_demands(clauses[:most])) > MOST_DEMANDS:
        most //= 2
    return clauses[:most]


def _tightest(limits: list[tuple[Operator, float]]) -> tuple[tuple[Operator, float], ...]:
    """Of many bounds those that tell: the highest below, the lowest above, and both ends of what it is to equal."""
    kept: list[tuple[Operator, float]] = []
    for sign in COMPARE:
        values = sorted({value for operator, value in limits if operator == sign})
        if values:
            wanted = {">": values[-1:], ">=": values[-1:], "<": values[:1], "<=": values[:1]}
            kept += [(sign, value) for value in dict.fromkeys(wanted.get(sign, [values[0], values[-1]]))]
    return tuple(kept)


def _demands(clauses: tuple[Clause, ...]) -> tuple[Demand, ...]:
    positive = [clause for clause in clauses if not clause.negative]
    bounds: dict[str, list[tuple[Operator, float]]] = {}
    for clause in positive:
        if isinstance(clause, Comparison):
            bounds.setdefault(clause.unit, []).append((clause.operator, clause.value))
    whats = [Demand(kind=clause.kind) for clause in positive if isinstance(clause, KindIs)]
    whats += [Demand(unit=unit, bounds=_tightest(limits)) for unit, limits in bounds.items()]
    years = [(clause.first, clause.last) for clause in positive if isinstance(clause, During)]
    if years:
        whats = [msgspec.structs.replace(what, years=span) for what in whats or [Demand()] for span in years]
    if not whats and any(isinstance(clause, Has) for clause in positive):
        whats = [Demand()]
    denied = [_denied(clause) for clause in clauses if clause.negative and _about_figures(clause)]
    return tuple(dict.fromkeys(whats + denied))


def _about_figures(clause: Clause) -> bool:
    return isinstance(clause, (KindIs, Has, During, Comparison))


def _denied(clause: Clause) -> Demand:
    match clause:
        case KindIs():
            return Demand(kind=clause.kind, negative=True)
        case Comparison():
            return Demand(unit=clause.unit, bounds=((clause.operator, clause.value),), negative=True)
        case During():
            return Demand(years=(clause.first, clause.last), negative=True)
    return Demand(negative=True)
