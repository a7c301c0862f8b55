"""The figures table: every figure of a scope in a row, sorted by any column, each a key from its words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Literal, NamedTuple, get_args

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import ARRANGE, EXPORT, FILTER, HELP, IN, OUT, REVERSE, SWITCH
from hospital_tui.app.evidence.screen import BACK, SHORT_CORRECT, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Origin
from hospital_tui.app.widgets.heads import ColumnHeads, Head
from hospital_tui.app.widgets.rows import Line, Piece, RowList, shorten
from hospital_tui.library import FigureRow, FigureRows, Library, Query, Scope
from hospital_tui.model import Kind
from hospital_tui.speech import t
from hospital_tui.speech.figures import shown

Reach = Literal["passage", "article", "hospital", "scope", "all"]
"""How much the table holds the figures of."""
REACHES: tuple[Reach, ...] = ("all", "scope", "hospital", "article", "passage")


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


def columns_for(width: int, widest: Mapping[str, int] = MappingProxyType({})) -> list[tuple[Column, int]]:
    """The columns that there is room for, each with its cells; one blank stands between two.

    widest: cells that values and units take.
    """
    columns = [
        column._replace(least=max(column.least, _named(column.name), widest.get(column.name, 0)))
        for column in COLUMNS
    ]
    for name in ("section", "hospital", "kind", "time"):
        if sum(column.least + 1 for column in columns) - 1 > width:
            columns = [column for column in columns if column.name != name]
    spare = max(0, width - sum(column.least + 1 for column in columns) + 1)
    shares = sum(column.share for column in columns) or 1
    return [(column, column.least + spare * column.share // shares) for column in columns]


def hidden_columns(width: int, widest: Mapping[str, int] = MappingProxyType({})) -> list[str]:
    """Names of the columns that there is no room for."""
    shown = {column.name for column, _ in columns_for(width, widest)}
    return [t(f"table.{column.name}") for column in COLUMNS if column.name not in shown]


def _named(name: str) -> int:
    """Cells of a column's name with the mark of the order beside it, and of the longest kind in the kinds' column."""
    head = cell_len(t(f"table.{name}")) + 1
    return max(head, *(cell_len(t(f"kind.{kind}")) for kind in get_args(Kind))) if name == "kind" else head


class Answer(NamedTuple):
    """What is shown for a filter."""

    rows: FigureRows
    """Figures whose label, metric or unit the words are; where there are none, those of the passages that hold them."""
    cursor: int
    more: int
    """Figures of passages that hold the words, which are not called so."""


class FigureTable(RowList):
    """Figures as rows, read from the library as they come into sight."""

    def __init__(self) -> None:
        super().__init__(id="rows")
        self.figures: Sequence[FigureRow] = ()
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

    def row_count(self) -> int:
        """One row a figure."""
        return len(self.figures)

    def figure(self, row: int) -> FigureRow | None:
        """The figure of a row; none where its article has changed meanwhile."""
        try:
            return self.figures[row] if 0 <= row < len(self.figures) else None
        except LookupError:
            return None

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The columns."""
        found = self.figure(row)
        return (Line([]),) if found is None else (Line(cells(found, columns_for(width, self.widest))),)

    def empty_text(self) -> str:
        """Why there is nothing."""
        return t("table.none")


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


class TableScreen(EvidenceScreen):
    """Scope, order, filter, rows."""

    SHOWS: ClassVar[str] = "table"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN, SWITCH, ARRANGE, REVERSE)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        FILTER,
        hint(SWITCH, "scope"),
        hint(ARRANGE, "sort"),
        REVERSE,
        HELP,
        EXPORT,
        SHORT_CORRECT,
    )

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.reach: Reach = "scope" if origin.scope else "all"
        self.order = "reading"
        self.descending = False
        self._from_top = False
        """The rows were sorted: the first one is to be seen."""

    def inside(self) -> Sequence[Widget]:
        """Heads and rows."""
        return ColumnHeads(), FigureTable()

    @property
    def table(self) -> FigureTable:
        """The rows."""
        return self.query_one(FigureTable)

    def look(self) -> None:
        """Ask for the figures of scope, filter and order; the cursor stays on its figure, at first the main screen's."""
        shown = self.figure_row()
        kept = (shown.passage_id, shown.index) if shown else (self.origin.passage_id or "", self.origin.place)
        stay = self.table.cursor if self.staying else 0
        from_top, self._from_top = self._from_top, False
        order, descending = self.order, self.descending
        asked, named = self.question, self.question.of_figures()
        scope = Scope(article_id=self.origin.article_id) if self.reach == "article" else None
        scope = self.origin.scope if self.reach == "scope" else scope
        hospital = self.origin.hospital if self.reach == "hospital" else None
        passage = self.origin.passage_id if self.reach == "passage" else None

        def figures(query: Query) -> FigureRows:
            return self.library.figures(
                query, scope, order=order, descending=descending, hospital=hospital, passage_id=passage
            )

        def question() -> Answer:
            rows = figures(named)
            around = rows if named == asked else figures(asked)
            more = around.beside(rows)
            if not rows:
                rows = around
            place = None if from_top else rows.find(*kept)
            return Answer(rows, stay if place is None else place, more)

        self.ask(question, self._show)

    def _show(self, answer: "Answer") -> None:
        """Take up the rows and say what they are."""
        rows, more = answer.rows, answer.more
        self.table.show(rows, answer.cursor)
        self._show_heads()
        arrow = "↓" if self.descending else "↑"
        said = [t("command.table"), t(f"table.reach.{self.reach}")]
        said.append(t("order.reading") if self.order == "reading" else t(f"table.{self.order}") + arrow)
        self.status.path = tuple(said)
        count = t("table.count", n=len(rows), count=f"{len(rows):,}")
        if more:
            key = "table.only_passages" if more == len(rows) else "table.also_passages"
            count = t(key, count=count, n=f"{more:,}")
        self.found(count)
        self.show_words()

    def _show_heads(self) -> None:
        """Names of the columns, the one sorted by marked."""
        heads = []
        for column, width in columns_for(self.table.scrollable_content_region.width, self.table.widest):
            mark = ("↓" if self.descending else "↑") if column.name == self.order else ""
            heads.append(Head(column.name, t(f"table.{column.name}") + mark, width, bool(mark), column.right))
        self.query_one(ColumnHeads).show(heads)

    @on(FigureTable.Fitted)
    def _fitted(self) -> None:
        """Heads follow the columns."""
        if self.standing:
            self._show_heads()

    def fit(self) -> None:
        """Heads follow the width."""
        super().fit()
        if self.standing:
            self.call_after_refresh(self._show_heads)

    def figure_row(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.table.figure(self.table.cursor) if self.standing else None

    def hidden(self, width: int) -> Sequence[str]:
        """Columns that there is no room for."""
        return hidden_columns(width, self.table.widest)

    # Scope and order

    def unused(self) -> Sequence[str]:
        """Nothing: it knows the filter's scope."""
        return ()

    def action_widen(self) -> None:
        """All, what the main screen's filter looks at, this hospital, this article, this passage, and round again."""
        offered = [reach for reach in REACHES if self._offered(reach)]
        self.reach = offered[(offered.index(self.reach) + 1) % len(offered)]
        self.look()

    def _offered(self, reach: Reach) -> bool:
        """Whether a scope can be chosen."""
        origin = self.origin
        has = {
            "all": True,
            "scope": origin.scope is not None,
            "hospital": bool(origin.hospital),
            "article": origin.article_id is not None,
            "passage": origin.passage_id is not None,
        }
        return has[reach]

    def action_arrange(self) -> None:
        """Sort by the next column; after the last as the figures stand."""
        self._turn(1)

    def action_step_in(self) -> None:
        """Sort by the column to the right."""
        self._turn(1)

    def action_step_out(self) -> None:
        """Sort by the column to the left."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        orders = ["reading", *(column.name for column in COLUMNS)]
        self.sort(orders[(orders.index(self.order) + by) % len(orders)])

    def sort(self, order: str, *, descending: bool = False) -> None:
        """Sort by a column, and show what comes first."""
        self.order, self.descending, self._from_top = order, descending, True
        self.look()

    def action_reverse(self) -> None:
        """The other direction."""
        self.sort(self.order, descending=not self.descending)

    @on(ColumnHeads.Pressed)
    def _head_pressed(self, event: ColumnHeads.Pressed) -> None:
        """A click on a head sorts by it; the second turns the order round."""
        self.sort(event.name, descending=event.name == self.order and not self.descending)

    def action_export(self) -> None:
        """Take the rows along as a file."""
        from hospital_tui.app.dialogs.export import export_figures

        export_figures(self, self.table.figures, "figures")
