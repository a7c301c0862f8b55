"""The labels of the figures of one sentence, in the text's own words."""

from math import exp
from typing import Literal

import msgspec

from hospital_tui.figures.label.candidates import Candidate, change_before, words_of
from hospital_tui.figures.label.features import NAMES
from hospital_tui.figures.label.ranking import Ranked, Ranking, weights
from hospital_tui.figures.label.sentence import Sentence, ready
from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.phrase.words import Word

Way = Literal["up", "down"]


class Label(msgspec.Struct):
    """A label, where it stands, and how sure it is."""

    text: str = ""
    """In the words of the reading."""
    pieces: tuple[tuple[int, int], ...] = ()
    """The [start, end) of its words in the reading; none where it was carried over from the sentence before."""
    confidence: float = 0.0
    """The chance that it is right, as learnt from articles that the ranking had not seen."""
    inferred: bool = True
    """Not sure enough to be shown as read."""
    change: Way | None = None
    runner_up: tuple[tuple[int, int], ...] = ()
    """The pieces of the best candidate that says something else."""
    features: tuple[int, ...] = ()
    """What was said of the candidate; see `features.NAMES`."""


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
        carried = rows[0].candidate
        labels.append(_label(sentence, place, rows))
    return labels


def _label(sentence: Sentence, place: int, rows: list[Ranked]) -> Label:
    pieces = words_of(sentence, rows[0].candidate)
    text = "".join(sentence.text[a:b] for a, b in pieces)
    second, margin = None, 5.0
    for row in rows[1:]:
        other = words_of(sentence, row.candidate)
        if not alike(text, "".join(sentence.text[a:b] for a, b in other)):
            second, margin = other, rows[0].score - row.score
            break
    chance = confidence(margin, rows[0].features)
    return Label(
        text,
        tuple(pieces),
        min(round(chance, 2), _SUREST),
        chance < weights()["line"],
        way(sentence, place),
        tuple(second or ()),
        tuple(rows[0].features),
    )


def confidence(margin: float, values: list[int]) -> float:
    """The chance that a label is right: by how far it is above the next, and by what kind of label it is."""
    curve = weights()["confidence"]
    total = curve["base"] + sum(
        weight * min(max(margin - knot, 0.0), _BEND) for knot, weight in curve["margin"]
    )
    for name, of_value in curve.items():
        if isinstance(of_value, dict):
            total += of_value.get(str(values[NAMES.index(name)]), 0.0)
    return float(1 / (1 + exp(-total)))


_SUREST = 0.99
"""No label is surer than this."""
_BEND = 1.5
"""How far behind a knot of the margin the confidence still grows."""


def alike(one: str, other: str) -> bool:
    """Whether two labels say nearly the same: three quarters of their characters are common."""
    common = sum(min(one.count(char), other.count(char)) for char in set(one))
    return 8 * common >= 3 * (len(one) + len(other))


def way(sentence: Sentence, place: int) -> Way | None:
    """Which way a figure says that something changed: up, down, or not at all."""
    verb = change_before(sentence, place)
    if verb is None:
        return None
    text = sentence.words[verb[1] - 1].text
    return "up" if any(up in text for up in words(load("grammar")["change_up"])) else "down"
