"""From a figure back to the page that it was printed on: page and box, by the lines that the reader of a form found there."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace as changed

from hospital_tui.model import Article, Figure, Passage, Place, Recognised, Section


class PrintedLine(NamedTuple):
    """A line of the text and where it is printed: [start, end) in the text, page from 1 (0: that is not known), points from
    its left and top edge.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    words: str
    confidence: float | None = None
    """How sure a machine is that recognised it; none where it is characters."""
    picture: bytes = b""
    """PNG of a recognised line."""


def picture_name(article: Article, at: int) -> str:
    """What the picture of a line is called by its place among the source's."""
    return f"{article.source.sha256}-{at}.png"


def on_page(article: Article, lines: Sequence[PrintedLine]) -> Article:
    """The article with the place of each figure; lines in the order of the text."""
    starts = [line.start for line in lines]

    def figure(one: Figure, passage: Passage) -> Figure:
        first, last = passage.source_offset(one.at[0]), passage.source_offset(one.at[1] - 1)
        at = bisect_right(starts, first) - 1
        parts, seen = list[Place](), dict[int, PrintedLine]()
        while 0 <= at < len(lines) and lines[at].start <= last:
            if (part := _part(lines[at], first, last + 1)) is not None:
                parts.append(part)
                seen[at] = lines[at]
            at += 1
        same = [part for part in parts if part[0] and part[0] == parts[0][0]]
        found = changed(one, place=_around(same)) if same else one
        return changed(found, recognised=_recognised(seen)) if article.source.recognised else found

    def _recognised(seen: dict[int, PrintedLine]) -> Recognised | None:
        """What a machine says of lines; of a figure whose lines are not known it is not said that it is characters."""
        sure = [1.0 if line.confidence is None else line.confidence for line in seen.values()]
        if seen and all(line.confidence is None for line in seen.values()):
            return None
        names = tuple(picture_name(article, at) for at, line in seen.items() if line.picture)
        return Recognised(round(min(sure, default=0.0), 4), names)

    def passages(found: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(
            changed(each, figures=tuple(figure(one, each) for one in each.figures)) if each.figures else each
            for each in found
        )

    def section(one: Section) -> Section:
        return changed(one, passages=passages(one.passages), sections=tuple(map(section, one.sections)))

    return changed(article, head=passages(article.head), sections=tuple(map(section, article.sections)))


def _part(line: PrintedLine, first: int, end: int) -> Place | None:
    """The part of a line that [first, end) takes; letters have the share of the line that their widths have."""
    a, b = max(first, line.start) - line.start, min(end, line.end) - line.start
    if a >= b:
        return None
    step = (line.right - line.left) / max(1, _width(line.words))
    left, right = line.left + step * _width(line.words[:a]), line.left + step * _width(line.words[:b])
    return line.page, round(left), round(line.top), round(right), round(line.bottom)


def _width(words: str) -> int:
    """Halves of a size of type: of ASCII one, of all else two."""
    return sum(1 if letter.isascii() else 2 for letter in words)


def _around(parts: Sequence[Place]) -> Place:
    return (
        parts[0][0],
        min(part[1] for part in parts),
        min(part[2] for part in parts),
        max(part[3] for part in parts),
        max(part[4] for part in parts),
    )
