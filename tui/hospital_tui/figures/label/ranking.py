"""The ranking of candidates: learnt weights, looked up.

Two steps. Tables of a few features each leave the best candidates; trees weigh those. A tree is never walked: for every
feature and value a mask says which leaves of all trees stay possible, the masks of a candidate are put together by
`&`, and one leaf of each tree is left. Nor are their weights looked up: the leaves whose weight has a bit are a mask too,
and counting what is left of it sums that bit over all trees. weights.json holds tables, trees and how well they did.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial, reduce
from itertools import count
from operator import and_, getitem, itemgetter, lshift
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from hospital_tui.figures.label import features
from hospital_tui.figures.label.candidates import ITEM, Candidate, averaged, counted, near, shared, spans
from hospital_tui.figures.label.sentence import Sentence
from hospital_tui.figures.label.sources import apart, behind_another, compared_with, further
from hospital_tui.figures.read.steps import step

K = TypeVar("K")
V = TypeVar("V")
_WEIGHT = itemgetter(0)

_VALUES = 64
"""Every feature is a whole number below this."""
_EACH_FIGURE = 30
"""Steps that the rest of the work on a figure is worth."""
_LISTED = 1 << 30
"""What the item of a list is above all other candidates."""
_HOPELESS, _ALWAYS = 4000, 6
"""How far behind the best, in thousandths, no trees weigh a candidate any more, the first few apart."""
KEPT = 16
"""Candidates that are weighed by the trees."""


class Ranked(msgspec.Struct):
    """A candidate with its score."""

    score: float
    candidate: Candidate


@cache
def weights() -> Any:
    """The content of weights.json."""
    return json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))


_NEVER = -1000
"""The weight of two values that were never seen together: they speak against a candidate."""


@cache
def tables(part: str) -> tuple[list[tuple[list[int], int, int]], list[tuple[list[int], int]]]:
    """The tables of the first step that ask for features of one set: thousandths, and the places of the two features in it.

    Then those that ask for the figure's kind with one of the set.
    """
    names = features.SETS[part]
    pairs: list[tuple[list[int], int, int]] = []
    by_kind: list[tuple[list[int], int]] = []
    for entry in weights()["tables"]:
        one, other = entry["features"]
        learnt = [_NEVER] * (_VALUES * _VALUES)
        for code, weight in entry["weights"].items():
            learnt[int(code)] = round(1000 * weight)
        if one in names and other in names:
            pairs.append((learnt, names.index(one), names.index(other)))
        elif one == "kind" and other in names:
            by_kind.append((learnt, names.index(other)))
    return pairs, by_kind


def weight(part: str, kind: int, values: Sequence[int]) -> int:
    """What the first step makes of the features of a set, beside a figure of a kind (its number)."""
    pairs, by_kind = tables(part)
    total = 0
    for table, one, other in pairs:
        total += table[values[one] * _VALUES + values[other]]
    for table, other in by_kind:
        total += table[kind * _VALUES + values[other]]
    return total


@lru_cache(maxsize=1 << 14)
def _words_weight(kind: int, *counts: int) -> int:
    """The same of the words of a candidate, which say few different things."""
    return weight("phrase", kind, features.of_words(*counts))


@lru_cache(maxsize=1 << 14)
def _near_weight(kind: int, *counts: int) -> int:
    """The same of the words between."""
    return weight("between", kind, features.of_near(*counts))


def _leaves(tree: Any) -> list[int]:
    return [tree] if not isinstance(tree, list) else [*_leaves(tree[2]), *_leaves(tree[3])]


class Forest(msgspec.Struct):
    """The trees; bit n of a mask is leaf n of all trees, in reading order."""

    rows: dict[str, list[list[int]]]
    """For each set, feature and value the leaves that stay possible."""
    planes: list[int]
    """The leaves whose weight has bit 0, bit 1, …; weights are counted from the least of their tree."""
    least: int
    """The sum of the least weights."""

    def mask(self, part: str, values: Sequence[int]) -> int:
        """The leaves that the features of a set leave possible."""
        return reduce(and_, map(getitem, self.rows[part], values))

    def score(self, left: int) -> int:
        """The weights of one leaf of each tree, together."""
        total: int = sum(map(lshift, map(int.bit_count, map(left.__and__, self.planes)), count()))
        return self.least + total


@cache
def forest(group: str) -> Forest:
    """The trees of weights.json for a group of figures (`features.group`)."""
    gone = [[0] * _VALUES for _ in features.NAMES]
    index = {name: place for place, name in enumerate(features.NAMES)}

    def grow(tree: Any, shift: int) -> int:
        """Marks what each split rules out; the number of leaves of the tree."""
        if not isinstance(tree, list):
            return 1
        name, lefts, left, right = tree
        first = grow(left, shift)
        second = grow(right, shift + first)
        chosen = set(lefts)
        row = gone[index[name]]
        out_left, out_right = ((1 << first) - 1) << shift, ((1 << second) - 1) << shift + first
        for value in range(_VALUES):
            row[value] |= out_right if value in chosen else out_left
        return first + second

    size = least = 0
    weighed: list[int] = []
    for tree in weights()["trees"][group]:
        size += grow(tree, size)
        leaves = _leaves(tree)
        least += min(leaves)
        weighed += [weight - min(leaves) for weight in leaves]
    planes = [
        sum(1 << n for n, weight in enumerate(weighed) if weight >> bit & 1)
        for bit in range(max(weighed).bit_length())
    ]
    full = (1 << size) - 1
    rows = {
        part: [[full & ~mask for mask in gone[index[name]]] for name in names]
        for part, names in features.SETS.items()
    }
    return Forest(rows, planes, least)


@lru_cache(maxsize=1 << 13)
def _often(group: str, part: str, *values: int) -> int:
    """A mask of the sets that often say the same: a candidate's words, what is between, its own."""
    return forest(group).mask(part, values)


class _Memo(dict[K, V]):
    """What a function gives for each key that was asked for."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make

    def __missing__(self, key: K) -> V:
        found = self[key] = self._make(key)
        return found


class _Place(msgspec.Struct):
    """A place where candidates begin or end."""

    part: str
    values: list[int]
    weight: int
    """What the first step makes of it."""
    masks: dict[str, int]
    """The leaves that it leaves possible in the trees that were asked for."""

    def left(self, group: str) -> int:
        """Its mask among the trees of a group."""
        found = self.masks.get(group)
        if found is None:
            found = self.masks[group] = forest(group).mask(self.part, self.values)
        return found


def _place(part: str, of: Callable[[Sentence, int], list[int]], sentence: Sentence, i: int) -> _Place:
    values = of(sentence, i)
    return _Place(part, values, weight(part, 0, values), {})


class Ranking:
    """The candidates of one sentence, ranked figure by figure; what candidates share is looked up once."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._spans = spans(sentence)
        self._ends = {last for own in self._spans.values() for last, _ in own}
        self._start = _Memo(partial(_place, "start", features.of_start, sentence))
        self._end = _Memo(partial(_place, "end", features.of_end, sentence))
        self._runs: dict[tuple[int, int], list[tuple[int, int, Candidate]]] = {}
        self._phrases = _Memo[tuple[str, int, int], int](
            lambda words: _often(words[0], "phrase", *features.of_phrase(sentence, *words[1:]))
        )

    def _run(self, kind: int, first: int) -> list[tuple[int, int, Candidate]]:
        """The runs of words from `first` on: what the first step makes of them for a kind of figure, their ends, themselves."""
        found = self._runs.get((kind, first))
        if found is None:
            nouns, verbs, end = self.sentence.nouns, self.sentence.verbs, self._end
            at = self._start[first].weight
            noun, verb = nouns[first], verbs[first]
            found = self._runs[kind, first] = [
                (
                    at + end[j].weight + _words_weight(kind, j - first, nouns[j] - noun, verbs[j] - verb),
                    j,
                    span,
                )
                for j, span in self._spans[first]
            ]
        return found

    def _weighed(self, order: int) -> list[tuple[int, Candidate]]:
        """All that could be the label of a figure, with what the first step makes of it; the item of a list is above all.

        The runs of words near the figure, and what else begins and ends where those can; an item ends where its list lets it.
        """
        sentence = self.sentence
        place = sentence.figures[order]
        kind, nouns, verbs = features.figure_kind(sentence, order), sentence.nouns, sentence.verbs
        close = _Memo[int, int](lambda edge: _near_weight(kind, *features.between(sentence, place, edge)))
        found: list[tuple[int, Candidate]] = []
        (low, high), average = near(sentence, place), averaged(sentence, place)
        begin, end = counted(sentence, place)
        end = min(end, average.start or end)
        before, others = behind_another(sentence, order), {*average, *compared_with(sentence, place)}
        for first in self._spans:
            if first == place or not low <= first < high or first in others:
                continue
            run = self._run(kind, first)
            if first > place:
                at, most = close[first], end if first == begin else high
                found += [(weight + at, span) for weight, last, span in run if last <= most]
            else:
                found += [
                    (weight + close[last], span) for weight, last, span in run if before < last <= place
                ]
        found = self._allowed(place, found)
        for one in further(sentence, order, [span for _, span in found]):
            i, j = one.first, one.last
            if i in self._spans and (one.sort == ITEM or j in self._ends):
                own = weight("own", kind, (one.sort, 0, 0, 0)) - weight("own", kind, (0, 0, 0, 0))
                words = _words_weight(kind, j - i, nouns[j] - nouns[i], verbs[j] - verbs[i])
                at = self._start[i].weight + self._end[j].weight + words + close[j if j <= place else i] + own
                found.append((at + _LISTED if one.sort == ITEM else at, one))
        return found

    def _allowed(self, place: int, found: list[tuple[int, Candidate]]) -> list[tuple[int, Candidate]]:
        """Those that hold nothing of which the figure at `place` cannot be, and do not begin with what it is a share of."""
        if no := apart(self.sentence, place):
            found = [row for row in found if not any(row[1].first <= i < row[1].last for i in no)]
        if (base := shared(self.sentence, place)) is not None:
            found = [row for row in found if not base <= row[1].first < place] or found
        return found

    def candidates(self, order: int) -> list[Candidate]:
        """All that could be the label of a figure."""
        return [candidate for _, candidate in self._weighed(order)]

    def values(self, order: int, candidate: Candidate, carried: Candidate | None) -> list[int]:
        """All features of a candidate for a figure. `carried`: the label of the figure before."""
        sentence = self.sentence
        place, i, j = sentence.figures[order], candidate.first, candidate.last
        return [
            *features.of_figure(sentence, order),
            *self._start[i].values,
            *self._end[j].values,
            *features.of_phrase(sentence, i, j),
            *features.of_between(sentence, place, j if j <= place else i),
            *features.of_own(sentence, place, candidate, carried),
        ]

    def ranked(self, order: int, carried: Candidate | None) -> list[Ranked]:
        """The best candidates, the best first; the item of a list leaves no choice."""
        sentence = self.sentence
        place = sentence.figures[order]
        rows = sorted(self._weighed(order), key=_WEIGHT, reverse=True)
        step(_EACH_FIGURE + len(rows))
        group = features.group(sentence, order)
        trees = forest(group)
        base = trees.mask("figure", features.of_figure(sentence, order))
        between = _Memo[int, int](
            lambda edge: _often(group, "between", *features.of_between(sentence, place, edge))
        )
        found: list[tuple[int, Candidate]] = []
        far = rows[0][0] - _HOPELESS if rows else 0
        for weight, c in rows[:KEPT]:
            if weight < far and len(found) >= _ALWAYS:
                break
            left = base & self._start[c.first].left(group) & self._end[c.last].left(group)
            left &= self._phrases[group, c.first, c.last] & between[c.last if c.last <= place else c.first]
            left &= _often(group, "own", *features.of_own(sentence, place, c, carried))
            found.append((trees.score(left) + _LISTED * (c.sort == ITEM), c))
        found.sort(key=_WEIGHT, reverse=True)
        scale = 1 / weights()["scale"]
        return [Ranked((score - _LISTED * (c.sort == ITEM)) * scale, c) for score, c in found]
