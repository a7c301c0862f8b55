"""What could be the label of a figure beside a run of words near it: a source each."""

from collections.abc import Container, Iterator, Sequence
from itertools import chain

from hospital_tui.figures.label.candidates import (
    AGES,
    BETWEEN,
    CHANGE,
    ITEM,
    NO_BEGINNING,
    OBJECT,
    Candidate,
    change_before,
    graded,
    hangs,
    person,
)
from hospital_tui.figures.label.sentence import NOMINAL, Sentence, listed
from hospital_tui.figures.read.mentions import Word

_LOOSE = frozenset("uFqed")
"""Classes that may stand between a verb, its figures and their object."""
_DOING = frozenset("vgwx")
_EACH = ("分别", "分列")
"""What tells that figures behind it belong one by one to what stands before it."""
_LEADING = frozenset("pgxdu")
"""Classes of what stands between 分别 and the figures."""
_LONGEST_OBJECT = 3
"""Words of an object behind a figure."""
_MORE = frozenset("低高少多快慢大小长短贵")
_THINGS, _OWN = frozenset("nojw"), frozenset("nQo")
_SCALES = frozenset("百千万亿余多0123456789")
"""How a number of people ends that no classifier stands behind."""
_RATES = frozenset("率量数额费比度用日分积")
"""What a list ends with whose items are not yet what is measured (高血压、糖尿病患者管理率)."""
_IN_ROW = frozenset(",&CFdr")
"""Classes that stand between the grades of a row."""
_AWARD = 3
"""Characters of the shortest name of an award."""
_OCCASION, _AT = frozenset("中上里"), frozenset("在")
"""Words around the occasion on which an award was won."""
_BEHIND_OCCASION = frozenset("Cvgxdnhoj")


def further(sentence: Sentence, order: int, plain: list[Candidate]) -> Iterator[Candidate]:
    """What could be the label of a figure beside the runs of words near it (`plain`): all other sources, a line each."""
    yield from changed(sentence, order, plain)
    yield from bridged(sentence, order)
    yield from distributed(sentence, order)
    yield from awarded(sentence, order)
    yield from of_people(sentence, sentence.figures[order])
    yield from owning(sentence, sentence.figures[order])


def of_people(sentence: Sentence, place: int) -> Iterator[Candidate]:
    """The people of an age or a number, and no rate or task of theirs: 人口 in 65岁以上人口比例, 群众 in 52万群众健康保障任务."""
    mention, words = sentence.words[place].mention, sentence.words
    end = place + 1 + sentence.run_after[place + 1]
    if mention is None or end == place + 1:
        return
    aged = mention.unit in AGES and (
        mention.qualifier != "exact" or mention.high is not None or words[end - 1].text[-1] in _RATES
    )
    if aged or (mention.unit == "人" and words[place].text[-1] in _SCALES):
        last = next((k + 1 for k in range(place + 1, end) if person(words[k].text)), end)
        if last < end:
            yield Candidate(place + 1, last, (), ITEM)


def owning(sentence: Sentence, place: int) -> Iterator[Candidate]:
    """The noun right before a count with 的 behind it: 年门诊量 in 年门诊量40万人次的医院."""
    words, first = sentence.words, place - sentence.run_before[place]
    mention = words[place].mention
    if mention is None or mention.kind != "count" or first == place or words[place - 1].kind != "n":
        return
    if place + 1 < len(words) and words[place + 1].kind == "e":
        yield Candidate(first, place, (), ITEM)


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
    while first < len(words) and (words[first].kind in _LOOSE or hangs(sentence, first)):
        first += 1
    for last in range(first + 1, min(first + sentence.run_after[first], first + _LONGEST_OBJECT) + 1):
        yield Candidate(k, k + 1, ((first, last),), OBJECT)


def distributed(sentence: Sentence, order: int) -> Iterator[Candidate]:
    """The item of the list before 分别 that a figure of the list behind it belongs to, with what both share.

    Where one noun stands there they are all of that (体重分别为680克和720克). Without 分别 only rates tell that they go
    together (三级、四级手术占比55%、27%).
    """
    words, (first, wanted) = sentence.words, _row(sentence, order)
    place = sentence.figures[first]
    start = sentence.clause_start[place]
    bare = next(k for k in range(place, start - 1, -1) if k == start or words[k - 1].kind not in _LEADING)
    mark = next((k for k in range(place - 1, start - 1, -1) if words[k].text.startswith(_EACH)), bare)
    told = words[mark].text.startswith(_EACH)
    marks = [k for k in range(start, mark) if words[k].kind in ",&"]
    if wanted == 1 or not (told or len(marks) == wanted - 1):
        return
    verb = change_before(sentence, place) if told else None
    changes = (verb,) if verb else ()
    alone = _item_start(sentence, mark, start)
    if told and alone < mark and (alone == start or words[alone - 1].kind not in ",&e"):
        if bare <= mark + 1 and words[mark - 1].text not in listed("both"):
            yield Candidate(alone, mark, changes, ITEM)
    elif len(marks) < wanted - 1:
        yield from _of_amounts(sentence, order, first, wanted)
    else:
        yield from _item(
            sentence, order - first, (start, marks[len(marks) - wanted + 1 :], mark), told, changes
        )


def _row(sentence: Sentence, order: int) -> tuple[int, int]:
    """The first figure of the row that a figure stands in with nothing but a mark between, and how many they are."""
    figures = sentence.figures
    first = last = order
    while first and _touches(sentence, figures[first - 1], figures[first]):
        first -= 1
    while last + 1 < len(figures) and _touches(sentence, figures[last], figures[last + 1]):
        last += 1
    return first, last - first + 1


def _item(
    sentence: Sentence,
    n: int,
    row: tuple[int, list[int], int],
    told: bool,
    changes: tuple[tuple[int, int], ...],
) -> Iterator[Candidate]:
    """Item `n` of a list with what all share. `row`: where its clause begins, its marks, its end; `told`: by 分别."""
    words, (start, marks, end) = sentence.words, row
    edges = [_item_start(sentence, marks[0], start), *(k + 1 for k in marks)]
    stop, common = _common(sentence, edges[0], marks, end)
    a, b = edges[n], [*marks, stop][n]
    rates = [words[k - 1].text[-1] in _RATES for k in (*marks, end)]
    if rates[-1] and stop == end and not rates[0]:
        a, b = edges[0], end  # whose the rate is besides, nobody can tell: it is of the list
    if a < b and (told or rates[-1]):
        yield Candidate(a, b, (*([(common, end)] if common < end else []), *changes), ITEM)


def _common(sentence: Sentence, start: int, marks: Sequence[int], end: int) -> tuple[int, int]:
    """Where the last item of a list ends, and where what all items share begins: behind 的, or where the last alone names a rate."""
    words, last = sentence.words, marks[-1] + 1
    owner = next((k for k in range(last, end) if words[k].kind == "e"), None)
    if owner is not None:
        return owner, owner + 1
    if words[end - 1].text[-1] not in _RATES or words[marks[0] - 1].text[-1] in _RATES:
        return end, end
    # the last item ends as the first (3个月、12个月复发率) or is as long, or the second of more (新院区门诊楼、医技楼、住院楼建筑面积), else nobody knows
    a, b = (start, marks[0]) if len(marks) == 1 else (marks[0] + 1, marks[1])
    long = words[b - 1].end - words[a].start
    alike = (k for k in range(last + 2, end) if words[k - 1].text == words[b - 1].text)
    as_long = (k for k in range(last + 1, end) if words[k - 1].end - words[last].start == long)
    stop = next(chain(alike, as_long), end)
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

    In a row of grades those that name no award are of the one before: 竞赛一等奖1项、二等奖2项. What stands right behind another
    grade counts that: Ⅰ期71项.
    """
    words, place = sentence.words, sentence.figures[order]
    behind = words[place - 1].mention if place else None
    if behind is not None and graded(sentence, place - 1) and behind.unit is None:
        yield Candidate(place - 1, place, (), ITEM)
    grade = place
    while grade and not prize(words[grade]) and (grade == place or words[grade].kind in BETWEEN):
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


def apart(sentence: Sentence, place: int) -> list[int]:
    """Words that are in no label of the figure at `place`: of a grade other grades and the verb of winning; of a date the clock."""
    mention = sentence.words[place].mention
    if prize(sentence.words[place]):
        return [i for i, word in enumerate(sentence.words) if prize(word) or word.text in listed("won")]
    if mention is None or mention.kind != "date":
        return []
    scene = (
        k for k in range(sentence.clause_start[place], place) if sentence.words[k].text in listed("scenes")
    )
    return list(range(next(scene, place), place))


def compared_with(sentence: Sentence, place: int) -> range:
    """The words that say with what the figure at `place` is compared: it is of none of them (比全市平均水平低640元)."""
    words, start = sentence.words, sentence.clause_start[place]
    if words[place - 1].text not in _MORE:
        return range(0)
    first = next((k + 1 for k in range(start, place) if words[k].text == "比"), place)
    return range(
        first, next((k + 1 for k in range(place - 1, first - 1, -1) if words[k].kind in _THINGS), first)
    )


def behind_another(sentence: Sentence, order: int) -> int:
    """The figure before in a list, where this one has a noun of its own (“一对多”90元 behind “一对一”220元、); else -1."""
    words, place = sentence.words, sentence.figures[order]
    other, mention = sentence.figures[order - 1] if order else -1, words[place].mention
    said = [word.kind for word in words[other + 2 : place]]
    if not order or words[other + 1].kind != "," or not said or said[0] not in _OWN:
        return -1
    amount = mention is not None and mention.kind not in ("date", "rank", "percent")
    return other if amount and all(kind in NOMINAL or kind in "dg" for kind in said) else -1


def prize(word: Word) -> bool:
    """Whether a word is the grade of an award: 二等奖."""
    return word.mention is not None and word.mention.unit == "等奖"


def _award(sentence: Sentence, grade: int) -> tuple[int, int] | None:
    """The words that name the award before its grade: behind the verb of winning, or where too little stands there the
    occasion before that (在技能竞赛中获团体二等奖); none where they are too few to be a name.
    """
    words = sentence.words
    last = grade - (grade > 0 and words[grade - 1].kind == "e")
    first, last = _name_before(sentence, last, listed("won"))
    if _long(sentence, first, last) or not first or words[first - 1].text not in listed("won"):
        return (first, last) if _long(sentence, first, last) else None
    last = first - 1
    while last and not (words[last - 1].text in _OCCASION and words[last].kind in _BEHIND_OCCASION):
        last -= 1
    first, last = _name_before(sentence, last - 1, _AT)
    return (first, last) if _long(sentence, first, last) and words[first - 1].text in _AT else None


def _name_before(sentence: Sentence, last: int, opens: Container[str]) -> tuple[int, int]:
    """The words up to `last` that can be a name, back to one that opens it."""
    words, first = sentence.words, last
    while first > 0 and (words[first - 1].kind not in "SC:|,&F" or graded(sentence, first - 1)):
        if words[first - 1].text in opens:
            break
        first -= 1
    while first < last and words[first].kind in NO_BEGINNING:
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
