"""Which figure is a part of which: after 其中 and its like, in brackets, out of a sum, among all, or what is left of it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from hospital_tui.figures.label.sentence import NOMINAL, VERBAL
from hospital_tui.figures.read.mentions import Mention, Spoken, Word
from hospital_tui.figures.resolve.sums import (
    COUNTED,
    alike,
    changes,
    countable,
    fits,
    listed,
    nouns_before,
    summed,
)

_CLAUSE_ENDS = frozenset("CS|:")


def divided(sentences: Iterable[Spoken]) -> Iterator[Spoken]:
    """The sentences of a passage with the wholes that their figures are parts of."""
    division = Division()
    for sentence in sentences:
        if sentence.drafts:
            wholes = division.wholes(sentence.words, sentence.mentions())
            for draft, whole in zip(sentence.drafts, wholes, strict=True):
                draft.whole = whole
        else:
            division.rest()
        yield sentence


class Division:
    """What divides what in a passage, sentence by sentence."""

    def __init__(self) -> None:
        self.roots: list[Mention] = []
        """Figures of the sentences before that are parts of nothing, while those behind go on dividing them."""
        self.last: Mention | None = None
        """The last count of the sentence before."""

    def rest(self) -> None:
        """A sentence without figures: nothing goes on behind it."""
        self.roots, self.last = [], None

    def wholes(self, sentence: Sequence[Word], own: Sequence[Mention]) -> list[Mention | None]:
        """For each mention of a sentence the larger one it is a part of."""
        parts: dict[Mention, Mention] = {}
        if len(own) > 1 or self.roots:
            parts = _Marks(sentence, self.last, self.roots).parts()
            for pair in (*_among_all(sentence), *_left(sentence)):
                parts.setdefault(*pair)
            parts |= summed(self.roots, sentence, parts)
        if not any(parts.get(mention) in self.roots for mention in own):
            changed = {word.mention for place, word in enumerate(sentence) if changes(sentence, place)}
            self.roots = [one for one in own if one not in parts and countable(one) and one not in changed]
        self.last = next(_counts(sentence), self.last)
        return [parts.get(mention) for mention in own]


class _Marks:
    """Which whole the parts are of that 其中, 32个科室中, 这批物资中 and brackets announce, word by word."""

    def __init__(self, sentence: Sequence[Word], earlier: Mention | None, roots: Sequence[Mention]) -> None:
        self.sentence, self.roots = sentence, roots
        self.last = self.earlier = self.of_before = earlier
        """The last figure that is a part of nothing; before the first one of the sentence, that of the sentence before."""
        self.whole: Mention | None = None
        self.nested: list[tuple[Mention | None, Mention | None, bool]] = []
        """What held before each bracket that is open."""
        self.marked = self.verb = self.strict = self.these = self.inside = self.each = False
        """The clause has the mark; a verb stands in it since; only the same unit will do; it is of the roots; a verb leads to
        the mark (承担了其中三成), which says nothing of the next clause; the clause speaks of each one (117个村中，每村派2名)."""

    def parts(self) -> dict[Mention, Mention]:
        """Each part with its whole."""
        found: dict[Mention, Mention] = {}
        for index, word in enumerate(self.sentence):
            self._pass(index, word)
            mention = word.mention
            if mention is None or mention.kind not in COUNTED or not isinstance(mention.value, Decimal):
                continue
            if mention.kind == "percent" and _rate_before(self.sentence, index):
                continue
            if self.last is self.earlier:
                self.last = self.earlier = None
            whole = None if self._rate(index, mention) else self._whole(mention)
            if whole is not None:
                found[mention] = whole
            elif not (mention.silent or mention.unit == "倍" or _beside_another(self.sentence, index)):
                self.whole = self.whole if self.marked else None
                self.last = mention
        return found

    def _rate(self, index: int, mention: Mention) -> bool:
        """Whether a percentage behind the clause with the mark is a rate of its own (其中硕士生285人，考试通过率97%)."""
        nouns = [word.text for word in self.sentence[:index] if word.kind in NOMINAL]
        return mention.kind == "percent" and not self.marked and bool(nouns) and nouns[-1].endswith("率")

    def _whole(self, mention: Mention) -> Mention | None:
        """What a figure is a part of here."""
        if self.each:
            return None
        if self.these and (root := next((one for one in self.roots if _of(mention, one)), None)) is not None:
            return root
        whole = self._person_among(mention) or self.whole
        if whole is None or not fits(mention, whole) or (self.strict and not alike(mention, whole)):
            return None
        return whole if self.marked or not self.verb or mention.unit == whole.unit else None

    def _person_among(self, mention: Mention) -> Mention | None:
        """The people counted in the sentence before, of whom 其中 tells so many (机采22名，32袋。其中男性17人，20袋)."""
        if self.whole is None or self.whole is not self.of_before or mention.unit not in listed("heads"):
            return None
        if self.whole.unit in listed("people"):
            return None
        among = [one for one in self.roots if one.unit in listed("heads") and fits(mention, one)]
        return among[-1] if among else None

    def _pass(self, index: int, word: Word) -> None:
        """Take note of what a word says of the figures behind it."""
        self.each = (self.each and word.kind not in _CLAUSE_ENDS) or word.text in listed("each")
        if word.kind == "(":
            self.nested.append((self.whole, self.last, self.strict))
            if (holder := _right_before(self.sentence, index)) is not None:
                self._begin(holder, strict=True)
        elif word.kind == ")" and self.nested:
            self.whole, self.last, self.strict = self.nested.pop()
            self.marked = False
        elif word.text in listed("marks") and self.last is not None and self._reaches(index, word.text):
            self._begin(self.last, strict=False)
            self.inside = index > 0 and self.sentence[index - 1].kind in "vu"
        elif word.text == "在内" or (self.strict and word.text in listed("apart")):
            self.whole = None
        elif word.text in listed("within"):
            self._within(index, word)
        elif word.kind in _CLAUSE_ENDS:
            self.marked = self.marked and self.sentence[index - 1].text in listed("within")
            self.verb = False
            self.whole = None if self.inside or word.text in "；。" else self.whole
        elif word.kind in "vx" or word.text in listed("makes"):
            self.verb = True

    def _reaches(self, index: int, mark: str) -> bool:
        """Whether a mark can divide the last figure: all of them one of their own sentence, 其中 that of the one before as well,
        unless it opens a later clause and so speaks of what its own sentence says.
        """
        behind = index > 0 and self.sentence[index - 1].kind in _CLAUSE_ENDS
        return self.last is not self.earlier or (mark.startswith("其中") and not behind)

    def _within(self, index: int, word: Word) -> None:
        """中 behind what was counted, in this clause or before; 当中 that opens a clause is 其中."""
        if self.last is not None and word.text == "当中" and self.sentence[index - 1].kind in _CLAUSE_ENDS:
            self._begin(self.last, strict=False)
        elif (among := _counted_in(self.sentence, index)) is not None:
            behind = self.sentence[index + 1 : index + 2]
            self._begin(among, strict=bool(behind) and behind[0].kind not in _CLAUSE_ENDS)
        elif self.roots and _these(self.sentence, index):
            self.these = True

    def _begin(self, whole: Mention, *, strict: bool) -> None:
        self.whole, self.strict, self.marked, self.verb, self.inside = whole, strict, True, False, False


def _of(part: Mention, root: Mention) -> bool:
    """Whether a figure can be a share of one of what was counted before."""
    return (part.kind == "percent" != root.kind or alike(part, root)) and fits(part, root)


def _these(sentence: Sequence[Word], index: int) -> bool:
    """Whether the clause up to 中 speaks of those that were counted before (这批物资中)."""
    first = _clause_start(sentence, index)
    return sentence[first].text in listed("these") and not any(word.mention for word in sentence[first:index])


def _clause_start(sentence: Sequence[Word], index: int) -> int:
    """Index of the first word of the clause that the word before `index` stands in."""
    while index and sentence[index - 1].kind not in _CLAUSE_ENDS:
        index -= 1
    return index


def _rate_before(sentence: Sequence[Word], index: int) -> bool:
    """Whether a percent is of a rate (签约率分别为58%和92%), which is no share of what was counted."""
    said = next((word for word in reversed(sentence[:index]) if word.kind not in "gdpF,&"), None)
    return said is not None and said.text.endswith("率")


def _right_before(sentence: Sequence[Word], index: int) -> Mention | None:
    """The figure that what opens at `index` hangs on: right before it, or before the noun it counts."""
    while index and sentence[index - 1].kind in NOMINAL:
        index -= 1
    return sentence[index - 1].mention if index and _is_whole(sentence[index - 1].mention) else None


def _is_whole(mention: Mention | None) -> bool:
    return mention is not None and countable(mention)


def _counts(sentence: Sequence[Word]) -> Iterator[Mention]:
    """The counts of a sentence, the last first, without what they changed by and what they are compared with."""
    for index in range(len(sentence) - 1, -1, -1):
        mention = sentence[index].mention
        if mention is None or mention.kind != "count" or mention.silent:
            continue
        if not _beside_another(sentence, index):
            yield mention


def _beside_another(sentence: Sequence[Word], place: int) -> bool:
    """Whether a figure is only what another changed by or is compared with."""
    return changes(sentence, place) or _compared(sentence, place)


def _compared(sentence: Sequence[Word], place: int) -> bool:
    """Whether a figure is what another is compared with (较2021年的88万人次增长7%): what goes on is of that other."""
    if not place or sentence[place - 1].kind != "e":
        return False
    for word in reversed(sentence[: place - 1]):
        if word.kind in _CLAUSE_ENDS:
            return False
        if word.text in listed("compares"):
            return True
    return False


def _counted_in(sentence: Sequence[Word], end: int) -> Mention | None:
    """The one count of the clause up to `end` (32个临床科室中，), with nothing but what it counts behind it."""
    for word in reversed(sentence[:end]):
        if word.mention is not None:
            return word.mention if word.mention.kind == "count" else None
        if word.kind not in NOMINAL and word.kind != "e":
            return None
    return None


def _clauses(sentence: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The [first, last) of each clause."""
    first = 0
    for index, word in enumerate(sentence):
        if word.kind in _CLAUSE_ENDS:
            yield first, index
            first = index + 1
    yield first, len(sentence)


def _left(sentence: Sequence[Word]) -> Iterator[tuple[Mention, Mention]]:
    """Counts that say no noun, since they count those of the clause before (对870名患者…，好转650名；…的仅7家)."""
    held: Mention | None = None
    noun = False
    for first, last in _clauses(sentence):
        counts = [
            (i, mention)
            for i in range(first, last)
            if (mention := sentence[i].mention) is not None and mention.kind == "count"
        ]
        if held is not None and counts:
            place, mention = counts[-1]
            can = alike(mention, held) and fits(mention, held)
            if can and (
                _only(sentence, first, place, last) or (noun and _bare(sentence, first, place, last))
            ):
                yield mention, held
                continue
        held = None
        for i, mention in counts:
            if countable(mention) and sum(alike(one, mention) for _, one in counts) == 1:
                held, noun = mention, i + 1 < last and sentence[i + 1].kind in NOMINAL


def _only(sentence: Sequence[Word], first: int, place: int, last: int) -> bool:
    """Whether the clause says that so many of them are like this (…的仅7家)."""
    before = place - 1
    while before >= first and sentence[before].text in listed("only"):
        before -= 1
    return place + 1 == last and first <= before < place - 1 and sentence[before].kind == "e"


def _bare(sentence: Sequence[Word], first: int, place: int, last: int) -> bool:
    """Whether the clause [first, last) names nothing that the figure at `place` would count."""
    said = sentence[first:place]
    if any(
        word.text in listed("besides") or (word.kind in "nQLos(F" and word.text not in listed("these"))
        for word in said
    ):
        return False
    if place + 1 == last:
        return any(word.kind in "vw" for word in said)
    return place > first and sentence[place - 1].text == "有" and sentence[place + 1].kind in VERBAL


def _among_all(sentence: Sequence[Word]) -> Iterator[tuple[Mention, Mention]]:
    """Groups of people that are listed behind all of them (职工812人，医师230人、护士400人)."""
    whole: Mention | None = None
    everyone = ""
    for index, word in enumerate(sentence):
        mention = word.mention
        if word.text in "；。" or word.kind in "vx:(":
            whole = None
        if mention is None:
            continue
        nouns = nouns_before(sentence, index)
        named = [noun.text for noun in nouns if noun.text in listed("everyone")]
        if whole is not None and nouns and everyone not in "".join(noun.text for noun in nouns):
            apart = any(noun.text.startswith(tuple(listed("apart"))) for noun in nouns)
            if not apart and alike(mention, whole) and fits(mention, whole):
                yield mention, whole
                continue
        whole = mention if named and named[-1] == nouns[-1].text and countable(mention) else None
        everyone = named[-1] if named else ""
