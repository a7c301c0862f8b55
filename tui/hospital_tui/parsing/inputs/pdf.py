"""The text of a PDF page by the places of its characters, never in the order in which the file has them.

A font without a table to Unicode gives characters that look like text and are another one, digits too: such a page is
refused. Needs pypdfium2 (the extra `pdf`).
"""

import ctypes
import re
from collections.abc import Iterator
from math import hypot
from typing import Any, NamedTuple

from hospital_tui.parsing.inputs.page_runs import Box, Rule
from hospital_tui.parsing.inputs.printed import Sheet, printed, recognised_sheet
from hospital_tui.parsing.inputs.reading_order import Paragraph, paragraphs
from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.scan import SeenPage, installed, recognised
from hospital_tui.parsing.inputs.source import Reading, Tell, silent
from hospital_tui.text.plausibility import plausibility
from hospital_tui.text.script import is_han

MOST_PAGES = 400
MOST_CHARACTERS = 200_000
"""Characters of one page above which it is none of a newspaper."""
_MOST_OBJECTS = 20_000
_UNKNOWN = 0.02
"""Share of characters without a Unicode value from which a page cannot be trusted."""
_LEAST = 0.6
"""Plausibility below which what the fonts say is no Chinese."""
_LOST = 0.02
"""Share of letters that PDFium has no glyph for from which a page is not all of its text."""
_FEW = 30
"""Characters up to which a page that is a picture holds no text: a stamp, a page number."""
_ASCENT = 0.88
"""Of the size of type: how far a Han character stands above its line (the em box of OpenType)."""
_YEAR = re.compile(r"(\d{4})年")


class _Page(NamedTuple):
    """A page of a file."""

    paragraphs: list[Paragraph]
    why: str = ""
    """Why they cannot be taken as they are: scanned (a picture, without words), hidden (words behind a picture, which some
    program recognised), no-unicode, no-font (letters of a font that is neither in the file nor on this machine).
    """


def pdf_text(data: bytes, tell: Tell = silent) -> Reading:
    """The text of a PDF; pages that are pictures, or whose fonts cannot be trusted, are recognised where that is installed.

    Raises RefusedError: needs-pdf, encrypted, damaged, scanned, no-unicode, no-font, too-large, and those of `scan.recognised`.
    """
    pages = list(_pages(data))
    if any(page.why == "no-font" for page in pages):  # nor can they be drawn, to be recognised
        raise RefusedError("no-font")
    text = "".join(one.text for page in pages for one in page.paragraphs)
    if text and _is_mistaken(text):
        pages = [page._replace(why="no-unicode") if page.paragraphs else page for page in pages]
    unread = tuple(number for number, page in enumerate(pages) if page.why)
    seen: dict[int, SeenPage] = {}
    if unread and installed():
        seen = {page.number - 1: page for page in recognised(data, tell, unread)}
    elif any(page.why == "no-unicode" for page in pages):
        raise RefusedError("no-unicode")
    sheets = [
        recognised_sheet(seen[number]) if number in seen else _sheet(number + 1, page)
        for number, page in enumerate(pages)
    ]
    if not any(sheet.paragraphs for sheet in sheets):
        raise RefusedError("no-words" if seen else "scanned")
    left_out = not seen and any(page.why == "scanned" for page in pages)
    return printed(sheets, "pdf", ("unread-pages",) if left_out else ())


def _sheet(number: int, page: _Page) -> Sheet:
    """A page as the file has it; words hidden behind its picture were recognised by whoever made the file."""
    hidden = SeenPage(number, number, 1.0, True, engine="PDF") if page.why == "hidden" else None
    return Sheet(number, page.paragraphs, hidden)


def _is_mistaken(text: str) -> bool:
    """Whether what the fonts say is no text that anybody wrote: rare characters, years that no date has."""
    if plausibility(text[:200_000], text.count("\ufffd")) < _LEAST:
        return True
    years = [int(year) for year in _YEAR.findall(text)]
    return len(years) >= 3 and 2 * sum(1840 <= year <= 2100 for year in years) < len(years)


def _pages(data: bytes) -> Iterator[_Page]:
    """Each page in reading order."""
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as error:
        raise RefusedError("needs-pdf") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # the last error may be that of a file before: some damage sets none
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data
        raise RefusedError("encrypted" if locked else "damaged", "" if locked else str(error)) from error
    try:
        if len(document) > MOST_PAGES:
            raise RefusedError("too-large")
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            try:
                height = page.get_height()
                letters = _characters(raw, text.raw, height)
                if letters is None:
                    yield _Page([], "no-unicode")
                    continue
                picture, hidden, lost = _seen_of(raw, page)
                if lost > _LOST * (len(letters) + lost):
                    yield _Page([], "no-font")
                    continue
                found = paragraphs(letters, _rules(raw, page.raw, height))
                why = "scanned" if len(letters) < _FEW else "hidden" if hidden else ""
                yield _Page(found, why if picture else "")
            finally:
                text.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise RefusedError("damaged", str(error)) from error
    finally:
        document.close()


def _seen_of(raw: Any, page: Any) -> tuple[bool, bool, int]:
    """Whether pictures cover most of a page, whether most of its words are not drawn, and how many letters have no glyph.

    PDFium leaves out a piece of text without width: a blank, or one letter that no font at hand has. Blanks stand alone,
    letters side by side.
    """
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    width, height = page.get_size()
    covered, words, hidden, lost = 0.0, 0, 0, 0
    empty = False
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        one = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            words += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(one) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            before, empty = empty, _is_empty(raw, one)
            lost += before and empty
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) and raw.FPDFPageObj_GetBounds(
            one, *map(ctypes.byref, (left, bottom, right, top))
        ):
            covered += (right.value - left.value) * (top.value - bottom.value)
    return bool(covered > 0.5 * width * height), 2 * hidden > words, lost


def _is_empty(raw: Any, one: Any) -> bool:
    """Whether a piece of text has no width, in a font that is not in the file."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, *map(ctypes.byref, (left, bottom, right, top)))
    flat = right.value == left.value and top.value == bottom.value
    return flat and raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one)) == 0


def _characters(raw: Any, text: Any, height: float) -> list[Box] | None:
    """The characters of a page with their boxes; none where too many have no Unicode value. Raises RefusedError."""
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
        return None
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
