"""`hospital-tui chart`: the figures that a chart draws of one metric, in the order of its bars or points."""

from pathlib import Path
from typing import Literal

import click

from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.figure_lines import put_out
from hospital_tui.commands.named import hospitals_named, metrics_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.spoken import command
from hospital_tui.library.figures import by_time, over_hospitals


@command("chart")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--metric", required=True, metavar="NAME")
@click.option("--hospital", "hospitals", multiple=True, metavar="NAME")
@click.option("--over", type=click.Choice(["hospitals", "time"]), default="hospitals")
@way_out("table")
@library_option
def chart_command(
    query: tuple[str, ...],
    metric: str,
    hospitals: tuple[str, ...],
    over: Literal["hospitals", "time"],
    way: Way,
    library: Path | None,
) -> None:
    """List the figures of a chart."""
    with opened(library) as held:
        understood = asked(held, query)
        row = held.chart(metrics_named(held, [metric])[0], hospitals_named(held, hospitals), understood)
        points = (by_time if over == "time" else over_hospitals)(row) if row is not None else []
        put_out([point.row for point in points], held, way)
