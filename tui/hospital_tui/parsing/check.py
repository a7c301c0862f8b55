"""The proof that nothing is lost and nothing is counted twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from hospital_tui.model import Article, Span
from hospital_tui.parsing.lines import BLANKS

SHOWN = 40
"""Characters of a fault that are quoted."""


class Uncovered(msgspec.Struct, frozen=True):
    """Characters that lie in no block, or in several."""

    offset: int
    """Source offset of the first of them."""
    line: int
    """1-based source line."""
    text: str
    blocks: int = 0
    """How many blocks hold them: 0 or 2."""


def spans(articles: Sequence[Article]) -> Iterator[Span]:
    """The spans of all blocks of articles."""
    for article in articles:
        for section in article.walk():
            if section.heading is not None:
                yield from section.heading.spans
        for passage in article.selectable():
            yield from passage.spans
        for block in article.margins:
            yield from block.spans


def check(text: str, articles: Sequence[Article]) -> list[Uncovered]:
    """The characters of a source that are not blank and do not lie in exactly one block; empty when all is well."""
    ordered = sorted(spans(articles))
    faults: list[Uncovered] = []
    edges = [(0, 0), *ordered, (len(text), len(text))]
    reach = 0
    for (_, _), (start, end) in pairwise(edges):
        if start < reach:
            faults += _fault(text, start, min(reach, end), 2)
        elif start > reach:
            faults += _fault(text, reach, start, 0)
        reach = max(reach, end)
    return faults


def _fault(text: str, start: int, end: int, blocks: int) -> list[Uncovered]:
    piece = text[start:end]
    core = piece.strip(BLANKS)
    if not core:
        return []
    offset = start + piece.index(core[0])
    return [Uncovered(offset, _line(text, offset), core[:SHOWN], blocks)]


def _line(text: str, offset: int) -> int:
    before = text[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
