"""What can be said of a candidate for a label, as small whole numbers.

Six sets, all but the last of something that candidates share, so that the ranking looks it up once: the figure, the place
where a candidate begins, the place where it ends, its words, what stands between it and the figure, and its own.
"""

from functools import lru_cache

from hospital_tui.figures.label.candidates import Candidate
from hospital_tui.figures.label.data import load
from hospital_tui.figures.label.sentence import VERBAL, Sentence, heads, units
from hospital_tui.figures.phrase.words import NOWHERE, rarity

SETS: dict[str, tuple[str, ...]] = {
    name: tuple(load("groups")["features"][name].split())
    for name in ("figure", "start", "end", "phrase", "between", "own")
}
NAMES = tuple(name for names in SETS.values() for name in names)
_KINDS = ("count", "percent", "money", "measure", "duration", "date", "rank")
GROUPS = ("events", "things")
"""Figures that trees of their own weigh: dates and lengths of time, said of what happens, and all else, said of things."""


def group_of(kind: str) -> str:
    """The group of a kind of figure."""
    return GROUPS[kind not in ("date", "duration")]


def group(sentence: Sentence, order: int) -> str:
    """The group of a figure of a sentence."""
    return group_of(_KINDS[figure_kind(sentence, order)])


def figure_kind(sentence: Sentence, order: int) -> int:
    """The number of a figure's kind; 7 where there is no such figure."""
    if not 0 <= order < len(sentence.figures):
        return 7
    mention = sentence.words[sentence.figures[order]].mention
    assert mention is not None
    return _KINDS.index(mention.kind)


def of_figure(sentence: Sentence, order: int) -> list[int]:
    """Features of the figure."""
    place = sentence.figures[order]
    mention = sentence.words[place].mention
    assert mention is not None
    clause, kinds, groups, words = sentence.clause, sentence.kinds, sentence.groups, sentence.words
    first = place
    while first and clause[first] == clause[place] and place - first < 9:
        first -= 1
    last, n = place + 1, len(words)
    while last < n and clause[last + 1] == clause[place + 1] and last - place < 9:
        last += 1
    since = place - sentence.figures[order - 1] if order else 15
    until = sentence.figures[order + 1] - place if order + 1 < len(sentence.figures) else 15
    return [
        figure_kind(sentence, order),
        units().get(mention.unit or "", 0),
        kinds[place - 1],
        kinds[place + 1],
        groups[place - 1],
        groups[place + 1],
        kinds[place - 2],
        kinds[place + 2],
        min(order, 4),
        min(max(sentence.depth[place], 0), 2),
        place - first,
        last - place - 1,
        min(since, 15),
        min(until, 15),
        figure_kind(sentence, order - 1),
        figure_kind(sentence, order + 1),
        min(sentence.nouns[place] - sentence.nouns[first], 5),
        int(0 < place < n - 1 and words[place - 1].kind == "(" and words[place + 1].kind == ")"),
        min(sentence.verbs[place] - sentence.verbs[first], 3),
        min(sentence.verbs[last] - sentence.verbs[place], 3),
        _beside_main(sentence, place),
        *sentence.senses[place - 1][:4],
        *_verb_before(sentence, place)[:3],
    ]


def _verb_before(sentence: Sentence, place: int) -> tuple[int, ...]:
    """Where the verb that leads to the figure at `place` stands among words; nowhere without one in its clause."""
    k = place - 1
    while k > sentence.clause_start[place] and sentence.words[k].kind not in VERBAL:
        k -= 1
    return sentence.senses[k] if k >= 0 and sentence.words[k].kind in VERBAL else NOWHERE


def _beside_main(sentence: Sentence, i: int) -> int:
    """Where a word stands to the main predicate of its clause: 3 it is that, less before it, more behind; 7 none."""
    main = sentence.main[i]
    return 7 if main == sentence.clause_end[i] else _within(i - main + 3, 6)


def _with_main(sentence: Sentence, i: int, j: int) -> int:
    """0 no main predicate in the words [i, j), 1 it opens them, 2 it closes them, 3 it is inside, 4 the clause has none."""
    main = sentence.main[i]
    if main == sentence.clause_end[i]:
        return 4
    return 0 if not i <= main < j else 1 if main == i else 2 if main == j - 1 else 3


def of_start(sentence: Sentence, i: int) -> list[int]:
    """Features of the place where a candidate begins."""
    kinds, groups, verbs = sentence.kinds, sentence.groups, sentence.verbs
    first, verb = sentence.clause_start[i], sentence.first_verb[i]
    return [
        kinds[i - 1],
        kinds[i],
        kinds[i + 1],
        kinds[i - 2],
        _least(len(sentence.words[i].text), 5),
        sentence.run_before[i],
        groups[i - 1],
        groups[i],
        sentence.last_figure[i],
        groups[i - 2],
        _least(i - first, 6),
        _within(i - verb + 3, 6),
        _least(verbs[i] - verbs[first], 3),
        sentence.clause_sort[i],
        _beside_main(sentence, i),
        _within(verb - i + 1, 4),
        kinds[first],
        kinds[sentence.clause_end[i] - 1],
        *sentence.senses[i][:3],
        *sentence.senses[i - 1][:2],
    ]


@lru_cache(maxsize=1 << 12)
def _of_word(word: str) -> tuple[int, int, int]:
    """Length, group of the last character, rarity of a word that a candidate ends with."""
    return _least(len(word), 5), heads().get(word[-2:], 0) or heads().get(word[-1], 0), rarity(word)


def of_end(sentence: Sentence, j: int) -> list[int]:
    """Features of the place where a candidate ends (before word `j`)."""
    length, head, rare = _of_word(sentence.words[j - 1].text)
    kinds, groups = sentence.kinds, sentence.groups
    return [
        kinds[j - 1],
        kinds[j],
        kinds[j + 1],
        length,
        head,
        sentence.run_after[j],
        groups[j],
        kinds[j - 2],
        sentence.next_figure[j],
        groups[j - 1],
        _within(sentence.depth[j], 2),
        _least(sentence.clause_end[j - 1] - j, 5),
        rare,
        sentence.run_before[j],
        *sentence.senses[j - 1],
        *sentence.senses[j][:2],
    ]


def of_words(size: int, nouns: int, verbs: int) -> tuple[int, ...]:
    """Features of words that the first step asks for: how many they are, how many of them nominal and verbs."""
    return size, _least(nouns, 6), _least(verbs, 3)


def of_phrase(sentence: Sentence, i: int, j: int) -> list[int]:
    """All features of the words [i, j), those of `of_words` first."""
    words, owners, adverbs, pauses = sentence.words, sentence.owners, sentence.adverbs, sentence.pauses
    nouns, verbs = sentence.nouns, sentence.verbs
    return [
        *of_words(j - i, nouns[j] - nouns[i], verbs[j] - verbs[i]),
        _least(words[j - 1].end - words[i].start, 20),
        _least(owners[j] - owners[i], 3),
        _least(adverbs[j] - adverbs[i], 3),
        _least(pauses[j] - pauses[i], 3),
        _least(sentence.prepositions[j] - sentence.prepositions[i], 3),
        _least(sentence.counted[j] - sentence.counted[i], 2),
        2 * (sentence.run_before[i] == 0) + (sentence.run_after[j] == 0),
        2 * (sentence.clause_start[i] == i) + (sentence.clause_end[j - 1] == j),
        sort_of(sentence, i, j),
        _with_main(sentence, i, j),
    ]


def _between(place: int, edge: int) -> tuple[int, int]:
    """The words between the figure at `place` and a candidate that ends at `edge` before it or begins there behind it."""
    return (edge, place) if edge <= place else (place + 1, edge)


def of_near(before: int, gap: int, clauses: int, verbs: int, figures: int, pauses: int) -> tuple[int, ...]:
    """Features of the words between a figure and a candidate (`before` it or behind) that the first step asks for.

    How many they are, how many ends of clauses, verbs, figures and pauses are among them.
    """
    gap, clauses = _least(gap, 12), _least(clauses, 4)
    where = (13 + gap, 5 + clauses) if before else (12 - gap, 4 - clauses)
    return (*where, _least(verbs, 4), _least(figures, 4), _least(pauses, 4))


def between(sentence: Sentence, place: int, edge: int) -> tuple[int, int, int, int, int, int]:
    """What `of_near` asks of the words between the figure at `place` and a candidate that ends at `edge` or begins there."""
    a, b = _between(place, edge)
    clause, verbs, counted, pauses = sentence.clause, sentence.verbs, sentence.counted, sentence.pauses
    return (
        edge <= place, b - a, clause[b] - clause[a], verbs[b] - verbs[a], counted[b] - counted[a], pauses[b] - pauses[a],
    )  # fmt: skip


def of_between(sentence: Sentence, place: int, edge: int) -> list[int]:
    """All features of the words between, those of `of_near` first."""
    a, b = _between(place, edge)
    owners, adverbs, nouns, phrases = sentence.owners, sentence.adverbs, sentence.nouns, sentence.phrases
    return [
        *of_near(*between(sentence, place, edge)),
        _least(owners[b] - owners[a], 3),
        _least(sentence.prepositions[b] - sentence.prepositions[a], 3),
        _least(adverbs[b] - adverbs[a], 3),
        _least(sentence.strong[b] - sentence.strong[a], 2),
        _least(nouns[b] - nouns[a], 6),
        _least(phrases[b] - phrases[a], 5),
        _least(sentence.told[b] - sentence.told[a], 3),
    ]


def of_own(sentence: Sentence, place: int, candidate: Candidate, carried: Candidate | None) -> list[int]:
    """What a candidate shares with no other. `carried`: the label of the figure before."""
    i, j = candidate.first, candidate.last
    if carried is None:
        again = 0
    elif carried.last == j:
        again = 1 if carried.first == i else 2
    else:
        again = 3 if carried.first < j and i < carried.last else 4
    depth = sentence.depth[i] - sentence.depth[place] + 2
    alone = sentence.nouns[j] - sentence.nouns[i] == j - i
    return [candidate.sort, _within(depth, 4), again, 2 * alone + (j == place or i == place + 1)]


def stands(sentence: Sentence, place: int, candidate: Candidate) -> tuple[int, int, int]:
    """Where a candidate stands (the feature `clauses`), which source it is of, what kind of phrase it is (`sort_of`)."""
    i, j = candidate.first, candidate.last
    edge = j if j <= place else i
    return of_near(*between(sentence, place, edge))[1], candidate.sort, sort_of(sentence, i, j)


def _least(value: int, most: int) -> int:
    return value if value < most else most


def _within(value: int, most: int) -> int:
    return 0 if value < 0 else value if value < most else most


def sort_of(sentence: Sentence, i: int, j: int) -> int:
    """What kind of phrase the words [i, j) are.

    0 nouns alone; 1 nouns with 的; 2 a list; 3 a noun behind a clause with 的; 4 a predicate to the end of its clause;
    5 a part of a predicate; 6 a subject with its predicate to the end of the clause; 7 without the end; 8 a verb alone;
    9 anything else.
    """
    verbs = sentence.verbs[j] - sentence.verbs[i]
    owners = sentence.owners[j] - sentence.owners[i]
    closes = sentence.clause_end[j - 1] == j
    if sentence.pauses[j] - sentence.pauses[i] and not verbs:
        return 2
    if not verbs:
        plain = sentence.nouns[j] - sentence.nouns[i] + owners == j - i
        return 9 if not plain else 1 if owners else 0
    if verbs == j - i:
        return 8
    if (
        owners
        and sentence.run_before[j]
        and sentence.words[j - 1 - min(sentence.run_before[j], j - i - 1)].kind == "e"
    ):
        return 3
    if sentence.words[i].kind in "vgx":
        return 4 if closes else 5
    if sentence.first_verb[i] >= i:
        return 6 if closes else 7
    return 9
