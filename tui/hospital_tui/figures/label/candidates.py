"""Where a label can stand: the stretches of a sentence that could name what a figure is of.

A candidate is a run of words, and for some figures what is said further on as well: 门诊量 比上月 增加了 2000 is
门诊量 + 增加, and in A、B和C的差错率分别下降 each item has its own share of 差错率下降.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

import msgspec

from hospital_tui.figures.label.sentence import NOMINAL, Sentence, compared, manners, reporting, units, won
from hospital_tui.figures.read.mentions import Word

_NO_BEGINNING = frozenset("SC:,()|&eEukfyFpcqz")
_HANGING = frozenset(("后", "前", "时", "中", "内", "之后", "之前", "以后", "以前", "期间", "当中"))
_NO_END = frozenset(",(&eEpucdSgyz")
_BREAKS = frozenset("SC:|")
_LONGEST = 24
"""Characters of a candidate."""
_WORDS = 12
_BEHIND, _AHEAD = 4, 3
"""Clauses that are looked at before a figure and behind it."""
_FIGURES = 12
"""Figures that may stand between: six years and six values; without a pause there is no end to a clause."""
_LOOSE = frozenset("uFqed")
"""Classes that may stand between a verb, its figures and their object."""
_DOING = frozenset("vgwx")
_LONGEST_OBJECT = 3
"""Words of an object behind a figure."""
_BETWEEN = frozenset("udgmr")
"""Classes that may stand between a verb of change and its number (增加了将近…, 分别下降)."""

_RATES = frozenset("率量数额费比度")
"""What a list ends with whose items are not yet what is measured (高血压、糖尿病患者管理率)."""
_IN_ROW = frozenset(",&CFdr")
"""Classes that stand between the grades of a row."""
_AWARD = 3
"""Characters of the shortest name of an award."""
_OCCASION, _AT = frozenset("中上里"), frozenset("在")
"""Words around the occasion on which an award was won."""
_BEHIND_OCCASION = frozenset("Cvgxdnhoj")

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
        if (word.kind not in _NO_BEGINNING and not _hangs(sentence, i)) or _graded(sentence, i)
    ]


def _hangs(sentence: Sentence, i: int) -> bool:
    """Whether a word of time or place hangs on the one before it: 毕业后 in 毕业后分到外科."""
    words = sentence.words
    return i > 0 and words[i].text in _HANGING and words[i - 1].kind in "vwgx"


def _graded(sentence: Sentence, i: int) -> bool:
    """Whether a word is a grade or a place in an order, which names can hold (二级甲等医院)."""
    mention = sentence.words[i].mention
    return mention is not None and mention.kind == "rank"


def spans(sentence: Sentence) -> dict[int, list[tuple[int, Candidate]]]:
    """The runs of words that could be labels, by the word they begin with, with their ends, the shortest first."""
    words, depth = sentence.words, sentence.depth
    stops = [
        word.kind in _BREAKS
        or word.text in reporting()
        or _manner(sentence, i)
        or (word.kind == "F" and not _graded(sentence, i))
        for i, word in enumerate(words)
    ]
    closes = [
        word.kind not in _NO_END
        and not any(tells(sentence, i) for tells in (_unit_apart, _has_object, _per_time))
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
    return words[i].text in manners() and 0 < i < len(words) - 1 and words[i - 1].kind == "e"


def _reach(sentence: Sentence, first: int) -> int:
    """How far what begins at `first` can go: the end of a span does not own what the whole span is of (从入院到手术的时间)."""
    words = sentence.words
    before = words[first - 1].text if first else ""
    start = sentence.clause_start[first]
    if before in ("到", "至") and any(word.text in ("从", "自") for word in words[start:first]):
        return next((k for k in range(first, sentence.clause_end[first]) if words[k].kind == "e"), len(words))
    return len(words)


def _has_object(sentence: Sentence, last: int) -> bool:
    """Whether a verb stands before word `last` and a noun there: no label ends between a verb and what it does that to."""
    words = sentence.words
    return words[last - 1].kind in "vg" and last < len(words) and words[last].kind in NOMINAL


def _per_time(sentence: Sentence, last: int) -> bool:
    """Whether a short time to which a number is counted ends before word `last`: 心率每分钟."""
    words = sentence.words
    return (
        last > 1 and words[last - 2].text == "每" and words[last - 1].text in ("分钟", "小时", "秒", "秒钟")
    )


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


def near(sentence: Sentence, place: int) -> tuple[int, int]:
    """The words [low, high) that are near enough to the figure at `place`: by clauses, and by figures where nothing parts them."""
    clause, counted = sentence.clause, sentence.counted
    low = max(bisect_left(clause, clause[place] - _BEHIND), bisect_left(counted, counted[place] - _FIGURES))
    high = min(bisect_right(clause, clause[place] + _AHEAD), bisect_right(counted, counted[place] + _FIGURES))
    return low, high


def change_before(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The verb of change that leads to the figure at `place`, with 同比 and the like before it."""
    k, counted = place - 1, sentence.counted
    while k >= 0 and sentence.words[k].kind in ",&F" and counted[place] - counted[k] <= _FIGURES:  # in a row
        k -= 1
    while k >= 0 and sentence.words[k].kind in _BETWEEN:
        k -= 1
    if k < 0 or sentence.words[k].kind != "x":
        return None
    first = k
    while first and sentence.words[first - 1].text in compared():
        first -= 1
    return first, k + 1


def further(sentence: Sentence, order: int, plain: list[Candidate]) -> Iterator[Candidate]:
    """What could be the label of a figure beside the runs of words near it (`plain`): all other sources, a line each."""
    yield from changed(sentence, order, plain)
    yield from bridged(sentence, order)
    yield from distributed(sentence, order)
    yield from awarded(sentence, order)


def changed(sentence: Sentence, order: int, plain: list[Candidate]) -> Iterator[Candidate]:
    """The nouns before the verb of change that leads to a figure, with it."""
    verb = change_before(sentence, sentence.figures[order])
    if verb is None:
        return
    for candidate in plain:
        a, b = candidate.first, candidate.last
        outside = sentence.depth[a] > sentence.depth[verb[0]]
        if (
            b < verb[0]
            and not outside
            and all(sentence.words[i].kind in NOMINAL or sentence.words[i].kind == "e" for i in range(a, b))
        ):
            yield Candidate(a, b, (verb,), CHANGE)


def bridged(sentence: Sentence, order: int) -> Iterator[Candidate]:
    """The verb before a figure with the nouns behind it: 住了20天院 is 住 + 院."""
    words, place = sentence.words, sentence.figures[order]
    k = place - 1
    while k >= 0 and words[k].kind in _LOOSE:
        k -= 1
    if k < 0 or words[k].kind not in _DOING or sentence.clause_start[k] != sentence.clause_start[place]:
        return
    first = place + 1
    while first < len(words) and words[first].kind in _LOOSE:
        first += 1
    for last in range(first + 1, min(first + sentence.run_after[first], first + _LONGEST_OBJECT) + 1):
        yield Candidate(k, k + 1, ((first, last),), OBJECT)


def distributed(sentence: Sentence, order: int) -> Iterator[Candidate]:
    """The item of the list before 分别 that a figure of the list behind it belongs to, with what both share."""
    words, figures = sentence.words, sentence.figures
    first = order
    while first and _touches(sentence, figures[first - 1], figures[first]):
        first -= 1
    last = order
    while last + 1 < len(figures) and _touches(sentence, figures[last], figures[last + 1]):
        last += 1
    place = figures[first]
    start = sentence.clause_start[place]
    mark = next((k for k in range(place - 1, start - 1, -1) if words[k].text.startswith("分别")), None)
    if last == first or mark is None:
        return
    marks = [k for k in range(start, mark) if words[k].kind in ",&"]
    wanted = last - first + 1
    if len(marks) < wanted - 1:
        yield from _of_amounts(sentence, order, first, wanted)
        return
    marks = marks[len(marks) - wanted + 1 :]
    edges = [_item_start(sentence, marks[0], start), *(k + 1 for k in marks)]
    stop, common = _common(sentence, edges[0], marks, mark)
    a, b = edges[order - first], [*marks, stop][order - first]
    if b <= a:
        return
    more = [(common, mark)] if common < mark else []
    verb = change_before(sentence, place)
    yield Candidate(a, b, (*more, *((verb,) if verb else ())), ITEM)


def _common(sentence: Sentence, start: int, marks: Sequence[int], end: int) -> tuple[int, int]:
    """Where the last item of a list ends, and where what all items share begins: behind 的, or where the last alone names a rate."""
    words, last = sentence.words, marks[-1] + 1
    owner = next((k for k in range(last, end) if words[k].kind == "e"), None)
    if owner is not None:
        return owner, owner + 1
    if words[end - 1].text[-1] not in _RATES or words[marks[0] - 1].text[-1] in _RATES:
        return end, end
    long = (
        words[marks[0] - 1].end - words[start].start
    )  # the last item is as long as the first, else nobody knows
    stop = next((k for k in range(last + 1, end) if words[k - 1].end - words[last].start == long), end)
    return stop, stop


def _of_amounts(sentence: Sentence, order: int, first: int, wanted: int) -> Iterator[Candidate]:
    """The noun of the amount before that a figure of a list behind 分别 belongs to (手术2万例，其中四级手术4千例，分别增长9%、15%)."""
    words = sentence.words
    amounts = [k for k in sentence.figures[:first] if (told := words[k].mention) and told.kind != "date"]
    verb = change_before(sentence, sentence.figures[first])
    if len(amounts) < wanted or verb is None:
        return
    last = amounts[len(amounts) - wanted + order - first]
    begin = sentence.clause_start[last]
    while last > begin and words[last - 1].kind in "gd":
        last -= 1
    start = _item_start(sentence, last, begin)
    if start < last:
        yield Candidate(start, last, (verb,), ITEM)


def awarded(sentence: Sentence, order: int) -> Iterator[Candidate]:
    """The award that a grade is of (科技进步奖 of 科技进步奖二等奖), and for the number of such awards the award with its grade.

    In a row of grades those that name no award are of the one before: 竞赛一等奖1项、二等奖2项.
    """
    words, place = sentence.words, sentence.figures[order]
    grade = place
    while grade and not prize(words[grade]) and (grade == place or words[grade].kind in _BETWEEN):
        grade -= 1
    if not prize(words[grade]):
        return
    name, named = _award(sentence, grade), grade
    while name is None:
        named -= 1
        while named >= 0 and not prize(words[named]) and words[named].kind in _IN_ROW:
            named -= 1
        if named < 0 or not prize(words[named]):
            break
        name = _award(sentence, named)
    if name is not None:
        yield Candidate(*name, () if grade == place else ((grade, grade + 1),), ITEM)
    elif grade != place:
        yield Candidate(grade, grade + 1, (), ITEM)


def prize(word: Word) -> bool:
    """Whether a word is the grade of an award: 二等奖."""
    return word.mention is not None and word.mention.unit == "等奖"


def _award(sentence: Sentence, grade: int) -> tuple[int, int] | None:
    """The words that name the award before its grade: behind the verb of winning, or where too little stands there the
    occasion before that (在技能竞赛中获团体二等奖); none where they are too few to be a name.
    """
    words = sentence.words
    last = grade - (grade > 0 and words[grade - 1].kind == "e")
    first, last = _name_before(sentence, last, won())
    if _long(sentence, first, last) or not first or words[first - 1].text not in won():
        return (first, last) if _long(sentence, first, last) else None
    last = first - 1
    while last and not (words[last - 1].text in _OCCASION and words[last].kind in _BEHIND_OCCASION):
        last -= 1
    first, last = _name_before(sentence, last - 1, _AT)
    return (first, last) if _long(sentence, first, last) and words[first - 1].text in _AT else None


def _name_before(sentence: Sentence, last: int, opens: Container[str]) -> tuple[int, int]:
    """The words up to `last` that can be a name, back to one that opens it."""
    words, first = sentence.words, last
    while first > 0 and (words[first - 1].kind not in "SC:|,&F" or _graded(sentence, first - 1)):
        if words[first - 1].text in opens:
            break
        first -= 1
    while first < last and words[first].kind in _NO_BEGINNING:
        first += 1
    return first, last


def _long(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words are long enough for the name of an award."""
    return first < last and sentence.words[last - 1].end - sentence.words[first].start >= _AWARD


def _touches(sentence: Sentence, left: int, right: int) -> bool:
    """Whether only one mark stands between two figures."""
    return right - left == 2 and sentence.words[left + 1].kind in ",&"


def _item_start(sentence: Sentence, mark: int, start: int) -> int:
    """Where the first item of a list begins: its nouns before the first mark."""
    k = mark
    while k > start and sentence.words[k - 1].kind in NOMINAL:
        k -= 1
    return k
