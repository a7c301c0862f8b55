"""An article as the blocks that the reading pane stacks: titles, headings, passages, gaps, margins.

Positions on the page are a key and an offset in that block's text: the key is a passage's id, or `heading@<source
offset>` for a heading, so that a place outlives every change of width.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hospital_tui.model import Article, Block, Heading, Passage, Section, Span
from hospital_tui.speech import t

Look = Literal[
    "kicker",
    "title",
    "subtitle",
    "byline",
    "heading",
    "subheading",
    "body",
    "caption",
    "list-item",
    "row",
    "summary",
    "margin",
    "gap",
]
"""How a block is set; each has a component class of its own."""

_HEAD: dict[str, Look] = {"kicker": "kicker", "title": "title", "subtitle": "subtitle", "byline": "byline"}
_PASSAGES: dict[str, Look] = {
    "body": "body",
    "caption": "caption",
    "list_item": "list-item",
    "table": "row",
    "heading": "summary",
}
_MARKER = re.compile(
    r"\s*(?:[-*+•·▪■●○◆◇▲△★☆※]\s*)?"
    r"(?:[①-⑳⑴-⒇㈠-㈩❶-❿]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[0-9]{1,3}[.)、．]\s?)?\s*"
)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One stretch of text on the page."""

    look: Look
    text: str
    key: str = ""
    """Passage id, `heading@<offset>`, or "" for what cannot be found again."""
    passage: Passage | None = None
    """What can be selected here."""
    run_in: Span | None = None
    """The heading that the text begins with, a —— before it included."""
    marker: int = 0
    """Characters of the list marker that the text begins with."""
    table: tuple[Passage, ...] = ()
    """Of a row: all rows of its table."""
    hidden: int = 0
    """Passages that a gap stands for."""


def heading_key(heading: Heading) -> str:
    """The key of a heading's block."""
    return f"heading@{heading.spans[0][0] if heading.spans else 0}"


def page_blocks(
    article: Article, *, only: Collection[str] | None = None, margins: bool = False
) -> tuple[PageBlock, ...]:
    """The blocks of an article in reading order.

    only: keys of the passages and headings that are shown, each under its headings; gaps stand for the rest, and
    none shows everything. margins: whether what is no part of the article stands at the end.
    """
    blocks = list(_everything(article))
    if only is not None:
        blocks = list(_narrowed(article, blocks, only))
    if margins and only is None:
        blocks.extend(
            _margin(block) for block in article.margins if block.role not in ("duplicate", "markup")
        )
    return tuple(blocks)


def _everything(article: Article) -> Iterator[PageBlock]:
    if article.source.recognised:
        doubt = t("recognised.doubtful") if article.source.doubtful else ""
        yield PageBlock("margin", t("recognised.page", engine=article.source.recognised) + doubt)
    for passage in article.head:
        yield PageBlock(_HEAD.get(passage.role, "subtitle"), passage.text, passage.id, passage)
    for section in article.walk():
        yield from _section(section)


def _section(section: Section) -> Iterator[PageBlock]:
    if section.heading is not None:
        look: Look = "heading" if section.level <= 1 else "subheading"
        yield PageBlock(look, section.heading.text, heading_key(section.heading))
    table: tuple[Passage, ...] = ()
    for index, passage in enumerate(section.passages):
        if passage.role == "table" and (passage.row in (None, 1) or not table):
            table = tuple(_rows(section.passages[index:]))
        yield _passage(passage, table if passage.role == "table" else ())


def _rows(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The rows of the table that begins here."""
    for index, passage in enumerate(passages):
        if passage.role != "table" or (index and passage.row in (None, 1)):
            return
        yield passage


def _passage(passage: Passage, table: tuple[Passage, ...]) -> PageBlock:
    look = _PASSAGES.get(passage.role, "body")
    marker = 0
    if look == "list-item":
        match = _MARKER.match(passage.text)
        marker = match.end() if match else 0
    return PageBlock(look, passage.text, passage.id, passage, run_in_span(passage), marker, table)


def run_in_span(passage: Passage) -> Span | None:
    """Where the run-in heading of a passage stands, with the dash or number before it."""
    if not passage.run_in:
        return None
    at = passage.text.find(passage.run_in)
    return (0, at + len(passage.run_in)) if 0 <= at <= 8 else None


def _margin(block: Block) -> PageBlock:
    return PageBlock("margin", block.text)


def _narrowed(article: Article, blocks: Iterable[PageBlock], only: Collection[str]) -> Iterator[PageBlock]:
    """The blocks that are asked for, with gaps between them, under titles and headings that cannot be selected."""
    kept = set(only) | _headings_above(article, only)
    hidden = 0
    for block in blocks:
        if block.key in kept or block.look == "title":
            if hidden:
                yield PageBlock("gap", "", hidden=hidden)
            hidden = 0
            yield block if block.key in kept else replace(block, passage=None)
        elif block.passage is not None and block.look not in _HEAD.values():
            hidden += 1
    if hidden:
        yield PageBlock("gap", "", hidden=hidden)


def _headings_above(article: Article, only: Collection[str]) -> set[str]:
    """Keys of the headings under which something is shown."""
    found: set[str] = set()

    def visit(section: Section) -> bool:
        own = section.heading is not None and heading_key(section.heading) in only
        own = own or any(passage.id in only for passage in section.passages)
        below = [visit(child) for child in section.sections]
        if (own or any(below)) and section.heading is not None:
            found.add(heading_key(section.heading))
        return own or any(below)

    for section in article.sections:
        visit(section)
    return found
