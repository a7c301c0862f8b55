"""The reader's corrections as rows to take along."""

from collections.abc import Iterable, Iterator

from hospital_tui.library.corrections import FIELDS, Correction
from hospital_tui.library.exporting import Cell, Table, number_text
from hospital_tui.model import Figure

COLUMNS = (
    "hospital",
    "text",
    "was",
    "now",
    "struck",
    "label",
    "metric",
    "time",
    "made",
    "start",
    "end",
    "article_id",
    "passage_id",
)
"""`was` and `now` say every field that was changed, before and after; `start` and `end` are source offsets."""


def corrections_table(corrections: Iterable[Correction]) -> Table:
    """Corrections as a table, one a row."""
    return Table(COLUMNS, _rows(corrections))


def _rows(corrections: Iterable[Correction]) -> Iterator[tuple[Cell, ...]]:
    for one in corrections:
        said = one.figure or one.original
        yield (
            one.hospital,
            one.original.text,
            said_of(one, one.original),
            said_of(one, one.figure) if one.figure else None,
            one.struck,
            said.label or None,
            said.metric,
            said.time,
            one.made,
            one.start,
            one.end,
            one.article_id,
            one.passage_id,
        )


def said_of(correction: Correction, figure: Figure) -> str:
    """`value=800 unit=张`: what a figure says in the fields that were changed; value and unit of one struck out."""
    fields = ("value", "unit") if correction.struck else [field for field in FIELDS if field in correction.changes]
    return " ".join(f"{field}={_words(getattr(figure, field))}" for field in fields)


def _words(value: object) -> str:
    if isinstance(value, (int, float)):
        return number_text(value)
    return "" if value is None else str(value)
