"""The way from the main screen to tables, comparison, timeline and charts, to the words of a figure there, and back."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from textual.screen import Screen

from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.figures import Figures
from hospital_tui.app.desk.find import Find
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.evidence.registry import screen_of
from hospital_tui.app.holding import beside
from hospital_tui.app.leaving import Departure, Goto, Instead, Origin
from hospital_tui.app.state import State
from hospital_tui.library import Cancelled, FigureRow
from hospital_tui.speech import spoken, t


class ToEvidence(Controller):
    """Opens the screens of evidence. One that handed the reader over to the words stays installed; Escape brings it back."""

    def __init__(self, host: Screen[None], state: State, panes: Panes, find: Find, figures: Figures) -> None:
        super().__init__(host, state, panes)
        self._find = find
        self._figures = figures
        self._way_back: str | None = None
        """The screen that Escape returns to."""
        self._made_in = ""
        self._corrected_then = 0

    # The screens

    def action_evidence(self, name: str, words: str | None = None) -> None:
        """Open a screen afresh; words: the filter of the screen of evidence from which the reader comes, if one."""
        self.open_evidence(name, words)

    def open_evidence(self, name: str, words: str | None = None, **at: Any) -> None:
        """The same; at: what of the origin is otherwise."""
        self._forget(name)
        self._made_in = spoken()
        screen = screen_of(name)(self.library, self._origin(words)._replace(**at))
        self.app.install_screen(screen, name)
        self._enter(name)

    def _origin(self, words: str | None) -> Origin:
        """Where the reader is; with the main screen's filter, unless a screen of evidence hands its own on."""
        article, found, entry = self.state.article, self.state.found, self._figures.current()
        return Origin(
            hospital=article.hospital.name if article else "",
            article_id=self.state.here,
            passage_id=entry.passage_id if entry else self.state.passage_id,
            place=entry.place if entry else -1,
            filter=words if words is not None else found.query.text if found.active else "",
            scope=found.scope if words is None and found.active else None,
            metric=entry.figure.metric if entry else None,
        )

    def _enter(self, name: str) -> None:
        """Put an installed screen in front."""
        self._way_back = None

        def left(place: Departure | None) -> None:
            if isinstance(place, Goto):
                self._way_back = name
                self.to_figure(place)
                self.say(t("evidence.way_back"))
                return
            self._forget(name)
            if isinstance(place, Instead):
                self.action_evidence(place.name, place.words)

        self.app.push_screen(name, left)

    def _forget(self, name: str) -> None:
        """Let go of a screen."""
        app = self.app
        if app.is_screen_installed(name):
            screen = app.get_screen(name)
            app.uninstall_screen(name)
            if screen.is_attached and screen not in app.screen_stack:
                screen.remove()
        if self._way_back == name:
            self._way_back = None

    def go_back(self) -> bool:
        """Escape: to the screen that led to these words; whether one did."""
        name = self._way_back
        if name is None or self.state.front != "reading" or self._made_in != spoken():
            return False
        self._enter(name)
        return True

    def to_figure(self, place: Goto) -> None:
        """Select the passage and light the figure."""
        try:
            passage = self.library.article(place.article_id).passage(place.passage_id)
        except KeyError:
            passage = None
        if passage is None:
            self.say(t("article.gone"), warning=True)
            return
        figure = passage.figures[place.place] if 0 <= place.place < len(passage.figures) else None
        self.state.jump(place.article_id, place.passage_id, offset=figure.at[0] if figure else None)
        self.state.go("reading")
        if figure is not None:
            self.panes.reading.point(place.passage_id, place.place)

    # Correcting

    def _current_row(self) -> FigureRow | None:
        """The figure under the sidebar's cursor as the library gives it."""
        entry = self._figures.current()
        return self.library.figure_of(entry.article_id, entry.passage_id, entry.place) if entry else None

    def action_right(self) -> None:
        """The figure under the cursor is right; on to the next."""
        self._check(self.library.confirming.confirm)

    def action_later(self) -> None:
        """It is to be looked at later; on to the next."""
        self._check(self.library.confirming.put_off)

    def _check(self, say: Callable[[FigureRow], bool]) -> None:
        """Say something of a figure, and how far the reader is."""
        row, confirming = self._current_row(), self.library.confirming

        def write(row: FigureRow) -> tuple[int, int]:
            say(row)
            confirming.settle()
            return confirming.progress()

        def done(progress: tuple[int, int]) -> None:
            self.take_up_corrections()
            self.panes.sidebar.cursor += 1
            right, of = progress
            self.say_kept(t("review.progress", done=f"{right:,}", of=f"{of:,}"))

        if row is None:
            self.say(t("correct.none"))
        else:
            beside(self.app, lambda: write(row), done, lambda words: self.say(words, warning=True))

    def action_correct(self) -> None:
        """Correct the figure under the cursor, or strike it out."""
        from hospital_tui.app.dialogs.correction import correct_figure

        row = self._current_row()
        if row is None:
            self.say(t("correct.none"))
        else:
            correct_figure(self.app, self.library, row, self.corrected)

    def action_facts(self) -> None:
        """What the article says of itself, to be read and corrected."""
        from hospital_tui.app.dialogs.facts import correct_facts

        article = self.state.article
        if article is None:
            self.say(t("facts.none"))
        else:
            correct_facts(self.app, self.library, article.id, self.corrected)

    def corrected(self, said: str) -> None:
        """A correction was kept: show everything as it is now."""
        self.take_up_corrections()
        self.say_kept(said)

    def take_up_corrections(self) -> None:
        """Read the article and what the filter finds afresh where anything was corrected, and stay where the reader is."""
        state, corrections = self.state, self.library.corrected
        if corrections == self._corrected_then:
            return
        self._corrected_then = corrections
        if state.article is None:
            return
        article_id, passage_id, row = state.article.id, state.passage_id, self.panes.sidebar.cursor
        state.article = None
        self._find.look(state.found.query.text)
        state.reopen(article_id, passage_id)
        if self.panes.sidebar.reach in ("article", "matches"):
            self._figures.show()
        self.panes.sidebar.place_cursor(row)

    def action_corrections(self) -> None:
        """The list of corrections."""
        from hospital_tui.app.dialogs.corrections import CorrectionsScreen

        def left(place: Goto | None) -> None:
            if place is not None:
                self.to_figure(place)

        self.app.push_screen(CorrectionsScreen(self.library), left)

    # Taking along

    def action_export(self) -> None:
        """The sidebar's figures where the reader is there, else those of the filter, or all, as a file."""
        self.work(self._export, "exporting", exclusive=True)

    async def _export(self) -> None:
        """How many there are is asked beside the screen: of a large library that takes a while."""
        from hospital_tui.app.dialogs.export import export_figures

        found, entries = self.state.found, list(self.panes.sidebar.entries)
        query = found.query if found.active else None

        def ask() -> Sequence[FigureRow]:
            if self.state.front != "sidebar":
                return self.library.figures(query, found.scope)
            held = (
                self.library.figure_of(entry.article_id, entry.passage_id, entry.place) for entry in entries
            )
            return [row for row in held if row is not None]

        with suppress(Cancelled):
            rows = await asyncio.to_thread(ask)
            if self.host.is_current:
                export_figures(self, rows, "figures")
