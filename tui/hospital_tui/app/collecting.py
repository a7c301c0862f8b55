"""The collector of cyclic garbage looks at everything while the reader rests, or at little between two answers.

A full collection of what an hour of reading leaves takes 50 ms and more: as long as several frames. What outlived one is set
aside, so that the next looks at what came since; all of it is looked at again while the reader rests for long.
"""

import gc
from time import monotonic

from textual import events
from textual.app import App, ReturnType

_REST, _LONG_REST = 1.5, 10.0
"""Seconds without a key or a move of the mouse after which the reader rests, and rests for long."""
_LOOK = 2.0
"""Seconds between two looks at whether that is so."""
_YOUNG, _MIDDLE, _OLD = 5_000, 5, 400
"""Thresholds of Python's collector while the reader is busy; the last bounds what may lie about before the next rest."""
_WORTH = 2
"""Collections of the middle generation that make a full one worth while."""
_MUCH = 3
"""The same for a reader who does not rest: what lies about by then is collected within a frame, three times as much is not."""


class CollectingApp(App[ReturnType]):
    """Chooses when to collect."""

    _last_input = 0.0
    _at_rest = False
    _aside = False
    """Whether a collection set aside what outlived it."""

    async def on_event(self, event: events.Event) -> None:
        """Notice that the reader is there."""
        if isinstance(event, events.InputEvent):
            self._last_input = monotonic()
        await super().on_event(event)

    def collect_at_rest(self) -> None:
        """From now on; what the start made stays, so that no collection looks at it again. A second call does nothing."""
        if self._at_rest:
            return
        self._at_rest = True
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
        gc.enable()
        self.set_interval(_LOOK, self._collect)

    def _collect(self) -> None:
        lain, rest = gc.get_count()[2], monotonic() - self._last_input
        again = self._aside and rest > _LONG_REST
        if again:
            gc.unfreeze()
        if again or lain >= _MUCH or (lain >= _WORTH and rest > _REST):
            gc.collect()
            gc.freeze()
            self._aside = not again
