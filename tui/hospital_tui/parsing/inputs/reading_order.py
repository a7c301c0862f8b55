"""The order in which a page is read: characters with boxes to runs, runs to blocks by an XY-cut, blocks to paragraphs.

What a file says of the order is never asked. The page is cut where white or a ruled line goes through from edge to edge,
columns before rows (Nagy and Seth 1984; Breuel 2003), across where columns show behind it. Positions in points, y from the top.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

from hospital_tui.parsing.inputs.page_runs import GAP, LARGE, SAME, Box, Rule, alike, around, rows_of, runs

_GUTTER = 0.8
_INDENT = (1.2, 4.5)
"""In sizes of type: a first line so far in begins a paragraph."""
_SHORT = 2.0
"""In sizes of type: a line that ends so far before the measure ends its paragraph."""
_FULL, _MOSTLY = 0.3, 0.6
"""In sizes of type: lines set to their measure end nearer to it; the share of lines that do where all are set so."""
_SMALL = 0.9
"""By the size of what stands around it: type of a caption."""
_APART = 4.0
"""In sizes of type: what stands so far below the rest is no part of it, as the number of the page."""
_DEEPEST = 60
_STOPS = "。！？…”』」）：；"


class Paragraph(NamedTuple):
    """A paragraph in reading order."""

    text: str
    size: float
    boxes: tuple[Box, ...]
    """Its lines."""
    column: float
    """Width of the block that it stands in."""
    inset: float
    """In sizes of type: how far its first line is set in."""
    edge: float
    """The right edge of the block."""


def paragraphs(characters: Iterable[Box], rules: Sequence[Rule] = ()) -> list[Paragraph]:
    """The paragraphs of a page. Costs the number of runs times the depth of the cuts."""
    letters = list(characters)
    if not letters:
        return []
    usual = median(letter.size for letter in letters)
    blocks = _cut(runs(letters, rules, usual), rules, 0)
    found = [_of_block(block, usual) for block in blocks]
    inner = [one.inset >= _INDENT[0] for several in found for one in several[1:] if len(one.boxes) > 1]
    set_in = bool(inner) and sum(inner) >= _MOSTLY * len(inner)
    made: list[Paragraph] = []
    for paragraph in chain.from_iterable(found):
        at = _broken_off(made, paragraph.size, usual)
        if at is not None and _goes_on(made[at], paragraph, set_in=set_in):
            before = made[at]
            text = before.text + _joint(before.text, paragraph.text) + paragraph.text
            made[at] = before._replace(
                text=text,
                boxes=before.boxes + paragraph.boxes,
                column=paragraph.column,
                edge=paragraph.edge,
            )
        else:
            made.append(paragraph)
    return made


def _broken_off(made: Sequence[Paragraph], size: float, usual: float) -> int | None:
    """The paragraph that one of a size may go on with: the last, captions of smaller type not counted."""
    if size >= LARGE * usual:
        return len(made) - 1 if made else None
    return next((at for at in range(len(made) - 1, -1, -1) if made[at].size > _SMALL * size), None)


# Cuts


def _gaps(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """White between spans, from the first to the last."""
    found: list[tuple[float, float]] = []
    end: float | None = None
    for start, stop in sorted(spans):
        if end is not None and start > end:
            found.append((end, start))
        end = stop if end is None else max(end, stop)
    return found


def _cut(boxes: list[Box], rules: Sequence[Rule], depth: int) -> list[list[Box]]:
    """Blocks in reading order."""
    if len(boxes) < 2 or depth > _DEEPEST:
        return [boxes]
    if (at := _above_headline(boxes) or _below_headline(boxes)) is not None:
        above = [box for box in boxes if box.middle < at]
        below = [box for box in boxes if box.middle >= at]
        return _cut(above, rules, depth + 1) + _cut(below, rules, depth + 1)
    if sides := _columns(boxes, rules):
        return [block for side in sides for block in _cut(side, rules, depth + 1)]
    for at in _row_cuts(boxes, rules):
        above = [box for box in boxes if box.middle < at]
        below = [box for box in boxes if box.middle >= at]
        return _cut(above, rules, depth + 1) + _cut(below, rules, depth + 1)
    return [boxes]


def _above_headline(boxes: list[Box]) -> float | None:
    """Where white goes through from edge to edge above a headline: what stands below it is another article."""
    size = median(box.size for box in boxes)
    large = [box for box in boxes if box.size >= LARGE * size]
    for top, bottom in _gaps((box.top, box.bottom) for box in boxes):
        below = [box for box in large if bottom - 0.5 <= box.top < bottom + size]
        goes_on = any(
            alike(box, one._replace(text=box.text))
            and top - 0.5 < box.bottom
            and bottom - top < 0.9 * box.size
            for one in below
            for box in large
            if box.bottom <= top + 0.5
        )
        if below and not goes_on and bottom - top >= 0.5 * size:
            return (top + bottom) / 2
    return None


def _below_headline(boxes: list[Box]) -> float | None:
    """Where white goes through below a headline that stands alone on top: it may be no wider than one of its columns."""
    size, found = median(box.size for box in boxes), None
    for top, bottom in _gaps((box.top, box.bottom) for box in boxes):
        above = [box for box in boxes if box.bottom <= top]
        if any(box.size < LARGE * size for box in above) or any(len(row) > 1 for row in rows_of(above)):
            break
        found = (top + bottom) / 2
    return found


def _columns(boxes: list[Box], rules: Sequence[Rule]) -> list[list[Box]]:
    """The boxes by columns, from left to right; none where no gutter goes through."""
    size = median(box.size for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    if bottom - top < 1.6 * size:
        return []
    cuts = []
    for left, right in _gaps((box.left, box.right) for box in boxes):
        ruled = any(
            rule.upright
            and left - 1 <= rule.left <= right + 1
            and min(rule.bottom, bottom) - max(rule.top, top) > 0.6 * (bottom - top)
            for rule in rules
        )
        if right - left >= _GUTTER * size or (ruled and right - left > 1):
            cuts.append((left + right) / 2)
    sides = [
        [box for box in boxes if start <= box.centre < end]
        for start, end in pairwise([float("-inf"), *cuts, float("inf")])
    ]
    tall = sum(len(rows_of(side)) > 1 for side in sides)
    return sides if len(sides) > 1 and tall else []


def _row_cuts(boxes: list[Box], rules: Sequence[Rule]) -> list[float]:
    """Where to cut across: the widest white that parts, or behind which columns show, or that stands out; one at most."""
    size = median(box.size for box in boxes)
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    whites = []
    for top, bottom in _gaps((box.top, box.bottom) for box in boxes):
        ruled = any(
            not rule.upright
            and top - 1 <= rule.top <= bottom + 1
            and min(rule.right, right) - max(rule.left, left) > 0.5 * (right - left)
            for rule in rules
        )
        whites.append((bottom - top + (2 * size if ruled else 0), (top + bottom) / 2))
    whites.sort(reverse=True)
    if whites and whites[0][0] > _APART * size:
        return [whites[0][1]]
    for _, at in whites[:12]:
        above = [box for box in boxes if box.middle < at]
        below = [box for box in boxes if box.middle >= at]
        if any(len(part) > 3 and _columns(part, rules) for part in (above, below)):
            return [at]
    usual = median(width for width, _ in whites) if whites else 0.0
    if whites and whites[0][0] > max(1.8 * usual, 0.9 * size):
        return [whites[0][1]]
    return []


# Paragraphs


def _of_block(block: list[Box], usual: float) -> list[Paragraph]:
    """The paragraphs of a block: a line that is set in, another size of type or a line that ends early parts them.

    The lines of a headline, which stand in the middle as they come, are one.
    """
    rows = [_line(row) for row in rows_of(block)]
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    spaces = [after.top - before.bottom for before, after in pairwise(rows)]
    space = median(spaces) if spaces else 0.0
    full = sum(right - row.right < _FULL * row.size for row in rows)
    even = full >= _MOSTLY * len(rows)
    made: list[list[Box]] = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        if before is None:
            begins = True
        elif row.size >= LARGE * usual:
            begins = not _one_headline(row, before)
        else:
            begins = (even and _is_heading(row, before, right, first=len(made[-1]) == 1)) or _begins(
                row, before, left, right, space
            )
        if begins:
            made.append([])
        made[-1].append(row)
    return [
        Paragraph(
            _text(lines),
            median(line.size for line in lines),
            tuple(lines),
            right - left,
            (lines[0].left - left) / lines[0].size,
            right,
        )
        for lines in made
    ]


def _line(row: list[Box]) -> Box:
    """The runs of one row: a gap that parted them is a blank."""
    text = row[0].text
    for before, after in pairwise(row):
        gap = after.left - before.right
        text += ("　" if gap > GAP * after.size else "") + after.text
    return around(row, text)


def _is_heading(row: Box, before: Box, right: float, *, first: bool) -> bool:
    """Whether a line, or the one before it that is the first, is a heading among lines that are set to their measure."""
    if first and right - before.right > _SHORT * row.size:
        return True
    ends = right - row.right > _SHORT * row.size and row.text[-1:] not in _STOPS + "，、"
    return ends and before.text[-1:] in "。！？…”"


def _one_headline(row: Box, before: Box) -> bool:
    return abs(row.size - before.size) <= SAME * row.size and row.top - before.bottom < 0.9 * row.size


def _begins(row: Box, before: Box, left: float, right: float, usual: float) -> bool:
    size = row.size
    if not alike(row._replace(text="字"), before._replace(text="字")):
        return True
    if _INDENT[0] <= (row.left - left) / size <= _INDENT[1] and right - row.right < 12 * size:
        return True
    early = right - before.right
    if early > _SHORT * size and (before.text[-1:] in _STOPS or early > 6 * size):
        return True
    return row.top - before.bottom > max(usual + 0.6 * size, 0.9 * size)


def _text(lines: Sequence[Box]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text += _joint(text, line.text) + line.text
    return text


def _joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: a blank between Latin words."""
    return (
        " "
        if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha()
        else ""
    )


def _goes_on(before: Paragraph, after: Paragraph, *, set_in: bool) -> bool:
    """Whether a paragraph goes on at the head of the next column: same type and measure, nothing ended, nothing begun.

    set_in: paragraphs begin with a line that is set in, so that a sentence that fills the last line of a column ends none.
    """
    last, first = before.boxes[-1], after.boxes[0]
    if (
        first.top >= last.bottom
        or after.inset >= _INDENT[0]
        or abs(before.size - after.size) > SAME * before.size
    ):
        return False
    last_line = len(after.boxes) == 1 and after.text[-1:] in _STOPS  # alone it is narrower than its column
    if abs(before.column - after.column) > 1.5 * before.size and not (
        last_line and after.column < before.column
    ):
        return False
    room = (_SHORT if len(before.boxes) == 1 else 2 * _SHORT) * last.size
    if before.text[-1:] in "。！？…":
        goes_on = set_in and len(before.boxes) > 1 and (last_line or len(after.boxes) > 1)
        room = _FULL * last.size if goes_on else 0.0
    return before.edge - last.right < room
