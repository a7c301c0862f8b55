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
    "clock",
)
"""Numbering styles from the highest to the lowest, as Chinese documents nest them."""

UNNUMBERED = frozenset({"plain", "couplet", "framed"})
SEVERAL = 2
"""Headings of a kind from which it is a level of its own."""


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
    order = _Order(headings)
    below = {id(piece): after for piece, after in pairwise(pieces)}
    ranks: list[int] = []
    profiles = False
    for i, piece in enumerate(headings):
        if is_section_cue(piece.text):
            profiles = True
            rank = 1
        elif profiles and is_profile_name(piece, below.get(id(piece))):
            rank = 2
        else:
            profiles = False
            rank = order.rank(i, ranks)
            if (
                i
                and rank == ranks[-1]
                and order.styles[i] in UNNUMBERED
                and below.get(id(headings[i - 1])) is piece
            ):
                rank += 1
        ranks.append(min(rank, DEEPEST))
    return ranks


class _Order:
    """Which kinds of headings of an article stand above which."""

    def __init__(self, headings: list[Piece]) -> None:
        self.headings = headings
        self.styles = [style(piece) for piece in headings]
        self.numbered = sorted({kind for kind in self.styles if kind in _ORDER}, key=_ORDER.index)
        self.plain_above = (
            bool(headings) and self.styles[0] not in self.numbered and self._plain_holds_numbers()
        )
        couplets, plain = self.styles.count("couplet"), self.styles.count("plain")
        self.couplet_above = self.styles[:1] == ["couplet"] and couplets >= SEVERAL and plain >= SEVERAL

    def rank(self, index: int, before: list[int]) -> int:
        """Rank of a heading by its style, `before` the ranks of those above it."""
        piece, kind = self.headings[index], self.styles[index]
        if piece.number is not None and kind == "markdown":
            return piece.number.value
        if kind in self.numbered:
            if before and self._goes_on(index):
                return before[-1]
            return 1 + self.numbered.index(kind) + self.plain_above
        if self.numbered and not self.plain_above and kind != "framed":
            return 1 + len(self.numbered) if before else 1
        return 2 if kind == "plain" and self.couplet_above else 1

    def _goes_on(self, index: int) -> bool:
        """Whether a number in a style that is new goes on with the count of the heading above (第二章 … Part 3)."""
        number = self.headings[index].number
        new = self.styles[index] not in self.styles[:index]
        return new and number is not None and number.value > 1

    def _plain_holds_numbers(self) -> bool:
        """Whether headings without numbers hold the numbered ones: the numbers begin anew under each of them."""
        if sum(kind in UNNUMBERED for kind in self.styles) < SEVERAL:
            return False
        for (above, kind), piece in zip(pairwise(self.styles), self.headings[1:], strict=False):
            under = above == self.styles[0] and kind not in UNNUMBERED
            if under and piece.number is not None and piece.number.value != 1:
                return False
        return True
