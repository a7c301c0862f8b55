"""Rows of figures on their way out, the same for every command that lists some."""

from collections.abc import Iterable, Iterator, Sequence

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import Way
from hospital_tui.commands.output import result
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.export import figure_table
from hospital_tui.speech import columns, t
from hospital_tui.speech.figures import shown
from hospital_tui.text.visible import visible

_NAMES = ("hospital", "label", "value", "unit", "time", "kind", "line")
_WIDEST = (28, 30, 22, 12, 12, 10, 6)


def put_out(rows: Iterable[FigureRow], held: Library, way: Way) -> None:
    """Figures in aligned columns, or in a form to take along. Raises CommandError."""
    if way.form != "table":
        way.export(figure_table(rows, held.article))
        return
    for line in aligned(_lines(rows), _WIDEST, frozenset({2, 6})):
        result(line)


def _lines(rows: Iterable[FigureRow]) -> Iterator[Sequence[str]]:
    yield tuple(map(columns().__getitem__, _NAMES))
    for row in rows:
        parts = shown(row.figure)
        kind = t(f"kind.{row.figure.kind}")
        cells = (row.hospital, parts.label, parts.value, parts.unit, parts.time, kind, str(row.line))
        yield tuple(visible(cell) for cell in cells)
