"""`hospital-tui backup`, `restore` and `undo`: all that the reader made in one file, back from it, and one act back."""

from pathlib import Path

import click

from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Count, NoBackupError
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import undone_words
from hospital_tui.text.visible import visible


@command("backup")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True)
@library_option
def backup_command(file: Path, force: bool, library: Path | None) -> None:
    """Pack what the reader made."""
    if file.exists() and not force:
        raise CommandError("export.there", file=file)
    with opened(library) as held, refused("cannot-write", OSError, file=file):
        count = held.backup(file)
    tell("backup.done", path=file, **_counted(count))


@command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--overwrite", is_flag=True)
@library_option
def restore_command(file: Path, overwrite: bool, library: Path | None) -> None:
    """Bring it back."""
    with (
        opened(library) as held,
        refused("restore.failed", OSError, ReaderError, file=file),
        refused("backup.none", NoBackupError, file=file),
    ):
        count = held.restore(file, overwrite=overwrite)
    tell("restore.done", path=file, **_counted(count))
    if count.stayed:
        tell("restore.stayed", count=f"{count.stayed:,}")
    if count.aside:
        tell("restore.aside", folder=count.aside)


@command("undo")
@library_option
def undo_command(library: Path | None) -> None:
    """Take the last act back."""
    with opened(library) as held:
        undone = held.undo()
    if undone is None:
        raise CommandError("undo.nothing")
    result(visible(undone_words(undone.what, undone.act.said, undone.left, undone.aside)))


def _counted(count: Count) -> dict[str, str]:
    return {"rows": f"{count.rows:,}", "files": f"{count.files:,}"}
