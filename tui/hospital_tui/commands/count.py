"""`hospital-tui count`: how often words occur, by hospital and year, and per 10,000 characters."""

from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import chosen, export, output_options
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result
from hospital_tui.commands.spoken import command
from hospital_tui.library.export import Form, Table
from hospital_tui.speech import columns
from hospital_tui.text.visible import visible

COLUMNS = ("hospital", "year", "occurrences", "characters", "per_10000")
_WIDEST = (40, 6, 12, 12, 10)


@command("count")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--format", "form", type=click.Choice(["table", *get_args(Form)]))
@output_options
@library_option
def count_command(
    query: tuple[str, ...], form: str | None, output: Path | None, force: bool, library: Path | None
) -> None:
    """Count words."""
    form = chosen(form, output, "table")
    with opened(library) as held:
        found = [one for one in held.frequencies(asked(held, " ".join(query))) if one.times]
        found.sort(key=lambda one: (-one.rate, one.hospital, one.year or ""))
        rows = [(one.hospital, one.year, one.times, one.characters, round(one.rate, 4)) for one in found]
        if form != "table":
            export(Table(COLUMNS, iter(rows)), form, output, force=force)  # type: ignore[arg-type]
            return
        header = tuple(columns()[name] for name in COLUMNS)
        cells = [
            (visible(row[0]), row[1] or "", f"{row[2]:,}", f"{row[3]:,}", f"{row[4]:.2f}") for row in rows
        ]
        for line in aligned([header, *cells], _WIDEST, frozenset({2, 3, 4})):
            result(line)
