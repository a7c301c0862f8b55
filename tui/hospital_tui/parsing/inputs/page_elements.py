"""What an element of a page is by its name, its attributes and what stands around it."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hospital_tui.parsing.inputs.assembling import LONG_CELL

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

CELLS = frozenset(["td", "th"])
BOXES = frozenset(["a", "div", "dl", "li", "ol", "p", "section", "span", "ul"])
"""Elements that can be shown as another."""
_ROLES = {
    **dict.fromkeys(["cell", "gridcell"], "td"),
    **dict.fromkeys(["columnheader", "rowheader"], "th"),
    **dict.fromkeys(["table", "grid"], "table"),
    "row": "tr",
}
_BESIDE = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"]
)
"""Roles of what stands beside a page's text."""
_NOTE = re.compile(r"[\[［【(（〔]?(?:注|附注)?\s*(?:\d{1,3}|[①-⑳*＊†‡↩↑])[\]］】)）〕]?")
_NOTES = re.compile(r"\b(?:foot|end|rear)note", re.IGNORECASE)
_FEW = 8
"""Elements of a formula that are told apart."""
_LOOKED_AT = 20_000
"""Nodes of a table that are looked at to tell whether it holds data."""


def children(node: "LexborNode") -> Iterator["LexborNode"]:
    """What stands in an element, text among it."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def elements(node: "LexborNode") -> "list[LexborNode]":
    """The elements that stand in another."""
    return [child for child in children(node) if not (child.tag or "").startswith("-")]


def place(node: "LexborNode") -> int:
    """How many elements stand before this one below the same; 0 for all but the first few."""
    before, place = node.prev, 0
    while before is not None and place < _FEW:
        place += not (before.tag or "").startswith("-")
        before = before.prev
    return place if before is None else 0


def belongs(node: "LexborNode", tag: str) -> bool:
    """Whether what else is furniture is of the text: the foot of a quotation."""
    return tag == "footer" and node.parent is not None and node.parent.tag in ("blockquote", "figure")


def is_beside(node: "LexborNode", tag: str, in_article: bool) -> bool:
    """Whether an element says that it stands beside the text; not what stands in an article, and the note of a book."""
    role = node.attributes.get("role") or ""
    if tag == "aside":
        return not in_article and not _NOTES.search(f"{node.attributes.get('epub:type') or ''} {role}")
    return tag == "form" or role in _BESIDE


def by_role(node: "LexborNode") -> str | None:
    """The element that a box says that it is."""
    return _ROLES.get(node.attributes.get("role") or "")


def leads_away(node: "LexborNode") -> bool:
    """Whether a link leads to another page."""
    return not (node.attributes.get("href") or "").startswith("#")


def is_note(node: "LexborNode") -> bool:
    """Whether a link is the mark of a note: it leads within the page, and says nothing but a number or a sign."""
    href = node.attributes.get("href") or ""
    return href.startswith("#") and len(href) > 1 and _NOTE.fullmatch((node.text() or "").strip()) is not None


def number(node: "LexborNode", name: str, most: int) -> int:
    """A count that an attribute gives, from 1 to `most`."""
    said = (node.attributes.get(name) or "1").strip()
    return max(1, min(most, int(said[:9]))) if said.isascii() and said.isdigit() else 1


def holds_data(node: "LexborNode", shown_as: "Callable[[LexborNode], str]") -> bool:
    """Whether a table holds rows of short cells, and does not lay out a page; shown_as: the name of an element."""
    widest = looked = 0
    stack = list(children(node))
    while stack:
        child = stack.pop()
        looked += 1
        tag = shown_as(child)
        if tag == "table" or looked > _LOOKED_AT:
            return False
        if tag in CELLS:
            words = (child.text(deep=True) or "").strip()
            if len(words) >= LONG_CELL and ("。" in words[:-1] or len(words) >= 2 * LONG_CELL):
                return False
            if child.css_first("table, h1, h2, ul a") is not None:
                return False
            continue
        cells = sum(shown_as(inner) in CELLS for inner in children(child)) if tag == "tr" else 0
        widest = max(widest, cells)
        stack += children(child)
    return widest > 1
