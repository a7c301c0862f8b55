"""Undoing: the last act is taken back, whatever it was and whenever, and everything shows it."""

import asyncio
import sqlite3

from textual.screen import Screen

from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.desk.keep import Keep
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.desk.to_evidence import ToEvidence
from hospital_tui.app.desk.walk import Walk
from hospital_tui.app.state import Noted, State
from hospital_tui.app.undoing import undo, undone_words
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import t, why


class Undo(Controller):
    """Takes back, one act a key."""

    def __init__(
        self,
        host: Screen[None],
        state: State,
        panes: Panes,
        walk: Walk,
        keep: Keep,
        to_evidence: ToEvidence,
        grow: Grow,
    ) -> None:
        super().__init__(host, state, panes)
        self._walk = walk
        self._keep = keep
        self._to_evidence = to_evidence
        self._grow = grow
        self._turn = asyncio.Lock()

    def action_undo(self) -> None:
        """Take back what the reader did last."""
        self.work(self._undo, "undo")

    async def _undo(self) -> None:
        """One after the other, beside the screen: an article that comes back is compiled."""
        async with self._turn:
            try:
                undone = await asyncio.to_thread(undo, self.library, self.reader)
            except (ReaderError, OSError, sqlite3.Error) as error:
                self.say(t("keep.failed", reason=why(error)), warning=True)
                return
            if undone is not None and undone.what == "setting":
                self._keep.take_up(str(undone.act.said["key"]))
            elif undone is not None and undone.what == "remove":
                await self._grow.take_up_library()
            else:
                self._to_evidence.take_up_corrections()
            self._walk.show_place()
            self.state.tell(Noted())
            self.say(undone_words(undone))
