"""Parsing again without losing what a person corrected."""

from collections.abc import Iterator

import msgspec

from hospital_tui.model import Article, Block, Figure, Heading, Passage, Section, Span


def merge(old: Article, new: Article) -> Article:
    """The newly parsed article with the hand corrections of the old one.

    A corrected passage, heading or block takes the place of the new one that begins at the same source offset; a
    corrected figure that of the new figures it overlaps in the same passage, as long as the passage's text still says
    it there. Corrections whose place is gone are dropped: the source is another one then.
    """
    kept = _Corrections(old)
    fields = {
        name: getattr(old, name)
        for name in old.corrected
        if name in ("hospital", "newspaper", "date", "year", "page", "author", "link")
    }
    return msgspec.structs.replace(
        new,
        head=tuple(kept.passage(passage) for passage in new.head),
        sections=tuple(kept.section(section) for section in new.sections),
        margins=tuple(kept.block(block) for block in new.margins),
        corrected=tuple(fields),
        **fields,
    )


class _Corrections:
    """What is marked `corrected` in an article, by source offset."""

    def __init__(self, article: Article) -> None:
        self.passages = {passage.start: passage for passage in article.selectable() if passage.spans}
        self.headings = {_start(heading): heading for heading in _headings(article) if heading.corrected}
        self.blocks = {_start(block): block for block in article.margins if block.corrected}

    def section(self, section: Section) -> Section:
        return msgspec.structs.replace(
            section,
            heading=self.headings.get(_start(section.heading), section.heading) if section.heading else None,
            passages=tuple(map(self.passage, section.passages)),
            sections=tuple(map(self.section, section.sections)),
        )

    def block(self, block: Block) -> Block:
        return self.blocks.get(_start(block), block)

    def passage(self, passage: Passage) -> Passage:
        old = self.passages.get(passage.start) if passage.spans else None
        if old is None:
            return passage
        if old.corrected:
            return old
        corrected = [figure for figure in old.figures if figure.corrected and _stands(figure, passage.text)]
        if not corrected:
            return passage
        left = [
            figure
            for figure in passage.figures
            if not any(_overlap(figure.at, mine.at) for mine in corrected)
        ]
        figures = sorted([*left, *corrected], key=lambda figure: figure.at)
        return msgspec.structs.replace(passage, figures=tuple(figures))


def _headings(article: Article) -> Iterator[Heading]:
    return (section.heading for section in article.walk() if section.heading)


def _start(block: Heading | Block) -> int:
    return block.spans[0][0] if block.spans else -1


def _stands(figure: Figure, text: str) -> bool:
    return text[figure.at[0] : figure.at[1]] == figure.text


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
