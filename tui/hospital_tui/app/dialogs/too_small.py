"""What stands above everything while the window is too small for anything."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from hospital_tui.speech import t


class TooSmallScreen(Screen[None]):
    """Says how much room is needed; comes and goes with the size of the window, and takes no key but the last."""

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

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(t("screen.more_room"), markup=False)
