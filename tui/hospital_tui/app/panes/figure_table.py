"""Figures as rows in columns: as many columns as there is room for, values that align, ticks."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, get_args

from rich.cells import cell_len

from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.heads import Head
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import FigureRow, FigureRows
from hospital_tui.model import Kind
from hospital_tui.speech import t
from hospital_tui.speech.figures import shown


class Column(NamedTuple):
    """A column, and the order of the library that it sorts by."""

    name: str
    least: int
    """Cells below which it is not cut."""
    share: int
    """Parts of the room that is left over."""
    right: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("hospital", 14, 3),
    Column("label", 14, 5),
    Column("value", 11, 0, right=True),
    Column("unit", 6, 0),
    Column("kind", 4, 0),
    Column("time", 10, 0),
    Column("section", 10, 4),
)


def _least(columns: Sequence[Column]) -> int:
    """Cells that columns take at least, with the blanks between them."""
    return sum(column.least + 1 for column in columns) - 1


def columns_for(width: int, widest: Mapping[str, int] = MappingProxyType({})) -> list[tuple[Column, int]]:
    """The columns that there is room for, each with its cells; one blank stands between two.

    widest: cells that values and units take.
    """
    columns = [
        column._replace(least=max(column.least, _named(column.name), widest.get(column.name, 0)))
        for column in COLUMNS
    ]
    for name in ("section", "hospital", "kind", "time"):
        if _least(columns) > width:
            columns = [column for column in columns if column.name != name]
    spare = max(0, width - _least(columns))
    shares = sum(column.share for column in columns) or 1
    return [(column, column.least + spare * column.share // shares) for column in columns]


def _named(name: str) -> int:
    """Cells of a column's name with the mark of the order beside it, and of the longest kind in the kinds' column."""
    head = cell_len(t(f"table.{name}")) + 1
    return max(head, *(cell_len(t(f"kind.{kind}")) for kind in get_args(Kind))) if name == "kind" else head


class FigureTable(RowList):
    """Figures as rows, read from the library as they come into sight."""

    def __init__(
        self,
        *,
        mark: Callable[[FigureRow], Piece] | None = None,
        beside: Callable[[FigureRow], list[Piece]] = lambda _: [],
        edge: int = 0,
        empty: str = "table.none",
    ) -> None:
        """mark: what stands before the columns, else ticks; beside: what stands at the right, at most `edge` cells.

        empty: what is said where there are no rows.
        """
        super().__init__(id="rows")
        self.edge = edge
        self._mark, self._beside, self.empty = mark, beside, empty
        self.figures = FigureRows.none()
        self.ticked: set[tuple[str, int]] = set()
        """Passage, and place in it, of the figures that are to be taken along alone."""
        self.widest: dict[str, int] = {}
        """Cells of the widest value and unit that were seen."""

    def show(self, figures: FigureRows, cursor: int) -> None:
        """Take up rows."""
        self.figures, self.widest = figures, {}
        self.rows_changed(cursor)
        self.measure()

    def measure(self) -> None:
        """Make room for the widest value and unit in sight; say so where the columns change."""
        top = self.scroll_offset.y
        widest = dict(self.widest)
        for row in range(top, min(top + self.scrollable_content_region.height, self.row_count())):
            if (found := self.figure(row)) is not None:
                parts = shown(found.figure)
                for name, words in (("value", parts.value), ("unit", parts.unit)):
                    widest[name] = max(widest.get(name, 0), cell_len(words))
        if widest != self.widest:
            self.widest = widest
            self.refresh()
            self.post_message(self.Fitted())

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Other rows, other widths."""
        super().watch_scroll_y(old, new)
        self.measure()

    def heads(self, marked: str = "", arrow: str = "") -> list[Head]:
        """The names of the columns as they stand now, with an arrow beside one."""
        return [
            Head(
                column.name,
                t(f"table.{column.name}") + (arrow if column.name == marked else ""),
                cells_,
                column.name == marked,
                column.right,
            )
            for column, cells_ in columns_for(self._room(), self.widest)
        ]

    def hidden(self) -> list[str]:
        """Names of the columns that there is no room for."""
        names = {column.name for column, _ in columns_for(self._room(), self.widest)}
        return [t(f"table.{column.name}") for column in COLUMNS if column.name not in names]

    def _room(self) -> int:
        """Cells for the columns."""
        return self.scrollable_content_region.width - self.edge - (2 if self.ticked else 0)

    def row_count(self) -> int:
        """One row a figure."""
        return len(self.figures)

    def figure(self, row: int) -> FigureRow | None:
        """The figure of a row; none where its article has changed meanwhile."""
        return self.figures.at(row)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The mark, the columns, what stands at the edge."""
        found = self.figure(row)
        if found is None:
            return (Line([]),)
        mark = self._mark(found) if self._mark else self._tick_of(found)
        columns = columns_for(width - self.edge - (cell_len(mark[0]) if mark else 0), self.widest)
        return (Line([*([mark] if mark else []), *cells(found, columns)], self._beside(found)),)

    def _tick_of(self, row: FigureRow) -> Piece | None:
        """What stands before the columns: a tick, as soon as any row has one."""
        return (("✔ " if place_of(row) in self.ticked else "  "), "accent") if self.ticked else None

    def tick(self) -> None:
        """Tick the row under the cursor, or untick it; on to the next."""
        if (row := self.figure(self.cursor)) is not None:
            self.ticked ^= {place_of(row)}
            self.cursor += 1
            self.refresh()

    def taken(self) -> Sequence[FigureRow]:
        """The ticked rows, in the order they are shown in; where none is ticked, all."""
        if not self.ticked:
            return self.figures
        places = (self.figures.find(*one) for one in self.ticked)
        return [self.figures[place] for place in sorted(place for place in places if place is not None)]


def place_of(row: FigureRow) -> tuple[str, int]:
    """What tells a figure from others: its passage and its place there."""
    return row.passage_id, row.index


def cells(row: FigureRow, columns: Sequence[tuple[Column, int]]) -> list[Piece]:
    """A figure's columns as pieces of one line."""
    figure, parts = row.figure, shown(row.figure)
    edited = t("table.corrected_mark") if figure.corrected else ""
    seen = t("table.confirmed_mark") if figure.confirmed else ""
    contents: dict[str, Piece] = {
        "hospital": (row.hospital, "quiet"),
        "label": (
            seen + edited + parts.label,
            "warn" if edited else "faint" if figure.label_inferred else "",
        ),
        "value": (parts.value, "strong"),
        "unit": (parts.unit, figure.kind),
        "kind": (t(f"kind.{figure.kind}"), figure.kind),
        "time": (parts.time or (figure.time or ""), "faint" if parts.time.startswith("‹") else "quiet"),
        "section": (row.section, "faint"),
    }
    pieces: list[Piece] = []
    for column, width in columns:
        words, style = contents[column.name]
        fitted = to_right(words, width) if column.right else shorten(words, width)
        pieces += [(fitted, style), (" ", "")]
    return pieces[:-1]


def to_right(words: str, width: int) -> str:
    """Words at the right end of so many cells."""
    fitted = shorten(words, width)
    bare = fitted.rstrip(" ")
    return " " * (len(fitted) - len(bare)) + bare
