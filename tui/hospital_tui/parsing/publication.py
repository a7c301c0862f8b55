"""What a source states of the publication of its articles: newspaper, date, page, author and link, with the words that state it.

The text comes first (furniture, byline), then what the file says of itself, then the date in the file's name. What a
page's furniture states holds for all of its articles.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hospital_tui.model import Evidence, Fact, FactOrigin, Role, Source, SourceFacts
from hospital_tui.parsing.dates import (
    date_in_name,
    date_of_page,
    iso_date,
    paper,
    paper_of_reporters,
    paper_of_source,
)
from hospital_tui.parsing.numbering import han_number
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.words import is_name, word_list
from hospital_tui.text.script import han_pattern

_PAGE = re.compile(
    r"(?:^|[\s/|｜·：:]|第\s?)([A-Z]?\d{1,3})\s?版|(?:^|[\s/|｜·])([A-Z]\d{1,2})(?=$|[\s/|｜·])|第([一二三四五六七八九十]{1,3})版"
)
_LINK = re.compile(r"https?://[^\s/]+/[^\s，。）)】]+")
_BREAKS = han_pattern(r"[^\p{Han}·]+")

_FURNITURE: tuple[Role, ...] = ("masthead", "credit", "ad")
_SIGNED: tuple[Role, ...] = ("caption", "byline")
PAGE_WIDE: tuple[Fact, ...] = ("newspaper", "date", "page", "link")
"""What the furniture of one article says of the others on its page."""


@dataclass(slots=True, frozen=True)
class Stated:
    """A fact, and the words it was read from."""

    value: str
    evidence: Evidence


Publication = dict[Fact, Stated]
"""What is stated of the publication of an article; a fact that nothing states is missing."""


def publication(pieces: Sequence[Piece], facts: SourceFacts, source: Source) -> Publication:
    """What the labelled pieces of one article, its file and the file's name state; and where it was fetched from."""
    found: Publication = {}
    if source.link and source.fetched:
        found["link"] = Stated(source.link, Evidence(fact="link", origin="fetched", text=source.fetched))
    for fact, roles, read in _READINGS:
        if fact not in found:
            texts = (piece for role in roles for piece in pieces if piece.role == role)
            stated = next((row for piece in texts if (row := _stated(fact, piece, read))), None)
            found |= {fact: stated} if stated else {}
    for fact in ("newspaper", "date", "page", "author", "link"):
        said = getattr(facts, fact)
        value = iso_date(said) if said and fact == "date" else said
        if value and fact not in found:
            found[fact] = Stated(value, Evidence(fact=fact, origin="file", text=said))
    if "date" not in found and (named := date_in_name(source.file)):
        found["date"] = Stated(named, Evidence(fact="date", origin="name", text=source.file))
    return found


def _stated(fact: Fact, piece: Piece, read: Callable[[str], str | None]) -> Stated | None:
    value = read(piece.written)
    if not value:
        return None
    origin: FactOrigin = "byline" if piece.role == "byline" else "masthead"
    spans = tuple((line.start, line.end) for line in piece.lines)
    return Stated(value, Evidence(fact=fact, origin=origin, text=piece.written, spans=spans))


def _page(text: str) -> str | None:
    """The page a line of furniture names (第5版, A05, 第四版); 今日8版 counts pages and names none."""
    match = _PAGE.search(text)
    if not match or "今日" in text or "共" in text:
        return None
    return match[1] or match[2] or str(han_number(match[3]))


def _author(text: str) -> str | None:
    """The names in a byline, 、 between them."""
    for word in sorted(word_list("byline_words"), key=len, reverse=True):
        text = text.replace(word, " ")
    found = [part for part in _BREAKS.split(text) if is_name(part)]
    return "、".join(found) or None


def _link(text: str) -> str | None:
    match = _LINK.search(text)
    return match[0] if match else None


_READINGS: tuple[tuple[Fact, tuple[Role, ...], Callable[[str], str | None]], ...] = (
    ("newspaper", _FURNITURE, paper),
    ("newspaper", _FURNITURE, paper_of_source),
    ("newspaper", _SIGNED + _FURNITURE, paper_of_reporters),
    ("date", ("masthead", "byline"), date_of_page),
    ("page", ("masthead",), _page),
    ("author", ("byline",), _author),
    ("link", _FURNITURE, _link),
)
"""How each fact is read, the surest reading first: the roles of the lines that may state it, and the reader."""


def carry_over(stated: Sequence[Publication]) -> list[Publication]:
    """Fill what an article does not state from the article above it, else from the first below it that does."""
    return _fill(_fill(stated)[::-1])[::-1]


def _fill(stated: Sequence[Publication]) -> list[Publication]:
    last: Publication = {}
    filled: list[Publication] = []
    for own in stated:
        filled.append(last | own)
        last = {fact: row for fact, row in filled[-1].items() if fact in PAGE_WIDE}
    return filled
