"""A field of one line that takes in everything that is pasted."""

from textual.events import Paste
from textual.widgets import Input

from hospital_tui.app.widgets.visible import visible


class LineInput(Input):
    """Textual's field takes the first line of what is pasted; this one takes them all, parted by blanks."""

    def pasted(self, words: str) -> str:
        """What was pasted, as it goes into the field."""
        return " ".join(visible(part) for part in words.split())

    def put(self, words: str) -> None:
        """Take in what was pasted, in place of what is selected."""
        if taken := self.pasted(words):
            self.replace(taken, *self.selection)

    def _on_paste(self, event: Paste) -> None:
        """All lines."""
        self.put(event.text)
        event.prevent_default().stop()
