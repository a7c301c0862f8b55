"""Which figures can be parts of which others, and which make one up."""

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from functools import cache

from hospital_tui.figures.label.sentence import NOMINAL
from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.read.mentions import Mention, Word

COUNTED = frozenset(("count", "money", "measure", "percent"))
"""Kinds of figures that can be parts."""
_ALL = 100
"""Percent of what was counted above which a percentage is no part of it."""
_ROUGHLY = {"exact": (0, 0), "approx": (5, 2), "at_least": (0, 5), "at_most": (5, 0)}
"""Hundredths by which the sum of the parts may lie below and above a whole that is so qualified."""
_SURE = 10
"""Parts that make up a whole smaller than this can do so by chance."""
_APART = 100
"""So can those of one smaller than this, where something else is counted in between."""


@cache
def listed(name: str) -> frozenset[str]:
    """A list of parts.yaml."""
    return frozenset(words(load("parts")[name]))


def countable(mention: Mention) -> bool:
    """Whether others can be parts of a figure that no mark divides."""
    return mention.kind in ("count", "money", "measure") and isinstance(mention.value, Decimal)


def changes(sentence: Sequence[Word], place: int) -> bool:
    """Whether a figure says by how much something changed: nothing is a part of that."""
    place -= 1
    while place >= 0 and sentence[place].kind in "du":
        place -= 1
    return place >= 0 and sentence[place].kind == "x"


def nouns_before(sentence: Sequence[Word], index: int) -> Sequence[Word]:
    """The noun phrase right before a figure."""
    first = index
    while first and sentence[first - 1].kind in NOMINAL:
        first -= 1
    return sentence[first:index]


def summed(
    roots: Sequence[Mention], sentence: Sequence[Word], parts: dict[Mention, Mention]
) -> dict[Mention, Mention]:
    """Figures in a row that make up one before them: two or more of its unit whose sum is its value.

    Not by how much something changed, which with what it was before always makes up what it is now; and not those that stand
    beside it under one noun (东区床位500张，西区床位300张，南区床位200张).
    """
    found: dict[Mention, Mention] = {}
    places = {word.mention: index for index, word in enumerate(sentence) if word.mention is not None}
    figures = [*roots, *places]
    nouns = {one: [noun.text for noun in nouns_before(sentence, place)] for one, place in places.items()}
    changed = {one for one, place in places.items() if changes(sentence, place)}
    for index, whole in enumerate(figures):
        if whole in parts or whole in found or not countable(whole) or not isinstance(whole.value, Decimal):
            continue
        if whole.value < _SURE:
            continue
        divided = _divided(whole, parts)
        taken = found.keys() | {one for one, other in parts.items() if divided or other is not whole}
        row = list[Mention]()
        for one in _of_its_kind(whole, figures[index + 1 :], taken):
            if one in changed or _beside(nouns.get(one, []), nouns.get(whole, [])) or not fits(one, whole):
                break
            row.append(one)
        found |= dict.fromkeys(_summands(whole, whole.value, row), whole)
    return found


def _divided(whole: Mention, parts: dict[Mention, Mention]) -> bool:
    """Whether parts that were told make up a whole already."""
    own = [one.value for one, other in parts.items() if other is whole and alike(one, whole)]
    return len(own) > 1 and sum(one for one in own if isinstance(one, Decimal)) == whole.value


def _summands(whole: Mention, value: Decimal, row: Sequence[Mention]) -> Sequence[Mention]:
    """The first of a row that make up a whole, two or more; none where they do not."""
    least, most = _bounds(whole, value)
    total, count = Decimal(0), 0
    for count, one in enumerate(row, 1):
        total += one.value if isinstance(one.value, Decimal) else 0
        if total > most or (total == value and count > 1 and total >= _APART):
            break
    return row[:count] if count > 1 and least <= total <= most else ()


def _of_its_kind(whole: Mention, behind: Sequence[Mention], taken: Set[Mention]) -> Iterator[Mention]:
    """The figures behind a whole that are alike and not taken; behind a small one until something else is counted."""
    for one in behind:
        if one not in taken and alike(one, whole):
            yield one
        elif (
            isinstance(whole.value, Decimal)
            and whole.value < _APART
            and one.kind in COUNTED
            and not one.silent
        ):
            return


def _beside(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two noun phrases say of what kind each is of one thing."""
    return min(len(one), len(other)) > 1 and one[-1] == other[-1] and one != other


def _bounds(whole: Mention, value: Decimal) -> tuple[Decimal, Decimal]:
    """Between which values the sum of the parts of a whole may lie: as near as its words and its last digit say."""
    below, above = (value * share / 100 for share in _ROUGHLY[whole.qualifier])
    exponent = value.normalize().as_tuple().exponent
    digit = Decimal(0)
    if isinstance(exponent, int) and exponent >= 4:
        digit = min(Decimal(10) ** exponent / 2, value / 100)
    return value - below - digit, value + above + digit


def alike(part: Mention, whole: Mention) -> bool:
    """Whether two figures count in the same unit, or both people."""
    if part.kind != whole.kind:
        return False
    return part.unit == whole.unit or {part.unit, whole.unit} <= listed("people")


def fits(part: Mention, whole: Mention) -> bool:
    """Whether values and units allow it: no part is larger than its whole, no people are part of things, points of nothing."""
    if "百分点" in (part.unit, whole.unit):
        return False
    if part.kind == "percent" or whole.kind == "percent":
        if part.kind != whole.kind and isinstance(part.value, Decimal) and part.value > _ALL:
            return False
        return part.kind == "percent" or whole.kind == part.kind
    if part.kind != whole.kind or part.unit is None:
        return False
    units = {part.unit, whole.unit}
    if part.kind == "measure" and len(units) > 1 and not units <= listed("areas"):
        return False
    if part.kind == "count" and units & listed("people") and units & listed("things"):
        return False
    left, right = part.value, whole.value
    return isinstance(left, Decimal) and isinstance(right, Decimal) and left <= right
