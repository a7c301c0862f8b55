"""Columns that lean, as on a photograph from aside: their lines set under each other again, by where lines begin and end.

What a picture shows of upright edges is little (`straight` goes by rows of ink); lines that were read are many. Lines one
under the other that begin nearly alike are a chain, and so are those that end so; how far it leans is what is looked for, which
changes evenly across a page.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import msgspec

from hospital_tui.parsing.inputs.scan.said import SeenLine

_ALIKE = 0.5
"""In sizes of type: edges of two lines so near are of one chain."""
_NEXT = 4.5
"""In sizes of type, from top to top: the next line of a chain is not farther; one that is set in may stand between."""
_LEAST = 4
"""Lines of a chain, at least; and chains of a page."""
_LEVEL = 0.005
"""Pixels across a pixel down: less is upright."""


class _Chain(NamedTuple):
    x: float
    lean: float
    """Pixels to the right a pixel down."""
    weight: float


def upright(lines: Sequence[SeenLine], height: float) -> tuple[tuple[SeenLine, ...], float]:
    """The lines of a page where they would stand if its columns did not lean, and by how much some still do (pixels a pixel)."""
    chains = [*_chains(lines, 0), *_chains(lines, 1)]
    if len(chains) < _LEAST:
        return tuple(lines), 0.0
    start, change = _fitted(chains)
    left = median(abs(one.lean - start - change * one.x) for one in chains)
    if max(abs(start + change * one.x) for one in chains) < _LEVEL:
        return tuple(lines), left
    return tuple(_moved(line, start, change, height / 2) for line in lines), left


def _moved(line: SeenLine, start: float, change: float, middle: float) -> SeenLine:
    by = -(start + change * (line.left + line.right) / 2) * ((line.top + line.bottom) / 2 - middle)
    letters = line.letters if line.upright else tuple((one + by, other + by) for one, other in line.letters)
    return msgspec.structs.replace(line, left=line.left + by, right=line.right + by, letters=letters)


def _chains(lines: Sequence[SeenLine], side: int) -> Iterator[_Chain]:
    """Lines one under the other whose left (0) or right (1) edges stand nearly alike."""
    waiting = sorted((line for line in lines if not line.upright), key=lambda line: line.top)
    while waiting:
        chain = [waiting.pop(0)]
        for line in list(waiting):
            last = chain[-1]
            if line.top - last.top > _NEXT * last.size:
                break
            if (
                line.top > last.top + 0.5 * last.size
                and abs(_edge(line, side) - _edge(last, side)) < _ALIKE * last.size
                and abs(line.size - last.size) < 0.3 * last.size
            ):
                chain.append(line)
                waiting.remove(line)
        if len(chain) >= _LEAST:
            yield _leaning([(line.top, _edge(line, side)) for line in chain])


def _edge(line: SeenLine, side: int) -> float:
    return line.right if side else line.left


def _leaning(edges: Sequence[tuple[float, float]]) -> _Chain:
    """How far a chain leans: the slope between two of its lines that is in the middle (Theil 1950)."""
    slopes = [
        (x - other) / (y - below) for place, (below, other) in enumerate(edges) for y, x in edges[place + 2 :]
    ]
    return _Chain(median(x for _, x in edges), median(slopes), (edges[-1][0] - edges[0][0]) ** 1.5)


def _fitted(chains: Sequence[_Chain]) -> tuple[float, float]:
    """How far columns lean at the left edge, and how that changes a pixel to the right: least squares, twice, without what is far off."""
    kept = list(chains)
    start = change = 0.0
    for _ in range(3):
        total = sum(one.weight for one in kept)
        x = sum(one.weight * one.x for one in kept) / total
        lean = sum(one.weight * one.lean for one in kept) / total
        spread = sum(one.weight * (one.x - x) ** 2 for one in kept)
        change = sum(one.weight * (one.x - x) * (one.lean - lean) for one in kept) / spread if spread else 0.0
        start = lean - change * x
        far = 2.5 * median(abs(one.lean - start - change * one.x) for one in kept)
        kept = [one for one in kept if abs(one.lean - start - change * one.x) <= far] or kept
    return start, change
