"""The words of passages, as jieba cuts them: what a reader's query is cut with, so that the app needs no jieba."""

import re
from collections.abc import Iterable

from hospital_tui.parsing.segmenting import segmenter

_WORD = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z0-9+.-]*[A-Za-z0-9+]")


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words of two and more characters in the texts, sorted by code point, each once."""
    words: set[str] = set()
    for text in texts:
        words.update(segmenter().cut_for_search(text))
    return sorted(word for word in words if len(word) > 1 and _WORD.fullmatch(word))
