"""A page's elements in order, made into lines; nothing here decides which of them are the article.

Walked without recursion: pages nest as deep as they like. What a browser does not show, what is struck out, readings
above characters and marks of notes are counted and left out; a raised exponent stays one.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hospital_tui.parsing.inputs.assembling import LONG_CELL, LeftOut, raised
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.layout import WIDEST, Cell, PartKind
from hospital_tui.parsing.tables import table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


UNSEEN = _names("script style noscript template iframe noframes title head -comment -doctype")
"""Elements that no browser shows as text."""
_LEFT_OUT: dict[str, str] = {
    **dict.fromkeys(_names("nav footer aside form button select option textarea datalist"), "furniture"),
    **dict.fromkeys(_names("object svg math canvas audio video map"), "media"),
    **dict.fromkeys(_names("del s strike"), "struck"),
    **dict.fromkeys(_names("rt rp rtc"), "reading"),
}
_BLOCKS = _names(
    "address article blockquote body center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p "
    "pre section summary details table tbody thead tfoot tr td th caption ul founder-content founder-title"
)
_PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 li dt dd figcaption caption summary founder-title")
"""Blocks that are a line themselves; the others hold lines."""
_KINDS: dict[str, tuple[PartKind, int]] = {
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
    "founder-title": ("title", 1),
    "figcaption": ("caption", 0),
    "caption": ("caption", 0),
    "li": ("item", 0),
}
_CELLS = _names("td th")
_HIDES = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$))", re.IGNORECASE
)
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|<\?.*?\?>|\$\{[^{}]*\}", re.DOTALL)
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_BREAK_IN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile("[ \t\r\n\f]+")
_WORDS = re.compile(r"[a-z]+", re.IGNORECASE)

MOST_NODES = 400_000
"""Nodes above which a page is no article."""
_LOOKED_AT = 20_000
"""Nodes of a table that are looked at to tell whether it holds data."""
_TALLEST = 1000


class Holder:
    """A block that holds lines."""

    __slots__ = ("first", "furniture", "last", "parent", "tag")

    def __init__(self, tag: str, parent: "Holder | None", first: int, furniture: bool) -> None:
        self.tag, self.parent, self.first, self.furniture = tag, parent, first, furniture
        self.last = first
        """Lines [first, last) of the page stand in it."""


class PageLine:
    """A paragraph or a row of the page: its text, how much of it stands in links, and the block around it."""

    __slots__ = ("cells", "holder", "kind", "level", "linked", "row", "tag", "text")

    def __init__(
        self, text: str, linked: int, holder: Holder, tag: str, cells: tuple[Cell, ...] = (), row: int = 0
    ) -> None:
        self.text, self.linked, self.holder, self.tag, self.cells = text, linked, holder, tag, cells
        kind: tuple[PartKind, int] = ("row", 0) if tag == "tr" else _KINDS.get(tag, ("text", 0))
        self.kind, self.level = kind
        self.row = row


class Walk:
    """Walks through a page; `lines` and `left` hold what was found."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.lines: list[PageLine] = []
        self.left = LeftOut()
        self._hidden = hidden
        """Classes (.x) and ids (#x) that the page's own style sheet does not show."""
        self._furniture = frozenset(table("pages")["furniture_names"].split())
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._holders: list[Holder] = []
        self._skip: list[str] = []
        self._raised: list[int] = []
        self._data: list[bool] = []
        """Of the tables around: whether they hold data."""
        self._cells: list[Cell] | None = None
        self._set = 0
        """How many blocks around keep their line breaks."""
        self._rows = 0
        """Rows of the table under way."""
        self._below: dict[int, int] = {}
        """Column of a cell that reaches down, to the rows it still covers."""

    def through(self, body: "LexborNode") -> None:
        """Walk through all of a page. Raises RefusedError where it has too many nodes."""
        stack: list[tuple[LexborNode, bool, bool]] = [(body, False, False)]
        nodes = 0
        while stack:
            node, leaving, skipped = stack.pop()
            tag = node.tag or ""
            if leaving:
                if skipped:
                    self._skip.pop()
                else:
                    self._leave(node, tag)
                continue
            if tag in UNSEEN:
                continue
            nodes += 1
            if nodes > MOST_NODES:
                raise RefusedError("too-large")
            reason = self._reason(node, tag)
            if tag == "-text":
                self._text(node.text_content or "")
                continue
            if reason:
                self._skip.append(reason)
            elif not self._skip:
                self._enter(node, tag)
            if reason or not self._skip:
                stack.append((node, True, bool(reason)))
            stack += [(child, False, False) for child in reversed(list(_children(node)))]

    def _reason(self, node: "LexborNode", tag: str) -> str:
        """Why an element is not of the text; "" where it may be."""
        if tag.startswith("-"):
            return ""
        if (reason := _LEFT_OUT.get(tag)) is not None:
            return reason
        attributes = node.attributes
        if not attributes:
            return ""
        if "hidden" in attributes or _HIDES.search(attributes.get("style") or ""):
            return "hidden"
        if self._hidden:
            if any(f".{name}" in self._hidden for name in (attributes.get("class") or "").split()):
                return "hidden"
            if f"#{attributes.get('id')}" in self._hidden:
                return "hidden"
        return ""

    def _text(self, words: str) -> None:
        if self._skip:
            self.left.note(self._skip[-1], words)
            return
        if "{" in words or "<" in words:
            for code in _TEMPLATE.findall(words):
                self.left.note("template", code)
            words = _TEMPLATE.sub("", words)
        if self._set:
            self._pieces.append(words)
            return
        text = _BLANKS.sub(" ", _BREAK_IN_WIDE.sub("", words))
        self._pieces.append(text)
        self._linked += len(text) if self._links else 0

    def _enter(self, node: "LexborNode", tag: str) -> None:
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "a":
            self._links += 1
        elif tag == "sup":
            self._raised.append(len(self._pieces))
        elif tag in _BLOCKS:
            self._begin(node, tag)

    def _begin(self, node: "LexborNode", tag: str) -> None:
        """A block begins."""
        if self._cells is not None and tag != "table":
            self._pieces.append(" ")
            return
        self._flush()
        self._set += tag == "pre"
        if tag == "table":
            self._data.append(_holds_data(node))
            self._rows = 0
        if tag == "tr" and self._data and self._data[-1]:
            self._cells = []
        parent = self._holders[-1] if self._holders else None
        self._holders.append(Holder(tag, parent, len(self.lines), self._is_furniture(node)))

    def _is_furniture(self, node: "LexborNode") -> bool:
        attributes = node.attributes
        said = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return any(word.lower() in self._furniture for word in _WORDS.findall(said))

    def _leave(self, node: "LexborNode", tag: str) -> None:
        if tag == "a":
            self._links -= 1
        elif tag == "sup":
            self._lower()
        elif tag in _CELLS and self._cells is not None:
            self._end_cell(node)
        elif tag in _BLOCKS and (self._cells is None or tag == "tr"):
            if tag == "tr" and self._cells is not None:
                self._end_row()
            else:
                self._flush()
            self._set -= tag == "pre"
            if tag == "table" and self._data:
                self._data.pop()
                self._below = {}
            self._holders.pop().last = len(self.lines)

    def _lower(self) -> None:
        """The end of raised text: an exponent, the mark of a note, or words."""
        at = self._raised.pop()
        words = "".join(self._pieces[at:])
        shown = raised("".join(self._pieces[max(0, at - 3) : at]), words)
        del self._pieces[at:]
        if shown is None:
            self.left.note("note", words)
            return
        if shown != words.strip():
            self.left.note("exponent", words)
        self._pieces.append(shown)

    def _end_cell(self, node: "LexborNode") -> None:
        assert self._cells is not None
        text = "".join(self._pieces)
        self._pieces.clear()
        self._fill_below()
        columns, rows = _number(node, "colspan", WIDEST), _number(node, "rowspan", _TALLEST)
        at = sum(cell.columns for cell in self._cells)
        if rows > 1:
            self._below.update(dict.fromkeys(range(at, at + columns), rows))
        if at < WIDEST or text.strip():
            self._cells.append(Cell(text, columns))

    def _fill_below(self) -> None:
        """Columns that a cell of a row above covers are empty here."""
        assert self._cells is not None
        while self._below.get(sum(cell.columns for cell in self._cells)):
            self._cells.append(Cell(""))

    def _end_row(self) -> None:
        assert self._cells is not None
        self._fill_below()
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        cells, self._cells = tuple(self._cells), None
        if any(cell.text.strip() for cell in cells):
            self._rows += 1
            text = " ".join(cell.text for cell in cells)
            self.lines.append(
                PageLine(text, min(self._linked, len(text)), self._holders[-1], "tr", cells, self._rows)
            )
        self._linked = 0

    def _flush(self) -> None:
        holder = self._holders[-1] if self._holders else None
        if holder is not None:
            around = holder.parent if holder.tag in _PARAGRAPHS and holder.parent is not None else holder
            for part in "".join(self._pieces).split("\n"):
                if text := part.strip(" \t\r\xa0\u3000"):
                    self.lines.append(
                        PageLine(
                            text,
                            min(self._linked, len(text)),
                            around,
                            "" if holder.tag == "tr" else holder.tag,
                        )
                    )
        self._pieces.clear()
        self._raised = [0 for _ in self._raised]
        self._linked = 0


def _children(node: "LexborNode") -> Iterator["LexborNode"]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _number(node: "LexborNode", name: str, most: int) -> int:
    """A count that an attribute gives, from 1 to `most`."""
    said = (node.attributes.get(name) or "1").strip()
    return max(1, min(most, int(said[:9]))) if said.isascii() and said.isdigit() else 1


def _holds_data(node: "LexborNode") -> bool:
    """Whether a table holds rows of short cells, and does not lay out a page."""
    widest = looked = 0
    stack = list(_children(node))
    while stack:
        child = stack.pop()
        looked += 1
        tag = child.tag or ""
        if tag == "table" or looked > _LOOKED_AT:
            return False
        if tag in _CELLS:
            words = (child.text(deep=True) or "").strip()
            if len(words) >= LONG_CELL and ("。" in words[:-1] or len(words) >= 2 * LONG_CELL):
                return False
            if child.css_first("table, h1, h2, ul") is not None:
                return False
            continue
        cells = sum((inner.tag or "") in _CELLS for inner in _children(child)) if tag == "tr" else 0
        widest = max(widest, cells)
        stack += _children(child)
    return widest > 1
