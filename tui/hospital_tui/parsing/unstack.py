"""Lines of the head that a page sets under each other without an empty line: separate lines, or one broken title."""

from hospital_tui.parsing.head import is_subtitle
from hospital_tui.parsing.pieces import Page, Piece, describe, measure_gaps
from hospital_tui.parsing.shape import opened_and_not_closed
from hospital_tui.parsing.words import hangs, is_column, shows_people

HEAD = 12
"""Pieces above the first paragraph among which the lines of the head are looked for."""
EVEN = 1
"""Characters by which the two lines of a couplet may differ."""


def unstack_head(page: Page, pieces: list[Piece]) -> None:
    """Part the short lines right above the first paragraph, byline or subtitle, unless they are one broken phrase."""
    first = next((i for i, piece in enumerate(pieces[:HEAD]) if _ends_head(piece)), 0)
    for i in range(first - 1, -1, -1):
        piece = pieces[i]
        if piece.stacked and (i == first - 1 or is_column(piece.lines[0].text)) and not _is_one(piece):
            parts = [Piece([line]) for line in piece.lines]
            for part in parts:
                describe(part)
            pieces[i : i + 1] = parts
            measure_gaps(pieces)
            return


def _ends_head(piece: Piece) -> bool:
    return piece.prose or is_subtitle(piece) or (piece.cue is not None and piece.cue.role == "byline")


def _is_one(piece: Piece) -> bool:
    """Whether the lines are one: a phrase broken inside, two lines of a couplet, or a picture's caption."""
    texts = [line.text for line in piece.lines]
    if any(is_column(text) for text in texts):
        return False
    if any(hangs(text) or opened_and_not_closed(text) for text in texts[:-1]) or shows_people(piece.text):
        return True
    return len(texts) == 2 and abs(len(texts[0]) - len(texts[1])) <= EVEN
