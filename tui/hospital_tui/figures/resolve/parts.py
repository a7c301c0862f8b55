"""Which figure is a part of which: 其中 and its like govern the list that follows."""

from collections.abc import Sequence

from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.read.mentions import Mention

_MARKS = ("其中", "包括", "包含", "含", "其中有", "里面", "内含")
_MARK_LETTERS = frozenset(mark[0] for mark in _MARKS)
_COUNTED = frozenset(("count", "money", "measure", "percent"))


def wholes(chunks: Sequence[Chunk], earlier: Mention | None) -> list[Mention | None]:
    """For each mention of a sentence the larger one it is a part of. `earlier`: the last count of the sentence before."""
    whole: Mention | None = None
    last: Mention | None = None
    nested: list[tuple[Mention | None, Mention | None]] = []
    marked_clause = False
    verb = False
    found: list[Mention | None] = []
    for index, chunk in enumerate(chunks):
        sort, mention = chunk.sort, chunk.mention
        if sort is Sort.OPEN:
            nested.append((whole, last))
        elif sort is Sort.CLOSE and nested:
            whole, last = nested.pop()
        elif mention is None and _marks(chunk.word) and (last or earlier):
            whole, marked_clause, verb = last or earlier, True, False
        elif sort is Sort.STOP:
            among = index > 0 and chunks[index - 1].word.endswith("中") and _counted_in(chunks, index)
            marked_clause, verb = bool(among), False
            whole = among or whole
            if chunk.word in "；。":
                whole = None
        elif sort is Sort.VERB and not chunk.reach:
            verb = True
        if mention is None:
            continue
        part = (
            whole is not None
            and mention.kind in _COUNTED
            and (marked_clause or not verb or mention.unit == whole.unit)
            and _fits(mention, whole)
        )
        found.append(whole if part else None)
        if mention.kind in _COUNTED and not mention.silent:
            if not part and not _changes(chunks, index):
                whole = None if not marked_clause else whole
                last = mention
            if index + 1 < len(chunks) and chunks[index + 1].word == "中":
                whole = mention
    return found


def _marks(word: str) -> bool:
    """Whether a word says that parts follow."""
    return word[:1] in _MARK_LETTERS and word.startswith(_MARKS)


def _changes(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a figure says by how much something changed: nothing is a part of that."""
    place -= 1
    while place >= 0 and chunks[place].sort is Sort.ADVERB:
        place -= 1
    return place >= 0 and chunks[place].sort is Sort.CHANGE


def _counted_in(chunks: Sequence[Chunk], end: int) -> Mention | None:
    """The one count of the clause that ends at `end` (32个临床科室中，)."""
    found = None
    for chunk in reversed(chunks[:end]):
        if chunk.sort is Sort.STOP:
            break
        if chunk.mention is not None and chunk.mention.kind == "count":
            found = chunk.mention
    return found


def _fits(part: Mention, whole: Mention) -> bool:
    """Whether the values allow it: no part is larger than its whole."""
    if part.kind == "percent" or whole.kind == "percent":
        return part.kind == "percent" or whole.kind == part.kind
    if part.kind != whole.kind:
        return False
    if part.unit is None:
        return False
    left, right = part.value, whole.value
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return False
    return left <= right
