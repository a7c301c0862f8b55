"""`hospital-tui figures`: the figures that a filter finds, the same as in the app, as a table or to take along."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import chosen, export, output_options
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.figures.label import why
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.export import Form, figure_table
from hospital_tui.library.query import ORDERS
from hospital_tui.speech import columns, t
from hospital_tui.speech.figures import shown
from hospital_tui.text.visible import visible

_WIDEST = (28, 30, 22, 12, 12, 10, 6)


@command("figures")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--format", "form", type=click.Choice(["table", *get_args(Form)]))
@click.option("--order", type=click.Choice(list(ORDERS)), default="reading")
@click.option("--descending", is_flag=True)
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@click.option("--why", "grounds", is_flag=True)
@output_options
@library_option
def figures_command(
    query: tuple[str, ...],
    form: str | None,
    order: str,
    descending: bool,
    limit: int | None,
    grounds: bool,
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
        if grounds:
            _explain(wanted, held)
        elif form == "table":
            _show(wanted)
            tell("figures.counted", figures=f"{len(rows):,}")
        else:
            export(figure_table(wanted, held.article), form, output, force=force)  # type: ignore[arg-type]


def _show(rows: Iterator[FigureRow]) -> None:
    """Figures in aligned columns: hospital, label, value, unit, time, kind, line."""
    names = ("hospital", "label", "value", "unit", "time", "kind", "line")
    header = tuple(map(columns().__getitem__, names))
    for line in aligned(_with(header, map(_cells, rows)), _WIDEST, frozenset({2, 6})):
        result(line)


def _explain(rows: Iterator[FigureRow], held: Library) -> None:
    """Each figure with its label, how sure it is, on what grounds, and what else it could be."""
    for row in rows:
        passages = held.article(row.article_id).selectable()
        text = next((passage.text for passage in passages if passage.id == row.passage_id), "")
        grounds = why(text, row.figure.at)
        parts = shown(row.figure)
        result(visible(f"{row.figure.text}  {parts.label}"))
        if grounds is None or not grounds.label.endswith(row.figure.label):
            result("    " + t("why.otherwise"))
            continue
        reasons = t("why.between").join(t(f"why.{reason}") for reason in grounds.reasons)
        result("    " + visible(t("why.grounds", reasons=reasons, chance=f"{grounds.confidence:.0%}")))
        if grounds.runner_up:
            result("    " + visible(t("why.runner-up", label=grounds.runner_up)))


def _with(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield header
    yield from rows


def _cells(row: FigureRow) -> tuple[str, ...]:
    parts = shown(row.figure)
    kind = t(f"kind.{row.figure.kind}")
    cells = (row.hospital, parts.label, parts.value, parts.unit, parts.time, kind, str(row.line))
    return tuple(visible(cell) for cell in cells)
