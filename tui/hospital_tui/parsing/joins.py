"""Broken paragraphs: which lines go on with the sentence that the page broke off above them."""

import re

from hospital_tui.parsing.numbering import bullet, numbering
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.shape import (
    COMMAS,
    has_comma,
    holds_sentence_end,
    opened_and_not_closed,
    starts_inside,
)
from hospital_tui.parsing.words import hangs, opens_paragraph, says, speaks, word_list, word_runs_over
from hospital_tui.text.script import han_pattern

JOIN = 1.0
"""Score from which two pieces are put together."""
SURE = 2.0
"""Score below which a joint is marked as doubtful."""
LONG = 28
"""Characters from which a line that ends with 的, 为 or the like is no heading."""
QUOTES = ("“", "「", '"')
REACH = 6
"""Captions and furniture that may stand between the halves of a paragraph."""


_NUMBER_OPEN = re.compile(r"\d[.．,，]?$|[\d０-９][.．]?$")
_NUMBER_GOES_ON = re.compile(r"[\d０-９%％‰]")
_SECTION = re.compile(r"0\d[.．]?")
"""A line that numbers a section (01)."""
_YEAR_OPEN = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_NUMBER_DUE = re.compile(r"(?:达|达到|约|近|超|超过|逾|共|仅|为|至)$")
_QUANTITY = han_pattern(r"[\d０-９][\d０-９.,．]*[万亿余多]*[\p{Han}](?<![年月日])")
_DATE_OPEN = re.compile(r"(?:[\d０-９]年|[\d０-９]月)$")
_DATE_GOES_ON = re.compile(r"[\d０-９]{1,2}[月日]")


def figure_runs_over(text: str, rest: str) -> bool:
    """Whether a number or a date lies over the joint of two texts (35. | 1％ · 30 | 类 · 2020年 | 5月25日)."""
    if _SECTION.fullmatch(text):
        return False
    tail = text[-6:]
    if _NUMBER_OPEN.search(tail):
        counted = ("年",) if _YEAR_OPEN.search(tail) else word_list("counted")
        if _NUMBER_GOES_ON.match(rest) or rest.startswith(counted):
            return True
    if _NUMBER_DUE.search(tail) and _NUMBER_GOES_ON.match(rest):
        return True
    return bool(_DATE_OPEN.search(tail) and _DATE_GOES_ON.match(rest))


def joint_score(page: Page, before: Piece, after: Piece, *, ask_dictionary: bool = False) -> float:
    """How strongly two pieces look like the halves of one paragraph; 0 says nothing."""
    text, rest = before.text, after.text
    runs_over = figure_runs_over(text, rest)
    leads_over = (page.broken or holds_sentence_end(text)) and _leads_over(before, after)
    if before.closed and not runs_over and not leads_over and not starts_inside(rest):
        return -5.0
    score = 4.0 if runs_over else 1.5 if leads_over else 0.0
    score += _goes_on(before) + _continues(page, after, runs_over)
    if ask_dictionary and -2.0 < score < SURE:
        score += 1.5 * word_runs_over(text, rest)
    return score


def _goes_on(piece: Piece) -> float:
    """How strongly a piece looks like the first half of a paragraph."""
    text = piece.text
    score = 2.0 if len(text) >= 100 else 1.0 if len(text) >= 60 else 0.0
    score += 4.0 * text.endswith(tuple(COMMAS)) + 3.0 * opened_and_not_closed(text[-400:])
    score += 1.5 * piece.broken + 2.0 * holds_sentence_end(text)
    return score + 2.0 * ((piece.prose or len(text) >= LONG) and hangs(text))


def _continues(page: Page, piece: Piece, runs_over: bool) -> float:
    """How strongly a piece looks like the second half of a paragraph. `runs_over`: a number lies over the joint."""
    rest = piece.text
    score = 4.0 * starts_inside(rest) + 1.0 * bool(_QUANTITY.match(rest))
    if rest.startswith(QUOTES):
        score -= 1.0
    elif not runs_over and opens_paragraph(rest):
        score -= 1.5
    if not runs_over and (numbering(rest) or bullet(rest)):
        score -= 1.5
    if page.indented:
        score += -2.5 if piece.lines[0].indent >= 2 else 2.0
    return score


def _leads_over(before: Piece, after: Piece) -> bool:
    """Whether a sentence stops at a colon and what it announces is neither quoted nor a list."""
    text, rest = before.text, after.text
    listed = numbering(rest) or bullet(rest) or rest.startswith(QUOTES) or speaks(rest)
    return (
        text.endswith(("：", ":")) and has_comma(text) and len(text) >= 16 and not says(text) and not listed
    )


def join_broken(page: Page, pieces: list[Piece]) -> list[Piece]:
    """Put the halves of broken paragraphs together; captions and furniture between them stay where they are."""
    kept: list[Piece] = []
    body: list[Piece] = []
    between = 0
    for piece in pieces:
        if piece.role == "body":
            if body and between <= REACH:
                before = body[-1]
                score = joint_score(page, _tail(before), piece, ask_dictionary=between == 0)
                if score >= (JOIN if between == 0 else SURE):
                    if score < SURE:
                        before.weak_joints.add(piece.start)
                    before.joined.append(piece)
                    between = 0
                    continue
            body.append(piece)
            between = 0
        elif piece.role in ("heading", "title"):
            body.clear()
        else:
            between += 1
        kept.append(piece)
    return kept


def _tail(piece: Piece) -> Piece:
    return piece.joined[-1] if piece.joined else piece
