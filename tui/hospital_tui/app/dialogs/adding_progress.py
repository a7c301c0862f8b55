"""How the adding goes on: count, rate, remaining time, and what went wrong."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from hospital_tui.app.command import twins
from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.app.widgets import bars
from hospital_tui.app.widgets.visible import visible
from hospital_tui.ingest.child import Adding
from hospital_tui.speech import t

_EVERY = 0.2
"""Seconds between two looks."""


class AddingScreen(Dialog[None]):
    """Looks at an adding a few times a second, so that a thousand articles a second cost no more than one."""

    DEFAULT_CSS = """
    AddingScreen .bar { color: $accent; }
    AddingScreen Page { max-height: 14; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "stop", show=False, priority=True),
        Binding(",".join(("enter", "q", *twins("q"))), "close", "close", show=False, priority=True),
    ]

    def __init__(self, adding: Adding) -> None:
        super().__init__(t("command.add"))
        self._adding = adding
        self._shown_troubles = 0

    def inside(self) -> tuple[Static, Static, Static, Page]:
        """Bar, progress, counts, and the troubles."""
        return (
            Static(classes="bar", markup=False),
            Static(classes="progress", markup=False),
            Static(classes="counts", markup=False),
            Page(()),
        )

    def on_mount(self) -> None:
        """Look at once, and then again and again."""
        self.look()
        self.set_interval(_EVERY, self.look)

    def look(self) -> None:
        """Show how far it is now."""
        adding = self._adding
        box = self.query_one(".box")
        self.tell_keys(t(f"adding.keys.{'running' if adding.under_way else 'ended'}"))
        width = max(8, box.content_size.width)
        part = 1.0 if adding.state == "finished" else adding.part()
        self.query_one(".bar", Static).update(bars.length(part, width))
        if adding.state == "running":
            said = adding.progress_words()
        else:
            said = t(f"adding.{adding.state}")
        self.query_one(".progress", Static).update(said)
        self.query_one(".counts", Static).update(visible(adding.outcome_words()))
        count = adding.failed + len(adding.troubles)
        if count != self._shown_troubles:
            self._shown_troubles = count
            troubles = [Item(words, name="•", name_ink="warn", column=2) for words in adding.troubles]
            self.query_one(Page).show(troubles)

    def action_stop(self) -> None:
        """Stop; where that was asked or is over, leave."""
        if self._adding.state == "running":
            self._adding.stop()
            self.look()
        else:
            self.action_close()
