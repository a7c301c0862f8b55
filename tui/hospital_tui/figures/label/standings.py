"""Labels of places in an order and of grades: the thing that is first, the contest, the hospital with a grade."""

import re

from hospital_tui.figures.label.durations import before_clause
from hospital_tui.figures.label.events import event
from hospital_tui.figures.label.following import after, grouped, object_of
from hospital_tui.figures.lexicon import words
from hospital_tui.figures.phrase.chunks import Sort
from hospital_tui.figures.phrase.phrases import before, clause_end, clause_start, noun_ending, subject_before
from hospital_tui.figures.phrase.sentence import Label, Sentence, last_label


def rank_label(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a rank: the thing that is first, the contest, or the hospital with a grade."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    placed = (
        isinstance(mention.value, str)
        or mention.unit in ("等奖", "等功")
        or chunks[place].word.startswith(("第", "前"))
        or chunks[place].word[0].isdigit()
    )
    grade = isinstance(mention.value, str) and chunks[place].word[-1] not in "+＋"
    if grade or not placed or (mention.unit in ("批", "届", "个", "家", "台", "例", "期", "轮")):
        right = after(text, chunks, place, ranks=True)
        if not right or right.endswith(("内", "市", "县", "省")):
            right = grouped(text, chunks, place + (1 if right else 0)) or right
        if grade and right == "医院" and place and (sort := _OF_A_SORT.search(chunks[place - 1].word)):
            return Label(sort[0] + right)
        if right:
            return Label(_HOSTED.sub("", right))
        goal = object_of(text, chunks, place)
        if goal and not placed:
            return Label(goal)
    if placed and mention.unit in ("名", "位", None) and (contest := _contest(sentence, place)):
        return Label(contest)
    if mention.unit in ("次", "回", "度", "趟") and (happened := event(text, chunks, place)):
        return Label(happened)
    if placed and mention.unit in ("名", "位", None) and (ranked := _before_ranking(sentence, place)):
        return Label(ranked)
    if _said_of(sentence, place) and (happened := before_clause(text, chunks, place)):
        return Label(happened)
    if placed and (ranked := _among(sentence, order, place)):
        return Label(ranked, True)
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


def _said_of(sentence: Sentence, place: int) -> bool:
    """Whether the clause says nothing but that what the one before tells is the first (…，在全省尚属首家)."""
    chunks = sentence.chunks
    if place + 1 < clause_end(chunks, place):
        return False
    start = clause_start(chunks, place)
    spoken = [chunk for chunk in chunks[start:place] if chunk.sort is not Sort.ADVERB]
    if not spoken or start < 2:
        return False
    if len(spoken) == 1:
        return spoken[0].word in _COPULAS
    return spoken[0].word == "在" and spoken[-1].word in _COPULAS


def _among(sentence: Sentence, order: int, place: int) -> str:
    """What ranks, where the clause says only among whom (…278项，在全国医疗机构中排名第一). "" else."""
    chunks = sentence.chunks
    start = clause_start(chunks, place)
    if chunks[start].word != "在" or not any(chunk.word in _RANKING for chunk in chunks[start:place]):
        return ""
    if any(
        chunk.sort in (Sort.VERB, Sort.CHANGE) and chunk.word not in _RANKING for chunk in chunks[start:place]
    ):
        return ""
    if _CONTEST.search(sentence.text, chunks[start].start, chunks[place].start):
        return ""
    return last_label(sentence, order) or subject_before(sentence.text, chunks, start)


_COPULAS = ("是", "为", "属", "尚属", "当属", "系", "属于")

_OF_A_SORT = re.compile("(?:综合性?|专科|中医|妇幼保健)$")
"""What kind of hospital has a grade, said before it (综合性三级医院)."""

_HOSTED = re.compile(
    "(?<=工作室|工作站|.基地|.中心)(?:[一-鿿]{2,14}(?:医院|大学|学院|研究所|研究院|医学院))+(?:“.*)?$"
)
"""The institution that a workshop is of, named behind it (外聘专家工作室复旦大学附属医院)."""

_RANKING = frozenset(
    words("位列 位居 列 居 名列 排名 排在 排 跻身 跃居 跃升至 稳居 位于 进入 挺进 闯入 保持")
)


def _before_ranking(sentence: Sentence, place: int) -> str:
    """立项总数 of 立项总数位列全省医院第五: what takes the place, where words stand between the verb and the place."""
    chunks = sentence.chunks
    index = place - 1
    while (
        index > 0
        and chunks[index].sort in (Sort.NOUN, Sort.ADVERB, Sort.VERBAL)
        and chunks[index].word not in _RANKING
    ):
        index -= 1
    if index <= 0 or chunks[index].word not in _RANKING:
        return ""
    ranked = before(sentence.text, chunks, index)
    return ranked if ranked.endswith(_RATED) else ""


_RATED = (
    "数",
    "量",
    "率",
    "度",
    "额",
    "分",
    "值",
    "水平",
    "能力",
    "指数",
    "占比",
    "成绩",
    "得分",
    "人次",
    "收入",
)
"""Endings of what is measured: it takes the place, not the hospitals it is compared with."""

_TEAMS = frozenset(words("团体 个人 集体 综合 单项 团队 全能 全省 全市 全国 优秀 成绩 总分"))
_CONTEST = re.compile("考核|评价|评比|竞赛|大赛|比赛|排行|榜|评选|测评|监测|国考|评审|考评|考试|擂台|比武")


def _contest(sentence: Sentence, place: int) -> str:
    """The contest or the assessment named in the clauses before a place in an order."""
    for index in range(place - 1, max(-1, place - 24), -1):
        chunk = sentence.chunks[index]
        if chunk.sort in (Sort.NOUN, Sort.VERBAL, Sort.VERB) and _CONTEST.search(chunk.word):
            return noun_ending(sentence.text, sentence.chunks, index).removesuffix("中")
    return ""


def _same_contest(sentence: Sentence, order: int) -> Label | None:
    """The contest of the prize before: 二等奖1项，三等奖1项."""
    for index in range(order - 1, -1, -1):
        mention = sentence.chunks[sentence.places[index]].mention
        if mention is not None and mention.kind == "rank" and mention.unit in ("等奖", "等功"):
            return Label(sentence.labels[index].text, True)
    return None
