"""Labels of counts, measures and amounts of money: what is counted, measured or paid for."""

import re
from collections.abc import Sequence

from hospital_tui.figures.label.changes import change_of, item_of_list
from hospital_tui.figures.label.events import event
from hospital_tui.figures.label.following import after, described, grouped, object_of, opens, sent_for
from hospital_tui.figures.lexicon import words
from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.phrase.phrases import (
    LIGHT,
    before,
    clause_end,
    clause_start,
    from_to,
    noun_ending,
    subject_before,
)
from hospital_tui.figures.phrase.sentence import Label, Sentence, last_label

_GROUPS = frozenset(words("批 批次 期 组 支 轮 场 次 场次 个 类 大类 种 档"))


def _doubled(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """64排 of 64排128层CT: what the measure right behind it is of."""
    nearest = chunks[place + 1].mention if place + 1 < len(chunks) else None
    return after(text, chunks, place + 1) if nearest is not None and nearest.kind == "measure" else ""


def count_label(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a count, a measure or an amount of money."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    ends = place > 0 and chunks[place - 1].word in ("从", "由", "到", "至") and _noun_behind(chunks, place)
    if mention.unit in _DISTANCES and (way := _way_between(text, chunks, place)):
        return Label(way)
    if ends and mention.kind == "count" and (thing := after(text, chunks, place)):
        return Label(thing)
    moved = from_to(text, chunks, place)
    if moved:
        return Label(moved)
    changed = change_of(sentence, order, place)
    if changed is not None:
        return changed
    aged = place + 1 < len(chunks) and chunks[place + 1].word.endswith(("岁", "岁以上", "岁以下"))
    if (aged or mention.unit in _GROUPS) and (together := grouped(text, chunks, place)):
        return Label(together)
    if mention.kind == "measure" and (doubled := _doubled(text, chunks, place)):
        return Label(doubled)
    if _ranges(chunks, place) and (thing := after(text, chunks, place + 2)):
        return Label(thing)
    if mention.unit in _SORTS and (divided := _divided(text, chunks, place)):
        return Label(divided)
    if mention.unit == "分" and (assessed := _assessed(text, chunks, place)):
        return Label(assessed)
    if mention.kind == "money" and place and chunks[place - 1].word in _SPENDING and _acts(chunks, place):
        return Label(event(text, chunks, place))
    if mention.unit in _TIMES and _leads_verb(chunks, place) and (happened := event(text, chunks, place)):
        return Label(happened)
    left = before(text, chunks, place)
    right = after(text, chunks, place)
    if right and place and chunks[place - 1].word in ("到", "至") and _noun_behind(chunks, place):
        return Label(right)
    if not left and opens(chunks, place) and place and chunks[place - 1].word in _OCCUPIES:
        return Label(chunks[place - 1].word)
    if right and opens(chunks, place) and mention.unit == "人" and _POPULATION.search(right):
        return Label(right)
    if left and opens(chunks, place) and (_MEASURED.search(left) or mention.unit in ("人次", "人")):
        return Label(left)
    if mention.unit == "倍" and (base := _multiple_of(sentence, order, place)):
        return Label(base, True)
    if mention.unit == "倍" and place and chunks[place - 1].sort is Sort.OF and order:
        return Label(sentence.labels[order - 1].text if not left or chunks[place - 2].mention else left, True)
    if left and mention.kind == "measure" and _MEASURED.search(left):
        return Label(left)
    if (
        right
        and chunks[place].word.endswith(("以上", "以下"))
        and mention.unit == "人"
        and _noun_behind(chunks, place)
    ):
        return Label(right)
    if (
        right
        and text.startswith(right + "之一", text.find(right + "之一", mention.end))
        and not _noun_behind(chunks, place)
    ):
        return Label(right)
    if mention.glued and mention.unit == "人" and right:
        return Label(right)
    if left and mention.unit in ("项", "件") and (applied := _applied_for(text, left, mention.start)):
        return Label(applied)
    if mention.unit in _HEADS and place and chunks[place - 1].sort is Sort.ETC and left and not right:
        return Label(_unnamed(left) or object_of(text, chunks, place) or event(text, chunks, place) or left)
    if "、" in left and (item := item_of_list(sentence, order, place)) is not None:
        return item
    if mention.unit in ("人", "人次", "例次", "元") and left and not opens(chunks, place):
        return Label(left)
    shared = item_of_list(sentence, order, place)
    if right and (mention.kind != "measure" or _modifies(chunks, place)):
        return Label(right)
    if shared is not None:
        return shared
    if place and chunks[place - 1].sort is Sort.OF and (owner := described(text, chunks, place)):
        return Label(owner)
    if left in _SIDES and mention.unit != "层" and (sided := _of_whole(sentence, order, left)):
        return Label(sided)
    award = _award_before(sentence, order, place)
    if award is not None:
        return award
    if left in LIGHT and (subject := subject_before(text, chunks, place)):
        return Label(subject)
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


def _applied_for(text: str, left: str, stop: int) -> str:
    """申请发明专利 of 申请发明专利1项: what is only applied for is not what was granted. "" else."""
    at = text.rfind(left, 0, stop)
    verb = text[max(0, at - 2) : at]
    return verb + left if verb in ("申请", "申报") else ""


_HEADS = frozenset(words("人 名 位"))
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_NAMED = re.compile(
    f"^(.*?(?:人才|医生|医师|教授|主任|院长|书记|同志|护士长?|专家|带头人|负责人|传承人|病人|员|者|师|长|骨干|干部|代表|先生|女士))?[{_SURNAMES}][一-鿿]{{1,2}}$"
)


def _unnamed(listed: str) -> str:
    """高层次人才 of 高层次人才刘霞等9人: of people who are listed by name, what they are. "" where only names are said."""
    matched = [(item, _NAMED.match(item)) for item in re.split("[、和与及]", listed)]
    if not any(match for _, match in matched):
        return listed
    kinds = [item if match is None else match[1] for item, match in matched]
    return next((kind for kind in reversed(kinds) if kind), "")


_SIDES = frozenset(words("地上 地下 室内 室外 院内 院外 线上 线下 城区 农村 男性 女性"))


def _of_whole(sentence: Sentence, order: int, side: str) -> str:
    """地下停车位 of 停车位1500个（地下1000个，地上500个）: a side of what the figure before counts."""
    unit = _unit(sentence, order)
    for index in range(order - 1, -1, -1):
        label = sentence.labels[index].text
        if _unit(sentence, index) != unit:
            return ""
        if label and not label.startswith(tuple(_SIDES)):
            return side + label.removeprefix("总")
    return ""


def _unit(sentence: Sentence, order: int) -> str | None:
    """Unit of the mention at `order`."""
    mention = sentence.chunks[sentence.places[order]].mention
    return None if mention is None else mention.unit


_DISTANCES = frozenset(words("公里 千米 里 英里 海里 里路"))
_BETWEEN = re.compile(
    "(?:^|[，。；：从距])([一-鿿]{2,10}?)(?:到|至|距离?)([一-鿿]{2,10}?)(?:最?[近远]?的?(?:距离|路程|车程|直线距离)?(?:只?有|足有|约|近|相距|全程|仅|为|超过)?)$"
)


def _way_between(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """机场到医院 of 机场到医院34公里的路: between which places a distance lies."""
    start = chunks[clause_start(chunks, place)].start
    match = _BETWEEN.search(text[start : chunks[place].start])
    return f"{match[1]}到{match[2]}" if match else ""


_TIMES = frozenset(words("次 回 趟 度"))


def _leads_verb(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a number of times stands between who acts and what was done (艾力两次赴省城进修)."""
    return (
        0 < place < len(chunks) - 1
        and chunks[place - 1].sort in (Sort.NOUN, Sort.ADVERB)
        and chunks[place + 1].sort in (Sort.VERB, Sort.PREPOSITION)
    )


def _multiple_of(sentence: Sentence, order: int, place: int) -> str:
    """What A是B的3倍 says of A: the phrase before 是, else what the figure before counts."""
    chunks = sentence.chunks
    if not place or chunks[place - 1].sort is not Sort.OF:
        return ""
    start = clause_start(chunks, place)
    for index in range(place - 2, start - 1, -1):
        if chunks[index].word in ("是", "为", "相当于", "达", "达到", "约为"):
            own = before(sentence.text, chunks, index) if index > start else ""
            return own or last_label(sentence, order) or subject_before(sentence.text, chunks, index)
    return ""


def _ranges(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a figure opens a range whose end has the noun (给予5000元至5万元奖励)."""
    if (
        place + 3 >= len(chunks)
        or chunks[place + 1].word not in ("至", "到")
        or not _noun_behind(chunks, place + 2)
    ):
        return False
    low, high = chunks[place].mention, chunks[place + 2].mention
    return low is not None and high is not None and low.kind == high.kind and low.unit == high.unit


_SORTS = frozenset(words("类 种 型 档 级 个阶段 阶段 步 部分 大类 层次 方面"))


def _divided(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What is divided: 息肉 of 息肉分为炎性、增生性和腺瘤性三类. "" where a noun follows the number."""
    if _noun_behind(chunks, place):
        return ""
    for index in range(place - 1, clause_start(chunks, place), -1):
        if chunks[index].word in ("分为", "分成", "分", "可分为", "划分为", "分作"):
            return before(text, chunks, index)
    return ""


_ASSESSED = re.compile("评审|评估|考核|测评|复审|评价|考试|竞赛|大赛|认证|验收")


def _assessed(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What the points were won in, where the clause names it behind them (以926分的成绩通过三级医院评审)."""
    for index in range(place + 1, clause_end(chunks, place)):
        if _ASSESSED.search(chunks[index].word) and chunks[index].sort in (Sort.NOUN, Sort.VERBAL):
            named = noun_ending(text, chunks, index)
            return named if len(named) >= 4 else ""
    return ""


_SPENDING = frozenset(
    words("投入 投资 斥资 耗资 出资 花费 花 花了 投入了 筹资 筹集 筹措 自筹 拿出 拨付 拨款 募集 融资")
)
"""Verbs of paying: what was paid for, the verb behind the amount says (投入320万元改装流动医院)."""


def _acts(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a verb with an object follows at once."""
    return (
        place + 2 < len(chunks)
        and chunks[place + 1].sort in (Sort.VERB, Sort.VERBAL)
        and chunks[place + 2].sort is not Sort.STOP
    )


_POPULATION = re.compile("(?:人口|居民|群众|职工|员工|村民|队伍|团队|患者|病人)$")

_MEASURED = re.compile(
    "(?:面积|投资|资金|直径|体重|身高|海拔|[长宽高深厚]度?|距离|价值|造价|投入|金额|费用|[占征用]地|收入|产值|总值|重量|容积|厚度|[数量率额])$"
)
"""What a measure or a price is of, where the thing follows behind 的: 总投资4.8亿元的迁建工程."""


_OCCUPIES = frozenset(["占地", "总占地", "投资", "耗资", "斥资", "造价", "海拔"])
"""Verbs that name by themselves what a measure before 的 is of (占地120亩的新院区)."""


def _noun_behind(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a noun follows at once (从2把手术刀到30亿元固定资产)."""
    return place + 1 < len(chunks) and chunks[place + 1].sort in (Sort.NOUN, Sort.VERBAL)


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
