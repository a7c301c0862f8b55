"""Lists: lines with bullets, rows of numbered lines, tables, and rows of short lines."""

import re
from collections.abc import Callable

from hospital_tui.parsing.headings import is_framed, is_numbered
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.words import is_section_cue

ITEM = 120
"""Characters up to which a line with a printed bullet or a number is an item of a list and no paragraph."""
ROW = 3
"""Short lines above a paragraph's heading from which they are a list."""
_DATED = re.compile(r"\d{4}(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[./-]\d{1,2}(?:[./-]\d{1,2})?)[ \u3000\t：:]+\S")
PLAIN_BULLETS = "-*+•·"
"""Bullets that only lists have; ● ◆ ■ and their like stand before headings and paragraphs as well."""


def label_lists(pieces: list[Piece]) -> None:
    """Items that a bullet, a number or a table's tabs mark."""
    text = any(piece.prose for piece in pieces)
    for i, piece in enumerate(pieces):
        if piece.role is None and (text or not is_numbered(piece)) and _is_item(pieces, i):
            piece.role = "list_item"


def _is_item(pieces: list[Piece], index: int) -> bool:
    piece = pieces[index]
    if piece.cue is not None and piece.cue.where == "picture":
        return False
    if piece.bullet and piece.text[0] in PLAIN_BULLETS:
        return True
    if _is_dated(piece):
        return _beside(pieces, index, _is_dated)
    if "\t" in piece.text and not piece.prose:
        return _beside(pieces, index, lambda other: "\t" in other.text)
    if len(piece.text) > ITEM or (_is_paragraph(piece) and _beside(pieces, index, _is_paragraph)):
        return False
    if piece.bullet:
        return _beside(pieces, index, lambda other: other.bullet > 0 and other.role in (None, "list_item"))
    number = piece.number
    if number is None or not is_numbered(piece) or number.style == "markdown":
        return False
    return _beside(
        pieces, index, lambda other: other.number is not None and other.number.style == number.style
    )


def _is_dated(piece: Piece) -> bool:
    """Whether the line is an entry of a table of events: a year or month, a blank and what happened then."""
    return not piece.closed and len(piece.text) <= ITEM and bool(_DATED.match(piece.text))


def _is_paragraph(piece: Piece) -> bool:
    """Whether a marked line is several sentences long: a paragraph with a run-in heading (1.技术创新。开展新技术56项…)."""
    marked = piece.bullet > 0 or is_numbered(piece)
    return marked and piece.prose and any(mark in piece.text[:-1] for mark in "。！？")


def _beside(pieces: list[Piece], index: int, alike: Callable[[Piece], bool]) -> bool:
    """Whether a line of the same kind stands right above or below."""
    near = (pieces[index - 1] if index else None, pieces[index + 1] if index + 1 < len(pieces) else None)
    return any(other is not None and len(other.text) <= ITEM and alike(other) for other in near)


def label_rows(page: Page, pieces: list[Piece]) -> None:
    """Rows of short lines that no paragraph interrupts are lists; the line right above a paragraph may be its heading."""
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and _in_row(pieces[end]):
            end += 1
        above_text = end < len(pieces) and pieces[end].prose
        if end - start > ROW or (end - start == ROW and not above_text):
            _label_row(page, pieces[start:end], above_text)
        start = max(end, start + 1)


def _in_row(piece: Piece) -> bool:
    heads = is_numbered(piece) or is_framed(piece.text) or is_section_cue(piece.text)
    return piece.role is None and piece.short and not heads


def _label_row(page: Page, row: list[Piece], above_text: bool) -> None:
    for piece in row[int(row[0].couplet) : len(row) - above_text]:
        if not piece.couplet:
            piece.role = "caption" if piece.gap > page.usual_gap else "list_item"
