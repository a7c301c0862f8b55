"""One job of the main screen: it gets what the reader has chosen and the panes that it drives.

Its methods `action_…` are commands of the screen; it listens to the state for what it has to show.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from textual.app import App
from textual.screen import Screen

from hospital_tui.app.asking import UNANSWERED, failed_words
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.state import State
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import t, why


class Controller:
    """What the controllers share: to speak, and to keep something for the reader."""

    def __init__(self, host: Screen[None], state: State, panes: Panes) -> None:
        """host: lends its timers, workers and the way to other screens."""
        self.host = host
        self.state = state
        self.panes = panes
        self.library = state.library
        self.reader = state.reader

    @property
    def app(self) -> App[Any]:
        """The app."""
        return self.host.app

    def furnish(self) -> None:
        """All panes are mounted."""

    def close(self) -> None:
        """The screen goes."""

    def work(
        self,
        job: Callable[[], Coroutine[Any, Any, None]],
        group: str,
        *,
        exclusive: bool = False,
        exit_on_error: bool = True,
    ) -> None:
        """Do job beside the screen; it is made when it begins, so none is left where the screen goes first.

        What it asks about may be gone by then, and the library too: that is said.
        """

        async def begun() -> None:
            try:
                await job()
            except UNANSWERED as error:
                self.say(failed_words(self.library, error), warning=True)

        made: Any = begun
        self.host.run_worker(made, group=group, exclusive=exclusive, exit_on_error=exit_on_error)

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something, in the status line."""
        self.panes.status.say(message, warning=warning)

    def keep(self, write: Callable[[], object]) -> bool:
        """Write to the reader's file; whether it went well. What went wrong is said."""
        try:
            write()
        except ReaderError as error:
            self.say(t("keep.failed", reason=why(error)), warning=True)
            return False
        except KeyError:
            self.say(t("article.gone"), warning=True)
            return False
        return True

    def say_kept(self, words: str) -> None:
        """Say that something was kept; where the reader's file cannot be written, that it lasts until the end only."""
        lasting = self.reader.path is not None
        self.say(words if lasting else t("keep.memory", words=words), warning=not lasting)
