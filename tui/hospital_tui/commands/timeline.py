"""`hospital-tui timeline`: dates and figures in the order of the time they speak of, the same as in the app."""

from pathlib import Path

import click

from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.figure_lines import put_out
from hospital_tui.commands.named import hospitals_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import tell
from hospital_tui.commands.spoken import command
from hospital_tui.library.figures import SHOWN, Shown


@command("timeline")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--hospital", metavar="NAME")
@click.option("--shown", type=click.Choice(SHOWN), default="all")
@way_out("table")
@library_option
def timeline_command(
    query: tuple[str, ...],
    hospital: str | None,
    shown: Shown,
    way: Way,
    library: Path | None,
) -> None:
    """List what speaks of a time."""
    with opened(library) as held:
        understood = asked(held, query)
        names = hospitals_named(held, [hospital] if hospital else [])
        found = held.timeline(understood, hospital=next(iter(names), None), shown=shown)
        put_out(found.rows, held, way)
        if way.form == "table":
            tell("figures.counted", figures=f"{len(found.rows):,}")
