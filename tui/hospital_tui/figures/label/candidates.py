"""Where a label can stand: the stretches of a sentence that could name what a figure is of.

A candidate is a run of words, and for some figures what is said further on as well: 门诊量 比上月 增加了 2000 is
门诊量 + 增加, and in A、B和C的差错率分别下降 each item has its own share of 差错率下降.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from hospital_tui.figures.label.sentence import (
    NOMINAL,
    VERBAL,
    Sentence,
    heads,
    listed,
    units,
)
from hospital_tui.figures.read.mentions import Word

NO_BEGINNING = frozenset("SC:,()|&eEukfyFpcqz")
_EXTENTS = frozenset("重高长宽厚深粗大远")
_NO_END = frozenset(",(&eEpucdSgyz")
_BREAKS = frozenset("SC:|")
_LONGEST = 24
"""Characters of a candidate."""
_WORDS = 12
_BEHIND, _AHEAD = 4, 3
"""Clauses that are looked at before a figure and behind it."""
_FIGURES = 12
"""Figures that may stand between: six years and six values; without a pause there is no end to a clause."""
_PLACES, _HOUSES = frozenset("名位"), frozenset("家所")
AGES = frozenset(("岁", "周岁", "歲"))
_NAMING = frozenset("nhoaij")
_PEOPLE = 3
"""The group of heads that name people."""
BETWEEN = frozenset("udgmr")
"""Classes that may stand between a verb of change and its number (增加了将近…, 分别下降)."""


CHANGE, ITEM, OBJECT = 1, 2, 3
"""Sources: nouns with a verb of change; the item of a list; a verb with its object behind the figure."""


class Candidate(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The words [first, last) of a sentence, and those of `more` behind them."""

    first: int
    last: int
    more: tuple[tuple[int, int], ...] = ()
    sort: int = 0
    """Which source it is of: 0 a run of words, else one of those above."""


def words_of(sentence: Sentence, candidate: Candidate) -> list[tuple[int, int]]:
    """The [start, end) of a candidate in the reading, the pieces that touch as one."""
    found: list[tuple[int, int]] = []
    for a, b in ((candidate.first, candidate.last), *candidate.more):
        start, end = sentence.words[a].start, sentence.words[b - 1].end
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def beginnings(sentence: Sentence) -> list[int]:
    """The words that a candidate can begin with."""
    return [
        i
        for i, word in enumerate(sentence.words)
        if (word.kind not in NO_BEGINNING and not hangs(sentence, i)) or graded(sentence, i)
    ]


def hangs(sentence: Sentence, i: int) -> bool:
    """Whether a word hangs on the one before it: 毕业后 in 毕业后分到外科, 2米深 in 2米深的沟, 十年来 in 十年来首次,
    千人口 in 每千人口床位.
    """
    words = sentence.words
    if _of_so_many(words, i):
        return True
    if i and words[i].text in listed("since") and (length := words[i - 1].mention) is not None:
        return length.kind == "duration"
    if i and words[i].text in _EXTENTS and words[i + 1 : i + 2] and words[i + 1].kind == "e":
        mention = words[i - 1].mention
        return mention is not None and mention.kind == "measure"
    return i > 0 and words[i].text in listed("hanging") and words[i - 1].kind in "vwgx"


def _of_so_many(words: Sequence[Word], i: int) -> bool:
    """Whether a word is the number or the noun of 每千常住人口, which 每 begins."""
    k = i
    while k and (words[k - 1].kind in "mL" or words[k - 1].text in listed("residing")):
        k -= 1
    numbered = words[i].kind in "mL" or words[i].text[0] in "百千万"
    return k > 0 and words[k - 1].text == "每" and (k < i or numbered)


def graded(sentence: Sentence, i: int) -> bool:
    """Whether a word is a grade or a place in an order, which names can hold (二级甲等医院); the 74th place is part of none."""
    mention = sentence.words[i].mention
    if mention is None or mention.kind != "rank":
        return False
    return mention.unit not in _PLACES or mention.value == 1


def spans(sentence: Sentence) -> dict[int, list[tuple[int, Candidate]]]:
    """The runs of words that could be labels, by the word they begin with, with their ends, the shortest first."""
    words, depth = sentence.words, sentence.depth
    stops = [
        word.kind in _BREAKS
        or word.text in listed("never")
        or _manner(sentence, i)
        or (word.kind == "F" and not graded(sentence, i))
        for i, word in enumerate(words)
    ]
    closes = [
        word.kind not in _NO_END
        and word.text not in listed("averages")
        and not any(tells(sentence, i) for tells in (_unit_apart, _has_object, _per_time, _plans))
        for i, word in enumerate(words, 1)
    ]
    found = {}
    for first in beginnings(sentence):
        edge, level = words[first].start + _LONGEST, depth[first]
        found[first] = own = list[tuple[int, Candidate]]()
        for i in range(first, min(first + _WORDS, _reach(sentence, first))):
            if stops[i] or words[i].end > edge:
                break
            if closes[i] and depth[i + 1] == level and not (i == first and words[i].kind == "F"):
                own.append((i + 1, Candidate(first, i + 1)))
    return found


def _manner(sentence: Sentence, i: int) -> bool:
    """Whether a word says how something is done, which is told behind it: 以一对一的方式带教."""
    words = sentence.words
    return words[i].text in listed("manners") and 0 < i < len(words) - 1 and words[i - 1].kind == "e"


def _reach(sentence: Sentence, first: int) -> int:
    """How far what begins at `first` can go: the end of a span does not own what the whole span is of (从入院到手术的时间)."""
    words = sentence.words
    before = words[first - 1].text if first else ""
    start = sentence.clause_start[first]
    if before in ("到", "至") and any(word.text in ("从", "自") for word in words[start:first]):
        return next((k for k in range(first, sentence.clause_end[first]) if words[k].kind == "e"), len(words))
    return len(words)


def _has_object(sentence: Sentence, last: int) -> bool:
    """Whether a verb stands before word `last` and a noun there: no label ends between a verb and what it does that to.

    Nor between an attribute and its noun (省级鉴定).
    """
    words = sentence.words
    return words[last - 1].kind in "vgb" and last < len(words) and words[last].kind in NOMINAL


def _per_time(sentence: Sentence, last: int) -> bool:
    """Whether a short time to which a number is counted ends before word `last`: 心率每分钟."""
    words = sentence.words
    return last > 1 and words[last - 2].text == "每" and words[last - 1].text in listed("short")


def _plans(sentence: Sentence, last: int) -> bool:
    """Whether a word for a plan ends before word `last`, a date: what is planned stands behind it (计划2024年底投用)."""
    words = sentence.words
    if words[last - 1].text not in listed("plans") or last >= len(words):
        return False
    mention = words[min(last + (words[last].text in ("于", "在", "到")), len(words) - 1)].mention
    return mention is not None and mention.kind == "date"


def _unit_apart(sentence: Sentence, last: int) -> bool:
    """Whether a bracket with nothing but a unit ends before word `last`: 床位（张）."""
    words = sentence.words
    return (
        words[last - 1].kind == ")"
        and last > 2
        and words[last - 3].kind == "("
        and words[last - 2].text.lstrip("千万亿") in ("", *units())
    )


def head_before(sentence: Sentence, place: int) -> int | None:
    """Where the name ends that a bracket with a unit and a colon set before the figure at `place`: 床位（张）：800."""
    if place < 4 or sentence.words[place - 1].kind != ":" or not _unit_apart(sentence, place - 1):
        return None
    return place - 4


def measured(sentence: Sentence, place: int) -> list[tuple[int, int]]:
    """The [start, end) of the noun of which the figure at `place` is the measure, where what has it follows: 海拔3200米的高原."""
    words, k = sentence.words, place - 1
    told, behind = words[place].mention, words[place + 1 : place + 2]
    if told is None or told.kind != "measure" or not behind or behind[0].kind != "e":
        return []
    while k >= 0 and words[k].kind in "gd":
        k -= 1
    return (
        [(words[k].start, words[k].end)]
        if k >= 0 and words[k].text.endswith(tuple(listed("measures")))
        else []
    )


def near(sentence: Sentence, place: int) -> tuple[int, int]:
    """The words [low, high) that are near enough to the figure at `place`: by clauses, and by figures where nothing parts them."""
    clause, counted = sentence.clause, sentence.counted
    low = max(bisect_left(clause, clause[place] - _BEHIND), bisect_left(counted, counted[place] - _FIGURES))
    high = min(bisect_right(clause, clause[place] + _AHEAD), bisect_right(counted, counted[place] + _FIGURES))
    return low, high


def counted(sentence: Sentence, place: int) -> tuple[int, int]:
    """Where the nouns begin that the figure at `place` counts, and where they end; the sentence's end where nothing tells.

    Before a verb of theirs alone (26名专家坐诊), before any verb where another word governs them (把5个病区改为…, 派出6名医生支援…) or
    an age tells that they are a person (46岁的秦致远接任院长).
    """
    words, end, first = sentence.words, len(sentence.words), place + 1
    mention = words[place].mention
    aged = mention is not None and mention.unit in AGES
    if mention is None or not (aged or mention.kind == "count"):
        return first, end
    first += aged and [word.kind for word in words[first : first + 1]] == ["e"]
    verb = first + sentence.run_after[first]
    if aged and (doing := _person_does(words, first, verb)):
        return first, doing
    return first, _before_verb(sentence, place, first, verb, aged=aged)


def _person_does(words: list[Word], first: int, last: int) -> int:
    """Where in [first, last) a verbal noun stands behind a person; 0 where none does."""
    return next((k for k in range(first + 1, last) if words[k].kind == "w" and person(words[k - 1].text)), 0)


def _before_verb(sentence: Sentence, place: int, first: int, verb: int, *, aged: bool) -> int:
    """Where the nouns from `first` end, that the figure at `place` counts: before the verb, or nobody knows."""
    words, end, mention = sentence.words, len(sentence.words), sentence.words[place].mention
    people = mention is not None and mention.unit in _PLACES
    closes = words[verb - 1].kind == "w" and sentence.clause_end[place] == verb
    if people and closes:
        return next((k + 1 for k in range(first, verb - 1) if person(words[k].text)), end)
    if closes and verb - place > 2 and words[verb - 2].kind == "n" and _located(sentence, place):
        verb -= 1
    elif not first < verb < end or not (words[verb].kind in VERBAL or _acts(sentence, verb)):
        return end
    onward = words[verb + 1].kind if verb + 1 < end else "S"
    alone = words[verb].kind == "d" or (onward not in NOMINAL and onward != "u")
    governed = aged or _governed(sentence, place)
    named = not people or governed or person(words[verb - 1].text)
    return verb if (alone or governed) and named and words[verb - 1].kind in _NAMING else end


def shared(sentence: Sentence, place: int) -> int | None:
    """Where what the percent at `place` is a share of is named before it (占职工总数的46%): that is not what has the share."""
    words, k = sentence.words, place - 1
    told = words[place].mention
    if told is None or told.kind != "percent":
        return None
    while k >= sentence.clause_start[place] and not words[k].text.startswith("占"):
        k -= 1
    return k if sentence.clause_start[place] <= k < place - 1 and len(words[k].text) < 3 else None


def _located(sentence: Sentence, place: int) -> bool:
    """Whether the figure at `place` counts where something is done (在全国21个省份的130多家医院推广)."""
    return any(word.text == "在" for word in sentence.words[sentence.clause_start[place] : place])


def _governed(sentence: Sentence, place: int) -> bool:
    """Whether another word governs what the figure at `place` counts, so that no verb is its own."""
    before = sentence.words[_list_start(sentence, place) - 1].text
    return before in listed("governing") or _object_of(sentence, place)


def averaged(sentence: Sentence, place: int) -> range:
    """The words of what is said of the things that the count at `place` counts, behind their nouns; none where nothing is.

    An average (9家医院平均住院日), a rate (320例手术成功率), the people of a house (8家卫生院负责人).
    """
    mention = sentence.words[place].mention
    last = place + 1 + sentence.run_after[place + 1]
    if mention is None or mention.kind != "count":
        return range(0)
    if last < len(sentence.words) and sentence.words[last].kind == "d":  # 4个院区年均手术量
        last += 1 + sentence.run_after[last + 1]
    houses = mention.unit in _HOUSES

    def told(word: str) -> bool:
        return (
            (houses and (person(word) or word in listed("posts")))
            or word[:2] in listed("averages")
            or word.endswith(("率", "占比"))
        )

    return next((range(i, last) for i in range(place + 2, last) if told(sentence.words[i].text)), range(0))


def _acts(sentence: Sentence, i: int) -> bool:
    """Whether word `i` is an adverb before a verb: what stands before both is who acts."""
    words = sentence.words
    return words[i].kind == "d" and i + 1 < len(words) and words[i + 1].kind in VERBAL


def _list_start(sentence: Sentence, place: int) -> int:
    """The first of the figures that are counted in one list up to the one at `place` (11个市、64个县)."""
    words, first = sentence.words, place
    while first > 1 and words[first - 1].kind in ",&":
        k = first - 1 - sentence.run_before[first - 1]
        if not k or words[k - 1].kind != "F":
            break
        first = k - 1
    return first


def _object_of(sentence: Sentence, place: int) -> bool:
    """Whether a verb and a noun with 的 lead to the figure at `place`: 带动车队的42名同事加入…."""
    words, start = sentence.words, sentence.clause_start[place]
    return (
        place > start
        and words[place - 1].kind == "e"
        and any(word.kind == "v" for word in words[start : place - 1])
    )


def person(word: str) -> bool:
    """Whether a word names people."""
    return heads().get(word[-1]) == _PEOPLE or word in listed("crowds")


def change_before(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The verb of change that leads to the figure at `place`, with 同比 and the like before it."""
    k, counted = place - 1, sentence.counted
    while k >= 0 and sentence.words[k].kind in ",&F" and counted[place] - counted[k] <= _FIGURES:  # in a row
        k -= 1
    while k >= 0 and sentence.words[k].kind in BETWEEN:
        k -= 1
    if k < 0 or sentence.words[k].kind != "x":
        return None
    first = k
    while first and sentence.words[first - 1].text in listed("compared"):
        first -= 1
    return first, k + 1
