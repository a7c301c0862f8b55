"""`hospital-tui beside ID...`: copies of a report with what differs, or two articles passage by passage, as in the app."""

from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.exports import chosen, export, output_options
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.spoken import command
from hospital_tui.library.export import Form, beside_table
from hospital_tui.text.visible import visible


@command("beside")
@click.argument("articles", nargs=-1, required=True, metavar="ID...")
@click.option("--format", "form", type=click.Choice(get_args(Form)))
@output_options
@library_option
def beside_command(
    articles: tuple[str, ...], form: str | None, output: Path | None, force: bool, library: Path | None
) -> None:
    """Set articles side by side; of one alone its copies, else its last year."""
    form = chosen(form, output, "md")
    with opened(library) as held:
        try:
            ways = held.ways_beside(articles[0]) if len(articles) == 1 else [articles]
            found = held.beside(ways[0]) if ways else None
        except KeyError as error:
            raise CommandError("beside.unknown", id=visible(str(error.args[0]))) from error
        if found is None:
            raise CommandError("beside.none")
        export(beside_table(found), form, output, force=force)  # type: ignore[arg-type]
