"""What a figure counts or measures: the noun phrase beside it, in the text's own words.

Chinese puts it behind the classifier (47名毕业生), before the number (总建筑面积5.8288万平方米), before a verb
(抢救成功率达到90%) or in the clause before; a change in percent names what changed and which way.
"""

import re
from collections.abc import Sequence

from .changes import change_of, item_of_list, percent_label
from .chunks import Chunk, Sort
from .durations import AGES, duration_label
from .events import event
from .following import after, described, grouped, object_of, opens, sent_for
from .lexicon import load, words
from .phrases import before, clause_end, clause_start, from_to, noun_ending, subject_before
from .sentence import Label, Sentence, last_label
from .standings import rank_label
from .trimming import sound


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
        found = _count(sentence, order, place)
    if found is not None and found.text:
        return found
    return _carried(sentence, order, place, subject)


_EMPTY = frozenset(
    "生俩花分查出收交掏用付省看做打走跑干站坐住等电金天人中前后时里上下位长国儿病贴问练供挂拍写讲听学教送开治抓吃喝睡卖买处远"
)


_WHEN_ONLY = frozenset(
    words("现在 目前 如今 近期 远期 初期 后期 前期 当初 起初 平时 平日 前后 相比 下来 过去 以往 之后 以后 后来 期间 整个 一度 总共 全程 最多 最少 平均")
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
    return Label(_bare(text, chunks, place) or label, True)


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
    if dated and (last := last_label(sentence, order)):
        return Label(last, True)  # 上升到80年代的30.6%
    found = event(sentence.text, chunks, place)
    if found:
        return Label(found)
    return Label(last_label(sentence, order), True)


_GROUPS = frozenset(words("批 批次 期 组 支 轮 场 次 场次 个"))


def _doubled(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """64排 of 64排128层CT: what the measure right behind it is of."""
    nearest = chunks[place + 1].mention if place + 1 < len(chunks) else None
    return after(text, chunks, place + 1) if nearest is not None and nearest.kind == "measure" else ""


def _count(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a count, a measure or an amount of money."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    ends = place > 0 and chunks[place - 1].word in ("从", "由", "到", "至") and _noun_behind(chunks, place)
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
    if right and text.startswith(right + "之一", text.find(right + "之一", mention.end)) and not _noun_behind(chunks, place):
        return Label(right)
    if mention.glued and mention.unit == "人" and right:
        return Label(right)
    if mention.unit in ("人", "人次", "例次", "元") and left and not opens(chunks, place):
        return Label(left)
    shared = item_of_list(sentence, order, place)
    if right and (mention.kind != "measure" or _modifies(chunks, place)):
        return Label(right)
    if shared is not None:
        return shared
    if place and chunks[place - 1].sort is Sort.OF and (owner := described(text, chunks, place)):
        return Label(owner)
    award = _award_before(sentence, order, place)
    if award is not None:
        return award
    if left in _LIGHT and (subject := subject_before(text, chunks, place)):
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
    "(?:面积|投资|资金|直径|体重|身高|海拔|[长宽高深厚]度?|距离|价值|造价|投入|金额|费用|占地|收入|产值|总值|重量|容积|厚度|[数量率额])$"
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


def _carried(sentence: Sentence, order: int, place: int, subject: str) -> Label:
    """What the clauses before speak of, or the verb itself (调研30余次), or the sentence before."""
    text, chunks = sentence.text, sentence.chunks
    verb = _LIGHT_END.sub(r"\1", before(text, chunks, place, verbs=True))
    whole = _whole_label(sentence, order, place)
    if whole and (not verb or verb in _LIGHT or len(verb) < 2):
        return Label(whole, True)
    if verb and len(verb) >= 2 and verb not in _LIGHT:
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

_LIGHT = frozenset(words(load("grammar")["light"]))


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
