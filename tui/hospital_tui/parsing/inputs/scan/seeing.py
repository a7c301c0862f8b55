"""The process that recognises pictures: what is asked in, a page a frame out, until the pipe ends.

Run as `python -m hospital_tui.parsing.inputs.scan.seeing PARENT ENGINE`, ENGINE being `module:name` of an `Engine`.
"""

import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, degrees, hypot, radians, tan
from typing import NamedTuple, Protocol

from hospital_tui.parsing.inputs.refusals import RefusedError
from hospital_tui.parsing.inputs.scan import leaning, pictures, straight
from hospital_tui.parsing.inputs.scan.pictures import Ink, Picture
from hospital_tui.parsing.inputs.scan.said import ASKED, Asked, SeenLine, SeenPage
from hospital_tui.pipes import listening, send, serving

_MEMORY = 6 << 30
"""Bytes of address space; a large page takes a fifth of it."""
_UPRIGHT = 2.0
"""A box so much taller than wide holds words set upright."""
_HAN_INK, _DIGIT_INK = 0.92, 0.74
"""Height of the ink of a line, by its size of type: with Han characters in it, and of digits and Latin letters alone."""
_LYING = 0.92
"""Confidence below which a page may lie on its side or head."""
_WARPED = 0.8
"""Degrees between lines of one page from which it was seen from aside."""
_GAP = 0.65
"""In sizes of type: more white between two characters is a gap, as between columns."""
_WIDE = str.maketrans(",;:!?", "，；：！？")
_WIDE_BESIDE = re.compile("(?<=[\u4e00-\u9fff%])[,;:!?]|[,;:!?](?=[\u4e00-\u9fff])")
"""Marks beside a Han character are as wide as it is: an engine does not tell the two apart."""
_UNGROUPED = re.compile(r"\d,(?!\d{3}(?!\d))\d")
"""A comma in a number that parts no thousands: it may be a point, or the number two."""
_DOUBT = 0.5
"""Confidence of a line with one at most: an engine is as sure of what it takes for a comma as of anything."""
_OPENING, _CLOSING = "“‘（《〈「『【[(", "，。、；：！？”’）》〉」』】"
"""Marks that leave the half before them white, and the half behind them."""


class Found(NamedTuple):
    """What an engine makes of a line."""

    text: str
    confidence: float
    corners: tuple[tuple[float, float], ...]
    """Of the box around it: left top, right top, right bottom, left bottom."""
    middles: tuple[float, ...] = ()
    """How far across the page the middle of each character is (blanks not counted), where that is told."""


class Engine(Protocol):
    """What recognises the lines of a page that was set straight."""

    name: str

    def read(self, page: Picture) -> list[Found]:
        """The lines, in any order."""


def main() -> None:
    """Serve what is asked from standard input to standard output."""
    answers = serving(int(sys.argv[1]), _MEMORY)
    module, _, name = sys.argv[2].partition(":")
    for frame in iter(listening(sys.stdin.buffer).get, None):
        try:
            engine: Engine = getattr(importlib.import_module(module), name)()
            for page in seen(ASKED.decode(frame), engine):
                send(answers, page)
        except RefusedError as error:
            send(answers, _nothing(error.reason, error.detail))
        except MemoryError:
            send(answers, _nothing("too-large", ""))
        except BrokenPipeError:
            return
        except Exception as error:  # whatever an engine raises, the asker is told
            send(answers, _nothing("unrecognised", f"{type(error).__name__}: {str(error)[:200]}"))


def _nothing(fault: str, detail: str) -> SeenPage:
    return SeenPage(0, 0, 1.0, False, fault=fault, detail=detail)


def seen(asked: Asked, engine: Engine) -> Iterator[SeenPage]:
    """Each page as the engine sees it. Raises RefusedError."""
    for number, count, page, dpi in _pages(asked):
        made = look(straight.straight(straight.even(page)), engine)
        if _may_lie(made[0]) and (turned := _turned(page, engine)) is not page:
            made = max(
                made, look(straight.straight(straight.even(turned)), engine), key=lambda one: _sure(one[0])
            )
        scale = 72 / (dpi or pictures.DPI)
        yield SeenPage(number, count, scale, dpi is not None, *made, engine=engine.name)


def _sure(lines: Sequence[SeenLine]) -> float:
    """How sure the engine is of the characters of a page."""
    return sum(line.confidence * len(line.text) for line in lines) / max(
        1, sum(len(line.text) for line in lines)
    )


def _may_lie(lines: Sequence[SeenLine]) -> bool:
    """Whether a page may lie on its side or head: little of it can be read, or most lines run downwards."""
    upright = sum(len(line.text) for line in lines if line.upright)
    return _sure(lines) < _LYING or 2 * upright > sum(len(line.text) for line in lines)


def _turned(page: Picture, engine: Engine) -> Picture:
    """The page as it is held to be read, by what is seen of its middle from each side; as it is where none shows more."""
    width, height = page.size
    middle = page.crop((width // 4, height // 4, width - width // 4, height - height // 4))
    best = max(
        (sum((one.confidence - 0.5) * len(one.text) for one in engine.read(straight.turned(middle, by))), -by)
        for by in (0, 90, 180, 270)
    )
    return straight.turned(page, -best[1])


def _pages(asked: Asked) -> Iterator[tuple[int, int, Picture, float | None]]:
    if not asked.pages:
        yield from pictures.frames(asked.data)
        return
    import pypdfium2

    document = pypdfium2.PdfDocument(asked.data)
    for number in asked.pages:
        yield (number + 1, len(document), *pictures.drawn(document, number))


def look(page: Picture, engine: Engine) -> tuple[tuple[SeenLine, ...], bool]:
    """The lines of a page that was set straight, and whether they run in different directions."""
    found = [one for one in engine.read(page) if one.text.strip()]
    ink = Ink(page)
    slants = [_slant(one) for one in found if _length(one) > 0.12 * page.width]
    read = [line for one in found if (line := _line(page, ink, one)) is not None]
    lines, left = leaning.upright(read, page.height)
    return lines, straight.is_warped(slants, _WARPED) or left > tan(radians(_WARPED))


def _slant(one: Found) -> float:
    (x, y), (right, low) = one.corners[:2]
    return degrees(atan2(low - y, right - x))


def _length(one: Found) -> float:
    (x, y), (right, low) = one.corners[:2]
    return hypot(right - x, low - y)


def _line(page: Picture, ink: Ink, one: Found) -> SeenLine | None:
    """A line with its size of type and the edges of its characters."""
    across, down = [x for x, _ in one.corners], [y for _, y in one.corners]
    box = min(across), min(down), max(across), max(down)
    left, top, right, bottom = ink.within(*box)
    words = _WIDE_BESIDE.sub(lambda mark: mark[0].translate(_WIDE), "".join(one.text.split()))
    picture = pictures.png(page, *box)
    sure = min(one.confidence, _DOUBT) if _UNGROUPED.search(words) else one.confidence
    if len(words) > 1 and bottom - top > _UPRIGHT * (right - left):
        step = (bottom - top) / len(words)
        letters = tuple((top + at * step, top + (at + 1) * step) for at in range(len(words)))
        size = min(float(right - left), step) / _HAN_INK
        return SeenLine(words, sure, left, top, right, bottom, size, letters, True, picture)
    size = (bottom - top) / (_HAN_INK if any(_is_han(letter) for letter in words) else _DIGIT_INK)
    first = left - 0.45 * size * (words[0] in _OPENING)
    last = right + 0.5 * size * (words[-1] in _CLOSING)
    letters = _edges(one, words, ink, (left, top, right, bottom), size)
    letters = ((first, letters[0][1]), *letters[1:])
    letters = (*letters[:-1], (letters[-1][0], last))
    return SeenLine(words, sure, first, top, last, bottom, size, letters, False, picture)


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def _edges(
    one: Found, words: str, ink: Ink, box: tuple[int, int, int, int], size: float
) -> tuple[tuple[float, float], ...]:
    """Left and right edge of each character: side by side, but where the paper shows a gap."""
    left, top, right, bottom = box
    gaps = ink.gaps(left, top, right, bottom, _GAP * size)
    told = len(one.middles) == len(words)
    middles = one.middles if told else tuple(_spread(words, left, right, gaps))
    blanks = _blanks(one.text)
    starts, ends = [float(left)], list[float]()
    for place, (before, after) in enumerate(pairwise(middles)):
        least = size * (_GAP + _white_of(words[place], words[place + 1]))
        gap = next(
            (one for one in gaps if before - 0.3 * size < one[0] and one[1] < after + 0.3 * size), None
        )
        if gap is not None and (
            gap[1] - gap[0] < least or after - before < least + size * _half_widths(words[place : place + 2])
        ):
            gap = None
        middle = (before + after) / 2
        white = 0.15 * size if place in blanks else 0.0
        start, end = gap or (middle - white, middle + white)
        ends.append(float(start))
        starts.append(float(end))
    return tuple(zip(starts, [*ends, float(right)], strict=True))


def _spread(words: str, left: int, right: int, gaps: list[tuple[int, int]]) -> Iterator[float]:
    """Middles of characters that are spread evenly over a line but for its gaps, as wide as such characters are."""
    widths = [0.55 if letter.isascii() else 1.0 for letter in words]
    step, at, waiting = (right - left - sum(b - a for a, b in gaps)) / sum(widths), float(left), list(gaps)
    for width in widths:
        while waiting and at + width * step / 2 > waiting[0][0]:
            at += waiting[0][1] - waiting.pop(0)[0]
        yield at + width * step / 2
        at += width * step


def _white_of(before: str, after: str) -> float:
    """White that marks leave between two characters, in sizes of type."""
    return 0.55 * ((before in _CLOSING) + (after in _OPENING))


def _half_widths(pair: str) -> float:
    """From the middle of one character to that of the next where they touch, in sizes of type."""
    return sum(0.25 if letter.isascii() else 0.5 for letter in pair)


def _blanks(text: str) -> set[int]:
    """Behind which characters (blanks not counted) a blank was seen."""
    found, at = set[int](), 0
    for letter in text.strip():
        if letter.isspace():
            found.add(at - 1)
        else:
            at += 1
    return found


if __name__ == "__main__":
    main()
