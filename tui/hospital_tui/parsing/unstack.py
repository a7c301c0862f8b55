"""Lines of the head that a page sets under each other without an empty line: separate lines, or one broken title."""

from itertools import pairwise

from hospital_tui.parsing.head import OPENING, is_subtitle
from hospital_tui.parsing.headlines import REPORT
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.pieces import Page, Piece, describe, measure_gaps
from hospital_tui.parsing.segmenting import segmenter
from hospital_tui.parsing.shape import opened_and_not_closed
from hospital_tui.parsing.words import hangs, is_column, shows_people

HEAD = 12
"""Pieces above the first paragraph among which the lines of the head are looked for."""
EVEN = 1
"""Characters by which the two lines of a couplet may differ."""
LONGEST_VERSE = 10
"""Characters of each line of a couplet that is told by its words."""
ALIKE = 3
"""Characters that stand in the same places of both."""
LONGEST_LINE = 20
"""Characters of a line of a title that goes on below."""
_LEFT_OPEN = frozenset("的和与及在为对将把被向从以由于使让，,")
"""Words, and marks, behind which a line of a title goes on below."""


def rejoin_title(pieces: list[Piece]) -> None:
    """Put together the two lines of a title that a page broke inside a phrase (六十年， | 我们一起走过)."""
    for i, (piece, below) in enumerate(pairwise(pieces[:OPENING])):
        lines = [
            part
            for part in (piece, below)
            if len(part.text) <= LONGEST_LINE and part.cue is None and part.role is None
        ]
        if (
            len(lines) == 2
            and (_is_left_open(piece.text) or _is_broken(piece.text, below.text))
            and not (below.prose or below.number or is_subtitle(below))
        ):
            piece.lines += below.lines
            describe(piece)
            piece.prose = False
            del pieces[i + 1]
            measure_gaps(pieces)
            return
        if piece.prose:
            return


def _is_left_open(text: str) -> bool:
    return opened_and_not_closed(text) or [*segmenter().cut(text, HMM=False)][-1] in _LEFT_OPEN


def _is_broken(text: str, below: str) -> bool:
    """Whether two lines are a notice's title (关于… | …的通知), or a couplet whose lines are built of the same words."""
    notice = text.startswith("关于") and not REPORT.search(text) and REPORT.search(text + below)
    even = (
        len(text) == len(below) <= LONGEST_VERSE
        and sum(map(str.__eq__, text, below)) >= ALIKE
        and not mentions(text)
    )
    return bool(notice) or even


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
