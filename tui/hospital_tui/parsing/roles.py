"""What each piece of an article is: the order in which the evidence is weighed."""

from itertools import pairwise

from hospital_tui.parsing.captions import label_picture_sentences, label_set_apart
from hospital_tui.parsing.furniture import (
    label_advertisement,
    label_below,
    label_by_words,
    label_edges,
    label_related,
    label_tip,
)
from hospital_tui.parsing.head import free_headline, is_subtitle, label_head
from hospital_tui.parsing.headings import calls_on, heading_habits, is_numbered, label_headings
from hospital_tui.parsing.joins import joint_score
from hospital_tui.parsing.lists import label_display, label_fields, label_introduced, label_lists, label_rows
from hospital_tui.parsing.navigation import label_navigation
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.shape import starts_inside
from hospital_tui.parsing.summaries import label_summaries
from hospital_tui.parsing.unstack import rejoin_title, unstack_head
from hospital_tui.parsing.words import is_column, is_section_cue, signs

SURE_JOINT = 3.0
"""Joint score from which a short line is the rest of the paragraph above it."""
LATE_TITLE = 12
"""Paragraphs within which a title that stands below them is looked for."""


def label(page: Page, pieces: list[Piece]) -> None:
    """Give each piece of one article its role."""
    rejoin_title(pieces)
    free_headline(pieces)
    unstack_head(page, pieces)
    opening = next(
        (i for i, piece in enumerate(pieces) if piece.cue is None and not is_column(piece.text)), 0
    )
    label_fields(pieces[opening + 1 :])
    label_by_words(pieces)
    label_display(pieces)
    label_lists(pieces)
    label_navigation(page, pieces)
    _rests(page, pieces)
    label_set_apart(page, pieces)
    label_picture_sentences(pieces)
    first, last = _text(pieces)
    label_edges(pieces, first, last)
    first = label_head(page, pieces[:first], heading_habits(page, pieces[first:last]))
    _numbered_pictures(pieces, first)
    label_introduced(pieces[first:])
    label_related(pieces[last:])
    label_tip(pieces)
    label_advertisement(pieces[last:])
    label_below(pieces[last:])
    label_rows(page, pieces[first:last])
    label_headings(page, pieces[first:last])
    label_summaries(page, pieces)
    for piece in pieces:
        if piece.role is None:
            piece.role = "body" if piece.prose else "caption"


def _rests(page: Page, pieces: list[Piece]) -> None:
    """A short line that goes on with the sentence which the paragraph above it left open is running text."""
    for before, piece in pairwise(pieces):
        if not before.prose or piece.prose:
            continue
        rest = starts_inside(piece.text) or (piece.role is None and piece.sentence)
        if piece is pieces[-1] and piece.role is None and calls_on(before, piece):
            piece.prose = True
        if rest and joint_score(page, before, piece) >= SURE_JOINT:
            piece.prose, piece.role = True, None


def _text(pieces: list[Piece]) -> tuple[int, int]:
    """Index of the first piece of the text itself, and of the first piece after its last paragraph."""
    prose = [i for i, piece in enumerate(pieces) if piece.prose and piece.role is None]
    lists = [i for i, piece in enumerate(pieces) if piece.role in ("list_item", "table")]
    marked = [
        i for i, piece in enumerate(pieces) if _free(piece) and is_numbered(piece) and not _is_title(piece, i)
    ]
    first = min([*prose[:1], *lists[:1], *marked[:1]], default=len(pieces))
    if not any(_free(piece) and not is_section_cue(piece.text) for piece in pieces[:first]):
        first = _late_title(pieces, first)
    last = max([*prose[-1:], *(i + 1 for i in marked[-1:])], default=first - 1) + 1
    last = min(last, len(pieces))
    return first, max(first, last)


def _is_title(piece: Piece, index: int) -> bool:
    """Whether a line that the source's form marks as a heading is the title: the first, or what the form calls so."""
    told = piece.part is not None and piece.part.kind == "title"
    return (told or not index) and piece.number is not None and piece.number.style == "markdown"


def _free(piece: Piece) -> bool:
    return piece.role is None and not piece.prose


def _late_title(pieces: list[Piece], first: int) -> int:
    """Where a title with its subtitle or byline stands below the first paragraphs, the text begins below it."""
    for i in range(first, min(first + LATE_TITLE, len(pieces) - 1)):
        if not _free(pieces[i]) or is_numbered(pieces[i]):
            continue
        below = pieces[i + 1 : i + 3]
        signed = [
            j
            for j, after in enumerate(below)
            if is_subtitle(after) or after.role == "byline" or signs(after.text)
        ]
        if not signed or any(after.prose for after in below[: signed[0]]):
            return first
        return i + 2 + signed[0]
    return first


def _numbered_pictures(pieces: list[Piece], first: int) -> None:
    """Lines with circled numbers above the title are captions, and so are those that go on with their count."""
    if any(piece.role == "title" for piece in pieces[:first]):
        circled = [piece for piece in pieces if piece.number is not None and piece.number.style == "circled"]
        title = next(i for i, piece in enumerate(pieces) if piece.role == "title")
        if any(piece in circled for piece in pieces[:title]):
            for piece in circled:
                if piece.role in (None, "body", "list_item"):
                    piece.role = "caption"
