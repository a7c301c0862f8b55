"""What stands above everything while the window is too small for anything."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from hospital_tui.app.command import bindings
from hospital_tui.app.commands import QUIT
from hospital_tui.app.standing import tell_selected
from hospital_tui.speech import t


class TooSmallScreen(ModalScreen[None]):
    """Says how much room is needed; comes and goes with the size of the window, and takes no key but the last."""

    _watch_selections: Any = tell_selected

    DEFAULT_CSS = """
    TooSmallScreen { background: $background; }
    TooSmallScreen Static {
        width: 1fr;
        height: 1fr;
        content-align: center middle;
        text-align: center;
        color: $warning;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(QUIT)

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(t("screen.more_room"), markup=False)
