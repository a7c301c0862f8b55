"""Writing a note on a passage."""

from collections.abc import Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.widgets.lineinput import LineInput
from hospital_tui.app.widgets.rows import shorten
from hospital_tui.app.widgets.visible import visible
from hospital_tui.speech import t


class NoteScreen(Dialog[str]):
    """One line for the note, under the beginning of the passage; several that are pasted become one."""

    def __init__(self, quote: str, note: str, *, title: str = "", keys: str = "") -> None:
        """title, keys: what the box says where it is no note that is written."""
        super().__init__(title or t("note.title"), keys or t("note.keys"))
        self._quote = quote
        self._note = note

    def inside(self) -> Sequence[Widget]:
        """The passage's first words and the field."""
        field = LineInput(self._note, compact=True)
        field.cursor_blink = False
        return Static(shorten(visible(self._quote), 84), classes="quote", markup=False), field

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Hand the note back."""
        self.dismiss(event.value.strip())
