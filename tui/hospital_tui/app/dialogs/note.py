"""Writing a note on a passage."""

from collections.abc import Sequence

from textual import on
from textual.events import Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.visible import visible
from hospital_tui.speech import t


class NoteField(TextArea):
    """A paragraph, seen in as many lines as it takes: Enter keeps it, and lines that are pasted become one."""

    DEFAULT_CSS = """
    NoteField { height: auto; min-height: 3; max-height: 10; border: none; padding: 0; background: $panel; }
    NoteField:focus { border: none; }
    """

    class Entered(Message):
        """The note is to be kept."""

    def on_mount(self) -> None:
        """Write on at the end."""
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    async def _on_key(self, event: Key) -> None:
        """Enter keeps the note."""
        if event.key == "enter":
            event.prevent_default().stop()
            self.post_message(self.Entered())
            return
        await super()._on_key(event)

    async def _on_paste(self, event: Paste) -> None:
        """All lines, parted by blanks."""
        event.prevent_default().stop()
        words = " ".join(visible(part) for part in event.text.split())
        if words:
            self.replace(words, *self.selection)


class NoteScreen(Dialog[str]):
    """A field for the note, under the beginning of the passage."""

    writing = True

    def __init__(self, quote: str, note: str, *, title: str = "", keys: str = "") -> None:
        """title, keys: what the box says where it is no note that is written."""
        super().__init__(title or t("command.note"), keys or t("note.keys"))
        self._quote = quote
        self._note = note

    def inside(self) -> Sequence[Widget]:
        """The passage's first words and the field."""
        field = NoteField(self._note, compact=True, highlight_cursor_line=False)
        return Static(shorten(visible(self._quote), 84), classes="quote", markup=False), field

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(NoteField).focus()

    @on(NoteField.Entered)
    def _entered(self) -> None:
        """Hand the note back."""
        self.dismiss(" ".join(self.query_one(NoteField).text.split()))
