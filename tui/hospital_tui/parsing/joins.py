"""Broken paragraphs: which lines go on with the sentence that the page broke off above them."""

from hospital_tui.parsing.numbering import bullet, numbering
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.shape import COMMAS, holds_sentence_end, opened_and_not_closed, starts_inside
from hospital_tui.parsing.words import opens_paragraph, word_runs_over

JOIN = 1.0
"""Score from which two pieces are put together."""
SURE = 2.0
"""Score below which a joint is marked as doubtful."""
REACH = 6
"""Captions and furniture that may stand between the halves of a paragraph."""


def joint_score(page: Page, before: Piece, after: Piece, *, ask_dictionary: bool = False) -> float:
    """How strongly two pieces look like the halves of one paragraph; 0 says nothing."""
    text, rest = before.text, after.text
    if before.closed and not starts_inside(rest):
        return -5.0
    score = 0.0
    if text.endswith(tuple(COMMAS)):
        score += 4.0
    if opened_and_not_closed(text[-400:]):
        score += 3.0
    if starts_inside(rest):
        score += 4.0
    if holds_sentence_end(text):
        score += 2.0
    if len(text) >= 60:
        score += 1.0
    if text[-1:].isdigit() and not rest[:1].isdigit():
        score += 1.0
    if opens_paragraph(rest):
        score -= 2.5
    if numbering(rest) or bullet(rest):
        score -= 1.5
    if page.indented:
        score += -2.5 if after.lines[0].indent >= 2 else 2.0
    if ask_dictionary and -2.0 < score < SURE:
        score += 1.5 * word_runs_over(text, rest)
    return score


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
