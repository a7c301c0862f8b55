"""From one screen of evidence to the next, and back to the text."""

import pytest
from hospital_tui.app.dialogs.help import HelpScreen
from hospital_tui.app.hospital_app import HospitalApp
from textual.events import Key

from .conftest import Start
from .random_walk import DOORS

SCREENS = {
    "5": "TableScreen",
    "6": "CompareScreen",
    "7": "TimelineScreen",
    "8": "ChartScreen",
    "9": "ChecksScreen",
}


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_each_leads_to_every_other_and_escape_to_the_text(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        await session.press("3", "5")
        for key in ("7", "8", "５", "6", "7"):
            await session.press(key)
            expected = SCREENS[{"５": "5"}.get(key, key)]
            assert [type(one).__name__ for one in session.app.screen_stack] == ["MainScreen", expected]
        await session.press("escape")
        assert session.app.screen is session.main
        assert session.main.focused.id == "reading"


async def test_the_key_of_the_screen_that_is_open_leaves_it_as_it_is(start: Start) -> None:
    async with start() as session:
        await session.press("5", "down", "down")
        table = session.app.screen
        await session.press("5")
        assert session.app.screen is table
        assert table.rows.cursor == 2


async def test_charts_of_a_comparison_lead_back_to_it_and_on(start: Start) -> None:
    async with start() as session:
        await session.press("6", "8")
        assert [type(one).__name__ for one in session.app.screen_stack][1:] == [
            "CompareScreen",
            "ChartScreen",
        ]
        await session.press("escape")
        assert type(session.app.screen).__name__ == "CompareScreen"
        await session.press("8", "7")
        assert [type(one).__name__ for one in session.app.screen_stack][1:] == ["TimelineScreen"]


@pytest.mark.parametrize("key", [*SCREENS, "x", ",", "+", "ctrl+p", "?"])
async def test_what_a_screen_put_off_is_dropped_when_it_is_left(start: Start, key: str) -> None:
    """Another size, and out in the same breath; its widgets are gone before it would have drawn."""
    async with start() as session:
        await session.press("3", key)
        screen = session.app.screen
        assert screen is not session.main
        screen.call_after_refresh(lambda: screen.query_one("*:focus-within"))
        if hasattr(screen, "fit"):
            screen.fit()
        screen.dismiss()
        await session.settle()
        assert session.app._exception is None
        assert session.app.screen is session.main


async def test_a_screen_may_be_asked_for_its_keys_before_it_has_widgets(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = set[str]()
    push = HospitalApp.push_screen

    def pushed(app: HospitalApp, *told: object, **named: object) -> object:
        awaited = push(app, *told, **named)  # type: ignore[call-overload]
        opened.add(type(app.screen).__name__)
        assert app.screen.active_bindings
        return awaited

    monkeypatch.setattr(HospitalApp, "push_screen", pushed)
    async with start() as session:
        for door in DOORS:
            await session.press(door)
            for _ in range(3):
                if session.app.screen is not session.main:
                    await session.press("escape")
    assert {"AddScreen", "TableScreen", "NoteScreen", "PaletteScreen"} <= opened, opened


async def test_a_key_waits_for_the_widgets_of_the_screen_that_it_is_for(start: Start) -> None:
    async with start() as session:
        session.app.push_screen(HelpScreen())
        await session.app.on_event(Key("escape", None))
        assert isinstance(session.app.screen, HelpScreen)
        await session.settle()
        assert session.app.screen is session.main
