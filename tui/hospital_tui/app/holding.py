"""Keys that are typed before the screen has all its panes wait for them, and then do what they always do."""

from collections.abc import Sequence
from typing import TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message

Result = TypeVar("Result")


class Furnished(Message):
    """A screen has all its panes."""


class HoldingApp(App[Result]):
    """Holds what is typed or pasted while the screen in front says that it is not `furnished`."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[events.Event] = []
        self._handing_on = False

    async def on_event(self, event: events.Event) -> None:
        """Keep keys back, in the order in which they came."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and (self._held or self._handing_on or not self._is_furnished()):
            self._held.append(event)
        else:
            await super().on_event(event)

    def _is_furnished(self) -> bool:
        """Whether the screen in front can take keys; screens that do not say so can."""
        return not self.screen_stack or getattr(self.screen, "furnished", True)

    async def on_furnished(self) -> None:
        """Hand on what was held."""
        await self._hand_on()

    async def _hand_on(self) -> None:
        """One key at a time, each after the one before took effect: it may have moved the focus."""
        self._handing_on = bool(self._held)
        if self._held:
            way = list((self.focused or self.screen).ancestors_with_self)
            await super().on_event(self._held.pop(0))
            self._go_after(way)

    def _go_after(self, way: Sequence[DOMNode]) -> None:
        """Hand on the next key once the one before went all the way up from the widget that had the focus."""
        if way:
            way[0].call_later(self._go_after, way[1:])
        else:
            self.screen.call_after_refresh(self.call_later, self._hand_on)
