"""Labelled pieces become an article."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from hospital_tui.model import (
    Article,
    Block,
    Doubt,
    Heading,
    Passage,
    Role,
    Section,
    Source,
    SourceFacts,
    Span,
)
from hospital_tui.parsing import doubts
from hospital_tui.parsing.facts import Told, evidence
from hospital_tui.parsing.layout import Part
from hospital_tui.parsing.lines import Line, line_numbers
from hospital_tui.parsing.outline import Node, outline
from hospital_tui.parsing.pieces import HEAD, Piece

MARGINS: frozenset[Role] = frozenset({"masthead", "ad", "credit", "duplicate", "markup"})


def build(
    pieces: list[Piece], text: str, source: Source, place: int, told: Told, facts: SourceFacts
) -> Article:
    """The article that labelled and joined pieces make; `place` is its 1-based place in the source."""
    prefix = source.sha256[:12]
    head = [piece for piece in pieces if piece.role in HEAD]
    margins = [piece for piece in pieces if piece.role in MARGINS]
    rest = [piece for piece in pieces if piece.role not in HEAD and piece.role not in MARGINS]
    stated = {fact: row.value for fact, row in told.publication.items()}
    return Article(
        id=f"{prefix}-{place}",
        hospital=told.hospital,
        source=source,
        newspaper=stated.get("newspaper"),
        date=stated.get("date"),
        page=stated.get("page"),
        author=stated.get("author"),
        link=stated.get("link"),
        evidence=tuple(evidence(pieces, told, facts)),
        head=tuple(_passage(piece, text, prefix, {}) for piece in head),
        sections=tuple(_section(node, text, prefix, told.run_ins) for node in outline(rest)),
        margins=tuple(_block(piece, text) for piece in margins),
    )


def with_markup(articles: Sequence[Article], text: str, layout: Sequence[Part]) -> tuple[Article, ...]:
    """The articles, the first of which takes up the marks that set the text."""
    spans = tuple(span for part in layout if part.kind == "mark" for span in part.spans)
    if not spans or not articles:
        return tuple(articles)
    numbers = line_numbers(text, (start for start, _ in spans))
    marks = Block(
        role="markup",
        text="".join(text[start:end] for start, end in spans),
        spans=spans,
        lines=tuple(numbers[start] for start, _ in spans),
    )
    first = msgspec.structs.replace(articles[0], margins=(*articles[0].margins, marks))
    return (first, *articles[1:])


def _lines(piece: Piece) -> list[Line]:
    return [line for part in (piece, *piece.joined) for line in part.lines]


def _spans(piece: Piece) -> tuple[str, tuple[Span, ...], tuple[int, ...]]:
    lines = _lines(piece)
    return (
        "".join(line.text for line in lines),
        tuple((line.start, line.end) for line in lines),
        tuple(line.number for line in lines),
    )


def _doubts(piece: Piece, whole: str, source: str) -> tuple[Doubt, ...]:
    found = doubts.stray_words(whole)
    lines = _lines(piece)
    offset = 0
    for before, after in pairwise(lines):
        offset += len(before.text)
        latin = (
            before.text[-1].isascii()
            and before.text[-1].isalpha()
            and after.text[0].isascii()
            and after.text[0].isalpha()
        )
        if latin or after.start in piece.weak_joints:
            found.append(
                doubts.joint(offset, source[before.end : after.start], before.text[-1], after.text[0])
            )
    return tuple(sorted(found, key=lambda doubt: doubt.at))


def _passage(piece: Piece, source: str, prefix: str, headings: dict[int, str]) -> Passage:
    text, spans, lines = _spans(piece)
    assert piece.role is not None
    return Passage(
        id=f"{prefix}@{piece.start}",
        role=piece.role,
        run_in=headings.get(piece.start),
        text=text,
        spans=spans,
        lines=lines,
        cells=piece.cells if piece.role == "table" else (),
        row=piece.row if piece.role == "table" else None,
        doubts=_doubts(piece, text, source),
    )


def _block(piece: Piece, source: str) -> Block:
    text, spans, lines = _spans(piece)
    assert piece.role is not None
    return Block(role=piece.role, text=text, spans=spans, lines=lines, doubts=_doubts(piece, text, source))


def _section(node: Node, source: str, prefix: str, headings: dict[int, str]) -> Section:
    heading = None
    if node.heading is not None:
        text, spans, lines = _spans(node.heading)
        heading = Heading(text=text, spans=spans, lines=lines)
    return Section(
        level=node.level,
        heading=heading,
        passages=tuple(_passage(piece, source, prefix, headings) for piece in node.passages),
        sections=tuple(_section(child, source, prefix, headings) for child in node.nodes),
    )
