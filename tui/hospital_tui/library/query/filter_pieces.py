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
            closing = text.find(QUOTES[text[position]], position + 1)
            return Piece("said", start, len(text) if closing < 0 else closing + 1, position)
        if sign == "(" and _after_colon(folded, start, position):
            closing = folded.find(")", position)
            return Piece("said", start, len(text) if closing < 0 else closing + 1)
        if (sign == "|" or (sign == ")" and inside)) and not brackets:
            break
        brackets = max(0, brackets + (sign == "(") - (sign == ")"))
        position += 1
    return Piece("said", start, position)


def _may_open(folded: str, start: int, position: int) -> bool:
    return not folded[start:position].removeprefix("-") or _after_colon(folded, start, position)


def _after_colon(folded: str, start: int, position: int) -> bool:
    before = folded[start:position].removeprefix("-")
    return before.endswith(":") and before[:-1] in FIELDS


def _with_comparisons(text: str, found: list[Piece]) -> list[Piece]:
    """The pieces, with those put together that are one comparison with blanks in it: 人 > 100."""
    joined: list[Piece] = []
    for piece in found:
        if (
            joined
            and joined[-1].kind == piece.kind == "said"
            and joined[-1].quote is None
            and piece.quote is None
        ):
            before, this = fold(text[slice(*joined[-1][1:3])]), fold(text[slice(*piece[1:3])])
            if (_BEGINS_WITH_SIGN.match(this) and _COMPARED.fullmatch(before)) or (
                _BEGINS_WITH_NUMBER.match(this) and _ENDS_IN_SIGN.fullmatch(before)
            ):
                joined[-1] = joined[-1]._replace(end=piece.end)
                continue
        joined.append(piece)
    return joined
