"""`hospital-tui figures`: the figures that a filter finds, the same as in the app, as a table or to take along."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.figure_lines import put_out
from hospital_tui.commands.named import hospitals_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import MOST, library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.figures.label import why
from hospital_tui.library import FigureRow, FigureRows, Library, Query, Scope
from hospital_tui.library.query import ORDERS
from hospital_tui.speech import t
from hospital_tui.speech.figures import shown
from hospital_tui.text.visible import visible


@command("figures")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--order", type=click.Choice(["reading", "section", *ORDERS]), default="reading")
@click.option("--descending", is_flag=True)
@click.option("--hospital", metavar="NAME")
@click.option("--article", metavar="ID")
@click.option("--section", type=click.IntRange(-1, MOST), metavar="OFFSET")
@click.option("--passage", metavar="ID")
@click.option("--named", is_flag=True)
@click.option("--unchecked", is_flag=True)
@click.option("--limit", type=click.IntRange(1, MOST), metavar="N")
@click.option("--why", "grounds", is_flag=True)
@way_out("table")
@library_option
def figures_command(
    query: tuple[str, ...],
    named: bool,
    unchecked: bool,
    limit: int | None,
    grounds: bool,
    way: Way,
    library: Path | None,
    **narrowed: Any,
) -> None:
    """List figures."""
    with opened(library) as held:
        rows = _rows(held, asked(held, query), narrowed, named=named, unchecked=unchecked)
        wanted = islice(rows, limit)
        if grounds:
            _explain(wanted, held)
            return
        put_out(wanted, held, way)
        if way.form == "table":
            tell("figures.counted", figures=f"{len(rows):,}")


def _rows(
    held: Library, query: Query, narrowed: dict[str, Any], *, named: bool, unchecked: bool
) -> FigureRows:
    """What the options ask for; those of `--unchecked` come in an order of their own."""
    if unchecked:
        return held.confirming.to_check(query)
    name, article, section = narrowed["hospital"], narrowed["article"], narrowed["section"]
    find = held.named_figures if named else held.figures
    found = find(
        query,
        Scope(article, section) if article else None,
        order=narrowed["order"],
        descending=narrowed["descending"],
        hospital=hospitals_named(held, [name])[0] if name else None,
        passage_id=narrowed["passage"],
    )
    return found if isinstance(found, FigureRows) else found[0]


def _explain(rows: Iterator[FigureRow], held: Library) -> None:
    """Each figure with its label, how sure it is, on what grounds, and what else it could be."""
    for row in rows:
        result(visible(f"{row.figure.text}  {shown(row.figure).label}"))
        for words in _grounds(row, held):
            result(f"    {visible(words)}")


def _grounds(row: FigureRow, held: Library) -> Iterator[str]:
    passage = held.article(row.article_id).passage(row.passage_id)
    grounds = why(passage.text, row.figure.at) if passage is not None else None
    if grounds is None or not grounds.label.endswith(row.figure.label):
        yield t("why.otherwise")
        return
    reasons = t("why.between").join(t(f"why.{reason}") for reason in grounds.reasons)
    yield t("why.grounds", reasons=reasons, chance=f"{grounds.confidence:.0%}")
    if grounds.runner_up:
        yield t("why.runner-up", label=grounds.runner_up)
