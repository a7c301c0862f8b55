"""Lists: lines with bullets, rows of numbered lines, tables, and rows of short lines."""

import re
from collections.abc import Callable
from itertools import pairwise

from hospital_tui.parsing.headings import is_framed, is_numbered
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.words import field_of, is_section_cue
from hospital_tui.text.script import han_pattern

ITEM = 120
"""Characters up to which a line with a printed bullet or a number is an item of a list and no paragraph."""
ROW = 3
"""Short lines above a paragraph's heading from which they are a list."""
_DIGITS = re.compile(r"\d[\d.,]*")
_DISPLAY = han_pattern(r"(?:超|逾|近|约|第)?\d[\d.,]*[十百千万亿余多]{0,3}[\p{Han}%％°℃]{0,4}\+?")
"""A number with its unit, or a year: all that stands on the line."""
FIELDS = 2
"""Lines with a noun and a colon from which they are fields of one thing."""
LONGEST_HEAD = 16
"""Characters of the line that heads them."""
_IN_SENTENCE = re.compile(r"[、，。：；！？:;,]")
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


def label_fields(pieces: list[Piece]) -> None:
    """Lines that open with different nouns and a colon, one below the other, are text; a short line above them heads them.

    A field between such lines is no page furniture, whatever its noun (时间：上午八时 between 地点 and 病例).
    """
    fields = [field_of(piece.text) for piece in pieces]
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and fields[end]:
            end += 1
        own = [piece for piece in pieces[start:end] if piece.cue is None]
        if len(own) >= FIELDS and len(set(fields[start:end])) == end - start:
            _label_fields(pieces[start:end], pieces[start - 1] if start else None)
        start = max(end, start + 1)


def label_introduced(pieces: list[Piece]) -> None:
    """A short line that a colon ends heads the short lines below it."""
    for piece, after in pairwise(pieces):
        if _heads(piece) and piece.text.endswith(("：", ":")) and not after.prose and after.cue is None:
            piece.role = "heading"


def _heads(piece: Piece) -> bool:
    """Whether a line without a role is so short that it may be the heading of what stands below it."""
    return piece.role is None and not piece.prose and piece.cue is None and len(piece.text) <= LONGEST_HEAD


def _label_fields(run: list[Piece], above: Piece | None) -> None:
    for piece in run:
        if piece.role is None and not piece.prose:
            piece.role = "list_item" if piece.cue is None else "body"
    if above is not None and _heads(above) and not _IN_SENTENCE.search(above.text):
        above.role = "heading"


def label_display(pieces: list[Piece]) -> None:
    """A number or a time on a line of its own is set large for the line below it: that one repeats it, or there are several.

    Numbers are items with the line that they belong to; so are times above short lines (a chronicle in a box).
    """
    numbers = {
        i for i, piece in enumerate(pieces[1:], 1) if piece.role is None and _DISPLAY.fullmatch(piece.text)
    }
    for i in sorted(numbers):
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        number = _DIGITS.search(pieces[i].text)
        if after is None or number is None or after.cue is not None:
            continue
        repeated = number[0] in after.text
        several = not numbers.isdisjoint((i - 2, i + 2))
        if repeated or (several and not after.prose):
            pieces[i].role = "list_item"
            if not after.prose and after.role is None:
                after.role = "list_item"


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
