"""Findings as rows to take along: the verdict, the arithmetic, and every figure that it rests on with its citation."""

from collections.abc import Callable, Iterable, Iterator

from hospital_tui.library.checks import Finding
from hospital_tui.library.export.figures import COLUMNS as FIGURE_COLUMNS
from hospital_tui.library.export.figures import figure_table
from hospital_tui.library.export.table import Cell, Find, Table
from hospital_tui.library.records import FigureRow

COLUMNS = ("finding", "verdict", "rule", "arithmetic", "place", *FIGURE_COLUMNS)
"""One row a figure; `finding` numbers the findings, `place` the figures of one: 1 is the statement that was checked."""


def finding_table(
    findings: Iterable[Finding],
    figure: Callable[[int], FigureRow | None],
    article: Find,
) -> Table:
    """Findings as a table; `figure` gives the figure of a point's key, `article` the article of an id."""
    return Table(
        COLUMNS,
        _rows(findings, figure, article),
        ("verdict", "rule", "arithmetic", "label", "text", "citation"),
    )


def _rows(
    findings: Iterable[Finding],
    figure: Callable[[int], FigureRow | None],
    article: Find,
) -> Iterator[tuple[Cell, ...]]:
    for number, one in enumerate(findings, 1):
        held = [row for point in one.points if (row := figure(point.key)) is not None]
        for place, cells in enumerate(figure_table(held, article).rows, 1):
            yield (number, one.verdict, one.rule, one.arithmetic, place, *cells)
