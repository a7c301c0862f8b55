"""`hospital-tui timeline`: dates and figures in the order of the time they speak of, the same as in the app."""

from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.exports import chosen, output_options
from hospital_tui.commands.figure_lines import put_out
from hospital_tui.commands.named import hospitals_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import tell
from hospital_tui.commands.spoken import command
from hospital_tui.library.export import Form
from hospital_tui.library.figures import SHOWN, Shown


@command("timeline")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--hospital", metavar="NAME")
@click.option("--shown", type=click.Choice(SHOWN), default="all")
@click.option("--format", "form", type=click.Choice(["table", *get_args(Form)]))
@output_options
@library_option
def timeline_command(
    query: tuple[str, ...],
    hospital: str | None,
    shown: Shown,
    form: str | None,
    output: Path | None,
    force: bool,
    library: Path | None,
) -> None:
    """List what speaks of a time."""
    form = chosen(form, output, "table")
    with opened(library) as held:
        understood = asked(held, " ".join(query))
        names = hospitals_named(held, [hospital] if hospital else [])
        found = held.timeline(understood, hospital=next(iter(names), None), shown=shown)
        put_out(found.rows, held, form, output, force=force)
        if form == "table":
            tell("figures.counted", figures=f"{len(found.rows):,}")
