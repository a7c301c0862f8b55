"""`hospital-tui cite`: references to articles, passages and figures, for a bibliography."""

from collections.abc import Iterator
from pathlib import Path

import click

from hospital_tui.commands.exports import output_options, put_text
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.spoken import command
from hospital_tui.library import Library
from hospital_tui.library.export import STYLES, Reference, Style, refer, write_references
from hospital_tui.text.visible import visible


@command("cite")
@click.argument("places", nargs=-1, metavar="[ADDRESS|QUERY...]")
@click.option("--style", type=click.Choice(STYLES), default="gbt")
@output_options
@library_option
def cite_command(
    places: tuple[str, ...], style: Style, output: Path | None, force: bool, library: Path | None
) -> None:
    """Cite articles, passages and figures."""
    with opened(library) as held:
        found = list(_references(held, places))
        if not found:
            raise CommandError("cite.nothing", place=visible(" ".join(places)))
        text = write_references(found, style)
    put_text(text, output, force=force)


def _references(library: Library, places: tuple[str, ...]) -> Iterator[Reference]:
    """What addresses name, one each; else the articles that the words find as a query; all where there are none."""
    named = list(filter(None, map(library.located, places)))
    if named and len(named) == len(places):
        yield from (refer(*where) for where in named)
        return
    for card in library.shelf(asked(library, places)):
        yield refer(library.article(card.id))
