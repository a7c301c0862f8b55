"""Where a source holds several articles: a title-like line, another hospital, and a lead of its own."""

import re

from hospital_tui.parsing.head import is_subtitle
from hospital_tui.parsing.headings import is_numbered
from hospital_tui.parsing.hospital import short_forms
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.words import is_column, is_section_cue, names

NEWS = re.compile(
    r"[（(]?(?:本报|本刊|本网|本台)[^，。；]{0,8}讯(?![息号])|(?:通讯员|记者)[^，。：:]{2,16}报道|讯[\s　（(]"
)
"""What the first paragraph of a news item opens with."""
SIGNATURE = re.compile(r"[（(]([^（()）]{2,24})[）)]$")
SHORTEST, SHORTEST_TITLE = 4, 6
"""Characters from which a line may be the title of a news item, and of a feature."""
AHEAD = 8
"""Pieces below a title within which its lead begins."""


def split(page: Page) -> list[list[Piece]]:
    """The pieces of each article."""
    pieces = page.pieces
    starts = [0]
    known: set[str] = set()
    prose = 0
    for i, piece in enumerate(pieces):
        if prose and _may_begin(pieces, i) and _begins(pieces, i, known):
            starts.append(_with_furniture(pieces, i, starts[-1]))
            known, prose = set(), 0
        prose += piece.prose and piece.role is None
        if prose <= 3 or not piece.prose:
            known.update(mentions(piece.text[:400]))
    return [pieces[a:b] for a, b in zip(starts, [*starts[1:], len(pieces)], strict=True)]


def _may_begin(pieces: list[Piece], index: int) -> bool:
    piece, before = pieces[index], pieces[index - 1]
    title_like = piece.short and piece.role is None and piece.cue is None and len(piece.text) >= SHORTEST
    ended = before.closed or not before.prose
    return (
        title_like
        and ended
        and not is_subtitle(piece)
        and not is_numbered(piece)
        and not is_section_cue(piece.text)
        and not _signs(piece.text)
    )


def _signs(text: str) -> bool:
    """Whether a line is nothing but names in brackets: who wrote the article above it."""
    return text.startswith(("（", "(")) and bool(names(text))


def _begins(pieces: list[Piece], index: int, known: set[str]) -> bool:
    piece = pieces[index]
    below = pieces[index + 1 : index + 1 + AHEAD]
    text = piece.text
    headed = False
    if _is_item(pieces, index):
        return True
    if len(text) < SHORTEST_TITLE or piece.bullet:
        return False
    for after in below[:2]:
        if is_subtitle(after):
            text += "\n" + after.text
            headed = True
        elif after.cue is not None and after.cue.role == "byline":
            headed = True
    lead = next((after.text for after in below if after.prose and after.role is None), "")
    if not lead:
        return False
    named = mentions(text) or (mentions(lead[:200])[:1] if headed else [])
    if not named or not known:
        return False
    name = named[0]
    if any(_same(name, other) for other in known):
        return False
    if headed or text.startswith(name):
        return name in lead or any(form in lead for form in short_forms(name)) or headed
    return name in lead[:120]


def _is_item(pieces: list[Piece], index: int) -> bool:
    """Whether a line is the title of a news item: a paragraph below it opens as news do, or it and the last are signed."""
    text = next(
        (i for i in range(index + 1, min(index + 4, len(pieces))) if not is_subtitle(pieces[i])), index
    )
    lead, before = pieces[text], pieces[index - 1]
    if not lead.prose or is_numbered(pieces[index]):
        return False
    if NEWS.match(lead.text):
        return True
    signed = before.prose and lead.sentence and _signed(before.text) and _signed(lead.text)
    return signed and bool(mentions(pieces[index].text) or mentions(lead.text))


def _signed(text: str) -> bool:
    """Whether a paragraph ends with the names of those who wrote it, in brackets."""
    match = SIGNATURE.search(text)
    return match is not None and bool(names(match[1]))


def _same(name: str, other: str) -> bool:
    return name in other or other in name or name in short_forms(other) or other in short_forms(name)


def _with_furniture(pieces: list[Piece], index: int, floor: int) -> int:
    """The page furniture right above a title belongs to it."""
    while index - 1 > floor and _is_furniture(pieces[index - 1]):
        index -= 1
    return index


def _is_furniture(piece: Piece) -> bool:
    return is_column(piece.text) or (piece.cue is not None and piece.cue.role == "masthead")
