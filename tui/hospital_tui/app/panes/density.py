"""How much is said of each month: a small bar a month, twelve a year, the year below with what is said of it in all.

What is said of a year as a whole has no bar: beside the months it would tower over them and say nothing of any month. It
stands in the year's number, and its place before January is a stroke that the cursor can be on.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hospital_tui.app.widgets import bars
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.rows import Piece
from hospital_tui.library.figures import Stretch
from hospital_tui.speech import t

_YEAR = 15
"""Cells of a year: the stroke of the year as a whole, twelve months, two blanks."""
_EDGE = 1
"""Cells at both ends, for the signs that there are years beyond."""


class Density(Widget):
    """Two lines of bars, and one of years."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "density--bar",
        "density--here",
        "density--year",
        "density--whole",
    }
    DEFAULT_CSS = """
    Density {
        height: 3;
        background: $surface;
        & > .density--bar { color: $kind-date; }
        & > .density--whole { color: $quiet; }
        & > .density--here { color: $cursor-text; background: $cursor; text-style: bold; }
        & > .density--year { color: $quiet; }
    }
    """

    class Pressed(Message):
        """A month was clicked."""

        def __init__(self, stretch: int) -> None:
            super().__init__()
            self.stretch = stretch
            """Position among the stretches."""

    def __init__(self) -> None:
        super().__init__()
        self._stretches: Sequence[Stretch] = ()
        self._here = -1
        self._years: list[int] = []
        self._counts: dict[tuple[int, int], int] = {}
        self._most = 1

    def show(self, stretches: Sequence[Stretch]) -> None:
        """Take up counts."""
        self._stretches = stretches
        self._years = list(dict.fromkeys(stretch.year for stretch in stretches))
        self._counts = {(stretch.year, stretch.month): stretch.count for stretch in stretches}
        self._most = max((stretch.count for stretch in stretches if stretch.month), default=1)
        self.refresh()

    def mark(self, stretch: int) -> None:
        """Mark the month of a stretch."""
        if stretch != self._here:
            self._here = stretch
            self.refresh()

    def _in_sight(self) -> list[int]:
        """The years that there is room for, the marked one among them."""
        room = max(1, (self.content_size.width - 2 * _EDGE) // _YEAR)
        if not 0 <= self._here < len(self._stretches):
            return self._years[-room:]
        place = self._years.index(self._stretches[self._here].year)
        first = max(0, min(place - room // 2, len(self._years) - room))
        return self._years[first : first + room]

    def _beyond(self) -> tuple[str, str]:
        """Signs for years before and after those in sight."""
        years = self._in_sight()
        if not years:
            return "", ""
        return "‹" * (years[0] != self._years[0]), "›" * (years[-1] != self._years[-1])

    def render_line(self, y: int) -> Strip:
        """Upper halves of the bars, lower halves, years."""
        base = self.rich_style
        styles = {
            name: base + self.get_component_rich_style(f"density--{name}", partial=True)
            for name in ("bar", "here", "year", "whole")
        }
        before, after = self._beyond() if y == 2 else ("", "")
        segments = [Segment(before or " " * _EDGE, styles["here"] if before else base)]
        for year in self._in_sight():
            pieces = self._said(year) if y == 2 else self._bars(year, y)
            segments += [Segment(words, styles.get(ink, base)) for words, ink in pieces]
        if after:
            segments[-1] = Segment(after, styles["here"])
        return Strip(segments).adjust_cell_length(self.content_size.width, base)

    def _marked(self, year: int) -> int | None:
        """The month of a year that is marked; none where none of it is."""
        here = self._stretches[self._here] if 0 <= self._here < len(self._stretches) else None
        return here.month if here is not None and here.year == year else None

    def _said(self, year: int) -> Iterator[Piece]:
        """A year, and how much is said of it."""
        total = sum(self._counts.get((year, month), 0) for month in range(13))
        key = "timeline.density" if year else "timeline.density.undated"
        words = shorten(t(key, year=year, n=f"{total:,}"), _YEAR - 1)
        yield words, "year" if self._marked(year) is None else "here"
        yield " ", ""

    def _bars(self, year: int, y: int) -> Iterator[Piece]:
        """The upper or the lower halves of a year's bars, behind the stroke of the year as a whole."""
        marked = self._marked(year) if y == 1 else None
        for month in range(13):
            part = self._counts.get((year, month), 0) / self._most * 2
            bar = bars.height(max(0.0, part - 1) if y == 0 else min(1.0, part)) if month else "│"
            yield bar, "here" if month == marked else "bar" if month else "whole"
        yield "  ", ""

    def on_click(self, event: events.Click) -> None:
        """Go to the month, to the year's first, or to the year beyond the edge."""
        x = event.get_content_offset_capture(self).x - _EDGE
        years = self._in_sight()
        before, after = self._beyond()
        if before and x < 0:
            year, month = self._years[self._years.index(years[0]) - 1], 0
        elif after and x >= len(years) * _YEAR - 1:
            year, month = self._years[self._years.index(years[-1]) + 1], 0
        elif 0 <= x < len(years) * _YEAR:
            year, month = years[x // _YEAR], x % _YEAR
        else:
            return
        for place, stretch in enumerate(self._stretches):
            if stretch.year == year and stretch.month >= month:
                self.post_message(self.Pressed(place))
                return
