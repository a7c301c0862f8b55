"""Damage that the page or its scan did to the text: marked with a likely reading, never mended."""

import re

from hospital_tui.model import Doubt
from hospital_tui.text.script import han_pattern

_STRAY = han_pattern(r"(?<=[\p{Han}”’）》]) +(and|or|And) +(?=[\p{Han}“‘（《])")
_READINGS = {"and": "和", "And": "和", "or": "或"}
_LOST = re.compile("[\ufffd\x00-\x08\x0e-\x1b\x7f]+")


def stray_words(text: str) -> list[Doubt]:
    """English words that stand for a Chinese one in the middle of a Chinese sentence, and characters that were lost."""
    found = [
        Doubt(at=(match.start(), match.end()), found=match[0], reading=_READINGS[match[1]])
        for match in _STRAY.finditer(text)
    ]
    found += [Doubt(at=match.span(), found=match[0], reading="") for match in _LOST.finditer(text)]
    return found


def joint(offset: int, between: str, before: str, after: str) -> Doubt:
    """A joint of two pieces that may have been two paragraphs, or two Latin words that lost the blank between them."""
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return Doubt(at=(offset, offset), found=between, reading=" " if latin else "")
