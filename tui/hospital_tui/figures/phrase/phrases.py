"""Noun phrases before a place in a chunked sentence."""

from collections.abc import Sequence

from hospital_tui.figures.lexicon import load, unit_at, words
from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.phrase.trimming import GENERIC, head, subjects, trimmed

NOMINAL = frozenset((Sort.NOUN, Sort.VERBAL))

LIGHT = frozenset(words(load("grammar")["light"]))
"""Verbs that say nothing of what is counted (完成, 取得)."""


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


def text_of(text: str, chunks: Sequence[Chunk], begin: int, end: int) -> str:
    """The words of chunks [begin, end)."""
    return text[chunks[begin].start : chunks[end - 1].end] if begin < end else ""


def before(
    text: str,
    chunks: Sequence[Chunk],
    place: int,
    *,
    verbs: bool = False,
    ranks: bool = False,
    reach: bool = False,
) -> str:
    """The noun phrase that ends before `place`, a verb of reaching or an adverb between them allowed.

    `verbs`: a verb right before the number is taken in (从事骨外科工作20余年, 调研30余次). `ranks`: what stands before an
    opening bracket is taken. `reach`: the place is a verb itself.
    """
    index = place - 1
    if ranks:
        while (
            index >= 0
            and chunks[index].mention is None
            and (
                chunks[index].sort is Sort.OPEN
                or chunks[index].word in ("全国", "全省", "全市", "全县", "全区", "国家级", "省级")
            )
        ):
            index -= 1
    elif index >= 0 and chunks[index].sort is Sort.OPEN:
        index -= 1
    if index >= 0 and chunks[index].sort in (Sort.PAUSE, Sort.AND):
        return ""
    passed = False
    while index >= 0 and (
        chunks[index].reach
        or chunks[index].sort is Sort.ADVERB
        or _silent(chunks[index])
        or chunks[index].word in ("首次", "首度")
        or (index > 0 and kind_of(chunks[index]) == "duration" and chunks[index - 1].word == "连续")
    ):
        if (
            verbs
            and chunks[index].sort is Sort.VERB
            and not passed
            and len(chunks[index].word) > 1
            and chunks[index].word not in _REACHING
        ):
            break
        passed = True
        index -= 1
    stop = index + 1
    if verbs and index >= 0 and chunks[index].sort in (Sort.VERB, Sort.CHANGE):
        index -= 1
        if index > 0 and chunks[index].word in _SUMMING and chunks[index - 1].sort in NOMINAL:
            index -= 1
    begin = _nominal_start(chunks, index)
    while begin > 1 and begin <= index and _is_compared(chunks, begin, index):
        index = begin - 2
        while index >= 0 and chunks[index].sort is Sort.ADVERB:
            index -= 1
        stop = index + 1
        begin = _nominal_start(chunks, index)
    if begin == index + 1 and stop == index + 1:
        return ""
    begin = _own_act(chunks, _own_part(chunks, begin, index), index)
    if (
        0 < begin < len(chunks)
        and chunks[begin].word.startswith("人员")
        and chunks[begin - 1].sort is Sort.VERB
    ):
        begin -= 1  # 退休人员
    if verbs and begin and chunks[begin - 1].sort is Sort.VERB and len(chunks[begin - 1].word) > 1:
        begin -= 1
    if (
        begin == stop - 1
        and begin
        and len(chunks[begin].word) == 1
        and chunks[begin].sort is Sort.NOUN
        and chunks[begin - 1].sort is Sort.VERB
        and len(chunks[begin - 1].word) > 1
    ):
        begin -= 1  # 种植牙: a noun of one character takes its verb in
    if begin == stop - 1 and chunks[begin].sort is not Sort.NOUN and len(chunks[begin].word) <= 2:
        while begin and chunks[begin - 1].word in _FREQUENCY:
            begin -= 1
    if begin and chunks[begin - 1].word == "一" and chunks[begin].word.startswith("次"):
        begin -= 1
    phrase = trimmed(text_of(text, chunks, begin, stop))
    if begin and chunks[begin - 1].word == "一" and len(phrase) > 2 and unit_at(phrase, 0) is not None:
        phrase = phrase[1:]
    if phrase in GENERIC and begin and chunks[begin - 1].sort in (Sort.VERB, Sort.CHANGE):
        phrase = chunks[begin - 1].word + phrase
    if len(phrase) > 10 and not verbs:
        phrase = head(phrase)
    return phrase


def _is_compared(chunks: Sequence[Chunk], begin: int, index: int) -> bool:
    """Whether a phrase names what something is compared with (比组建前, 低于全省平均水平)."""
    place = begin - 1
    while place > 0 and chunks[place].word in _SCOPES:
        place -= 1
    if chunks[place].word in ("低于", "高于", "超过", "优于"):
        return chunks[index].word.endswith(("水平", "均值", "平均值"))
    return chunks[begin - 1].word in _COMPARED


_SCOPES = frozenset(["全国", "全省", "全市", "全县", "全区"])

_SUMMING = frozenset(["共", "共计", "累计", "总共", "合计", "已"])
"""Adverbs between what is summed up and its verb (医保基金共结余)."""

_COMPARED = frozenset(["比", "较", "与", "同", "跟", "比上", "较上"])
"""Prepositions that name what a change is measured against (比组建前增长2.7倍): not what changed."""

_FREQUENCY = frozenset(
    [
        "平均",
        "平均每天",
        "平均每年",
        "平均每月",
        "每天",
        "每月",
        "每年",
        "每周",
        "每日",
        "每次",
        "每人",
        "日均",
        "年均",
        "月均",
        "人均",
        "多",
        "全年",
    ]
)

_REACHING = frozenset(words(load("grammar")["reach"])) - frozenset(("完成", "实现", "连续", "耗时", "用时"))


def _nominal_start(chunks: Sequence[Chunk], index: int) -> int:
    """Index of the first chunk of the noun phrase that ends at `index`; `index` + 1 where none does."""
    begin = index + 1
    depth = 0
    while index >= 0:
        chunk = chunks[index]
        if chunk.sort is Sort.CLOSE:
            depth += 1
        elif chunk.sort is Sort.OPEN:
            depth -= 1
            if depth < 0:
                break
        elif depth > 0 and chunk.sort is not Sort.STOP:
            pass
        elif chunk.sort in NOMINAL:
            begin = index
        elif (
            (chunk.sort in (Sort.OF, Sort.ETC) and index)
            or (chunk.sort in (Sort.AND, Sort.PAUSE) and _coordinates(chunks, index))
            or (
                chunk.sort is Sort.PREPOSITION
                and chunk.word in ("和", "与", "及")
                and _coordinates(chunks, index)
            )
        ):
            pass
        else:
            break
        index -= 1
    return begin


def _own_part(chunks: Sequence[Chunk], begin: int, index: int) -> int:
    """Where the phrase begins without the object of a preposition: 在核心期刊发表论文 is 发表论文."""
    if not begin or chunks[begin - 1].sort is not Sort.PREPOSITION:
        return begin
    for place in range(begin + 1, index):
        if chunks[place].sort is Sort.VERBAL and chunks[place + 1].sort is Sort.NOUN:
            return place
    return begin


def _own_act(chunks: Sequence[Chunk], begin: int, index: int) -> int:
    """Where the phrase begins without who acts: 市中心医院救治病人 is 救治病人, 2个村销售农产品 is 销售农产品."""
    if begin < index and chunks[begin].sort is Sort.NOUN and chunks[begin].word.endswith(_ACTING):
        return begin + 1 if chunks[begin + 1].sort is Sort.VERBAL else begin
    counted = 0 < begin < index and kind_of(chunks[begin - 1]) == "count"
    if counted and chunks[begin].sort is Sort.NOUN and chunks[begin + 1].sort is Sort.VERBAL:
        return begin + 1  # 帮助2个村销售农产品: the villages are counted already
    return begin


_ACTING = ("医院", "分院", "总院", "卫生院", "医疗队", "团队", "急救中心")


def noun_ending(text: str, chunks: Sequence[Chunk], index: int) -> str:
    """The noun phrase whose last chunk is `index`."""
    return trimmed(text_of(text, chunks, _nominal_start(chunks, index), index + 1))


def _coordinates(chunks: Sequence[Chunk], index: int) -> bool:
    """Whether 、 or 和 joins two nouns, and not two statements with a number each."""
    if index == 0 or index + 1 >= len(chunks):
        return False
    first = index - 1
    while first >= 0 and chunks[first].sort in (
        *NOMINAL,
        Sort.OF,
        Sort.PAUSE,
        Sort.AND,
        Sort.CLOSE,
        Sort.ETC,
    ):
        first -= 1
    if first >= 0 and kind_of(chunks[first]) not in ("", "date"):
        return False
    return chunks[index - 1].sort in (*NOMINAL, Sort.CLOSE)


def _silent(chunk: Chunk) -> bool:
    """Whether a chunk is 今年 or its like, which gives time and is no figure."""
    return chunk.mention is not None and chunk.mention.silent


def kind_of(chunk: Chunk) -> str:
    """Kind of the figure that a chunk is; "" for words."""
    return chunk.mention.kind if chunk.mention is not None else ""


def from_to(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What goes 由68分钟降至52分钟 or 从2009年的86例增加到643例: the phrase before 由 or 从. "" where nothing does."""
    start, end = clause_start(chunks, place), clause_end(chunks, place)
    for index in range(place - 1, start - 1, -1):
        if chunks[index].word in ("由", "从"):
            later = chunks[index + 1 : end]
            verbs = [
                spot
                for spot, chunk in enumerate(later)
                if chunk.sort is Sort.CHANGE or chunk.reach or chunk.word in _ARRIVING
            ]
            if not verbs or not any(chunk.mention for chunk in later[: verbs[0]]):
                return ""
            if chunks[place].mention and not any(chunk.mention for chunk in later[verbs[0] :]):
                return ""  # 从1977年毕业就回到村里
            found = before(text, chunks, index)
            return (
                found
                or (subject_before(text, chunks, index) if index > 0 else "")
                or _next_subject(text, chunks, end)
            )
    return ""


def _next_subject(text: str, chunks: Sequence[Chunk], end: int) -> str:
    """The noun phrase that opens the clause behind `end` (从2015年的1200例到2021年的4500例，介入手术增长近3倍)."""
    begin = end + 1
    stop = begin
    while stop < len(chunks) and chunks[stop].sort in NOMINAL:
        stop += 1
    return trimmed(text_of(text, chunks, begin, stop)) if begin < stop else ""


_ARRIVING = frozenset(
    [
        "到",
        "至",
        "提到",
        "调到",
        "涨到",
        "减到",
        "缩到",
        "加到",
        "降为",
        "调整为",
        "调至",
        "提至",
        "减至",
        "扩到",
        "缩小到",
        "放大到",
        "提前到",
        "延长到",
        "变成",
        "变为",
    ]
)


_YEARS_OLD = ("岁", "周岁")


def subject_before(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The noun phrase before the verb of the clause, or of a clause before it."""
    index = place - 1
    while index >= 0:
        chunk = chunks[index]
        if chunk.sort in NOMINAL:
            begin = _nominal_start(chunks, index)
            if begin and chunks[begin - 1].sort is Sort.PREPOSITION:
                index = begin - 1
                continue
            phrase = trimmed(text_of(text, chunks, begin, index + 1))
            governed = index + 1 < len(chunks) and chunks[index + 1].sort in (
                Sort.VERB,
                Sort.ADVERB,
                Sort.CHANGE,
                Sort.STOP,
                Sort.VERBAL,
                Sort.PREPOSITION,
            )
            governed = governed or (index + 1 < len(chunks) and _silent(chunks[index + 1]))
            if governed and len(phrase) >= 2 and phrase not in subjects():
                return head(phrase) if len(phrase) > 10 else phrase
            index = begin - 1
            continue
        if (
            kind_of(chunk) not in ("", "date", "rank")
            and chunk.mention
            and chunk.mention.unit not in _YEARS_OLD
        ):
            return ""
        index -= 1
    return ""
