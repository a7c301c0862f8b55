"""The first start: a passage with figures, and a hint in three lines that goes away for good."""

import pytest
from hospital_tui.speech import t
from rich.cells import cell_len

from .conftest import Start


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_new_reader_begins_with_figures_and_a_hint(
    start: Start, size: tuple[int, int], lang: str
) -> None:
    async with start(size, lang, new=True) as session:
        state = session.main.state
        assert state.passage is not None and state.passage.figures
        assert session.main.panes.sidebar.entries
        lines = t("greeting").splitlines()
        assert len(lines) == 3
        text = session.screen_text()
        assert all(line in text for line in lines)
        assert max(map(cell_len, lines)) <= session.main.query_one("#greeting").content_size.width


async def test_escape_puts_the_hint_away_for_good_and_is_no_act(start: Start) -> None:
    async with start(new=True) as session:
        await session.press("j", "escape")
        assert t("greeting").splitlines()[0] not in session.screen_text()
        await session.press("u")
        assert session.main.state.reader.get("greeted") is True
    async with start(new=True) as session:
        assert t("greeting").splitlines()[0] not in session.screen_text()


async def test_the_hint_goes_when_the_reader_does_what_it_says(start: Start) -> None:
    async with start((80, 24), new=True) as session:
        await session.press("/")
        await session.type("手术")
        await session.press("enter")
        assert t("greeting").splitlines()[0] not in session.screen_text()
        assert session.main.state.reader.get("greeted") is True


async def test_one_session_is_enough(start: Start) -> None:
    async with start(new=True) as session:
        await session.press("q")
    async with start(new=True) as session:
        assert not session.main.state.greeting
