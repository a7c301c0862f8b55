"""The order in which a page is read: characters with boxes to runs, runs to blocks by an XY-cut, blocks to paragraphs.

What a file says of the order is never asked: layout programs and browsers write as they like. The page is cut where white
or a ruled line goes through from edge to edge, columns before rows (Nagy and Seth 1984; Breuel 2003 for the gutters); a
row of white is chosen for a cut when columns show behind it. Positions are in points, y from the top of the page.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_GAP = 0.9
"""In sizes of type: a wider gap ends a run; gutters are wider, blanks in a line that is set to its measure narrower."""
_WORDS, _DIGITS = 0.2, 0.7
"""In sizes of type: between Latin letters a wider gap is a blank; digits are set apart in lines set to their measure."""
_GUTTER = 0.8
_INDENT = (1.2, 4.5)
"""In sizes of type: a first line so far in begins a paragraph."""
_SHORT = 2.0
"""In sizes of type: a line that ends so far before the measure ends its paragraph."""
_SAME = 0.12
"""Sizes of type so near are one."""
_LARGE = 1.5
"""By the size of most: type of a headline."""
_DEEPEST = 60
_STOPS = "。！？…”』」）：；"


class Box(NamedTuple):
    """A character, or a run of them."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Size of type."""
    text: str

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return (self.left + self.right) / 2


class Rule(NamedTuple):
    """A ruled line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def upright(self) -> bool:
        """From top to bottom."""
        return self.bottom - self.top > self.right - self.left


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


def paragraphs(characters: Iterable[Box], rules: Sequence[Rule] = ()) -> list[Paragraph]:
    """The paragraphs of a page. Costs the number of runs times the depth of the cuts."""
    found = runs(list(characters))
    if not found:
        return []
    blocks = _cut(found, rules, 0)
    made: list[Paragraph] = []
    for block in blocks:
        for paragraph in _of_block(block):
            if made and _goes_on(made[-1], paragraph):
                before = made[-1]
                text = before.text + _joint(before.text, paragraph.text) + paragraph.text
                made[-1] = before._replace(text=text, boxes=before.boxes + paragraph.boxes)
            else:
                made.append(paragraph)
    return made


# Runs


def runs(characters: list[Box]) -> list[Box]:
    """Characters that stand side by side, or one under the other in a headline set upright, as one box each."""
    lines: list[Box] = []
    for row in _rows(characters):
        current = [row[0]]
        for before, after in pairwise(row):
            if after.left - before.right > _GAP * max(before.size, after.size) or not _alike(before, after):
                lines.append(_joined(current))
                current = []
            current.append(after)
        lines.append(_joined(current))
    return _upright(lines)


def _alike(one: Box, other: Box) -> bool:
    return abs(one.size - other.size) <= max(_SAME * max(one.size, other.size), 0.6) or (
        one.text.isascii() != other.text.isascii()
    )


def _rows(boxes: list[Box]) -> list[list[Box]]:
    """Boxes by rows of one height, from left to right."""
    rows: list[list[Box]] = []
    ends: list[float] = []
    for box in sorted(boxes, key=lambda box: (box.middle, box.left)):
        if rows and box.middle - ends[-1] < 0.35 * box.size:
            rows[-1].append(box)
            ends[-1] = (ends[-1] * (len(rows[-1]) - 1) + box.middle) / len(rows[-1])
        else:
            rows.append([box])
            ends.append(box.middle)
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _joined(boxes: Sequence[Box]) -> Box:
    text = boxes[0].text
    for before, after in pairwise(boxes):
        blank = _DIGITS if before.text.isdigit() and after.text.isdigit() else _WORDS
        wide = after.left - before.right > blank * after.size
        text += " " if wide and before.text.isascii() and after.text.isascii() else ""
        text += after.text
    return _around(boxes, text)


def _around(boxes: Sequence[Box], text: str) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
        median(box.size for box in boxes),
        text,
    )


def _upright(lines: list[Box]) -> list[Box]:
    """Single characters that stand under each other as one run, read downwards."""
    alone = sorted((line for line in lines if len(line.text) == 1), key=lambda line: (line.centre, line.top))
    if len(alone) < 3:
        return lines
    columns: list[list[Box]] = []
    for line in alone:
        last = columns[-1][-1] if columns else None
        near = last is not None and abs(line.centre - last.centre) < 0.4 * line.size
        if (
            last is not None
            and near
            and 0 <= line.top - last.bottom + 0.5 * line.size < 1.3 * line.size
            and _alike(last, line)
        ):
            columns[-1].append(line)
        else:
            columns.append([line])
    stacked = [column for column in columns if len(column) >= 3]
    inside = {id(line) for column in stacked for line in column}
    rest = [line for line in lines if id(line) not in inside]
    return rest + [_around(column, "".join(line.text for line in column)) for column in stacked]


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
    if (at := _above_headline(boxes)) is not None:
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
    large = [box for box in boxes if box.size >= _LARGE * size]
    for top, bottom in _gaps((box.top, box.bottom) for box in boxes):
        if bottom - top >= 0.5 * size and any(bottom - 0.5 <= box.top < bottom + size for box in large):
            return (top + bottom) / 2
    return None


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
    tall = sum(len(_rows(side)) > 1 for side in sides)
    return sides if len(sides) > 1 and tall else []


def _row_cuts(boxes: list[Box], rules: Sequence[Rule]) -> list[float]:
    """Where to cut across: the widest white behind which columns show, else the widest that stands out; one at most."""
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


def _of_block(block: list[Box]) -> list[Paragraph]:
    """The paragraphs of a block: a line that is set in, another size of type or a line that ends early parts them."""
    rows = [_line(row) for row in _rows(block)]
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    spaces = [after.top - before.bottom for before, after in pairwise(rows)]
    usual = median(spaces) if spaces else 0.0
    made: list[list[Box]] = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        if before is None or _begins(row, before, left, right, usual):
            made.append([])
        made[-1].append(row)
    return [
        Paragraph(
            _text(lines),
            median(line.size for line in lines),
            tuple(lines),
            right - left,
            (lines[0].left - left) / lines[0].size,
        )
        for lines in made
    ]


def _line(row: list[Box]) -> Box:
    """The runs of one row: a gap that parted them is a blank."""
    text = row[0].text
    for before, after in pairwise(row):
        gap = after.left - before.right
        text += ("　" if gap > _GAP * after.size else "") + after.text
    return _around(row, text)


def _begins(row: Box, before: Box, left: float, right: float, usual: float) -> bool:
    size = row.size
    if not _alike(row._replace(text="字"), before._replace(text="字")):
        return True
    if _INDENT[0] <= (row.left - left) / size <= _INDENT[1] and right - row.right < 12 * size:
        return True
    if right - before.right > _SHORT * size and (
        before.text[-1:] in _STOPS or right - before.right > 6 * size
    ):
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


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on at the head of the next column: same type and measure, nothing ended, nothing begun."""
    last, first = before.boxes[-1], after.boxes[0]
    if (
        first.top >= last.bottom
        or after.inset >= _INDENT[0]
        or abs(before.size - after.size) > _SAME * before.size
    ):
        return False
    if abs(before.column - after.column) > 1.5 * before.size or len(before.boxes) + len(after.boxes) < 3:
        return False
    edge = max(box.right for box in before.boxes)
    return before.text[-1:] not in "。！？…" and edge - last.right < 2 * _SHORT * last.size
