"""Markdown: paragraphs, headings, items and tables by their places in the decoded source.

The text that is parsed is the file's own: what a passage says are spans of it, and the marks that set it (#, **, |, the target
of a link, struck-out words, comments, front matter) lie in a block of role markup. Only where characters have to be
changed to be read (entities, raised digits, bars without a blank beside them) is a changed text parsed and kept beside the file.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from hospital_tui.model import SourceFacts, Span
from hospital_tui.parsing.inputs.markdown_html import HOLE, html_parts, is_tight, parted, without_unseen
from hospital_tui.parsing.inputs.markdown_inline import Inline, TextLine
from hospital_tui.parsing.inputs.markdown_marks import without_marks
from hospital_tui.parsing.inputs.markdown_readable import readable
from hospital_tui.parsing.inputs.plain import plain_text
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.layout import WIDEST, Part, PartKind
from hospital_tui.parsing.lines import BLANKS
from hospital_tui.text.script import han_pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 2_000_000
"""Characters above which a text is read as plain text."""
_MOST_MARKS = 1000
"""Marks in a line above which it is no Markdown: the parser takes the square of it."""
_MARKS = re.compile(r"[\[\]<>*_`~!(&\\]")
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = han_pattern(r"^([A-Za-z_\p{Han}]{1,20})[ \t]*[:：=][ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FIELDS = {
    "title": "title 标题 题目",
    "date": "date pubdate published 日期 时间 发布日期",
    "author": "author authors 作者 记者",
    "newspaper": "source newspaper media 来源 报纸 媒体",
    "page": "page 版面 版次",
    "link": "link url 链接 网址",
}
_NOTE = re.compile(r"^[ ]{0,3}\[\^[^\]\s]{1,40}\]:", re.MULTILINE)
_TERM = re.compile(r"^([^\n]{0,40}[^\s。！？；])\n\n(?=:[ \t]+\S)", re.MULTILINE)
"""A term that a blank line parts from what it means."""
_MEANING = re.compile(r":[ \t]+(?=\S)")
_LONGEST_TERM = 40
_NO_BLANK = re.compile(r"\S")
_BAR = re.compile(r"(?<!\\)\|")
_WRAPPED = 20
"""Characters from which the first of two lines may go on in the second."""


def markdown_text(data: bytes, encoding: str | None) -> Reading:
    """The text with what its marks say. Raises RefusedError as for plain text."""
    reading = plain_text(data, encoding)
    text = reading.text
    if len(text) > LONGEST or any(len(_MARKS.findall(line)) > _MOST_MARKS for line in text.splitlines()):
        return reading
    changed = readable(text)
    parts, tight = _parts(changed)
    if tight:
        changed = _with_blanks(changed, tight)
        parts, _ = _parts(changed)
    if all(part.kind == "mark" for part in parts):
        raise RefusedError("blank")
    front = _FRONT.match(_unix(text))
    facts = _front_matter(front[2]) if front else SourceFacts()
    return reading._replace(text=changed, extracted=changed != text, parts=parts, facts=facts)


def _front_matter(head: str) -> SourceFacts:
    """What the lines before the text say, as far as they are facts."""
    said = {name.lower(): value.strip("\"'“”[] ") for name, value in _FIELD.findall(head)}
    names = {
        fact: next((said[key] for key in keys.split() if said.get(key)), None)
        for fact, keys in _FIELDS.items()
    }
    return SourceFacts(**names)


def _unix(text: str) -> str:
    """Line ends of one character, so that every offset stays."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _parts(text: str) -> tuple[tuple[Part, ...], set[tuple[int, int]]]:
    """What the marks say, and the lines [first, last) of tables and HTML whose cells no blank parts from each other."""
    from hospital_tui.parsing.inputs.markdown_parser import parser

    seen = _unix(text)
    front = _FRONT.match(seen)
    if front and _FIELD.search(front[2]):
        seen = re.sub(r"[^\n]", " ", front[0]) + seen[front.end() :]
    seen = _NOTE.sub(lambda match: HOLE * len(match[0]), seen)
    seen = _TERM.sub("\\1 \n", without_marks(without_unseen(seen)))
    blocks = _Blocks(seen)
    parts = list(blocks.of(parser().parse(seen)))
    marks = _between(seen if not front else text, (span for part in parts for span in part.spans))
    if marks:
        parts.append(Part(tuple(marks), "mark"))
    return tuple(parts), blocks.tight


def _with_blanks(text: str, tight: Iterable[tuple[int, int]]) -> str:
    """The text with a blank on both sides of the bars of tables, and HTML with its blocks on lines of their own."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for first, last in sorted(tight, reverse=True):
        html = lines[first].lstrip("> \t-*+0123456789.)").startswith("<")
        block = "".join(lines[first:last])
        lines[first:last] = [parted(block) if html else _BAR.sub(" | ", block)]
    return "".join(lines)


def _between(text: str, spans: Iterable[Span]) -> Iterator[Span] | list[Span]:
    """Stretches without blanks or line breaks that lie in no span."""
    found: list[Span] = []
    edge = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        found += [(edge + m.start(), edge + m.end()) for m in _STRETCH.finditer(text[edge:start])]
        edge = max(edge, end)
    return found


_STRETCH = re.compile(f"[^{re.escape(BLANKS)}]+")


class _Blocks:
    """Walks through the blocks of a text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tight: set[tuple[int, int]] = set()
        self._starts = [0]
        for line in source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._row: list[list[Span]] | None = None
        self._table: tuple[int, int] = (0, 0)
        self._cursor = 0
        self._rows = 0

    def line(self, number: int) -> tuple[int, str]:
        """Start and characters of a line, from 0."""
        start = self._starts[number]
        return start, self.source[start : self._starts[number + 1] - 1]

    def of(self, tokens: "list[Token]") -> Iterator[Part]:
        """The parts that the tokens of a text make."""
        kind: PartKind = "text"
        level = 0
        item = False
        for token in tokens:
            name = token.type
            if name == "heading_open":
                kind, level = "heading", int(token.tag[1:])
            elif name == "heading_close":
                kind, level = "text", 0
            elif name == "list_item_open":
                item = True
            elif name in ("list_item_close", "blockquote_open"):
                item = False
            elif name in ("fence", "code_block"):
                yield from self._code(token)
            elif name == "html_block":
                yield from self._html(token)
            elif name == "table_open":
                self._rows = 0
                self._table = (token.map[0], token.map[1]) if token.map else (0, 0)
            elif name == "tr_open":
                self._row, self._cursor = [], self._starts[token.map[0]] if token.map else self._cursor
            elif name == "tr_close":
                yield from self._end_row()
            elif name == "inline" and self._row is not None:
                self._cell(token)
            elif name == "inline":
                yield from self._paragraph(token, "item" if item and kind == "text" else kind, level, item)
                item = False

    def _paragraph(self, token: Any, kind: PartKind, level: int, item: bool) -> Iterator[Part]:
        where = self._where(token)
        lines = Inline(token, where).lines()
        lines = [line for line in lines if line.spans]
        if item and lines:
            lines[0].spans[:0] = self._number(lines[0].spans[0][0])
        if kind != "heading" and any(map(self._meaning, lines[1:])):
            yield from self._definitions(lines, kind)
            return
        if len(lines) > 1 and all(line.said.startswith("|") and line.said.endswith("|") for line in lines):
            yield from self._bars(lines, token)
            return
        if kind == "heading" or _goes_on([line.length for line in lines], [line.ends for line in lines]):
            spans = [span for line in lines for span in line.spans]
            if spans:
                yield Part(tuple(_merged(spans)), kind, level)
            return
        for line in lines:
            yield Part(tuple(_merged(line.spans)), kind, level)
            kind = "text"

    def _meaning(self, line: TextLine) -> int:
        """Where a line begins what a term means (: and blanks before it); 0 for other lines."""
        start = line.spans[0][0]
        match = _MEANING.match(self.source, start)
        return match.end() if match else 0

    def _definitions(self, lines: list[TextLine], kind: PartKind) -> Iterator[Part]:
        """Terms and what they mean as rows; what else a term means is an item."""
        term: list[Span] = []
        for line, after in zip_longest(lines, lines[1:]):
            start = self._meaning(line)
            if not start:
                short = line.length <= _LONGEST_TERM and not line.ends
                term = list(_merged(line.spans)) if short and after and self._meaning(after) else []
                if not term:
                    yield Part(tuple(_merged(line.spans)), kind)
                continue
            said = [(max(start, a), b) for a, b in _merged(line.spans) if b > start]
            if term:
                first, second = _length(term), _length(said)
                cells = ((0, first), (first + 1, first + 1 + second))
                yield Part((*term, (start - 1, start), *said), "row", 0, cells, 1)
            else:
                yield Part(tuple(said), "item")
            term = []

    def _bars(self, lines: list[TextLine], token: Any) -> Iterator[Part]:
        """Rows between bars that no line of marks heads."""
        self._rows = 0
        for line in lines:
            cells: list[list[Span]] = [[]]
            for at in (at for start, end in line.spans for at in range(start, end)):
                if self.source[at] == "|":
                    cells.append([])
                elif cells[-1] or self.source[at] not in BLANKS:
                    cells[-1].append((at, at + 1))
            for cell in cells:
                while cell and self.source[cell[-1][0]] in BLANKS:
                    cell.pop()
            self._row, self._table = [list(_merged(cell)) for cell in cells[1:-1]], tuple(token.map)
            yield from self._end_row()

    def _number(self, start: int) -> list[Span]:
        """The number of an ordered item that stands before its text."""
        begin = self.source.rfind("\n", 0, start) + 1
        match = re.search(r"(?:^|[\s>])(\d{1,9}[.)][ \t]?)[ \t]*[*_~`]*$", self.source[begin:start])
        return [(begin + match.start(1), begin + match.end(1))] if match else []

    def _where(self, token: Any) -> list[int]:
        """The source offset of every character of an inline token's content."""
        where: list[int] = []
        number = token.map[0] if token.map else 0
        for row in token.content.split("\n"):
            start, line = self.line(number)
            at = line.rfind(row.rstrip()) if row.strip() else 0
            where += [start + max(0, at) + offset for offset in range(len(row) + 1)]
            number += 1
        return where

    def _cell(self, token: Any) -> None:
        """A cell of the row: its characters in the line, escaped bars apart."""
        assert self._row is not None
        where: list[int] = []
        cursor = self._cursor
        for character in token.content:
            at = self.source.find(character, cursor)
            if at < 0:
                break
            where.append(at)
            cursor = at + 1
        content = token.content[: len(where)]
        found = self.source.find(content, self._cursor) if content else -1
        if found >= 0 and "|" not in content:
            where = list(range(found, found + len(content)))
            cursor = found + len(content)
        where.append(cursor)
        self._cursor = cursor
        spans = [span for line in Inline(token, where).lines() for span in line.spans]
        self._row.append(list(_merged(spans)))

    def _end_row(self) -> Iterator[Part]:
        assert self._row is not None
        row, self._row = self._row, None
        spans: list[Span] = []
        cells: list[Span] = []
        offset = 0
        last = max((i for i, cell in enumerate(row) if cell), default=-1)
        for index, cell in enumerate(row):
            length = _length(cell)
            cells.append((offset, offset + length))
            offset += length
            if cell and index < last:
                start, end = cell[-1]
                after = self.source.find(" ", end, self.source.find("|", end) + 1)
                if after == end:
                    cell[-1] = (start, end + 1)
                    offset += 1
                elif after > end:
                    cell.append((after, after + 1))
                    offset += 1
                else:
                    self.tight.add(self._table)
            spans += cell
        if spans:
            self._rows += 1
            told = len(cells) <= WIDEST
            yield Part(tuple(spans), "row", 0, tuple(cells), self._rows) if told else Part(tuple(spans))

    def _code(self, token: Any) -> Iterator[Part]:
        """The lines of a block of code, without what fences it."""
        for at, row in self._own_lines(token, token.type == "fence"):
            if words := row.strip(BLANKS):
                at += row.index(words)
                yield Part(((at, at + len(words)),))

    def _own_lines(self, token: Any, skipped: int) -> Iterator[tuple[int, str]]:
        """The lines of a block without the marks of quotes and items before them, each with its offset."""
        first = (token.map[0] if token.map else 0) + skipped
        for number, row in enumerate(token.content.removesuffix("\n").split("\n"), first):
            start, line = self.line(number)
            yield start + max(0, line.rfind(row.strip())) - (len(row) - len(row.lstrip())), row

    def _html(self, token: Any) -> Iterator[Part]:
        """The lines and rows of a stretch of HTML."""
        first, last = token.map or (0, 0)
        start = self._starts[first]
        end = self._starts[last] - 1 if last < len(self._starts) else len(self.source)
        html = _NO_BLANK.sub(HOLE, self.source[start:end])
        for at, row in self._own_lines(token, 0):
            html = html[: at - start] + row + html[at - start + len(row) :]
        if is_tight(html):
            self.tight.add((first, last))
        self._rows = 0 if "<table" in html.lower() else self._rows
        for part in html_parts(html, self._rows):
            self._rows = part.row or self._rows
            yield part._replace(spans=tuple((start + a, start + b) for a, b in part.spans))


def _goes_on(lengths: list[int], ends: list[bool]) -> bool:
    """Whether the lines of a paragraph were cut at a width, and are not set under each other one by one."""
    if len(lengths) < 2:
        return True
    if len(lengths) == 2:
        return lengths[0] >= _WRAPPED and not ends[0]
    widest = max(lengths)
    return (
        widest >= _WRAPPED
        and all(length * 10 >= widest * 8 for length in lengths[:-1])
        and not all(ends[:-1])
    )


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that touch, as one."""
    held: Span | None = None
    for start, end in spans:
        if held is not None and held[1] == start:
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held
