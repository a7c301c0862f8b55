"""The first moments: the first frame is whole, and what is typed before it is not lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hospital_tui.app.desk.screen import MainScreen
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.app.hospital_app import HospitalApp

from .conftest import Session, Start

Release = Callable[[MainScreen], None]


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Release:
    """What the screen would do when its panes have their sizes, kept back for the test to do."""
    kept = MainScreen._release
    monkeypatch.setattr(MainScreen, "_release", lambda _: None)
    return kept


async def settled(session: Session, until: Callable[[], bool]) -> None:
    """Let the app go on until something holds, for some rounds at most."""
    for _ in range(30):
        await session.settle()
        if until():
            return


@pytest.mark.parametrize("size", [(160, 50), (120, 40), (100, 30), (80, 24), (50, 16)])
async def test_the_first_frame_is_the_last(
    start: Start, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is drawn before every pane is whole, and then once: a picture of the last time never flickers."""
    frames: list[str] = []
    display = HospitalApp._display

    def drawn(app: HospitalApp, screen: MainScreen, update: object) -> None:
        if update is not None:
            frames.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
        display(app, screen, update)

    monkeypatch.setattr(HospitalApp, "_display", drawn)
    async with start(size=size) as session:
        await settled(session, lambda: bool(frames))
        assert frames
        assert len(set(frames)) == 1
        for pane in (session.main.panes.hospitals, session.main.panes.sections, session.main.panes.sidebar):
            assert not pane.display or str(pane.border_title) in frames[0]


async def test_a_filter_typed_too_early_is_not_lost(start: Start, release: Release) -> None:
    """Slash and the words after it wait for the field."""
    async with start() as session:
        await session.type("/机器人")
        assert not session.main.state.found.active
        session.main.call_later(release, session.main)
        await settled(session, lambda: session.main.panes.filter_bar.text == "机器人")
        assert session.main.panes.filter_bar.text == "机器人"
        assert session.main.state.found.active


async def test_a_screen_of_evidence_asked_for_too_early_opens(start: Start, release: Release) -> None:
    """A key for another screen waits as well, and the keys after it are for that screen."""
    async with start() as session:
        await session.type("5")
        assert session.app.screen is session.main
        session.main.call_later(release, session.main)
        await settled(session, lambda: isinstance(session.app.screen, TableScreen))
        assert isinstance(session.app.screen, TableScreen)


@pytest.mark.parametrize("size", [(120, 40), (50, 16), (18, 5)])
@pytest.mark.parametrize("front", ["reading", "outline", "sidebar"])
async def test_who_looks_focused_is(start: Start, home: Path, size: tuple[int, int], front: str) -> None:
    """The text is styled as the pane with the focus before it has it: no pane keeps that look without the keys."""
    for _ in range(2):  # the second time the pane in front is the one that was left
        async with start(size=size) as session:
            main = session.main
            looks = [one for one in main.query("*") if one.has_focus]
            assert looks == [main.focused]
            main.state.go(front)
            await session.settle()
            main.keep.remember_panes()
