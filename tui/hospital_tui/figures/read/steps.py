"""Steps of reading, counted and bounded: no passage and no source keeps the reader longer than its length allows.

Counted, not timed: the same text takes the same steps on every machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zlib import compress

_BASE, _EACH = 1_000, 250
"""Steps that any text may take, and those it may take for each character: the densest lines, figures with no pause between
them, take a hundred and fifty. What is more grows faster than the text."""
_SOURCE_BASE, _SOURCE_EACH = 80_000, 3
"""The same for all passages of one source together: a second of work, which any newspaper page stays below, and three steps for
each byte that its text packs to: prose takes one, a text that says the same over and over is no longer for it (a step is some
fifteen microseconds)."""
_FAST = 1
"""The level of packing."""


class TooManyStepsError(Exception):
    """A text took more steps than its length allows."""


class Steps:
    """A count of steps down to its limit."""

    __slots__ = ("limit", "taken")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0

    def take(self, number: int = 1) -> None:
        """Count steps. Raises TooManyStepsError beyond the limit."""
        self.taken += number
        if self.taken > self.limit:
            raise TooManyStepsError


def source_steps(text: str) -> Steps:
    """A fresh count for the articles of one source."""
    return Steps(_SOURCE_BASE + _SOURCE_EACH * len(compress(text.encode(errors="replace"), _FAST)))


_now: ContextVar[Steps | None] = ContextVar("steps", default=None)


def step(number: int = 1) -> None:
    """Count steps of the reading that is under way, if any is. Raises TooManyStepsError."""
    steps = _now.get()
    if steps is not None:
        steps.take(number)


def allowed(length: int) -> int:
    """How many steps a text of that many characters may take."""
    return _BASE + _EACH * length


@contextmanager
def counting(limit: int) -> Iterator[Steps]:
    """Count the steps of what is read within; they count for the reading around it as well, and its limit holds."""
    outer = _now.get()
    steps = Steps(limit if outer is None else min(limit, outer.limit - outer.taken))
    token = _now.set(steps)
    try:
        yield steps
    finally:
        _now.reset(token)
        if outer is not None:
            outer.taken += steps.taken
