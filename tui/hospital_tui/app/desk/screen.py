"""The main screen: the desk with its commands and the dialogs that open above it."""

from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click, Key

from hospital_tui.app.commands import GLOBAL, IN, OUT, Command, bindings
from hospital_tui.app.desk.desk_remove import RemoveDesk
from hospital_tui.app.settings import THEME, Setting
from hospital_tui.speech import t


class MainScreen(RemoveDesk):
    """The whole job: walk hospitals, sections and passages, see their figures, filter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*GLOBAL, OUT, IN)

    async def furnish(self) -> None:
        """Mount the rest, then say what the library has to report."""
        await super().furnish()
        self.watch(self.reading, "scroll_y", self.status.stepped, init=False)
        if notices := self.notices():
            self.say(t("notices.some", n=len(notices)), warning=True)

    # Messages stay until the reader does something else; the status line lets them go after a while as well

    def on_key(self, event: Key) -> None:
        """A key ends the message."""
        self.status.clear()

    def on_click(self, event: Click) -> None:
        """So does a click."""
        self.status.clear()

    # Dialogs; their modules are imported when they are wanted

    def action_help(self) -> None:
        """All keys, the filter language, the marks of figures."""
        from hospital_tui.app.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Find any command by its name and run it."""
        from hospital_tui.app.dialogs.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(), self._run)

    async def _run(self, command: Command | None) -> None:
        """Run what was chosen in the palette, as its key would."""
        if command is not None:
            await self.run_action(command.action)

    def action_notices(self) -> None:
        """What the library found wrong."""
        from hospital_tui.app.dialogs.notices import NoticesScreen

        self.app.push_screen(NoticesScreen(self.notices()))

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
        room = self.reading.row_room
        if setting.key == "measure" and self.reading.display and room < self.reading.measure:
            return t("setting.measure.room", n=room) + " "
        return ""

    def action_filter_figures(self) -> None:
        """Only figures with a label, unit or kind that the reader types."""
        from hospital_tui.app.dialogs.want import WantScreen

        if self.furnished:
            self.action_go("sidebar")
            self.app.push_screen(WantScreen(self.sidebar))

    async def action_quit(self) -> None:
        """Leave; bookmarks and notes are kept already, place and panes are now."""
        self.remember_place()
        self.remember_panes()
        self.run_worker(self._leave(), group="leave", exclusive=True)

    async def _leave(self) -> None:
        """End the program once nothing is being written any more."""
        await self.stop_adding()
        self.app.exit(0)
