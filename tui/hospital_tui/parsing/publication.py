"""Where and when the articles of a source were published: what a page's furniture states holds for all of its articles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hospital_tui.parsing.dates import newspaper, published
from hospital_tui.parsing.pieces import Piece


@dataclass(slots=True, frozen=True)
class Publication:
    """What a source states of the publication of an article; none where it states nothing."""

    newspaper: str | None = None
    date: str | None = None
    """ISO date."""


def publication(pieces: Sequence[Piece]) -> Publication:
    """What the labelled pieces of one article state; a web page may put its date beside the author."""
    dated = [piece.text for role in ("masthead", "byline") for piece in pieces if piece.role == role]
    furniture = [piece.text for piece in pieces if piece.role in ("masthead", "credit", "ad")]
    signed = [piece.text for piece in pieces if piece.role in ("caption", "byline")]
    return Publication(newspaper(furniture, signed), published(dated))


def carry_over(stated: Sequence[Publication]) -> list[Publication]:
    """Fill what an article does not state from the article above it, else from the first below it that does."""
    return _fill(_fill(stated)[::-1])[::-1]


def _fill(stated: Sequence[Publication]) -> list[Publication]:
    """Fill what an item does not state from the nearest one before it that does."""
    last = Publication()
    filled: list[Publication] = []
    for own in stated:
        last = replace(own, newspaper=own.newspaper or last.newspaper, date=own.date or last.date)
        filled.append(last)
    return filled
