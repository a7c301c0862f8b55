"""The figures table: every figure of a scope in a row, sorted by any column, each a key from its words."""

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple, TypedDict

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import ARRANGE, EXPORT, FILTER, HELP, IN, OUT, REVERSE, SWITCH, TICK
from hospital_tui.app.evidence.along import Taken, options
from hospital_tui.app.evidence.screen import BACK, SHORT_CORRECT, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Origin
from hospital_tui.app.panes.figure_table import COLUMNS, FigureTable
from hospital_tui.app.widgets.heads import ColumnHeads
from hospital_tui.library import FigureRow, FigureRows, Library, Scope
from hospital_tui.library.export import figure_table
from hospital_tui.speech import t

Reach = Literal["passage", "article", "hospital", "scope", "all"]
"""How much the table holds the figures of."""
REACHES: tuple[Reach, ...] = ("all", "scope", "hospital", "article", "passage")


class Narrowed(TypedDict):
    """What `Library.named_figures` is asked for."""

    scope: Scope | None
    hospital: str | None
    passage_id: str | None
    order: str
    descending: bool


class Answer(NamedTuple):
    """What is shown for a filter."""

    rows: FigureRows
    """Figures whose label, metric or unit the words are; where there are none, those of the passages that hold them."""
    cursor: int
    more: int
    """Figures of passages that hold the words, which are not called so."""


class TableScreen(EvidenceScreen):
    """Scope, order, filter, rows."""

    SHOWS: ClassVar[str] = "table"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN, SWITCH, ARRANGE, REVERSE, TICK)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        FILTER,
        hint(SWITCH, "scope"),
        hint(ARRANGE, "sort"),
        REVERSE,
        HELP,
        TICK,
        EXPORT,
        SHORT_CORRECT,
    )

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.reach: Reach = "scope" if origin.scope else "all"
        self.order = "reading"
        self.descending = False
        self._more = 0
        self._from_top = False
        """The rows were sorted: the first one is to be seen."""

    def hidden(self, width: int) -> Sequence[str]:
        """Columns that there is no room for."""
        return self.table.hidden()

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
        question = self.question
        narrowed = self._narrowed()

        def ask() -> Answer:
            rows, more = self.library.named_figures(question, **narrowed)
            place = None if from_top else rows.find(*kept)
            return Answer(rows, stay if place is None else place, more)

        self.ask(ask, self._show)

    def _show(self, answer: "Answer") -> None:
        """Take up the rows and say what they are."""
        self.table.show(answer.rows, answer.cursor)
        self._more = answer.more
        self._tell()

    def _tell(self) -> None:
        """Say what the rows are."""
        rows, more = self.table.figures, self._more
        self._show_heads()
        arrow = "↓" if self.descending else "↑"
        said = [t("command.table"), t(f"reach.{self.reach}")]
        said.append(t("order.reading") if self.order == "reading" else t(f"table.{self.order}") + arrow)
        self.status.path = tuple(said)
        count = t("table.count", n=len(rows), count=f"{len(rows):,}")
        if self.table.ticked:
            count += t("table.ticked", n=len(self.table.ticked))
        if more:
            key = "table.only_passages" if more == len(rows) else "table.also_passages"
            count = t(key, count=count, n=f"{more:,}")
        self.found(count)
        self.show_words()

    def _show_heads(self) -> None:
        """Names of the columns, the one sorted by marked."""
        arrow = "↓" if self.descending else "↑"
        self.query_one(ColumnHeads).show(self.table.heads(self.order, arrow))

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

    def _narrowed(self) -> Narrowed:
        """What of the library is looked at, and in which order."""
        origin, reach = self.origin, self.reach
        scope = Scope(article_id=origin.article_id) if reach == "article" else None
        return {
            "scope": origin.scope if reach == "scope" else scope,
            "hospital": origin.hospital if reach == "hospital" else None,
            "passage_id": origin.passage_id if reach == "passage" else None,
            "order": self.order,
            "descending": self.descending,
        }

    def figure_row(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.table.figure(self.table.cursor) if self.standing else None

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
        self.sidestep(1)

    def sidestep(self, by: int) -> None:
        """Sort by the column to the right, or the one before."""
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

    def action_tick(self) -> None:
        """Tick the row, so that only ticked ones are taken along; on to the next."""
        self.table.tick()
        self._tell()

    def taken(self) -> Taken:
        """The ticked rows, or all."""
        rows = self.table.taken()
        return Taken("figures", len(rows), lambda: figure_table(rows, self.library.article))

    def command(self) -> tuple[str, ...]:
        """Filter, scope and order."""
        held = self._narrowed()
        scope = held["scope"] or Scope()
        named = ("--named",) if self.question.of_figures() != self.question else ()
        ordered = options(order=self.order if self.order != "reading" else None)
        return (
            "figures",
            *named,
            *options(
                hospital=held["hospital"],
                article=scope.article_id,
                section=scope.section,
                passage=held["passage_id"],
            ),
            *ordered,
            *(("--descending",) if self.descending else ()),
        )
