"""A sentence cut into what bounds a noun phrase and what can stand in one.

No part-of-speech tagger: newspapers name so many new things that everything outside the short lists of verbs and
particles is read as a noun, and the longest word of grammar.yaml wins at each place.
"""

import re
from collections.abc import Container, Sequence
from enum import Enum
from functools import cache

import msgspec

from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.steps import step


class Sort(Enum):
    """What a chunk does in its sentence."""

    NOUN = "noun"
    VERBAL = "verbal noun"
    VERB = "verb"
    REACH = "reach"
    CHANGE = "change"
    ADVERB = "adverb"
    PREPOSITION = "preposition"
    OF = "of"
    AND = "and"
    STOP = "stop"
    PAUSE = "pause"
    OPEN = "open"
    CLOSE = "close"
    FIGURE = "figure"
    ETC = "etc"
    WHERE = "where"

    __hash__ = object.__hash__  # sorts are looked up at every step; the hash of an Enum is a call of its own


class Chunk(msgspec.Struct, frozen=True, eq=False):
    """A stretch of a reading with one function; `word` is its text."""

    start: int
    end: int
    sort: Sort
    word: str
    mention: Mention | None = None
    reach: bool = False
    """The verb may stand between a noun phrase and its number (达, 为, 突破)."""


_MARKS = {"，": Sort.STOP, "。": Sort.STOP, "；": Sort.STOP, "：": Sort.STOP, "！": Sort.STOP, "？": Sort.STOP, "\n": Sort.STOP,
          ",": Sort.STOP, ";": Sort.STOP, ":": Sort.STOP, "—": Sort.STOP, "…": Sort.STOP, " ": Sort.STOP, "、": Sort.PAUSE,
          "（": Sort.OPEN, "）": Sort.CLOSE, "的": Sort.OF, "之": Sort.OF, "和": Sort.AND, "与": Sort.AND, "及": Sort.AND,
          "等": Sort.ETC, "|": Sort.STOP, "/": Sort.PAUSE, "×": Sort.PAUSE, "·": Sort.NOUN, "了": Sort.ADVERB, "着": Sort.ADVERB}  # fmt: skip
_INSIDE = frozenset("在对为被把将由从是有获占已仅也都并让派到赴因又仍却")
"""Words of one character that end a noun; the others do so only where no noun is under way (建 ends none in 党建)."""
_MODAL = frozenset("会能可来上下中后前内时里间需要应让即一今起")
_CLOSING = "”’」』】"
_LIKE_WORDS = frozenset((None, Sort.AND, Sort.OF, Sort.ETC, Sort.ADVERB))
"""What a mark is by itself where a longer word may begin with it."""
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "【": "】"}


_SUFFIX = re.compile(
    "率|量(?!化)|额(?!度)|费(?!用)|值(?![得班守])|度(?!过)|者|制(?![定度作])|性(?![能质])|型|式|感(?![染谢])|数(?![十百千万例据字智名])"
    "|组(?![织建成合派]|[一二两三四五六七八九十\\d])|队(?!列)|库(?!存)|站(?![在到上])"
    "|器(?![械材官])|仪(?!器)|剂|员(?!工)|师(?![资傅生徒])|证(?![明据])|学员|机(?![器会构制关遇动场])"
)
"""Endings that make a noun of the verb before them (开放率, 接诊量, 培训费)."""
_CLOCK = re.compile(r"\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分)?)(?:许|左右|多)?")


_ARTICLE = re.compile(
    "一(?:[位名例台场座所家栋张套支辆间件条幅项群份段](?![一-鿿]?[，。；：、])|家家|批批|个个)"
    "|[这那]一?[位名例台场座所家栋张套支辆间件条幅项群份](?![，。；：、])"
    "|一个月(?![后内以左多来前])"
    "|一(?:次|天(?![天大])|年|周|趟|晚上|夜)(?=[也就仅只要能可收看做贴跑拍用花])"
)
"""一 with its classifier, which says no more than an article does (一位患者, 这座医院), or how often (一次就…)."""


_BEFORE_THAT = re.compile(
    "[比较][一-鿿]{2,4}?(?:之前|以前|前|初期)(?=同?[增降提上下减翻缩长扩升]|多了|少了|分别)"
)
"""What a change is measured against (比受援前翻一番)."""


def _verb_before(text: str, noun: int, at: int) -> int:
    """How many characters of the unknown words before 了 or 着 are its verb (换了, 一位村民卖掉了); 0 for none."""
    length = at - noun
    if length > 2 and is_verb(text[at - 1 : at]) and not is_verb(text[at - 2 : at]):
        return 1
    if not all("一" <= char <= "鿿" for char in text[max(noun, at - 2) : at]):
        return 0
    return length if length <= 2 else 2 if length >= 4 else 0


def _ends(pair: str, table: Container[str]) -> bool:
    """Whether 了 or 着 ends the clause, or begins a word (了解, 着力)."""
    return pair in table or _MARKS.get(pair[1]) in (Sort.STOP, Sort.PAUSE) or pair[1] in _CLOSING


_BEFORE_VERBS = frozenset("共均曾将再先")
"""Adverbs of one character that end a noun where a verb follows (培训共举办6期)."""


def _verb_at(text: str, at: int) -> bool:
    """Whether a verb of two characters begins at `at`."""
    return is_verb(text[at : at + 2])


_SINGLE = re.compile("一[台套架部辆间栋座张个名位家所项艘](?=[、，。；和与及])")
"""One of something in a list (购入CT一台、血管机3台)."""

_LATIN = re.compile("[A-Za-z]/[A-Za-z]")


@cache
def _table() -> tuple[dict[str, tuple[Sort, bool]], dict[str, tuple[int, ...]]]:
    """Words with what they do, and for each first character the lengths of the words that begin with it."""
    lists = load("grammar")
    found: dict[str, tuple[Sort, bool]] = {}
    reach = set(words(lists["reach"]))
    for name, sort in (
        ("nouns", Sort.NOUN),
        ("change", Sort.CHANGE),
        ("vn", Sort.VERBAL),
        ("prepositions", Sort.PREPOSITION),
        ("verbs", Sort.VERB),
        ("adverbs", Sort.ADVERB),
        ("reach", Sort.VERB),
    ):
        for word in words(lists[name]):
            found.setdefault(word, (sort, word in reach))
    for pronoun in (
        "她",
        "他",
        "我",
        "你",
        "它",
        "她们",
        "他们",
        "我们",
        "你们",
        "咱们",
        "自己",
        "大家",
        "这",
        "那",
        "这里",
        "那里",
    ):
        found[pronoun] = (Sort.ADVERB, False)
    found["以及"] = (Sort.AND, False)
    found["并"] = (Sort.ADVERB, False)
    found["等等"] = (Sort.ETC, False)
    lengths: dict[str, set[int]] = {}
    for word in found:
        lengths.setdefault(word[0], set()).add(len(word))
    return found, {char: tuple(sorted(sizes, reverse=True)) for char, sizes in lengths.items()}


def is_verb(word: str) -> bool:
    """Whether a word is listed as a verb or a verbal noun."""
    found = _table()[0].get(word)
    return found is not None and found[0] in (Sort.VERB, Sort.VERBAL, Sort.CHANGE)


@cache
def _plain() -> re.Pattern[str]:
    """A stretch that begins no word and holds no mark: the inside of a noun, passed over at once."""
    firsts = "".join(map(re.escape, sorted({*_table()[1], *_MARKS, *_QUOTES, *_CLOSING})))
    return re.compile(rf"[^\d{firsts}]+")


def _read_at_once(text: str, at: int, limit: int, end: int, bare: bool, inside: bool) -> re.Match[str] | None:
    """一 with its classifier, or what a change is measured against: adverbs that no list can hold."""
    char = text[at]
    if char in "比较":
        against = _BEFORE_THAT.match(text, at, end)
        return against if against is not None and against.end() <= limit else None
    single = _SINGLE.match(text, at, limit) if char == "一" and inside else None
    return single or (_ARTICLE.match(text, at, limit) if bare else None)


def _under_way(chunks: list[Chunk], noun: int, at: int) -> bool:
    """Whether a noun is under way at `at`: one that is not closed, or a verbal noun right before."""
    return noun >= 0 or bool(chunks and chunks[-1].sort is Sort.VERBAL and chunks[-1].end == at)


def cut(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Chunk]:
    """The chunks of [start, end) of a reading; each mention in it is one chunk."""
    table, lengths = _table()
    plain = _plain().match
    chunks: list[Chunk] = []
    noun = -1
    at = start
    waiting = list(reversed(mentions))

    def close(stop: int) -> None:
        nonlocal noun
        if noun >= 0:
            chunks.append(Chunk(noun, stop, Sort.NOUN, text[noun:stop]))
            noun = -1

    while at < end:
        if waiting and waiting[-1].start == at:
            mention = waiting.pop()
            close(at)
            chunks.append(Chunk(at, mention.end, Sort.FIGURE, text[at : mention.end], mention))
            at = mention.end
            continue
        step()
        char = text[at]
        limit = waiting[-1].start if waiting else end
        if char.isdigit() and (clock := _CLOCK.match(text, at, limit)) is not None:
            close(at)
            chunks.append(Chunk(at, clock.end(), Sort.ADVERB, clock[0]))
            at = clock.end()
            continue
        sort = _MARKS.get(char)
        bare = noun < 0 or text[at - 1] in _CLOSING
        if char in "一这那比较":
            word_of_its_own = _read_at_once(text, at, limit, end, bare, noun >= 0)
            if word_of_its_own is not None:
                close(at)
                chunks.append(Chunk(at, word_of_its_own.end(), Sort.ADVERB, word_of_its_own[0]))
                at = word_of_its_own.end()
                continue
        if char in _QUOTES:
            stop = text.find(_QUOTES[char], at, min(limit, at + 60))
            if stop > 0:
                noun = at if noun < 0 else noun
                at = stop + 1
                continue
            if char == "《":  # a figure stands in the title: its words are a name all the same
                noun = at if noun < 0 else noun
            else:
                close(at)
                chunks.append(Chunk(at, at + 1, Sort.STOP, char))
            at += 1
            continue
        if char in "了着" and noun >= 0 and at + 1 < end and not _ends(text[at : at + 2], table):
            verb = _verb_before(text, noun, at)
            if verb:
                if at - verb > noun:
                    close(at - verb)
                noun = -1
                chunks.append(Chunk(at - verb, at, Sort.VERB, text[at - verb : at]))
        if sort in _LIKE_WORDS:
            word = ""
            for length in lengths.get(char, ()):
                if at + length > limit:
                    continue
                if (
                    length == 1
                    and char not in _INSIDE
                    and (at + 1 != limit or char in _MODAL)
                    and not (char in _BEFORE_VERBS and _verb_at(text, at + 1))
                    and _under_way(chunks, noun, at)
                ):
                    break
                piece = text[at : at + length]
                if piece in table:
                    word = piece
                    break
            if (
                word
                and len(word) > 1
                and table[word][0] is Sort.ADVERB
                and text.startswith("了", at + len(word))
            ):
                close(at)  # 统一了, 统筹了: what can take 了 is a verb
                chunks.append(Chunk(at, at + len(word), Sort.VERB, word))
                at += len(word)
                continue
            if word:
                kind, reaches = table[word]
                if kind is Sort.NOUN or (len(word) > 1 and _SUFFIX.match(text, at + len(word))):
                    noun = at if noun < 0 else noun
                else:
                    close(at)
                    chunks.append(Chunk(at, at + len(word), kind, word, reach=reaches))
                at += len(word)
                continue
        if sort is None:
            if char in _CLOSING:
                close(at)
                chunks.append(Chunk(at, at + 1, Sort.STOP, char))
            else:
                noun = at if noun < 0 else noun
                inside = plain(text, at + 1, limit)
                if inside is not None:
                    at = inside.end()
                    continue
        elif char == "/" and noun >= 0 and _LATIN.match(text, at - 1) is not None:
            pass  # PET/CT is one name
        else:
            close(at)
            chunks.append(Chunk(at, at + 1, sort, char))
        at += 1
    close(end)
    return chunks
