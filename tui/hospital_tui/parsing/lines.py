"""Physical lines of a source: where each stands, and how much empty space is above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""Characters that are no text: white space as Unicode has it, and a byte order mark inside a file."""

_PAGER = re.compile(r"#p#[^#\n]{0,20}#e#|^[\s　]*(?:文章|新闻|稿件|主)?(?:标题|篇名)[\s　]?[：:](?=.)")
"""Where a program divided an article into web pages, and the name of a field that it put before a title."""
_NUMBERED = ("\n", "\r")
"""Only these ends count in line numbers, as in editors and in grep; the others (form feed, U+2028 …) break lines too."""


@dataclass(slots=True)
class Line:
    """A line that holds text, without the blanks at its ends."""

    text: str
    start: int
    """Offset of the first character of `text` in the source."""
    number: int
    """1-based number of the line in the source."""
    gap: int
    """Empty lines between this line and the one before."""
    blanks: int
    """Blank characters before the text."""
    indent: int
    """Cells before the text; a tab and an ideographic space take two."""

    @property
    def end(self) -> int:
        """Offset after the last character of `text`."""
        return self.start + len(self.text)


def _parts(raw: str) -> list[tuple[int, str]]:
    """A physical line with the marks that a publishing program left inside it set apart: where each part begins, and its text."""
    edges = [0, *(edge for match in _PAGER.finditer(raw) for edge in match.span()), len(raw)]
    return [(start, raw[start:end]) for start, end in pairwise(edges)]


def read_lines(source: str) -> list[Line]:
    """All lines that hold text, in order."""
    lines: list[Line] = []
    offset, number, gap = 0, 1, 0
    for raw in source.splitlines(keepends=True):
        parts = [(at, text) for at, part in _parts(raw) if (text := part.strip(BLANKS))]
        for at, text in parts:
            before = raw[: raw.index(text[0], at)]
            blank = before[at:]
            indent = len(blank) + blank.count("\u3000") + blank.count("\t")
            lines.append(Line(text, offset + len(before), number, gap, len(blank), indent))
            gap = 0
        gap += not parts
        offset += len(raw)
        number += raw.endswith(_NUMBERED)
    return lines


def line_numbers(source: str, offsets: Iterable[int]) -> dict[int, int]:
    """1-based line of each of the offsets, which rise."""
    numbers: dict[int, int] = {}
    number, done = 1, 0
    for offset in offsets:
        between = source[done:offset]
        number += between.count("\n") + between.count("\r") - between.count("\r\n")
        numbers[offset], done = number, offset
    return numbers


def flatten_gaps(lines: list[Line]) -> None:
    """Take away the empty lines that stand between all lines alike (a text set with double spacing says nothing by them)."""
    least = min((line.gap for line in lines[1:]), default=0)
    if least:
        for line in lines[1:]:
            line.gap -= least
