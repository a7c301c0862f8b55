"""The filter bar of the screens of evidence: completions, and what there is no room for."""

import pytest
from hospital_tui.app.evidence.screen import EvidenceScreen
from hospital_tui.app.evidence.table import COLUMNS, TableScreen
from hospital_tui.speech import t

from .conftest import Start

KEYS = ("5", "6", "7", "8", "9", "0", "C")


@pytest.mark.parametrize("key", KEYS)
async def test_completions_are_offered_taken_and_gone(start: Start, key: str) -> None:
    async with start(size=(80, 24)) as session:
        await session.press(key)
        screen = session.app.screen
        assert isinstance(screen, EvidenceScreen)
        await session.press("slash")
        await session.type("医院:长")
        offered = [one.text for one in screen.completions.offered]
        assert offered and screen.completions.display
        assert offered[0] in session.screen_text()
        await session.press("shift+tab", "tab")
        taken = offered[1 % len(offered)]
        assert taken in screen.filter_bar.text == screen.query_text
        assert not screen.completions.display and screen.filter_bar.field.has_focus
        await session.press("tab")
        assert not screen.filter_bar.field.has_focus
        assert screen.query_text == screen.filter_bar.text


async def test_a_click_takes_a_completion_and_leaving_hides_them(start: Start) -> None:
    async with start() as session:
        await session.press("5", "slash")
        await session.type("医院:长")
        screen = session.app.screen
        assert isinstance(screen, EvidenceScreen)
        second = screen.completions.offered[1].text
        await session.pilot.click("#completions", offset=(4, 2))
        await session.settle()
        assert second in screen.query_text
        await session.type(" 床")
        assert screen.completions.display
        await session.press("enter")
        assert not screen.completions.display


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", KEYS)
async def test_what_there_is_no_room_for_is_told(start: Start, key: str, lang: str) -> None:
    """And no more once there is room: the words follow the window."""
    async with start(size=(48, 24), lang=lang) as session:
        await session.press("slash")
        await session.type("医院")
        await session.press("enter", key)
        screen = session.app.screen
        assert isinstance(screen, EvidenceScreen)
        hidden = screen.hidden(screen.rows.scrollable_content_region.width)
        said = screen.filter_bar.found
        assert all(name in said for name in hidden)
        assert bool(hidden) == (key not in "68")
        await session.pilot.resize_terminal(200, 60)
        await session.settle()
        assert not screen.hidden(screen.rows.scrollable_content_region.width)
        assert t("evidence.hidden", names="").strip() not in screen.filter_bar.found


@pytest.mark.parametrize("width", range(40, 130, 7))
async def test_a_column_is_shown_or_told(start: Start, width: int) -> None:
    async with start(size=(width, 24)) as session:
        await session.press("5")
        screen = session.app.screen
        assert isinstance(screen, TableScreen)
        heads = session.screen_text().splitlines()[1]
        for column in COLUMNS:
            name = t(f"table.{column.name}")
            assert (name in heads) != (name in screen.filter_bar.found)
