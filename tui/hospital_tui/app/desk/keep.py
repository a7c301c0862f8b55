"""What is kept for the reader between starts: the place in each article, how the panes are, the settings."""

from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.figures import Figures
from hospital_tui.app.desk.find import Find
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.folding import PANES, fold_of
from hospital_tui.app.settings import SETTINGS, THEME, WIDE, Setting, Value
from hospital_tui.app.state import Fronted, Moved, Narrowed, Retold, State
from hospital_tui.library import cite_as
from hospital_tui.speech import speak, spoken, t
from hospital_tui.speech.figures import say_large

_SETTLED = 0.5
"""Seconds without a move after which the place is written down."""


class Keep(Controller):
    """Writes down and restores."""

    def __init__(self, host: Screen[None], state: State, panes: Panes, find: Find, figures: Figures) -> None:
        super().__init__(host, state, panes)
        self._find = find
        self._figures = figures
        self._settling: Timer | None = None
        self._chosen_wide = False
        state.listen(Moved, self._moved)

    # Places

    def _moved(self, change: Moved) -> None:
        """Write the place down once the reader has come to rest."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.host.set_timer(_SETTLED, self.remember_place)

    def remember_place(self) -> None:
        """Write down where the reader is."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        stop = self.state.stop
        if stop is not None and stop.passage_id is not None:
            article_id, passage_id = stop.article_id, stop.passage_id
            self.keep(lambda: self.reader.remember(article_id, passage_id))

    # Panes

    def furnish(self) -> None:
        """Greet a new reader; put the panes as they were left."""
        if self.state.greeting:
            words = Static(t("greeting"), id="greeting", markup=False)
            self.host.query_one("#middle").mount(words)
            self.state.listen(Retold, lambda _: words.update(t("greeting")))
            self.state.listen(Narrowed, self._narrowed)
        self._put_panes()

    def _narrowed(self, change: Narrowed) -> None:
        """One who filters needs no hint any more."""
        if self.state.found.active:
            self.greeted()

    def greeted(self) -> bool:
        """The reader knows now, for good; whether that is news."""
        if not self.state.greeting:
            return False
        self.state.greeting = False
        self.host.query("#greeting").remove()
        self.keep(lambda: self.reader.set("greeted", True))
        return True

    def _put_panes(self) -> None:
        """Sidebar, filter, pane in front as they were left."""
        from hospital_tui.app.panes.sidebar import ORDERS, REACHES

        left = self.reader.get("left")
        if not isinstance(left, dict):
            return
        if left.get("reach") in REACHES:
            self.panes.sidebar.reach = left["reach"]
        if left.get("order") in ORDERS:
            self.panes.sidebar.order = left["order"]
        self._figures.show()
        text = left.get("filter")
        if isinstance(text, str) and text:
            self.state.set_out()
            self.panes.filter_bar.put(text)
            self._find.look(text)
        if left.get("front") in PANES:
            self.state.go(left["front"])

    def remember_panes(self) -> None:
        """Write down how the panes are, for the next start."""
        left = {
            "reach": self.panes.sidebar.reach,
            "order": self.panes.sidebar.order,
            "filter": self.state.found.query.text if self.state.found.active else "",
            "front": self.state.front,
        }
        self.keep(lambda: self.reader.set("left", left))

    def action_toggle_sides(self) -> None:
        """Show the text alone, or the panes beside it again; kept."""
        state = self.state
        if fold_of(self.app.size.width, self.app.size.height) == "single":
            self.say(t("sides.single"))
            return
        state.alone = not state.alone
        if state.alone and state.front != "reading":
            state.go("reading")
        state.tell(Fronted(focus=False))
        if self.keep(lambda: self.reader.set("alone", state.alone)):
            self.say(t("sides.hidden" if state.alone else "sides.shown"))

    # Settings

    def value(self, setting: Setting) -> Value:
        """The choice in force."""
        if setting.key == "language":
            return spoken()
        if setting is WIDE and self._measured is not None:
            return self._measured
        return setting.sound(self.reader.get(setting.key))

    def settle(self, setting: Setting, value: Value) -> None:
        """Put a choice in force, and keep it."""
        self._put_in_force(setting, value)
        self._chosen_wide = self._chosen_wide or setting is WIDE
        self.keep(lambda: self.reader.set(setting.key, value))

    def _put_in_force(self, setting: Setting, value: Value) -> None:
        """Let the screen be as a choice says."""
        if setting.reading:
            setattr(self.panes.reading, setting.key, value)
        if setting.key == "ambiguous_wide":
            from hospital_tui.app.typography.terminal import draw_ambiguous_wide

            draw_ambiguous_wide(bool(value))
            self.host.refresh(layout=True)
        elif setting.key == "large_numbers":
            say_large(bool(value))
            self._figures.show()
        elif setting.key == "citation":
            cite_as(value)
        elif setting.key == "theme":
            self.app.theme = str(value)
        elif setting.key == "language":
            speak(str(value))
            self.state.tell(Retold())

    @property
    def _measured(self) -> bool | None:
        """What the terminal answered, as long as the reader does not say otherwise."""
        return None if self._chosen_wide else getattr(self.app, "terminal_wide", None)

    def take_up(self, key: str) -> None:
        """Put a setting in force as it is kept now, by its key."""
        if key == "alone":
            self.state.alone = self.reader.get(key) is True
            self.state.tell(Fronted(focus=False))
        for setting in SETTINGS:
            if setting.key == key == "language":
                speak(None, self.reader.get(key))
                self.state.tell(Retold())
            elif setting.key == key:
                self._put_in_force(setting, self.value(setting))

    def settle_all(self) -> None:
        """Put everything in force that was kept; the language is chosen before the screen is made."""
        self.state.alone = self.reader.get("alone") is True
        say_large(False)
        cite_as(None)
        for setting in SETTINGS:
            kept = self.reader.get(setting.key, setting) is not setting
            told = kept or (setting is WIDE and self._measured)
            if told and setting.key != "language":
                self._put_in_force(setting, self.value(setting))

    def action_themes(self) -> None:
        """Choose a theme."""
        from hospital_tui.app.dialogs.themes import ThemesScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self.settle(THEME, name)
                self.say_kept(t("theme.now", name=THEME.words(name)))

        self.app.push_screen(ThemesScreen(), chosen)

    def action_settings(self, at: str = "") -> None:
        """Language, theme, typography; at: the setting to begin with."""
        from hospital_tui.app.dialogs.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.value, self.settle, self.remark, at))

    def remark(self, setting: Setting) -> str:
        """Why a setting does not show as it was chosen: rows cannot be longer than the pane is wide."""
        reading = self.panes.reading
        if setting is WIDE and self._measured is not None:
            return t("setting.ambiguous_wide.measured") + " "
        if setting.key == "measure" and reading.display and reading.row_room < reading.measure:
            return t("setting.measure.room", n=reading.row_room) + " "
        return ""
