"""Summary lines: a line right below a heading that sums its section up in a clause or with figures."""

from hospital_tui.parsing.headings import is_numbered
from hospital_tui.parsing.joins import JOIN, joint_score
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import is_section_cue

LONGEST = 90
"""Characters up to which a line without a full stop sums up and is no paragraph."""
CLAUSE = 22
"""Characters from which a line below a heading sums up whatever it holds."""


def label_summaries(page: Page, pieces: list[Piece]) -> None:
    """Mark the summary lines; they keep the role heading."""
    for heading, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if heading.role != "heading" or not after.prose or piece.gap > page.usual_gap:
            continue
        if piece.role == "heading":
            piece.summary = not is_numbered(piece) and _sums_up(heading, piece)
        elif _open_line(piece) and joint_score(page, piece, after, ask_dictionary=True) < JOIN:
            piece.role, piece.summary = "heading", True


def _open_line(piece: Piece) -> bool:
    """Whether a line as long as a paragraph has no full stop in it or at its end."""
    return (
        piece.role is None
        and piece.prose
        and not piece.closed
        and "。" not in piece.text
        and len(piece.text) <= LONGEST
    )


def _sums_up(heading: Piece, piece: Piece) -> bool:
    if heading.summary or is_section_cue(heading.text) or len(piece.text) <= len(heading.text) + 4:
        return False
    return has_comma(piece.text) or any(c.isdigit() for c in piece.text) or len(piece.text) >= CLAUSE
