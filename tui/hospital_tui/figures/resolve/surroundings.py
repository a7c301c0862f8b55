"""Where a figure stands: what its clause and its sentence say around it, on which its metric depends."""

import re
from collections.abc import Sequence

import msgspec

from hospital_tui.figures.label.sentence import VERBAL
from hospital_tui.figures.read.mentions import Draft, Spoken, Word
from hospital_tui.figures.resolve.governing import leaves

_CLAUSE = 160
"""Characters that a clause is looked for in; a list of departments or clinics can be long."""
_ENDS = frozenset("CS:|")
_CLAUSES = re.compile("[，。；：！？,;]")


class Setting(msgspec.Struct, frozen=True):
    """The surroundings of one figure; empty where it is looked at by itself."""

    clause: str = ""
    """The words before it in its clause, behind those of the figure it is a part of."""
    sentence: str = ""
    """The sentence up to it."""
    passage: str = ""
    """What the passage has said before it."""
    rest: str = ""
    """The words behind it up to the end of its clause."""
    verbs: tuple[str, ...] = ()
    """The verbs before it in its clause, the nearest first."""
    leaving: bool = False
    """It is what something started from (从20张增至1100张) in no year that is said."""
    dated: bool = False
    """Its own sentence says its time."""


def setting_of(spoken: Spoken, draft: Draft, own: Sequence[str]) -> Setting:
    """The setting of a figure of a sentence. `own`: the hospital's names, which say nothing."""
    text, begin, words, mention, whole = spoken.text, spoken.start, spoken.words, draft.mention, draft.whole
    places = {id(word.mention): index for index, word in enumerate(words) if word.mention is not None}
    place = places[id(mention)]
    end = next((i for i in range(place, len(words)) if words[i].kind in _ENDS), len(words))
    clause = _CLAUSES.split(text[max(begin, mention.start - _CLAUSE) : mention.start])[-1]
    verbs = _verbs(words, place)
    if whole is not None:
        clause = _CLAUSES.split(text[max(0, whole.start - _CLAUSE) : whole.start])[-1] + clause
        verbs += _verbs(words, places.get(id(whole), 0))
    sentence = text[begin : mention.start]
    for name in own:
        clause, sentence = clause.replace(name, ""), sentence.replace(name, "")
    return Setting(
        clause,
        sentence,
        text[max(0, mention.start - 200) : mention.start],
        text[mention.end : words[end - 1].end],
        tuple(verbs),
        leaves(text, mention),
        draft.time_from == "sentence",
    )


def _verbs(words: Sequence[Word], place: int) -> list[str]:
    """The verbs between the begin of its clause and a word, the nearest first."""
    found = []
    while place and words[place - 1].kind not in _ENDS:
        place -= 1
        if words[place].kind in VERBAL:
            found.append(words[place].text)
    return found
