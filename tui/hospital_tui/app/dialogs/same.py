"""What is done with articles that are nearly the same as ones at hand: asked one by one, or once for the rest."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hospital_tui.app.command import twins
from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.ingest.events import Asked
from hospital_tui.library import ArticleCard
from hospital_tui.speech import t

Choice = str
"""replace, both, skip: as `add --same` has them."""


class SameScreen(Dialog[dict[str, Choice]]):
    """Hands back what is done with each source; those that were not answered are in it as skipped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(("r", *twins("r"))), "choose('replace')", "replace", show=False, priority=True),
        Binding(",".join(("b", *twins("b"))), "choose('both')", "both", show=False, priority=True),
        Binding(",".join(("s", *twins("s"))), "choose('skip')", "skip", show=False, priority=True),
        Binding(
            ",".join(("a", "space", *twins("a"))), "rest", "the same for the rest", show=False, priority=True
        ),
    ]

    def __init__(self, asked: Sequence[tuple[Asked, ArticleCard | None]]) -> None:
        super().__init__(t("same.title"), t("same.keys"))
        self._asked = asked
        self._at = 0
        self._rest = False
        self.chosen: dict[str, Choice] = {}

    def inside(self) -> Sequence[Page]:
        """The two articles, and whether the answer is for all that follow."""
        return (Page(self._items()),)

    def _items(self) -> list[Item]:
        asked, held = self._asked[self._at]
        items = [
            Item(f"{asked.title}（{asked.file}）", name=t("same.new"), column=8),
            Item(" · ".join(filter(None, _said(held))) or asked.same_as, name=t("same.held"), column=8),
        ]
        if more := len(self._asked) - self._at - 1:
            items.append(Item(t("same.rest.on" if self._rest else "same.rest.off", n=more), ink="accent"))
        return items

    def action_rest(self) -> None:
        """The next answer is for all that follow, or for this one again."""
        self._rest = not self._rest
        self.query_one(Page).show(self._items())

    def action_choose(self, choice: Choice) -> None:
        """Answer for this one, or for all that follow."""
        last = len(self._asked) if self._rest else self._at + 1
        for asked, _ in self._asked[self._at : last]:
            self.chosen[asked.file] = choice
        self._at = last
        if self._at >= len(self._asked):
            self.dismiss(self.chosen)
        else:
            self.query_one(Page).show(self._items())

    def action_close(self) -> None:
        """What was not answered is not added."""
        self.dismiss(self.chosen)


def _said(card: ArticleCard | None) -> tuple[str, ...]:
    return () if card is None else (card.title, card.hospital, card.date or card.year or "")
