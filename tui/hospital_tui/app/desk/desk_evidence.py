"""The way from the desk to tables, comparison, timeline and charts, to the words of a figure there, and back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hospital_tui.app.desk.desk_marks import MarkDesk
from hospital_tui.library import FigureRow
from hospital_tui.speech import spoken, t

if TYPE_CHECKING:
    from hospital_tui.app.evidence.screen import Departure, EvidenceScreen, Goto

Make = Callable[[], "EvidenceScreen"]


class EvidenceDesk(MarkDesk):
    """The desk with the screens of evidence above it.

    A screen that handed the reader over to the words stays installed; Escape brings it back as it was.
    """

    way_back: str | None = None
    """The screen that Escape returns to."""
    _made_in = ""
    _corrected_then = 0
    _taken_along = ""
    """The filter of the screen of evidence from which the reader goes to another."""

    def _evidence(self, name: str, make: Make) -> None:
        """Open a screen afresh."""
        if not self.furnished:
            return
        self._forget(name)
        self._made_in = spoken()
        screen = make()
        if self._taken_along:
            screen.begin_with(self._taken_along)
        self.app.install_screen(screen, name)
        self._enter(name)

    def _to_begin_with(self) -> str:
        """The main screen's filter, unless a screen of evidence hands its own on."""
        return self.found.query.text if self.found.active and not self._taken_along else ""

    def _enter(self, name: str) -> None:
        """Put an installed screen in front."""
        self.way_back = None

        async def left(place: "Departure | None") -> None:
            from hospital_tui.app.evidence.screen import Instead

            if place is None:
                self._forget(name)
            elif isinstance(place, Instead):
                self._forget(name)
                self._taken_along = place.words
                await self.run_action(place.action)
                self._taken_along = ""
            else:
                self.way_back = name
                self.to_figure(place)
                self.say(t("evidence.way_back"))

        self.app.push_screen(name, left)

    def _forget(self, name: str) -> None:
        """Let go of a screen."""
        if self.app.is_screen_installed(name):
            screen = self.app.get_screen(name)
            self.app.uninstall_screen(name)
            if screen.is_attached and screen not in self.app.screen_stack:
                screen.remove()
        if self.way_back == name:
            self.way_back = None

    def to_figure(self, place: "Goto") -> None:
        """Select the passage and light the figure."""
        passage = None
        try:
            article = self.library.article(place.article_id)
            passage = next(one for one in article.selectable() if one.id == place.passage_id)
        except (KeyError, StopIteration):
            self.say(t("article.gone"), warning=True)
            return
        figure = passage.figures[place.place] if 0 <= place.place < len(passage.figures) else None
        self.jump(place.article_id, place.passage_id, offset=figure.at[0] if figure else None)
        self.action_go("reading")
        if figure is not None:
            self.reading.point(place.passage_id, place.place)

    def action_clear_filter(self) -> None:
        """Escape: back to the screen that led here, else as ever."""
        name = self.way_back
        if name is not None and self.front == "reading" and self._made_in == spoken():
            self._enter(name)
        else:
            super().action_clear_filter()

    # The screens

    def action_table(self) -> None:
        """All figures in a table."""
        from hospital_tui.app.evidence.table import TableScreen, Where

        article = self.article
        where = Where(
            article.hospital.name if article else "",
            article.id if article else None,
            self.passage_id,
            self._to_begin_with(),
        )
        self._evidence("table", lambda: TableScreen(self.library, self.reader, where))

    def action_compare(self) -> None:
        """Hospitals side by side."""
        from hospital_tui.app.evidence.compare import CompareScreen

        words = self._to_begin_with()
        self._evidence("compare", lambda: CompareScreen(self.library, self.reader, words))

    def action_timeline(self) -> None:
        """Dates and figures along the years."""
        from hospital_tui.app.evidence.timeline import TimelineScreen

        self._evidence("timeline", lambda: TimelineScreen(self.library, self.reader))

    def action_charts(self) -> None:
        """One metric over hospitals or over time."""
        from hospital_tui.app.evidence.charts import ChartScreen

        entry = self.current_figure()
        metric = entry.figure.metric if entry else None
        self._evidence("charts", lambda: ChartScreen(self.library, self.reader, metric))

    # Correcting

    def _current_row(self) -> FigureRow | None:
        """The figure under the sidebar's cursor as the library gives it."""
        entry = self.current_figure()
        if entry is None:
            return None
        rows = self.library.figures(passage_id=entry.passage_id)
        return next((row for row in rows if row.index == entry.place), None)

    def action_correct(self) -> None:
        """Correct the figure under the cursor, or strike it out."""
        from hospital_tui.app.dialogs.correction import correct_figure

        row = self._current_row()
        if row is None:
            self.say(t("correct.none"))
        else:
            correct_figure(self.app, self.library, row, self.corrected)

    def corrected(self, said: str) -> None:
        """A correction was kept: show everything as it is now."""
        self._corrected_then = self.library.corrected
        self.take_up_corrections()
        self.say_kept(said)

    def take_up_corrections(self) -> None:
        """Read the article and what the filter finds afresh, and stay where the reader is."""
        if self.article is None:
            return
        article_id, passage_id, row = self.article.id, self.passage_id, self.sidebar.cursor
        self.article = None
        self.look(self.found.query.text)
        self.open(article_id, passage_id)
        if self.sidebar.reach in ("article", "matches"):
            self.show_figures()
        self.sidebar.place_cursor(row)

    def on_screen_resume(self) -> None:
        """Coming back from a screen in which figures were corrected."""
        corrections = self.library.corrected
        if corrections != self._corrected_then:
            self._corrected_then = corrections
            self.take_up_corrections()

    def action_corrections(self) -> None:
        """The list of corrections."""
        from hospital_tui.app.dialogs.correction import CorrectionsScreen

        def left(place: "Goto | None") -> None:
            if place is not None:
                self.to_figure(place)

        self.app.push_screen(CorrectionsScreen(self.library), left)

    # Taking along

    def action_export(self) -> None:
        """The figures of the filter, or all, as a file."""
        from hospital_tui.app.dialogs.export import export_figures

        query = self.found.query if self.found.active else None
        export_figures(self, self.library.figures(query, self.found.scope), "figures")
