"""Charts: one metric over hospitals, or over time; the rows beside the drawing lead to the words.

The drawing is textual-plotext's. It counts a Han character as one cell, which would push axes and bars out of line, so
every word stands in our own rows beside it and the drawing holds digits only.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import EXPORT, HELP, IN, OUT, PICK_HOSPITALS, PICK_METRICS, SWITCH
from hospital_tui.app.evidence.along import Taken, options, waiting_words
from hospital_tui.app.evidence.screen import BACK, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Origin
from hospital_tui.app.panes.chart import BAND, Chart, ChartHead, Names
from hospital_tui.library import FigureRow, Library
from hospital_tui.library.export import figure_table
from hospital_tui.library.figures import Point, Row, by_time, over_hospitals
from hospital_tui.speech import listed, metric_name, t, unit_name


class Drawn(NamedTuple):
    """What the library says for a chart."""

    metrics: Sequence[str]
    """All that can be drawn."""
    metric: str
    """The one that is."""
    row: Row | None


class ChartScreen(EvidenceScreen):
    """Names and drawing side by side; words below."""

    SHOWS: ClassVar[str] = "charts"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN, PICK_HOSPITALS, PICK_METRICS, SWITCH)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        hint(IN, "metric", shown="← →"),
        hint(PICK_METRICS, "metrics"),
        hint(PICK_HOSPITALS, "hospitals"),
        hint(SWITCH, "axis"),
        HELP,
        EXPORT,
    )
    DEFAULT_CSS = """
    ChartScreen #chart { height: 1fr; }
    ChartScreen #sheet { height: auto; padding: 0 1; }
    ChartScreen #rows { width: 40%; min-width: 30; height: auto; padding: 0; }
    """

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.hospitals = origin.hospitals
        """Those that are drawn; none: those of the library that state the metric."""
        self.over_time = False
        self.metrics: Sequence[str] = ()
        """Metrics that can be drawn, those that most hospitals state first; none before they were asked for."""
        self.metric = origin.metric or ""
        """What is drawn, or wanted before it is known whether it can be."""
        self.row: Row | None = None

    def inside(self) -> Sequence[Widget]:
        """Title above; names at the left, the drawing at the right, scrolled together."""
        return (
            ChartHead(),
            VerticalScroll(Horizontal(Names(), Chart(), id="sheet"), id="chart", can_focus=False),
        )

    @property
    def names(self) -> Names:
        """The rows."""
        return self.query_one(Names)

    def look(self) -> None:
        """Ask for the metric's figures."""
        metric, hospitals, question, known = self.metric, self.hospitals, self.question, self.metrics

        def ask() -> Drawn:
            metrics = known or [found.name for found in self.library.metrics(numbers=True)]
            wanted = metric if metric in metrics else next(iter(metrics), "")
            return Drawn(metrics, wanted, self.library.chart(wanted, hospitals, question))

        self.ask(ask, self._take_up)

    def _take_up(self, drawn: "Drawn") -> None:
        """Know the metrics, and draw."""
        self.metrics, self.metric = drawn.metrics, drawn.metric
        self._show(drawn.row)

    def _show(self, row: Row | None) -> None:
        """Draw."""
        self.row = row
        points = self._points()
        self.names.show(points, over_time=self.over_time)
        place = self.metrics.index(self.metric) + 1 if self.metrics else 0
        unit = unit_name(row.unit or "") if row is not None else ""
        head = self.query_one(ChartHead)
        head.show(metric_name(self.metric), unit, over_time=self.over_time, place=place, of=len(self.metrics))
        chart = self.query_one(Chart)
        chart.display = bool(points)
        chart.show(points, over_time=self.over_time)
        lines = len(points) if self.over_time else len(points) * BAND + 2
        self.query_one("#sheet").styles.height = max(self.query_one("#chart").size.height, lines)
        self.status.path = tuple(self._said(row, points))
        stated, undated = (row.stated, row.undated) if row is not None else (0, 0)
        of_no_year = t("timeline.of_no_year", n=f"{undated:,}") if undated else ""
        self.found(t("compare.stated_by", n=stated) + of_no_year + waiting_words(self.library))
        self.show_words()

    def _said(self, row: Row | None, points: Sequence[Point]) -> Iterator[str]:
        """What is drawn, and in what bars that are drawn pale differ from the others."""
        yield t("command.charts")
        yield metric_name(self.metric)
        yield t("charts.by_time" if self.over_time else "charts.by_hospital")
        if row is not None and not self.over_time and not all(point.alike for point in points):
            what = listed(t(f"compare.unlike.{one}") for one in row.unlike)
            yield t("charts.unlike", what=what or t("compare.unlike.bound"))

    def _points(self) -> list[Point]:
        """What is drawn."""
        if self.row is None:
            return []
        return by_time(self.row) if self.over_time else over_hospitals(self.row)

    def figure_row(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.names.figure() if self.standing else None

    def show_words(self) -> None:
        """The words; a row out of sight is scrolled to."""
        super().show_words()
        band = 1 if self.over_time else BAND
        region = Region(0, self.names.cursor * band, 1, band)
        self.query_one("#chart").scroll_to_region(region, animate=False)

    def fit(self) -> None:
        """The drawing follows the size."""
        super().fit()
        if self.standing:
            self.call_after_refresh(lambda: self._show(self.row))

    # Another metric, another way of drawing

    def sidestep(self, by: int) -> None:
        """The next metric, or the one before."""
        if self.metrics:
            self.metric = self.metrics[(self.metrics.index(self.metric) + by) % len(self.metrics)]
            self.look()

    def action_widen(self) -> None:
        """Over hospitals, over time."""
        self.over_time = not self.over_time
        self._show(self.row)

    def action_pick_metrics(self) -> None:
        """Choose a metric."""
        from hospital_tui.app.dialogs.pick import PickScreen

        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.metric = chosen[0]
                self.look()

        self.app.push_screen(PickScreen("pick.one", self.metrics, several=False, said=metric_name), picked)

    def action_pick_hospitals(self) -> None:
        """Choose hospitals."""
        from hospital_tui.app.dialogs.pick import PickScreen

        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.hospitals = chosen
                self.look()

        def pick(names: Sequence[str]) -> None:
            self.app.push_screen(PickScreen("pick.hospitals", names, ticked=self.hospitals), picked)

        question = self.question
        self.ask_beside(lambda: self.library.hospitals(question), pick, self.say)

    def taken(self) -> Taken:
        """Every figure that is drawn."""
        rows = [point.row for point in self._points()]
        return Taken("chart", len(rows), lambda: figure_table(rows, self.library.article))

    def command(self) -> tuple[str, ...]:
        """What is drawn, of whom, over what."""
        over = "time" if self.over_time else None
        return ("chart", *options(metric=self.metric or None, hospital=self.hospitals, over=over))
