"""The app itself: themes, the main screen, and how it ends."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.driver import Driver
from textual.events import CursorPosition, Resize
from textual.worker import Worker, WorkerError

from hospital_tui.app import first_picture
from hospital_tui.app.collecting import CollectingApp
from hospital_tui.app.command import Command, bindings
from hospital_tui.app.commands import EVERYWHERE
from hospital_tui.app.copying import Copy, copied_words
from hospital_tui.app.desk.screen import MainScreen
from hospital_tui.app.dialogs.too_small import TooSmallScreen
from hospital_tui.app.folding import fold_of
from hospital_tui.app.holding import HoldingApp
from hospital_tui.app.panes.status import StatusLine
from hospital_tui.app.sheets import Sheets
from hospital_tui.app.terminal import HANGUP, end_on_signals, lasting
from hospital_tui.app.terminal_keys import teach
from hospital_tui.app.themes import TERMINAL, THEMES, role_defaults
from hospital_tui.homes import in_browser
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.browser import Uploaded

_STANDS = 0.5
"""Seconds after the first screen in which nobody is kept waiting."""
_PATIENCE = 10.0
"""Seconds that an export under way has to finish when the program ends."""


class HospitalApp(CollectingApp[int], HoldingApp[int]):
    """Shows a library."""

    TITLE = "hospital-tui"
    CSS_PATH = "desk/screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(*EVERYWHERE)

    def __init__(self, library: Library, reader: Reader, *, keep: Callable[[], None] | None = None) -> None:
        """keep: writes down what this start made, for the next one; called once the first screen has stood for a while."""
        teach()
        super().__init__(
            ansi_color=True if "NO_COLOR" in os.environ else None
        )  # so that no colour is sent at all
        self.stylesheet = Sheets(variables=self.stylesheet._variables)
        self.animation_level = "none"
        self._disable_notifications = self._disable_tooltips = (
            True  # ours is the status line; two widgets less
        )
        self.library = library
        self.reader = reader
        self._keep = keep
        self.terminal_wide: bool | None = None
        """Whether the terminal draws ambiguous characters two cells wide, once it has answered."""
        self.last_frame: str | None = None
        """What the main screen showed at the end."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def _validate_theme(self, theme_name: str) -> str:
        """Without colours there is one theme only: main.tcss marks by underline and reverse what others colour."""
        return TERMINAL.name if self.no_color else super()._validate_theme(theme_name)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets again, once anything is styled; before that they are read with the theme's colours anyhow."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the roles of the app look like under a theme that does not know them."""
        return role_defaults()

    def get_driver_class(self) -> type[Driver]:
        """The driver of the platform, which no byte from the keyboard ends and which notices when its terminal is gone."""
        if in_browser():
            from hospital_tui.app.browser import BrowserDriver

            return BrowserDriver
        driver = lasting(super().get_driver_class(), lambda: self.call_later(self.end, HANGUP))
        return first_picture.taking_over(driver)

    def on_load(self) -> None:
        """From now on a signal ends the program as the key for it does."""
        if not self.is_headless:
            end_on_signals(self.end)

    async def on_furnished(self) -> None:
        """The start is over."""
        self.collect_at_rest()
        if self._keep is not None:
            self.set_timer(_STANDS, self._keep)

    def get_default_screen(self) -> MainScreen:
        """The app has one main screen."""
        return MainScreen(self.library, self.reader)

    def on_cursor_position(self, event: CursorPosition) -> None:
        """The terminal's answer to how wide it draws ambiguous characters; the first one counts."""
        if self.terminal_wide is None and event.y == 1 and event.x in (1, 2):
            self.terminal_wide = event.x == 2
            if self.main is not None and self.main.is_mounted:
                self.main.keep.take_up("ambiguous_wide")

    def on_resize(self, event: Resize) -> None:
        """While the window is too small for anything, say so above everything."""
        self.cover(too_small=fold_of(event.size.width, event.size.height) == "none")

    def cover(self, *, too_small: bool) -> None:
        """Put the word that the window is too small above everything, or take it away."""
        if not self.screen_stack:
            return
        covered = isinstance(self.screen, TooSmallScreen)
        if too_small and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not too_small:
            self.pop_screen()

    # What every screen can do

    @property
    def main(self) -> MainScreen | None:
        """The main screen, below all others."""
        return next((screen for screen in self.screen_stack if isinstance(screen, MainScreen)), None)

    def take_up(self) -> None:
        """What was corrected is shown by the screen in front, whichever that is now."""
        front: Any = self.screen if self.screen_stack else None
        if hasattr(front, "take_up_corrections"):
            front.take_up_corrections()

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something in the status line in front, else in that of the main screen."""
        status = self._status()
        if status is not None:
            status.say(message, warning=warning)

    def _status(self) -> StatusLine | None:
        """The status line that is seen; none once the program closes."""
        if not self.screen_stack:
            return None
        in_front = self.screen.query(StatusLine)
        return in_front.first() if in_front else self.main.panes.status if self.main else None

    def on_uploaded(self, event: "Uploaded") -> None:
        """Add what the reader sent from a browser."""
        if self.main is not None and self.main.furnished:
            self.main.grow.add_uploaded(event.folder)

    def on_copy(self, event: Copy) -> None:
        """Copy words, and say which and where they went."""
        from hospital_tui.app import clipboard

        home = self.reader.path.parent if self.reader.path else Path.home()
        copied = clipboard.copy(event.words, terminal=self.copy_to_clipboard, keep_in=home / "copied.txt")
        status = self._status()
        room = status.message_room if status is not None else self.size.width
        self.say(
            copied_words(copied, event.words, event.what, room), warning=copied.way in ("file", "failed")
        )

    def action_help(self) -> None:
        """All keys, the filter language, the marks of figures."""
        from hospital_tui.app.dialogs.help import HelpScreen

        self.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Find any command of the screen in front by its name and run it there, as its key would."""
        from hospital_tui.app.dialogs.palette import PaletteScreen

        bound = {
            active.binding.id: (active.binding.action, active.node)
            for active in self.screen.active_bindings.values()
            if active.binding.id
        }

        async def run(command: Command | None) -> None:
            if command is not None:
                action, node = bound.get(command.id, (command.action, self.screen))
                await self.run_action(action, node)

        self.push_screen(PaletteScreen(bound), run)

    async def action_quit(self) -> None:
        """Leave from any screen as from the main one: place and panes are kept, an adding is stopped."""
        self.end(0)

    def end(self, code: int) -> None:
        """End the program with an exit code once nothing is being written any more."""

        async def leave() -> Any:  # made when it is run: a signal may come when nothing runs any more
            await self._end(code)

        self.run_worker(leave, group="leave", exclusive=True)

    async def _end(self, code: int) -> None:
        await self._mounted_event.wait()
        for screen in self.screen_stack:  # what has not begun cannot be ended
            await screen._mounted_event.wait()
        if self.main is not None:
            await self.main.leave()
        self.last_frame = self._frame()
        exports = [worker for worker in self.workers if worker.group == "export" and not worker.is_finished]
        stopped = bool(exports) and not await self._ended(exports)
        if stopped:  # the program ends when their threads have: they find out at the next row
            for export in exports:
                export.cancel()
            self.library.cancel()
        self.exit(code, message=t("export.stopped") if stopped else None)

    async def _ended(self, exports: list[Worker[Any]]) -> bool:
        """Wait for exports under way; whether they came to their end."""
        self.say(t("export.ending"))
        ending = asyncio.ensure_future(self.workers.wait_for_complete(exports))
        ended, _ = await asyncio.wait([ending], timeout=_PATIENCE)
        ending.cancel()
        with suppress(asyncio.CancelledError, WorkerError):  # how it went, the export says itself
            await ending
        return bool(ended)

    def _print_error_renderables(self) -> None:
        with suppress(OSError, ValueError):  # last words to a terminal that is gone
            super()._print_error_renderables()

    def _frame(self) -> str | None:
        """The main screen as it stands, for the next start; none where something is above it or a filter is set."""
        main = self.main
        if main is None or self.screen is not main or main.state.found.active or not main.furnished:
            return None
        main.panes.status.clear()
        return main._compositor.render_full_update().render_segments(self.console)

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit; the status line says what does."""
        self.say(t("app.how_to_quit"))
