"""Questions about words: does a paragraph begin so, is this a line of names, does a word run over a break."""

import re
from functools import cache

from hospital_tui.parsing.shape import parts
from hospital_tui.parsing.tables import table

_HAN_ONLY = re.compile(r"[\u4e00-\u9fff·]+")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s*年|\d{1,2}月(?:\d{1,2}日|[，初末底])")
_NAME_BREAKS = re.compile(r"[ \t\u3000\xa0、，,/／|]+")


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list of tables/words.yaml."""
    value = table("words")[name]
    return tuple(value)


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word) for word in sorted(word_list("openers"), key=len, reverse=True))
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(table("words")["surnames"]) | frozenset(word_list("compound_surnames"))


def opens_paragraph(text: str) -> bool:
    """Whether the text begins as paragraphs do."""
    return text.startswith(("“", "「", "——")) or bool(_openers().match(text) or _YEAR_FIRST.match(text))


def is_name(text: str) -> bool:
    """Whether the text can be the name of a person: a surname and one or two characters more."""
    if not 2 <= len(text) <= 4 or not _HAN_ONLY.fullmatch(text):
        return False
    if text[:2] in _surnames():
        return len(text) >= 3
    return len(text) <= 3 and text[0] in _surnames()


def names(text: str) -> list[str]:
    """The names of a line that holds nothing but names; empty for any other line (王磊 陈恺祺)."""
    if len(text) > 40:
        return []
    found = [part for part in _NAME_BREAKS.split(text.strip("（）()")) if part]
    if len(found) == 2 and all(len(part) == 1 for part in found):
        found = ["".join(found)]
    return found if found and all(is_name(part) for part in found) else []


def ends_with_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text, closing marks not counted, ends with one of the words."""
    return text.rstrip("”’」』）)】。.!！ ").endswith(words)


def count_any(text: str, words: tuple[str, ...]) -> int:
    """How many of the words occur in the text."""
    return sum(word in text for word in words)


@cache
def _dictionary() -> "object":
    import jieba  # a second to load: only for lines that nothing else decides

    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba.dt


def word_runs_over(before: str, after: str) -> bool:
    """Whether a word of the dictionary lies over the joint of two texts (…举办读书 | 班4期…)."""
    left, right = before[-8:], after[:8]
    if not left or not right or not _HAN_ONLY.fullmatch(left[-1] + right[0]):
        return False
    offset = 0
    for word in _dictionary().cut(left + right, HMM=False):  # type: ignore[attr-defined]
        if offset < len(left) < offset + len(word):
            return True
        offset += len(word)
    return False


def is_couplet_name(text: str) -> bool:
    """Whether a line of two parts is a line of names and no couplet."""
    return bool(names(text)) and len(parts(text)) >= 2
