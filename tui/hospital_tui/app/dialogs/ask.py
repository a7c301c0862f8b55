"""A question that is answered by doing it or letting it be."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.evidence.page import Item, Page


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
