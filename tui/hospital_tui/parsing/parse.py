"""From the text of a source to its articles."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace as changed

from hospital_tui.figures import annotate, source_steps
from hospital_tui.model import Article, Hospital, Source, SourceFacts
from hospital_tui.parsing.build import MARGINS, build, with_markup
from hospital_tui.parsing.duplicates import mark_duplicates
from hospital_tui.parsing.facts import Told, hospital_of
from hospital_tui.parsing.joins import join_broken
from hospital_tui.parsing.layout import Part
from hospital_tui.parsing.pieces import HEAD, Page, Piece, read_page
from hospital_tui.parsing.publication import carry_over, publication
from hospital_tui.parsing.roles import label
from hospital_tui.parsing.run_in import run_ins
from hospital_tui.parsing.split import split
from hospital_tui.text.folding import simplified

T = TypeVar("T")


def parse(
    text: str,
    *,
    file: str,
    sha256: str,
    encoding: str = "utf-8",
    facts: SourceFacts | None = None,
    layout: Sequence[Part] = (),
    link: str | None = None,
    fetched: str | None = None,
) -> tuple[Article, ...]:
    """The articles of a source with their figures; none for a source without text.

    `text` is the decoded source, line ends as they stand and no byte order mark; `file` its name without folders and
    `sha256` the digest of its bytes, from which the ids of articles and passages are made; `facts` what the file says of
    itself, `layout` what its form says of the text's lines, `link` the address that it was fetched from on the day `fetched`. Any text is parsed: what is not understood becomes body or
    page furniture, every character that is not blank lies in exactly one block, and a stage that fails is told in
    `Article.unread`.
    """
    source = Source(file=file, sha256=sha256, encoding=encoding, link=link, fetched=fetched)
    steps = source_steps(text)
    return tuple(annotate(article, steps) for article in read_articles(text, source, facts, layout))


def read_articles(
    text: str, source: Source, facts: SourceFacts | None = None, layout: Sequence[Part] = ()
) -> tuple[Article, ...]:
    """The articles of a source, without figures."""
    said = facts or SourceFacts()
    page = read_page(text, layout)
    page.titled = simplified(said.title or "")
    failed: list[str] = []
    _stage(failed, lambda: mark_duplicates(page.pieces))
    parts = _stage(failed, lambda: split(page)) or [page.pieces]
    read = [_laid_out(page, pieces, failed) for pieces in filter(None, parts)]
    stated = [_stage(failed, partial(publication, pieces, said, source)) or {} for pieces in read]
    articles: list[Article] = []
    for place, (pieces, imprint) in enumerate(zip(read, carry_over(stated), strict=True), 1):
        hospital = _stage(failed, partial(hospital_of, pieces, said)) or Hospital(name="")
        openings = _stage(failed, partial(run_ins, [p for p in pieces if p.role not in HEAD | MARGINS])) or {}
        articles.append(build(pieces, text, source, place, Told(hospital, imprint, openings), said))
    unread = ", ".join(dict.fromkeys(failed))
    return with_markup(
        [changed(article, unread=unread) if unread else article for article in articles], text, layout
    )


def _laid_out(page: Page, pieces: list[Piece], failed: list[str]) -> list[Piece]:
    """The pieces of one article with their roles, put together where the page broke them.

    Where that fails, what is known so far stays, and the rest is text and captions: nothing is lost.
    """
    _stage(failed, lambda: label(page, pieces))
    for piece in pieces:
        piece.role = piece.role or ("body" if piece.prose else "caption")
    joined = _stage(failed, lambda: join_broken(page, pieces))
    if joined and any(piece.joined for piece in joined):
        _stage(failed, lambda: mark_duplicates(joined))
    return joined or pieces


def _stage(failed: list[str], run: Callable[[], T]) -> T | None:
    """What a stage of parsing gives; None, and the name of the exception in `failed`, where it fails."""
    try:
        return run()
    except Exception as error:  # whatever is wrong with one stage, the text is kept and shown
        failed.append(type(error).__name__)
        return None
