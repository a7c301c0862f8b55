"""The settings: changed with the arrows, seen at once, kept."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.commands import IN, OUT, bindings
from hospital_tui.app.screens.dialog import Choices, Dialog
from hospital_tui.app.settings import SETTINGS, Setting, Value
from hospital_tui.app.text import t
from hospital_tui.app.widgets.rows import Line


class SettingsScreen(Dialog[None]):
    """One row a setting, with the choice in force at the edge."""

    aside = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN)

    def __init__(self, value: Callable[[Setting], Value], settle: Callable[[Setting, Value], None]) -> None:
        super().__init__(t("settings.title"), t("settings.keys"))
        self._value = value
        self._settle = settle

    def inside(self) -> Sequence[Widget]:
        """The list."""
        return (Choices([self._line(setting) for setting in SETTINGS]),)

    def _line(self, setting: Setting) -> Line:
        """Name and choice."""
        return Line(
            [(t(f"setting.{setting.key}"), "")],
            [("‹ ", "quiet"), (setting.words(self._value(setting)), "accent"), (" ›", "quiet")],
        )

    def _turn(self, by: int) -> None:
        """Take the next choice of the setting under the cursor."""
        choices = self.query_one(Choices)
        setting = SETTINGS[choices.cursor]
        self._settle(setting, setting.turned(self._value(setting), by))
        choices.show([self._line(each) for each in SETTINGS])

    def action_step_out(self) -> None:
        """The choice before."""
        self._turn(-1)

    def action_step_in(self) -> None:
        """The next choice."""
        self._turn(1)

    @on(Choices.Chosen)
    def _chosen(self) -> None:
        """Enter takes the next choice too."""
        self._turn(1)
