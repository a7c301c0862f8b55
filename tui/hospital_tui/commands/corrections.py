"""`hospital-tui corrections`: the figures that the reader corrected or struck out."""

from pathlib import Path

import click

from hospital_tui.commands.columns import show
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import exit_code_of, tell
from hospital_tui.commands.spoken import group
from hospital_tui.library.export import correction_table
from hospital_tui.library.reader import Correction
from hospital_tui.model import Figure
from hospital_tui.speech import metric_name, t
from hospital_tui.speech.figures import measured

_WIDEST = (5, 28, 44, 44, 19, 8)


corrections_command = group("corrections", otherwise="list")


@corrections_command.command("list")
@library_option
def list_corrections(library: Path | None) -> None:
    """List them."""
    with opened(library) as held:
        found = held.corrections()
        waiting = {one.id for one in held.waiting()}
        show((_cells(one, one.id in waiting) for one in found), _WIDEST, right=[0])
        tell("corrections.counted", count=f"{len(found):,}")


@corrections_command.command("export")
@way_out("csv")
@library_option
def export_corrections(way: Way, library: Path | None) -> None:
    """Export them."""
    with opened(library) as held:
        way.export(correction_table(held.corrections(), held.article))


@corrections_command.command("undo")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="ID...")
@library_option
def undo_corrections(numbers: tuple[int, ...], library: Path | None) -> int:
    """Take some back."""
    failed = 0
    with opened(library) as held:
        for number in numbers:
            done = held.undo_correction(number)
            failed += not done
            tell("corrections.undone" if done else "corrections.unknown", id=number)
    return exit_code_of(failed, len(numbers))


def _cells(correction: Correction, waits: bool) -> tuple[str, ...]:
    after = correction.figure
    return (
        str(correction.id),
        correction.hospital,
        _words(correction.original),
        t("corrections.struck") if after is None else _words(after),
        correction.made.replace("T", " "),
        t("corrections.waiting") if waits else "",
    )


def _words(figure: Figure) -> str:
    time = f" ({figure.time})" if figure.time else ""
    metric = f" [{metric_name(figure.metric)}]" if figure.metric else ""
    return f"{figure.label} {measured(figure)}{time}{metric}".strip()
