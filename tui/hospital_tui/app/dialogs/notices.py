"""What the library found wrong when it was opened: broken files, a cache that cannot be written."""

from collections.abc import Sequence

from textual.widget import Widget

from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.faults import fault_words
from hospital_tui.library import Notice
from hospital_tui.speech import spoken, t


class NoticesScreen(Dialog[None]):
    """The notices, one under the other."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        super().__init__(t("notices.title"), t("notices.keys"))
        self._notices = notices

    def inside(self) -> Sequence[Widget]:
        """The lines."""
        items = [Item(notice_words(notice), name="•", name_ink="warn", column=2) for notice in self._notices]
        return (Page(items, empty=t("notices.none")),)


def notice_words(notice: Notice) -> str:
    """A notice in a sentence: what, where, and what can be done."""
    params = dict(notice.params)
    if "reason" in params:
        params["reason"] = fault_words(params["reason"], spoken())
    if notice.key == "article-file":
        params["place"] = ":".join(part for part in (params.get("file"), params.get("line")) if part)
        if params.get("field"):
            params["reason"] = f"{params['field']}: {params.get('reason', '')}"
    return t(f"notice.{notice.key}", **params)
