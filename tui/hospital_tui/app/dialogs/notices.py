"""What the library found wrong when it was opened: broken files, a cache that cannot be written."""

from collections.abc import Sequence

from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.library import Notice
from hospital_tui.speech import notice_words, t


class NoticesScreen(Dialog[None]):
    """The notices, one under the other."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        super().__init__(t("notices.title"), t("notices.keys"))
        self._notices = notices

    def inside(self) -> Sequence[Widget]:
        """The lines."""
        items = [
            Item(notice_words(notice.key, notice.params), name="•", name_ink="warn", column=2)
            for notice in self._notices
        ]
        return (Page(items, empty=t("notices.none")),)
