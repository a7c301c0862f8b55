"""A sentence made ready for ranking: its words, and what can be said of each place in it at once."""

from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from operator import gt

import msgspec

from hospital_tui.figures.label.data import load
from hospital_tui.figures.lexicon import words as split
from hospital_tui.figures.phrase.words import NOWHERE, sense
from hospital_tui.figures.read.mentions import Word

KINDS = "^nwQLosHhibjaezkulftrqmdvgxpcyFE&,C:S|()$"
"""Word classes in the order of the features: nouns first, then what can stand in a phrase, verbs, marks."""
_INDEX = {kind: index for index, kind in enumerate(KINDS)}
NOMINAL = frozenset("nwQLoshibjakltm")
VERBAL = frozenset("vgx")


@cache
def groups() -> dict[str, int]:
    """Number of its group for each listed word."""
    return {word: n for n, text in enumerate(load("groups")["words"].values(), 1) for word in split(text)}


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of groups.yaml, which says what they are."""
    return frozenset(split(load("groups")[name]))


@cache
def units() -> dict[str, int]:
    """Number of its group for each unit; the first group that has it."""
    found: dict[str, int] = {}
    for n, text in enumerate(load("groups")["units"].values(), 1):
        for unit in split(text):
            found.setdefault(unit, n)
    return found


@cache
def heads() -> dict[str, int]:
    """Number of the group for the last character of a noun; the first group that has it."""
    found: dict[str, int] = {}
    for n, text in enumerate(load("groups")["heads"].values(), 1):
        for end in split(text):
            found.setdefault(end, n)
    return found


class Sentence(msgspec.Struct, eq=False):
    """Words of a sentence with running counts over them; index i of a count is what stands before word i."""

    text: str
    words: list[Word]
    figures: list[int]
    """Index of each figure's word."""
    kinds: list[int]
    """The class of each word as a number; at -1 and -2 that of the edge before the first, two of the end behind the last."""
    groups: list[int]
    """The group of each listed word, 0 of all others, at as many places."""
    senses: list[tuple[int, ...]]
    """Where each word stands among all words, at as many places; figures and edges nowhere."""
    clause: list[int]
    verbs: list[int]
    counted: list[int]
    pauses: list[int]
    owners: list[int]
    """的 before each word."""
    prepositions: list[int]
    adverbs: list[int]
    nouns: list[int]
    strong: list[int]
    depth: list[int]
    run_before: list[int]
    """Nominal words in a row right before each place."""
    run_after: list[int]
    clause_start: list[int]
    """Index of the first word of each word's clause."""
    clause_end: list[int]
    """Index behind the last word of each word's clause."""
    first_verb: list[int]
    """Index of the first verb of each word's clause, the clause's end where it has none."""
    clause_sort: list[int]
    """What each word's clause is like: 1 opens with a preposition or a conjunction, 2 ends in a word of place or time, +3 holds a figure."""
    main: list[int]
    """Index of the main predicate of each word's clause, the clause's end where it only tells a circumstance."""
    told: list[int]
    """Clauses before each place that tell more than a circumstance."""
    phrases: list[int]
    """Nominal phrases that have ended."""
    last_figure: list[int]
    """Words since the last figure, 9 where there is none near."""
    next_figure: list[int]


def _count(classes: list[str], kinds: str | frozenset[str]) -> list[int]:
    return list(accumulate(map(kinds.__contains__, classes), initial=0))


def _main(classes: list[str], first: int, end: int) -> int:
    """The main predicate of the clause [first, end); `end` where it only tells when, where or why something was.

    Relative clauses (the words to 的) and circumstances (those to 后, 时, 中) that a predicate follows are left behind.
    """
    verbs = [k for k in range(first, end) if classes[k] in VERBAL]
    if not verbs or classes[end - 1] in "flt" or (classes[first] in "pc" and verbs[-1] == end - 1):
        return end
    bound = next((k for k in range(verbs[-1] - 1, first, -1) if classes[k] in "efl"), first)
    return next(k for k in verbs if k >= bound)


def _in_a_row(places: Iterable[bool], most: int, run: int = 0) -> list[int]:
    """How many places in a row hold right before each place, and before the end; `run` before the first, `most` at the most."""
    found = [run]
    for holds in places:
        run = 0 if not holds else run + 1 if run < most else most
        found.append(run)
    return found


def ready(text: str, words: list[Word]) -> Sentence:
    """The sentence of these words of `text`."""
    n = len(words)
    classes = [word.kind for word in words]
    nominal, plain = [kind in NOMINAL for kind in classes], [kind != "F" for kind in classes]
    starts, ends, verbs_at, sorts, main, told = ([0] * 0 for _ in range(6))
    first = clauses = 0
    for i in range(n + 1):
        if i < n and classes[i] not in "CS:|":
            continue
        size, verb, sort, predicate = i - first, i, 0, i
        if size:
            verb = next((k for k in range(first, i) if classes[k] in VERBAL), i)
            sort = 1 if classes[first] in "pc" else 2 if classes[i - 1] in "flt" else 0
            sort += 3 * ("F" in classes[first:i])
            predicate = _main(classes, first, i)
        told += [clauses] * (size + 1)
        clauses += predicate < i
        for values, value in ((starts, first), (ends, i), (verbs_at, verb), (sorts, sort), (main, predicate)):
            values += [value] * (size + (i < n))
        first = i + 1
    group = groups().get
    return Sentence(
        text,
        words,
        [i for i, kind in enumerate(classes) if kind == "F"],
        [*map(_INDEX.__getitem__, classes), _INDEX["$"], _INDEX["$"], _INDEX["^"], _INDEX["^"]],
        [*(group(word.text, 0) for word in words), 0, 0, 0, 0],
        [*(NOWHERE if word.kind == "F" else sense(word.text) for word in words), *[NOWHERE] * 4],
        _count(classes, "CS:|"),
        _count(classes, VERBAL),
        _count(classes, "F"),
        _count(classes, ",&"),
        _count(classes, "e"),
        _count(classes, "p"),
        _count(classes, "d"),
        _count(classes, NOMINAL),
        _count(classes, "S|"),
        [left - right for left, right in zip(_count(classes, "("), _count(classes, ")"), strict=True)],
        _in_a_row(nominal, 5),
        _in_a_row(reversed(nominal), 5)[::-1],
        starts,
        ends,
        verbs_at,
        sorts,
        main,
        told,
        list(accumulate(map(gt, nominal, [*nominal[1:], False]), initial=0)),
        _in_a_row(plain, 9, 9),
        _in_a_row(reversed(plain), 9, 9)[::-1],
    )
