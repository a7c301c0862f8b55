"""The event that a date or a length of time belongs to: the verb and its object, shortened."""

import re
from collections.abc import Sequence

from hospital_tui.figures.lexicon import words
from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.phrase.clauses import VERBS, first_verb, frame, leads_on
from hospital_tui.figures.phrase.phrases import before, clause_end, clause_start, from_to
from hospital_tui.figures.phrase.trimming import trimmed

_NOMINAL = frozenset((Sort.NOUN, Sort.VERBAL))
_EMPTY_CLAUSE = re.compile("(?:恰逢|正值|适逢|星期|周[一二三四五六日])")
_CLOCK = re.compile(
    r"(?:当[天日晚]|次日|第二天|[早晚]上|[上下中]午|凌晨|清晨|傍晚|深夜|夜里|\d{1,2}[时点:：]\d{0,2}分?|许|左右|前后|，)+"
)
"""A clause of nothing but the time of day (当天14时08分)."""
_LEADING = re.compile(
    "^(?:以来|开始|起[，]?|期间|前后|左右|上旬|中旬|下旬|至今|的|[底初末]?[以之]?前(?=$|[，的])|底|初|末)+"
)
_STATED = frozenset(
    ["是", "为", "获", "荣获", "获得", "有", "拥有", "设有", "跻身", "进入", "实现", "完成", "突破"]
)
_LONGEST = 26


def event(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The event at the date or length of time `chunks[place]`; "" where nothing can be found."""
    start = clause_start(chunks, place)
    end = clause_end(chunks, place)
    if place > start and chunks[place - 1].sort is Sort.CLOSE:
        start = place  # behind the reporters' names: （记者 王华）6月28日
    if _founded(chunks, place):
        return _left_event(text, chunks, start, place)
    if named := _in_a_name(text, chunks, place, end):
        return named
    own = _event_in(text, chunks, place + 1, end)
    if own and leads_on(chunks, place + 1, end):
        own = _next_event(text, chunks, end) or own
    if own:
        thing = _thing_before(text, chunks, start, place) if len(own) <= 4 else ""
        return own if own.startswith(thing) else thing + own
    left = _left_event(text, chunks, start, place)
    spent = place > 0 and chunks[place - 1].word in _SPENT
    if place > start and chunks[place - 1].word == "是" and left.endswith("是"):
        return _next_event(text, chunks, end) or left
    if left and (len(left) >= 4 or spent) and end - place <= 2 and place - start > 0:
        return left
    return _next_event(text, chunks, end) or left


_AWARDED = frozenset(
    words("获 荣获 获得 获评 喜获 斩获 摘得 授予 评为 被评为 评选为 命名为 入选 当选 被授予 获颁 获授")
)


def _in_a_name(text: str, chunks: Sequence[Chunk], place: int, end: int) -> str:
    """The name a date stands in: 设置规划（2020-2025年）, 荣获2023年度“…”突出集体. "" elsewhere."""
    bracketed = chunks[place - 1].sort is Sort.OPEN if place else False
    if bracketed and place + 1 < len(chunks) and chunks[place + 1].sort is Sort.CLOSE:
        title = text.rfind("《", chunks[0].start, chunks[place].start)
        if title >= 0 and "》" not in text[title : chunks[place].start]:
            return _shortened(text[title + 1 : chunks[place - 1].start])
        return before(text, chunks, place, ranks=True)
    if chunks[place].word.endswith("年度") and place + 1 < end:
        start = clause_start(chunks, place)
        if any(chunk.word in _AWARDED for chunk in chunks[start:place]):
            return _shortened(_nominal(text, chunks, place + 1, end))
    return ""


def _next_event(text: str, chunks: Sequence[Chunk], end: int) -> str:
    """The event of the first clause behind `end` that states one, and not only what leads on to it."""
    first = ""
    while end < len(chunks):
        begin, end = end + 1, clause_end(chunks, end + 1)
        later = _event_in(text, chunks, begin, end)
        if later and not leads_on(chunks, begin, end):
            return later
        first = first or later
    return first


def _thing_before(text: str, chunks: Sequence[Chunk], start: int, place: int) -> str:
    """病房大楼 of 病房大楼于2012年启用, 预计2025年底投用: what the verb behind the date happens to."""
    index = place - 1
    while index >= start and (
        chunks[index].sort in (Sort.ADVERB, Sort.PREPOSITION, Sort.VERB)
        or chunks[index].word in ("计划", "预计", "于")
    ):
        index -= 1
    end = index + 1
    while index >= start and chunks[index].sort in _NOMINAL:
        index -= 1
    return trimmed(text[chunks[index + 1].start : chunks[end - 1].end]) if index + 1 < end else ""


def event_of_clause(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The event of the clause that `place` stands in."""
    return _event_in(text, chunks, clause_start(chunks, place), clause_end(chunks, place))


def _founded(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether the verb stands before the date: 始建于1979年."""
    if not place:
        return False
    word = chunks[place - 1].word
    return (word.endswith("于") and len(word) > 1) or (
        word in ("于", "在")
        and place > 1
        and chunks[place - 2].sort in (*VERBS, Sort.VERBAL)
        and chunks[place - 2].word not in ("计划", "预计", "规划", "拟")
    )


def _left_event(text: str, chunks: Sequence[Chunk], start: int, place: int) -> str:
    """Subject and verb before the date: 医院党委成立(于2019年)."""
    stop = place
    while stop > start and chunks[stop - 1].word in ("于", "在", "自", "从", "截至", "到", "至", "（"):
        stop -= 1
    if all(chunk.mention is not None or chunk.sort in (Sort.PAUSE, Sort.AND) for chunk in chunks[start:stop]):
        return ""
    if chunks[stop - 1].word in _SPENT:
        stop -= 1
        if all(chunk.sort in (Sort.VERB, Sort.ADVERB) for chunk in chunks[start:stop]):
            return ""
    said = text[chunks[start].start : chunks[stop - 1].end].removesuffix("于")
    if said in ("较", "比", "与", "同", "跟", "较上") or _SCENE.match(said):
        return ""
    return trimmed(said)[-_LONGEST:]


_SCENE = re.compile("(?:时间|时针|时钟|镜头|日历|记忆|故事|思绪)[^，。]{0,6}(?:回|溯|定格|倒流)")


_SPENT = frozenset(["用", "用了", "花", "花了", "需", "需要", "历时", "耗时", "用时", "仅用", "只用"])
"""Verbs of spending time: no event by themselves."""


def _timed(chunk: Chunk) -> bool:
    """Whether a chunk is a date or a length of time."""
    return chunk.mention is not None and chunk.mention.kind in ("date", "duration")


def _event_in(text: str, chunks: Sequence[Chunk], begin: int, end: int) -> str:
    """The event a clause states: from its first verb on, or the whole clause where the verb ends it."""
    while begin < end and (
        chunks[begin].sort in (Sort.ADVERB, Sort.OF, Sort.CLOSE, Sort.PAUSE, Sort.AND)
        or chunks[begin].word in _PARTICLES
        or _timed(chunks[begin])
    ):
        begin += 1
    if begin < end and chunks[begin].sort is Sort.OPEN:
        closing = next((index for index in range(begin, end) if chunks[index].sort is Sort.CLOSE), end)
        return _event_in(text, chunks, closing + 1, end)
    if begin >= end:
        return ""
    clause = text[chunks[begin].start : chunks[end - 1].end]
    rest = _LEADING.sub("", clause)
    if not rest or _EMPTY_CLAUSE.match(rest) or _CLOCK.fullmatch(rest):
        return ""
    if end < len(chunks) and frame(chunks, begin, end):
        return ""
    if chunks[begin].word == "随着":
        return _along(text, chunks, begin + 1, end)
    verb = first_verb(chunks, begin, end)
    if verb is None or (chunks[verb].sort is Sort.VERBAL and verb == begin):
        counted = next((index for index in range(begin, end) if chunks[index].mention is not None), None)
        if counted is not None and _ranked(chunks, counted) and counted > begin:
            return _shortened(_ranked_event(text, chunks, begin, counted, end))
        if (
            verb is not None
            and counted == _past_adverbs(chunks, verb + 1)
            and not _stops(chunks, counted, end)
        ):
            return _shortened(chunks[verb].word + _nominal_behind(text, chunks, counted, end))
        if counted is not None and counted > begin and (thing := before(text, chunks, counted)):
            if (
                verb is not None
                and counted - verb <= 6
                and chunks[verb].end <= text.find(thing, chunks[verb].start)
            ):
                thing = chunks[verb].word + thing
            return "" if thing in _OWNERS else thing
    if verb is None:
        return _shortened(_LEADING.sub("", _nominal(text, chunks, begin, end)))
    if chunks[verb].word in _SPENT and verb + 1 < end and _timed(chunks[verb + 1]) and end - verb <= 3:
        return _shortened(_nominal(text, chunks, begin, verb)) if verb > begin else ""
    saved = chunks[verb].sort is Sort.CHANGE and verb + 1 < end and chunks[verb + 1].sort is Sort.NOUN
    if (chunks[verb].sort is Sort.CHANGE and not saved) or (
        chunks[verb].reach and chunks[verb].word not in _STATED
    ):
        found = from_to(text, chunks, verb) or before(text, chunks, verb)
        return found or _shortened(_nominal_behind(text, chunks, verb, end))
    stop = _object_end(chunks, verb, end)
    if stop < end and chunks[stop].sort is Sort.PAUSE:
        became = next((index for index in range(stop, end) if chunks[index].word in _BECOMES), None)
        if became is not None and became + 1 < end:
            return _shortened(_nominal(text, chunks, became, end))
    if stop == verb + 1 or _only_particles(chunks, verb + 1, stop):
        first = begin
        for index in range(begin, verb):
            if chunks[index].sort is Sort.OF:
                first = index + 1
        return _shortened(_LEADING.sub("", text[chunks[first].start : chunks[verb].end]), tail=True)
    taken = _disposed(text, chunks, begin, verb)
    if taken:
        return taken
    amount = _amount(chunks, verb + 1, end)
    counted_by = before(text, chunks, amount, verbs=True) if amount else ""
    if len(counted_by) >= len(chunks[verb].word) + 2:
        return _shortened(counted_by)
    if amount and chunks[verb].word not in ("是", "为", "有"):
        summed = chunks[amount].mention
        actor = before(text, chunks, verb) if verb > begin else ""
        if summed is not None and summed.kind in ("count", "money"):
            return _shortened(("" if actor in _OWNERS else actor) + chunks[verb].word)
    if chunks[verb].word in ("是", "为"):
        return _shortened(text[chunks[verb + 1].start : chunks[stop - 1].end])
    return _shortened(text[chunks[verb].start : chunks[stop - 1].end])


def _disposed(text: str, chunks: Sequence[Chunk], begin: int, verb: int) -> str:
    """秘方献给 of 把祖传的11首秘方献给国家: what is disposed of, and how. "" without 把 or 将 and a thing behind it."""
    taken = next(
        (index for index in range(verb - 1, begin - 1, -1) if chunks[index].word in ("把", "将")), verb
    )
    last = verb - 1
    while last > taken and chunks[last].sort is Sort.ADVERB:
        last -= 1
    if last <= taken:
        return ""
    first = last
    while first > taken + 1 and chunks[first - 1].sort in (*_NOMINAL, Sort.OF):
        first -= 1
    thing = trimmed(text[chunks[first].start : chunks[last].end]) if chunks[last].sort in _NOMINAL else ""
    return _shortened(thing + chunks[verb].word, tail=True) if thing else ""


def _amount(chunks: Sequence[Chunk], index: int, end: int) -> int:
    """Where a number alone is the object of the verb (结余5200万元, 增收近1.2亿元); 0 where a noun follows it."""
    while index < end and (chunks[index].sort is Sort.ADVERB or chunks[index].reach):
        index += 1
    if index >= end or chunks[index].mention is None or _timed(chunks[index]):
        return 0
    mention = chunks[index].mention
    if mention is None or mention.kind == "rank" or not _stops(chunks, index, end):
        return 0
    if index + 1 < end and (
        chunks[index + 1].mention or chunks[index + 1].sort in (*VERBS, Sort.PREPOSITION)
    ):
        return 0
    return index


_BECOMES = frozenset(words("列为 列入 纳入 成为 评为 升级为 晋升为 确定为 入选 跻身"))
"""What became of a list of things (争取肿瘤内科、肿瘤外科列为重点专科)."""

_OWNERS = frozenset(
    ["医院", "该院", "我院", "全院", "科室", "该科", "集团", "中心", "团队", "他", "她", "他们", "记者"]
)
"""Who acts: no event by itself."""


def _ranked(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a place in an order stands inside the object of a verb (成立首个中心, 引进第二台机器人)."""
    mention = chunks[place].mention
    return mention is not None and mention.kind == "rank" and chunks[place - 1].sort is not Sort.STOP


def _ranked_event(text: str, chunks: Sequence[Chunk], begin: int, place: int, end: int) -> str:
    """引进福建省第二台机器人: from the verbal noun before the rank on, the thing that is ranked with it."""
    first = next((i for i in range(place - 1, begin - 1, -1) if chunks[i].sort is Sort.VERBAL), begin)
    stop = place + 1
    while stop < end and chunks[stop].sort in (*_NOMINAL, Sort.OF):
        stop += 1
    return text[chunks[first].start : chunks[stop - 1].end]


_PARTICLES = frozenset(
    [
        "来",
        "以来",
        "起",
        "后",
        "前",
        "内",
        "间",
        "里",
        "中",
        "时",
        "初",
        "底",
        "末",
        "开始",
        "之后",
        "之前",
        "期间",
        "时间",
        "至今",
        "下",
        "下来",
        "晚",
        "夜",
        "晨",
        "早",
        "相比",
        "相比较",
        "比较",
        "同期",
    ]
)


def _along(text: str, chunks: Sequence[Chunk], begin: int, end: int) -> str:
    """随着…的投入使用: what came with it, after the last figure in between."""
    for index in range(end - 1, begin - 1, -1):
        if chunks[index].mention is not None:
            begin = index + 1
            break
    return _shortened(text[chunks[begin].start : chunks[end - 1].end], tail=True) if begin < end else ""


def _object_end(chunks: Sequence[Chunk], verb: int, end: int) -> int:
    """Index after the object: up to a figure behind it, a list's second item, or the end of the clause."""
    index = verb + 1
    named = False
    while index < end:
        chunk = chunks[index]
        if chunk.mention is not None and named and _stops(chunks, index, end):
            break
        if chunk.sort is Sort.PAUSE and (
            (named and not _brief(chunks, verb, index)) or (index + 1 < end and _timed(chunks[index + 1]))
        ):
            break
        if named and (chunk.sort is Sort.OPEN or chunk.word in ("并", "并且")):
            break
        if chunk.sort in _NOMINAL and len(chunk.word) > 1:
            named = True
        index += 1
    return index


def _brief(chunks: Sequence[Chunk], verb: int, index: int) -> bool:
    """Whether the first item of a list says too little alone (装上了DR、生化分析仪和彩超)."""
    item = "".join(chunk.word for chunk in chunks[verb + 1 : index] if chunk.sort is Sort.NOUN)
    return len(item) <= 3 and item.isascii()


def _stops(chunks: Sequence[Chunk], index: int, end: int) -> bool:
    """Whether a figure ends the object: it does where no noun follows (胃镜239例), not in 入选首批50家名单."""
    mention = chunks[index].mention
    if mention is not None and mention.kind == "rank":
        return False
    return index + 1 >= end or chunks[index + 1].sort not in _NOMINAL


def _only_particles(chunks: Sequence[Chunk], begin: int, end: int) -> bool:
    return all(chunks[index].sort in (Sort.ADVERB, Sort.OF) for index in range(begin, end))


def _past_adverbs(chunks: Sequence[Chunk], index: int) -> int:
    """Index of the first chunk from `index` on that is no adverb and no particle."""
    while index < len(chunks) and chunks[index].sort is Sort.ADVERB:
        index += 1
    return index


def _nominal_behind(text: str, chunks: Sequence[Chunk], place: int, end: int) -> str:
    """The noun phrase right behind a figure."""
    stop = place + 1
    while stop < end and chunks[stop].sort in (*_NOMINAL, Sort.OF):
        stop += 1
    return _nominal(text, chunks, place + 1, stop) if stop > place + 1 else ""


def _nominal(text: str, chunks: Sequence[Chunk], begin: int, end: int) -> str:
    return text[chunks[begin].start : chunks[end - 1].end]


def _shortened(phrase: str, tail: bool = False) -> str:
    """At most as long as a reader takes in at a glance."""
    phrase = trimmed(phrase)
    if len(phrase) <= _LONGEST:
        return phrase
    return phrase[-_LONGEST:] if tail else phrase[:_LONGEST]
