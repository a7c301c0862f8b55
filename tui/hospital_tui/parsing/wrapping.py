"""Undoing hard line wrapping: lines that a program cut at a fixed width become paragraphs again.

A source is hard-wrapped when most of its lines are as wide as the widest and few of these end a sentence: paragraphs
that stand on one line each differ in length, and nearly all of them end with a full stop. Some programs count
characters, others the cells of a terminal, in which a Han character takes two.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from hospital_tui.parsing.cues import find_cue
from hospital_tui.parsing.lines import Line
from hospital_tui.parsing.numbering import bullet, numbering
from hospital_tui.parsing.shape import ends_sentence, is_couplet, opened_and_not_closed, starts_inside

NARROWEST, WIDEST = 10, 220
"""Widths between which a fixed width is believed."""
FEWEST = 4
"""Full lines from which a fixed width is believed."""
MARKS = "，。、；：,.;:"
"""Marks that most lines cut out of paragraphs hold, and lines of a list do not."""

_RULED = re.compile(r"(?:[|\u2500-\u257f]|[-+=]{3}).*[-+=|\u2500-\u257f]")
"""A row between drawn rules, or a rule."""
_ROW = re.compile(
    rf"(?:\S(?:\t| {{2,}})(?=\S).*?){{2}}|\S(?:\t| {{2,}})[\d０-９][^。；]{{0,12}}$|^{_RULED.pattern}$"
)
"""A line that is set in columns: two gaps, or a figure behind one; or ruled. It is a row, and no part of a paragraph."""

Measure = Callable[[Line], int]


@dataclass(slots=True)
class Wrapping:
    """How a source is wrapped."""

    measure: Measure
    width: int
    """Measure of a full line."""
    slack: int
    """What a full line may fall short of the width: a Latin word or a closing mark went to the next line."""
    indented: bool
    """Paragraphs begin with an indent."""

    def full(self, line: Line) -> bool:
        """Whether the line reaches the width and no more, so that its sentence may go on in the next one."""
        return self.width - self.slack <= self.measure(line) <= self.width + self.slack


def cells(line: Line) -> int:
    """Cells a line takes with its indent, Han characters and full-width marks two each."""
    return len(line.text.encode("gbk", "replace")) + line.indent


def characters(line: Line) -> int:
    """Characters of a line with its indent."""
    return len(line.text) + line.blanks


def detect(lines: list[Line]) -> Wrapping | None:
    """The wrapping of a source, or none."""
    inner = [line for line, after in pairwise(lines) if after.gap == 0]
    if len(inner) < FEWEST or len(inner) * 3 < len(lines):
        return None
    starts = [after for line, after in pairwise(lines) if ends_sentence(line.text)]
    indented = sum(line.indent >= 2 for line in starts) * 2 > len(starts) > 0
    best: tuple[int, Wrapping] | None = None
    for measure, slack in ((characters, 1), (cells, 3)):
        found = _width(inner, measure, slack)
        if found and (best is None or found[0] > best[0]):
            best = found[0], Wrapping(measure, found[1], slack, indented)
    return best[1] if best else None


def _width(inner: list[Line], measure: Measure, slack: int) -> tuple[int, int] | None:
    """How many lines are full, and the width they reach; none where the lines are not cut at a width."""
    inner = [line for line in inner if not bullet(line.text) and not _ROW.search(line.text)]
    if len(inner) < FEWEST:
        return None
    widths = sorted(measure(line) for line in inner)
    width = widths[int(len(widths) * 0.8)]
    if not NARROWEST <= width <= WIDEST or sum(size > width + slack for size in widths) * 10 > len(inner):
        return None
    full = [line for line in inner if width - slack <= measure(line) <= width + slack]
    broken = sum(not ends_sentence(line.text) for line in full)
    clauses = sum(any(mark in line.text for mark in MARKS) for line in full)
    if (
        len(full) < FEWEST
        or len(full) * 3 < len(inner)
        or broken * 10 < len(full) * 6
        or clauses * 2 < len(full)
    ):
        return None
    return len(full), width


def goes_on(wrapping: Wrapping, line: Line, after: Line) -> bool:
    """Whether the paragraph of `line` goes on in the line after it."""
    if after.gap > 0 or not wrapping.full(line) or (wrapping.indented and after.indent >= 2):
        return False
    inside = starts_inside(after.text) and not _RULED.fullmatch(line.text)
    if not ends_sentence(line.text) and (inside or opened_and_not_closed(line.text)):
        return True
    if _stands_alone(line.text) or _stands_alone(after.text):
        return False
    if not ends_sentence(line.text):
        return not (bullet(line.text) and is_couplet(after.text))
    return (wrapping.full(after) or ends_sentence(after.text)) and not _starts_anew(after.text)


def _stands_alone(text: str) -> bool:
    """Whether the line is page furniture, a byline, a row or the like, which no wrapping breaks."""
    cue = find_cue(text)
    return (cue is not None and cue.where == "any") or _ROW.search(text) is not None


def _starts_anew(text: str) -> bool:
    return bool(bullet(text) or numbering(text) or text.startswith("——"))
