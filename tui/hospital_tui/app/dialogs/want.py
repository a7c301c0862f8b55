"""Narrowing the sidebar: it changes as the reader types."""

from collections.abc import Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.panes.sidebar import FactSidebar
from hospital_tui.speech import t


class WantScreen(Dialog[None]):
    """A field at the foot of the screen; Esc takes the words away again."""

    aside = True

    def __init__(self, sidebar: FactSidebar) -> None:
        super().__init__(t("command.filter_figures"), t("want.keys"))
        self._sidebar = sidebar

    def inside(self) -> Sequence[Widget]:
        """The field."""
        return (Input(self._sidebar.wanted, placeholder=t("sidebar.want"), compact=True),)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow at once."""
        self._sidebar.want(event.value)

    @on(Input.Submitted)
    def _kept(self) -> None:
        """Keep the words."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Take the words away."""
        self._sidebar.want("")
        self.dismiss(None)
