"""Navigation of web pages above an article: the links, one of which leads to the article itself, and what stands above its path."""

import re

from hospital_tui.parsing.pieces import Page, Piece

SHORTEST_LINK = 6
"""Characters of a title from which a line that holds it is a link to it."""
_PATH = re.compile(r"首页\s*[/>＞»›]|位置\s*[：:]|[>＞»›]+\s*正文$|[^>＞»›]+(?:[>＞»›]+[^>＞»›]+){2}$")
"""Where in a site a page stands."""
_PARTED = tuple("-－—_|｜丨/>＞»› \u3000")
"""What parts a title from the names of the site and its sections."""


def label_navigation(page: Page, pieces: list[Piece]) -> None:
    """Lines above the text that a title below them repeats, with what stands around them, and all above a page's path."""
    end = next((i for i, piece in enumerate(pieces) if piece.prose), 0)
    zone = pieces[:end]
    for i, piece in enumerate(zone):
        title = next((j for j in range(len(zone) - 1, i, -1) if _leads_to(piece, zone[j])), None)
        if piece.role in (None, "list_item") and title is not None:
            piece.role, page.titled = "masthead", f"{page.titled}\n{zone[title].text}"
            _label_beside(zone, i)
            for other in zone[: max(i, title - 1)]:
                other.role = other.role or "masthead"
    path = max((i for i, piece in enumerate(zone) if _is_path(piece)), default=0)
    if any(_may_be_title(piece) for piece in zone[path + 1 :]):
        for piece in zone[:path]:
            piece.role = piece.role or "masthead"


def _leads_to(link: Piece, title: Piece) -> bool:
    """Whether a line is a title that stands below it again, with the names of site and section perhaps."""
    text, said = link.text[link.bullet :].strip(), title.text
    if len(said) < SHORTEST_LINK or not _may_be_title(title):
        return False
    before, after = text.removesuffix(said), text.removeprefix(said)
    led = before != text and before.endswith(_PARTED)
    return text == said or led or (after != text and after.startswith(_PARTED))


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
