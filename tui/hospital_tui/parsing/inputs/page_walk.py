"""A page's elements in order, made into lines, without recursion; nothing here decides which of them are the article.

What a browser does not show, what is struck out, readings above characters and marks of notes are counted and left out.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hospital_tui.parsing.inputs.assembling import LeftOut, raised, unescaped
from hospital_tui.parsing.inputs.page_elements import (
    CELLS,
    belongs,
    children,
    elements,
    holds_data,
    is_beside,
    is_note,
    leads_away,
    number,
    place,
)
from hospital_tui.parsing.inputs.page_seen import Seen
from hospital_tui.parsing.inputs.page_style import Styles, is_block, keeps_lines, raises, strikes
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.layout import WIDEST, Cell, PartKind
from hospital_tui.parsing.tables import table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNSEEN = _names("script style noscript template iframe noframes noembed title head -comment -doctype")
"""Elements that no browser shows as text."""
_LEFT_OUT: dict[str, str] = {
    **dict.fromkeys(_names("nav footer button select option textarea datalist"), "furniture"),
    **dict.fromkeys(
        _names("object svg canvas audio video map progress meter annotation annotation-xml"), "media"
    ),
    **dict.fromkeys(_names("del s strike"), "struck"),
    **dict.fromkeys(_names("rt rp rtc"), "reading"),
}
_BLOCKS = _names(
    "address article aside blockquote body center dd dialog dir div dl dt fieldset form figcaption figure h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li listing main menu ol p "
    "footer plaintext pre search section summary details table tbody thead tfoot tr td th caption ul xmp founder-content founder-title"
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
_SET = _names("pre listing xmp plaintext")
_POWERS = _names("msup msubsup")
_TEMPLATE = re.compile(
    "|".join(
        rf"{begin}(?:(?!{begin}).){{0,2000}}?{end}"
        for begin, end in (
            (r"\{\{\{?", r"\}\}\}?"),
            (r"\{%", r"%\}"),
            ("<%", "%>"),
            (r"<\?", r"\?>"),
            (r"\$\{", r"\}"),
        )
    ),
    re.DOTALL,
)
"""Code of a template, which never begins anew within itself: no stretch is looked at twice."""
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_BREAK_IN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile("[ \t\r\n\f]+")
_WORDS = re.compile(r"[a-z]+", re.IGNORECASE)

_OUTER = re.compile(r"\A<template\b[^>]*>|</template\s*>\Z", re.IGNORECASE)
_MOST_WITHIN = 50
"""Pages within a page that are read."""
MOST_NODES = 400_000
"""Nodes above which a page is no article."""
_TALLEST = 1000


class Holder:
    """A block that holds lines."""

    __slots__ = ("first", "furniture", "in_article", "last", "parent", "tag")

    def __init__(self, tag: str, parent: "Holder | None", first: int, furniture: bool) -> None:
        self.tag, self.parent, self.first, self.furniture = tag, parent, first, furniture
        self.in_article: bool = tag == "article" or (parent is not None and parent.in_article)
        self.last = first
        """Lines [first, last) of the page stand in it."""


class PageLine:
    """A paragraph or a row of the page: its text, how much of it stands in links, and the block around it."""

    __slots__ = ("cells", "holder", "kind", "level", "linked", "paragraph", "row", "tag", "text")

    def __init__(
        self, text: str, linked: int, holder: Holder, tag: str, cells: tuple[Cell, ...] = (), row: int = 0
    ) -> None:
        self.text, self.linked, self.holder, self.tag, self.cells = text, linked, holder, tag, cells
        kind: tuple[PartKind, int] = ("row", 0) if tag == "tr" else _KINDS.get(tag, ("text", 0))
        self.kind, self.level = kind
        self.row = row
        self.paragraph = (0, 1)
        """The paragraph that it is one of: which line of the page is its first, and how many it has."""


class Walk:
    """Walks through a page; `lines` and `left` hold what was found."""

    def __init__(self, bound: Callable[[bytes], None], waits: bool = False) -> None:
        self.lines: list[PageLine] = []
        self.left = LeftOut()
        self._bound = bound
        """Raises RefusedError where a page within the page is too deep."""
        self._styles = Styles(waits)
        self._within: list[LexborHTMLParser] = []
        """Pages within the page."""
        self._furniture = frozenset(table("pages")["furniture_names"].split())
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._holders: list[Holder] = []
        self._skip: list[str] = []
        self._seen = [Seen()]
        """How letters are seen, by the elements around."""
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

    def through(self, page: "LexborHTMLParser", sheets: Mapping[str, str] | None = None) -> None:
        """Walk through all of a page; `sheets`: style sheets beside it, by their addresses. Raises RefusedError where it has too many nodes."""
        self._styles.take(page, sheets or {})
        self._seen = [self._styles.first_seen(page)]
        stack: list[tuple[LexborNode, str, bool]] = [(page.body, "", False)] if page.body is not None else []
        nodes = 0
        while stack:
            node, reason, leaving = stack.pop()
            tag = self._styles.shown_as(node)
            if leaving:
                if reason:
                    self._skip.pop()
                else:
                    self._leave(node, tag)
                continue
            if tag in _UNSEEN:
                if inside := self._page_within(node, tag):
                    if tag == "iframe" and not self._skip:
                        self._begin(node, tag)
                        self._seen.append(Seen())
                        stack.append((node, "", True))
                    stack += [(child, "", False) for child in reversed(inside)]
                continue
            nodes += 1
            if nodes > MOST_NODES:
                raise RefusedError("too-large")
            if tag == "-text":
                self._text(node.text_content or "")
                continue
            reason = self._reason(node, tag)
            if reason:
                self._skip.append(reason)
            elif not self._skip:
                self._enter(node, tag)
            if reason or not self._skip:
                stack.append((node, reason, True))
            stack += [(child, "", False) for child in reversed(list(children(node)))]

    def _page_within(self, node: "LexborNode", tag: str) -> "list[LexborNode]":
        """What stands in a frame whose page is an attribute, or below an element that brings its own tree."""
        if tag not in ("iframe", "template"):
            return []
        attributes = node.attributes
        inside = attributes.get("srcdoc") if tag == "iframe" else None
        if tag == "template" and not {"shadowrootmode", "shadowroot"}.isdisjoint(attributes):
            inside = _OUTER.sub("", node.html or "")
        if not inside or len(self._within) >= _MOST_WITHIN:
            return []
        from selectolax.lexbor import LexborHTMLParser

        self._bound(inside.encode("utf-8", "replace"))
        page = LexborHTMLParser("<!DOCTYPE html>" + inside)
        self._within.append(page)
        self._styles.take(page, {})
        return list(children(page.body)) if page.body is not None else []

    def _reason(self, node: "LexborNode", tag: str) -> str:
        """Why an element is not of the text; "" where it may be."""
        if tag.startswith("-"):
            return ""
        if (reason := _LEFT_OUT.get(tag)) is not None and not belongs(node, tag):
            return reason
        said = self._styles.of(node)
        if self._styles.hides(node, said):
            return "hidden"
        if said and strikes(said):
            return "struck"
        return "note" if tag == "a" and is_note(node) else ""

    def _text(self, words: str) -> None:
        words = unescaped(words)
        if self._skip or self._seen[-1].unseen:
            self.left.note(self._skip[-1] if self._skip else "hidden", words)
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
        self._seen.append(self._styles.seen(self._seen[-1], node))
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "a":
            self._links += leads_away(node)
        elif self._is_raised(node, tag):
            self._raised.append(len(self._pieces))
        elif self._is_block(node, tag):
            self._begin(node, tag)
        elif tag in ("q", "msqrt"):
            self._pieces.append("“" if tag == "q" else "√")
        elif place(node) and node.parent is not None and node.parent.tag == "mfrac":
            self._pieces.append("/")

    def _is_raised(self, node: "LexborNode", tag: str) -> bool:
        if tag == "sup":
            return True
        if (node.parent is not None and node.parent.tag in _POWERS) and place(node) == len(
            elements(node.parent)
        ) - 1:
            return True
        return tag not in _BLOCKS and raises(self._styles.of(node))

    def _is_block(self, node: "LexborNode", tag: str) -> bool:
        return tag in _BLOCKS or is_block(self._styles.of(node))

    def _is_set(self, node: "LexborNode", tag: str) -> bool:
        return tag in _SET or keeps_lines(self._styles.of(node))

    def _begin(self, node: "LexborNode", tag: str) -> None:
        """A block begins."""
        if self._cells is not None and tag != "table":
            self._pieces.append(" ")
            return
        self._flush()
        self._set += self._is_set(node, tag)
        if tag == "table":
            self._data.append(holds_data(node, self._styles.shown_as))
            self._rows = 0
        if tag == "tr" and self._data and self._data[-1]:
            self._cells = []
        parent = self._holders[-1] if self._holders else None
        self._holders.append(Holder(tag, parent, len(self.lines), self._is_furniture(node, tag)))

    def _is_furniture(self, node: "LexborNode", tag: str) -> bool:
        if is_beside(node, tag, bool(self._holders) and self._holders[-1].in_article):
            return True
        attributes = node.attributes
        said = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return any(word.lower() in self._furniture for word in _WORDS.findall(said))

    def _leave(self, node: "LexborNode", tag: str) -> None:
        self._seen.pop()
        if tag == "a":
            self._links -= leads_away(node)
        elif tag == "q":
            self._pieces.append("”")
        elif self._is_raised(node, tag):
            self._lower()
        elif tag in CELLS and self._cells is not None:
            self._end_cell(node)
        elif self._is_block(node, tag) and (self._cells is None or tag == "tr"):
            if tag == "tr" and self._cells is not None:
                self._end_row()
            else:
                self._flush()
            self._set -= self._is_set(node, tag)
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
        columns, rows = number(node, "colspan", WIDEST), number(node, "rowspan", _TALLEST)
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
            tag = "" if holder.tag == "tr" else holder.tag
            parts = [part.strip(" \t\r\xa0\u3000") for part in "".join(self._pieces).split("\n")]
            found = [PageLine(text, min(self._linked, len(text)), around, tag) for text in parts if text]
            for line in found:
                line.paragraph = (len(self.lines), len(found))
            self.lines += found
        self._pieces.clear()
        self._raised = [0 for _ in self._raised]
        self._linked = 0
