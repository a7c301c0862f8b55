"""Labels of lengths of time and ages: the person, the thing that lasts, or what happened in the time."""

import re
from collections.abc import Sequence

from hospital_tui.figures.label.changes import change_of
from hospital_tui.figures.label.events import event, event_of_clause
from hospital_tui.figures.label.following import after, described, object_of, opens
from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.phrase.chunks import Chunk, Sort, is_verb
from hospital_tui.figures.phrase.phrases import before, clause_end, clause_start, from_to, subject_before
from hospital_tui.figures.phrase.sentence import Label, Sentence, last_label

_JUBILEE = re.compile("(?:建[党院军国所校]|成立|创建|创立|诞辰|开诊|开业)$")


def duration_label(sentence: Sentence, place: int) -> Label | None:
    """Label of a length of time or an age: the person, the thing that lasts, or what happened."""
    text, chunks = sentence.text, sentence.chunks
    mention = chunks[place].mention
    assert mention is not None
    nearest = chunks[place - 1] if place else None
    jubilee = _JUBILEE.search(text, max(0, mention.start - 4), mention.start)
    if mention.unit == "周年" and jubilee is not None:
        return Label(jubilee[0])
    if mention.unit in AGES:
        right = _one_person(_SPEAKING.sub("", after(text, chunks, place, limit=40)))
        left = before(text, chunks, place)
        extreme = left or described(text, chunks, place)
        if extreme.endswith(_EXTREMES) and not right:
            return Label(_oldest(text, chunks, place, extreme))
        if is_verb(left) or left in ("建议", "提前", "提前到"):
            left = object_of(text, chunks, place)
        return Label(right or left or subject_before(text, chunks, place) or _person(text, mention.start))
    moved = from_to(text, chunks, place)
    if moved:
        return Label(moved)
    changed = change_of(sentence, sentence.places.index(place), place)
    if changed is not None and (not changed.inferred or len(changed.text) > 4):
        return changed
    if nearest is not None and nearest.sort is Sort.OF and (owner := described(text, chunks, place)):
        return Label(owner)
    if (
        nearest is not None
        and nearest.word in ("连续", "已连续")
        and (state := _state_after(text, chunks, place))
    ):
        return Label(state)
    if _TRAVELLED.fullmatch(text, chunks[clause_start(chunks, place)].start, mention.start):
        earlier = last_label(sentence, sentence.places.index(place))
        if earlier and "到" in earlier:
            return Label(earlier, True)
    if _alone(chunks, place) and (happened := before_clause(text, chunks, place)):
        return Label(happened)
    if spanned := _span(sentence, place):
        return Label(spanned)
    left = before(text, chunks, place, verbs=True)
    if left in words(load("grammar")["subjects"]) or left in _SUPERLATIVE:
        left = ""
    if nearest is not None and nearest.word == "为" and left:
        return Label(left.removesuffix("为"))
    nearby = chunks[place + 1] if place + 1 < len(chunks) else None
    if (
        nearby is not None
        and (nearby.sort is Sort.NOUN or (nearby.sort is Sort.VERBAL and len(left) <= 1))
        and len(nearby.word) > 1
        and nearby.word not in _SPELL
        and not (nearest is not None and nearest.word in ("满", "已满", "长达") and len(left) >= 3)
        and (nearest is None or nearest.sort is not Sort.NOUN or nearby.word.endswith(("率", "史", "期")))
    ):
        return Label(after(text, chunks, place))
    if opens(chunks, place):
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


def _state_after(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """What lasted in 死亡率连续4年低于平均水平: the subject and what the clause goes on to say."""
    end = clause_end(chunks, place)
    if place + 1 >= end or chunks[place + 1].sort not in (Sort.VERB, Sort.CHANGE, Sort.ADVERB, Sort.VERBAL):
        return ""
    state = text[chunks[place + 1].start : chunks[end - 1].end]
    owner = before(text, chunks, place - 1)
    if owner and any(
        chunk.mention is not None and chunk.mention.kind != "rank" for chunk in chunks[place + 1 : end]
    ):
        return owner
    if len(state) > 14:
        return event(text, chunks, place)
    return owner + state if len(owner) <= 14 else state


_TRAVELLED = re.compile(
    "[一-鿿]{0,4}?(?:要|只|仅|需|得|正常|平时|通常)*(?:走|用|开|跑|花|飞|赶)了?(?:将近|大约|约|近)?"
)
"""Words that say only that a way took time (34公里的路，平时要走50多分钟)."""


def _alone(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a length of time is all that its clause says (两次赴省城进修，前后14个月)."""
    start = clause_start(chunks, place)
    return (
        start > 1
        and start < place
        and place + 1 >= clause_end(chunks, place)
        and all(
            (chunk.sort is Sort.ADVERB and chunk.word not in _SPENT) or chunk.word == "前后"
            for chunk in chunks[start:place]
        )
    )


AGES = frozenset(words("岁 周岁 天大 月龄 日龄 周龄 个月大 周大 岁大"))


def _one_person(phrase: str) -> str:
    """Who is so old: of a long phrase what names the person last (83岁的国家级非物质文化遗产传承人孙树椿)."""
    titled = _TITLED.match(phrase)
    if titled is not None or len(phrase) <= _ONE_PERSON:
        return titled[0] if titled else phrase
    last = _LAST_PERSON.search(phrase)
    return last[0] if last else phrase[: _ONE_PERSON - 2]


_ONE_PERSON = 9
_COURTESY = "先生|女士|大爷|大伯|大叔|大妈|大娘|奶奶|爷爷|婆婆|阿婆|阿姨|老汉|师傅"
"""What people are called behind their names."""
_TITLED = re.compile(f"[一-鿿·]{{1,6}}?(?:{_COURTESY})")
_LAST_PERSON = re.compile("[一-鿿]{0,3}(?:传承人|带头人|[人者员师士生家])[一-鿿]{2,3}$")

_SPEAKING = re.compile("(?<=[一-鿿]{2})(?:[一-鿿]{2}地)?(?:告诉|说|称|表示|介绍|回忆|感慨|感叹)?$")
"""What somebody does who speaks, behind the name (77岁的何希友激动地说)."""

_PERSON = re.compile(f"[一-鿿](?:某某?|{_COURTESY}|小姐|大姐|大哥|叔叔|伯伯|老人|老师|同学)")


def _person(text: str, start: int) -> str:
    """The person last named in the passage before an age of which the clause says only 我 or 她 (于女士…她今年47岁)."""
    earlier = list(_PERSON.finditer(text, max(0, start - _REMEMBERED), start))
    return earlier[-1][0] if earlier else ""


_REMEMBERED = 160
"""Characters in which the one spoken of is looked for."""

_EXTREMES = ("最大", "最小", "最长", "最轻", "最高")
"""What an age is the extreme of its kind in (受者年龄最大的74岁)."""


def _oldest(text: str, chunks: Sequence[Chunk], place: int, left: str) -> str:
    """年龄最大 of 最大的101岁: an extreme age with the word that says what is so large."""
    if len(left) > 2:
        return left
    owner = subject_before(text, chunks, place)
    return ("" if owner.endswith("年龄") else "年龄") + left if len(owner) > 6 or not owner else owner + left


_SUPERLATIVE = frozenset(words("最快 最短 最长 最早 最晚 最低 最高 最久 最近 最多 最少 平均 最小 最大"))

_TAKEN = "(?:全程|前后|整个过程|总共|一共)?(?:[只仅]?用了?|[只仅]?用时|历时|[只仅]?花了?|[只仅]?需要?)?$"
_FROM_TO = re.compile(
    f"从([^，。；：、]{{2,24}}?)，?(?:[再直一]?[到至])([^，。；：、]{{2,24}}?)[，：]{_TAKEN}"
    f"|从([^，。；：、\\d]{{2,24}}?)(?:[再直一]?[到至])([^，。；：、\\d]{{2,24}}?){_TAKEN}"
)
"""从拨打120到血管开通，只用了: between which two events the time passed."""


def _span(sentence: Sentence, place: int) -> str:
    """从A到B, where a length of time is all that the clause behind it says. "" else."""
    start = sentence.chunks[place].start
    opening = sentence.chunks[0].start
    match = _FROM_TO.search(sentence.text, max(opening, start - 64), start)
    if match is None:
        return ""
    begun, done = (match[1], match[2]) if match[1] else (match[3], match[4])
    first = re.sub("[“”]|^[^，]{1,6}的(?=[“一-鿿]{4})", "", begun)
    return f"从{first}到{done}" if len(match[0]) < 56 else ""


_SPELL = frozenset(["时间", "工夫", "功夫", "光景", "光阴", "时光"])
"""What only says that a length of time is one (用三年时间建成)."""

_SPENT = frozenset(
    ["用", "用了", "只用", "仅用", "用时", "历时", "耗时", "历经", "花", "花了", "需", "只需", "需要"]
)


def before_clause(text: str, chunks: Sequence[Chunk], place: int) -> str:
    """The event of the clause before, on which the time was spent."""
    start = clause_start(chunks, place)
    return event_of_clause(text, chunks, start - 2) if start > 1 else ""
