"""What follows the reader: the sidebar's cursor, the heading in the status line."""

import pytest
from hospital_tui.app.outline import name_of

from .conftest import Session, Start


async def to_middle(session: Session) -> None:
    """Go to a passage with figures in the middle of an article."""
    main = session.main
    having = [passage.id for passage in main.state.passages if passage.figures]
    await session.press("3")
    main.state.select(having[len(having) // 2])
    await session.settle()


@pytest.mark.parametrize("widened", [1, 2, 3])
async def test_going_to_the_sidebar_moves_nothing(start: Start, widened: int) -> None:
    """Section, article, all matches: the cursor is on a figure of the passage that is read."""
    async with start() as session:
        main = session.main
        await to_middle(session)
        await session.press(*["s"] * widened)
        before = (main.state.article.id, main.state.passage_id, main.panes.reading.scroll_offset.y)
        await session.press("4")
        assert (main.state.article.id, main.state.passage_id, main.panes.reading.scroll_offset.y) == before
        entry = main.panes.sidebar.entry()
        assert entry.passage_id == main.state.passage_id
        assert main.panes.reading.pointed_at == (entry.passage_id, entry.place)


async def test_the_nearest_figure_where_the_passage_has_none(start: Start) -> None:
    async with start() as session:
        main = session.main
        await session.press("s", "s", "3")
        bare = [place for place, passage in enumerate(main.state.passages) if not passage.figures]
        having = [place for place, passage in enumerate(main.state.passages) if passage.figures]
        for place in bare:
            main.state.select(main.state.passages[place].id)
            await session.settle()
            there = [p.id for p in main.state.passages].index(main.panes.sidebar.entry().passage_id)
            assert abs(there - place) == min(abs(other - place) for other in having)
        await session.press("4")
        assert main.state.passage_id == main.state.passages[bare[-1]].id
        await session.press("up")
        assert main.state.passage_id == main.panes.sidebar.entry().passage_id


async def test_another_hospital_is_opened_by_a_key_only(start: Start) -> None:
    async with start() as session:
        main = session.main
        await session.press("slash")
        await session.type("有:数据")
        await session.press("enter", "s", "s", "s")
        await session.press("1", "end", "3")
        here = main.state.article.id
        await session.press("4")
        assert main.state.article.id == here
        assert main.panes.sidebar.entry().article_id == here


async def test_the_heading_under_the_cursor_is_shown_whole(start: Start) -> None:
    async with start() as session:
        main = session.main
        await session.press("2")
        row = max(
            range(main.panes.sections.row_count()),
            key=lambda row: len(name_of(main.panes.sections.node(row))),
        )
        main.panes.sections.cursor = row
        await session.settle()
        whole = name_of(main.panes.sections.node(row))
        last = session.screen_text().splitlines()[-2]
        assert whole in last
        await session.press("3")
        assert "段 " in session.screen_text().splitlines()[-2]
