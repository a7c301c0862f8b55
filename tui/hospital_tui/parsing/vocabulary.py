"""The words of passages, as jieba cuts them: what a reader's query is cut with, so that the app needs no jieba."""

from collections.abc import Iterable

from hospital_tui.parsing.segmenting import segmenter
from hospital_tui.text.script import han_pattern

_WORD = han_pattern(r"[\p{Han}]{2,}|[A-Za-z][A-Za-z0-9+.-]*[A-Za-z0-9+]")


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words of two and more characters in the texts, sorted by code point, each once."""
    words: set[str] = set()
    for text in texts:
        words.update(segmenter().cut_for_search(text))
    return sorted(word for word in words if len(word) > 1 and _WORD.fullmatch(word))
