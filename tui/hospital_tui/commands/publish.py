"""`hospital-tui publish DIR`: the library as one read-only file that others open with `--library`."""

import sqlite3
from pathlib import Path

import click

from hospital_tui.commands.failure import refused
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command


@command("publish")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@library_option
def publish_command(folder: Path, library: Path | None) -> None:
    """Write the library for others."""
    with opened(library) as held:
        unwritten = refused("cannot-write", OSError, sqlite3.Error, file=folder)
        with unwritten, refused("publish.home", FileExistsError, folder=folder):
            file, seal = held.publish(folder)
        totals = held.totals()
    result(f"{seal}  {file}")
    tell("publish.done", articles=f"{totals.articles:,}", figures=f"{totals.figures:,}", folder=folder)
