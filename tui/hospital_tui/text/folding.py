"""Folding: how texts and queries are made alike before they are compared.

Each character becomes exactly one character, so that an offset in folded text is an offset in the text itself: width
and compatibility forms as in Unicode's NFKC where that gives one character, lower case likewise, and traditional
characters to simplified ones.
"""

import unicodedata
from functools import cache
from pathlib import Path

_RESERVED = 0x100000
"""First code point of the plane the index uses for its own marks (see `terms`); never left in folded text."""


@cache
def traditional() -> dict[str, str]:
    """Traditional to simplified, single characters only; see the header of `traditional.txt`."""
    text = Path(__file__).with_name("traditional.txt").read_text("utf-8")
    pairs = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {before: after for row in pairs for before, after in zip(row[0], row[1], strict=True)}


class _Folded(dict[int, int]):
    """Code point to folded code point, worked out when a character is first met."""

    def __missing__(self, code: int) -> int:
        folded = ord(_fold_character(chr(code)))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if ord(character) >= _RESERVED or "\ud800" <= character <= "\udfff":
        return "\ufffd"
    compatible = unicodedata.normalize("NFKC", character)
    character = compatible if len(compatible) == 1 else character
    character = traditional().get(character, character)
    lower = character.lower()
    return lower if len(lower) == 1 else character


_TABLE = _Folded()


def fold(text: str) -> str:
    """`text` with every character folded; as long as `text`."""
    return text.translate(_TABLE)


def simplified(text: str) -> str:
    """`text` with traditional characters as simplified ones and all else as it stands; as long as `text`."""
    return text if traditional().keys().isdisjoint(text) else text.translate(_script())


@cache
def _script() -> dict[int, str]:
    return {ord(before): after for before, after in traditional().items()}
