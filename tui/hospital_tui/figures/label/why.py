"""Why a figure has its label: where the words stand, what kind of phrase they are, what else they could have been."""

import msgspec

from hospital_tui.figures.label.labels import labelled
from hospital_tui.figures.phrase.sentence import spoken
from hospital_tui.figures.read.mentions import Label
from hospital_tui.figures.read.scan import scan
from hospital_tui.text.reading import read

_PHRASES = ("noun", "noun", "list", "relative", "predicate", "predicate", "clause", "clause", "verb", "other")
_HERE = (4, 5)
"""Values of the feature `clauses` in the figure's own clause: behind the figure, before it."""


class Why(msgspec.Struct, frozen=True):
    """The grounds of a label."""

    label: str
    confidence: float
    """The chance that it is right."""
    runner_up: str
    """The best candidate that says something else; "" where there is none."""
    reasons: tuple[str, ...]
    """Where the label stands and what it is: before, behind, earlier, later, carried, changed, listed; noun, list, …"""


def why(text: str, at: tuple[int, int]) -> Why | None:
    """The grounds of the label of the figure at [start, end) of a passage's text; none where no figure stands there."""
    reading = read(text)
    for sentence in labelled(spoken(reading.text, scan(reading.text)), ""):
        for draft in sentence.drafts:
            if reading.back(draft.mention.start, draft.mention.end) == at:
                label = draft.label
                first, second = (
                    "".join(reading.written(*piece) for piece in pieces)
                    for pieces in (label.pieces, label.runner_up)
                )
                return Why(first, label.confidence, second, _reasons(label))
    return None


def _reasons(label: Label) -> tuple[str, ...]:
    if label.stands is None:
        return ("carried",)
    clauses, source, phrase = label.stands
    behind, before = _HERE
    where = {behind: "behind", before: "before"}.get(clauses, "later" if clauses < behind else "earlier")
    put_together = {1: ("changed",), 2: ("listed",)}.get(source, ())
    return (where, *put_together, _PHRASES[phrase])
