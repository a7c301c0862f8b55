"""The timeline: dates and figures along the years and months, how dense they are, each a key from its words."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import Command, bindings, hint
from hospital_tui.app.commands import EXPORT, FILTER, HELP, IN, OUT, PICK_HOSPITALS, SWITCH
from hospital_tui.app.evidence.along import Taken, options, waiting_words
from hospital_tui.app.evidence.screen import BACK, TO_WORDS, EvidenceScreen
from hospital_tui.app.leaving import Origin
from hospital_tui.app.panes.density import Density
from hospital_tui.app.panes.moments import NARROW, Moments
from hospital_tui.library import FigureRow, FigureRows, Library
from hospital_tui.library.export import figure_table
from hospital_tui.library.figures import SHOWN, Shown, Timeline
from hospital_tui.speech import t


class TimelineScreen(EvidenceScreen):
    """Filter, density, rows, words."""

    SHOWS: ClassVar[str] = "timeline"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN, PICK_HOSPITALS, SWITCH)
    HINTS: ClassVar[tuple[Command, ...]] = (
        TO_WORDS,
        BACK,
        hint(IN, "month", shown="← →"),
        FILTER,
        hint(PICK_HOSPITALS, "hospitals"),
        hint(SWITCH, "shown"),
        HELP,
        EXPORT,
    )

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__(library, origin)
        self.hospital: str | None = None
        """The one hospital shown; none: all."""
        self.shown: Shown = "all"

    def inside(self) -> Sequence[Widget]:
        """Density above, rows below."""
        return Density(), Moments(self.library)

    def hidden(self, width: int) -> Sequence[str]:
        """The hospitals of several, where there is no room."""
        return [t("table.hospital")] if width < NARROW and self.hospital is None else []

    @property
    def moments(self) -> Moments:
        """The rows."""
        return self.query_one(Moments)

    def look(self) -> None:
        """Ask for what speaks of a time; the cursor stays on its figure."""
        kept, stay = self.figure_row(), self.moments.cursor if self.staying else 0
        hospital, shown, question = self.hospital, self.shown, self.question

        def ask() -> tuple[Timeline, int]:
            found = self.library.timeline(question, hospital=hospital, shown=shown)
            place = found.rows.find(kept.passage_id, kept.index) if kept is not None else None
            return found, stay if place is None else place

        self.ask(ask, self._show)

    def _show(self, answer: tuple[Timeline, int]) -> None:
        """Take up the rows and say what they are."""
        timeline, cursor = answer
        self.moments.show(timeline, cursor, several=self.hospital is None)
        self.query_one(Density).show(timeline.stretches)
        years, undated = len(timeline.years()), timeline.undated
        said = t("timeline.count", n=len(timeline.rows), count=f"{len(timeline.rows):,}", years=years)
        of_no_year = t("timeline.of_no_year", n=f"{undated:,}") if undated else ""
        self.found(said + of_no_year + waiting_words(self.library))
        self.show_words()

    def figure_row(self) -> FigureRow | None:
        """The figure under the cursor."""
        return self.moments.figure(self.moments.cursor) if self.standing else None

    def show_words(self) -> None:
        """The words, and in the bar of density the month."""
        super().show_words()
        place = self.moments.timeline.at(self.moments.cursor) if self.moments.timeline else -1
        self.query_one(Density).mark(place)
        said = [t("command.timeline"), self.hospital or t("pick.all"), t(f"timeline.shown.{self.shown}")]
        if self.moments.timeline and place >= 0:
            month = self.moments.timeline.stretches[place]
            key = "timeline.month" if month.month else "timeline.year" if month.year else "timeline.undated"
            said.append(t(key, year=month.year, month=month.month))
        self.status.path = tuple(said)

    # Moving by months

    def sidestep(self, by: int) -> None:
        """To the next month that anything is said of, or the one before."""
        timeline = self.moments.timeline
        if timeline is None or not timeline.stretches:
            return
        place = timeline.at(self.moments.cursor) + by
        self.moments.cursor = timeline.stretches[max(0, min(place, len(timeline.stretches) - 1))].place

    @on(Density.Pressed)
    def _month_pressed(self, event: Density.Pressed) -> None:
        """A click on a month goes to its first row."""
        if self.moments.timeline is not None:
            self.moments.cursor = self.moments.timeline.stretches[event.stretch].place

    # Choosing

    def action_pick_hospitals(self) -> None:
        """Choose one hospital, or all."""
        from hospital_tui.app.dialogs.pick import PickScreen

        def picked(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self.hospital = None if chosen[0] == t("pick.all") else chosen[0]
                self.look()

        def pick(names: Sequence[str]) -> None:
            self.app.push_screen(PickScreen("pick.one", [t("pick.all"), *names], several=False), picked)

        question = self.question
        self.ask_beside(lambda: self.library.hospitals(question), pick, self.say)

    def action_widen(self) -> None:
        """Dates and figures, dates only, figures only."""
        self.shown = SHOWN[(SHOWN.index(self.shown) + 1) % len(SHOWN)]
        self.look()

    def taken(self) -> Taken:
        """All rows."""
        rows = self.moments.timeline.rows if self.moments.timeline is not None else FigureRows.none()
        return Taken("timeline", len(rows), lambda: figure_table(rows, self.library.article))

    def command(self) -> tuple[str, ...]:
        """Hospital and what is shown."""
        shown = None if self.shown == "all" else self.shown
        return ("timeline", *options(hospital=self.hospital, shown=shown))
