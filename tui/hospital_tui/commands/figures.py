"""`hospital-tui figures`: the figures that a filter finds, the same as in the app, as a table or to take along."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import chosen, export, output_options, titles
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell, visible
from hospital_tui.commands.spoken import command
from hospital_tui.commands.text import say
from hospital_tui.library import FigureRow
from hospital_tui.library.export.exporting import Form, number_text
from hospital_tui.library.export.figure_table import figure_table
from hospital_tui.library.figures.figure_rows import ORDERS
from hospital_tui.model import Figure

_BOUNDS = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}
_WIDEST = (28, 30, 22, 12, 12, 10, 6)


@command("figures")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--format", "form", type=click.Choice(["table", *get_args(Form)]))
@click.option("--order", type=click.Choice(list(ORDERS)), default="reading")
@click.option("--descending", is_flag=True)
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@output_options
@library_option
def figures_command(
    query: tuple[str, ...],
    form: str | None,
    order: str,
    descending: bool,
    limit: int | None,
    output: Path | None,
    force: bool,
    library: Path | None,
) -> None:
    """List figures."""
    form = chosen(form, output, "table")
    with opened(library) as held:
        understood = asked(held, " ".join(query))
        rows = held.figures(None if understood.empty else understood, order=order, descending=descending)
        wanted = islice(rows, limit)
        if form == "table":
            _show(wanted)
            tell("figures.counted", figures=f"{len(rows):,}")
        else:
            export(figure_table(wanted, held.article), form, output, force=force)  # type: ignore[arg-type]


def _show(rows: Iterator[FigureRow]) -> None:
    """Figures in aligned columns: hospital, label, value, unit, time, kind, line."""
    shown = ("hospital", "label", "value", "unit", "time", "kind", "line")
    header = tuple(titles()[name] for name in shown)
    for line in aligned(_with(header, map(_cells, rows)), _WIDEST, frozenset({2, 6})):
        result(line)


def _with(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield header
    yield from rows


def _cells(row: FigureRow) -> tuple[str, ...]:
    figure = row.figure
    cells = (
        row.hospital,
        f"‹{figure.label}›" if figure.label_inferred else figure.label,
        bounded(figure),
        figure.unit or "",
        figure.time or "",
        say(f"kind.{figure.kind}"),
        str(row.line),
    )
    return tuple(visible(cell) for cell in cells)


def bounded(figure: Figure) -> str:
    """The value with the sign of its bound: ≥300, ≈5."""
    return _BOUNDS[figure.qualifier] + value_words(figure)


def value_words(figure: Figure) -> str:
    """A value for the eye: thousands parted, a range with –."""
    value = figure.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("/", "–", 1)
    return f"{value:,}" if isinstance(value, int) or value.is_integer() else number_text(value)
