"""What the reader asks for: one line of the filter language as branches of clauses.

A passage matches where it meets all clauses of one of the branches. Groups and lists are multiplied out when the line is
read ((a|b) c: the branches a c and b c), so that what belongs together in a line, a comparison and its year, is together
in every branch.
"""

from collections.abc import Sequence

import msgspec

from hospital_tui.library.query.clauses import (
    Arrived,
    Asked,
    Clause,
    Demand,
    Named,
    Place,
    Word,
    about_figures,
    demands,
    of,
)


class QueryError(msgspec.Struct, frozen=True):
    """What cannot be understood, and where: [start, end) in the line. The rest of the line still counts."""

    start: int
    end: int
    key: str
    """`unclosed`, `no-value`, `no-number`, `no-operand`, `bad-field`, `bad-kind`, `bad-year`, `bad-date`, `bad-number`,
    `bad-has`, `no-unit`, `only-minus`, `too-many`, `too-long`."""
    params: dict[str, str] = {}
    """What was written; `field` is a field's own name (`filter_names.FIELDS`), to be said in the reader's language."""


class Branch(msgspec.Struct, frozen=True):
    """Clauses that must all be met."""

    clauses: tuple[Clause, ...] = ()

    def words(self, *, negative: bool = False) -> tuple[Word, ...]:
        """The words and phrases."""
        return tuple(word for word in of(Word, self.clauses) if word.negative == negative)

    def places(self, field: str) -> tuple[Place, ...]:
        """The conditions on hospital, section or newspaper, negative ones as well."""
        return tuple(place for place in of(Place, self.clauses) if place.field == field)

    def demands(self) -> tuple[Demand, ...]:
        """What the passage's figures must meet.

        Comparisons of one unit bound the same figure (人>=100 人<=200); a year, a metric and what a figure is called hold for
        each kind and comparison beside them, so that 人>100 年:2023 asks for one figure, not two.
        """
        return demands(self.clauses)

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


NOTHING = Query(text="")
"""Nothing is asked for."""

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
        turned = [Branch((_turned(clause),)) for clause in branch.clauses if not about_figures(clause)]
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
