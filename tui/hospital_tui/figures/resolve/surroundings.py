"""Where a figure stands: what its clause and its sentence say around it, on which its metric depends."""

import re
from collections.abc import Sequence

import msgspec

from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.resolve.times import leaves

_CLAUSE = 160
"""Characters that a clause is looked for in; a list of departments or clinics can be long."""
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
    listed: bool = False
    """Its clause goes on with a figure of the same unit (博士1人、硕士10人)."""
    dated: bool = False
    """Its own sentence says its time."""


def setting_of(
    text: str,
    begin: int,
    chunks: Sequence[Chunk],
    mention: Mention,
    whole: Mention | None,
    own: Sequence[str],
    dated: bool,
) -> Setting:
    """The setting of a mention in a sentence that begins at `begin`. `own`: the hospital's names, which say nothing."""
    place = next(index for index, chunk in enumerate(chunks) if chunk.mention is mention)
    start, end = clause_start(chunks, place), clause_end(chunks, place)
    clause = _CLAUSES.split(text[max(begin, mention.start - _CLAUSE) : mention.start])[-1]
    verbs = [chunk.word for chunk in reversed(chunks[start:place]) if chunk.sort is Sort.VERB]
    if whole is not None:
        clause = _CLAUSES.split(text[max(0, whole.start - _CLAUSE) : whole.start])[-1] + clause
        origin = next((index for index, chunk in enumerate(chunks) if chunk.mention is whole), None)
        if origin is not None:
            first = clause_start(chunks, origin)
            verbs += [chunk.word for chunk in reversed(chunks[first:origin]) if chunk.sort is Sort.VERB]
    sentence = text[begin : mention.start]
    for name in own:
        clause, sentence = clause.replace(name, ""), sentence.replace(name, "")
    following = chunks[place + 1 : place + 6]
    rest = text[mention.end : chunks[end - 1].end]
    return Setting(
        clause,
        sentence,
        text[max(0, mention.start - 200) : mention.start],
        rest,
        tuple(verbs),
        leaves(text, mention),
        bool(following)
        and following[0].sort is Sort.PAUSE
        and any(chunk.mention is not None and chunk.mention.unit == mention.unit for chunk in following),
        dated,
    )


def clause_start(chunks: Sequence[Chunk], place: int) -> int:
    """Index of the first chunk of the clause that `place` stands in."""
    while place and chunks[place - 1].sort is not Sort.STOP:
        place -= 1
    return place


def clause_end(chunks: Sequence[Chunk], place: int) -> int:
    """Index after the last chunk of the clause that `place` stands in."""
    while place < len(chunks) and chunks[place].sort is not Sort.STOP:
        place += 1
    return place
