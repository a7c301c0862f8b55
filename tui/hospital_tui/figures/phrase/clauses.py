"""What a clause is to its sentence: where its predicate begins, whether it only tells circumstances or leads on."""

from collections.abc import Sequence

from hospital_tui.figures.phrase.chunks import Chunk, Sort

VERBS = frozenset((Sort.VERB, Sort.CHANGE))
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


def first_verb(chunks: Sequence[Chunk], begin: int, end: int) -> int | None:
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
        if sort in VERBS and not _thing(chunks, index, end):
            if _inside_relative(chunks, index, end):
                continue
            return index
        if (
            sort is Sort.VERBAL
            and fallback is None
            and not _taken(chunks, index, end)
            and (index == begin or chunks[index - 1].sort in (Sort.ADVERB, Sort.STOP))
        ):
            return index
        if sort is Sort.VERBAL and index == end - 1:
            fallback = index
    return fallback


def _taken(chunks: Sequence[Chunk], index: int, end: int) -> bool:
    """Whether a verbal noun belongs to what 将 takes to a verb behind it (将预约系统升级)."""
    return (
        index > 0
        and index + 2 < end
        and chunks[index - 1].word == "将"
        and chunks[index + 1].sort is Sort.NOUN
        and any(chunk.sort in VERBS for chunk in chunks[index + 2 : end])
    )


def _inside_relative(chunks: Sequence[Chunk], verb: int, end: int) -> bool:
    """Whether the verb belongs to a clause that ends in 的 before the predicate (家住杜泽镇的村民徐樟根做完彩超)."""
    owner = next((index for index in range(verb + 1, end) if chunks[index].sort is Sort.OF), None)
    if owner is None or owner + 1 >= end:
        return False
    return chunks[end - 1].sort is Sort.VERBAL or any(
        chunks[index].sort in VERBS and not _thing(chunks, index, end) for index in range(owner + 1, end)
    )


def _thing(chunks: Sequence[Chunk], index: int, end: int) -> bool:
    """Whether a verb names a thing: the last word of a clause, right behind 的 (得知他的遭遇)."""
    return index == end - 1 and index > 0 and chunks[index - 1].sort is Sort.OF


_PASSED = ("认证", "评审", "验收", "评估", "复审", "复评", "审批", "考试", "审核", "鉴定", "评定", "答辩", "测评", "复核", "评价", "考核")  # fmt: skip
"""What one passes (通过三级医院评审): no circumstance."""


_GROUNDS = ("要求", "规定", "精神", "部署", "安排", "意见", "通知", "方案", "规划", "标准")
"""What one acts upon: 根据…的工作要求，…."""


def frame(chunks: Sequence[Chunk], begin: int, end: int) -> bool:
    """Whether a clause only tells the circumstances: 按照国家标准，在院党委的领导下，."""
    if chunks[begin].word in ("对", "对于", "就") and chunks[end - 1].word.endswith(("而言", "来说", "来讲")):
        return True
    if chunks[begin].word == "为":
        acts = [i for i in range(begin + 1, end) if chunks[i].sort in (*VERBS, Sort.VERBAL)]
        return not acts or (acts[-1] == end - 1 and end - begin <= 3)  # 为表感激，
    if chunks[begin].word not in _FRAMES:
        return False
    if chunks[begin].word == "通过" and chunks[end - 1].word.endswith(_PASSED):
        return False
    if chunks[end - 1].word in ("下", "中", "后", "时", "上") or chunks[end - 1].word.endswith(_GROUNDS):
        return True
    return not any(chunk.sort in VERBS for chunk in chunks[begin + 1 : end])


_COMPANY = frozenset(
    [
        "带头", "带领", "率领", "带着", "带队", "率队", "牵头", "响应", "响应号召", "应邀", "受邀", "作为", "随", "随着", "带上", "抱着",
        "提着", "拿着", "联合", "携手", "联手", "乘坐", "乘车", "驱车", "经过", "借助", "依托", "利用", "围绕", "陪同",
        "陪伴", "跟着", "扛着", "背着", "抓住", "按照", "根据", "聚焦", "立足", "本着", "秉承", "秉持", "坚持", "归来", "学成归来", "率队", "转战",
    ]
)  # fmt: skip
"""Verbs of who comes along and of what one goes by: what they did, the next clause says."""


_RESOLVES = ("迅速行动", "高度重视", "积极响应", "快速响应", "闻令而动", "周密部署", "精心部署", "精心组织", "攻坚克难", "主动作为", "多措并举", "凝心聚力")  # fmt: skip
"""How one set to work; what was done, the next clause says."""


_WHEN = ("时", "之际", "之后", "期间", "时候", "时刻")
"""Ends of a clause of time; what happened then, the next one says."""


def _attributive(chunks: Sequence[Chunk], verb: int, end: int) -> bool:
    """Whether a verb stands in an attribute, and nothing but nouns follow its 的 (辗转求医的赵先生与家人)."""
    owner = next((index for index in range(verb + 1, end) if chunks[index].sort is Sort.OF), None)
    return owner is not None and all(
        chunk.sort in (Sort.NOUN, Sort.AND, Sort.PAUSE, Sort.OF) for chunk in chunks[owner + 1 : end]
    )


def leads_on(chunks: Sequence[Chunk], begin: int, end: int) -> bool:
    """Whether a clause only leads on to the next one: its verb says who came along, or it is nothing but a subject."""
    if end + 1 >= len(chunks) or chunks[end].word != "，":
        return False
    if begin < end and chunks[end - 1].word.endswith(
        ("指点下", "带领下", "领导下", "帮助下", "支持下", "努力下", "推动下")
    ):
        return True
    if begin < end and chunks[begin].word in ("由", "作为"):
        return True
    if begin + 1 < end and (chunks[end - 2].word + chunks[end - 1].word).endswith(_RESOLVES):
        return True
    if (
        begin < end
        and chunks[begin].word in ("当", "在", "就在", "正当")
        and chunks[end - 1].word.endswith(_WHEN)
    ):
        return True
    verb = first_verb(chunks, begin, end)
    if any(chunk.mention is not None for chunk in chunks[(begin if verb is None else verb) : end]):
        return False
    if verb is not None and not _attributive(chunks, verb, end):
        return chunks[verb].word in _COMPANY and not any(
            chunk.sort in (*VERBS, Sort.VERBAL) for chunk in chunks[verb + 1 : end]
        )
    following = end + 1
    while following < len(chunks) and chunks[following].sort in (Sort.ADVERB, Sort.PREPOSITION):
        following += 1
    first = max((index for index in range(begin, end) if chunks[index].sort is Sort.OF), default=begin)
    return (
        begin < end
        and chunks[end - 1].sort is Sort.NOUN
        and not any(chunk.sort in (Sort.VERBAL, Sort.ADVERB) for chunk in chunks[first:end])
        and following < len(chunks)
        and chunks[following].sort is Sort.VERB
    )
