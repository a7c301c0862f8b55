"""Names of hospitals taken apart, so that the shorter and longer forms of one can be told to be one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from hospital_tui.parsing.naming import classed, cut_words, ends, kinds, text_of
from hospital_tui.text.folding import simplified

_ONE_NUMBER = str.maketrans("〇零○OＯ一二三四五六七八九", "00000123456789")
_EDGES = re.compile("^附?第?|(?:医院|院)?附?$")
"""What differs in the forms of a name's end (附一院, 第一医院, 一附院)."""


@dataclass(slots=True, frozen=True)
class Form:
    """A hospital's name taken apart, so that its shorter and longer forms can be told to be one."""

    place: str
    """Places and owners."""
    rest: str
    """What is left, 附属, 第 and 人民 not counted: by this it differs from the others of its place."""
    proper: bool
    """`rest` holds a word of its own (长海), which no other hospital has."""

    def same(self, other: "Form") -> bool:
        """Whether two forms can name one hospital (三〇二医院 and 解放军第302医院)."""
        if self.rest != other.rest:
            return False
        return self.proper or stands_in(self.place, other.place) or stands_in(other.place, self.place)


def stands_in(short: str, long: str) -> bool:
    """Whether the characters of a text stand in another in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


@lru_cache(maxsize=4096)
def form(name: str) -> Form:
    """A name taken apart."""
    name = simplified(name).replace("中医医院", "中医院")
    end = next((m for m in ends().finditer(name) if m.end() == len(name)), None)
    start = end.start() if end else len(name)
    kind = kinds().search(name[:start])
    rest = name[: kind.start()] if kind else name[:start]
    words = classed(cut_words(rest, name[len(rest) :]))
    at = max((i + 1 for i, (_, letter) in enumerate(words) if letter in "AOL"), default=0)
    own = text_of(words[at:]) + (kind[0] if kind else "")
    proper = any(letter in "PS" for _, letter in words[at:])
    tail = _EDGES.sub("", name[start:])
    if not own and not tail and words and words[-1][1] != "L":
        at, own, proper = at - 1, words[at - 1][0], True
    for word in ("附属", "直属", "第", *(["人民"] if own not in ("人民", "附属人民") else [])):
        own = own.replace(word, "")
    return Form(text_of(words[:at]), (own + tail).translate(_ONE_NUMBER), proper)
