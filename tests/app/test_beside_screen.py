"""Nothing is left undone by a screen that goes, and nothing holds up one that stays."""

import gc
import threading
import warnings
from typing import Any

import pytest
from hospital_tui.app.panes.chart import Chart
from hospital_tui.library import Library
from textual.events import Key
from textual.selection import SELECT_ALL

from .conftest import Start
from .test_evidence_corrections import retype, to_count


@pytest.mark.parametrize("key", ["?", "comma", "5"])
async def test_a_screen_that_goes_leaves_nothing_undone(start: Start, key: str) -> None:
    """What was selected as it went is not waited for by anybody."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with start() as session:
            await session.press(key)
            screen = session.app.screen
            assert screen is not session.main
            screen.dismiss(None)
            screen.selections = {screen.query("*").first(): SELECT_ALL}
            await session.settle()
            screen.selections = {}
            await session.settle()
            main = session.main
            screen.selections = {screen: SELECT_ALL}
        main.selections = {main: SELECT_ALL}
        del screen, main
        gc.collect()
    assert not [one for one in said if "never awaited" in str(one.message)]


async def test_a_key_that_came_as_the_program_ended_is_nobodys(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was done beside the screens ends when they are gone, and keys waited for it."""
    async with start() as session:
        app = session.app
        with monkeypatch.context() as ended:
            ended.setattr(type(app), "screen_stack", property(lambda _: []))
            app._held.append(Key("q", "q"))
            await app._begin()
            assert app._held
        app._held.clear()


async def test_what_takes_many_frames_is_done_beside_the_screen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiling what was said of a figure, counting metrics, drawing a chart."""
    threads: dict[str, set[int]] = {}

    def watch(owner: type, name: str) -> None:
        real = getattr(owner, name)

        def watched(*given: Any, **named: Any) -> Any:
            threads.setdefault(name, set()).add(threading.get_ident())
            return real(*given, **named)

        monkeypatch.setattr(owner, name, staticmethod(watched) if owner is Chart else watched)

    for owner, name in ((Library, "_recorrect"), (Library, "metrics"), (Chart, "_drawing_of")):
        watch(owner, name)
    async with start() as session:
        await session.press("4", "ctrl+v")
        await to_count(session)
        await session.press("a")
        await retype(session, "value", "77777")
        await session.press("enter", "u", "8", "s", "6", "w")
    assert threads.keys() == {"_recorrect", "metrics", "_drawing_of"}
    assert all(threading.get_ident() not in found for found in threads.values()), threads
