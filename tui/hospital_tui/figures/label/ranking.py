"""The ranking of candidates: learnt weights, looked up.

Two steps. Tables of a few features each leave the best candidates; trees weigh those. A tree is never walked: for every
feature and value a mask says which leaves of all trees stay possible, the masks of a candidate are put together by
`&`, and one leaf of each tree is left. Nor are their weights looked up: the leaves whose weight has a bit are a mask too,
and counting what is left of it sums that bit over all trees. weights.json holds tables, trees and how well they did.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hospital_tui.figures.label import features
from hospital_tui.figures.label.candidates import ITEM, Candidate, beginnings, ends, further, near
from hospital_tui.figures.label.sentence import Sentence
from hospital_tui.figures.read.steps import step

_VALUES = 64
"""Every feature is a whole number below this."""
_EACH_FIGURE = 30
"""Steps that the rest of the work on a figure is worth."""
_HOPELESS = 4.5
"""How far behind the best place a candidate's own may be in the first step, before the figure is looked at."""
KEPT = 16
"""Candidates that are weighed by the trees."""


class Ranked(msgspec.Struct):
    """A candidate with its score."""

    score: float
    candidate: Candidate
    features: list[int]


@cache
def weights() -> Any:
    """The content of weights.json."""
    return json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))


Table = tuple[list[float], int, int]
"""The weights of every two values, and which two of their set a table asks for."""
_NEVER = -1.0
"""The weight of two values that were never seen together: they speak against a candidate."""


@cache
def tables(names: tuple[str, ...]) -> tuple[Table, ...]:
    """The tables of the first step that ask for features of one set (or of the set and the figure's kind)."""
    found = []
    for entry in weights()["tables"]:
        one, other = entry["features"]
        if one in names and other in names:
            learnt = [_NEVER] * (_VALUES * _VALUES)
            for code, weight in entry["weights"].items():
                learnt[int(code)] = weight
            found.append((learnt, names.index(one), names.index(other)))
    return tuple(found)


def _leaves(tree: Any) -> list[int]:
    return [tree] if not isinstance(tree, list) else [*_leaves(tree[2]), *_leaves(tree[3])]


class Forest(msgspec.Struct):
    """The trees; bit n of a mask is leaf n of all trees, in reading order."""

    rows: list[list[int]]
    """For each feature and value the leaves that stay possible."""
    planes: list[int]
    """The leaves whose weight has bit 0, bit 1, …; weights are counted from the least of their tree."""
    least: int
    """The sum of the least weights."""

    def score(self, left: int) -> int:
        """The weights of one leaf of each tree, together."""
        return self.least + sum([(left & plane).bit_count() << bit for bit, plane in enumerate(self.planes)])


@cache
def forest() -> Forest:
    """The trees of weights.json."""
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
    for tree in weights()["trees"]:
        size += grow(tree, size)
        leaves = _leaves(tree)
        least += min(leaves)
        weighed += [weight - min(leaves) for weight in leaves]
    planes = [
        sum(1 << n for n, weight in enumerate(weighed) if weight >> bit & 1)
        for bit in range(max(weighed).bit_length())
    ]
    full = (1 << size) - 1
    return Forest([[full & ~mask for mask in row] for row in gone], planes, least)


def mask(values: list[int], offset: int) -> int:
    """The leaves that the features from `offset` on leave possible."""
    rows = forest().rows
    found = -1
    for index, value in enumerate(values, offset):
        found &= rows[index][value]
    return found


_START = len(features.FIGURE)
_END = _START + len(features.START)
_PAIR = _END + len(features.END)
_CLOSE = ("kind", *features.NEAR)


class Ranking:
    """The candidates of one sentence, ranked figure by figure; what a place says is looked up once."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._begin = {i: features.of_start(sentence, i) for i in beginnings(sentence)}
        self._spans = [Candidate(i, j) for i in self._begin for j in ends(sentence, i)]
        self._end = {j: features.of_end(sentence, j) for j in {c.last for c in self._spans}}
        self._weights: tuple[dict[int, float], dict[int, float]] = ({}, {})
        self._masks: tuple[dict[int, int], dict[int, int]] = ({}, {})

    def candidates(self, order: int) -> list[Candidate]:
        """All that could be the label of a figure."""
        sentence = self.sentence
        place = sentence.figures[order]
        plain = [
            span
            for span in self._spans
            if near(sentence, place, span.first) and not span.first <= place < span.last
        ]
        return [*plain, *(one for one in further(sentence, order, plain) if self._stands(one))]

    def _stands(self, candidate: Candidate) -> bool:
        """Whether a candidate begins and ends where labels can; the item of a list ends where its list lets it."""
        first, last = candidate.first, candidate.last
        if candidate.sort == ITEM and first in self._begin and last not in self._end:
            self._end[last] = features.of_end(self.sentence, last)
            self._weights[1][last] = _weight(features.END, self._end[last])
        return first in self._begin and last in self._end

    def described(self, order: int, carried: Candidate | None) -> list[tuple[Candidate, list[int]]]:
        """Every candidate with all its features, for learning; `ranked` looks at as few as it can."""
        place = self.sentence.figures[order]
        own = features.of_figure(self.sentence, order)
        return [
            (
                c,
                own
                + self._begin[c.first]
                + self._end[c.last]
                + features.of_pair(
                    self.sentence, place, c, carried, features.nearness(self.sentence, place, c)
                ),
            )
            for c in self.candidates(order)
        ]

    def ranked(self, order: int, carried: Candidate | None) -> list[Ranked]:
        """The best candidates, the best first."""
        sentence = self.sentence
        place = sentence.figures[order]
        own = features.of_figure(sentence, order)
        begin, end = self._weights
        if not begin:
            begin.update((i, _weight(features.START, values)) for i, values in self._begin.items())
            end.update((j, _weight(features.END, values)) for j, values in self._end.items())
        kind = own[0] * _VALUES
        by_kind = [(table[kind : kind + _VALUES], n - 1) for table, one, n in tables(_CLOSE) if not one]
        by_two = [(table, one - 1, other - 1) for table, one, other in tables(_CLOSE) if one]
        rows = []
        placed = [(begin[c.first] + end[c.last], c) for c in self.candidates(order)]
        step(_EACH_FIGURE + len(placed))
        least = max((weight for weight, _ in placed), default=0.0) - _HOPELESS
        for at, candidate in placed:
            if at < least and not candidate.sort:
                continue
            close = features.nearness(sentence, place, candidate)
            for table, one in by_kind:
                at += table[close[one]]
            for table, one, other in by_two:
                at += table[close[one] * _VALUES + close[other]]
            rows.append((at, candidate, close))
        rows.sort(key=lambda row: (row[1].sort != ITEM, -row[0]))
        trees, scale = forest(), 1 / weights()["scale"]
        base = mask(own, 0)
        ranked = []
        for _, candidate, close in rows[:KEPT]:
            pair = features.of_pair(sentence, place, candidate, carried, close)
            left = base & self._mask(0, candidate.first) & self._mask(1, candidate.last) & mask(pair, _PAIR)
            score = trees.score(left) * scale
            values = own + self._begin[candidate.first] + self._end[candidate.last] + pair
            ranked.append(Ranked(score, candidate, values))
        return sorted(
            ranked, key=lambda row: (row.candidate.sort != ITEM, -row.score)
        )  # 分别 leaves no choice

    def _mask(self, side: int, place: int) -> int:
        """The mask of a place where candidates begin (0) or end (1)."""
        found = self._masks[side].get(place)
        if found is None:
            values, offset = (self._begin[place], _START) if side == 0 else (self._end[place], _END)
            found = self._masks[side][place] = mask(values, offset)
        return found


def _weight(names: tuple[str, ...], values: list[int]) -> float:
    """What the tables of one set of features say."""
    total = 0.0
    for table, one, other in tables(names):
        total += table[values[one] * _VALUES + values[other]]
    return total
