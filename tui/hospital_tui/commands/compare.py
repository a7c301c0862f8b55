"""`hospital-tui compare`: hospitals beside each other in shared metrics, the same as in the app."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.named import hospitals_named, metrics_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Library
from hospital_tui.library.export import comparison_table
from hospital_tui.library.figures import Comparison, Row, difference, narrower
from hospital_tui.speech import columns, listed, metric_name, t
from hospital_tui.speech.figures import difference_text, measured, time_text
from hospital_tui.text.visible import visible

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
        understood = asked(held, " ".join(query))
        names = hospitals_named(held, hospitals)
        if everyone:
            names += held.hospitals(understood)
        measures = metrics_named(held, metrics)
        if years:
            if len(set(names)) != 1:
                raise CommandError("compare.one-hospital", n=len(set(names)))
            found = held.compare_years(names[0], measures or None, None if understood.empty else understood)
            if found.undated:
                tell("compare.undated", n=f"{found.undated:,}")
            _put(found, held, way)
            return
        found = held.compare(
            list(dict.fromkeys(names)) or None,
            measures or None,
            None if understood.empty else understood,
        )
        left_out = len(held.hospitals(understood)) - len(found.hospitals)
        if left_out > 0 and not hospitals:
            tell("compare.left-out", n=f"{left_out:,}")
        _put(found, held, way)


def _put(found: Comparison, held: Library, way: Way) -> None:
    """On the terminal, or as a file."""
    if way.form == "table":
        _show(found)
        if waiting := held.waiting_figures():
            tell("recognised.left_out", n=f"{waiting:,}")
    else:
        way.export(comparison_table(found, held.article))


def _list(library: Library) -> None:
    """The metrics of the library, those that most hospitals state first."""
    header = tuple(columns()[name] for name in ("metric", "hospital", "figures"))
    rows = [
        (metric_name(metric.name), f"{metric.hospitals:,}", f"{metric.figures:,}")
        for metric in library.metrics()
    ]
    for line in aligned([header, *rows], (56, 10, 10), frozenset({1, 2})):
        result(line)


def _show(comparison: Comparison) -> None:
    """Metrics as lines, hospitals as columns; an empty cell is empty."""
    widest = (_WIDEST_METRIC, *(_WIDEST_CELL for _ in comparison.hospitals), _WIDEST_NOTE)
    for line in aligned(_lines(comparison), widest):
        result(line)
    if any(row.unlike for row in comparison.rows):
        tell("compare.notes")


def _lines(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    yield (columns()["metric"], *map(visible, comparison.hospitals), columns()["unlike"])
    for row in comparison.rows:
        unlike = listed(t(f"unlike.{one}") for one in row.unlike)
        for nth in range(max(len(cell.figures) for cell in row.cells)):
            name, note = (_metric(row), unlike) if nth == 0 else ("", "")
            cells = (_cell(row, comparison.hospitals, place, nth) for place in range(len(row.cells)))
            yield (name, *cells, note)


def _metric(row: Row) -> str:
    return metric_name(row.metric) + t(f"compare.sense.{row.sense}")


def _cell(row: Row, columns: Sequence[str], place: int, nth: int) -> str:
    """The nth figure with its time, and what it counts where that is a part of the metric; how many are left out.

    In a column of a year the time where it says more, and by how much the figure differs from an earlier year's.
    """
    cell = row.cells[place]
    if nth >= len(cell.figures):
        return ""
    stated = cell.figures[nth]
    figure = stated.figure
    said = [f"{'└' if cell.whole_of(stated) else ''}{'✓' if figure.confirmed else ''}{measured(figure)}"]
    if (time := time_text(figure)) and not (row.years and time == columns[place]):
        said.append(f"({time})")
    if nth == 0 and (found := difference(row, columns, place)):
        said.append(
            difference_text(found.by, found.part, share=row.sense == "share", inferred=found.inferred)
        )
    if narrower(row, cell, figure):
        said.append(figure.label)
    if cell.more and nth + 1 == len(cell.figures):
        said.append(f"+{cell.more}")
    return visible(" ".join(said))
