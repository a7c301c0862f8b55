"""What can be said of a candidate for a label, as small whole numbers.

Four sets: of the figure, of the place where the candidate begins, of the place where it ends, and of the two
together. The first three are the same for many candidates, so the ranking looks each of them up once.
"""

from hospital_tui.figures.label.candidates import Candidate
from hospital_tui.figures.label.data import load
from hospital_tui.figures.label.sentence import KINDS, Sentence, groups, heads, units
from hospital_tui.figures.phrase.words import rarity


def _names(part: str) -> tuple[str, ...]:
    return tuple(load("groups")["features"][part].split())


FIGURE, START, END, NEAR = _names("figure"), _names("start"), _names("end"), _names("near")
PAIR = (*NEAR, *_names("beside"))
NAMES = (*FIGURE, *START, *END, *PAIR)
_KINDS = ("count", "percent", "money", "measure", "duration", "date", "rank")
_EDGE = KINDS.index("^")
_END = KINDS.index("$")


def _kind(sentence: Sentence, place: int) -> int:
    if place < 0:
        return _EDGE
    return sentence.kinds[place] if place < len(sentence.kinds) else _END


def _group(sentence: Sentence, place: int) -> int:
    return groups().get(sentence.words[place].text, 0) if 0 <= place < len(sentence.words) else 0


def _figure_kind(sentence: Sentence, order: int) -> int:
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
    clause = sentence.clause
    first = place
    while first and clause[first] == clause[place] and place - first < 9:
        first -= 1
    last, n = place + 1, len(sentence.words)
    while last < n and clause[last + 1] == clause[place + 1] and last - place < 9:
        last += 1
    since = place - sentence.figures[order - 1] if order else 15
    until = sentence.figures[order + 1] - place if order + 1 < len(sentence.figures) else 15
    return [
        _KINDS.index(mention.kind),
        units().get(mention.unit or "", 0),
        _kind(sentence, place - 1),
        _kind(sentence, place + 1),
        _group(sentence, place - 1),
        _group(sentence, place + 1),
        _kind(sentence, place - 2),
        _kind(sentence, place + 2),
        min(order, 4),
        min(max(sentence.depth[place], 0), 2),
        place - first,
        last - place - 1,
        min(since, 15),
        min(until, 15),
        _figure_kind(sentence, order - 1),
        _figure_kind(sentence, order + 1),
        min(sentence.nouns[place] - sentence.nouns[first], 5),
        int(
            0 < place < n - 1
            and sentence.words[place - 1].kind == "("
            and sentence.words[place + 1].kind == ")"
        ),
        min(sentence.verbs[place] - sentence.verbs[first], 3),
        min(sentence.verbs[last] - sentence.verbs[place], 3),
        _beside_main(sentence, place),
    ]


def _beside_main(sentence: Sentence, i: int) -> int:
    """Where a word stands to the main predicate of its clause: 3 it is that, less before it, more behind; 7 none."""
    main = sentence.main[i]
    return 7 if main == sentence.clause_end[i] else min(max(i - main + 3, 0), 6)


def _with_main(sentence: Sentence, i: int, j: int) -> int:
    """0 no main predicate in the words [i, j), 1 it opens them, 2 it closes them, 3 it is inside, 4 the clause has none."""
    main = sentence.main[i]
    if main == sentence.clause_end[i]:
        return 4
    return 0 if not i <= main < j else 1 if main == i else 2 if main == j - 1 else 3


def of_start(sentence: Sentence, i: int) -> list[int]:
    """Features of the place where a candidate begins."""
    return [
        _kind(sentence, i - 1),
        sentence.kinds[i],
        _kind(sentence, i + 1),
        _kind(sentence, i - 2),
        min(len(sentence.words[i].text), 5),
        sentence.run_before[i],
        _group(sentence, i - 1),
        _group(sentence, i),
        sentence.last_figure[i],
        _group(sentence, i - 2),
        min(i - sentence.clause_start[i], 6),
        min(max(i - sentence.first_verb[i] + 3, 0), 6),
        min(sentence.verbs[i] - sentence.verbs[sentence.clause_start[i]], 3),
        sentence.clause_sort[i],
        _beside_main(sentence, i),
    ]


def of_end(sentence: Sentence, j: int) -> list[int]:
    """Features of the place where a candidate ends (before word `j`)."""
    last = sentence.words[j - 1].text
    return [
        sentence.kinds[j - 1],
        _kind(sentence, j),
        _kind(sentence, j + 1),
        min(len(last), 5),
        heads().get(last[-2:], 0) or heads().get(last[-1], 0),
        sentence.run_after[j],
        _group(sentence, j),
        _kind(sentence, j - 2),
        sentence.next_figure[j],
        _group(sentence, j - 1),
        min(max(sentence.depth[j], 0), 2),
        min(sentence.clause_end[j - 1] - j, 5),
        rarity(last),
        sentence.run_before[j],
    ]


def nearness(sentence: Sentence, place: int, candidate: Candidate) -> list[int]:
    """The features of a candidate beside the figure at `place` that the first step asks for."""
    i, j = candidate.first, candidate.last
    before = j <= place
    a, b = (j, place) if before else (place + 1, i)
    clause = sentence.clause
    clauses, gap = clause[b] - clause[a], b - a
    clauses, gap = clauses if clauses < 4 else 4, gap if gap < 12 else 12
    verbs = sentence.verbs[b] - sentence.verbs[a]
    in_nouns = sentence.nouns[j] - sentence.nouns[i]
    in_verbs = sentence.verbs[j] - sentence.verbs[i]
    figures = sentence.counted[b] - sentence.counted[a]
    pauses = sentence.pauses[b] - sentence.pauses[a]
    return [
        j - i,
        13 + gap if before else 12 - gap,
        5 + clauses if before else 4 - clauses,
        verbs if verbs < 4 else 4,
        in_nouns if in_nouns < 6 else 6,
        in_verbs if in_verbs < 3 else 3,
        figures if figures < 4 else 4,
        pauses if pauses < 4 else 4,
        candidate.sort,
    ]


def _least(value: int, most: int) -> int:
    return value if value < most else most


def of_pair(
    sentence: Sentence, place: int, candidate: Candidate, carried: Candidate | None, close: list[int]
) -> list[int]:
    """Features of a candidate beside the figure at `place`, those of `nearness` first.

    `carried`: the label of the figure before.
    """
    i, j = candidate.first, candidate.last
    a, b = (j, place) if j <= place else (place + 1, i)
    words = sentence.words
    if carried is None:
        again = 0
    elif carried.first == i and carried.last == j:
        again = 1
    elif carried.last == j:
        again = 2
    elif carried.first < j and i < carried.last:
        again = 3
    else:
        again = 4
    owners, prepositions, adverbs, pauses, nouns = (
        sentence.owners, sentence.prepositions, sentence.adverbs, sentence.pauses, sentence.nouns,
    )  # fmt: skip
    first, last = sentence.clause_start[i], sentence.clause_end[j - 1]
    depth = sentence.depth[i] - sentence.depth[place] + 2
    return [
        *close,
        _least(owners[b] - owners[a], 3),
        _least(prepositions[b] - prepositions[a], 3),
        _least(adverbs[b] - adverbs[a], 3),
        _least(sentence.strong[b] - sentence.strong[a], 2),
        _least(words[j - 1].end - words[i].start, 20),
        _least(owners[j] - owners[i], 3),
        _least(adverbs[j] - adverbs[i], 3),
        _least(pauses[j] - pauses[i], 3),
        _least(prepositions[j] - prepositions[i], 3),
        _least(sentence.counted[j] - sentence.counted[i], 2),
        max(_least(depth, 4), 0),
        again,
        _least(nouns[b] - nouns[a], 6),
        2 * (sentence.run_before[i] == 0) + (sentence.run_after[j] == 0),
        _least(sentence.phrases[b] - sentence.phrases[a], 5),
        max(_least(sentence.first_verb[i] - i + 1, 4), 0),
        2 * (first == i) + (last == j),
        sort_of(sentence, i, j),
        sentence.kinds[first],
        sentence.kinds[sentence.clause_end[i] - 1],
        2 * (nouns[j] - nouns[i] == j - i) + (b == a),
        _least(sentence.told[b] - sentence.told[a], 3),
        _with_main(sentence, i, j),
    ]


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
