"""`hospital-tui beside ID...`: copies of a report with what differs, or two articles passage by passage, as in the app."""

from pathlib import Path

import click

from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.spoken import command
from hospital_tui.library.export import beside_table
from hospital_tui.text.visible import visible


@command("beside")
@click.argument("articles", nargs=-1, required=True, metavar="ID...")
@way_out("md")
@library_option
def beside_command(articles: tuple[str, ...], way: Way, library: Path | None) -> None:
    """Set articles side by side; of one alone its copies, else its last year."""
    with opened(library) as held:
        try:
            ways = held.ways_beside(articles[0]) if len(articles) == 1 else [articles]
            found = held.beside(ways[0]) if ways else None
        except KeyError as error:
            raise CommandError("beside.unknown", id=visible(str(error.args[0]))) from error
        if found is None:
            raise CommandError("beside.none")
        way.export(beside_table(found))
