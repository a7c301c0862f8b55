"""Finding copies among many articles without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from hospital_tui.library.copies.sketch import Sketch, one_report

Name = TypeVar("Name", bound=Hashable)

_COMMON = 40
"""A shingle in so many articles is a set phrase and leads to nobody."""
_SHARED = 0.5
"""Of its shingles an article must share so many with another to be compared with it."""


class Candidates(Generic[Name]):
    """Sketches under their shingles: linear in the number of articles, one more costs its own shingles."""

    def __init__(self) -> None:
        self._under: defaultdict[int, list[Name]] = defaultdict(list)
        self._sketches: dict[Name, Sketch] = {}

    def add(self, name: Name, made: Sketch) -> list[Name]:
        """Put an article in; returns those of which it is a copy."""
        shared: Counter[Name] = Counter()
        for shingle in made.shingles:
            under = self._under[shingle]
            if len(under) < _COMMON:
                shared.update(under)
                under.append(name)
        least = _SHARED * len(made.shingles)
        near = (
            other
            for other, count in shared.items()
            if count >= min(least, _SHARED * len(self._sketches[other].shingles))
        )
        found = [other for other in near if one_report(made, self._sketches[other])]
        self._sketches[name] = made
        return found


def groups(sketches: Iterable[tuple[Name, Sketch]]) -> list[tuple[Name, ...]]:
    """Articles that are copies of one report, each group in the order given; articles without a copy are left out."""
    index: Candidates[Name] = Candidates()
    leader: dict[Name, Name] = {}
    members: dict[Name, list[Name]] = {}
    for name, made in sketches:
        leads = list(dict.fromkeys(leader[other] for other in index.add(name, made)))
        first = leads[0] if leads else name
        leader[name] = first
        members.setdefault(first, []).append(name)
        for other in leads[1:]:
            for moved in members.pop(other):
                leader[moved] = first
                members[first].append(moved)
    order = _places(leader)
    return [tuple(sorted(group, key=order.__getitem__)) for group in members.values() if len(group) > 1]


def _places(leader: Mapping[Name, Name]) -> dict[Name, int]:
    return {name: place for place, name in enumerate(leader)}
