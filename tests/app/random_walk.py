"""A reader who presses, clicks, scrolls and resizes at random; used by a test and by a benchmark."""

import asyncio
import gc
import random
import sys
import time
from asyncio import Handle
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, NamedTuple
from unittest.mock import patch

from hospital_tui.app.commands import COMMANDS
from hospital_tui.app.folding import fold_of
from hospital_tui.app.hospital_app import HospitalApp
from textual.errors import NoWidget
from textual.pilot import Pilot

SIZES = [(120, 40), (80, 24), (200, 60), (100, 30), (64, 20), (40, 12), (39, 12), (40, 11), (10, 3), (1, 1)]
ENDS = {key for command in COMMANDS for key in command.all_keys() if command.id == "quit"}
KEYS = [key for command in COMMANDS for key in command.keys if key not in ENDS]
DOORS = [
    key
    for command in COMMANDS
    for key in command.keys[:1]
    if command.group == "evidence"
    or command.id in ("bookmarks", "note", "detail", "palette", "help", "add", "remove")
    or command.id
    in ("theme", "settings", "notices", "filter_figures", "results", "pick_hospitals", "pick_metrics")
]
"""Keys that lead to other screens; a key drawn from all would seldom be one of them."""
WORDS = [*"机器人手术 a1:>%“”-，？［", "backspace", "delete", "ctrl+a", "ctrl+k"]

ADDS_NOTHING = (sys.executable, "-S", "-c", "")
"""A program in place of `add`: a random reader must not add what happens to lie on the disk."""


class Cost(NamedTuple):
    """What an event cost, in seconds."""

    whole: float
    """Of the processor, spent on the screen's own thread till all was worked off."""
    frame: float
    """The same of the longest stretch in which that thread could not look at a key."""
    waited: float
    """That stretch on the wall's clock: with what other threads and programs took of it."""
    event: str
    """The screen in front, and the event."""


async def at_once(*_: float) -> None:
    """In place of Textual's waiting until the processor idles, which takes 60 ms and more at every event."""
    await asyncio.sleep(0)


@contextmanager
def _stretches() -> Iterator[list[tuple[float, float]]]:
    """How long the loop was at each of its callbacks, in seconds of the thread and of the wall."""
    found: list[tuple[float, float]] = []
    run = Handle._run

    def timed(handle: Handle) -> None:
        thread, wall = time.thread_time(), time.perf_counter()
        run(handle)
        found.append((time.thread_time() - thread, time.perf_counter() - wall))

    with patch.object(Handle, "_run", timed):
        yield found


@contextmanager
def _collections() -> Iterator[list[float]]:
    """How long each collection of garbage took that took 20 ms or more, in seconds of the wall."""
    found: list[float] = []
    begun = 0.0

    def told(phase: str, _: Any) -> None:
        nonlocal begun
        now = time.perf_counter()
        if phase == "start":
            begun = now
        elif now - begun >= 0.02:
            found.append(now - begun)

    gc.callbacks.append(told)
    try:
        yield found
    finally:
        gc.callbacks.remove(told)


@contextmanager
def late_answers(seed: int) -> Iterator[None]:
    """Whatever is asked beside the screen is answered at odd times, and the filter is asked so in any library."""
    chance = random.Random(seed)
    asked = asyncio.BaseEventLoop.run_in_executor

    def asked_late(*question: Any) -> asyncio.Future[Any]:
        async def answer() -> Any:
            answered = await asked(*question)
            await asyncio.sleep(chance.choice((0, 0, 0.002, 0.02, 0.1)))
            return answered

        return asyncio.ensure_future(answer())

    with (
        patch.object(asyncio.BaseEventLoop, "run_in_executor", asked_late),
        patch("hospital_tui.app.desk.find.LARGE", 0),
        patch("hospital_tui.app.desk.grow.LARGE", 0),
    ):
        yield


async def walk_at_random(
    app: HospitalApp,
    pilot: Pilot[int],
    events: int,
    seed: int,
    *,
    hurried: bool = False,
    costs: list[Cost] | None = None,
) -> None:
    """Random events, each to its end; what each cost is added to `costs`. Keys that end the program do not: it would be over.

    An event ends when every widget has worked off its messages and the processor idles; for a hurried reader the
    next one comes while timers and threads are still at work, as at a real keyboard. Raises AssertionError as soon
    as the app has met an exception or has ended, WaitForScreenTimeout when it hangs.
    """
    with ExitStack() as stack:
        stack.enter_context(patch.object(app, "end", lambda code: None))
        for idle in ("textual.pilot.wait_for_idle", "textual.app.wait_for_idle") if hurried else ():
            stack.enter_context(patch(idle, at_once))
        stretches, collections = stack.enter_context(_stretches()), stack.enter_context(_collections())
        await _walk(app, pilot, events, seed, (stretches, collections), [] if costs is None else costs)


async def _walk(
    app: HospitalApp,
    pilot: Pilot[int],
    events: int,
    seed: int,
    watched: tuple[list[tuple[float, float]], list[float]],
    costs: list[Cost],
) -> None:
    stretches, collections = watched
    chance = random.Random(seed)
    for _ in range(events):
        front = type(app.screen).__name__
        stretches.clear()
        collections.clear()
        begun = time.thread_time()
        event = await _do_something(app, pilot, chance)
        await pilot.pause()
        whole = time.thread_time() - begun
        thread, wall = (max(kind, default=0.0) for kind in zip(*stretches, strict=True))
        collected = "".join(f" (garbage {spent * 1e3:.0f} ms)" for spent in collections)
        costs.append(Cost(whole, thread, wall, f"{front}: {event}{collected}"))
        assert app._exception is None, costs[-9:]
        for _ in range(100):  # a hurried reader sees what is half done
            if not at_odds(app):
                break
            await asyncio.sleep(0.01)
        assert not at_odds(app), (at_odds(app), costs[-9:])
        assert app.is_running, (costs[-9:], app._exit, app._closed, app.return_value)


def at_odds(app: HospitalApp) -> str:
    """In what the panes of the main screen and the reader's choices disagree, where it is in front; "" in nothing."""
    main = app.main
    if main is None or app.screen is not main or main.state.article is None or main.state.blank:
        return ""
    state, reading, hospitals = main.state, main.panes.reading, main.panes.hospitals
    if reading._layout.blocks and reading._cursor_key != state.passage_id:
        return f"the text is at {reading._cursor_key}, the place is {state.passage_id}"
    if state.passage_id not in {one.id for one in state.shown} and (state.passage_id or state.shown):
        return f"{state.passage_id} is hidden"
    row = state.found.shelf.index(state.article.id)  # of a report with copies, all of which are on one
    if row is not None and row != hospitals.cursor:
        return f"the list is at {hospitals.cursor}, the article is {state.article.id} at {row}"
    return ""


def _understood(app: HospitalApp) -> list[str]:
    """Keys that the screen in front understands and that do not end the program."""
    ends = {"app.quit", "quit", "suspend_process"}
    known = [key for key, active in app.screen.active_bindings.items() if active.binding.action not in ends]
    return [key for key in known if key not in ENDS or len(app.screen_stack) > 1] or KEYS


async def _do_something(app: HospitalApp, pilot: Pilot[int], chance: random.Random) -> str:
    """One event and its name."""
    kind = chance.random()
    width, height = app.size
    if fold_of(width, height) == "none" and kind < 0.5:
        kind = 1.0  # the word that there is too little room is soon read
    elif len(app.screen_stack) > 1 and kind < 0.06:
        await pilot.press("escape")
        return "escape"
    if kind < 0.87:
        key = chance.choice(
            DOORS if kind < 0.12 else _understood(app) if kind < 0.42 else KEYS if kind < 0.72 else WORDS
        )
        await pilot.press(key)
        return key
    if kind < 0.96:
        spot = (chance.randrange(width), chance.randrange(height))
        with suppress(NoWidget):  # the pilot looks for the widget first; a screen may not be laid out yet
            if kind < 0.93:
                await pilot.click(offset=spot, times=chance.choice((1, 1, 2)))
            else:
                await pilot.hover(offset=spot)
        return f"mouse at {spot}"
    size = chance.choice(SIZES)
    await pilot.resize_terminal(*size)
    return f"{width}x{height} to {size[0]}x{size[1]}"
