"""Labels of changes, shares and lists: what changed and which way, and which item a number of a list belongs to."""

import re
from collections.abc import Sequence

from hospital_tui.figures.label.following import after, object_of
from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.phrase.chunks import Chunk, Sort
from hospital_tui.figures.phrase.phrases import before, clause_end, clause_start, from_to, subject_before
from hospital_tui.figures.phrase.sentence import Label, Sentence, Way, last_label
from hospital_tui.figures.phrase.trimming import trimmed

_TOTALS = ("总数", "总量", "数量", "规模", "总计", "数")

_DATED = re.compile(r"(?:\d{4}年|年度|月|上半年|下半年|季度)$")

_UP = frozenset(words(load("grammar")["change_up"]))


def item_of_list(sentence: Sentence, order: int, place: int) -> Label | None:
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
    if len(items) == wanted > 1 and all(_DATED.search(item) for item in items):
        return Label(last_label(sentence, order), True)  # 2012年、2013年分别为42%、31%
    if len(items) == 1 and wanted > 1 and items[0]:
        run = _earlier_run(sentence, order, place) if items[0].endswith(_TOTALS) else []
        return Label(run[index], True) if len(run) == wanted else Label(trimmed(items[0]))
    if len(items) == wanted > 1 and all(len(items[-1]) - len(item) >= 3 for item in items[:-1]):
        return Label(trimmed("、".join(items)))
    if len(items) >= wanted and wanted > 1:
        return Label(trimmed(items[len(items) - wanted + index]))
    return None


def _way(word: str) -> Way:
    """Which way a verb of change goes."""
    return "up" if any(up in word for up in _UP) else "down"


def percent_label(sentence: Sentence, order: int, place: int) -> Label | None:
    """Label of a percent: what changed and which way, the share of what, or the rate."""
    text, chunks = sentence.text, sentence.chunks
    moved = from_to(text, chunks, place)
    if moved:
        return Label(_with_owner(text, chunks, place, moved) or moved)
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
    shared = item_of_list(sentence, order, place)
    if shared is not None:
        return shared
    predicate = _predicate(text, chunks, place)
    if predicate:
        return Label(predicate)
    if index >= 0 and chunks[index].sort is Sort.OF and (spent := _spent_on(text, chunks, place)):
        return Label(spent)
    if index >= 0 and chunks[index].sort is Sort.OF and _opens_with(chunks, place, _ONLY):
        compared = last_label(sentence, order)
        if compared:
            return Label(compared, True)
    if index >= 0 and chunks[index].sort is Sort.OF:
        base = subject_before(text, chunks, index)
        whole = base or before(text, chunks, place)
        part = _part_carried(sentence, order, place) if whole else ""
        if part:
            return Label(f"{part}占{whole}", True)
        if base:
            return Label(base)
    if spent := _spent_on(text, chunks, place):
        return Label(spent)
    left = before(text, chunks, place)
    if left and (sufferer := _sufferer(text, chunks, place)):
        return Label(sufferer)
    if left and (owner := _share_of(text, chunks, place)):
        return Label(owner)
    if left.endswith(_SHARES) and (owned := _with_owner(text, chunks, place, left)):
        return Label(owned)
    if left in _BARE and (last := last_label(sentence, order)):
        return Label(last + left, True)
    if left:
        return Label(left)
    right = after(text, chunks, place)
    if right:
        return Label(right)
    return None


_SHARES = ("比例", "比重")
_RELATIVE = 16
"""Characters of a clause that tells of whom a share is."""


def _with_owner(text: str, chunks: Sequence[Chunk], place: int, share: str) -> str:
    """科主任兼任书记的党支部比例: a share with the clause ending in 的 before it, on which its meaning hangs. "" else."""
    start = chunks[clause_start(chunks, place)].start
    at = text.rfind(share, start, chunks[place].start)
    if not share.endswith(_SHARES) or at <= start or text[at - 1] != "的":
        return ""
    owner = text[start:at].lstrip("由")
    plain = not any(char.isdigit() or char in "“”（）" for char in owner)
    return owner + share if plain and len(owner) <= _RELATIVE else ""


_ONLY = ("只有", "仅有", "仅为", "只是", "仅是", "不到", "不足", "相当于", "仅相当于")
"""What opens a clause that compares what the figure before counts (花费46元，只有市区医院的四分之一)."""


def _opens_with(chunks: Sequence[Chunk], place: int, words_of: tuple[str, ...]) -> bool:
    """Whether the clause begins with one of the words."""
    start = clause_start(chunks, place)
    opening = next(
        (chunk for chunk in chunks[start:place] if chunk.word in words_of or chunk.sort is not Sort.ADVERB),
        None,
    )
    return opening is not None and opening.word in words_of


_SPENT = frozenset(["用于", "用来", "用作", "作为", "转入", "投向", "投入", "纳入", "划入", "归", "留作"])
"""Verbs of what a share is used for (其中60%用于奖励医务人员)."""


def _spent_on(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What a share is used for. "" where the words behind it do not say."""
    if place + 1 >= len(chunks):
        return ""
    behind = chunks[place + 1]
    verb = next((word for word in _SPENT if behind.word.startswith(word)), "")
    return text[behind.start + len(verb) : chunks[clause_end(chunks, place) - 1].end][:14] if verb else ""


def _sufferer(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """屋顶 of 屋顶被掀掉三分之一: what something was done to. "" without 被."""
    index = place - 1
    while (
        index >= 0
        and chunks[index].sort in (Sort.VERB, Sort.VERBAL, Sort.NOUN, Sort.ADVERB)
        and chunks[index].word != "被"
    ):
        index -= 1
    return before(text, chunks, index) if index > 0 and chunks[index].word == "被" else ""


_BARE = frozenset(["占比", "比例", "比重", "增幅", "增速", "涨幅", "降幅", "增长率", "升幅"])
"""Shares and changes of what the figure before counts (65岁以上人口1.9亿，占比13.5%)."""


def _predicate(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What the share is: 约七成是慢病患者, 其中63%为女性. "" where something stands before the share."""
    index = place - 1
    while index >= 0 and (chunks[index].sort is Sort.ADVERB or chunks[index].word in ("其中", "有")):
        index -= 1
    if index >= 0 and chunks[index].sort is not Sort.STOP:
        return ""
    copula = place + 1
    while copula < len(chunks) and chunks[copula].sort is Sort.ADVERB:
        copula += 1
    if copula >= len(chunks) or chunks[copula].word not in ("是", "为", "来自", "属于", "属"):
        return ""
    if copula + 1 < len(chunks) and chunks[copula + 1].mention is not None:
        return after(text, chunks, copula + 1)  # 六成以上是60岁以上的老人
    return object_of(text, chunks, copula - 1)


def _part_carried(sentence: Sentence, order: int, place: int) -> str:
    """What the figure before counts, where the clause begins with 占 (门诊45万人次，占总量的58%)."""
    chunks = sentence.chunks
    start = clause_start(chunks, place)
    listed = [index for index in range(start, place) if chunks[index].sort is Sort.PAUSE]
    start = listed[-1] + 1 if listed and chunks[listed[-1] - 1].mention is not None else start
    opening = next((chunk for chunk in chunks[start:place] if chunk.sort is not Sort.ADVERB), None)
    return last_label(sentence, order) if opening is not None and opening.word.startswith("占") else ""


def _share_of(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """A of A占B的62% and A占B62%: the part, not the whole it is a share of. "" without 占."""
    index = place - 1
    while index >= 0 and chunks[index].sort in (Sort.NOUN, Sort.VERBAL, Sort.OF, Sort.ADVERB):
        index -= 1
    if index < 1 or index == place - 1 or chunks[index].word not in ("占", "占到", "约占", "占据"):
        return ""
    return before(text, chunks, index)


_MEANING_NOTHING = ("相比", "相比较", "同期相比", "同期", "一年")
"""What stands before a change and is not what changed (与2019年同期相比增长5.1%)."""


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
    if what and what not in _MEANING_NOTHING and what not in words(load("grammar")["subjects"]):
        return Label(what + how, change=way)
    run = _earlier_run(sentence, order, place)
    if run:
        label = run[min(index, len(run) - 1)]
        return Label(label + how, True, way)
    return Label(how, True, way)


def change_of(sentence: Sentence, order: int, place: int) -> Label | None:
    """缩短2.1天, 增长2.7倍, 减少支出700万元: what changed, and the change."""
    chunks = sentence.chunks
    verb = place - 1
    while verb >= 0 and chunks[verb].sort is Sort.ADVERB:
        verb -= 1
    if fewer := _fewer(sentence, place, verb):
        return Label(fewer, True)
    if verb < 0 or chunks[verb].sort is not Sort.CHANGE:
        return None
    found = _changed(sentence, order, place, verb, 0)
    return found if len(found.text) > len(chunks[verb].word) else None


_FEWER = re.compile("^(.*?)(多|少|便宜|早|晚|低|高|快|慢|省)了?$")


def _fewer(sentence: Sentence, place: int, verb: int) -> str:
    """平均住院日少 of 平均住院日6.8天，比改革前少了1.5天: what the figure before counts, and how it differs. "" else."""
    text, chunks = sentence.text, sentence.chunks
    start = clause_start(chunks, place)
    while verb > start and chunks[verb].word in ("了", "出"):
        verb -= 1
    plain = verb > start and chunks[verb].sort is not Sort.CHANGE
    match = _FEWER.match(chunks[verb].word) if plain else None
    measured = next(
        (index for index in range(start, verb) if chunks[index].word.startswith(("比", "较"))), -1
    )
    order = sentence.places.index(place)
    if match is None or not order or measured < 0:
        return ""
    owner = before(text, chunks, measured) if measured > start else ""
    return (owner or last_label(sentence, order)) + match[2]


def _kind(sentence: Sentence, order: int) -> str:
    """Kind of the mention at `order`."""
    mention = sentence.chunks[sentence.places[order]].mention
    return "" if mention is None else mention.kind


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
        spell = mention.kind == "duration" and _kind(sentence, order) == "duration"
        if (mention.kind in ("date", "duration", "rank") and not (placed or spell)) or (
            mention.kind == "percent" and sentence.labels[index].change
        ):
            if labels:
                break
            continue
        labels.insert(0, sentence.labels[index].text)
        if len(labels) == width:
            break
    return labels
