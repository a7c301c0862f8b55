"""Choosing a theme: it is seen as the cursor moves."""

from collections.abc import Sequence

from textual import on
from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Choices, Dialog
from hospital_tui.app.settings import THEME
from hospital_tui.app.widgets.rows import Line
from hospital_tui.speech import t


class ThemesScreen(Dialog[str]):
    """The themes; Esc goes back to the one before."""

    aside = True

    def __init__(self) -> None:
        super().__init__(t("command.theme"), t("themes.keys"))
        self._before = ""

    def inside(self) -> Sequence[Widget]:
        """The list."""
        self._before = self.app.theme
        lines = [Line([(THEME.words(name), "")]) for name in THEME.values]
        at = THEME.values.index(self._before) if self._before in THEME.values else 0
        return (Choices(lines, at=at),)

    @on(Choices.Highlighted)
    def _preview(self, event: Choices.Highlighted) -> None:
        """Show the theme under the cursor."""
        self.app.theme = str(THEME.values[event.row])

    @on(Choices.Chosen)
    def _take(self, event: Choices.Chosen) -> None:
        """Keep the theme under the cursor."""
        self.dismiss(str(THEME.values[event.row]))

    def action_close(self) -> None:
        """Back to the theme before."""
        self.app.theme = self._before
        self.dismiss(None)
