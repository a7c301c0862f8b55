"""`hospital-tui tags`: the words that the reader put on passages, counted by hospital, and taken along."""

from pathlib import Path

from hospital_tui.commands.columns import show
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import tell
from hospital_tui.commands.spoken import group
from hospital_tui.library.export import tag_counts, tag_table
from hospital_tui.speech import columns

_WIDEST = 28


tags_command = group("tags", otherwise="count")


@tags_command.command("count")
@library_option
def count_tags(library: Path | None) -> None:
    """A line a tag, a column a hospital."""
    with opened(library) as held:
        table = tag_counts(held.tags())
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in table.rows]
    width = len(table.columns)
    head = [columns().get(name, name) for name in table.columns]
    show([head, *rows] if rows else [], (_WIDEST,) * width, right=range(1, width))
    tell("tags.counted", count=f"{len(rows):,}")


@tags_command.command("export")
@way_out("csv")
@library_option
def export_tags(way: Way, library: Path | None) -> None:
    """Export the tagged passages."""
    with opened(library) as held:
        way.export(tag_table(held.tags(), held.article))
