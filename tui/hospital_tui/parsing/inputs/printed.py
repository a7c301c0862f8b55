"""Pages in reading order as the text of a source: what is a headline or a caption, and where each line is printed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.inputs.page_runs import Box
from hospital_tui.parsing.inputs.reading_order import Paragraph
from hospital_tui.parsing.inputs.scan import SeenPage, is_doubtful, page_paragraphs
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.layout import Line, Part, PartKind, laid_out
from hospital_tui.parsing.on_page import PrintedLine

_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?[、.．]|第.{1,3}[章节部]")
"""A heading of a report, however large."""
_RUNNING = 60
"""Characters from which a paragraph is running text."""
_HEADING, _TITLE, _SMALL = 1.15, 1.6, 0.88
"""Sizes of type, by that of most characters."""


class Sheet(NamedTuple):
    """A page in reading order."""

    number: int
    """From 1."""
    paragraphs: list[Paragraph]
    seen: SeenPage | None = None
    """What it was recognised from; none where the file has it as characters."""


def recognised_sheet(page: SeenPage) -> Sheet:
    """A recognised page in reading order."""
    return Sheet(page.number, page_paragraphs(page), page)


def printed(sheets: Sequence[Sheet], form: str, notes: tuple[str, ...] = ()) -> Reading:
    """The text of pages, one of which holds something."""
    found = [(sheet, one) for sheet in sheets for one in sheet.paragraphs]
    usual = _usual(one for _, one in found)
    made, parts = laid_out(
        Line(one.text, _kind(one, around))
        for (_, one), around in zip(found, _below([one for _, one in found], usual), strict=True)
    )
    largest = max((one for _, one in found[:40]), key=lambda one: one.size)
    pages = [sheet.seen for sheet in sheets if sheet.seen is not None]
    return Reading(
        made,
        form,
        extracted=True,
        parts=parts,
        facts=SourceFacts(title=largest.text if largest.size >= _TITLE * usual else None),
        printed=tuple(_lines(made, parts, found)),
        recognised=next((page.engine for page in pages), None),
        doubtful=any(map(is_doubtful, pages)),
        notes=notes,
    )


def _lines(
    text: str, parts: Sequence[Part], found: Sequence[tuple[Sheet, Paragraph]]
) -> Iterator[PrintedLine]:
    """Where each line of the text is printed; a line that is not found as it stands is passed over."""
    for part, (sheet, paragraph) in zip(parts, found, strict=True):
        at, end = part.spans[0]
        page = sheet.number if sheet.seen is None or sheet.seen.measured else 0
        for line in paragraph.boxes:
            start = text.find(line.text, at, end)
            if start >= 0:
                at = start + len(line.text)
                seen = _seen(sheet.seen, line) if sheet.seen is not None else (None, b"")
                yield PrintedLine(start, at, page, *line[:4], line.text, *seen)


def _seen(page: SeenPage, line: Box) -> tuple[float, bytes]:
    """The least confidence of the recognised lines that make a line, and the picture of the widest of them."""
    scale = page.scale
    parts = []
    for one in page.lines:
        wide = min(scale * one.right, line.right) - max(scale * one.left, line.left)
        high = min(scale * one.bottom, line.bottom) - max(scale * one.top, line.top)
        if wide > 0 and high > 0.5 * min(line.bottom - line.top, scale * (one.bottom - one.top)):
            parts.append((wide, one))
    if not parts:
        return 0.0, b""
    return min(one.confidence for _, one in parts), max(parts, key=lambda part: part[0])[1].picture


def _usual(found: Iterator[Paragraph]) -> float:
    """The size of type of most characters."""
    sizes: Counter[float] = Counter()
    for one in found:
        sizes[round(one.size * 2) / 2] += len(one.text)
    return sizes.most_common(1)[0][0] or 1.0


def _below(found: Sequence[Paragraph], usual: float) -> list[float]:
    """The size of type of the running text below each paragraph: one page has small articles and large ones."""
    sizes = []
    for one in reversed(found):
        usual = one.size if len(one.text) >= _RUNNING else usual
        sizes.append(usual)
    return sizes[::-1]


def _kind(one: Paragraph, usual: float) -> PartKind:
    """What the size of type says of a paragraph."""
    if one.size >= _HEADING * usual and len(one.text) <= 60:
        return "heading" if one.size < _TITLE * usual or _NUMBERED.match(one.text) else "title"
    return "caption" if one.size <= _SMALL * usual and len(one.text) <= 120 else "text"
