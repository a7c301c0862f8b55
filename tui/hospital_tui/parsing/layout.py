"""What a file's form says of its lines: where paragraphs, headings, items and rows of tables stand in the text."""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple

from hospital_tui.model import Span
from hospital_tui.parsing.lines import BLANKS

PartKind = Literal["text", "title", "heading", "item", "caption", "row", "mark"]
"""mark: characters that set the text and are none of it (# and ** of Markdown)."""


class Part(NamedTuple):
    """A paragraph, a heading or a row."""

    spans: tuple[Span, ...]
    """[start, end) in the text that is parsed, in order, none over a line break."""
    kind: PartKind = "text"
    level: int = 0
    """Depth of a heading from 1."""
    cells: tuple[Span, ...] = ()
    """Of a row: where the cell of each column stands, in the spans joined; empty where the column has none here, and
    the same again for each further column that a cell covers."""
    row: int = 0
    """1-based place of a row in its table."""


class Cell(NamedTuple):
    """A cell of a table, as a reader of a form hands it over."""

    text: str
    columns: int = 1
    """How many columns it covers."""


class Line(NamedTuple):
    """A paragraph or a row, as a reader of a form hands it over."""

    text: str
    kind: PartKind = "text"
    level: int = 0
    cells: tuple[Cell, ...] = ()
    """Of a row; `text` is empty then."""
    row: int = 0
    """1-based place of a row in its table."""


WIDEST = 63
"""Columns of a table that are told apart (Word's own bound)."""


def laid_out(lines: Iterable[Line]) -> tuple[str, tuple[Part, ...]]:
    """The text that lines make, a blank line between them, and where each stands; rows are one line, tabs between cells."""
    texts: list[str] = []
    parts: list[Part] = []
    offset = 0
    for line in lines:
        row, cells = (
            _row(line.cells) if line.kind == "row" else (" ".join(line.text.splitlines()).strip(BLANKS), ())
        )
        if not row:
            continue
        texts.append(row)
        parts.append(Part(((offset, offset + len(row)),), line.kind, line.level, cells, line.row))
        offset += len(row) + 2
    return "\n\n".join(texts), tuple(parts)


def lines_of(text: str, parts: Iterable[Part]) -> list[Line]:
    """The lines that a text is made of, as `laid_out` took them; each line a paragraph where nothing is said of it."""
    if not parts:
        return [Line(line) for line in text.splitlines()]
    lines: list[Line] = []
    for part in parts:
        words = "".join(text[start:end] for start, end in part.spans)
        if part.kind == "row":
            cells = tuple(Cell(words[a:b], len(list(same))) for (a, b), same in groupby(part.cells))
            lines.append(Line("", "row", 0, cells, part.row))
        elif part.kind != "mark":
            lines.append(Line(words, part.kind, part.level))
    return lines


def _row(cells: Iterable[Cell]) -> tuple[str, tuple[Span, ...]]:
    text = ""
    at: list[Span] = []
    for cell in cells:
        words = " ".join(cell.text.split())
        text += "\t" if words and text else ""
        at += [(len(text), len(text) + len(words))] * max(1, min(cell.columns, WIDEST - len(at)))
        text += words
    return text, tuple(at[:WIDEST])
