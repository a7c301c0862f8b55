"""Reading a source again without losing what a person corrected in the article's file.

What is marked `corrected` is found again as the corrections of the app are, by the offsets of its words in the source: also
where its paragraph is taken apart or joined otherwise. What has no place any more waits in the article's `waiting`, and is
tried again each time the source is read.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from hospital_tui.library.positions import source_span, words_at
from hospital_tui.library.reader.corrections import with_figures
from hospital_tui.model import Article, Block, Figure, Heading, Passage, Section, Span

Part = TypeVar("Part", Heading, Block)

_FACTS = ("hospital", "newspaper", "date", "year", "page", "author", "link")


def merge(old: Article, new: Article) -> Article:
    """The newly parsed article with the hand corrections of the old one."""
    hand = _Hand(old)
    fields = {name: getattr(old, name) for name in old.corrected if name in _FACTS}
    merged = msgspec.structs.replace(
        new,
        head=hand.passages(new.head),
        sections=tuple(map(hand.section, new.sections)),
        margins=tuple(hand.block(block, block.role) for block in new.margins),
        corrected=tuple(fields),
        **fields,
    )
    return msgspec.structs.replace(merged, waiting=tuple(hand.left(old)))


class _Hand:
    """What was corrected by hand, by source offset; what was given its place is taken out."""

    def __init__(self, old: Article) -> None:
        passages = [passage for passage in (*old.selectable(), *old.waiting) if passage.spans]
        self._whole = {_key(passage): passage for passage in passages if passage.corrected}
        self._figures = [
            (passage, figure)
            for passage in passages
            for figure in passage.figures
            if figure.corrected and not passage.corrected
        ]
        self._headings = _by_start(_headings(old))
        self._blocks = _by_start(old.margins)

    def left(self, old: Article) -> Iterator[Passage]:
        """What found no place, as passages that hold nothing else."""
        yield from self._whole.values()
        key = old.source.sha256[:12]
        for heading in self._headings.values():
            yield Passage(
                id=f"{key}@{_start(heading)}", role="heading", text=heading.text, spans=heading.spans,
                lines=heading.lines, corrected=True,
            )  # fmt: skip
        for block in self._blocks.values():
            yield Passage(
                id=f"{key}@{_start(block)}", role=block.role, text=block.text, spans=block.spans, lines=block.lines,
                corrected=True,
            )  # fmt: skip
        for passage, figure in self._figures:
            yield msgspec.structs.replace(passage, figures=(figure,), doubts=(), run_in=None)

    def section(self, section: Section) -> Section:
        heading = section.heading
        return msgspec.structs.replace(
            section,
            heading=self._heading(heading) if heading else None,
            passages=self.passages(section.passages),
            sections=tuple(map(self.section, section.sections)),
        )

    def _heading(self, heading: Heading) -> Heading:
        waited = self._whole.pop((_start(heading), True), None)
        if waited is not None:
            return Heading(text=waited.text, spans=waited.spans, lines=waited.lines, corrected=True)
        return self._headings.pop(_start(heading), heading)

    def block(self, block: Block, role: str) -> Block:
        waited = self._whole.get((_start(block), False))
        if waited is not None and waited.role == role:
            del self._whole[_start(block), False]
            return msgspec.structs.replace(
                block, text=waited.text, spans=waited.spans, lines=waited.lines, corrected=True
            )
        return self._blocks.pop(_start(block), block)

    def passages(self, parsed: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """Passages that follow each other, those that were corrected whole in place of what covers the same characters."""
        found: list[Passage] = []
        for passage in parsed:
            if found and found[-1].corrected and _covers(found[-1], passage):
                continue
            found.append(self._corrected_whole(passage, parsed) or self._with_figures(passage))
        return tuple(found)

    def _corrected_whole(self, passage: Passage, beside: tuple[Passage, ...]) -> Passage | None:
        mine = self._whole.get(_key(passage)) if passage.spans else None
        if mine is None or not _covers(mine, passage):
            return None
        pieces = [one for one in beside if one.spans and _covers(mine, one)]
        if sum(map(_length, pieces)) < _length(mine):
            return None
        return self._whole.pop(_key(passage))

    def _with_figures(self, passage: Passage) -> Passage:
        mine: list[Figure] = []
        for held, figure in list(self._figures):
            at = words_at(passage, source_span(held, figure.at)[0], figure.text)
            if at is not None:
                mine.append(msgspec.structs.replace(figure, at=at))
                self._figures.remove((held, figure))
        if not mine:
            return passage
        others = [one for one in passage.figures if not any(_overlap(one.at, own.at) for own in mine)]
        return with_figures(passage, [*others, *mine])


def _headings(article: Article) -> Iterator[Heading]:
    return (section.heading for section in article.walk() if section.heading)


def _start(block: Heading | Block) -> int:
    return block.spans[0][0] if block.spans else -1


def _by_start(parts: Iterable[Part]) -> dict[int, Part]:
    """What was corrected by hand, by its place."""
    return {_start(one): one for one in parts if one.corrected and one.spans}


def _key(passage: Passage) -> tuple[int, bool]:
    return passage.start, passage.role == "heading"


def _length(passage: Passage) -> int:
    return sum(end - start for start, end in passage.spans)


def _covers(passage: Passage, inner: Passage) -> bool:
    """Whether every character of a passage is one of another."""
    return all(
        any(first <= start and end <= last for first, last in passage.spans) for start, end in inner.spans
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
