"""Where two copies of one report differ, passage by passage, character by character."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from hospital_tui.model import Span

_PAIR = 3
_ALIKE = 0.5
"""Two passages are set side by side when they share so many of the shorter one's runs of three characters."""
_LONGEST = 4000
"""Longer passages are compared by sentences, not by characters: comparing costs the square of the length."""


class Change(msgspec.Struct, frozen=True):
    """Two passages side by side; one is None where the other copy does not have it."""

    left: int | None
    """Place of the passage in the first copy."""
    right: int | None
    """Place of the passage in the second copy."""
    left_spans: tuple[Span, ...] = ()
    """[start, end) of what only the first says."""
    right_spans: tuple[Span, ...] = ()


def differences(left: Sequence[str], right: Sequence[str]) -> Iterator[Change]:
    """The passages of two copies in the first one's order, those of the second alone where they stand there."""
    for place, other in facing(paired(left, right), len(left), len(right)):
        if place is None or other is None:
            yield Change(place, other)
        else:
            yield Change(place, other, *_marked(left[place], right[other]))


def facing(pairs: Mapping[int, int], left: int, right: int) -> Iterator[tuple[int | None, int | None]]:
    """Places of two sides, so many on each, in the first one's order; those of the second alone where they stand there."""
    shown = set(pairs.values())
    waiting = deque(place for place in range(right) if place not in shown)
    for place in range(left):
        other = pairs.get(place)
        while other is not None and waiting and waiting[0] < other:
            yield None, waiting.popleft()
        yield place, other
    yield from ((None, place) for place in waiting)


def _runs(text: str) -> Counter[str]:
    return Counter(text[at : at + _PAIR] for at in range(max(1, len(text) - _PAIR + 1)))


def paired(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Place in the first to place in the second: the likest, each once."""
    under: dict[str, list[int]] = {}
    sizes = []
    for place, text in enumerate(right):
        runs = _runs(text)
        sizes.append(runs.total())
        for run in runs:
            under.setdefault(run, []).append(place)
    found: list[tuple[float, int, int]] = []
    for place, text in enumerate(left):
        runs = _runs(text)
        shared: Counter[int] = Counter()
        for run in runs:
            if len(under.get(run, ())) <= 20:
                shared.update(under.get(run, ()))
        for other, count in shared.items():
            alike = count / max(1, min(len(runs), sizes[other]))
            if alike >= _ALIKE:
                found.append((-alike, place, other))
    return best_pairs(found)


def _marked(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What only one of two passages says."""
    if left == right:
        return (), ()
    if max(len(left), len(right)) > _LONGEST:
        return ((0, len(left)),), ((0, len(right)),)
    mine: list[Span] = []
    other: list[Span] = []
    for tag, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            mine += [(start, end)] if end > start else []
            other += [(from_, to)] if to > from_ else []
    return tuple(mine), tuple(other)


def best_pairs(found: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """The pairs (-likeness, place, other) that are most alike, none of either side twice: {place: other}."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, other in sorted(found):
        if place not in pairs and other not in taken:
            pairs[place] = other
            taken.add(other)
    return pairs
