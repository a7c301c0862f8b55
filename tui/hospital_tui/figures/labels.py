"""What a figure counts or measures: the noun phrase beside it, in the text's own words.

Chinese puts it behind the classifier (47名毕业生), before the number (总建筑面积5.8288万平方米), before a verb
(抢救成功率达到90%) or in the clause before; a change in percent names what changed and which way.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .chunks import Chunk, Sort
from .events import event, event_of_clause
from .lexicon import load, words
from .phrases import (
    after,
    before,
    clause_end,
    clause_start,
    from_to,
    noun_ending,
    object_of,
    sent_for,
    subject_before,
    trimmed,
)

Way = Literal["up", "down"]


@dataclass(slots=True)
class Label:
    """A label found: its words, and whether they were carried over or guessed."""

    text: str = ""
    inferred: bool = False
    change: Way | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence under work: its chunks, and the labels found so far."""

    text: str
    chunks: list[Chunk]
    places: list[int]
    """Index in `chunks` of each mention."""
    labels: list[Label] = field(default_factory=list)


def label_all(text: str, chunks: list[Chunk], subject: str) -> list[Label]:
    """The labels of the mentions of one sentence of a reading. `subject`: what the sentence before spoke of."""
    places = [index for index, chunk in enumerate(chunks) if chunk.mention is not None]
    sentence = Sentence(text, chunks, places)
    for order, place in enumerate(places):
        label = _label(sentence, order, place, subject)
        label.text = label.text.strip("、，：；。的了 ")
        sentence.labels.append(label)
    return sentence.labels


def _label(sentence: Sentence, order: int, place: int, subject: str) -> Label:
    mention = sentence.chunks[place].mention
    assert mention is not None
    if mention.kind == "date":
        return _date(sentence, order, place)
    if mention.kind == "rank":
        found = _rank(sentence, order, place)
    elif mention.kind == "percent":
        found = _percent(sentence, order, place)
    elif mention.kind == "duration":
        found = _duration(sentence, place)
    else:
        found = _count(sentence, order, place)
    if found is not None and found.text:
        return found
    return _carried(sentence, order, place, subject)


def _date(sentence: Sentence, order: int, place: int) -> Label:
    """The event of a date; where the clause only gives a value for it, what has the value."""
    moved = from_to(sentence.text, sentence.chunks, place)
    if moved:
        return Label(moved)
    found = event(sentence.text, sentence.chunks, place)
    if found:
        return Label(found)
    return Label(_last_label(sentence, order), True)


def _last_label(sentence: Sentence, order: int) -> str:
    """The label of the nearest figure before that is no date."""
    for index in range(order - 1, -1, -1):
        mention = sentence.chunks[sentence.places[index]].mention
        if mention is not None and mention.kind != "date" and sentence.labels[index].text:
            return sentence.labels[index].text
    return ""


_GROUPS = frozenset(words("批 批次 期 组 支 轮 场 次 场次 个"))


def _grouped(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """9批 of 9批300多名医疗队员: what the next figure counts."""
    index = place + 1
    if index < len(chunks) and chunks[index].word in ("共", "共计", "计", "累计", "总计"):
        index += 1
    nearest = chunks[index].mention if index < len(chunks) else None
    if nearest is None or not (nearest.kind == "count" or nearest.unit in ("岁", "周岁")):
        return ""
    return after(text, chunks, index)


def _count(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a count, a measure or an amount of money."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    moved = from_to(text, chunks, place)
    if moved:
        return Label(moved)
    changed = _change_of(sentence, order, place)
    if changed is not None:
        return changed
    aged = place + 1 < len(chunks) and chunks[place + 1].word.endswith(("岁", "岁以上", "岁以下"))
    if (aged or mention.unit in _GROUPS) and (grouped := _grouped(text, chunks, place)):
        return Label(grouped)
    left = before(text, chunks, place)
    right = after(text, chunks, place)
    if left and _opens(chunks, place) and (_MEASURED.search(left) or mention.unit in ("人次", "人")):
        return Label(left)
    if mention.unit == "倍" and place and chunks[place - 1].sort is Sort.OF and order:
        return Label(sentence.labels[order - 1].text if not left or chunks[place - 2].mention else left, True)
    if mention.glued and mention.unit == "人" and right:
        return Label(right)
    if mention.unit in ("人", "人次", "例次", "元") and left and not _opens(chunks, place):
        return Label(left)
    shared = _shared(sentence, order, place)
    if right and (mention.kind != "measure" or _modifies(chunks, place)):
        return Label(right)
    if shared is not None:
        return shared
    if place and chunks[place - 1].sort is Sort.OF and (owner := _described(text, chunks, place)):
        return Label(owner)
    award = _award_before(sentence, order, place)
    if award is not None:
        return award
    if left:
        return Label(left)
    if purpose := sent_for(text, chunks, place):
        return Label(purpose)
    if place + 1 < len(chunks) and chunks[place + 1].word in ("用于", "用来", "投向"):
        return Label(object_of(text, chunks, place))
    paid = mention.kind == "money" and place > 0 and chunks[place - 1].sort is Sort.VERB
    if mention.kind in ("count", "money") and not paid and (goal := object_of(text, chunks, place)):
        return Label(goal)
    return None


_MEASURED = re.compile(
    "(?:面积|投资|资金|直径|体重|身高|海拔|[长宽高深厚]度?|距离|价值|造价|投入|金额|费用|占地|收入|产值|总值|重量|容积|厚度)$"
)
"""What a measure or a price is of, where the thing follows behind 的: 总投资4.8亿元的迁建工程."""


def _described(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """最小的17岁: what stands before 的."""
    begin = place - 1
    while begin and chunks[begin - 1].sort in (Sort.NOUN, Sort.VERBAL, Sort.ADVERB):
        begin -= 1
    return text[chunks[begin].start : chunks[place - 1].start] if begin < place - 1 else ""


def _change_of(sentence: Sentence, order: int, place: int) -> Label | None:
    """缩短2.1天, 增长2.7倍, 减少支出700万元: what changed, and the change."""
    chunks = sentence.chunks
    verb = place - 1
    while verb >= 0 and chunks[verb].sort is Sort.ADVERB:
        verb -= 1
    if verb < 0 or chunks[verb].sort is not Sort.CHANGE:
        return None
    found = _changed(sentence, order, place, verb, 0)
    return found if len(found.text) > len(chunks[verb].word) else None


def _opens(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a noun phrase follows at once that the number belongs to (的 between them, or nothing before)."""
    return place + 1 < len(chunks) and chunks[place + 1].sort is Sort.OF


def _modifies(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a measure stands before the thing it describes: 3.0T高端核磁共振, 5毫米的小切口."""
    return place + 1 < len(chunks) and chunks[place + 1].sort in (Sort.OF, Sort.NOUN, Sort.VERBAL)


def _award_before(sentence: Sentence, order: int, place: int) -> Label | None:
    """1项 of 二等奖1项: the prize."""
    chunks = sentence.chunks
    if place == 0 or order == 0:
        return None
    prize = chunks[place - 1].mention
    if prize is None or prize.kind != "rank" or prize.unit not in ("等奖", "等功"):
        return None
    return Label(
        sentence.labels[order - 1].text + chunks[place - 1].word, sentence.labels[order - 1].inferred
    )


_TOTALS = ("总数", "总量", "数量", "规模", "总计", "数")


def _shared(sentence: Sentence, order: int, place: int) -> Label | None:
    """A、B、C分别为1、2、3: the item of the list at the figure's own place."""
    chunks = sentence.chunks
    first = place
    while (
        first > 1
        and chunks[first - 1].sort in (Sort.PAUSE, Sort.AND)
        and chunks[first - 2].mention is not None
    ):
        first -= 2
    if first == 0 or not chunks[first - 1].word.startswith("分别"):
        return None
    index = (place - first) // 2
    stop = first - 1
    while stop and chunks[stop - 1].sort in (Sort.VERB, Sort.ADVERB, Sort.CHANGE):
        stop -= 1
    begin = clause_start(chunks, stop)
    items: list[str] = []
    current = ""
    for chunk in chunks[begin:stop]:
        if chunk.sort in (Sort.PAUSE, Sort.AND):
            items.append(current)
            current = ""
        else:
            current += chunk.word
    items.append(current)
    wanted = 1
    last = place
    while (
        last + 2 < len(chunks)
        and chunks[last + 1].sort in (Sort.PAUSE, Sort.AND)
        and chunks[last + 2].mention is not None
    ):
        last += 2
    wanted = (last - first) // 2 + 1
    if len(items) == 1 and wanted > 1 and items[0]:
        run = _earlier_run(sentence, order, place) if items[0].endswith(_TOTALS) else []
        return Label(run[index], True) if len(run) == wanted else Label(trimmed(items[0]))
    if len(items) == wanted > 1 and all(len(items[-1]) - len(item) >= 3 for item in items[:-1]):
        return Label(trimmed("、".join(items)))
    if len(items) >= wanted and wanted > 1:
        return Label(trimmed(items[len(items) - wanted + index]))
    return None


_UP = frozenset(words(load("grammar")["change_up"]))


def _way(word: str) -> Way:
    """Which way a verb of change goes."""
    return "up" if any(up in word for up in _UP) else "down"


def _percent(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a percent: what changed and which way, the share of what, or the rate."""
    text, chunks = sentence.text, sentence.chunks
    moved = from_to(text, chunks, place)
    if moved:
        return Label(moved)
    index = place - 1
    listed = index
    while (
        listed > 0
        and chunks[listed].sort in (Sort.PAUSE, Sort.AND)
        and chunks[listed - 1].mention is not None
    ):
        listed -= 2
    verb = listed
    while verb >= 0 and (
        chunks[verb].sort is Sort.ADVERB
        or chunks[verb].word in ("达", "达到", "为", "分别为", "至", "到", "均")
    ):
        verb -= 1
    if verb >= 0 and chunks[verb].sort is Sort.CHANGE:
        return _changed(sentence, order, place, verb, (index - listed) // 2)
    shared = _shared(sentence, order, place)
    if shared is not None:
        return shared
    if index >= 0 and chunks[index].sort is Sort.OF:
        base = subject_before(text, chunks, index)
        if base:
            return Label(base)
    left = before(text, chunks, place)
    if left:
        return Label(left)
    right = after(text, chunks, place)
    if right:
        return Label(right)
    return None


def _changed(sentence: Sentence, order: int, place: int, verb: int, index: int) -> Label:
    """胃镜…同比增长44.8%: what changed, then the change."""
    text, chunks = sentence.text, sentence.chunks
    how = chunks[verb].word.removesuffix("了").removesuffix("达").removesuffix("为")
    start = verb
    while (
        start
        and chunks[start - 1].sort is Sort.ADVERB
        and chunks[start - 1].word in ("同比", "环比", "年均", "平均")
    ):
        start -= 1
        how = chunks[start].word + how
    what = before(text, chunks, verb, reach=True)
    way = _way(chunks[verb].word)
    if what and what not in words(load("grammar")["subjects"]):
        return Label(what + how, change=way)
    run = _earlier_run(sentence, order, place)
    if run:
        label = run[min(index, len(run) - 1)]
        return Label(label + how, True, way)
    return Label(how, True, way)


def _earlier_run(sentence: Sentence, order: int, place: int) -> list[str]:
    """The labels of the figures right before a list of changes, with which they pair (胃镜239例、肠镜99例，同比增长…)."""
    chunks = sentence.chunks
    first = order
    while (
        first
        and chunks[sentence.places[first] - 1].sort in (Sort.PAUSE, Sort.AND)
        and sentence.places[first - 1] == sentence.places[first] - 2
    ):
        first -= 1
    width = 1
    last = order
    places = sentence.places
    while (
        last + 1 < len(places)
        and places[last + 1] == places[last] + 2
        and chunks[places[last] + 1].sort in (Sort.PAUSE, Sort.AND)
    ):
        last += 1
    width = last - first + 1
    labels: list[str] = []
    for index in range(first - 1, -1, -1):
        mention = chunks[places[index]].mention
        assert mention is not None
        placed = mention.kind == "rank" and chunks[places[order]].word.endswith(("位", "名"))
        if (mention.kind in ("date", "duration", "rank") and not placed) or (
            mention.kind == "percent" and sentence.labels[index].change
        ):
            if labels:
                break
            continue
        labels.insert(0, sentence.labels[index].text)
        if len(labels) == width:
            break
    return labels


def _duration(sentence: Sentence, place: int) -> Label | None:
    """Label of a length of time or an age: the person, the thing that lasts, or what happened."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    nearest = chunks[place - 1] if place else None
    if mention.unit in ("岁", "周岁", "天大", "月龄", "日龄", "周龄"):
        right = after(text, chunks, place, limit=7)
        return Label(right or before(text, chunks, place) or subject_before(text, chunks, place))
    moved = from_to(text, chunks, place)
    if moved:
        return Label(moved)
    changed = _change_of(sentence, 0, place)
    if changed is not None and not changed.inferred:
        return changed
    if nearest is not None and nearest.sort is Sort.OF and (owner := _described(text, chunks, place)):
        return Label(owner)
    left = before(text, chunks, place, verbs=True)
    if left in words(load("grammar")["subjects"]):
        left = ""
    nearby = chunks[place + 1] if place + 1 < len(chunks) else None
    if (
        nearby is not None
        and nearby.sort is Sort.NOUN
        and len(nearby.word) > 1
        and (nearest is None or nearest.sort is not Sort.NOUN)
    ):
        return Label(after(text, chunks, place))
    if _opens(chunks, place):
        return Label(after(text, chunks, place) or left)
    if nearest is not None and nearest.word in _SPENT:
        acts = any(chunk.sort is Sort.VERB for chunk in chunks[place + 1 : clause_end(chunks, place)])
        earlier = "" if acts else before_clause(text, chunks, place)
        return Label(earlier or event(text, chunks, place) or left)
    if len(left) == 1 and (subject := subject_before(text, chunks, place)):
        left = subject + left
    if nearest is not None and nearest.sort not in (Sort.STOP, Sort.PREPOSITION) and left:
        return Label(left)
    return Label(event(text, chunks, place) or after(text, chunks, place))


_SPENT = frozenset(
    ["用", "用了", "只用", "仅用", "用时", "历时", "耗时", "历经", "花", "花了", "需", "只需", "需要"]
)


def before_clause(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The event of the clause before, on which the time was spent."""
    start = clause_start(chunks, place)
    return event_of_clause(text, chunks, start - 2) if start > 1 else ""


def _rank(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a rank: the thing that is first, the contest, or the hospital with a grade."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    placed = (
        isinstance(mention.value, str)
        or mention.unit in ("等奖", "等功")
        or chunks[place].word.startswith(("第", "前"))
    )
    grade = isinstance(mention.value, str) and chunks[place].word[-1] not in "+＋"
    if grade or not placed or (mention.unit in ("批", "届", "个", "家", "台", "例", "期")):
        right = after(text, chunks, place, ranks=True)
        if right:
            return Label(right)
        goal = object_of(text, chunks, place)
        if goal and not placed:
            return Label(goal)
    if placed and mention.unit in ("名", "位", None) and (contest := _contest(sentence, place)):
        return Label(contest)
    left = before(text, chunks, place, ranks=True)
    if mention.unit in ("等奖", "等功") and not left:
        previous = _same_contest(sentence, order)
        if previous is not None:
            return previous
    if left and left not in ("全国", "全省", "全市", "国家", "省", "市"):
        return Label(left)
    subject = subject_before(text, chunks, place)
    if subject:
        return Label(subject)
    right = after(text, chunks, place, ranks=True)
    return Label(right) if right else None


_CONTEST = re.compile("考核|评价|评比|竞赛|大赛|比赛|排行|榜|评选|测评|监测|国考|评审|考评")


def _contest(sentence: Sentence, place: int) -> str:
    """The contest or the assessment named in the clauses before a place in an order."""
    for index in range(place - 1, max(-1, place - 14), -1):
        chunk = sentence.chunks[index]
        if chunk.sort in (Sort.NOUN, Sort.VERBAL) and _CONTEST.search(chunk.word):
            return noun_ending(sentence.text, sentence.chunks, index)
    return ""


def _same_contest(sentence: Sentence, order: int) -> Label | None:
    """The contest of the prize before: 二等奖1项，三等奖1项."""
    for index in range(order - 1, -1, -1):
        mention = sentence.chunks[sentence.places[index]].mention
        if mention is not None and mention.kind == "rank" and mention.unit in ("等奖", "等功"):
            return Label(sentence.labels[index].text, True)
    return None


def _carried(sentence: Sentence, order: int, place: int, subject: str) -> Label:
    """What the clauses before speak of, or the verb itself (调研30余次), or the sentence before."""
    text, chunks = sentence.text, sentence.chunks
    verb = before(text, chunks, place, verbs=True)
    whole = _whole_label(sentence, order, place)
    if whole and (not verb or verb in _LIGHT or len(verb) < 2):
        return Label(whole, True)
    if verb and len(verb) >= 2 and verb not in _LIGHT:
        return Label(verb, True)
    earlier = subject_before(text, chunks, place)
    if earlier:
        return Label(earlier, True)
    last = _last_label(sentence, order)
    if last:
        return Label(last, True)
    goal = object_of(text, chunks, place)
    if goal:
        return Label(goal, True)
    return Label(subject, bool(subject))


_LIGHT = frozenset(words(load("grammar")["light"]))


def _whole_label(sentence: Sentence, order: int, place: int) -> str:
    """The label of the figure that 其中 refers to."""
    chunks = sentence.chunks
    start = clause_start(chunks, place)
    if any(chunk.word.startswith("其中") for chunk in chunks[start:place]) and order:
        return sentence.labels[order - 1].text
    return ""


_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")


_LONGEST = 400
"""Characters after which a sentence is cut: what belongs to a figure stands near it, and time stays linear."""


def sentences(text: str) -> list[tuple[int, int]]:
    """The [start, end) of each sentence of a reading; a very long one in pieces."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            stop = max(text.rfind(mark, start + 1, start + _LONGEST) + 1 for mark in "；，、")
            stop = stop if stop > start else start + _LONGEST
            found.append((start, stop))
            start = stop
        found.append((start, end))
    return found
