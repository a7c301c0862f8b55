"""What the reader asks for: one line of the filter language as branches of clauses.

A passage matches where it meets all clauses of one of the branches. Groups and lists are multiplied out when the line is
read ((a|b) c: the branches a c and b c), so that what belongs together in a line, a comparison and its year, is together
in every branch.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import msgspec

from hospital_tui.library.query.filter_names import What
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
    """The hospital's name, or a heading above the passage, or the newspaper's name, holds this."""

    field: Literal["hospital", "section", "newspaper"]
    text: str
    """Folded; empty where no newspaper is told, which is asked of newspapers only."""


class Published(Clause, frozen=True, kw_only=True):
    """The article appeared between two days; `first` empty: on a day that nothing tells."""

    first: str
    last: str
    """ISO dates, whole or their beginnings (2024, 2024-03), both ends within."""


class Kept(Clause, frozen=True, kw_only=True):
    """The reader made something of the passage: a bookmark, a note (that holds `text`), a correction."""

    what: What
    text: str = ""
    """Folded."""
    passages: frozenset[str] = frozenset()
    """Ids of the passages; looked up when the library is asked, as are their `rows`."""
    rows: tuple[int, ...] = ()


class Arrived(Clause, frozen=True, kw_only=True):
    """The article is one of these: those that came, or were changed, since."""

    articles: frozenset[str]


class KindIs(Clause, frozen=True, kw_only=True):
    """The passage holds a figure of this kind."""

    kind: Kind


class Has(Clause, frozen=True, kw_only=True):
    """The passage holds figures."""


class Unchecked(Clause, frozen=True, kw_only=True):
    """The passage holds a figure that no person has looked at."""

    recognised: bool = False
    """Only one that a machine read from a picture."""


Part = Literal["label", "metric", "name", "about"]
"""Of a figure: what it counts; its metric; one of the two; one of the two, or its unit is just that."""


class Named(Clause, frozen=True, kw_only=True):
    """The passage holds a figure that is called so."""

    part: Part
    text: str
    """Folded, never empty."""


UNDATED = (0, 0)
"""In place of first and last year: none is told."""


class During(Clause, frozen=True, kw_only=True):
    """A figure of the passage speaks of these years, or is a date in them; `UNDATED`: of a year that nothing tells."""

    first: int
    last: int


class Comparison(Clause, frozen=True, kw_only=True):
    """The passage holds a figure of this unit and value; a range meets it where it overlaps."""

    unit: str
    """Folded; what the figure is called instead, where `part` says so."""
    operator: Operator
    value: float
    part: Part | None = None


class Asked(Clause, frozen=True, kw_only=True):
    """What a denied group asked of one figure."""

    demand: "Demand"


class QueryError(msgspec.Struct, frozen=True):
    """What cannot be understood, and where: [start, end) in the line. The rest of the line still counts."""

    start: int
    end: int
    key: str
    """`unclosed`, `no-value`, `no-number`, `no-operand`, `bad-field`, `bad-kind`, `bad-year`, `bad-date`, `bad-number`,
    `bad-has`, `no-unit`, `only-minus`, `too-many`, `too-long`."""
    params: dict[str, str] = {}
    """What was written; `field` is a field's own name (`filter_names.FIELDS`), to be said in the reader's language."""


class Demand(msgspec.Struct, frozen=True):
    """What one figure must meet; none of the conditions set means any figure."""

    kind: Kind | None = None
    unit: str | None = None
    said: tuple[tuple[Part, str], ...] = ()
    """What it is called, folded."""
    bounds: tuple[tuple[Operator, float], ...] = ()
    years: tuple[int, int] | None = None
    unchecked: bool = False
    """No person has looked at it."""
    waits: bool = False
    """Nor has one at what a machine read from a picture."""
    negative: bool = False
    """No figure of the passage may meet it."""


Some = TypeVar("Some", bound=Clause)


class Branch(msgspec.Struct, frozen=True):
    """Clauses that must all be met."""

    clauses: tuple[Clause, ...] = ()

    def words(self, *, negative: bool = False) -> tuple[Word, ...]:
        """The words and phrases."""
        return tuple(word for word in _of(Word, self.clauses) if word.negative == negative)

    def places(self, field: str) -> tuple[Place, ...]:
        """The conditions on hospital, section or newspaper, negative ones as well."""
        return tuple(place for place in _of(Place, self.clauses) if place.field == field)

    def arrived(self) -> tuple[Arrived, ...]:
        """The articles it is confined to."""
        return _of(Arrived, self.clauses)

    def published(self) -> tuple[Published, ...]:
        """The conditions on the day of the article."""
        return _of(Published, self.clauses)

    def kept(self) -> tuple[Kept, ...]:
        """The conditions on what the reader made of the passage."""
        return _of(Kept, self.clauses)

    def demands(self) -> tuple[Demand, ...]:
        """What the passage's figures must meet.

        Comparisons of one unit bound the same figure (人>=100 人<=200); a year, a metric and what a figure is called hold for
        each kind and comparison beside them, so that 人>100 年:2023 asks for one figure, not two.
        """
        return _demands(self.clauses)

    def without(self, dropped: tuple[Clause, ...]) -> "Branch":
        """The branch without some of its clauses."""
        return Branch(tuple(clause for clause in self.clauses if clause not in dropped))


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the filter language, understood."""

    text: str
    branches: tuple[Branch, ...] = ()
    errors: tuple[QueryError, ...] = ()
    cut: tuple[str, ...] = ()
    """The words that a query was cut into because it matches nothing as it stands; else empty."""
    read_as: str | None = None
    """What Latin letters were read as (jqr: 机器人), else none."""
    nearest: tuple[str, ...] = ()
    """Hospitals whose names are nearest to one that no hospital has."""

    @property
    def empty(self) -> bool:
        """Nothing is asked for: everything matches."""
        return not self.branches

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all branches, each once."""
        return tuple(dict.fromkeys(clause for branch in self.branches for clause in branch.clauses))

    def without(self, dropped: tuple[Clause, ...]) -> "Query":
        """The query without some of its clauses: it asks for less."""
        rest = dict.fromkeys(branch.without(dropped) for branch in self.branches)
        return msgspec.structs.replace(self, branches=tuple(rest))

    def among(self, articles: frozenset[str]) -> "Query":
        """The query within some articles."""
        one = Arrived(start=0, end=max(1, len(self.text)), articles=articles)
        branches = tuple(Branch((*branch.clauses, one)) for branch in self.branches or (Branch(),))
        return msgspec.structs.replace(self, branches=branches)

    def of_figures(self) -> "Query":
        """The query of figures whose label, metric or unit its words are; what stands in quotation marks is a passage's."""

        def named(clause: Clause) -> Clause:
            if not isinstance(clause, Word) or clause.quoted or clause.negative:
                return clause
            return Named(start=clause.start, end=clause.end, part="about", text=clause.text)

        branches = (Branch(tuple(map(named, branch.clauses))) for branch in self.branches)
        return msgspec.structs.replace(self, branches=tuple(branches))


Branches = Sequence[Branch]

MOST_BRANCHES = 256
"""Branches of one line; SQLite puts some hundreds together."""
MOST_DEMANDS = 100
"""Conditions on figures in one line, a year for each of the others counted; SQLite answers some hundreds."""


class TooManyError(ValueError):
    """More branches than can be asked at once."""


def both(one: Branches, other: Branches) -> list[Branch]:
    """Branches of what is met where both are; no branches ask for nothing. Raises TooManyError."""
    if not one or not other:
        return [*one, *other]
    if len(one) * len(other) > MOST_BRANCHES:
        raise TooManyError
    return list(
        dict.fromkeys(
            Branch(tuple(dict.fromkeys(first.clauses + second.clauses))) for first in one for second in other
        )
    )


def denied(branches: Branches) -> list[Branch]:
    """Branches of what is met where these are not. Raises TooManyError."""
    found: list[Branch] = []
    for branch in branches:
        turned = [Branch((_turned(clause),)) for clause in branch.clauses if not _about_figures(clause)]
        turned += [Branch((_turned_demand(demand, branch),)) for demand in branch.demands()]
        found = both(found, turned)
    return found


def _turned(clause: Clause) -> Clause:
    return msgspec.structs.replace(clause, negative=not clause.negative)


def _turned_demand(demand: Demand, branch: Branch) -> Asked:
    negative = not demand.negative
    return Asked(
        start=branch.clauses[0].start,
        end=branch.clauses[-1].end,
        negative=negative,
        demand=msgspec.structs.replace(demand, negative=negative),
    )


def bearable(items: Sequence[Branches]) -> tuple[list[Branch], int]:
    """Branches of the first of the items, as many as can be asked at once, and how many items those are."""
    most = len(items)
    while True:
        try:
            found: list[Branch] = []
            for item in items[:most]:
                found = both(found, item)
            if sum(len(branch.demands()) for branch in found) <= MOST_DEMANDS:
                return found, most
        except TooManyError:
            pass
        most //= 2


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
    whats = [Demand(kind=one.kind) for one in _of(KindIs, positive)]
    whats += [_compared(part, unit, _tightest(limits)) for (part, unit), limits in _limits(positive).items()]
    whats = _each(whats, [{"said": said} for said in _called(positive)])
    whats = _each(whats, [{"years": (one.first, one.last)} for one in _of(During, positive)])
    if _of(Has, positive):
        whats = whats or [Demand()]
    for one in _of(Unchecked, positive):
        whats = _each(whats, [{"waits" if one.recognised else "unchecked": True}])
    whats += [one.demand for one in _of(Asked, positive)]
    refused = [_denied(clause) for clause in clauses if clause.negative and _about_figures(clause)]
    return tuple(dict.fromkeys(whats + refused))


def _each(whats: list[Demand], ways: Sequence[Mapping[str, Any]]) -> list[Demand]:
    """Each demand in each of some ways, or any figure in them where nothing was demanded yet; no way changes nothing."""
    return [_so(what, way) for what in whats or [Demand()] for way in ways] if ways else whats


def _so(what: Demand, way: Mapping[str, Any]) -> Demand:
    said = what.said + way.get("said", ())
    return msgspec.structs.replace(what, **{**way, "said": said})


def _limits(clauses: Iterable[Clause]) -> dict[tuple[Part | None, str], list[tuple[Operator, float]]]:
    """What is compared to all that it is compared with."""
    bounds: dict[tuple[Part | None, str], list[tuple[Operator, float]]] = {}
    for one in _of(Comparison, clauses):
        bounds.setdefault((one.part, one.unit), []).append((one.operator, one.value))
    return bounds


def _called(clauses: Iterable[Clause]) -> list[tuple[tuple[Part, str], ...]]:
    """Ways in which a figure is to be called: all that is said of its label, with each of the metrics."""
    said = [(one.part, one.text) for one in _of(Named, clauses)]
    labels = tuple(one for one in said if one[0] != "metric")
    metrics = [one for one in said if one[0] == "metric"]
    return [(*labels, one) for one in metrics] or ([labels] if labels else [])


def _of(kind: type[Some], clauses: Iterable[Clause]) -> tuple[Some, ...]:
    """The clauses of one kind."""
    return tuple(clause for clause in clauses if isinstance(clause, kind))


def _compared(part: Part | None, unit: str, bounds: tuple[tuple[Operator, float], ...]) -> Demand:
    """What a figure of a unit, or one that is called so, must meet."""
    if part is None:
        return Demand(unit=unit, bounds=bounds)
    return Demand(said=((part, unit),), bounds=bounds)


def _about_figures(clause: Clause) -> bool:
    return isinstance(clause, (KindIs, Has, Unchecked, During, Comparison, Named, Asked))


def _denied(clause: Clause) -> Demand:
    match clause:
        case KindIs():
            found = Demand(kind=clause.kind)
        case Comparison():
            found = _compared(clause.part, clause.unit, ((clause.operator, clause.value),))
        case Unchecked():
            found = Demand(unchecked=not clause.recognised, waits=clause.recognised)
        case During():
            found = Demand(years=(clause.first, clause.last))
        case Named():
            found = Demand(said=((clause.part, clause.text),))
        case Asked():
            found = clause.demand
        case _:
            found = Demand()
    return msgspec.structs.replace(found, negative=True)
