"""A question that is answered by doing it or letting it be."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.library.reader import Bookmark
from hospital_tui.speech import t


class AskScreen(Dialog[bool]):
    """Says what would be done, in full; Enter does it, Esc lets it be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", "agree", show=False, priority=True),
    ]

    def __init__(self, title: str, question: str, keys: str) -> None:
        super().__init__(title, keys)
        self._question = question

    def inside(self) -> Sequence[Widget]:
        """The question."""
        return (Page([Item(self._question)]),)

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss(True)


def ask_before_note(app: App[Any], mark: Bookmark, remove: Callable[[], None]) -> None:
    """Remove a bookmark; where there is a note on it, only after a question that shows it."""

    def answered(agreed: bool | None) -> None:
        if agreed:
            remove()

    if mark.note:
        question = t("bookmark.sure", note=mark.note)
        app.push_screen(AskScreen(t("bookmark.remove"), question, t("bookmark.remove_keys")), answered)
    else:
        remove()
