"""From the command that opens a screen of evidence (`commands.SCREENS`) to the screen: `<name>.py` here holds it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hospital_tui.app.evidence.screen import EvidenceScreen


def screen_of(name: str) -> "type[EvidenceScreen]":
    """The screen that shows what a command asks for; its file is read when it is first wanted."""
    from hospital_tui.app.evidence.screen import EvidenceScreen

    held = vars(import_module(f"hospital_tui.app.evidence.{name}")).values()
    return next(
        one for one in held if isinstance(one, type) and issubclass(one, EvidenceScreen) and name == one.SHOWS
    )
