"""What an app waits for may be called off without its end.

Between two messages Textual's app waits for the widgets and screens that go. A worker that waits for the same and is called
off takes their tasks along, and the app's loop takes that for its own end: the program is over without a word.
"""

import asyncio
from collections.abc import Awaitable, Generator, Mapping
from typing import Any

from textual._callback import invoke
from textual.app import App, ReturnType
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.message import Message
from textual.selection import Selection
from textual.widget import Widget

Selections = Mapping[Widget, Selection]


class Removal(AwaitRemove):
    """A removal that goes on when nobody waits for it any more."""

    def __await__(self) -> Generator[None, None, None]:
        """Wait for it."""
        return asyncio.shield(asyncio.ensure_future(self._gone(asyncio.current_task()))).__await__()

    async def _gone(self, waiting: asyncio.Task[Any] | None) -> None:
        await AwaitRemove([task for task in self._tasks if task is not waiting], self._post_remove)


def tell_selected(_: object, before: Selections, now: Selections) -> None:
    """A screen's `_watch_selections` that tells its widgets at once what is selected of them.

    Textual's is a coroutine, which nobody waits for where the screen goes first.
    """
    for widget in before.keys() | now.keys():
        if widget.is_attached:
            widget.selection_updated(now.get(widget))


class StandingApp(App[ReturnType]):
    """Goes on when what it waited for was called off."""

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        going = super()._prune(*nodes, parent=parent)
        return Removal(going._tasks, going._post_remove)

    def call_next(self, callback: Any, *args: Any, **kwargs: Any) -> None:
        """Call after the message that is at work."""
        super().call_next(lambda: _unless_ended(invoke(callback, *args, **kwargs)))

    async def _dispatch_message(self, message: Message) -> None:
        await _unless_ended(super()._dispatch_message(message))


async def _unless_ended(waiting: Awaitable[Any]) -> None:
    """Wait; what is called off is over, unless it is the task itself that is to end."""
    try:
        await waiting
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
