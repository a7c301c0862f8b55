"""The settings: changed with the arrows, seen at once, kept."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from hospital_tui.app.command import bindings
from hospital_tui.app.commands import IN, OUT
from hospital_tui.app.dialogs.dialog import Choices, Dialog
from hospital_tui.app.settings import SETTINGS, Setting, Value
from hospital_tui.app.widgets.rows import Line
from hospital_tui.speech import t


class SettingsScreen(Dialog[None]):
    """One row a setting, with the choice in force at the edge."""

    aside = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(OUT, IN)

    def __init__(
        self,
        value: Callable[[Setting], Value],
        settle: Callable[[Setting, Value], None],
        remark: Callable[[Setting], str],
        at: str = "",
    ) -> None:
        """remark: why a choice does not show as it is; at: the setting to begin with."""
        super().__init__(t("command.settings"), t("settings.keys"))
        self._value = value
        self._settle = settle
        self._remark = remark
        self._at = next((row for row, setting in enumerate(SETTINGS) if setting.key == at), 0)

    def inside(self) -> Sequence[Widget]:
        """The list."""
        return (Choices([self._line(setting) for setting in SETTINGS], at=self._at),)

    def on_resize(self) -> None:
        """What a choice comes to may be otherwise now."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        """Take up the choices in force."""
        self.query_one(Choices).show([self._line(each) for each in SETTINGS])

    def _line(self, setting: Setting) -> Line:
        """Name and choice."""
        return Line(
            [(t(f"setting.{setting.key}"), "")],
            [
                (self._remark(setting), "warn"),
                ("‹ ", "quiet"),
                (setting.words(self._value(setting)), "accent"),
                (" ›", "quiet"),
            ],
        )

    def _turn(self, by: int) -> None:
        """Take the next choice of the setting under the cursor."""
        choices = self.query_one(Choices)
        setting = SETTINGS[choices.cursor]
        self._settle(setting, setting.turned(self._value(setting), by))
        self._show()
        self.call_after_refresh(self._show)  # once the text is set, it is known what the choice comes to

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
