"""Rows of figures on their way out, the same for every command that lists some."""

from collections.abc import Iterable, Iterator, Sequence

from hospital_tui.commands.columns import headed, show
from hospital_tui.commands.exports import Way
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.export import figure_table
from hospital_tui.speech import t
from hospital_tui.speech.figures import shown

_NAMES = ("hospital", "label", "value", "unit", "time", "kind", "line")
_WIDEST = (28, 30, 22, 12, 12, 10, 6)


def put_out(rows: Iterable[FigureRow], held: Library, way: Way) -> None:
    """Figures in aligned columns, or in a form to take along. Raises CommandError."""
    if way.form != "table":
        way.export(figure_table(rows, held.article))
        return
    show(_lines(rows), _WIDEST, right=[2, 6])


def _lines(rows: Iterable[FigureRow]) -> Iterator[Sequence[str]]:
    yield headed(_NAMES)
    for row in rows:
        parts = shown(row.figure)
        kind = t(f"kind.{row.figure.kind}")
        yield row.hospital, parts.label, parts.value, parts.unit, parts.time, kind, str(row.line)
