"""The text of a PDF page by the places of its characters, never in the order in which the file has them.

A font without a table to Unicode gives characters that look like text and are another one, digits too: such a page is
refused. Needs pypdfium2 (the extra `pdf`).
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Any

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.inputs.page_runs import Box, Rule
from hospital_tui.parsing.inputs.reading_order import Paragraph, paragraphs
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.source import Reading
from hospital_tui.parsing.layout import Line, Part, PartKind, laid_out
from hospital_tui.parsing.on_page import PrintedLine
from hospital_tui.parsing.plausibility import plausibility
from hospital_tui.text.script import is_han

MOST_PAGES = 400
MOST_CHARACTERS = 200_000
"""Characters of one page above which it is none of a newspaper."""
_MOST_OBJECTS = 20_000
_UNKNOWN = 0.02
"""Share of characters without a Unicode value from which a page cannot be trusted."""
_LEAST = 0.6
"""Plausibility below which what the fonts say is no Chinese."""
_ASCENT = 0.88
"""Of the size of type: how far a Han character stands above its line (the em box of OpenType)."""
_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?[、.．]|第.{1,3}[章节部]")
"""A heading of a report, however large."""
_RUNNING = 60
"""Characters from which a paragraph is running text."""
_YEAR = re.compile(r"(\d{4})年")
_HEADING, _TITLE, _SMALL = 1.15, 1.6, 0.88
"""Sizes of type, by that of most characters."""


def pdf_text(data: bytes) -> Reading:
    """The text of a PDF. Raises RefusedError: needs-pdf, encrypted, damaged, scanned, no-unicode, too-large."""
    pages = list(_pages(data))
    found = [(number, one) for number, page in enumerate(pages, 1) for one in page]
    if not found:
        raise RefusedError("scanned")
    text = "".join(one.text for _, one in found)
    if _is_mistaken(text):
        raise RefusedError("no-unicode")
    usual = _usual(one for _, one in found)
    made, parts = laid_out(
        Line(one.text, _kind(one, around))
        for (_, one), around in zip(found, _below(found, usual), strict=True)
    )
    largest = max(found[:40], key=lambda each: each[1].size)[1]
    title = largest.text if largest.size >= _TITLE * usual else None
    printed = tuple(_printed(made, parts, found))
    return Reading(made, "pdf", extracted=True, parts=parts, facts=SourceFacts(title=title), printed=printed)


def _printed(
    text: str, parts: Sequence[Part], found: Sequence[tuple[int, Paragraph]]
) -> Iterator[PrintedLine]:
    """Where each line of the text is printed; a line that is not found as it stands is passed over."""
    for part, (page, paragraph) in zip(parts, found, strict=True):
        at, end = part.spans[0]
        for line in paragraph.boxes:
            start = text.find(line.text, at, end)
            if start >= 0:
                at = start + len(line.text)
                yield PrintedLine(start, at, page, line.left, line.top, line.right, line.bottom, line.text)


def _usual(found: Iterator[Paragraph]) -> float:
    """The size of type of most characters."""
    sizes: Counter[float] = Counter()
    for one in found:
        sizes[round(one.size * 2) / 2] += len(one.text)
    return sizes.most_common(1)[0][0] or 1.0


def _below(found: Sequence[tuple[int, Paragraph]], usual: float) -> list[float]:
    """The size of type of the running text below each paragraph: one page has small articles and large ones."""
    sizes = []
    for _, one in reversed(found):
        usual = one.size if len(one.text) >= _RUNNING else usual
        sizes.append(usual)
    return sizes[::-1]


def _kind(one: Paragraph, usual: float) -> PartKind:
    """What the size of type says of a paragraph."""
    if one.size >= _HEADING * usual and len(one.text) <= 60:
        return "heading" if one.size < _TITLE * usual or _NUMBERED.match(one.text) else "title"
    return "caption" if one.size <= _SMALL * usual and len(one.text) <= 120 else "text"


def _is_mistaken(text: str) -> bool:
    """Whether what the fonts say is no text that anybody wrote: rare characters, years that no date has."""
    if plausibility(text[:200_000], text.count("\ufffd")) < _LEAST:
        return True
    years = [int(year) for year in _YEAR.findall(text)]
    return len(years) >= 3 and 2 * sum(1840 <= year <= 2100 for year in years) < len(years)


def _pages(data: bytes) -> Iterator[list[Paragraph]]:
    """The paragraphs of each page."""
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as error:
        raise RefusedError("needs-pdf") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        raise RefusedError("encrypted" if code == raw.FPDF_ERR_PASSWORD else "damaged", str(error)) from error
    try:
        if len(document) > MOST_PAGES:
            raise RefusedError("too-large")
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            try:
                yield paragraphs(
                    _characters(raw, text.raw, page.get_height()), _rules(raw, page.raw, page.get_height())
                )
            finally:
                text.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise RefusedError("damaged", str(error)) from error
    finally:
        document.close()


def _characters(raw: Any, text: Any, height: float) -> list[Box]:
    """The characters of a page with their boxes. Raises RefusedError where too many have no Unicode value."""
    count = raw.FPDFText_CountChars(text)
    if count > MOST_CHARACTERS:
        raise RefusedError("too-large")
    ruler = _Ruler(raw, text, height)
    boxes: list[Box] = []
    unknown = 0
    high = 0
    for index in range(max(0, count)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0x0A, 0x0D, 0x20, 0xA0, 0x3000):
            continue
        if (
            code in (0, 0xFFFD, 0xFFFE)
            or 0xE000 <= code < 0xF900
            or raw.FPDFText_HasUnicodeMapError(text, index) == 1
        ):
            unknown += 1
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0
        if (box := ruler.box(index, chr(code))) is not None:
            boxes.append(box)
    if unknown > _UNKNOWN * (len(boxes) + unknown):
        raise RefusedError("no-unicode")
    return _once(boxes)


class _Ruler:
    """Where characters stand: by size of type and origin, since of some fonts only the ink is told, and that of 一 is flat."""

    def __init__(self, raw: Any, text: Any, height: float) -> None:
        self._raw, self._text, self._height = raw, text, height
        self._rect, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at_rect, self._at_matrix = ctypes.byref(self._rect), ctypes.byref(self._matrix)
        self._origin = ctypes.byref(self._x), ctypes.byref(self._y)

    def box(self, index: int, letter: str) -> Box | None:
        """The box of a character; none where the file does not say."""
        raw, rect, matrix = self._raw, self._rect, self._matrix
        if not raw.FPDFText_GetLooseCharBox(self._text, index, self._at_rect):
            return None
        left, top, right, bottom = rect.left, self._height - rect.top, rect.right, self._height - rect.bottom
        size = abs(bottom - top)
        raw.FPDFText_GetMatrix(self._text, index, self._at_matrix)
        said = raw.FPDFText_GetFontSize(self._text, index) * hypot(matrix.c, matrix.d)
        if (
            said > 0
            and abs(matrix.b) < 0.1 * abs(matrix.d)
            and raw.FPDFText_GetCharOrigin(self._text, index, *self._origin)
        ):
            x, y = self._x.value, self._height - self._y.value
            size, top, bottom = said, y - _ASCENT * said, y + (1 - _ASCENT) * said
            if _is_square(letter) and right - left < said:
                left, right = x, x + said
        return Box(left, top, right, bottom, size or 1.0, letter)


def _is_square(letter: str) -> bool:
    """Whether a character is as wide as it is high."""
    return is_han(letter) or "\uff01" <= letter <= "\uff60" or "\u3001" <= letter <= "\u303f"


def _once(boxes: list[Box]) -> list[Box]:
    """Without characters that are printed twice at one place, as shadows and false bold are."""
    seen: dict[tuple[str, int, int], list[Box]] = {}
    kept = []
    for box in boxes:
        step = max(1.0, 0.35 * box.size)
        column, row = int(box.left / step), int(box.top / step)
        near = [
            one
            for x in (-1, 0, 1)
            for y in (-1, 0, 1)
            for one in seen.get((box.text, column + x, row + y), ())
        ]
        if any(
            abs(one.left - box.left) < 0.25 * box.size and abs(one.top - box.top) < 0.25 * box.size
            for one in near
        ):
            continue
        seen.setdefault((box.text, column, row), []).append(box)
        kept.append(box)
    return kept


def _rules(raw: Any, page: Any, height: float) -> list[Rule]:
    """The ruled lines of a page: thin and long paths."""
    found = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        one = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(one, *map(ctypes.byref, (left, bottom, right, top))):
            width, depth = right.value - left.value, top.value - bottom.value
            if min(width, depth) < 3 and max(width, depth) > 30:
                found.append(Rule(left.value, height - top.value, right.value, height - bottom.value))
    return found
