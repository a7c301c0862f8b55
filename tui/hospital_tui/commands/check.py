"""`hospital-tui check`: what articles claim is recomputed from what they state, the same as in the app."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from hospital_tui.commands.columns import headed, show
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.named import hospitals_named
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Library, Query
from hospital_tui.library.checks import RULES, VERDICTS, Finding
from hospital_tui.library.export import finding_table
from hospital_tui.library.reader import set_aside
from hospital_tui.speech import t
from hospital_tui.speech.figures import label_text, measured

_WIDEST = (2, 14, 24, 36, 44, 6)


@command("check")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--hospital", "hospitals", multiple=True, metavar="NAME")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), default=VERDICTS)
@click.option("--rule", "rules", multiple=True, type=click.Choice(RULES), default=RULES)
@click.option("--aside", is_flag=True)
@way_out("table")
@library_option
def check_command(
    query: tuple[str, ...],
    hospitals: tuple[str, ...],
    verdicts: tuple[str, ...],
    rules: tuple[str, ...],
    aside: bool,
    way: Way,
    library: Path | None,
) -> None:
    """Check figures against each other."""
    with opened(library) as held:
        understood = asked(held, query)
        reasons = set_aside(held.reader)
        found = [
            one
            for one in _findings(held, understood, hospitals)
            if (one.key in reasons) == aside and one.verdict in verdicts and one.rule in rules
        ]
        if way.form == "table":
            _show(held, found)
        else:
            way.export(finding_table(found, held.figure_at, held.article))


def _findings(library: Library, query: Query, hospitals: Sequence[str]) -> Iterator[Finding]:
    """The findings of the hospitals that are named, one after the other, or of all. Raises CommandError."""
    if not hospitals:
        yield from library.findings(query)
    for name in hospitals_named(library, hospitals):
        yield from library.findings(query, hospital=name)


def _show(library: Library, found: Sequence[Finding]) -> None:
    """One line a finding, what does not hold first; then how many of each verdict."""
    header = ("", *headed(("rule", "hospital", "arithmetic", "text", "line")))
    show([header, *_lines(library, found)], _WIDEST, right=[5])
    counted = Counter(one.verdict for one in found)
    tell("check.counted", **{verdict: counted[verdict] for verdict in VERDICTS})


def _lines(library: Library, found: Sequence[Finding]) -> Iterator[tuple[str, ...]]:
    for one in found:
        row = library.figure_at(one.points[0].key)
        if row is None:
            continue
        said = f"{label_text(row.figure)} {measured(row.figure)}".strip()
        yield (
            t(f"verdict.{one.verdict}.sign"),
            t(f"rule.{one.rule}"),
            row.hospital,
            one.arithmetic,
            said,
            str(row.line),
        )
