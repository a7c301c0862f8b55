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
SIGNS = 3
"""Signs from which another article begins."""
STORY = 24
"""Pieces below a title that are looked through for what the article is about."""
AHEAD = 8
"""Pieces below a title within which its lead begins."""


def split(page: Page) -> list[list[Piece]]:
    """The pieces of each article."""
    pieces = page.pieces
    starts: list[int] = []
    known: set[str] = set()
    prose = 0
    told = [i for i, piece in enumerate(pieces) if piece.part is not None and piece.part.kind == "title"]
    for i, piece in enumerate(pieces):
        begins = _may_begin(pieces, i) and not _is_chapter(pieces, i) and _begins(pieces, i, known)
        if prose and (i in told[1:] or begins):
            starts.append(i)
            known, prose = set(), 0
        prose += piece.prose and piece.role is None
        if prose <= 3 or not piece.prose:
            known.update(mentions(piece.text[:400]))
    edges = [0]
    for start in _alike(pieces, starts):
        edges.append(_with_furniture(pieces, start, edges[-1]))
    return [pieces[a:b] for a, b in zip(edges, [*edges[1:], len(pieces)], strict=True)]


def _alike(pieces: list[Piece], starts: list[int]) -> list[int]:
    """The beginnings of articles; stories of one page that are set alike are parted all or not at all.

    Where a story with a byline of its own goes unparted, because it names no hospital, the page is one feature of several
    portraits.
    """
    if not any(_is_signed_title(pieces, start) for start in starts):
        return starts
    first = next((i for i, piece in enumerate(pieces) if piece.prose), 0)
    signed = [i for i in range(first, len(pieces)) if _may_begin(pieces, i) and _is_signed_title(pieces, i)]
    left = [i for i in signed if i not in starts and i - 1 not in starts]
    return [start for start in starts if not left or start not in signed or _is_item(pieces, start)]


def _is_chapter(pieces: list[Piece], index: int) -> bool:
    """Whether a line that sets a hospital's name before a colon is one of several below the byline of their one feature."""
    if not _names_first(pieces[index].text):
        return False
    first = next(i for i, piece in enumerate(pieces) if _names_first(piece.text))
    return first < index and any(map(_is_byline, pieces[:first])) and not _was_signed(pieces, index)


def _names_first(text: str) -> bool:
    """Whether a line sets a hospital's name before a colon (某医院：…)."""
    name, colon, _ = text.partition("：")
    return bool(colon) and mentions(name)[:1] == [name]


def _is_signed_title(pieces: list[Piece], index: int) -> bool:
    """Whether a byline and then a paragraph stand right below a line."""
    below = pieces[index + 1 : index + 3]
    return len(below) == 2 and _is_byline(below[0]) and below[1].prose


def _is_byline(piece: Piece) -> bool:
    return piece.cue is not None and piece.cue.role == "byline"


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
    """Whether an article on another hospital begins with a line: several signs must say so, one of them of the page.

    Signs of the page: a subtitle, a byline, furniture above, or the article above was signed. Signs of the text: the line
    names the hospital, its lead does, the name returns, and those known are said no more.
    """
    if _is_item(pieces, index):
        return True
    piece, below = pieces[index], pieces[index + 1 : index + 1 + AHEAD]
    lead = next((after.text for after in below if after.prose and after.role is None), "")
    if len(piece.text) < SHORTEST_TITLE or piece.bullet or not lead or not known:
        return False
    subtitles = [after.text for after in below[:2] if is_subtitle(after)]
    headed = bool(subtitles) or any(map(_is_byline, below[:2]))
    named = mentions("\n".join([piece.text, *subtitles])) or (mentions(lead[:200])[:1] if headed else [])
    if not named or any(_same(named[0], other) for other in known):
        return False
    paged = headed + _is_furniture(pieces[index - 1]) + _was_signed(pieces, index)
    return paged + _said(pieces, index, named[0], lead, known) >= SIGNS and (
        paged > 0 or (piece.text.startswith(named[0]) and len(piece.text) >= len(named[0]) + SHORTEST_TITLE)
    )


def _said(pieces: list[Piece], index: int, name: str, lead: str, known: set[str]) -> int:
    """How many signs of the text say that what stands below a line is about a hospital."""
    below = [piece for piece in pieces[index + 1 : index + 1 + STORY] if piece.prose]
    said = [any(_same(name, other) for other in mentions(piece.text[:400])) for piece in below]
    gone = not any(
        _same(old, other) for piece in below for other in mentions(piece.text[:400]) for old in known
    )
    in_lead = name in lead[:200] or any(form in lead[:200] for form in short_forms(name))
    return (name in pieces[index].text) + in_lead + (sum(said) > 1) + gone


def _was_signed(pieces: list[Piece], index: int) -> bool:
    """Whether the article above a line was brought to its end: a byline or credit below its last paragraph."""
    for piece in reversed(pieces[max(0, index - STORY) : index]):
        if piece.prose and piece.role is None:
            return _signed(piece.text)
        if piece.cue is not None and piece.cue.role in ("byline", "credit", "ad"):
            return True
    return False


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
