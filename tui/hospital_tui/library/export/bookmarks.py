"""Bookmarks to take along: as a Markdown page of quotes with their citations, or as a table."""

from collections.abc import Iterator, Sequence

from hospital_tui.library.export.citing import cited, source_cells
from hospital_tui.library.export.table import Cell, Find, Table, held
from hospital_tui.library.reader.reader import Bookmark

COLUMNS = (
    "hospital",
    "passage",
    "note",
    "citation",
    "title",
    "file",
    "line",
    "start",
    "created",
    "article_id",
    "passage_id",
)

_MARKUP = str.maketrans({sign: "\\" + sign for sign in "\\`*_{}[]<>#|"})


def bookmark_table(marks: Sequence[Bookmark], article: Find) -> Table:
    """Bookmarks as a table, in their order; what the library no longer holds is cited by its words alone."""
    return Table(COLUMNS, _rows(marks, article))


def markdown(marks: Sequence[Bookmark], article: Find, heading: str) -> str:
    """Bookmarks under a heading for each hospital: the quote, the note, the citation."""
    lines = [f"# {escaped(heading)}", ""]
    for hospital in dict.fromkeys(mark.hospital for mark in marks):
        lines += [f"## {escaped(hospital)}", ""]
        for mark in marks:
            if mark.hospital == hospital:
                lines += [f"> {escaped(mark.quote)}", ""]
                lines += [escaped(mark.note), ""] if mark.note else []
                lines += [f"{escaped(_cited(mark, article))} · `{mark.passage_id}` · {mark.created[:10]}", ""]
    return "\n".join(lines)


def escaped(words: str) -> str:
    """Words on one line in which nothing is Markdown."""
    return " ".join(words.split()).translate(_MARKUP)


def _rows(marks: Sequence[Bookmark], article: Find) -> Iterator[tuple[Cell, ...]]:
    for mark in marks:
        found, passage = held(article, mark.article_id, mark.passage_id)
        line = passage.source_line(mark.offset) if passage else None
        yield (
            mark.hospital,
            mark.quote,
            mark.note or None,
            *source_cells(found, passage, line),
            line,
            passage.source_offset(mark.offset) if passage else None,
            mark.created,
            mark.article_id,
            mark.passage_id,
        )


def _cited(mark: Bookmark, article: Find) -> str:
    found, passage = held(article, mark.article_id, mark.passage_id)
    if found is None:
        return mark.hospital
    return cited(found, passage.source_line(mark.offset) if passage else 0, passage)
