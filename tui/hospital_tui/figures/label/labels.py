"""The labels of the figures of one sentence, in the text's own words."""

from collections.abc import Iterable, Iterator
from functools import cache
from math import exp

from hospital_tui.figures.label.candidates import (
    ITEM,
    Candidate,
    change_before,
    head_before,
    measured,
    words_of,
)
from hospital_tui.figures.label.data import load
from hospital_tui.figures.label.features import GROUPS, group_of, stands
from hospital_tui.figures.label.ranking import Ranked, Ranking, weights
from hospital_tui.figures.label.sentence import Sentence, ready
from hospital_tui.figures.read.mentions import Label, Mention, Spoken, Way, Word


def labelled(sentences: Iterable[Spoken], subject: str) -> Iterator[Spoken]:
    """The sentences of a passage with the labels of their figures. `subject`: what was spoken of before."""
    for sentence in sentences:
        if sentence.drafts:
            labels = label_all(sentence.text, sentence.words, subject)
            for draft, label in zip(sentence.drafts, labels, strict=True):
                draft.label = label
                _without_big(sentence.text, draft.mention)
                if draft.mention.kind != "date" and not draft.mention.silent and label.text:
                    subject = label.text
        yield sentence


def _without_big(text: str, mention: Mention) -> None:
    """4个月大: by its 大 the label was found; it is no part of the unit. The unit may stand elsewhere (/月大4)."""
    if mention.kind == "duration" and mention.unit is not None and mention.unit.endswith("大"):
        mention.unit, mention.end = mention.unit[:-1], mention.end - text.endswith("大", 0, mention.end)


def label_all(text: str, found: list[Word], subject: str) -> list[Label]:
    """The labels of the figures of a sentence of a reading, in order. `subject`: what the sentence before spoke of."""
    sentence = ready(text, found)
    ranking = Ranking(sentence)
    labels: list[Label] = []
    carried: Candidate | None = None
    for order, place in enumerate(sentence.figures):
        mention = sentence.words[place].mention
        assert mention is not None
        if mention.silent:
            labels.append(Label())
            carried = None
            continue
        rows = ranking.ranked(order, carried)
        if not rows:
            labels.append(Label(subject) if mention.kind != "date" else Label())
            carried = None
            continue
        label, carried = _label(sentence, place, rows)
        labels.append(label)
    return labels


def _label(sentence: Sentence, place: int, rows: list[Ranked]) -> tuple[Label, Candidate]:
    head = head_before(sentence, place)
    rows = [row for row in rows if row.candidate.last == head] or rows
    measure = measured(sentence, place)
    spans = [
        words_of(sentence, row.candidate) + (measure if _owner(sentence, place, row.candidate) else [])
        for row in rows
    ]
    texts = ["".join(sentence.text[a:b] for a, b in pieces) for pieces in spans]
    scores, spellings = [row.score for row in rows], spelled(texts)
    item = next((n for n, row in enumerate(rows) if row.candidate.sort == ITEM), None)
    chosen, share = agreed(scores, spellings) if item is None else (item, 1.0)
    mention = sentence.words[place].mention
    said, other = grounds(scores, spellings, chosen, share, group_of(mention.kind if mention else ""))
    chance = confidence(said)
    label = Label(
        texts[chosen],
        tuple(spans[chosen]),
        min(round(chance, 2), _SUREST),
        chance < weights()["line"],
        way(sentence, place),
        () if other is None else tuple(spans[other]),
        stands(sentence, place, rows[chosen].candidate),
    )
    return label, rows[chosen].candidate


def _owner(sentence: Sentence, place: int, candidate: Candidate) -> bool:
    """Whether a candidate is nothing but the noun behind a figure and its 的."""
    i, j = candidate.first, candidate.last
    return i == place + 2 and not candidate.more and sentence.nouns[j] - sentence.nouns[i] == j - i


def agreed(scores: list[float], said: list[int]) -> tuple[int, float]:
    """The candidate that says most of what the good ones say (their scores the best first), and how much of it, 0 to 1.

    Of those that are hardly behind the best: what lies between all of them may have no beginning or no end.
    """
    voters = [n for n, score in enumerate(scores[:_VOTERS]) if score > scores[0] - _HEARD]
    votes = [exp(_SHARP * (scores[n] - scores[0])) for n in voters]
    found = votes[:]
    for n in voters:
        for m in voters[:n]:
            near = _as_right(likeness(said[n], said[m]))
            found[n] += votes[m] * near
            found[m] += votes[n] * near
    close = sum(scores[n] >= scores[0] - _CLOSE for n in voters)
    best = found.index(max(found[:close]))
    return voters[best], found[best] / sum(votes)


def _as_right(alike: float) -> float:
    """How far a label is as good as another it is so like: hardly below three fifths, wholly above three quarters."""
    return 1 / (1 + exp(_EDGE * (_NEAR - alike)))


def ahead(scores: list[float], said: list[int], chosen: int) -> tuple[float, int | None]:
    """How far the chosen label and those like it are above the best that says something else, and which that is."""
    best = scores[chosen]
    other = None
    for n, one in enumerate(said):
        if alike(said[chosen], one):
            best = max(best, scores[n])
        elif other is None:
            other = n
    return (_ALONE if other is None else best - scores[other]), other


def spelled(texts: list[str]) -> list[int]:
    """Labels as numbers: a bit for every character, another for the same one a second time; so they are quickly compared."""
    places = {mark: 1 << n * _SAME for n, mark in enumerate(load("groups")["negations"])}
    found = []
    for text in texts:
        bits = 0
        for char in text:
            bit = places.get(char) or places.setdefault(char, 1 << len(places) * _SAME)
            while bits & bit:
                bit <<= 1
            bits |= bit
        found.append(bits)
    return found


@cache
def _negations() -> int:
    """The bits of the characters that say no."""
    return sum(spelled(load("groups")["negations"]))


def likeness(one: int, other: int) -> float:
    """F1 over the characters of two labels as `spelled` has them; 0 where only one of them has a negation."""
    if (one ^ other) & _negations():
        return 0.0
    return 2 * (one & other).bit_count() / (one.bit_count() + other.bit_count())


def grounds(
    scores: list[float], said: list[int], chosen: int, share: float, group: str
) -> tuple[dict[str, float], int | None]:
    """What tells how sure the chosen of some candidates is (the best first), and the best that says something else.

    How far it is ahead, how many agree (in tenths), its score, how far back the third and the fifth are, its length in
    words of two characters, how like it the next best are, of which group its figure is.
    """
    margin, other = ahead(scores, said, chosen)
    own, rivals = said[chosen], [n for n in range(min(len(said), _RIVALS + 1)) if n != chosen][:_RIVALS]
    found = {"margin": margin, "share": 10 * share, "score": scores[chosen], "length": own.bit_count() / 2}
    for name, n in (("third", 2), ("fifth", 4)):
        found[name] = scores[0] - scores[n] if n < len(scores) else _ALONE
    found["event"] = float(group == GROUPS[0])
    found["other"] = 0.0 if other is None else likeness(own, said[other])
    return found | {f"rival {n}": likeness(own, said[rival]) for n, rival in enumerate(rivals)}, other


def confidence(said: dict[str, float]) -> float:
    """The chance that a label is right, by its grounds."""
    curve = weights()["confidence"]
    total = curve["base"]
    for name, value in said.items():
        for knot, weight in curve[name]:
            if value > knot:
                total += weight * min(value - knot, BEND)
    return float(1 / (1 + exp(-total)))


_NEAR, _EDGE = 0.68, 14
"""Where two labels begin to say the same, and how sharply."""
_VOTERS = 10
"""Candidates that are asked for their agreement."""
_HEARD = 3.0
"""How far behind the best a candidate is still asked."""
_CLOSE = 0.3
"""How far behind the best it may be to be chosen."""
_SHARP = 1.5
"""How fast a vote loses weight with its score."""
_SAME = 32
"""Times that a label can say one character."""
_ALONE = 5.0
"""The margin where nothing else could be said."""
_SUREST = 0.99
"""No label is surer than this."""
BEND = 1.5
"""How far behind a knot the confidence still grows."""
_RIVALS = 5
"""Candidates that a label is compared with."""


def alike(one: int, other: int) -> bool:
    """Whether two labels say nearly the same: three quarters of their characters are common."""
    return 8 * (one & other).bit_count() >= 3 * (one.bit_count() + other.bit_count())


def way(sentence: Sentence, place: int) -> Way | None:
    """Which way a figure says that something changed: up, down, or not at all."""
    verb = change_before(sentence, place)
    if verb is None:
        return "up" if place and sentence.words[place - 1].text == "+" else None
    text = sentence.words[verb[1] - 1].text
    return "up" if any(up in text for up in load("groups")["up"].split()) else "down"
