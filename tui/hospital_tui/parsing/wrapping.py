"""Undoing hard line wrapping: lines that a program cut at a fixed width become paragraphs again.

A source is hard-wrapped when most of its lines are as wide as the widest and few of these end a sentence: paragraphs
that stand on one line each differ in length, and nearly all of them end with a full stop.
"""

from dataclasses import dataclass

from hospital_tui.parsing.lines import Line
from hospital_tui.parsing.numbering import bullet, numbering
from hospital_tui.parsing.shape import ends_sentence

NARROWEST, WIDEST = 20, 220
"""Cells between which a fixed width is believed."""
SLACK = 4
"""Cells that a wrapped line may fall short of the width: a Latin word or a closing mark went to the next line."""


@dataclass(slots=True)
class Wrapping:
    """How a source is wrapped."""

    width: int
    """Cells of a full line."""
    indented: bool
    """Paragraphs begin with an indent."""

    def full(self, line: Line) -> bool:
        """Whether the line reaches the width, so that its sentence may go on in the next one."""
        return cells(line) >= self.width - SLACK


def cells(line: Line) -> int:
    """Cells a line takes with its indent, Han characters and full-width marks two each."""
    return len(line.text.encode("gbk", "replace")) + line.indent


def detect(lines: list[Line]) -> Wrapping | None:
    """The wrapping of a source, or none."""
    inner = [line for line, after in zip(lines, lines[1:], strict=False) if after.gap == 0]
    if len(inner) < 4 or len(inner) * 3 < len(lines):
        return None
    widths = sorted(cells(line) for line in inner)
    width = widths[int(len(widths) * 0.9)]
    if not NARROWEST <= width <= WIDEST:
        return None
    full = [line for line in inner if width - SLACK <= cells(line) <= width + SLACK]
    broken = [line for line in full if not ends_sentence(line.text) and not bullet(line.text)]
    if len(full) < 4 or len(full) * 2 < len(inner) or len(broken) * 10 < len(full) * 6:
        return None
    starts = [after for line, after in zip(lines, lines[1:], strict=False) if ends_sentence(line.text)]
    indented = sum(line.indent >= 2 for line in starts) * 2 > len(starts) > 0
    return Wrapping(width, indented)


def goes_on(wrapping: Wrapping, line: Line, after: Line) -> bool:
    """Whether the paragraph of `line` goes on in the line after it."""
    if after.gap > 0 or not wrapping.full(line):
        return False
    if wrapping.indented and after.indent >= 2 and after.indent > line.indent:
        return False
    if ends_sentence(line.text):
        return not (wrapping.indented and after.indent >= 2) and not _starts_anew(after.text)
    return not (wrapping.indented and after.indent >= 2)


def _starts_anew(text: str) -> bool:
    return bool(bullet(text) or numbering(text) or text.startswith("——"))
