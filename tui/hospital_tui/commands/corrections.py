"""`hospital-tui corrections`: the figures that the reader corrected or struck out."""

from pathlib import Path

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import group
from hospital_tui.library import Library
from hospital_tui.library.export import correction_table
from hospital_tui.library.reader import Correction, ReaderError
from hospital_tui.model import Figure
from hospital_tui.speech import metric_name, t, why
from hospital_tui.speech.figures import measured
from hospital_tui.text.visible import visible

_WIDEST = (5, 28, 44, 44, 19, 8)


@group("corrections")
@library_option
@click.pass_context
def corrections_command(ctx: click.Context, library: Path | None) -> None:
    """Corrections; without a command, listed."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_corrections, library=library)


@corrections_command.command("list")
@library_option
def list_corrections(library: Path | None) -> None:
    """List them."""
    with opened(library) as held:
        found = _all(held)
        waiting = {one.id for one in held.waiting()}
        for line in aligned((_cells(one, one.id in waiting) for one in found), _WIDEST, frozenset({0})):
            result(line)
        tell("corrections.counted", count=f"{len(found):,}")


@corrections_command.command("export")
@way_out("csv")
@library_option
def export_corrections(way: Way, library: Path | None) -> None:
    """Export them."""
    with opened(library) as held:
        way.export(correction_table(_all(held), held.article))


@corrections_command.command("undo")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="ID...")
@library_option
def undo_corrections(numbers: tuple[int, ...], library: Path | None) -> int:
    """Take some back."""
    failed = 0
    with opened(library) as held:
        for number in numbers:
            try:
                done = held.undo_correction(number)
            except ReaderError as error:
                raise CommandError("reader-error", reason=why(error)) from error
            failed += not done
            tell("corrections.undone" if done else "corrections.unknown", id=number)
    if not failed:
        return 0
    return 2 if len(numbers) == 1 else 1


def _all(library: Library) -> list[Correction]:
    try:
        return library.corrections()
    except ReaderError as error:
        raise CommandError("reader-error", reason=why(error)) from error


def _cells(correction: Correction, waits: bool) -> tuple[str, ...]:
    after = correction.figure
    cells = (
        str(correction.id),
        correction.hospital,
        _words(correction.original),
        t("corrections.struck") if after is None else _words(after),
        correction.made.replace("T", " "),
        t("corrections.waiting") if waits else "",
    )
    return tuple(visible(cell) for cell in cells)


def _words(figure: Figure) -> str:
    time = f" ({figure.time})" if figure.time else ""
    metric = f" [{metric_name(figure.metric)}]" if figure.metric else ""
    return f"{figure.label} {measured(figure)}{time}{metric}".strip()
