"""What a figure counts or measures: the noun phrase beside it, in the text's own words.

Chinese puts it behind the classifier (47名毕业生), before the number (总建筑面积5.8288万平方米), before a verb
(抢救成功率达到90%) or in the clause before; a change in percent names what changed and which way.
"""

import re
from collections.abc import Sequence

from .changes import change_of, item_of_list, percent_label
from .chunks import Chunk, Sort
from .events import event, event_of_clause
from .following import after, object_of, sent_for
from .lexicon import load, words
from .phrases import before, clause_end, clause_start, from_to, noun_ending, sound, subject_before
from .sentence import Label, Sentence, last_label


def label_all(text: str, chunks: list[Chunk], subject: str) -> list[Label]:
    """The labels of the mentions of one sentence of a reading. `subject`: what the sentence before spoke of."""
    places = [index for index, chunk in enumerate(chunks) if chunk.mention is not None]
    sentence = Sentence(text, chunks, places)
    for order, place in enumerate(places):
        label = _label(sentence, order, place, subject)
        label.text = sound(label.text)
        if chunks[place].mention is not None and _empty(label.text, sentence, place):
            label = _instead(sentence, order, place, subject)
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
        found = percent_label(sentence, order, place)
    elif mention.kind == "duration":
        found = _duration(sentence, place)
    else:
        found = _count(sentence, order, place)
    if found is not None and found.text:
        return found
    return _carried(sentence, order, place, subject)


_EMPTY = frozenset(
    "花分查出收交掏用付省看做打走跑干站坐住等电金天人中前后时里上下位长国儿病贴问练供挂拍写讲听学教送开治抓吃喝睡卖买处远"
)


def _empty(text: str, sentence: Sentence, place: int) -> bool:
    """Whether a label says nothing: one character that names no thing, or the words of a figure."""
    return text in _EMPTY or any(text == sentence.chunks[other].word for other in sentence.places)


def _instead(sentence: Sentence, order: int, place: int, subject: str) -> Label:
    """What the clause or the figure before speaks of, where nothing else is said."""
    text, chunks = sentence.text, sentence.chunks
    for found in (
        subject_before(text, chunks, place),
        event(text, chunks, place),
        last_label(sentence, order),
        subject,
    ):
        if (words_of := sound(found)) and not _empty(words_of, sentence, place):
            return Label(words_of, True)
    return Label()


def _date(sentence: Sentence, order: int, place: int) -> Label:
    """The event of a date; where the clause only gives a value for it, what has the value."""
    moved = from_to(sentence.text, sentence.chunks, place)
    if moved:
        return Label(moved)
    found = event(sentence.text, sentence.chunks, place)
    if found:
        return Label(found)
    return Label(last_label(sentence, order), True)


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
    if (aged or mention.unit in _GROUPS) and (grouped := _grouped(text, chunks, place)):
        return Label(grouped)
    if mention.kind == "measure" and (doubled := _doubled(text, chunks, place)):
        return Label(doubled)
    left = before(text, chunks, place)
    right = after(text, chunks, place)
    if right and place and chunks[place - 1].word in ("到", "至") and _noun_behind(chunks, place):
        return Label(right)
    if not left and _opens(chunks, place) and place and chunks[place - 1].word in _OCCUPIES:
        return Label(chunks[place - 1].word)
    if left and _opens(chunks, place) and (_MEASURED.search(left) or mention.unit in ("人次", "人")):
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
    if mention.glued and mention.unit == "人" and right:
        return Label(right)
    if mention.unit in ("人", "人次", "例次", "元") and left and not _opens(chunks, place):
        return Label(left)
    shared = item_of_list(sentence, order, place)
    if right and (mention.kind != "measure" or _modifies(chunks, place)):
        return Label(right)
    if shared is not None:
        return shared
    if place and chunks[place - 1].sort is Sort.OF and (owner := _described(text, chunks, place)):
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


_MEASURED = re.compile(
    "(?:面积|投资|资金|直径|体重|身高|海拔|[长宽高深厚]度?|距离|价值|造价|投入|金额|费用|占地|收入|产值|总值|重量|容积|厚度)$"
)
"""What a measure or a price is of, where the thing follows behind 的: 总投资4.8亿元的迁建工程."""


_OCCUPIES = frozenset(["占地", "总占地", "投资", "耗资", "斥资", "造价", "海拔"])
"""Verbs that name by themselves what a measure before 的 is of (占地120亩的新院区)."""


def _described(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """最小的17岁: what stands before 的."""
    begin = place - 1
    while begin and chunks[begin - 1].sort in (Sort.NOUN, Sort.VERBAL, Sort.ADVERB):
        begin -= 1
    return text[chunks[begin].start : chunks[place - 1].start] if begin < place - 1 else ""


def _opens(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a noun phrase follows at once that the number belongs to (的 between them, or nothing before)."""
    return place + 1 < len(chunks) and chunks[place + 1].sort is Sort.OF


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


_JUBILEE = re.compile("(?:建[党院军国所校]|成立|创建|创立|诞辰|开诊|开业)$")


def _duration(sentence: Sentence, place: int) -> Label | None:
    """Label of a length of time or an age: the person, the thing that lasts, or what happened."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    nearest = chunks[place - 1] if place else None
    jubilee = _JUBILEE.search(text, max(0, mention.start - 4), mention.start)
    if mention.unit == "周年" and jubilee is not None:
        return Label(jubilee[0])
    if mention.unit in ("岁", "周岁", "天大", "月龄", "日龄", "周龄"):
        right = after(text, chunks, place, limit=7)
        return Label(right or before(text, chunks, place) or subject_before(text, chunks, place))
    moved = from_to(text, chunks, place)
    if moved:
        return Label(moved)
    changed = change_of(sentence, 0, place)
    if changed is not None and not changed.inferred:
        return changed
    if nearest is not None and nearest.sort is Sort.OF and (owner := _described(text, chunks, place)):
        return Label(owner)
    if spanned := _span(sentence, place):
        return Label(spanned)
    left = before(text, chunks, place, verbs=True)
    if left in words(load("grammar")["subjects"]) or left in _SUPERLATIVE:
        left = ""
    nearby = chunks[place + 1] if place + 1 < len(chunks) else None
    if (
        nearby is not None
        and (nearby.sort is Sort.NOUN or (nearby.sort is Sort.VERBAL and len(left) <= 1))
        and len(nearby.word) > 1
        and nearby.word not in _SPELL
        and (nearest is None or nearest.sort is not Sort.NOUN)
    ):
        return Label(after(text, chunks, place))
    if _opens(chunks, place):
        return Label(after(text, chunks, place) or left)
    if nearest is not None and nearest.word in _SPENT:
        acts = nearby is not None and nearby.word in _SPELL
        acts = acts or any(chunk.sort is Sort.VERB for chunk in chunks[place + 1 : clause_end(chunks, place)])
        earlier = "" if acts else before_clause(text, chunks, place)
        return Label(earlier or event(text, chunks, place) or left)
    if len(left) == 1 and (subject := subject_before(text, chunks, place)):
        left = subject + left
    if nearest is not None and nearest.sort not in (Sort.STOP, Sort.PREPOSITION) and left:
        return Label(left)
    return Label(event(text, chunks, place) or after(text, chunks, place))


_SUPERLATIVE = frozenset(words("最快 最短 最长 最早 最晚 最低 最高 最久 最近 最多 最少 平均 最小 最大"))

_FROM_TO = re.compile(
    "从([^，。；：、]{2,24}?)，?(?:[再直一]?[到至])([^，。；：、]{2,24}?)[，：](?:全程|前后|整个过程|总共|一共)?(?:[只仅]?用了?|[只仅]?用时|历时|[只仅]?花了?|[只仅]?需)?$"
)
"""从拨打120到血管开通，只用了: between which two events the time passed."""


def _span(sentence: Sentence, place: int) -> str:
    """从A到B, where a length of time is all that the clause behind it says. "" else."""
    start = sentence.chunks[place].start
    opening = sentence.chunks[0].start
    match = _FROM_TO.search(sentence.text, max(opening, start - 64), start)
    if match is None:
        return ""
    first = re.sub("[“”]|^[^，]{1,6}的(?=[“一-鿿]{4})", "", match[1])
    return f"从{first}到{match[2]}" if len(match[0]) < 56 else ""


_SPELL = frozenset(["时间", "工夫", "功夫", "光景", "光阴", "时光"])
"""What only says that a length of time is one (用三年时间建成)."""

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
        if not right or right.endswith(("内", "市", "县", "省")):
            right = _grouped(text, chunks, place + (1 if right else 0)) or right
        if right:
            return Label(right)
        goal = object_of(text, chunks, place)
        if goal and not placed:
            return Label(goal)
    if placed and mention.unit in ("名", "位", None) and (contest := _contest(sentence, place)):
        return Label(contest)
    left = before(text, chunks, place, ranks=True)
    if mention.unit == "等奖" and left in _TEAMS and (contest := _contest(sentence, place)):
        return Label(contest)
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


_TEAMS = frozenset(words("团体 个人 集体 综合 单项 团队 全能 全省 全市 全国 优秀 成绩 总分"))
_CONTEST = re.compile("考核|评价|评比|竞赛|大赛|比赛|排行|榜|评选|测评|监测|国考|评审|考评|考试|擂台|比武")


def _contest(sentence: Sentence, place: int) -> str:
    """The contest or the assessment named in the clauses before a place in an order."""
    for index in range(place - 1, max(-1, place - 24), -1):
        chunk = sentence.chunks[index]
        if chunk.sort in (Sort.NOUN, Sort.VERBAL, Sort.VERB) and _CONTEST.search(chunk.word):
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
    last = last_label(sentence, order)
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
