"""`hospital-tui compare`: hospitals beside each other in shared metrics, the same as in the app."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import chosen, export, output_options
from hospital_tui.commands.named import hospitals_named, metrics_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Library
from hospital_tui.library.export import Form, comparison_table
from hospital_tui.library.figures import Cell, Comparison, Row, narrower
from hospital_tui.speech import columns, listed, metric_name, t
from hospital_tui.speech.figures import measured, time_text
from hospital_tui.text.visible import visible

_WIDEST_METRIC, _WIDEST_CELL, _WIDEST_NOTE = 56, 40, 24


@command("compare")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--hospital", "hospitals", multiple=True, metavar="NAME")
@click.option("--metric", "metrics", multiple=True, metavar="NAME")
@click.option("--all", "everyone", is_flag=True)
@click.option("--metrics", "listing", is_flag=True)
@click.option("--format", "form", type=click.Choice(["table", *get_args(Form)]))
@output_options
@library_option
def compare_command(
    query: tuple[str, ...],
    hospitals: tuple[str, ...],
    metrics: tuple[str, ...],
    everyone: bool,
    listing: bool,
    form: str | None,
    output: Path | None,
    force: bool,
    library: Path | None,
) -> None:
    """Compare hospitals."""
    form = chosen(form, output, "table")
    with opened(library) as held:
        if listing:
            _list(held)
            return
        understood = asked(held, " ".join(query))
        names = hospitals_named(held, hospitals)
        if everyone:
            names += held.hospitals(understood)
        found = held.compare(
            list(dict.fromkeys(names)) or None,
            metrics_named(held, metrics) or None,
            None if understood.empty else understood,
        )
        left_out = len(held.hospitals(understood)) - len(found.hospitals)
        if left_out > 0 and not hospitals:
            tell("compare.left-out", n=f"{left_out:,}")
        if form == "table":
            _show(found)
        else:
            export(comparison_table(found, held.article), form, output, force=force)  # type: ignore[arg-type]


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
            yield (name, *(_cell(row, cell, nth) for cell in row.cells), note)


def _metric(row: Row) -> str:
    return metric_name(row.metric) + t(f"compare.sense.{row.sense}")


def _cell(row: Row, cell: Cell, nth: int) -> str:
    """The nth figure with its time, and what it counts where that is a part of the metric; how many are left out."""
    if nth >= len(cell.figures):
        return ""
    stated = cell.figures[nth]
    figure = stated.figure
    said = [f"{'└' if cell.whole_of(stated) else ''}{'✓' if figure.confirmed else ''}{measured(figure)}"]
    if time := time_text(figure):
        said.append(f"({time})")
    if narrower(row, cell, figure):
        said.append(figure.label)
    if cell.more and nth + 1 == len(cell.figures):
        said.append(f"+{cell.more}")
    return visible(" ".join(said))
