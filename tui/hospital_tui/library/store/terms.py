"""Terms: how a passage is written into the full-text index, and how a word is asked for there.

The index knows nothing of Chinese: it stores terms separated by blanks. A passage goes in as the pairs of neighbouring
characters of its folded text, in order ("骨科 科机 机器 …"), and its last character alone. Any substring of two or more
characters is then a phrase of pairs, and a single character is a prefix, so the index answers exactly what a scan of the
folded text would. ASCII signs, which SQLite's tokenizer would drop, move to a plane of their own, and so do the marks
(`mark`) that say that a passage stands under some heading or holds some kind of figure.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import add

_PLANE = 0x100000
_SIGNS = {code: _PLANE + code for code in range(128) if not chr(code).isalnum()}

_TAGS = {
    "text": "",
    "heading": chr(_PLANE + 0x201),
    "label": chr(_PLANE + 0x207),
    "metric": chr(_PLANE + 0x208),
    "newspaper": chr(_PLANE + 0x209),
}
"""Of what a pair is, told apart from the passage's text."""
_MARKS = {
    "all": chr(_PLANE + 0x202),
    "kind": chr(_PLANE + 0x203),
    "unit": chr(_PLANE + 0x204),
    "year": chr(_PLANE + 0x205),
    "has": chr(_PLANE + 0x206),
}


def pairs(folded: str) -> str:
    """Folded text as it goes into the index."""
    text = folded.translate(_SIGNS)
    if not text:
        return ""
    return " ".join([*map(add, text, text[1:]), text[-1]])


@lru_cache(1024)  # a heading stands above many passages
def tagged(tag: str, folded: str) -> str:
    """Folded words of one of `_TAGS` as they go into the index."""
    return " ".join(_TAGS[tag] + pair for pair in pairs(folded).split(" ")) if folded else ""


@lru_cache(1024)
def mark(name: str, value: str = "") -> str:
    """One term that says something of the whole passage (its kinds of figures, their units and years)."""
    return _MARKS[name] + value.translate(_SIGNS)


def document(text: str, headings: Iterable[str], marks: Iterable[str]) -> str:
    """All terms of a passage; `text` and `headings` folded, `marks` made by `mark` and `tagged`."""
    return " ".join([pairs(text), *(tagged("heading", heading) for heading in headings), mark("all"), *marks])


def phrase(folded: str, tag: str = "text") -> str:
    """The FTS5 expression for passages that contain `folded` (not empty), in their text or in something else of `_TAGS`."""
    text = folded.translate(_SIGNS)
    sign = _TAGS[tag]
    if len(text) == 1:
        return f'"{sign}{text}" *'
    terms = " ".join(sign + pair for pair in map(add, text, text[1:]))
    return f'"{terms}"'


def marked(name: str, value: str = "") -> str:
    """The FTS5 expression for passages that carry a mark."""
    return f'"{mark(name, value)}"'
