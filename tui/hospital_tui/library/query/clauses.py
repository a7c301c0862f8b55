"""The conditions that a line of the filter language puts together, and what they ask of one figure."""

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


def _tightest(limits: list[tuple[Operator, float]]) -> tuple[tuple[Operator, float], ...]:
    """Of many bounds those that tell: the highest below, the lowest above, and both ends of what it is to equal."""
    kept: list[tuple[Operator, float]] = []
    for sign in COMPARE:
        values = sorted({value for operator, value in limits if operator == sign})
        if values:
            wanted = {">": values[-1:], ">=": values[-1:], "<": values[:1], "<=": values[:1]}
            kept += [(sign, value) for value in dict.fromkeys(wanted.get(sign, [values[0], values[-1]]))]
    return tuple(kept)


def demands(clauses: tuple[Clause, ...]) -> tuple[Demand, ...]:
    """What clauses that hold together ask of figures (`Branch.demands`)."""
    refused = [_denied(clause) for clause in clauses if clause.negative and about_figures(clause)]
    return tuple(dict.fromkeys(_wanted([clause for clause in clauses if not clause.negative]) + refused))


def _wanted(positive: list[Clause]) -> list[Demand]:
    """What clauses that are not denied ask of figures."""
    whats = [Demand(kind=one.kind) for one in of(KindIs, positive)]
    whats += [_compared(part, unit, _tightest(limits)) for (part, unit), limits in _limits(positive).items()]
    whats = _each(whats, [{"said": said} for said in _called(positive)])
    whats = _each(whats, [{"years": (one.first, one.last)} for one in of(During, positive)])
    if of(Has, positive):
        whats = whats or [Demand()]
    for one in of(Unchecked, positive):
        whats = _each(whats, [{"waits" if one.recognised else "unchecked": True}])
    return whats + [one.demand for one in of(Asked, positive)]


def _each(whats: list[Demand], ways: Sequence[Mapping[str, Any]]) -> list[Demand]:
    """Each demand in each of some ways, or any figure in them where nothing was demanded yet; no way changes nothing."""
    return [_so(what, way) for what in whats or [Demand()] for way in ways] if ways else whats


def _so(what: Demand, way: Mapping[str, Any]) -> Demand:
    said = what.said + way.get("said", ())
    return msgspec.structs.replace(what, **{**way, "said": said})


def _limits(clauses: Iterable[Clause]) -> dict[tuple[Part | None, str], list[tuple[Operator, float]]]:
    """What is compared to all that it is compared with."""
    bounds: dict[tuple[Part | None, str], list[tuple[Operator, float]]] = {}
    for one in of(Comparison, clauses):
        bounds.setdefault((one.part, one.unit), []).append((one.operator, one.value))
    return bounds


def _called(clauses: Iterable[Clause]) -> list[tuple[tuple[Part, str], ...]]:
    """Ways in which a figure is to be called: all that is said of its label, with each of the metrics."""
    said = [(one.part, one.text) for one in of(Named, clauses)]
    labels = tuple(one for one in said if one[0] != "metric")
    metrics = [one for one in said if one[0] == "metric"]
    return [(*labels, one) for one in metrics] or ([labels] if labels else [])


def of(kind: type[Some], clauses: Iterable[Clause]) -> tuple[Some, ...]:
    """The clauses of one kind."""
    return tuple(clause for clause in clauses if isinstance(clause, kind))


def _compared(part: Part | None, unit: str, bounds: tuple[tuple[Operator, float], ...]) -> Demand:
    """What a figure of a unit, or one that is called so, must meet."""
    if part is None:
        return Demand(unit=unit, bounds=bounds)
    return Demand(said=((part, unit),), bounds=bounds)


def about_figures(clause: Clause) -> bool:
    """Whether a clause asks for figures."""
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
