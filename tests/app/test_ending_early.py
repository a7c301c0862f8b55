"""Ended while it begins, at whichever step of it: the program ends, and nothing else comes of it."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from hospital_tui.app.browser import BrowserDriver
from hospital_tui.app.hospital_app import HospitalApp
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from textual.events import Key

from .conftest import Start
from .random_walk import DOORS


@pytest.mark.parametrize("turns", [0, 1, 2, 4, 8, 16, 32, 64])
async def test_it_ends_at_any_step_of_its_start(
    home: Path, turns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told so many turns of the loop after it began."""

    def turn(left: int) -> None:
        if left:
            asyncio.get_running_loop().call_soon(turn, left - 1)
        else:
            app.end(3)

    with Library.open(home) as library:
        reader = Reader.open(home)
        app = HospitalApp(library, reader)
        monkeypatch.setattr(HospitalApp, "on_load", lambda app: turn(turns))
        async with asyncio.timeout(60):
            code = await app.run_async(headless=True, size=(120, 40))
        app.finish()
        reader.close()
    assert app._exception is None
    assert code == 3


@pytest.mark.parametrize("turns", [10])
async def test_it_ends_while_another_screen_opens(start: Start, turns: int) -> None:
    for key in DOORS:
        async with start() as session:
            app = session.app
            app._driver.send_message(Key(key, key if len(key) == 1 else None))
            for _ in range(turns):
                await asyncio.sleep(0)
            app.end(3)
            await asyncio.wait_for(asyncio.shield(app._task), 60)
        assert app._exception is None, key
        assert app.return_value == 3


@pytest.mark.parametrize("turns", range(0, 40, 4))
async def test_what_is_typed_while_the_screens_go_is_for_nobody(start: Start, turns: int) -> None:
    async with start() as session:
        await session.press("ctrl+p")
        for _ in range(60):
            session.app.post_message(Key("down", None))
        for _ in range(turns):
            await asyncio.sleep(0)
    assert session.app._exception is None


def test_where_no_server_speaks_it_is_said_and_ended(capfd: pytest.CaptureFixture[str]) -> None:
    """The app of a page; whatever a server sends, it sends the size with the start."""
    ended: list[int] = []
    app = SimpleNamespace(
        end=ended.append, exit=None, call_later=lambda do, *args: do(*args), post_message=lambda _: None
    )
    for heard, code in ((False, [2]), (True, [])):
        driver = BrowserDriver.__new__(BrowserDriver)
        driver._app = app
        ended.clear()
        if heard:
            driver.on_meta("resize", {"width": 80, "height": 24})
        driver._check_heard()
        assert ended == code
        assert ("HOSPITAL_TUI_BROWSER" in capfd.readouterr().err) is not heard
