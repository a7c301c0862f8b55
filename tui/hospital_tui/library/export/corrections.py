"""The reader's corrections as rows to take along: every field as parsed and as corrected, with citation and place."""

from collections.abc import Iterable, Iterator

from hospital_tui.homes import reader_name
from hospital_tui.library.export.citing import cited
from hospital_tui.library.export.table import Cell, Find, Table
from hospital_tui.library.positions import text_offset
from hospital_tui.library.reader.corrections import FIELDS, Correction
from hospital_tui.model import Figure

COLUMNS = (
    "id",
    "hospital",
    "text",
    "struck",
    *(f"{field}_{state}" for field in FIELDS for state in ("parsed", "corrected")),
    "checked_by",
    "made",
    "citation",
    "file",
    "line",
    "start",
    "end",
    "article_id",
    "passage_id",
)
"""A `…_corrected` cell is filled where the reader changed that field; `start` and `end` are source offsets."""


def correction_table(corrections: Iterable[Correction], article: Find) -> Table:
    """Corrections as a table; `article` gives the article of an id (`Library.article`, raises KeyError)."""
    return Table(COLUMNS, _rows(corrections, article))


def _rows(corrections: Iterable[Correction], article: Find) -> Iterator[tuple[Cell, ...]]:
    for one in corrections:
        figure = one.figure
        fields = [
            cell
            for field in FIELDS
            for cell in (
                _said(one.original, field),
                _said(figure, field) if figure and field in one.changes else None,
            )
        ]
        yield (
            one.id,
            one.hospital,
            one.original.text,
            one.struck,
            *fields,
            one.by or reader_name(),
            one.made,
            *_place(one, article),
            one.start,
            one.end,
            one.article_id,
            one.passage_id,
        )


def _said(figure: Figure, field: str) -> Cell:
    value: Cell = getattr(figure, field)
    return None if value == "" else value


def _place(one: Correction, article: Find) -> tuple[Cell, Cell, Cell]:
    """Citation, file and line; empty where the article is no longer in the library."""
    try:
        found = article(one.article_id)
    except KeyError:
        return None, None, None
    for passage in found.selectable():
        offset = text_offset(passage, one.start)
        if offset is not None:
            line = passage.source_line(offset)
            return cited(found, line, passage), found.source.file, line
    return cited(found), found.source.file, None
