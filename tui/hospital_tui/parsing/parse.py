"""From the text of a source to its articles."""

from collections.abc import Sequence

from hospital_tui.figures import annotate, source_steps
from hospital_tui.model import Article, Source, SourceFacts
from hospital_tui.parsing.build import build, with_markup
from hospital_tui.parsing.duplicates import mark_duplicates
from hospital_tui.parsing.joins import join_broken
from hospital_tui.parsing.layout import Part
from hospital_tui.parsing.pieces import Piece, read_page
from hospital_tui.parsing.publication import carry_over, publication
from hospital_tui.parsing.roles import label
from hospital_tui.parsing.split import split


def parse(
    text: str,
    *,
    file: str,
    sha256: str,
    encoding: str = "utf-8",
    facts: SourceFacts | None = None,
    layout: Sequence[Part] = (),
) -> tuple[Article, ...]:
    """The articles of a source with their figures; none for a source without text.

    `text` is the decoded source, line ends as they stand and no byte order mark; `file` its name without folders and
    `sha256` the digest of its bytes, from which the ids of articles and passages are made; `facts` what the file says of
    itself, and `layout` what its form says of the text's lines. Any text is parsed: what is not understood becomes body or page furniture, and every character that is not blank lies in exactly one block.
    """
    source = Source(file=file, sha256=sha256, encoding=encoding)
    steps = source_steps()
    return tuple(annotate(article, steps) for article in read_articles(text, source, facts, layout))


def read_articles(
    text: str, source: Source, facts: SourceFacts | None = None, layout: Sequence[Part] = ()
) -> tuple[Article, ...]:
    """The articles of a source, without figures."""
    said = facts or SourceFacts()
    page = read_page(text, layout)
    mark_duplicates(page.pieces)
    read: list[list[Piece]] = []
    for pieces in filter(None, split(page)):
        label(page, pieces)
        joined = join_broken(page, pieces)
        if any(piece.joined for piece in joined):
            mark_duplicates(joined)
        read.append(joined)
    stated = [publication(pieces, said, source.file) for pieces in read]
    articles = [
        build(pieces, text, source, place, imprint, said)
        for place, (pieces, imprint) in enumerate(zip(read, carry_over(stated), strict=True), 1)
    ]
    return with_markup(articles, text, layout)
