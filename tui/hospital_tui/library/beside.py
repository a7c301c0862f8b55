"""Articles side by side: copies of one report with what differs, or two years of one hospital, passage facing passage."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from hospital_tui.library.copies import best_pairs, differences, facing
from hospital_tui.library.figure_values import interval, same_unit, sense
from hospital_tui.library.narrowing import limits
from hospital_tui.library.store.placing import Placed, placed, section_name
from hospital_tui.model import Article, Figure, Passage, Span

_METRIC, _HEADING, _WORDS = 4.0, 3.0, 6.0
"""What a metric that both state weighs, headings that are alike (1), texts that are alike (1)."""
_LEAST = 2.0
"""Passages that are less alike do not face each other."""
_MOST = 400
"""Passages of an article that are likened to others: each is likened to each."""
_LIKE_PLAN = 0.12
"""A sentence that is less alike to a plan does not face it."""
_PLAN = re.compile("力争|计划|拟|预计|将(?!军|来|近)|有望|明年|下一步|目标|到20[0-9]{2}年")
"""Words by which a sentence says what is meant to be."""
_SENTENCE = re.compile("[^。！？]+[。！？]?")


class Side(msgspec.Struct, frozen=True):
    """A passage, or a sentence of one, as it stands on its side."""

    passage_id: str
    text: str
    spans: tuple[Span, ...] = ()
    """[start, end) of what the first side does not say, or says otherwise."""


class Changed(msgspec.Struct, frozen=True):
    """What both sides state, with two values."""

    name: str
    before: Figure
    after: Figure


class Facing(msgspec.Struct, frozen=True):
    """What stands side by side; none: that article has nothing there."""

    section: str
    sides: tuple[Side | None, ...]
    """One an article; a copy that says the same as the first has no spans."""
    changed: tuple[Changed, ...] = ()
    plan: bool = False
    """The first side is a sentence of what was meant to be, the second what is said of it later."""


class Beside(msgspec.Struct, frozen=True):
    """Articles side by side."""

    articles: tuple[Article, ...]
    one_report: bool
    """They are copies of one report: the text stands once."""
    rows: tuple[Facing, ...]


def copies_beside(articles: Sequence[Article]) -> Beside:
    """Copies of one report: the first one's text once, of the others what differs, each under its own."""
    lead, *others = articles
    rows = [_Row(place, len(articles)) for place in placed(lead)]
    for number, other in enumerate(others if rows else (), 1):
        _set_beside(rows, number, list(other.selectable()))
    facing = tuple(facing for row in rows for facing in row.facing())
    return Beside(tuple(articles), True, facing)


class _Row:
    """A passage of the first copy, with what the others have there."""

    def __init__(self, place: Placed, copies: int) -> None:
        self.place = place
        self.sides: list[Side | None] = [None] * copies
        self.marks: set[Span] = set()
        """What a copy does not say, or says otherwise."""
        self.alone: list[Facing] = []
        """What stands behind it in a copy, and in the first nowhere."""

    def put_alone(self, number: int, passage: Passage) -> None:
        """A passage that only one copy has."""
        sides: list[Side | None] = [None] * len(self.sides)
        sides[number] = Side(passage.id, passage.text, ((0, len(passage.text)),))
        self.alone.append(Facing("", tuple(sides)))

    def facing(self) -> list[Facing]:
        """The rows that it makes."""
        passage = self.place.passage
        mine = Side(passage.id, passage.text, tuple(sorted(self.marks)))
        return [Facing(section_name(self.place), (mine, *self.sides[1:])), *self.alone]


def _set_beside(rows: Sequence[_Row], number: int, passages: Sequence[Passage]) -> None:
    """Put a copy's passages to those of the first that they are, or behind them."""
    row = rows[0]
    for one in differences([each.place.passage.text for each in rows], [each.text for each in passages]):
        row = rows[one.left] if one.left is not None else row
        if one.right is None:
            row.marks.add((0, len(row.place.passage.text)))
        elif one.left is None:
            row.put_alone(number, passages[one.right])
        else:
            row.marks.update(one.left_spans)
            held = passages[one.right]
            row.sides[number] = Side(held.id, held.text, one.right_spans)


def years_beside(before: Article, after: Article) -> Beside:
    """Two years of one hospital: passages that are alike by section, metrics and words facing each other, then the plans."""
    old, new = list(placed(before)), list(placed(after))
    rows = [
        _facing(old[place] if place is not None else None, new[other] if other is not None else None)
        for place, other in facing(_pairs(old, new), len(old), len(new))
    ]
    return Beside((before, after), False, (*rows, *_plans(old, new)))


def _facing(one: Placed | None, other: Placed | None) -> Facing:
    held = one or other
    assert held is not None
    sides = tuple(Side(each.passage.id, each.passage.text) if each else None for each in (one, other))
    changed = tuple(_changed(one.passage, other.passage)) if one and other else ()
    return Facing(section_name(held), sides, changed)


def _changed(one: Passage, other: Passage) -> Iterator[Changed]:
    """Figures of one metric, or one label, in one sense, scope and unit: each once."""
    left = list(_amounts(other))
    for figure in _amounts(one):
        same = next((each for each in left if _of_one_thing(figure, each)), None)
        if same is not None:
            left.remove(same)
            yield Changed(_name(figure), figure, same)


def _amounts(passage: Passage) -> Iterator[Figure]:
    return (one for one in passage.figures if interval(one) is not None and not one.waits and _name(one))


def _name(figure: Figure) -> str:
    """What a figure is called; "" where nothing tells."""
    return figure.metric or figure.label


def _of_one_thing(one: Figure, other: Figure) -> bool:
    mine, theirs = ((_name(each), each.kind, sense(each), limits(each)) for each in (one, other))
    return mine == theirs and same_unit(one.unit, other.unit)


def _pairs(old: Sequence[Placed], new: Sequence[Placed]) -> dict[int, int]:
    """Place among the old passages to place among the new: the likest first, each once."""
    mine, theirs = [_Traits(one) for one in old[:_MOST]], [_Traits(one) for one in new[:_MOST]]
    found = [
        (-alike, place, other)
        for place, one in enumerate(mine)
        for other, each in enumerate(theirs)
        if (alike := one.alike(each)) >= _LEAST
    ]
    return best_pairs(found)


class _Traits:
    """By what a passage is likened to others."""

    def __init__(self, place: Placed) -> None:
        self.role = place.passage.role
        self.metrics = {_name(figure) for figure in place.passage.figures} - {""}
        self.heading = _pieces(section_name(place))
        self.words = _pieces(re.sub(r"[\d.,]+", "", place.passage.text))

    def alike(self, other: "_Traits") -> float:
        if (self.role in _HEAD or other.role in _HEAD) and self.role != other.role:
            return 0.0
        headed = _HEADING * _share(self.heading, other.heading)
        return _METRIC * len(self.metrics & other.metrics) + headed + _WORDS * _share(self.words, other.words)


_HEAD = frozenset({"title", "subtitle", "kicker", "byline"})


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _plans(old: Sequence[Placed], new: Sequence[Placed]) -> Iterator[Facing]:
    """Sentences that say what is meant to be, each facing the later sentence that is likest to it."""
    later = [(said, _pieces(said.text)) for _, said in _sentences(new)]
    for place, plan in _sentences(old):
        if _PLAN.search(plan.text):
            words = _pieces(plan.text)
            near, alike = max(later, key=lambda one: _share(words, one[1]), default=(None, frozenset()))
            side = near if _share(words, alike) >= _LIKE_PLAN else None
            yield Facing(section_name(place), (plan, side), plan=True)


def _sentences(places: Sequence[Placed]) -> Iterator[tuple[Placed, Side]]:
    for place in places:
        for said in _SENTENCE.findall(place.passage.text):
            yield place, Side(place.passage.id, said)
