"""The article's text in a saved web page, one paragraph a line with a blank line between.

selectolax (lexbor, the HTML5 parser) reads any page in milliseconds and needs nothing else; the general content extractors
drop short lines, which in a newspaper feature are its headings. What a page wraps around the article (menus, scripts,
lists of links) is left out by its tag and by where the running text stands: the block whose own paragraphs hold most text
outside links, as in readability.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hospital_tui.parsing.decoding import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SKIPPED = _names(
    "script style noscript template nav footer aside form button select option iframe object svg math canvas audio "
    "video map head title -comment -doctype"
)
_BLOCKS = _names(
    "address article blockquote body center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p "
    "pre section summary details table tbody tfoot thead tr caption ul founder-content founder-title"
)
_CELLS = _names("td th")
_PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 li dt dd figcaption caption summary founder-title")
"""Blocks that are a line themselves; the others hold lines."""

_TITLES = _names("h1 founder-title")
_MOST = 0.4
"""Share of the page's running text that the chosen block must hold; else the whole page is taken."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""What pages say and what they mean (WHATWG Encoding Standard)."""

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_BREAK_IN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_BLANKS = re.compile("[ \t\r\n\f]+")

_BREAK, _PARAGRAPH, _CELL = "\n", "\n\n", "\t"


class _Line:
    """A paragraph of the page: its text, how much of it stands in links, and the blocks around it, innermost last."""

    __slots__ = ("around", "linked", "tag", "text")

    def __init__(self, text: str, linked: int, around: tuple[int, ...], tag: str) -> None:
        self.text, self.linked, self.around, self.tag = text, linked, around, tag

    @property
    def weight(self) -> int:
        """Characters of running text."""
        return max(0, len(self.text) - 2 * self.linked)


def page_text(data: bytes, shown: str, encoding: str | None) -> tuple[str, str]:
    """The article's text and the encoding the page was decoded with. Raises InputError."""
    from hospital_tui.parsing.inputs import InputError, told

    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise InputError(shown, "needs-html") from error
    codec = encoding or declared(data)
    if codec:
        text = told(data, shown, codec)
    else:
        text, codec, *_ = decode(data)
    body = LexborHTMLParser(text).body
    lines = list(_lines(body)) if body else []
    return _PARAGRAPH.join(line.text for line in _article(lines)), codec


def declared(data: bytes) -> str | None:
    """The encoding that the page names in its first 4 KB, when all its bytes can be read so."""
    found = _META_CHARSET.search(data[:4096])
    if not found or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    name = found.group(1).decode("ascii").lower()
    codec = _ALIASES.get(name, name)
    try:
        data.decode(codec)
    except (LookupError, UnicodeError):
        return None
    return codec


def _article(lines: list[_Line]) -> list[_Line]:
    """The lines of the block that holds the article, with the page's heading where it stands before that block."""
    scores: dict[int, float] = defaultdict(float)
    for line in lines:
        for distance, block in enumerate(reversed(line.around[-3:])):
            scores[block] += line.weight / (1, 1.5, 4)[distance]
    total = sum(line.weight for line in lines)
    if not total:
        return lines
    best = max(scores, key=lambda block: scores[block])
    inside = [index for index, line in enumerate(lines) if best in line.around]
    if sum(lines[index].weight for index in inside) < _MOST * total:
        return lines
    title = [line for line in lines[: inside[0]] if line.tag in _TITLES][-1:]
    return title + [lines[index] for index in inside]


def _lines(body: "LexborNode") -> Iterator[_Line]:
    """The page's paragraphs in reading order; walks without recursion, pages nest as deep as they like."""
    page = _Page()
    stack: list[tuple[LexborNode, bool]] = [(body, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            yield from page.leave(node)
        elif node.tag not in _SKIPPED:
            yield from page.enter(node)
            stack.append((node, True))
            stack += [(child, False) for child in reversed(list(_children(node)))]


def _children(node: "LexborNode") -> Iterator["LexborNode"]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


class _Page:
    """What of a page has been walked through: the line under way and the blocks and links around it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._around: list[int] = []
        self._tags: list[str] = []

    def enter(self, node: "LexborNode") -> Iterator[_Line]:
        """Come to a node; the lines that end before it."""
        if node.tag == "-text":
            text = _collapse(node.text_content or "")
            self._pieces.append(text)
            self._linked += len(text) if self._links else 0
        elif node.tag == "br":
            self._pieces.append(_BREAK)
        elif node.tag == "a":
            self._links += 1
        elif node.tag in _BLOCKS:
            yield from self._flush()
            self._around.append(node.mem_id)
            self._tags.append(node.tag)

    def leave(self, node: "LexborNode") -> Iterator[_Line]:
        """Have walked through all of a node; the lines that end with it."""
        if node.tag == "a":
            self._links -= 1
        elif node.tag in _CELLS:
            self._pieces.append(_CELL)
        elif node.tag in _BLOCKS:
            yield from self._flush()
            self._around.pop()
            self._tags.pop()

    def _flush(self) -> Iterator[_Line]:
        tag = self._tags[-1] if self._tags else ""
        holders = tuple(self._around[:-1] if tag in _PARAGRAPHS else self._around)
        for part in "".join(self._pieces).split(_BREAK):
            if text := part.strip():
                yield _Line(text, min(self._linked, len(text)), holders, tag)
        self._pieces.clear()
        self._linked = 0


def _collapse(text: str) -> str:
    """Blanks as a browser shows them: none for a line break between wide characters (CSS Text 3, §4.1.3), else one."""
    return _BLANKS.sub(" ", _BREAK_IN_WIDE.sub("", text))
