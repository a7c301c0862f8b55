"""What a figure counts or measures: the noun phrase beside it, in the text's own words.

Chinese puts it behind the classifier (47名毕业生), before the number (总建筑面积5.8288万平方米), before a verb
(抢救成功率达到90%) or in the clause before; a change in percent names what changed and which way.
"""

import re
from collections.abc import Sequence

from hospital_tui.figures.label.changes import percent_label
from hospital_tui.figures.label.counts import count_label
from hospital_tui.figures.label.durations import AGES, duration_label
from hospital_tui.figures.label.events import event
from hospital_tui.figures.label.following import after, object_of
from hospital_tui.figures.label.standings import rank_label
from hospital_tui.figures.lexicon import words
from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.phrase.phrases import LIGHT, before, clause_start, from_to, subject_before
from hospital_tui.figures.phrase.sentence import Label, Sentence, last_label
from hospital_tui.figures.phrase.trimming import sound


def label_all(text: str, chunks: list[Chunk], subject: str) -> list[Label]:
    """The labels of the mentions of one sentence of a reading. `subject`: what the sentence before spoke of."""
    places = [index for index, chunk in enumerate(chunks) if chunk.mention is not None]
    sentence = Sentence(text, chunks, places)
    for order, place in enumerate(places):
        label = _label(sentence, order, place, subject)
        label.text = sound(label.text)
        if not label.text or _empty(label.text, sentence, place):
            label = _instead(sentence, order, place, subject, label.text)
        sentence.labels.append(label)
    return sentence.labels


def _label(sentence: Sentence, order: int, place: int, subject: str) -> Label:
    mention = sentence.chunks[place].mention
    assert mention is not None
    if mention.kind == "date":
        return _date(sentence, order, place)
    if mention.kind == "rank":
        found = rank_label(sentence, order, place)
    elif mention.kind == "percent":
        found = percent_label(sentence, order, place)
    elif mention.kind == "duration":
        found = duration_label(sentence, place)
    else:
        found = count_label(sentence, order, place)
    if found is not None and found.text:
        return found
    return _carried(sentence, order, place, subject)


_EMPTY = frozenset(
    "生俩花分查出收交掏用付省看做打走跑干站坐住等电金天人中前后时里上下位长国儿病贴问练供挂拍写讲听学教送开治抓吃喝睡卖买处远"
)


_WHEN_ONLY = frozenset(
    words(
        "现在 目前 如今 近期 远期 初期 后期 前期 当初 起初 平时 平日 前后 相比 下来 过去 以往 之后 以后 后来 期间 整个 一度 总共 全程 最多 最少 平均 时间内 时间里"
    )
)
"""Words that say only when or how: no label."""


def _empty(text: str, sentence: Sentence, place: int) -> bool:
    """Whether a label says nothing: one character that names no thing, or the words of a figure."""
    return (
        text in _EMPTY
        or text in _WHEN_ONLY
        or text == "其中"
        or any(text == sentence.chunks[other].word for other in sentence.places)
    )


def _instead(sentence: Sentence, order: int, place: int, subject: str, label: str = "") -> Label:
    """What the clause or the figure before speaks of, where nothing else is said."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    if mention is not None and mention.kind == "money" and place and chunks[place - 1].word.startswith("花"):
        return Label("花费", True)
    if mention is not None and mention.unit in AGES:
        listed = place + 1 < len(chunks) and chunks[place + 1].sort is Sort.PAUSE
        found = event(text, chunks, place) if listed else subject_before(text, chunks, place)
        return Label(found or _bare(text, chunks, place), True)
    spell = mention is not None and mention.kind == "duration"
    carried = last_label(sentence, order) if label in _WHEN_ONLY and not spell else ""
    for found in (
        carried,
        subject_before(text, chunks, place),
        event(text, chunks, place),
        after(text, chunks, place),
        last_label(sentence, order),
        subject,
    ):
        if (words_of := sound(found)) and not _empty(words_of, sentence, place):
            return Label(words_of, True)
    bare = _bare(text, chunks, place) or label
    return Label(bare, bool(bare))


def _bare(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The words of the clause before a figure, where nothing else can be said of it (再干6年)."""
    said = text[chunks[clause_start(chunks, place)].start : chunks[place].start]
    return said[-_BARE:] if _WORDS.fullmatch(said[-_BARE:]) else ""


_BARE = 8
"""Characters of a clause that are quoted for want of a label."""
_WORDS = re.compile("[一-鿿A-Za-z]{1,}")


def _date(sentence: Sentence, order: int, place: int) -> Label:
    """The event of a date; where the clause only gives a value for it, what has the value."""
    moved = from_to(sentence.text, sentence.chunks, place)
    if moved:
        return Label(moved)
    chunks = sentence.chunks
    dated = (
        place + 2 < len(chunks)
        and chunks[place + 1].sort is Sort.OF
        and chunks[place + 2].mention is not None
    )
    if dated and (last := last_label(sentence, order) or before(sentence.text, chunks, place)):
        return Label(last, True)  # 上升到80年代的30.6%, 是2021年的5.6倍
    found = event(sentence.text, chunks, place)
    if found:
        return Label(found)
    return Label(last_label(sentence, order), True)


def _carried(sentence: Sentence, order: int, place: int, subject: str) -> Label:
    """What the clauses before speak of, or the verb itself (调研30余次), or the sentence before."""
    text, chunks = sentence.text, sentence.chunks
    verb = _LIGHT_END.sub(r"\1", before(text, chunks, place, verbs=True))
    whole = _whole_label(sentence, order, place)
    if whole and (not verb or verb in LIGHT or len(verb) < 2):
        return Label(whole, True)
    if verb and len(verb) >= 2 and verb not in LIGHT:
        return Label(verb, True)
    earlier = subject_before(text, chunks, place)
    if earlier:
        return Label(earlier, True)
    last = last_label(sentence, order)
    if last:
        return Label(last, True)
    goal = object_of(text, chunks, place)
    if goal:
        return Label(goal, True)
    return Label(subject, bool(subject))


_LIGHT_END = re.compile("^([一-鿿]{2,}?)(?:共|共计|累计|总共)?(?:举办|开展|完成|实施|进行|组织)了?$")
"""A phrase that ends in a verb which says nothing of what is counted (培训共举办6期)."""


def _whole_label(sentence: Sentence, order: int, place: int) -> str:
    """The label of the figure that 其中 refers to."""
    chunks = sentence.chunks
    start = clause_start(chunks, place)
    if not any(chunk.word.startswith("其中") for chunk in chunks[start:place]):
        return ""
    for index in range(order - 1, -1, -1):
        mention = chunks[sentence.places[index]].mention
        if mention is not None and mention.kind in ("count", "money") and sentence.labels[index].text:
            return sentence.labels[index].text
    return sentence.labels[order - 1].text if order else ""
