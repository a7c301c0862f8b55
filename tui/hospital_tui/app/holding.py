"""Keys are handed on one at a time: what is typed ahead waits, and then does what it always does.

Textual gives a key to the widget that has the focus when the key arrives. Of `/机器人` in one go, only the first key
would reach the filter: the others would be with the text already, when the filter takes the focus.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from time import monotonic
from typing import Any, TypeVar

from textual import events
from textual.app import App, ReturnType
from textual.binding import Binding
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from hospital_tui.app.standing import StandingApp
from hospital_tui.library import Cancelled
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import t, why

Answer = TypeVar("Answer")

_EDITING = {
    key.strip()
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
} - {"enter"}
"""Keys that stay within a field. The next may follow at once, so that fast typing is answered as a whole."""

_ROUNDS = 8
"""How often the widgets between a key and the app are asked whether they have more to do with it."""

_PATIENCE = 1.0
"""Seconds after which a key that never came to its end no longer holds up the others."""
_SOON = 0.01
"""Seconds after which a screen that had no widgets yet is looked at again."""


def beside(
    app: App[Any], do: Callable[[], Answer], done: Callable[[Answer], object], failed: Callable[[str], None]
) -> None:
    """See `HoldingApp.beside`."""
    assert isinstance(app, HoldingApp)
    app.beside(do, done, failed)


class Furnished(Message):
    """A screen has all its panes."""


class HoldingApp(StandingApp[ReturnType]):
    """Holds what is typed or pasted while the key before has not taken effect, or while a screen is not `furnished`."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._held: list[events.Event] = []
        self._handing_on = False
        self._since = 0.0
        self._waits = 0
        """What is done beside the screen and waited for."""
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="beside")

    def beside(
        self, do: Callable[[], Answer], done: Callable[[Answer], object], failed: Callable[[str], None]
    ) -> None:
        """Do beside the screen what takes longer than a frame: ask much of the library, or write and compile.

        One after the other; `done` gets what came of it, `failed` what went wrong, in the language in use. Keys wait for
        that, as long as they wait for one another.
        """
        loop, ended = asyncio.get_running_loop(), asyncio.Event()

        def tell(_: object) -> None:
            with suppress(RuntimeError):  # the program has ended
                loop.call_soon_threadsafe(ended.set)

        doing = self._beside.submit(do)  # at once: whoever waits may be called off, what is written may not
        doing.add_done_callback(tell)

        async def wait() -> Any:
            try:
                await ended.wait()
                if not self.screen_stack:
                    return  # the program closes: what was written is kept, and nobody is left to be told
                answer = doing.result()
            except Cancelled:
                return
            except KeyError:
                failed(t("article.gone"))
            except (ReaderError, OSError, sqlite3.Error) as error:
                failed(t("keep.failed", reason=why(error)))
            else:
                done(answer)
            finally:
                self._waits -= 1
                self.take_up()
                await self._begin()

        self._waits += 1
        self._since = monotonic()
        self.set_timer(_PATIENCE, self._begin)
        self.run_worker(wait, group="beside")

    def take_up(self) -> None:
        """Something was done beside the screen; what asked for it may have been left meanwhile."""

    def finish(self) -> None:
        """Wait until what was to be written is."""
        self._beside.shutdown()

    async def on_event(self, event: events.Event) -> None:
        """Keep keys back, in the order in which they came."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._held.append(event)
        if monotonic() - self._since > _PATIENCE:
            self._handing_on = False
        await self._begin()

    def _is_furnished(self) -> bool:
        """Whether the screen in front can take keys: its widgets are there, and it does not say that it waits for more."""
        if self._waits and monotonic() - self._since < _PATIENCE:
            return False
        if not self._running or not self.screen_stack:  # not yet, or no more: widgets go before their screens
            return False
        return self.screen.is_mounted and getattr(self.screen, "furnished", True)

    async def on_furnished(self) -> None:
        """Hand on what was held."""
        await self._begin()

    async def _begin(self) -> None:
        """Hand on, unless that is going on; a screen that gets its widgets only now is waited for."""
        if not self._handing_on:
            await self._hand_on()
        if self._held and self.screen_stack and not self.screen.is_mounted:
            self.set_timer(_SOON, self._begin)

    async def _hand_on(self) -> None:
        """One key, and the next after it took effect: it may have moved the focus or opened a screen."""
        while self._held and self._is_furnished():
            self._handing_on = True
            self._since = monotonic()
            event, focused = self._held.pop(0), self.focused
            way = list((focused or self.screen).ancestors_with_self)
            await super().on_event(event)
            if not (isinstance(focused, Input) and isinstance(event, events.Key) and _edits(event)):
                self._go_after(way, self.screen if self.screen_stack else None, 0, _ROUNDS)
                return
        self._handing_on = False

    def _go_after(
        self, way: Sequence[DOMNode], front: Screen[object] | None, passed: int, rounds: int
    ) -> None:
        """Hand on the next key once the one before, and what it set off, went up from the widget that had the focus."""
        for number, node in enumerate(islice(way, passed, None), passed + 1):
            if node.call_later(
                self._go_after, way, front, number, rounds
            ):  # not where the key closed the widget
                return
        if rounds and any(node.message_queue_size for node in way):
            self.call_later(self._go_after, way, front, 0, rounds - 1)
        elif self.screen_stack and self.screen is not front:
            self.screen.call_after_refresh(
                self.call_later, self._hand_on
            )  # it takes the focus when it is drawn
        else:
            self.call_later(self._hand_on)


def _edits(event: events.Key) -> bool:
    """Whether a key stays within the field that has the focus."""
    return event.is_printable or event.key in _EDITING
