"""The grid of a comparison: a row for a metric, a column for a hospital, bars under what can be set side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from hospital_tui.app.panes.sidebar import wrap
from hospital_tui.app.widgets import bars
from hospital_tui.app.widgets.cutting import clipped, shorten
from hospital_tui.app.widgets.heads import Heads
from hospital_tui.app.widgets.inks import BOLD, NOT_PALE
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import FigureRow
from hospital_tui.library.figures import Cell, Comparison, Row, difference, narrower, time_inferred, year_of
from hospital_tui.model import Figure
from hospital_tui.speech import metric_name, t
from hospital_tui.speech.figures import difference_text, marked, shown

_LEAST, _MOST = 15, 20
"""Cells below which a column is not squeezed, as far as its figures need them; further hospitals are a step to the right."""
_NAME_LINES = 3
_LEAST_LABEL = 9
"""Cells below which a cut label says too little to be shown."""


class Spot(NamedTuple):
    """One line of figures: the nth figures of a metric's cells."""

    row: int
    nth: int


class CompareGrid(RowList):
    """Figures in cells; a cursor that moves over rows and columns."""

    empty = "compare.none"

    uniform = 0
    DEFAULT_CSS = """
    CompareGrid {
        & > .rows--cursor { background: $cursor-quiet; color: $foreground; text-style: none; }
        &:focus > .rows--cursor { background: $cursor-quiet; color: $foreground; text-style: none; }
    }
    """

    column: reactive[int] = reactive(0)
    """Hospital under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.comparison = Comparison((), ())
        self._spots: list[Spot] = []
        self._first = 0
        self._least = _LEAST
        """Cells below which a column is not squeezed now: three figures of four are whole."""

    def show(self, comparison: Comparison, *, stay: bool = False) -> None:
        """Take up a comparison; the cursor stays on its metric and hospital where they are still there."""
        row, hospital, cursor = self.row(), self.hospital(), self.cursor
        self.comparison = comparison
        self._spots = [
            Spot(place, nth)
            for place, found in enumerate(comparison.rows)
            for nth in range(max(1, max(len(cell.figures) for cell in found.cells)))
        ]
        wanted = sorted(_cells(stated.figure) for _, stated in comparison.figures())
        self._least = max(_LEAST, min(_MOST, wanted[len(wanted) * 3 // 4])) if wanted else _LEAST
        self.column = comparison.hospitals.index(hospital) if hospital in comparison.hospitals else 0
        self.rows_changed(cursor if stay else self._line_of(row))

    def _line_of(self, row: Row | None) -> int:
        """The first line of the row of the same metric and sense; the first of all where there is none."""
        if row is None:
            return 0
        rows = self.comparison.rows
        same = (
            one for one, found in enumerate(rows) if (found.metric, found.sense) == (row.metric, row.sense)
        )
        place = next(same, None)
        return next((line for line, spot in enumerate(self._spots) if spot.row == place), 0)

    @property
    def hospitals(self) -> Sequence[str]:
        """The hospitals compared."""
        return self.comparison.hospitals

    def row(self) -> Row | None:
        """The metric under the cursor."""
        if not 0 <= self.cursor < len(self._spots):
            return None
        return self.comparison.rows[self._spots[self.cursor].row]

    def hospital(self) -> str:
        """The hospital under the cursor."""
        return self.hospitals[self.column] if self.column < len(self.hospitals) else ""

    def cell(self) -> Cell | None:
        """The cell under the cursor; none where nothing is compared."""
        row = self.row()
        return row.cells[self.column] if row is not None else None

    def figure(self) -> FigureRow | None:
        """The figure under the cursor; none in an empty cell."""
        cell = self.cell()
        if cell is None:
            return None
        figures, nth = cell.figures, self._spots[self.cursor].nth
        return figures[nth] if nth < len(figures) else None

    def go_to(self, metric: str, hospital: str) -> None:
        """To the cell of a metric and a hospital, where it is there."""
        rows = self.comparison.rows
        place = next((at for at, spot in enumerate(self._spots) if rows[spot.row].metric == metric), None)
        if place is not None:
            self.place_cursor(place)
        if hospital in self.hospitals:
            self.column = self.hospitals.index(hospital)

    def turn(self, by: int) -> None:
        """To a hospital at the right or the left; columns out of sight come into it."""
        self.column = max(0, min(self.column + by, len(self.hospitals) - 1))

    # Columns

    def name_width(self) -> int:
        """Cells for the metrics' names."""
        width = self._width()
        longest = max((cell_len(_name(row) + _marks(row)) + 1 for row in self.comparison.rows), default=8)
        return max(8, min(longest, width // 4))

    def columns(self) -> list[tuple[int, int]]:
        """The hospitals in sight, each with its cells; the one under the cursor is among them."""
        room = self._width() - self.name_width()
        fit = max(1, min(len(self.hospitals), room // (self._least + 1)))
        self._first = max(min(self._first, self.column), self.column - fit + 1, 0)
        self._first = min(self._first, max(0, len(self.hospitals) - fit))
        return (
            [(place, max(1, room // fit - 1)) for place in range(self._first, self._first + fit)]
            if self.hospitals
            else []
        )

    # Rows

    def row_count(self) -> int:
        """One row for each line of figures."""
        return len(self._spots)

    def row_height(self, row: int, width: int) -> int:
        """The first figures of a metric have bars below them where two or more can be drawn."""
        return 2 if self._has_bars(row) else 1

    def _has_bars(self, row: int) -> bool:
        place, nth = self._spots[row]
        if nth:
            return False
        found = self.comparison.rows[place]
        return sum(_bar(found, cell) is not None for cell in found.cells) > 1

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Name and figures; bars."""
        place, nth = self._spots[row]
        found = self.comparison.rows[place]
        name = self._name_pieces(found) if nth == 0 else [(" " * self.name_width(), "")]
        lines = [Line([*name, *self._cells(row, found, nth)])]
        if self._has_bars(row):
            lines.append(Line([(" " * self.name_width(), ""), *self._bars(found)]))
        return lines

    def _name_pieces(self, row: Row) -> list[Piece]:
        """The metric, and what is not alike in its row."""
        width = self.name_width()
        marks = _marks(row)
        return [(shorten(_name(row), width - cell_len(marks)), "strong"), (marks, "warn")]

    def _cells(self, at: int, row: Row, nth: int) -> list[Piece]:
        """The nth figures of the hospitals in sight."""
        pieces: list[Piece] = []
        for place, width in self.columns():
            cell = row.cells[place]
            if nth < len(cell.figures):
                drawn = _figure(row, cell, nth, width, self.beside(row, place) if row.years else None)
            else:
                drawn = [(" " * width, "")]
            if at == self.cursor and place == self.column:
                drawn = [(words, "cell") for words, _ in drawn]
            pieces += [*drawn, (" ", "")]
        return pieces

    def beside(self, row: Row, place: int) -> str:
        """By how much the figure of a year differs from an earlier year's; else ‹ › where its time was inferred."""
        found = difference(row, self.hospitals, place)
        if found is None:
            figures = row.cells[place].figures
            return "‹ ›" if figures and time_inferred(figures[0].figure) else ""
        return difference_text(found.by, found.part, share=row.sense == "share", inferred=found.inferred)

    def _bars(self, row: Row) -> list[Piece]:
        """A bar under each first figure that can be drawn; a broken one where the figure is not alike."""
        pieces: list[Piece] = []
        for place, width in self.columns():
            part = _bar(row, row.cells[place])
            if part is None:
                pieces.append((" " * width, ""))
            else:
                figure = row.cells[place].figures[0].figure
                alike = row.alike(figure)
                pieces.append((bars.line(part, width, broken=not alike), figure.kind if alike else "faint"))
            pieces.append((" ", ""))
        return pieces

    def draw(self, line: Line, width: int, base: Style, *, lit: bool = False) -> Strip:
        """The cursor's row has a quiet background, and the cell under the cursor the loud one."""
        if lit:
            # The terminal's own colours may be any: beside the row's own ink only bold is sure to be read.
            kept = BOLD if self.app.current_theme.ansi else NOT_PALE
            line = Line(
                [(words, name if name in kept or name == "cell" else "") for words, name in line.left]
            )
        return super().draw(line, width, base)

    def on_click(self, event: events.Click) -> None:
        """A click goes to the cell; a second one to its words."""
        x = event.get_content_offset_capture(self).x - self.name_width()
        for place, width in self.columns():
            if 0 <= x <= width:
                self.column = place
            x -= width + 1
        super().on_click(event)
        self.post_message(self.Highlighted(self))


def _name(row: Row) -> str:
    """The metric and in which sense."""
    return metric_name(row.metric) + t(f"compare.sense.{row.sense}")


def _marks(row: Row) -> str:
    """In what a row's figures are not alike, with a blank on either side."""
    return f" {''.join(t(f'compare.mark.{one}') for one in row.unlike)} " if row.unlike else " "


def _bar(row: Row, cell: Cell) -> float | None:
    """The bar of a cell's first figure; none for one item of a list, whose sum the article does not state."""
    return row.bar(cell.figures[0].figure) if cell.figures and not cell.listed else None


def _cells(figure: Figure) -> int:
    """Cells that a figure takes with its unit and its year."""
    parts, year = shown(figure), year_of(figure) or ""
    return cell_len(f"{parts.value} {parts.unit} {year}") + 2 * bool(year and time_inferred(figure))


def _figure(row: Row, cell: Cell, nth: int, width: int, beside: str | None) -> list[Piece]:
    """A figure in so many cells: value, unit and what it counts from the left, at the right the year, or what stands there
    in its place.
    """
    stated = cell.figures[nth]
    figure, words, edge = stated.figure, _value(cell, stated), _edge(cell, nth, beside)
    edge = f" {edge}" if edge and cell_len(words) + cell_len(edge) + 1 <= width else ""
    value = clipped(words, width - cell_len(edge))
    rest = width - cell_len(edge) - cell_len(value)
    unit = shown(figure).unit
    unit = f" {unit}" if unit not in ("", "%") else ""
    label = _label(row, cell, figure, rest - cell_len(unit) - 1)
    unit = clipped(unit, rest)
    return [
        (value, "warn" if figure.corrected else "strong"),
        (unit, figure.kind),
        (shorten(" " + label if label else "", rest - cell_len(unit)), "faint"),
        (edge, "quiet" if row.years or year_of(figure) == row.year else "warn"),
    ]


def _value(cell: Cell, stated: FigureRow) -> str:
    """A figure's value with the signs before it, and the % that is a part of it."""
    figure, parts = stated.figure, shown(stated.figure)
    part = "└" if cell.whole_of(stated) else ""
    seen = "corrected" if figure.corrected else "confirmed" if figure.confirmed else ""
    mark = t(f"table.{seen}_mark") if seen else ""
    arrow = {"up": "↑", "down": "↓"}.get(figure.change or "", "")
    return part + mark + arrow + parts.value + (parts.unit if parts.unit == "%" else "")


def _edge(cell: Cell, nth: int, beside: str | None) -> str:
    """What stands at the right of the nth figure: its year, or beside the first what stands there in its place."""
    if beside is None:
        figure = cell.figures[nth].figure
        said = marked((year_of(figure) or "").replace("/", "–"), time_inferred(figure))
    else:
        said = "" if nth else beside
    return said + (f"+{cell.more}" if cell.more and nth + 1 == len(cell.figures) else "")


def _label(row: Row, cell: Cell, figure: Figure, room: int) -> str:
    """What a figure counts, where that is a part of the metric and there is room to say so: its end, which has the head noun."""
    if not narrower(row, cell, figure) or room < min(cell_len(figure.label), _LEAST_LABEL):
        return ""
    label = figure.label
    while cell_len(label) > room:
        label = label[2:] if label.startswith("…") else label[1:]
        label = "…" + label
    return label


class GridHeads(Heads):
    """The hospitals' names above their columns, in up to three lines."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[tuple[list[str], int, bool]] = []
        self._name_width = 0
        self._more = ("", "")

    def show(self, grid: CompareGrid) -> None:
        """Follow the grid."""
        columns = grid.columns()
        self._name_width = grid.name_width()
        self._names = [
            (wrap(grid.hospitals[place], width)[:_NAME_LINES], width, place == grid.column)
            for place, width in columns
        ]
        last = columns[-1][0] if columns else -1
        self._more = ("‹" if columns and columns[0][0] else "", "›" if last + 1 < len(grid.hospitals) else "")
        self.styles.height = max((len(lines) for lines, _, _ in self._names), default=1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the names."""
        base = self.rich_style
        marked = base + self.get_component_rich_style("heads--marked", partial=True)
        head = t("table.metric") if y == 0 else ""
        before, after = self._more if y == 0 else ("", "")
        segments = [Segment(shorten(f"{head} {before}", self._name_width), base)]
        for lines, width, here in self._names:
            words = lines[y] if y < len(lines) else ""
            segments.append(Segment(shorten(words, width), marked if here else base))
            segments.append(Segment(" ", base))
        if after and segments:
            segments[-1] = Segment(after, base)
        return Strip(segments).adjust_cell_length(self.content_size.width, base)
