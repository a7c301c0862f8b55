"""A sentence made ready for ranking: its words, and what can be said of each place in it at once."""

from functools import cache
from itertools import accumulate

import msgspec

from hospital_tui.figures.label.data import load
from hospital_tui.figures.lexicon import words as split
from hospital_tui.figures.phrase.words import Word

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
def compared() -> frozenset[str]:
    """The words before a verb of change that belong to it."""
    return frozenset(split(load("groups")["compared"]))


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


def _count(words: list[Word], kinds: str | frozenset[str]) -> list[int]:
    return list(accumulate((word.kind in kinds for word in words), initial=0))


def _main(words: list[Word], first: int, end: int) -> int:
    """The main predicate of the clause [first, end); `end` where it only tells when, where or why something was.

    Relative clauses (the words to 的) and circumstances (those to 后, 时, 中) that a predicate follows are left behind.
    """
    verbs = [k for k in range(first, end) if words[k].kind in VERBAL]
    if not verbs or words[end - 1].kind in "flt" or (words[first].kind in "pc" and verbs[-1] == end - 1):
        return end
    bound = max((k for k in range(first, verbs[-1]) if words[k].kind in "efl"), default=first)
    return next(k for k in verbs if k >= bound)


def ready(text: str, words: list[Word]) -> Sentence:
    """The sentence of these words of `text`."""
    n = len(words)
    depth = list(accumulate(((w.kind == "(") - (w.kind == ")") for w in words), initial=0))
    before, after, last, following = [0] * (n + 1), [0] * (n + 1), [9] * (n + 1), [9] * (n + 1)
    for i, word in enumerate(words):
        before[i + 1] = min(before[i] + 1, 5) if word.kind in NOMINAL else 0
        last[i + 1] = 0 if word.kind == "F" else min(last[i] + 1, 9)
    for i in range(n - 1, -1, -1):
        after[i] = min(after[i + 1] + 1, 5) if words[i].kind in NOMINAL else 0
        following[i] = 0 if words[i].kind == "F" else min(following[i + 1] + 1, 9)
    starts, ends, verbs_at, sorts = [0] * n, [n] * n, [n] * n, [0] * n
    main, told = [n] * n, [0] * (n + 1)
    first = clauses = 0
    for i in range(n + 1):
        told[i] = clauses
        if i < n and words[i].kind not in "CS:|":
            continue
        verb = next((k for k in range(first, i) if words[k].kind in VERBAL), i)
        sort = 0
        if first < i:
            sort = 1 if words[first].kind in "pc" else 2 if words[i - 1].kind in "flt" else 0
            sort += 3 * any(words[k].kind == "F" for k in range(first, i))
        predicate = _main(words, first, i) if first < i else i
        clauses += predicate < i
        for k in range(first, min(i + 1, n)):
            starts[k], ends[k], verbs_at[k], sorts[k], main[k] = first, i, verb, sort, predicate
        first = i + 1
    ended = (
        i + 1 == n or words[i + 1].kind not in NOMINAL if word.kind in NOMINAL else False
        for i, word in enumerate(words)
    )
    return Sentence(
        text,
        words,
        [i for i, word in enumerate(words) if word.kind == "F"],
        [_INDEX[word.kind] for word in words],
        _count(words, "CS:|"),
        _count(words, VERBAL),
        _count(words, "F"),
        _count(words, ",&"),
        _count(words, "e"),
        _count(words, "p"),
        _count(words, "d"),
        _count(words, NOMINAL),
        _count(words, "S|"),
        depth,
        before,
        after,
        starts,
        ends,
        verbs_at,
        sorts,
        main,
        told,
        list(accumulate(ended, initial=0)),
        last,
        following,
    )
