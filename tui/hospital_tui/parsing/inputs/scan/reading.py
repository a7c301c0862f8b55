"""Recognised pages as text: lines to characters with boxes, which are read in order as those of a PDF are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from hospital_tui.parsing.inputs.page_runs import Box
from hospital_tui.parsing.inputs.reading_order import Paragraph, paragraphs
from hospital_tui.parsing.inputs.scan.said import SeenLine, SeenPage

_ONE_SIZE = 0.1
"""Sizes of type so near, as measured, are one."""
_UNSURE = 0.2
"""So much may be amiss in the size of a line."""
_NEARLY, _AROUND = 0.13, 10.0
"""Lines so nearly as large, and in sizes of type so near, are held against a line."""
_SHORT, _ENDS = 12, "。！？；，…”"
_FEWEST_PIXELS = 12.0
"""Size of type, in pixels, below which characters run together: newsprint at 100 dots an inch."""


def page_paragraphs(page: SeenPage) -> list[Paragraph]:
    """The paragraphs of a page, in points."""
    return paragraphs(_letters(page))


def is_doubtful(page: SeenPage) -> bool:
    """Whether the order of a page is: its type is too small to be told apart, or it was seen from aside."""
    sizes = [line.size for line in page.lines]
    return page.warped or (bool(sizes) and median(sizes) < _FEWEST_PIXELS)


def _letters(page: SeenPage) -> Iterator[Box]:
    scale = page.scale
    sizes = _sizes(page.lines)
    for line, size in zip(page.lines, sizes, strict=True):
        middle = (line.left + line.right if line.upright else line.top + line.bottom) / 2
        low, high = scale * (middle - size / 2), scale * (middle + size / 2)
        for letter, (start, end) in zip(line.text, line.letters, strict=True):
            one, other = scale * start, scale * end
            yield (
                Box(low, one, high, other, scale * size, letter)
                if line.upright
                else Box(one, low, other, high, scale * size, letter)
            )


def _sizes(lines: Sequence[SeenLine]) -> list[float]:
    """The size of type of each line: sizes measured nearly alike are one, that of most of their characters."""
    measured = [_beside(line, lines) for line in lines]
    weights: Counter[float] = Counter()
    for line, one in zip(lines, measured, strict=True):
        weights[one] += len(line.text)
    middles: list[float] = []
    while weights:
        around = max(weights, key=lambda size: (sum(_near(weights, size).values()), size))
        near = _near(weights, around)
        middles.append(_middle(near))
        for size in _near(weights, middles[-1]) or near:
            del weights[size]
    sizes = [min(middles, key=lambda middle: abs(middle - one)) for one in measured]
    return [_as_above(line, size, lines, sizes) for line, size in zip(lines, sizes, strict=True)]


def _beside(line: SeenLine, lines: Sequence[SeenLine]) -> float:
    """The size of a line by those around it that end where it ends: they are set to one measure, in one type."""
    around = _AROUND * line.size
    return median(
        other.size
        for other in lines
        if abs(other.top - line.top) < around
        and abs(other.right - line.right) < 0.5 * line.size
        and abs(other.size - line.size) <= _NEARLY * line.size
    )


def _as_above(line: SeenLine, size: float, lines: Sequence[SeenLine], sizes: Sequence[float]) -> float:
    """The size of a line; that of the line above where it is the last of a paragraph, too short to be measured well."""
    if len(line.text) > _SHORT or line.text[-1:] not in _ENDS:
        return size
    above = [
        (other.bottom, sizes[at])
        for at, other in enumerate(lines)
        if other.left < line.right and line.left < other.right and 0 < line.top - other.top < 2.5 * size
    ]
    near = max(above, default=(0.0, size))[1]
    return near if abs(near - line.size) <= _UNSURE * near else size


def _near(weights: Counter[float], size: float) -> Counter[float]:
    return Counter({one: count for one, count in weights.items() if abs(one - size) <= _ONE_SIZE * size})


def _middle(weights: Counter[float]) -> float:
    """The size of the character in the middle."""
    half, passed = weights.total() / 2, 0
    for size in sorted(weights):
        passed += weights[size]
        if passed >= half:
            return size
    return 0.0
