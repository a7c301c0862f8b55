"""The reading pane by mouse: clicks, dragging, what a selection copies."""

import pytest
from hospital_tui.model import Article
from textual.pilot import Pilot

from .pages import Page, article, place_of


def ids(made: Article) -> list[str]:
    return [passage.id for passage in made.selectable()]


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the whole article has been set."""
    app = pilot.app
    assert isinstance(app, Page)
    while not app.pane._layout.is_complete:
        await pilot.pause()
    await pilot.pause()


async def test_a_click_selects_and_a_click_on_a_figure_says_which() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(120, 40)) as pilot:
        x, y = await place_of(app, "47人")
        await pilot.click(offset=(x + 1, y))
        assert app.clicked == [(made.sections[0].passages[1].id, 1)]
        assert app.pane._cursor_key == made.sections[0].passages[1].id
        x, y = await place_of(app, "一年来医院")
        await pilot.click(offset=(x, y))
        assert app.pane._cursor_key == made.sections[0].passages[0].id
        assert len(app.clicked) == 1


@pytest.mark.parametrize("gap", [False, True])
async def test_dragging_copies_the_text_itself(gap: bool) -> None:
    made = article()
    passage = made.sections[0].passages[1]
    app = Page(made)
    async with app.run_test(size=(60, 40)) as pilot:
        app.pane.gap = gap
        await pilot.pause()
        x, y = await place_of(app, "多措并举")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 8, y + 2))
        await pilot.mouse_up(offset=(x + 8, y + 2))
        await pilot.pause()
        copied = app.screen.get_selected_text()
        assert copied
        assert passage.text.startswith(copied)
        assert len(copied) > 50


async def test_dragging_from_margin_to_margin_copies_whole_passages() -> None:
    made = article()
    first, second = made.sections[0].passages[0], made.sections[0].passages[1]
    app = Page(made)
    async with app.run_test(size=(100, 40)) as pilot:
        _, top = await place_of(app, "一年来医院")
        block = app.pane._layout.place(second.id)
        assert block is not None
        bottom = app.pane._layout.bottom(block) - 1
        await pilot.mouse_down(offset=(0, top))
        await pilot.hover(offset=(98, bottom))
        await pilot.mouse_up(offset=(98, bottom))
        await pilot.pause()
        assert app.screen.get_selected_text() == f"{first.text}\n{second.text}"


async def test_a_selection_outlives_a_change_of_width() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(60, 40)) as pilot:
        x, y = await place_of(app, "多措并举")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 8, y + 2))
        await pilot.mouse_up(offset=(x + 8, y + 2))
        await pilot.pause()
        copied = app.screen.get_selected_text()
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.screen.get_selected_text() == copied


async def test_a_selection_ends_with_the_texts_it_was_made_in() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        app.pane._select_text(3, (0, len(app.pane._layout.blocks[3].text)))
        await pilot.pause()
        assert app.screen.get_selected_text()
        app.pane.only({made.sections[0].passages[1].id})
        await pilot.pause()
        assert not app.screen.get_selected_text()
        app.pane._select_text(0, (0, len(app.pane._layout.blocks[0].text)))
        app.pane.show(None)
        await pilot.pause()
        assert not app.screen.get_selected_text()


async def test_a_double_click_selects_the_clause_and_a_third_click_the_passage() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(100, 40)) as pilot:
        x, y = await place_of(app, "多措并举")
        await pilot.click(offset=(x, y), times=2)
        await pilot.pause()
        assert app.screen.get_selected_text() == "多措并举引人才"
        await pilot.click(offset=(x, y), times=3)
        await pilot.pause()
        assert app.screen.get_selected_text() == made.sections[0].passages[1].text
