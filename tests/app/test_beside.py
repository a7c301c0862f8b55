"""What was begun beside the screen comes to its end, also when the program does."""

import threading
from collections.abc import Callable

import pytest
from hospital_tui.app import holding

from .conftest import Start


async def test_what_waits_its_turn_at_the_end_is_done(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, done = threading.Event(), list[int]()
    monkeypatch.setattr(holding, "_PATIENCE", 0.01)
    async with start() as session:
        for do in (lambda: gate.wait(20), lambda: done.append(1)):
            session.app.beside(do, lambda _: None, lambda _: None)
        await session.pilot.pause()
    gate.set()
    session.app.finish()
    assert done == [1]


def _fails() -> None:
    raise OSError


@pytest.mark.parametrize("do", [lambda: 1, _fails], ids=["done", "failed"])
async def test_what_ends_when_the_screens_are_gone_is_told_to_nobody(
    start: Start, monkeypatch: pytest.MonkeyPatch, do: Callable[[], int | None]
) -> None:
    told: list[object] = []
    async with start() as session:
        app = session.app
        with monkeypatch.context() as ended:
            ended.setattr(type(app), "screen_stack", property(lambda _: []))
            app.beside(do, told.append, told.append)
            for worker in list(app.workers):
                await worker.wait()
        assert not told
        app.beside(do, told.append, told.append)
        await session.settle()
    assert told
