"""Cutting a line of the filter language into pieces: words, fields and comparisons, brackets, and what joins them."""

import re
from typing import Literal, NamedTuple

from hospital_tui.library.query.filter_names import FIELDS
from hospital_tui.text.folding import fold

QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』"}
_BLANK = re.compile(r"[\s\u3000]")
SIGN = ">=|<=|=>|=<|≥|≤|>|<|="
_ENDS_IN_SIGN = re.compile(rf".*(?:{SIGN})", re.DOTALL)
_BEGINS_WITH_SIGN = re.compile(SIGN)
_BEGINS_WITH_NUMBER = re.compile(r"[+-]?\.?\d")
_COMPARED = re.compile(r"-?(?:[^\W\d]+:)?[^-<>=≥≤:][^<>=≥≤:]*")
_OPENING = re.compile(r"-?\(")


class Piece(NamedTuple):
    """A stretch of the line, [start, end)."""

    kind: Literal["said", "open", "close", "or"]
    start: int
    end: int
    quote: int | None = None
    """Where its opening quotation mark stands, if it has one."""


def pieces(text: str) -> list[Piece]:
    """The pieces of a line.

    Blanks part them, and | does. A bracket opens a group where a piece could begin, and closes one where one is open;
    inside a word it is a sign as any other. A quotation mark counts at the beginning of a piece, after a minus, and
    after a field's colon, and so does a bracket around a field's values.
    """
    folded, found, position, depth = fold(text), list[Piece](), 0, 0
    while position < len(text):
        if _BLANK.match(text, position):
            position += 1
        elif folded[position] == "|":
            found.append(Piece("or", position, position + 1))
            position += 1
        elif folded[position] == ")" and depth:
            found.append(Piece("close", position, position + 1))
            position, depth = position + 1, depth - 1
        elif opening := _OPENING.match(folded, position):
            found.append(Piece("open", position, opening.end()))
            position, depth = opening.end(), depth + 1
        else:
            found.append(_said(text, folded, position, inside=depth > 0))
            position = found[-1].end
    return _with_comparisons(text, found)


def _said(text: str, folded: str, start: int, *, inside: bool) -> Piece:
    """The piece that begins here; inside: a group is open."""
    position, brackets = start, 0
    while position < len(text) and not _BLANK.match(text, position):
        sign = folded[position]
        if text[position] in QUOTES and _may_open(folded, start, position):
            return Piece("said", start, _behind(text, QUOTES[text[position]], position + 1), position)
        if sign == "(" and _after_colon(folded, start, position):
            return Piece("said", start, _behind(folded, ")", position))
        if not brackets and (sign == "|" or (sign == ")" and inside)):
            break
        brackets = max(0, brackets + (sign == "(") - (sign == ")"))
        position += 1
    return Piece("said", start, position)


def _behind(text: str, closing: str, start: int) -> int:
    """Where what is closed by a sign ends; the end of the line where nothing closes it."""
    place = text.find(closing, start)
    return len(text) if place < 0 else place + 1


def _may_open(folded: str, start: int, position: int) -> bool:
    return not folded[start:position].removeprefix("-") or _after_colon(folded, start, position)


def _after_colon(folded: str, start: int, position: int) -> bool:
    before = folded[start:position].removeprefix("-")
    return before.endswith(":") and before[:-1] in FIELDS


def _with_comparisons(text: str, found: list[Piece]) -> list[Piece]:
    """The pieces, with those put together that are one comparison with blanks in it: 人 > 100."""
    joined: list[Piece] = []
    for piece in found:
        if joined and _are_one(text, joined[-1], piece):
            joined[-1] = joined[-1]._replace(end=piece.end)
        else:
            joined.append(piece)
    return joined


def _are_one(text: str, one: Piece, other: Piece) -> bool:
    """Whether two pieces are one comparison: its sign begins the second, or ends the first before a number."""
    if not one.kind == other.kind == "said" or one.quote is not None or other.quote is not None:
        return False
    before, this = fold(text[one.start : one.end]), fold(text[other.start : other.end])
    if _BEGINS_WITH_SIGN.match(this) and _COMPARED.fullmatch(before):
        return True
    return bool(_BEGINS_WITH_NUMBER.match(this) and _ENDS_IN_SIGN.fullmatch(before))
