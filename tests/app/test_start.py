"""The first moments: nothing moves when the rest of the panes comes, and what is typed meanwhile is not lost."""

from collections.abc import Awaitable, Callable

import pytest
from hospital_tui.app.desk.screen import MainScreen
from hospital_tui.app.evidence.table import TableScreen
from textual.geometry import Region

from .conftest import Session, Start

Furnish = Callable[[MainScreen], Awaitable[None]]


@pytest.fixture
def furnish(monkeypatch: pytest.MonkeyPatch) -> Furnish:
    """What the screen would do after its first refresh, kept back for the test to do."""
    kept = MainScreen.furnish

    async def nothing(_: MainScreen) -> None:
        """Stay as at the first refresh."""

    monkeypatch.setattr(MainScreen, "furnish", nothing)
    return kept


async def settled(session: Session, until: Callable[[], bool]) -> None:
    """Let the app go on until something holds, for some rounds at most."""
    for _ in range(30):
        await session.settle()
        if until():
            return


def places(screen: MainScreen) -> dict[str, Region]:
    """Where the first panes stand."""
    return {name: screen.query_one(f"#{name}").region for name in ("hospitals", "reading", "middle", "desk")}


@pytest.mark.parametrize("size", [(160, 50), (120, 40), (100, 30), (80, 24), (50, 16)])
async def test_the_first_screen_stands_still(start: Start, furnish: Furnish, size: tuple[int, int]) -> None:
    """Panes that come later take the room that was kept for them, however far the layout folds."""
    async with start(size=size) as session:
        before = places(session.main)
        assert not session.main.furnished
        session.main.call_later(furnish, session.main)
        await settled(session, lambda: session.main.furnished)
        assert session.main.furnished
        assert places(session.main) == before


async def test_a_filter_typed_too_early_is_not_lost(start: Start, furnish: Furnish) -> None:
    """Slash and the words after it wait for the field."""
    async with start() as session:
        await session.type("/机器人")
        assert not session.main.state.found.active
        session.main.call_later(furnish, session.main)
        await settled(
            session, lambda: session.main.furnished and session.main.panes.filter_bar.text == "机器人"
        )
        assert session.main.panes.filter_bar.text == "机器人"
        assert session.main.state.found.active


async def test_a_screen_of_evidence_asked_for_too_early_opens(start: Start, furnish: Furnish) -> None:
    """A key for another screen waits as well, and the keys after it are for that screen."""
    async with start() as session:
        await session.type("5")
        assert session.app.screen is session.main
        session.main.call_later(furnish, session.main)
        await settled(session, lambda: isinstance(session.app.screen, TableScreen))
        assert isinstance(session.app.screen, TableScreen)
