"""Figures as rows to take along: each with what it says, its citation, and its place in the source."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from hospital_tui.homes import reader_name
from hospital_tui.library.export.citing import cited
from hospital_tui.library.export.table import Cell, Find, Table
from hospital_tui.library.figure_values import marked, time_inferred
from hospital_tui.library.figures.compare import Comparison
from hospital_tui.library.positions import source_span
from hospital_tui.library.records import FigureRow
from hospital_tui.model import Article, Figure, Passage

COLUMNS = (
    "hospital",
    "label",
    "value",
    "to",
    "unit",
    "qualifier",
    "kind",
    "time",
    "metric",
    "change",
    "part_of",
    "text",
    "section",
    "passage",
    "citation",
    "title",
    "newspaper",
    "date",
    "file",
    "line",
    "start",
    "end",
    "inferred",
    "corrected",
    "confirmed",
    "checked_by",
    "checked_on",
    "recognised",
    "waits",
    "page",
    "box",
    "article_id",
    "passage_id",
)
"""`value` and `to` are the ends of a range, `to` empty elsewhere; `start` and `end` are source offsets in code points;
`recognised` is how sure the machine is that read it from a picture, and `waits` that no person has looked at it since; `page` and
`box` (left, top, right, bottom in points) are where it is printed;
`inferred` names what was not read beside the number: label, time; both stand in ‹ › then."""


_WAITS = "（识别，未核对 · OCR, unconfirmed）"
"""Behind the citation of a figure that waits: it goes wherever that goes."""

NARROW = ("hospital", "label", "value", "to", "unit", "time", "citation")
"""What a table in a report has."""


def figure_table(rows: Iterable[FigureRow], article: Find) -> Table:
    """Rows of figures as a table; `article` gives the article of an id (`Library.article`)."""
    return Table(COLUMNS, _rows(rows, article), NARROW)


def _rows(rows: Iterable[FigureRow], article: Find) -> Iterator[tuple[Cell, ...]]:
    held: Article | None = None
    passages: dict[str, Passage] = {}
    for row in rows:
        if held is None or held.id != row.article_id:
            held = article(row.article_id)
            passages = {passage.id: passage for passage in held.selectable()}
        yield _cells(row, held, passages[row.passage_id])


def _cells(row: FigureRow, article: Article, passage: Passage) -> tuple[Cell, ...]:
    figure = row.figure
    value, to = ends(figure)
    start, end = source_span(passage, figure.at)
    return (
        row.hospital,
        marked(figure.label, figure.label_inferred) or None,
        value,
        to,
        figure.unit,
        figure.qualifier,
        figure.kind,
        marked(figure.time, time_inferred(figure)),
        figure.metric,
        figure.change,
        figure.part_of,
        figure.text,
        row.section or None,
        passage.text,
        cited(article, row.line, passage, figure) + _WAITS * figure.waits,
        article.title,
        article.newspaper,
        article.date,
        article.source.file,
        row.line,
        start,
        end,
        inferred(figure),
        figure.corrected,
        figure.confirmed,
        *_checked(figure),
        figure.recognised.confidence if figure.recognised else None,
        figure.waits,
        *_printed(figure),
        article.id,
        passage.id,
    )


def ends(figure: Figure) -> tuple[Cell, Cell]:
    """The value, and the upper end of a range: "20/30" is 20 and 30; a date range is two dates."""
    if not isinstance(figure.value, str):
        return figure.value, None
    low, slash, high = figure.value.partition("/")
    if not slash:
        return figure.value, None
    return (low, high) if figure.kind == "date" else (_number(low), _number(high))


def _number(text: str) -> Cell:
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text


def _checked(figure: Figure) -> tuple[Cell, Cell]:
    """Who looked at it, and when, where that is known."""
    if figure.checked_by is None:
        return None, None
    name, day = figure.checked_by
    return name or reader_name(), day or None


def _printed(figure: Figure) -> tuple[Cell, Cell]:
    """Page and box, where it is printed."""
    if figure.place is None:
        return None, None
    page, *box = figure.place
    return page, " ".join(map(str, box))


def inferred(figure: Figure) -> str | None:
    """What was not read beside the number: "label", "time", both, or none."""
    found = {"label": figure.label_inferred, "time": time_inferred(figure)}
    return ", ".join(name for name, is_so in found.items() if is_so) or None


def comparison_table(comparison: Comparison, article: Find) -> Table:
    """Every figure of a comparison, row by row: its sense, in what the row's figures are not alike, and the figure."""
    found = list(comparison.figures())
    figures = _rows((figure for _, figure in found), article)
    rows = (
        (row.sense, ", ".join(row.unlike) or None, *cells)
        for (row, _), cells in zip(found, figures, strict=True)
    )
    return Table(("sense", "unlike", *COLUMNS), rows, ("metric", "sense", *NARROW))
