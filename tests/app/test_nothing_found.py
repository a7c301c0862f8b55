"""A filter that finds nothing or has a mistake in it: nothing on the screen belongs to another filter unsaid."""

import pytest

from .conftest import Session, Start


async def search(session: Session, words: str) -> None:
    """Type a filter from wherever the reader is."""
    await session.press("slash")
    await session.type(words)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_text_says_that_nothing_matches(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        main = session.main
        await session.press("3", "down", "down", "down")
        left = (main.state.article.id, main.state.passage_id)
        body = main.state.passage.text[:8]
        await search(session, "飞船")
        assert main.state.found.nothing
        assert main.state.passage is None
        assert main.figures.current() is None
        shown = session.screen_text()
        assert "没有段落匹配" in shown
        assert body not in shown
        await session.press("enter", "escape")
        assert (main.state.article.id, main.state.passage_id) == left
        assert body in session.screen_text()


async def test_nothing_is_done_to_a_passage_that_is_not_shown(start: Start) -> None:
    async with start() as session:
        main = session.main
        await search(session, "飞船")
        main.action_go("reading")
        await session.press("m", "y", "c", "n", "down", "up", "pagedown")
        assert main.state.reader.bookmarks() == []
        assert "没有段落匹配" in session.screen_text()


async def test_going_on_typing_shows_the_text_again(start: Start) -> None:
    async with start() as session:
        await search(session, "机器人飞船")
        await session.press(*["backspace"] * 2)
        assert session.main.state.matches
        assert "机器人联盟" in session.screen_text()


async def test_a_mistake_keeps_what_was_found_and_says_so(start: Start) -> None:
    async with start() as session:
        main = session.main
        await search(session, "机器人")
        found, shown = tuple(main.state.found.hits), main.state.passage_id
        await session.type(" 类:foo")
        assert tuple(main.state.found.hits) == found
        assert main.state.passage_id == shown
        assert main.panes.hospitals.row_count() == 2
        assert "foo" in main.panes.status.message
        assert "仍显示“机器人”" in main.panes.status.message
        assert main.panes.filter_bar.wrong
        await session.press("enter")
        assert main.panes.filter_bar.field.has_focus
        await session.press(*["backspace"] * 3)
        await session.type("数量")
        assert main.state.mistaken is None
        assert main.panes.status.message == ""
        await session.press("escape")
        assert main.panes.hospitals.row_count() == 6


async def test_a_mistake_from_the_beginning_shows_all_articles(start: Start) -> None:
    async with start() as session:
        await search(session, "kind:foo")
        assert session.main.panes.hospitals.row_count() == 6
        assert "仍显示全部文章" in session.main.panes.status.message


async def test_a_narrow_scope_is_seen_before_anything_is_typed(start: Start) -> None:
    async with start() as session:
        first = session.screen_text().splitlines()[0]
        assert first.startswith(" / ")
        await session.press("S")
        assert session.screen_text().splitlines()[0].startswith(" 本文 / ")
        await session.press("S")
        assert session.screen_text().splitlines()[0].startswith(" 本节 / ")
        await session.press("S")
        assert session.screen_text().splitlines()[0] == first
