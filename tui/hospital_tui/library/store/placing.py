"""Passages of an article in reading order, each with the headings above it."""

from collections.abc import Iterator

import msgspec

from hospital_tui.model import Article, Passage, Section
from hospital_tui.text.folding import fold


class Placed(msgspec.Struct, frozen=True):
    """A passage with the headings above it, outermost first; a run-in heading is the last of them."""

    passage: Passage
    headings: tuple[str, ...]
    section: int
    """Place of its section among the article's sections in reading order; -1 in the head."""


def placed(article: Article) -> Iterator[Placed]:
    """All selectable passages in reading order, each with its headings."""
    for passage in article.head:
        yield Placed(passage, (), -1)
    number = 0

    def walk(section: Section, above: tuple[str, ...]) -> Iterator[Placed]:
        nonlocal number
        mine, number = number, number + 1
        headings = (*above, section.heading.text) if section.heading else above
        for passage in section.passages:
            yield Placed(passage, (*headings, passage.run_in) if passage.run_in else headings, mine)
        for inner in section.sections:
            yield from walk(inner, headings)

    for section in article.sections:
        yield from walk(section, ())


def names(article: Article) -> str:
    """The hospital's names, folded, one a line."""
    return fold("\n".join((article.hospital.name, *article.hospital.aliases)))


LEVEL = " › "
"""Stands between a heading and one below it."""


def section_name(place: Placed) -> str:
    """The headings above a passage in one line, its run-in heading left out (it stands in the passage)."""
    headings = place.headings[:-1] if place.passage.run_in else place.headings
    return LEVEL.join(headings)
