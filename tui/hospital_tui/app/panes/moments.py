"""The rows of the timeline: time, rail, what happened or was counted then, hospital."""

from collections.abc import Sequence

from rich.cells import cell_len

from hospital_tui.app.panes.words import sentence_of
from hospital_tui.app.widgets.cutting import clipped, shorten
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.figures import Timeline, time_inferred, when
from hospital_tui.speech import t
from hospital_tui.speech.figures import marked, period_text, shown

_TIME = 11
"""Cells of the time's column; a span of days takes more and pushes the rest."""
NARROW = 60
"""Cells below which no hospital is named."""


class Moments(RowList):
    """What speaks of a time, in the order of time."""

    empty = "timeline.none"

    def __init__(self, library: Library) -> None:
        super().__init__(id="rows")
        self._library = library
        self.timeline: Timeline | None = None
        self._several = True

    def show(self, timeline: Timeline, cursor: int, *, several: bool) -> None:
        """Take up rows; several: of more than one hospital, which each row names then."""
        self.timeline, self._several = timeline, several
        self.rows_changed(cursor)

    def row_count(self) -> int:
        """One row a date or figure."""
        return len(self.timeline.rows) if self.timeline is not None else 0

    def figure(self, row: int) -> FigureRow | None:
        """The figure of a row; none where its article has changed meanwhile."""
        return self.timeline.rows.at(row) if self.timeline is not None else None

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The time where it is another than above, a dot on the rail, and what is said."""
        found = self.figure(row)
        if found is None:
            return (Line([]),)
        before = self.figure(row - 1)
        said = self._when(found)
        again = before is not None and self._when(before) == said
        head = " " * _TIME if again else shorten(said, max(_TIME, cell_len(said)))
        dot = "●" if found.figure.kind == "date" else "·"
        hospital: list[Piece] = []
        if self._several and width >= NARROW:
            room = min(24, width // 4)
            hospital = [(clipped(found.hospital, room).rstrip(), "faint")]
        rail: Piece = (f"{dot} ", found.figure.kind)
        return (Line([(head + " ", "strong" if not again else ""), rail, *self._said(found)], hospital),)

    def _when(self, row: FigureRow) -> str:
        """The time of a row; one that its sentence does not say stands in ‹ ›."""
        return marked(period_text(when(row.figure)), time_inferred(row.figure)) or t("timeline.undated")

    def _said(self, row: FigureRow) -> list[Piece]:
        """What happened on a date: its label, else its sentence; of a figure, label and value."""
        figure, parts = row.figure, shown(row.figure)
        edited: list[Piece] = [(t("table.corrected_mark"), "warn")] if figure.corrected else []
        if figure.kind != "date":
            value = parts.value + (" " + parts.unit if parts.unit else "")
            inferred = figure.time_from not in (None, "sentence")
            label = (parts.label + "  ", "quiet" if inferred else "")
            return [*edited, label, (value, figure.kind)]
        return [*edited, (parts.label or self._sentence(row), "")]

    def _sentence(self, row: FigureRow) -> str:
        """The sentence that holds a date which says nothing of what happened."""
        try:
            passage = self._library.article(row.article_id).passage(row.passage_id)
        except KeyError:
            return ""
        return sentence_of(passage.text, row.figure.at[0]) if passage else ""
