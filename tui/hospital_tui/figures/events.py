"""The event that a date or a length of time belongs to: the verb and its object, shortened."""

import re
from collections.abc import Sequence

from .chunks import Chunk, Sort
from .phrases import before, clause_end, clause_start, from_to, trimmed

_VERBS = frozenset((Sort.VERB, Sort.CHANGE))
_NOMINAL = frozenset((Sort.NOUN, Sort.VERBAL))
_EMPTY_CLAUSE = re.compile("(?:恰逢|正值|适逢|星期|周[一二三四五六日])")
_LEADING = re.compile(
    "^(?:以来|开始|起[，]?|期间|前后|左右|上旬|中旬|下旬|至今|的|[底初末]?[以之]?前(?=$|[，的])|底|初|末)+"
)
_STATED = frozenset(
    ["是", "为", "获", "荣获", "获得", "有", "拥有", "设有", "跻身", "进入", "实现", "完成", "突破"]
)
_FRAMES = frozenset(
    [
        "按照",
        "根据",
        "依据",
        "依照",
        "经过",
        "经",
        "为了",
        "针对",
        "围绕",
        "通过",
        "作为",
        "依托",
        "凭借",
        "借助",
        "结合",
        "本着",
        "在",
        "面对",
        "面向",
    ]
)
"""Prepositions that open a clause of circumstance; the event follows it."""
_LONGEST = 26


def event(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The event at the date or length of time `chunks[place]`; "" where nothing can be found."""
    start = clause_start(chunks, place)
    end = clause_end(chunks, place)
    if _founded(chunks, place):
        return _left_event(text, chunks, start, place)
    own = _event_in(text, chunks, place + 1, end)
    if own:
        thing = _thing_before(text, chunks, start, place) if len(own) <= 4 else ""
        return own if own.startswith(thing) else thing + own
    left = _left_event(text, chunks, start, place)
    if left and len(left) >= 4 and end - place <= 2 and place - start > 0:
        return left
    while end < len(chunks):
        begin, end = end + 1, clause_end(chunks, end + 1)
        later = _event_in(text, chunks, begin, end)
        if later:
            return later
    return left


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
        and chunks[place - 2].sort in (*_VERBS, Sort.VERBAL)
        and chunks[place - 2].word not in ("计划", "预计", "规划", "拟")
    )


def _left_event(text: str, chunks: Sequence[Chunk], start: int, place: int) -> str:
    """Subject and verb before the date: 医院党委成立(于2019年)."""
    stop = place
    while stop > start and chunks[stop - 1].word in ("于", "在", "自", "从", "截至", "到", "至", "（"):
        stop -= 1
    if stop == start:
        return ""
    words = text[chunks[start].start : chunks[stop - 1].end].removesuffix("于")
    if words in ("较", "比", "与", "同", "跟", "较上"):
        return ""
    return trimmed(words)[-_LONGEST:]


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
    if not rest or _EMPTY_CLAUSE.match(rest):
        return ""
    if end < len(chunks) and _frame(chunks, begin, end):
        return ""
    if chunks[begin].word == "随着":
        return _along(text, chunks, begin + 1, end)
    verb = _first_verb(chunks, begin, end)
    if verb is None or (chunks[verb].sort is Sort.VERBAL and verb == begin):
        counted = next((index for index in range(begin, end) if chunks[index].mention is not None), None)
        if counted is not None and _ranked(chunks, counted) and counted > begin:
            return _shortened(_ranked_event(text, chunks, begin, counted, end))
        if counted is not None and counted > begin and (thing := before(text, chunks, counted)):
            return "" if thing in _OWNERS else thing
    if verb is None:
        return _shortened(_LEADING.sub("", _nominal(text, chunks, begin, end)))
    if chunks[verb].sort is Sort.CHANGE or (chunks[verb].reach and chunks[verb].word not in _STATED):
        return from_to(text, chunks, verb) or before(text, chunks, verb)
    stop = _object_end(chunks, verb, end)
    if stop == verb + 1 or _only_particles(chunks, verb + 1, stop):
        first = begin
        for index in range(begin, verb):
            if chunks[index].sort is Sort.OF:
                first = index + 1
        return _shortened(_LEADING.sub("", text[chunks[first].start : chunks[verb].end]), tail=True)
    if chunks[verb].word in ("是", "为"):
        return _shortened(text[chunks[verb + 1].start : chunks[stop - 1].end])
    return _shortened(text[chunks[verb].start : chunks[stop - 1].end])


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
    ]
)


_GROUNDS = ("要求", "规定", "精神", "部署", "安排", "意见", "通知", "方案", "规划", "标准")
"""What one acts upon: 根据…的工作要求，…."""


def _frame(chunks: Sequence[Chunk], begin: int, end: int) -> bool:
    """Whether a clause only tells the circumstances: 按照国家标准，在院党委的领导下，."""
    if chunks[begin].word not in _FRAMES:
        return False
    if chunks[end - 1].word in ("下", "中", "后", "时", "上") or chunks[end - 1].word.endswith(_GROUNDS):
        return True
    return not any(chunk.sort in _VERBS for chunk in chunks[begin + 1 : end])


def _along(text: str, chunks: Sequence[Chunk], begin: int, end: int) -> str:
    """随着…的投入使用: what came with it, after the last figure in between."""
    for index in range(end - 1, begin - 1, -1):
        if chunks[index].mention is not None:
            begin = index + 1
            break
    return _shortened(text[chunks[begin].start : chunks[end - 1].end], tail=True) if begin < end else ""


def _first_verb(chunks: Sequence[Chunk], begin: int, end: int) -> int | None:
    """Index of the verb that opens the predicate."""
    fallback = None
    depth = 0
    for index in range(begin, end):
        sort = chunks[index].sort
        if sort is Sort.OPEN:
            depth += 1
        elif sort is Sort.CLOSE:
            depth = max(0, depth - 1)
        if depth:
            continue
        if sort in _VERBS:
            if _inside_relative(chunks, index, end):
                continue
            return index
        if (
            sort is Sort.VERBAL
            and fallback is None
            and (index == begin or chunks[index - 1].sort in (Sort.ADVERB, Sort.STOP))
        ):
            return index
        if sort is Sort.VERBAL and index == end - 1:
            fallback = index
    return fallback


def _inside_relative(chunks: Sequence[Chunk], verb: int, end: int) -> bool:
    """Whether the verb belongs to a clause that ends in 的 before the predicate (家住杜泽镇的村民徐樟根做完彩超)."""
    owner = next((index for index in range(verb + 1, end) if chunks[index].sort is Sort.OF), None)
    return owner is not None and any(chunks[index].sort in _VERBS for index in range(owner + 1, end))


def _object_end(chunks: Sequence[Chunk], verb: int, end: int) -> int:
    """Index after the object: up to a figure behind it, a list's second item, or the end of the clause."""
    index = verb + 1
    named = False
    while index < end:
        chunk = chunks[index]
        if chunk.mention is not None and named and _stops(chunks, index, end):
            break
        if chunk.sort is Sort.PAUSE and (named or (index + 1 < end and _timed(chunks[index + 1]))):
            break
        if chunk.sort is Sort.OPEN and named:
            break
        if chunk.sort in _NOMINAL and len(chunk.word) > 1:
            named = True
        index += 1
    return index


def _stops(chunks: Sequence[Chunk], index: int, end: int) -> bool:
    """Whether a figure ends the object: it does where no noun follows (胃镜239例), not in 入选首批50家名单."""
    mention = chunks[index].mention
    if mention is not None and mention.kind == "rank":
        return False
    return index + 1 >= end or chunks[index + 1].sort not in _NOMINAL


def _only_particles(chunks: Sequence[Chunk], begin: int, end: int) -> bool:
    return all(chunks[index].sort in (Sort.ADVERB, Sort.OF) for index in range(begin, end))


def _nominal(text: str, chunks: Sequence[Chunk], begin: int, end: int) -> str:
    return text[chunks[begin].start : chunks[end - 1].end]


def _shortened(phrase: str, tail: bool = False) -> str:
    """At most as long as a reader takes in at a glance."""
    phrase = trimmed(phrase)
    if len(phrase) <= _LONGEST:
        return phrase
    return phrase[-_LONGEST:] if tail else phrase[:_LONGEST]
