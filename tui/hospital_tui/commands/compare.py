"""`hospital-tui compare`: hospitals beside each other in shared metrics, the same as in the app."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path

import click

from hospital_tui.commands.columns import headed, show
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.named import hospitals_named, metrics_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import FigureRow, Library, Query
from hospital_tui.library.export import comparison_table
from hospital_tui.library.figures import Comparison, Row, difference, narrower
from hospital_tui.speech import listed, metric_name, t
from hospital_tui.speech.figures import difference_text, measured, time_text

_WIDEST_METRIC, _WIDEST_CELL, _WIDEST_NOTE = 56, 40, 24


@command("compare")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--hospital", "hospitals", multiple=True, metavar="NAME")
@click.option("--metric", "metrics", multiple=True, metavar="NAME")
@click.option("--all", "everyone", is_flag=True)
@click.option("--years", is_flag=True)
@click.option("--metrics", "listing", is_flag=True)
@way_out("table")
@library_option
def compare_command(
    query: tuple[str, ...],
    hospitals: tuple[str, ...],
    metrics: tuple[str, ...],
    everyone: bool,
    years: bool,
    listing: bool,
    way: Way,
    library: Path | None,
) -> None:
    """Compare hospitals."""
    with opened(library) as held:
        if listing:
            _list(held)
            return
        understood = asked(held, query)
        names = hospitals_named(held, hospitals)
        if everyone:
            names = list(dict.fromkeys([*names, *held.hospitals(understood)]))
        measures = metrics_named(held, metrics) or None
        found = (_over_years if years else _side_by_side)(held, names, measures, understood)
        if way.form == "table":
            _show(found)
            _tell_waiting(held)
        else:
            way.export(comparison_table(found, held.article))


def _side_by_side(held: Library, names: list[str], measures: list[str] | None, query: Query) -> Comparison:
    """The hospitals that are named, else the first of all."""
    found = held.compare(names, measures, query)
    left_out = len(held.hospitals(query)) - len(found.hospitals)
    if left_out > 0 and not names:
        tell("compare.left-out", n=f"{left_out:,}")
    return found


def _over_years(held: Library, names: list[str], measures: list[str] | None, query: Query) -> Comparison:
    """The years of the one hospital that is named. Raises CommandError."""
    if len(names) != 1:
        raise CommandError("compare.one-hospital", n=len(names))
    found = held.compare_years(names[0], measures, query)
    if found.undated:
        tell("compare.undated", n=f"{found.undated:,}")
    return found


def _tell_waiting(held: Library) -> None:
    if waiting := held.waiting_figures():
        tell("recognised.left_out", n=f"{waiting:,}")


def _list(library: Library) -> None:
    """The metrics of the library, those that most hospitals state first."""
    rows = (
        (metric_name(metric.name), f"{metric.hospitals:,}", f"{metric.figures:,}")
        for metric in library.metrics()
    )
    show([headed(("metric", "hospital", "figures")), *rows], (56, 10, 10), right=[1, 2])


def _show(comparison: Comparison) -> None:
    """Metrics as lines, hospitals as columns; an empty cell is empty."""
    cells = [_WIDEST_CELL] * len(comparison.hospitals)
    show(_lines(comparison), (_WIDEST_METRIC, *cells, _WIDEST_NOTE))
    if any(row.unlike for row in comparison.rows):
        tell("compare.notes")


def _lines(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    metric, unlike = headed(("metric", "unlike"))
    yield metric, *comparison.hospitals, unlike
    for row in comparison.rows:
        depth = max(len(cell.figures) for cell in row.cells)
        blank = [""] * (depth - 1)
        notes = listed(t(f"unlike.{one}") for one in row.unlike)
        columns = [_cells(row, comparison.hospitals, place, depth) for place in range(len(row.cells))]
        yield from zip([_metric(row), *blank], *columns, [notes, *blank], strict=True)


def _metric(row: Row) -> str:
    return metric_name(row.metric) + t(f"compare.sense.{row.sense}")


def _cells(row: Row, columns: Sequence[str], place: int, depth: int) -> Iterator[str]:
    """The figures of a cell, one below the other, so many lines deep; the last says how many are left out."""
    cell = row.cells[place]
    for nth, stated in enumerate(cell.figures, 1):
        said = list(_said(row, columns, place, stated))
        if cell.more and nth == len(cell.figures):
            said.append(f"+{cell.more}")
        yield " ".join(said)
    yield from repeat("", depth - len(cell.figures))


def _said(row: Row, columns: Sequence[str], place: int, stated: FigureRow) -> Iterator[str]:
    """A figure with its time, and what it counts where that is a part of the metric.

    In a column of a year the time where it says more, and by how much the first figure differs from an earlier year's.
    """
    cell, figure = row.cells[place], stated.figure
    yield f"{'└' if cell.whole_of(stated) else ''}{'✓' if figure.confirmed else ''}{measured(figure)}"
    if (time := time_text(figure)) and not (row.years and time == columns[place]):
        yield f"({time})"
    if stated is cell.figures[0] and (found := difference(row, columns, place)):
        yield difference_text(found.by, found.part, share=row.sense == "share", inferred=found.inferred)
    if narrower(row, cell, figure):
        yield figure.label
