"""What was begun beside the screen comes to its end, also when the program does."""

import threading

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
