"""Going through the figures, the least sure first: right and next, wrong, later; how far it is stands in the bar."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import CORRECT, EXPORT, FILTER, HELP, LATER, RIGHT
from hospital_tui.app.evidence.along import Taken
from hospital_tui.app.evidence.screen import BACK, TO_WORDS, EvidenceScreen
from hospital_tui.app.holding import beside
from hospital_tui.app.leaving import Departure, Origin
from hospital_tui.app.panes.figure_table import FigureTable, place_of
from hospital_tui.app.widgets.line_picture import LinePicture
from hospital_tui.app.widgets.rows import Piece
from hospital_tui.library import FigureRow, FigureRows, Library
from hospital_tui.library.export import figure_table
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import t, why

_MARK = {"right": ("✓ ", "accent"), "later": ("… ", "quiet"), "": ("  ", "")}
"""What was said of a figure since the rows were asked for."""


def _sure(row: FigureRow) -> list[Piece]:
    """How sure an inferred label is."""
    chance = row.figure.confidence
    return [(f"{chance:.0%}", "faint")] if chance is not None and row.figure.label_inferred else []


class ReviewScreen(EvidenceScreen):
    """Filter, figures, words."""

    DEFAULT_CSS = """
    ReviewScreen LinePicture { margin: 0 1; }
    """
    SHOWS: ClassVar[str] = "review"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RIGHT, LATER)
    HINTS: ClassVar[tuple[Command, ...]] = (
        RIGHT,
        hint(CORRECT, "wrong"),
        LATER,
        TO_WORDS,
        BACK,
        FILTER,
        HELP,
        EXPORT,
    )

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self._checked = self._of = 0
        self._next: FigureRow | None = None
        """Where the cursor goes when the rows are asked for anew."""
        self._unsettled = False
        self.said: dict[tuple[str, int], str] = {}
        """What was said of figures since the rows were asked for."""

    def _mark(self, row: FigureRow) -> Piece:
        return _MARK[self.said.get(place_of(row), "")]

    def hidden(self, width: int) -> Sequence[str]:
        """Columns that there is no room for."""
        return self.table.hidden()

    def inside(self) -> Sequence[Widget]:
        """The rows, and of what a machine read the picture of its line."""
        return (FigureTable(mark=self._mark, beside=_sure, edge=8, empty="review.none"), LinePicture())

    @property
    def table(self) -> FigureTable:
        """The rows."""
        return self.query_one(FigureTable)

    def look(self) -> None:
        """Ask for what is still to be looked at."""
        question, after, unsettled = self.question, self._next, self._unsettled
        confirming = self.library.confirming

        def ask() -> tuple[FigureRows, int, tuple[int, int]]:
            if unsettled:
                confirming.settle()
            rows = confirming.to_check(question)
            place = rows.find(after.passage_id, after.index) if after is not None else None
            return rows, place or 0, confirming.progress(question)

        self.ask(ask, self._show)

    def _show(self, answer: tuple[FigureRows, int, tuple[int, int]]) -> None:
        """Take up the rows."""
        rows, cursor, (self._checked, self._of) = answer
        self.said, self._unsettled = {}, False
        self.table.show(rows, cursor)
        self._tell()

    def _tell(self) -> None:
        """Say how far it is."""
        self.found(t("review.progress", done=f"{self._checked:,}", of=f"{self._of:,}"))
        self.status.path = (t("command.review"), t("review.order"))
        self.show_words()

    def figure_row(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.table.figure(self.table.cursor) if self.standing else None

    def show_words(self) -> None:
        """The picture follows the cursor as well."""
        super().show_words()
        row = self.figure_row()
        self.query_one(LinePicture).show(self.library.pictures(row.figure) if row else ())

    # What the reader says of it

    def action_right(self) -> None:
        """The figure is right; on to the next."""
        self._say_of("right", self.library.confirming.confirm)

    def action_later(self) -> None:
        """Not now; on to the next."""
        self._say_of("later", self.library.confirming.put_off)

    def _say_of(self, what: str, say: Callable[[FigureRow], bool]) -> None:
        row = self.figure_row()
        if row is None:
            return
        place = place_of(row)
        if self.said.get(place) != "right":
            try:
                done = say(row)
            except ReaderError as error:
                self.say(t("keep.failed", reason=why(error)), warning=True)
                return
            except KeyError:
                self.say(t("article.gone"), warning=True)
                return
            self._unsettled = True
            self._checked += done and what == "right"
            self.said[place] = what
        self.table.cursor += 1
        self.table.refresh()
        self._tell()

    def action_correct(self) -> None:
        """The figure is wrong: say how it is; on to the next."""
        self._next = self.table.figure(self.table.cursor + 1)
        super().action_correct()

    def corrected(self, said: str) -> None:
        """Something was corrected or undone: what was confirmed is settled with it."""
        self._unsettled = False
        super().corrected(said)
        self._next = None

    def dismiss(self, result: Departure | None = None) -> AwaitComplete:
        """Show what was confirmed everywhere before the reader is elsewhere."""
        if not self._unsettled:
            return super().dismiss(result)

        def leave(words: str = "") -> None:
            self._unsettled = False
            self.dismiss(result)
            if words:
                self.app.call_later(self.say, words, warning=True)

        beside(self.app, self.library.confirming.settle, lambda _: leave(), leave)
        return AwaitComplete()

    def taken(self) -> Taken:
        """All rows."""
        rows = self.table.figures
        return Taken("to-check", len(rows), lambda: figure_table(rows, self.library.article))

    def command(self) -> tuple[str, ...]:
        """What is still to be looked at."""
        return ("figures", "--unchecked")
