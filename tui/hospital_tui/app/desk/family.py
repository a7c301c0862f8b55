"""The strip of a figure's family under the sidebar, asked for beside the screen, and the way from it to the comparison."""

import asyncio
from typing import TYPE_CHECKING

from textual.screen import Screen

from hospital_tui.app.asking import Asking
from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.figures import Figures
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.desk.to_evidence import ToEvidence
from hospital_tui.app.state import State
from hospital_tui.library import Cancelled
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.library.figures import Family


class Kin(Controller):
    """Shows the family of the figure under the sidebar's cursor."""

    def __init__(
        self, host: Screen[None], state: State, panes: Panes, figures: Figures, to_evidence: ToEvidence
    ) -> None:
        super().__init__(host, state, panes)
        self._figures, self._to_evidence = figures, to_evidence
        self._asking = Asking("family")

    def close(self) -> None:
        """Nobody looks any more."""
        self._asking.call_off(self.library)
        self._asking.close()

    def follow(self) -> None:
        """The cursor may be on another figure."""
        self.panes.sidebar.show_family(None)
        entry = self._figures.current()
        if entry is not None and entry.figure.metric is not None:
            self._asking.call_off(self.library)
            self.work(self._ask, "family", exclusive=True, exit_on_error=False)

    async def _ask(self) -> None:
        await asyncio.sleep(0)  # a fast run of moves asks for its last figure alone
        entry = self._figures.current()
        if entry is None:
            return

        def question() -> "Family | None":
            row = self.library.figure_of(entry.article_id, entry.passage_id, entry.place)
            return self.library.family(row) if row is not None else None

        try:
            found = await self._asking.ask(question)
        except (Cancelled, RuntimeError):
            return
        if self._figures.current() == entry:
            self.panes.sidebar.show_family(found)

    def action_family(self) -> None:
        """To the comparison, at this metric and hospital."""
        found, entry = self.panes.sidebar.family, self._figures.current()
        if found is None or entry is None:
            self.say(t("family.none"))
            return
        names = dict.fromkeys(row.hospital for row in (*found.years[:1], *found.others))
        self._to_evidence.open_evidence(
            "compare", metric=entry.figure.metric, hospital=next(iter(names)), hospitals=tuple(names)
        )
