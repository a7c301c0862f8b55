"""What an article says of itself, from its labelled pieces: its hospital and its title, with the words that state them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hospital_tui.model import Evidence, FactOrigin, Hospital, SourceFacts, Span
from hospital_tui.parsing.hospital import IN_HEAD, Naming, resolve
from hospital_tui.parsing.pieces import HEAD, Piece
from hospital_tui.parsing.publication import Publication

_TITLES = ("title", "subtitle", "kicker")
_FURNITURE = ("masthead", "credit", "ad")
IN_TITLE, IN_LEAD = IN_HEAD * 2, 3.0
"""What a name weighs in the head, and in the first paragraphs; 1 elsewhere."""
LEAD = 2
"""Paragraphs that are the lead."""
_GUEST = re.compile("(?:受访|本期|特邀|指导|主讲|今日|坐诊)?(?:专家|嘉宾|医[生师]|主讲人|讲述人)[：:]")
"""How a line begins that says whose advice an article gives."""


@dataclass(slots=True, frozen=True)
class Told:
    """What is told of one article."""

    hospital: Hospital
    publication: Publication
    run_ins: dict[int, str]
    """Run-in headings by the source offset of their paragraph."""


def hospital_of(pieces: Sequence[Piece], facts: SourceFacts) -> Hospital:
    """The hospital that an article is about."""
    head = [piece for piece in pieces if piece.role in _TITLES]
    body = [piece for piece in pieces if piece.role == "body"]
    rest = [piece for piece in pieces if piece.role not in (*HEAD, "body", "duplicate")]
    rows = [Naming(_by_line(piece), IN_TITLE) for piece in head]
    if facts.title and not any(piece.role == "title" for piece in head):
        rows.append(Naming(facts.title, IN_TITLE))
    rows += [Naming(_words(piece)[0], IN_LEAD if i < LEAD else 1.0) for i, piece in enumerate(body)]
    rows += [Naming(piece.written, IN_LEAD if _GUEST.match(piece.text) else 1.0) for piece in rest]
    return resolve(rows)


def evidence(pieces: Sequence[Piece], told: Told, facts: SourceFacts) -> Iterator[Evidence]:
    """The words that state title, hospital and publication."""
    title = next((piece for piece in pieces if piece.role == "title"), None)
    if title is not None:
        text, spans = _words(title)
        yield Evidence(fact="title", origin="head", text=text, spans=spans)
    elif facts.title:
        yield Evidence(fact="title", origin="file", text=facts.title)
    name = told.hospital.name
    ranked = sorted(pieces, key=lambda piece: (piece.role not in _TITLES, piece.role in _FURNITURE))
    found = next(((piece, at) for piece in ranked if name and (at := _words(piece)[0].find(name)) >= 0), None)
    if found is not None:
        piece, at = found
        origin: FactOrigin = (
            "head" if piece.role in _TITLES else "masthead" if piece.role in _FURNITURE else "text"
        )
        yield Evidence(fact="hospital", origin=origin, text=name, spans=_cut(piece, at, at + len(name)))
    yield from (row.evidence for row in told.publication.values())


def _by_line(piece: Piece) -> str:
    """The text of a line of the head; no name runs over the lines that a page sets under each other."""
    return "\n".join(line.text for line in piece.lines) if piece.stacked else piece.written


def _words(piece: Piece) -> tuple[str, tuple[Span, ...]]:
    """The text of a piece with the pieces that continue it, and where it stands in the source."""
    lines = [line for part in (piece, *piece.joined) for line in part.lines]
    return "".join(line.text for line in lines), tuple((line.start, line.end) for line in lines)


def _cut(piece: Piece, start: int, end: int) -> tuple[Span, ...]:
    """Where [start, end) of a piece's text stands in the source."""
    found: list[Span] = []
    offset = 0
    for first, last in _words(piece)[1]:
        a, b = max(start, offset), min(end, offset + last - first)
        if a < b:
            found.append((first + a - offset, first + b - offset))
        offset += last - first
    return tuple(found)
