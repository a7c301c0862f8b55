"""The app on the bundled library, with a home and a cache of its own for every test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hospital_tui import speech as text
from hospital_tui.app.desk.screen import MainScreen
from hospital_tui.app.hospital_app import HospitalApp
from hospital_tui.app.panes import status
from hospital_tui.library import Library
from hospital_tui.library.files import cache_folder
from hospital_tui.library.reader import Reader
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from .quiet import by_rest

SIZE = (120, 40)


class Session:
    """A running app with short ways to what a test looks at."""

    def __init__(self, app: HospitalApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each to its end."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Type characters as an input method commits them."""
        for character in words:
            await self.pilot.press(character)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way; what was called off meanwhile (its dialog closed) counts as done."""
        for worker in list(self.app.workers):
            with suppress(WorkerCancelled):
                await worker.wait()
        await self.pilot.pause()
        await self.pilot.pause()

    def screen_text(self) -> str:
        """What stands on the screen, row by row."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())


Start = Callable[..., AbstractAsyncContextManager[Session]]


@pytest.fixture(scope="session", autouse=True)
def resting() -> Iterator[None]:
    """A key is waited for as long as what it does takes, whatever the machine is doing."""
    with by_rest():
        yield


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all tests of a process keep what was compiled."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def compiled(cache: Path) -> Path:
    """The folder of the bundled library, compiled once for all tests of a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOSPITAL_TUI_CACHE", str(cache))
        Library.open(cache / "home").close()
        return cache_folder(cache / "home")


@pytest.fixture
def home(tmp_path: Path, cache: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder without anything in it; its library is compiled."""
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(cache))
    shutil.copytree(compiled, cache_folder(tmp_path / "home"))
    for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "WAYLAND_DISPLAY", "DISPLAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(
        status, "_STAYS", 3600
    )  # however slow the machine, what was said is still there to be looked at
    return tmp_path / "home"


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starter of the app, entered with `async with`."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = SIZE, lang: str = "zh", library: Library | None = None, new: bool = False
    ) -> Any:
        """new: the reader was never here."""
        text.speak(lang)
        shown, reader = library or Library.open(home), Reader.open(home)
        if not new:
            reader.set("greeted", True)
        app = HospitalApp(shown, reader)
        async with app.run_test(size=size) as pilot:
            session = Session(app, pilot)
            await session.settle()
            yield session
        shown.close()
        reader.close()

    yield run
    text.speak("zh")
