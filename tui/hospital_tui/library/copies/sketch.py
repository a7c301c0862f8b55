"""A short likeness of an article's words: a few of its shingles, chosen by what stands there and not by where.

A shingle is twelve letters in a row, signs and blanks left out; it is taken where its first letter falls into one of
sixteen classes, so that an article keeps the same shingles when paragraphs are cut, added or moved. (Content-defined
sampling as in winnowing, Schleimer, Wilkerson, Aiken 2003, without the window: chosen at one point in sixteen.)
"""

import re
from collections import Counter
from zlib import crc32

import msgspec

from hospital_tui.library.figure_values import interval
from hospital_tui.model import Article
from hospital_tui.text.folding import fold

_LENGTH = 12
_CHOSEN = re.compile(b"[" + b"".join(rb"\x%02x" % code for code in range(7, 256, 16)) + b"]")
"""The last byte of a letter that is taken: its code is 7 among sixteen."""
_SIGNS = re.compile(r"[\W_]+")
_LIKE = 0.6
"""So much of the shorter one's shingles must be in the longer: a changed letter costs up to twelve letters' shingles."""
_SAME_NUMBERS = 0.9
"""So many of the shorter one's numbers must be the longer's: last year's feature has last year's."""
_LEAST = 6
"""Fewer shingles say nothing."""


class Sketch(msgspec.Struct, frozen=True):
    """What is compared of an article."""

    shingles: frozenset[int]
    numbers: tuple[tuple[float, float], ...]
    """The values of its figures, sorted; dates and grades not counted."""


def sketch(article: Article) -> Sketch:
    """The sketch of an article; linear in its length."""
    text = _SIGNS.sub("", fold("".join(passage.text for passage in article.passages())))
    last = text[: max(0, len(text) - _LENGTH + 1)].encode("utf-32-le", "surrogatepass")[::4]
    found = {
        crc32(text[(at := chosen.start()) : at + _LENGTH].encode("utf-8", "surrogatepass"))
        for chosen in _CHOSEN.finditer(last)
    }
    values = (interval(figure) for passage in article.passages() for figure in passage.figures)
    return Sketch(frozenset(found), tuple(sorted(filter(None, values))))


def one_report(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are copies of one report: nearly the same words, and the same numbers."""
    short, long = sorted((one, other), key=lambda made: len(made.shingles))
    if len(short.shingles) < _LEAST:
        return False
    if len(short.shingles & long.shingles) < _LIKE * len(short.shingles):
        return False
    fewer, more = sorted((Counter(one.numbers), Counter(other.numbers)), key=Counter.total)
    shared = (fewer & more).total()
    return shared >= _SAME_NUMBERS * fewer.total()
