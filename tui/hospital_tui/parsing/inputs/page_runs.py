"""Characters with boxes to runs: what stands side by side on a line, or one under the other in a headline set upright.

Positions in points, y from the top of the page.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

GAP = 0.9
"""In sizes of type: a wider gap ends a run; gutters are wider, blanks in a line that is set to its measure narrower."""
SAME = 0.12
"""Sizes of type so near are one."""
LARGE = 1.5
"""By the size of most: type of a headline."""
_WORDS, _DIGITS = 0.2, 0.7
"""In sizes of type: between Latin letters a wider gap is a blank; digits are set apart in lines set to their measure."""


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


def runs(characters: list[Box], rules: Sequence[Rule], usual: float) -> list[Box]:
    """Characters that stand side by side, or one under the other in a headline set upright, as one box each.

    `usual`: the size of type of most; headlines beside each other are no farther apart than their columns.
    """
    uprights = [rule for rule in rules if rule.upright]
    lines: list[Box] = []
    for row in rows_of(characters):
        current = [row[0]]
        for before, after in pairwise(row):
            size = min(max(before.size, after.size), LARGE * usual)
            if (
                after.left - before.right > GAP * size
                or not alike(before, after)
                or any(_parts(rule, before, after) for rule in uprights)
            ):
                lines.append(_joined(current))
                current = []
            current.append(after)
        lines.append(_joined(current))
    return _upright(lines)


def _parts(rule: Rule, before: Box, after: Box) -> bool:
    """Whether a ruled line stands between two characters of a row."""
    return before.centre < rule.left < after.centre and rule.top < before.middle < rule.bottom


def alike(one: Box, other: Box) -> bool:
    """Whether two are of one size of type, as far as different letters tell."""
    return abs(one.size - other.size) <= max(SAME * max(one.size, other.size), 0.6) or (
        one.text.isascii() != other.text.isascii()
    )


def rows_of(boxes: list[Box]) -> list[list[Box]]:
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
    return around(boxes, text)


def around(boxes: Sequence[Box], text: str) -> Box:
    """One box around several."""
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
            and alike(last, line)
        ):
            columns[-1].append(line)
        else:
            columns.append([line])
    stacked = [column for column in columns if len(column) >= 3]
    inside = {id(line) for column in stacked for line in column}
    rest = [line for line in lines if id(line) not in inside]
    return rest + [around(column, "".join(line.text for line in column)) for column in stacked]
