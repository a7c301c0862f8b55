"""`hospital-tui publish DIR`: the library as one read-only file that others open with `--library`."""

import sqlite3
from pathlib import Path

import click

from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.speech import why


@command("publish")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@library_option
def publish_command(folder: Path, library: Path | None) -> None:
    """Write the library for others."""
    with opened(library) as held:
        try:
            file, seal = held.publish(folder)
        except FileExistsError as error:
            raise CommandError("publish.home", folder=folder) from error
        except (OSError, sqlite3.Error) as error:
            raise CommandError("cannot-write", file=folder, reason=why(error)) from error
        totals = held.totals()
    result(f"{seal}  {file}")
    tell("publish.done", articles=f"{totals.articles:,}", figures=f"{totals.figures:,}", folder=folder)
