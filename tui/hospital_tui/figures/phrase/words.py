"""A sentence as words: the likeliest cut by a tagged dictionary, each word with its class.

The classes are letters: n noun, o organisation, s place name, h person, i set phrase, v verb, g verb or adverb that
leads to a number (达, 共有), x verb of change, w verbal noun, a adjective, b attributive, d adverb, p preposition, c
conjunction, e 的, u particle, f and l place, t time, r pronoun, q classifier, m numeral, k suffix, z manner, j other
character, y interjection; Q a quotation or title, L Latin letters and digits, F a figure. Marks are their own class:
, for 、; C for a comma; : for a colon; S for the end of a clause or sentence; ( and ); | between cells; & for 和; E for 等.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from hospital_tui.figures.lexicon import unit_at
from hospital_tui.figures.read.mentions import Mention, Word
from hospital_tui.text.script import han_pattern

_MARKS = {
    "，": "C", ",": "C", "；": "S", ";": "S", "。": "S", "！": "S", "？": "S", "!": "S", "?": "S", "\n": "S", "：": ":", ":": ":",
    "—": "C", "…": "C", " ": "C", "、": ",", "/": ",", "×": ",", "（": "(", "）": ")", "|": "|", "和": "&", "与": "&", "及": "&", "以及": "&",
    "暨": "&", "等": "E", "等等": "E", "的": "e", "之": "e", "了": "u", "着": "u", "·": "L", "”": "S", "’": "S", "“": "S", "‘": "S",
    "《": "S", "》": "S", "「": "S", "」": "S", "『": "S", "』": "S", "【": "S", "】": "S",
    "↑": "x", "↓": "x", "⬆": "x", "⬇": "x", "▲": "x", "▼": "x", "⇧": "x", "⇩": "x", "↗": "x", "↘": "x",
}  # fmt: skip
_QUOTED = re.compile(
    "“[^”。；\n]{1,30}”|‘[^’。；\n]{1,30}’|《[^》\n]{1,40}》|「[^」。；\n]{1,30}」|『[^』。；\n]{1,30}』"
)
_LATIN = re.compile("[A-Za-zα-ωΑ-Ω0-9.+%℃-]+(?:/[A-Za-z]+)*")
_HAN = han_pattern("[\\p{Han}]+")
_MARKER = han_pattern(r"(?:\d{1,2}[.．、）]|[①-⑳])[^\S\n]*(?=[\p{Han}“])")
"""The number of an item (1. · 2、 · ③): where a clause begins, and a clause of its own."""
_NUMBERED = re.compile(r"\d{1,2}[.．]")
"""The same before a date (1.3月15日)."""
_UNKNOWN = -24.0
"""Log2 of the chance of a character that is no word of the dictionary."""
_TOTAL = 25.8
"""Log2 of the number of words the frequencies were counted in."""


@cache
def dictionary() -> tuple[dict[str, str], dict[str, float], dict[str, int]]:
    """The class of each word, the log2 of its chance, and the longest word for each two first characters."""
    classes: dict[str, str] = {}
    chances: dict[str, float] = {}
    longest: dict[str, int] = {}
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        name, power, *words = line.split(" ")
        classes.update(dict.fromkeys(words, name))
        chances.update(dict.fromkeys(words, int(power) / 4 - _TOTAL))
        for word in words:
            if longest.get(word[:2], 1) < len(word):
                longest[word[:2]] = len(word)
    return classes, chances, longest


def _best(text: str, start: int, end: int) -> list[int]:
    """Where the words of the Han characters [start, end) of `text` end, in the likeliest cut."""
    _, chances, longest = dictionary()
    chance = chances.get
    size = end - start
    scores = [0.0] * (size + 1)
    ends = [0] * size
    for at in range(size - 1, -1, -1):
        begin = start + at
        best = chance(text[begin], _UNKNOWN) + scores[at + 1]
        stop = at + 1
        most = longest.get(text[begin : begin + 2])
        if most is not None:
            for length in range(2, min(most, size - at) + 1):
                score = chance(text[begin : begin + length])
                if score is not None and (score := score + scores[at + length]) >= best:
                    best, stop = score, at + length
        scores[at] = best
        ends[at] = stop
    out = []
    at = 0
    while at < size:
        at = ends[at]
        out.append(start + at)
    return out


_COUNTING = frozenset("Fmrq")
"""Classes before a classifier: without one it is a noun (箱角, 行李箱)."""
_THIS = frozenset("这那哪每各")
_BEFORE_SUFFIX = frozenset("nwvaibxo")
_BEHIND_NOT = frozenset("nwibao")
_FAMILIAR = frozenset("老小")
_GIVEN = frozenset("nhjavsbzkt")
"""Classes of the characters that given names are made of."""
_MOVING = frozenset("由从较比连上升跃进提")
"""What begins behind a place in an order that something is said of; elsewhere 排名 leads to that place."""
_LETTERED = frozenset("超线光臂刀")
"""Things that are told by a letter."""
_RARE = frozenset("nhj")
_PLACES = frozenset("县市区镇乡村旗")
_GIVEN_TWO, _RARE_TWO = frozenset("haz"), -18.0
_COMMON = -11.5
"""Log2 of the chance above which a character is a word of its own rather than a part of a name."""


def _one(last: Word, word: str, kind: str) -> str | None:
    """The class of two words that are one: a suffix makes a noun of the word before it, 非 opens a noun, 老 or 小 before a
    surname and rare characters behind it are a person's name, a letter and a thing are one (B超, X线); none where they stay two.
    """
    if last.kind == "L" and len(last.text) == 1 and last.text.isalpha() and word in _LETTERED:
        return "n"
    if kind == "k" and last.kind in _BEFORE_SUFFIX and len(last.text) > 1:
        return "n"
    if last.kind == "h" or kind == "h":
        named = _person(last, word, kind)
        if named is not None:
            return "h" if named else None
    if len(word) == 1 and kind in _RARE and last.kind in _RARE and _rare(word) and _rare(last.text):
        return "n"
    return "n" if last.text == "非" and kind in _BEHIND_NOT else None


def _person(last: Word, word: str, kind: str) -> bool | None:
    """Whether two words are a person's name; none where neither begins one."""
    if last.text in _FAMILIAR and kind == "h" and len(word) == 1:
        return True
    if last.kind == "h" and len(last.text) == 1 and len(word) == 2 and kind in _GIVEN_TWO:
        return dictionary()[1].get(word, _UNKNOWN) < _RARE_TWO
    if last.kind == "h" and len(word) == 1 and len(last.text) < 3 and kind in _GIVEN:
        return dictionary()[1].get(word, _UNKNOWN) < _COMMON
    return None


def _names(found: Sequence[Word], end: int) -> bool:
    """Whether the two characters before `end` stand alone and are rare: with 县 behind them a name (清源县)."""
    two = found[-2:]
    return (
        len(two) == 2
        and two[0].end == two[1].start
        and two[1].end == end
        and all(len(word.text) == 1 and word.kind in _GIVEN for word in two)
        and all(_rare(word.text) for word in two)
    )


def _rare(word: str) -> bool:
    """Whether a word is one rare character, or several that the dictionary does not have as one."""
    chances = dictionary()[1]
    return (len(word) == 1 or word not in chances) and all(
        chances.get(char, _UNKNOWN) < _COMMON for char in word
    )


def _classifies(text: str, start: int, end: int) -> bool:
    """Whether one character is a classifier that needs no digits before it (只, 款)."""
    unit = unit_at(text, start) if end - start == 1 else None
    return (
        unit is not None
        and unit.kind == "count"
        and unit.han == "free"
        and unit.text == text[start:end] != "人"
    )


def _class_of(text: str, start: int, end: int, last: Word | None) -> str:
    """The class of a word, beside the one before it."""
    word = text[start:end]
    kind = _MARKS.get(word) or dictionary()[0].get(word, "j")
    if last is not None and last.text in _THIS and _classifies(text, start, end):
        return "q"
    behind = text[end : end + 1]
    if kind == "n" and end - start == 1 and behind == "了":
        return "v"
    if word == "排名" and behind in _MOVING:
        return "n"
    return "n" if kind == "q" and (last is None or last.kind not in _COUNTING) else kind


def _graded_too(text: str, at: int, found: Sequence[Word]) -> bool:
    """Whether a grade stands behind another in a list whose noun is said once (三级、四级手术占比)."""
    if len(found) < 2 or found[-1].kind not in ",&" or text[at + 1 : at + 2] != "级":
        return False
    return found[-2].text in _GRADES and found[-2].end == found[-1].start


_GRADES = frozenset(("一级", "二级", "三级", "四级"))


def _latin(match: re.Match[str], limit: int, found: Sequence[Word]) -> str:
    """The class of Latin letters and digits; of the number of an item that is a clause of its own."""
    if match.end() == limit and (not found or found[-1].kind in "S:") and _NUMBERED.fullmatch(match[0]):
        return "S"
    return "L" if any(map(str.isalnum, match[0])) else ","


def cut(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Word]:
    """The words of [start, end) of a reading; each mention in it is one word."""
    found: list[Word] = []
    at = start
    waiting = list(reversed(mentions))
    while at < end:
        limit = end
        if waiting:
            mention = waiting[-1]
            if mention.start <= at:
                waiting.pop()
                found.append(
                    Word(mention.start, mention.end, "F", text[mention.start : mention.end], mention)
                )
                at = mention.end
                continue
            limit = mention.start
        char = text[at]
        match = _QUOTED.match(text, at, limit)
        if match is not None:
            found.append(Word(at, match.end(), "Q", match[0]))
            at = match.end()
        elif (not found or found[-1].kind in "S:") and (match := _MARKER.match(text, at, limit)) is not None:
            found.append(Word(at, match.end(), "S", match[0]))
            at = match.end()
        elif (match := _HAN.match(text, at, limit)) is not None:
            if _graded_too(text, at, found):
                found.append(Word(at, at + 2, "b", text[at : at + 2]))
                at += 2
            for stop in _best(text, at, match.end()):
                word = text[at:stop]
                last = found[-1] if found else None
                kind = _class_of(text, at, stop, last)
                if word in _PLACES and _names(found, at):
                    del found[-1]
                    kind, at, last = "s", found.pop().start, None
                if last is not None and last.end == at and (joined := _one(last, word, kind)):
                    found.pop()
                    kind, at = joined, last.start
                found.append(Word(at, stop, kind, text[at:stop]))
                at = stop
        elif (match := _LATIN.match(text, at, limit)) is not None:
            found.append(Word(at, match.end(), _latin(match, limit, found), match[0]))
            at = match.end()
        else:
            found.append(Word(at, at + 1, _MARKS.get(char, "L" if char.isalnum() else ","), char))
            at += 1
    return found


def rarity(word: str) -> int:
    """How rare a word is, 0 for the commonest and 9 for one that the dictionary does not have."""
    chance = dictionary()[1].get(word)
    return 9 if chance is None else int(min(8, max(0, (-chance - 8) / 2)))


@cache
def senses() -> dict[str, tuple[int, ...]]:
    """Where words stand, 1 to 15, on each of the axes along which words differ most: words that are used alike stand near."""
    found: dict[str, tuple[int, ...]] = {}
    for line in (Path(__file__).parent / "senses.txt").read_text(encoding="utf-8").splitlines():
        places, *words = line.split(" ")
        if places != "#":
            found.update(dict.fromkeys(words, tuple(int(place, 16) for place in places)))
    return found


@lru_cache(maxsize=1 << 14)
def sense(word: str) -> tuple[int, ...]:
    """Where a word stands, or the longest known word that it ends with (住院患者 as 患者); `NOWHERE` where none is known."""
    known = senses()
    return next((known[end] for n in range(len(word)) if (end := word[n:]) in known), NOWHERE)


NOWHERE = (0,) * 6
"""Where a word stands of which nothing is known."""
