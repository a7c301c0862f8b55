"""When a running app is at rest: nothing is ready to run, no thread is at work, and no timer is due in a moment.

In place of Textual's own measure in tests, which sleeps until the process has used next to no processor for 20 ms. That takes
longer than the work itself, and the longer the busier the machine; this takes as long as the work does.
"""

import asyncio
import weakref
from asyncio import BaseEventLoop, Future
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

_MOMENT = 1 / 50
"""Seconds. A timer that is due within them is waited for: what is drawn next, an answer that lets keys go first."""
_MOST = 1.0
"""Seconds after which something that never rests, or a thread that is held up, is no longer waited for."""
_at_work: "weakref.WeakSet[Future[Any]]" = weakref.WeakSet()
"""What threads were asked for."""


async def rest(*_: float) -> None:
    """Wait until the loop is at rest."""
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + _MOST
    while (now := loop.time()) < end:
        await asyncio.sleep(0)
        working = [job for job in _at_work if not job.done() and job.get_loop() is loop]
        due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=end)
        if loop._ready:
            continue
        if working:
            await asyncio.wait(working, timeout=min(end, due) - now, return_when=asyncio.FIRST_COMPLETED)
        elif due - now < _MOMENT:
            await asyncio.sleep(max(0.0, due - now))
        else:
            return


@contextmanager
def by_rest() -> Iterator[None]:
    """Tests wait for the loop's rest."""
    ask = BaseEventLoop.run_in_executor

    def asked(loop: BaseEventLoop, *job: Any) -> Any:
        answer = ask(loop, *job)
        _at_work.add(answer)
        return answer

    with (
        patch.object(BaseEventLoop, "run_in_executor", asked),
        patch("textual.pilot.wait_for_idle", rest),
        patch("textual.app.wait_for_idle", rest),
        patch(
            "textual.screen.UPDATE_PERIOD", 1 / 240
        ),  # as the program itself asks for (hospital_tui.app.start)
    ):
        yield
