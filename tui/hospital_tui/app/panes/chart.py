"""A chart's rows and its drawing: what is drawn, the words beside it, the plot."""

import asyncio
import math
from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.color import Color
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static
from textual_plotext import PlotextPlot
from textual_plotext.plot import Plot

from hospital_tui.app.widgets.cutting import clipped
from hospital_tui.app.widgets.rows import Line, Piece, RowList, cells_of
from hospital_tui.app.widgets.visible import visible
from hospital_tui.library import FigureRow
from hospital_tui.library.figures import Point, time_inferred, year_of
from hospital_tui.speech import t
from hospital_tui.speech.figures import label_text, marked, period_text, shown, value_text

BAND = 2
"""Lines of a figure: its bar, and one that parts it from the next or says what it counts."""
_MARKS = "●■▲◆○□△◇"
"""Marks of hospitals in a chart over time, in turn."""
_INKS = ("count", "measure", "percent", "money", "duration", "rank")
"""Their inks, in turn: a kind has no ink of its own where all figures are of one metric."""
_TICKS = 4


class ChartHead(Static):
    """What is drawn: the metric with its unit, over what, and which of the metrics this is."""

    DEFAULT_CSS = """
    ChartHead { height: 1; padding: 0 1; background: $surface; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def show(self, metric: str, unit: str, *, over_time: bool, place: int, of: int) -> None:
        """Take up the words."""
        unit = t("charts.in_unit", unit=unit) if unit else ""
        over = t("charts.by_time" if over_time else "charts.by_hospital")
        self.update(visible(f"{metric}{unit} · {over}  ‹ {place}/{of} ›") if metric else "")


class Names(RowList):
    """Hospital, value and year of each point."""

    DEFAULT_CSS = """
    Names { overflow: hidden; }
    """

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.points: Sequence[Point] = ()
        self._over_time = False

    def show(self, points: Sequence[Point], *, over_time: bool) -> None:
        """Take up points."""
        here = self.figure()
        self.points, self._over_time = points, over_time
        self.uniform = 1 if over_time else BAND
        cursor = next((place for place, point in enumerate(points) if point.row == here), 0)
        self.rows_changed(cursor)
        self.styles.height = max(1, len(points) * self.uniform)

    def figure(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.points[self.cursor].row if self.cursor < len(self.points) else None

    def row_count(self) -> int:
        """One row a point."""
        return len(self.points)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The line of the bar; below it what the figure counts, where that needs saying."""
        point = self.points[row]
        figure = point.row.figure
        mark: list[Piece] = []
        if self._over_time:
            mark = [(_MARKS[point.series % len(_MARKS)] + " ", _INKS[point.series % len(_INKS)])]
        value = self._value(point)
        used = cells_of((*mark, *value))
        name = clipped(point.row.hospital, width - used - 1)
        counted = label_text(figure) if point.counted else ""
        beside = f"  {counted}" if self._over_time and counted else ""
        if cell_len(beside) > width - used - cell_len(name) - 1:
            beside = ""
        line = Line([*mark, (name, ""), (beside, "faint")], value)
        return (line, Line([(counted, "faint")]))[: self.uniform]

    def _value(self, point: Point) -> list[Piece]:
        """Value, unit and time of a figure."""
        figure, parts = point.row.figure, shown(point.row.figure)
        year = (figure.time or "") if self._over_time else (year_of(figure) or t("compare.no_year"))
        edited = t("table.corrected_mark") if figure.corrected else ""
        said = marked(period_text(year), time_inferred(figure))
        return [
            (edited + parts.value, "strong"),
            (parts.unit if parts.unit in ("", "%") else f" {parts.unit}", figure.kind),
            (f" {said}", "quiet" if point.same_year else "warn"),
        ]

    def empty_text(self) -> str:
        """Nothing can be drawn."""
        return t("charts.no_time" if self._over_time else "charts.none")


class Chart(PlotextPlot):
    """The drawing: bars that stand beside the names, or points over the years.

    It is drawn beside the screen, which takes many frames' time, and once for each size and theme.
    """

    DEFAULT_CSS = """
    Chart { width: 1fr; height: 1fr; margin-left: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._points: Sequence[Point] = ()
        self._over_time = False
        self._drawn = Content()
        self._wanted: object = None
        """What the drawing is of, or will be."""
        self._drawing = False

    def show(self, points: Sequence[Point], *, over_time: bool) -> None:
        """Draw points."""
        self._points, self._over_time, self._wanted = points, over_time, None
        self.styles.height = "1fr" if over_time else len(points) * BAND + 2
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The last drawing; a new one where it is of something else."""
        wanted = (self.size, self.app.theme)
        if wanted != self._wanted and self._points and self.size:
            self._wanted = wanted
            if not self._drawing:
                self._drawing = True
                self.run_worker(self._draw, group="chart")
        return self._drawn

    async def _draw(self) -> Any:
        """Draw until nothing else is wanted, and show it."""
        drawn: object = self
        while drawn != self._wanted:
            drawn = self._wanted
            if not self.size or not self._points:  # hidden meanwhile
                self._wanted = None
                break
            self._drawn = await asyncio.to_thread(
                self._drawing_of,
                self._draw_times if self._over_time else self._draw_bars,
                self._points,
                self.size,
                self._get_plotext_theme_name(self.app.theme),
            )
        self._drawing = False
        self.refresh()

    @staticmethod
    def _drawing_of(
        draw: Callable[[Plot, Sequence[Point]], None], points: Sequence[Point], size: Size, theme: str
    ) -> Content:
        plot = Plot()
        draw(plot, points)
        plot.plotsize(*size)
        plot._set_size(*size)  # else a plot that was larger stays so
        plot.theme(theme)
        return Content.from_rich_text(Text.from_ansi(plot.build()))

    def _ink(self, name: str) -> tuple[int, int, int] | str:
        """A colour of the theme as the plot takes it; the terminal's own colours are left to it."""
        said = self.app.theme_variables.get(name, "")
        if not said or said.startswith("ansi"):
            return "default"
        return Color.parse(said).rgb

    def _draw_bars(self, plot: Plot, points: Sequence[Point]) -> None:
        """A bar on the line of each name: the plot's rows are the terminal's, counted from the lowest."""
        lines = len(points) * BAND
        for alike, mark, ink in ((True, "█", "accent"), (False, "▒", "quiet")):
            drawn = [(place, point) for place, point in enumerate(points) if point.alike == alike]
            if drawn:
                rows = [lines - 1 - place * BAND for place, _ in drawn]
                values = [point.value for _, point in drawn]
                plot.bar(rows, values, orientation="horizontal", width=0.1, marker=mark, color=self._ink(ink))
        marks, words = _scale(points)
        plot.ylim(0, lines - 1)
        plot.xlim(0, marks[-1])
        plot.yticks([], [])
        plot.xaxes(True, False)
        plot.yaxes(False, False)
        plot.xticks(marks, words)

    def _draw_times(self, plot: Plot, points: Sequence[Point]) -> None:
        """Points joined by lines, a mark a hospital; years below."""
        courses: dict[int, list[tuple[float, float]]] = {}
        for point in points:
            courses.setdefault(point.series, []).append((point.at or 0.0, point.value))
        for series, course in courses.items():
            times, values = map(list, zip(*course, strict=True))
            mark, ink = _MARKS[series % len(_MARKS)], self._ink("kind-" + _INKS[series % len(_INKS)])
            if 1 < len(times) == len(set(times)):  # several figures of one time are no course
                plot.plot(times, values, marker="braille", color=ink)
            plot.scatter(times, values, marker=mark, color=ink)
        told = [time for course in courses.values() for time, _ in course]
        years = range(int(min(told)), int(max(told)) + 2)
        every = years[:: max(1, len(years) // 8)]
        plot.xticks([float(year) for year in every], [str(year) for year in every])
        plot.xlim(years[0], years[-1])
        marks, words = _scale(points)
        plot.ylim(0, marks[-1])
        plot.yticks(marks, words)


def _scale(points: Sequence[Point]) -> tuple[list[float], list[str]]:
    """Marks of the scale of values, and their words."""
    marks = ticks(max(point.value for point in points) or 1)
    return marks, [value_text(mark) for mark in marks]


def ticks(highest: float) -> list[float]:
    """Round numbers from 0 until none is higher than the last, about four steps: 1, 2 or 5 times a power of ten."""
    rough = highest / _TICKS
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [number * step for number in range(math.ceil(highest / step - 1e-9) + 1)]
