"""Steps through the text by figure, section and article; keys that page, leave and open the palette."""

import pytest
from hospital_tui.app.dialogs.palette import PaletteScreen
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.app.themes import THEMES, role_defaults
from textual.color import Color

from .conftest import Start


@pytest.mark.parametrize(("forth", "back"), [("]", "["), ("】", "【"), ("ctrl+down", "ctrl+up")])
async def test_every_figure_of_the_article_is_one_step_from_the_one_before(
    start: Start, forth: str, back: str
) -> None:
    async with start() as session:
        state, panes = session.main.state, session.main.panes
        await session.press("3", "home")
        places = [(one.id, index) for one in state.passages for index in range(len(one.figures))][:5]
        for steps in (places, places[-2::-1]):
            for place in steps:
                await session.press(forth if steps is places else back)
                assert panes.reading.pointed_at == place
                assert state.passage_id == place[0]
                assert panes.sidebar.entry()[1:3] == place
        await session.press(back)
        assert "没有数据" in panes.status.message


@pytest.mark.parametrize(("forth", "back"), [("}", "{"), ("｝", "｛"), ("shift+down", "shift+up")])
async def test_sections_are_stepped_through_to_the_end_and_back(start: Start, forth: str, back: str) -> None:
    async with start() as session:
        state = session.main.state
        await session.press("3", "home")
        order = [passage.id for passage in state.passages]
        starts = sorted({order.index(node.anchor) for node in state.nodes if node.anchor})
        seen = [0]
        while "没有别的节" not in session.main.panes.status.message:
            seen.append(order.index(state.passage_id))
            await session.press(forth)
        assert sorted({*starts, 0}) == sorted(set(seen))
        await session.press(back)
        assert order.index(state.passage_id) == starts[-2]


@pytest.mark.parametrize(("forth", "back"), [("J", "K"), ("Ｊ", "Ｋ"), ("alt+down", "alt+up")])
async def test_the_next_article_is_the_next_of_the_list(start: Start, forth: str, back: str) -> None:
    async with start() as session:
        state, shelf = session.main.state, session.main.state.found.shelf
        await session.press("1", "home", "3", back)
        assert state.here == shelf[0].id
        assert "第一篇" in session.main.panes.status.message
        await session.press(forth, forth)
        assert state.here == shelf[2].id
        assert session.main.panes.hospitals.cursor == 2
        await session.press(back)
        assert state.here == shelf[1].id


@pytest.mark.parametrize("pages", [("space", "shift+space"), ("ideographic_space", "ctrl+b")])
async def test_space_pages(start: Start, pages: tuple[str, str]) -> None:
    async with start() as session:
        reading = session.main.panes.reading
        await session.press("3", "home", pages[0], pages[0])
        down = reading.scroll_offset.y
        assert down > reading.size.height
        await session.press(pages[1])
        assert 0 < reading.scroll_offset.y < down


@pytest.mark.parametrize("key", [":", "：", "ctrl+p"])
@pytest.mark.parametrize("screen", ["3", "5", "7"])
async def test_the_palette_offers_what_the_screen_in_front_understands(
    start: Start, key: str, screen: str
) -> None:
    async with start() as session:
        await session.press(screen, key)
        palette = session.app.screen
        assert isinstance(palette, PaletteScreen)
        offered = [command.id for command in palette.commands]
        assert ("bookmark" in offered) == (screen == "3")
        assert {"help", "quit", "export"} <= set(offered)
        await session.type("compare")
        await session.press("enter")
        assert type(session.app.screen).__name__ == "CompareScreen"


async def test_q_leaves_what_is_in_front_and_ends_only_from_the_main_screen(start: Start) -> None:
    async with start() as session:
        for keys in (("5",), ("6",), ("5", "i"), ("question_mark",), ("comma",)):
            await session.press(*keys)
            deep = len(session.app.screen_stack)
            await session.press("q")
            assert session.app.is_running
            assert len(session.app.screen_stack) == deep - 1
            await session.press(*["q"] * (deep - 2))
        await session.press("5", "ctrl+q")
        assert not session.app.is_running


async def test_the_table_opens_at_the_figure_under_the_cursor(start: Start) -> None:
    async with start() as session:
        await session.press("3", "home", *["]"] * 4, "5")
        entry, table = session.main.panes.sidebar.entry(), session.app.screen
        assert isinstance(table, TableScreen)
        row = table.figure_row()
        assert (row.passage_id, row.index) == entry[1:3]
        await session.press("o")
        assert (table.order, table.table.cursor, table.table.scroll_offset.y) == ("hospital", 0, 0)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.name.endswith("terminal")])
@pytest.mark.parametrize("where", ["screen", "input"])
def test_what_is_selected_can_be_read(theme: object, where: str) -> None:
    """4.5:1, as WCAG asks of text; the terminal's own colours are the terminal's matter."""
    colours = {**role_defaults(), **theme.to_color_system().generate()}  # type: ignore[attr-defined]
    ground = Color.parse(colours["background"]) + Color.parse(colours[f"{where}-selection-background"])
    ink = Color.parse(colours[f"{where}-selection-foreground"])
    lights = sorted((_light(ground), _light(ink)))
    assert ink.a == 1
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def _light(colour: Color) -> float:
    """Relative luminance, WCAG 2."""
    parts = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
