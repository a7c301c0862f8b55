"""HTML within Markdown: what of it no browser shows, and the lines and rows of a block of it, by their places."""

import re
from collections.abc import Iterator

from hospital_tui.model import Span
from hospital_tui.parsing.inputs.page_style import attributes_hide
from hospital_tui.parsing.layout import WIDEST, Part, PartKind
from hospital_tui.parsing.lines import BLANKS

HOLE = "\ue000"
"""Stands for a character that the parser is not to see."""
_TOKEN = re.compile(
    r"^[ ]{0,3}(?P<fence>```+|~~~+)[^\n]*(?:\n(?![ ]{0,3}(?P=fence))[^\n]*)*"
    r"|(?P<code>`+)(?!`)[^`]{0,2000}(?P=code)(?!`)"
    r"|<!--(?P<comment>.*?(?:-->|\Z))|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<said>[^<>]*)>",
    re.DOTALL | re.MULTILINE,
)
_UNSEEN = frozenset(
    "script style template noscript iframe title textarea select button svg del s strike rt rp rtc".split()  # noqa: SIM905 (a list of words)
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 (likewise)
_BLOCKS = (
    "address article aside blockquote caption center dd details dir div dl dt fieldset figcaption figure footer h[1-6] header hr li "
    "main menu nav ol p pre section summary table tbody tfoot thead tr ul"
).replace(" ", "|")
_BLOCK = re.compile(_BLOCKS)
_TIGHT = re.compile(r"(?<=\S)(?:\s*\n)?(?=<t[dh]\b)", re.IGNORECASE)
_TAG = re.compile(rf"</?([A-Za-z!?][A-Za-z0-9]*)([^<>]*)>|{HOLE}+")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)


def without_unseen(text: str) -> str:
    """The text with holes for what is not shown: comments, struck-out and hidden elements, readings; line breaks stay."""
    last = {match["name"].lower(): match.start() for match in _TOKEN.finditer(text) if match["end"]}
    pieces: list[str] = []
    edge = start = depth = 0
    open_name = ""
    for match in _TOKEN.finditer(text):
        name = (match["name"] or "").lower()
        if open_name:
            depth += (name == open_name) * (-1 if match["end"] else 1)
            if depth:
                continue
            open_name, end = "", match.end()
        elif match.start() < edge:
            continue
        elif match["comment"] is not None:
            start, end = match.span()
        elif (
            name
            and not match["end"]
            and name not in _VOID
            and (name in _UNSEEN or attributes_hide(match["said"]))
        ):
            start = match.start()
            if match.start() < last.get(name, -1):
                open_name, depth = name, 1
                continue
            stop = re.compile(r"\n[ \t]*\n|\Z").search(text, match.end())
            end = stop.start() if stop else len(text)
        else:
            continue
        pieces += [text[edge:start], re.sub(r"[^\n]", HOLE, text[start:end])]
        edge = end
    return "".join(pieces) + text[edge:]


def is_tight(html: str) -> bool:
    """Whether cells stand in it that nothing parts from what is before them."""
    return _TIGHT.search(html) is not None


def parted(html: str) -> str:
    """The same with a blank before every cell."""
    return _TIGHT.sub(" ", html)


class _Rows:
    """The rows of the table under way."""

    def __init__(self, html: str, before: int) -> None:
        self._html, self._number = html, before
        self._cells: list[tuple[list[Span], int]] | None = None
        """Of the row under way, what each cell says and how many columns it covers."""
        self._below: dict[int, int] = {}
        """Column of a cell that reaches down, to the rows it still covers."""

    @property
    def under_way(self) -> bool:
        """Whether a row is."""
        return self._cells is not None

    def begin(self) -> None:
        """A row begins."""
        self._cells = []

    def cell(self, said: str) -> None:
        """A cell begins; `said`: its attributes."""
        assert self._cells is not None
        self._fill()
        spans = {match[1].lower(): int(match[2]) for match in _SPAN.finditer(said)}
        columns = max(1, min(spans.get("col", 1), WIDEST))
        at = sum(columns for _, columns in self._cells)
        if (rows := spans.get("row", 1)) > 1:
            self._below.update(dict.fromkeys(range(at, at + columns), rows))
        self._cells.append(([], columns))

    def take(self, spans: list[Span]) -> None:
        """Words stand in the last cell."""
        if self._cells:
            self._cells[-1][0].extend(spans)

    def _fill(self) -> None:
        assert self._cells is not None
        while self._below.get(sum(columns for _, columns in self._cells)):
            self._cells.append(([], 1))

    def end(self) -> Iterator[Part]:
        """The row under way, a blank between its cells where the source has one."""
        if self._cells is None:
            return
        self._fill()
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        row, self._cells = self._cells, None
        spans: list[Span] = []
        cells: list[Span] = []
        offset = 0
        for cell, columns in row:
            gap = range(spans[-1][1], cell[0][0]) if cell and spans else range(0)
            if (blank := next((at for at in gap if self._html[at] in " \t"), None)) is not None:
                spans.append((blank, blank + 1))
                offset += 1
            length = sum(end - start for start, end in cell)
            cells += [(offset, offset + length)] * max(0, min(columns, WIDEST - len(cells)))
            offset += length
            spans += cell
        if spans:
            self._number += 1
            alone = len(row) == 1
            yield Part(tuple(spans)) if alone else Part(tuple(spans), "row", 0, tuple(cells), self._number)


def html_parts(html: str, rows: int) -> Iterator[Part]:
    """The lines and rows of a block of HTML, their spans counted in it; `rows`: how many its table had before."""
    table = _Rows(html, rows)
    line: list[Span] = []
    kind: PartKind = "text"
    level = 0
    for at, stop, tag, said in _tokens(html):
        name = tag.lower().strip("/")
        if not tag:
            for number, words in enumerate(_words(html, at, stop)):
                if table.under_way:
                    table.take(words)
                    continue
                if number and line:
                    yield Part(tuple(line), kind, level)
                    line = []
                line += words
        elif name in ("tr", "table"):
            yield from table.end()
            if tag.lower() == "tr":
                table.begin()
        elif name in ("td", "th"):
            if table.under_way and tag[0] != "/":
                table.cell(said)
        elif not table.under_way and (name == "br" or _BLOCK.fullmatch(name)):
            if line:
                yield Part(tuple(line), kind, level)
                line = []
            heading = re.fullmatch(r"h([1-6])", tag.lower())
            kind, level = (
                ("heading", int(heading[1])) if heading else ("item" if tag.lower() == "li" else "text", 0)
            )
    if line:
        yield Part(tuple(line), kind, level)
    yield from table.end()


def _tokens(html: str) -> Iterator[tuple[int, int, str, str]]:
    """Stretches of text (no tag) and tags with their attributes, each [start, end): "td" for a start, "/td" for an end."""
    start = 0
    for match in _TAG.finditer(html):
        if start < match.start():
            yield start, match.start(), "", ""
        if match[1]:
            yield *match.span(), ("/" if html[match.start() + 1] == "/" else "") + match[1], match[2]
        start = match.end()
    if start < len(html):
        yield start, len(html), "", ""


def _words(html: str, start: int, end: int) -> Iterator[list[Span]]:
    """The spans of each line of a stretch; the first goes on with what is before."""
    for line in html[start:end].split("\n"):
        words = line.strip(BLANKS)
        at = start + (line.index(words) if words else 0)
        yield [(at, at + len(words))] if words else []
        start += len(line) + 1
