"""`hospital-tui count`: how often words occur, by hospital and year, and per 10,000 characters."""

from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.columns import headed, show
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.spoken import command
from hospital_tui.library.export import frequency_table
from hospital_tui.library.query import Group, arranged

_WIDEST = (40, 6, 12, 12, 10)


@command("count")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@click.option("--by", type=click.Choice(get_args(Group)), default="hospital_year")
@click.option("--in-order", is_flag=True)
@way_out("table")
@library_option
def count_command(
    query: tuple[str, ...],
    by: Group,
    in_order: bool,
    way: Way,
    library: Path | None,
) -> None:
    """Count words."""
    with opened(library) as held:
        found = arranged(held.frequencies(asked(held, query)), by=by, in_order=in_order)
        table = frequency_table(found)
        if way.form != "table":
            way.export(table)
            return
        rows = (
            (
                one.hospital,
                one.year or "",
                f"{one.times:,}{'?' * bool(one.recognised)}",
                f"{one.characters:,}",
                f"{one.rate:.2f}",
            )
            for one in found
        )
        show([headed(table.columns[: len(_WIDEST)]), *rows], _WIDEST, right=[2, 3, 4])
