"""Headings become nested sections."""

from dataclasses import dataclass, field
from itertools import pairwise

from hospital_tui.parsing.headings import is_profile_name, style
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.words import is_section_cue

DEEPEST = 6
_ORDER = (
    "chapter",
    "part",
    "han",
    "digit_blank",
    "digit_glued",
    "han_paren",
    "digit_dot",
    "digit_paren",
    "circled",
)
"""Numbering styles from the highest to the lowest, as Chinese documents nest them."""


@dataclass(slots=True)
class Node:
    """A section that is being filled."""

    level: int
    rank: int = 0
    """Rank of its heading: 0 for the lead."""
    heading: Piece | None = None
    passages: list[Piece] = field(default_factory=list)
    nodes: list["Node"] = field(default_factory=list)


def outline(pieces: list[Piece]) -> list[Node]:
    """Sections of the pieces that have a role in the text (heading, body, caption, list_item)."""
    headings = [piece for piece in pieces if piece.role == "heading" and not piece.summary]
    for piece, level in zip(headings, _levels(pieces, headings), strict=True):
        piece.level = level
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for piece in pieces:
        if piece.role == "heading" and not piece.summary:
            while open_nodes and (open_nodes[-1].heading is None or open_nodes[-1].rank >= piece.level):
                open_nodes.pop()
            node = Node(len(open_nodes) + 1, piece.level, piece)
            (open_nodes[-1].nodes if open_nodes else roots).append(node)
            open_nodes.append(node)
        else:
            if not open_nodes:
                open_nodes.append(Node(1))
                roots.append(open_nodes[0])
            open_nodes[-1].passages.append(piece)
    return roots


def _levels(pieces: list[Piece], headings: list[Piece]) -> list[int]:
    """A rank for each heading: lower ranks hold higher ones."""
    styles = [style(piece) for piece in headings]
    numbered = [s for s in dict.fromkeys(styles) if s in _ORDER]
    numbered.sort(key=_ORDER.index)
    couplets, plain = styles.count("couplet"), styles.count("plain")
    ranks: list[int] = []
    below_cue = False
    plain_first = bool(styles) and styles[0] not in numbered and _restarts(headings, styles)
    following = {id(piece): after for piece, after in pairwise(pieces)}
    for piece, kind in zip(headings, styles, strict=True):
        if kind == "markdown":
            assert piece.number
            rank = piece.number.value
        elif kind in numbered and _continues(piece, kind, styles[: len(ranks)]) and ranks:
            rank = ranks[-1]
        elif kind in numbered:
            rank = 1 + numbered.index(kind) + (1 if plain_first else 0)
        elif is_section_cue(piece.text):
            rank, below_cue = 1, True
            ranks.append(rank)
            continue
        elif below_cue and is_profile_name(piece, following.get(id(piece))):
            ranks.append(2)
            continue
        elif numbered and not plain_first:
            rank = 1 if not ranks else 1 + len(numbered)
        elif kind == "couplet" or couplets < 2 or plain < 2:
            rank = 1
        else:
            rank = 2
        below_cue = False
        ranks.append(min(rank, DEEPEST))
    return ranks


def _continues(piece: Piece, kind: str, before: list[str]) -> bool:
    """Whether a number in a style that is new goes on with the count of the heading before it (第二章 … Part 3)."""
    return kind not in before and piece.number is not None and piece.number.value > 1


def _restarts(headings: list[Piece], styles: list[str]) -> bool:
    """Whether the numbers begin anew under other headings, so that these stand above them."""
    ones = sum(piece.number is not None and piece.number.value == 1 for piece in headings)
    others = sum(kind in ("plain", "couplet", "framed") for kind in styles)
    return ones >= 2 and others >= 2
