"""Filters with a name: how much each finds, and what is new since it was last looked at."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from hospital_tui.app.command import twins
from hospital_tui.app.dialogs.dialog import Choices, Dialog
from hospital_tui.app.panes.saved import Counted, counted, line
from hospital_tui.app.widgets.lineinput import LineInput
from hospital_tui.library import Library
from hospital_tui.library.reader import Saved
from hospital_tui.speech import t


class SavedScreen(Dialog[str]):
    """The filters, and a field that names the one in force; handed back is the filter to set."""

    writing = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(("delete", "d", *twins("d"))), "remove", "remove", show=False),
    ]

    def __init__(self, library: Library, text: str) -> None:
        super().__init__(t("command.saved"), t("saved.keys"))
        self._library = library
        self._text = text
        self._kept: list[Saved] = []

    def inside(self) -> Sequence[Widget]:
        """The field where a filter is in force, the list, and a line for what happened."""
        field = LineInput(placeholder=t("saved.name", text=self._text), compact=True)
        below = Static("", classes="below", markup=False)
        return (*([field] if self._text else []), Choices((), empty=t("saved.none")), below)

    def on_mount(self) -> None:
        """Show what there is; with a filter in force, its name can be typed at once."""
        self._show()
        self.query_one(LineInput if self._text else Choices).focus()

    def _show(self) -> None:
        """Show them at once, and how much each finds as soon as that is counted."""
        kept, choices = self._library.saved(), self.query_one(Choices)
        self._kept = kept
        choices.show([line(Counted(one)) for one in kept])

        def take(found: Sequence[Counted]) -> None:
            if kept is self._kept:
                choices.show([line(one) for one in found], choices.cursor)

        self.ask_beside(lambda: [counted(self._library, one) for one in kept], take, self.say)

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        """Keep the filter in force under the name; without one, on to the list."""
        name = event.value.strip()
        if name:
            with self.keeping():
                before = self._library.save_filter(name, self._text)
                self._show()
                self.say(t("saved.instead" if before else "saved.kept", name=name, before=before))
                self.query_one(Choices).focus()
        else:
            self.query_one(Choices).focus()

    def _at(self) -> Saved | None:
        row = self.query_one(Choices).cursor
        return self._kept[row] if row < len(self._kept) else None

    @on(Choices.Chosen)
    def _chosen(self) -> None:
        """Look at what it finds."""
        kept = self._at()
        if kept is not None:
            with self.keeping():
                self._library.looked(kept.name)
            self.dismiss(kept.text)

    def action_remove(self) -> None:
        """Take the filter under the cursor out; it can be undone."""
        kept = self._at()
        if kept is not None:
            with self.keeping():
                self._library.forget_filter(kept.name)
                self._show()
                self.say(t("saved.gone", name=kept.name))
