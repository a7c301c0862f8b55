"""Navigation of web pages above an article: the links, one of which leads to the article itself, and what stands above its path."""

import re

from hospital_tui.parsing.pieces import Page, Piece

SHORTEST_LINK, LONGEST_LINK = 6, 80
"""Characters of a title from which, and up to which, a line that holds it is a link to it."""
_PATH = re.compile(r"首页\s*[/>＞»›]|位置\s*[：:]|[>＞»›]+\s*正文$|[^>＞»›]+(?:[>＞»›]+[^>＞»›]+){2}$")
"""Where in a site a page stands."""
_PARTED = "-－—_|｜丨/>＞»› \u3000"
"""What parts a title from the names of the site and its sections."""


def label_navigation(page: Page, pieces: list[Piece]) -> None:
    """Lines above the text that a title below them repeats, with what stands around them, and all above a page's path."""
    end = next((i for i, piece in enumerate(pieces) if piece.prose), 0)
    zone = pieces[:end]
    titles = _titles(zone)
    led: dict[str, None] = {}
    above = 0
    for i, piece in enumerate(zone):
        title = _title_of(piece, zone, titles) if piece.role in (None, "list_item") else 0
        if title > i:
            piece.role = "masthead"
            led[zone[title].text] = None
            _label_beside(zone, i)
            for other in zone[above : max(i, title - 1)]:
                other.role = other.role or "masthead"
            above = max(above, i, title - 1)
    page.titled = "\n".join((page.titled, *led))
    path = max((i for i, piece in enumerate(zone) if _is_path(piece)), default=0)
    if any(_may_be_title(piece) for piece in zone[path + 1 :]):
        for piece in zone[:path]:
            piece.role = piece.role or "masthead"


def _titles(zone: list[Piece]) -> dict[str, list[int]]:
    """Where each line stands that may be a title to which others lead."""
    titles: dict[str, list[int]] = {}
    for i, piece in enumerate(zone):
        if SHORTEST_LINK <= len(piece.text) <= LONGEST_LINK and _may_be_title(piece):
            titles.setdefault(piece.text, []).append(i)
    return titles


def _title_of(link: Piece, zone: list[Piece], titles: dict[str, list[int]]) -> int:
    """The last place of a title that a line repeats, with the names of site and section perhaps; 0 where there is none."""
    text = link.text[link.bullet :].strip()
    lengths = range(SHORTEST_LINK, min(len(text), LONGEST_LINK + 1))
    ends = (text[-n:] for n in lengths if text[-n - 1] in _PARTED)
    beginnings = (text[:n] for n in lengths if text[n] in _PARTED)
    return max(
        (_last(zone, titles[said]) for said in (text, *ends, *beginnings) if said in titles), default=0
    )


def _last(zone: list[Piece], places: list[int]) -> int:
    """The last of the places whose line may still be a title."""
    while places and not _may_be_title(zone[places[-1]]):
        places.pop()
    return places[-1] if places else 0


def _may_be_title(piece: Piece) -> bool:
    return piece.role is None and piece.cue is None and not piece.bullet and not piece.prose


def _label_beside(zone: list[Piece], index: int) -> None:
    """The items of the list that a link stands in."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(zone) and zone[at].role == "list_item":
            zone[at].role = "masthead"
            at += step


def _is_path(piece: Piece) -> bool:
    return piece.cue is not None and piece.cue.role == "masthead" and _PATH.search(piece.text) is not None
