"""Walking hospitals, sections and passages by keyboard and mouse."""

import pytest
from hospital_tui.app.panes.outline import SectionTree

from .conftest import Start
from .random_walk import at_odds

HOSPITALS = {
    "长治市第二人民医院",
    "长治市人民医院医疗集团",
    "长治市妇幼保健院",
    "株洲市二医院",
    "平顶山市第二人民医院",
    "汝州市第一人民医院",
}


async def test_all_hospitals_are_listed(start: Start) -> None:
    async with start() as session:
        listed = session.main.panes.hospitals
        assert {listed.card(row).hospital for row in range(listed.row_count())} == HOSPITALS
        shown = session.screen_text()
        assert all(name in shown for name in HOSPITALS)


async def test_highlighting_a_hospital_shows_its_article(start: Start) -> None:
    async with start() as session:
        await session.press("1")
        seen = [session.main.state.article.hospital.name]
        for _ in range(5):
            await session.press("down")
            seen.append(session.main.state.article.hospital.name)
            assert session.main.panes.reading.article is session.main.state.article
            assert session.main.panes.status.path[0] == session.main.state.article.hospital.name
        assert set(seen) == HOSPITALS


async def test_every_section_is_reachable_and_shown(start: Start) -> None:
    async with start() as session:
        await session.press("1", "home")
        for _ in range(6):
            await session.press("2", "end", "home")
            tree = session.main.panes.sections
            for row, node in enumerate(tree.nodes):
                assert tree.cursor == row
                if node.anchor is not None:
                    assert session.main.state.passage_id == node.anchor
                    assert session.main.panes.reading._cursor_key == node.anchor
                await session.press("j")
            await session.press("1", "down")


async def test_the_mark_follows_the_passage(start: Start) -> None:
    async with start() as session:
        await session.press("3", "home")
        tree = session.main.panes.sections
        seen = set()
        for _ in range(len(session.main.state.passages)):
            seen.add(tree.cursor)
            node = tree.node()
            assert session.main.state.passage_id in node.covers
            await session.press("down")
        assert len(seen) > 5


async def test_the_sidebar_shows_the_figures_of_the_passage(start: Start) -> None:
    async with start() as session:
        await session.press("3", "home")
        for _ in range(len(session.main.state.passages)):
            figures = session.main.state.passage.figures
            assert [entry.figure for entry in session.main.panes.sidebar.entries] == list(figures)
            await session.press("down")


@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("j", "k"), ("ｊ", "ｋ")])
async def test_letters_arrows_and_full_width_letters_move_alike(start: Start, down: str, up: str) -> None:
    async with start() as session:
        await session.press("1", "home", down, down, up)
        assert session.main.panes.hospitals.cursor == 1


async def test_tab_goes_round_the_panes(start: Start) -> None:
    async with start() as session:
        await session.press("3")
        seen = []
        for _ in range(4):
            await session.press("tab")
            seen.append(session.main.focused.id)
        assert seen == ["sidebar", "hospitals", "outline", "reading"]
        await session.press("shift+tab")
        assert session.main.focused.id == "outline"


async def test_the_mouse_chooses_a_hospital_and_a_section(start: Start) -> None:
    async with start() as session:
        await session.pilot.click("#hospitals", offset=(5, 3))
        await session.settle()
        assert session.main.panes.hospitals.cursor == 2
        assert session.main.state.article.hospital.name == session.main.panes.hospitals.card(2).hospital
        await session.pilot.click("#outline", offset=(8, 4))
        await session.settle()
        assert session.main.state.passage_id == session.main.panes.sections.node(3).anchor


async def test_folding_hides_what_hangs_under_a_section(start: Start) -> None:
    async with start() as session:
        await session.press("2", "home")
        tree: SectionTree = session.main.panes.sections
        while not tree._has_below(tree._shown[tree.cursor]):
            await session.press("down")
        rows = tree.row_count()
        await session.press("left")
        assert tree.row_count() < rows
        await session.press("right")
        assert tree.row_count() == rows


async def test_history_goes_back_and_forward(start: Start) -> None:
    async with start() as session:
        await session.press("1", "home", "enter", "down", "down")
        first = (session.main.state.article.id, session.main.state.passage_id)
        await session.press("1", "end", "enter")
        second = (session.main.state.article.id, session.main.state.passage_id)
        await session.press("alt+left")
        assert (session.main.state.article.id, session.main.state.passage_id) == first
        await session.press("alt+right")
        assert (session.main.state.article.id, session.main.state.passage_id) == second
        await session.press("ctrl+o")
        assert (session.main.state.article.id, session.main.state.passage_id) == first


@pytest.mark.parametrize("words", ["手术", "护理 -手术", "年:2021", "人>100"])
async def test_under_a_filter_the_text_and_the_place_are_one(start: Start, words: str) -> None:
    """No step goes to a passage that is hidden, nor shows the figures of one."""
    async with start() as session:
        state, panes = session.main.state, session.main.panes
        await session.press("/")
        await session.type(words)
        await session.press("enter")
        assert state.narrowed
        for keys in ("}", "}", "{", "]", "]", "[", "n", "n", "2 down down 3", "2 end 3", "home ] ] ] ]"):
            await session.press(*keys.split())
            assert state.passage_id == panes.reading._cursor_key
            assert state.passage_id in state.narrowed


@pytest.mark.parametrize("words", ["手术", "年:2021", "人>100"])
async def test_what_is_shown_above_a_narrowed_text_is_not_gone_to(start: Start, words: str) -> None:
    """Titles and headings stay to be read: neither key nor click takes the reader to one that does not match."""
    async with start() as session:
        reading = session.main.panes.reading
        await session.press("/")
        await session.type(words)
        await session.press("enter")
        for key in ("home", "up", "pageup", "end", "pagedown"):
            await session.press(key, key)
            assert at_odds(session.app) == ""
        await session.press("home")
        assert reading.scroll_offset.y == 0
        for row in range(reading.size.height):
            await session.pilot.click(reading, offset=(12, row))
            await session.settle()
            assert at_odds(session.app) == ""


async def test_a_bookmark_that_the_filter_hides_is_shown_in_its_text(start: Start) -> None:
    async with start() as session:
        state, panes = session.main.state, session.main.panes
        await session.press("3", "home", "m")
        marked = state.passage_id
        await session.press("/")
        await session.type("手术")
        await session.press("enter")
        assert state.passage_id != marked
        await session.press("'", "enter")
        assert (state.passage_id, panes.reading._cursor_key) == (marked, marked)
        assert state.narrowed is None


async def test_in_another_language_the_reader_stays_beyond_what_matches(start: Start) -> None:
    async with start() as session:
        state, panes = session.main.state, session.main.panes
        await session.press("3", "home")
        hidden = state.passage_id
        await session.press("/")
        await session.type("手术")
        await session.press("enter")
        state.select(hidden)
        await session.press("comma", "down", "right", "escape")
        assert "Hospitals" in session.screen_text()
        assert (state.passage_id, panes.reading._cursor_key, state.narrowed) == (hidden, hidden, None)
        assert at_odds(session.app) == ""


@pytest.mark.parametrize("text", ["", "手术", "vv"])
async def test_where_nothing_is_found_the_reader_goes_where_a_list_leads(start: Start, text: str) -> None:
    """The text is there when there is a text again, be it under another filter."""
    async with start() as session:
        state, bar = session.main.state, session.main.panes.filter_bar
        await session.press("3", "end")
        last = (state.here, state.passage_id)
        await session.press("home", "/")
        await session.type("v")
        assert state.blank
        state.jump(*last)
        assert (state.here, state.passage_id) == last
        bar.put(text)
        session.main.find.typed(text)
        await session.settle()
        assert state.blank == (text == "vv")
        assert (state.here, state.passage_id) == last or text
        assert at_odds(session.app) == ""
