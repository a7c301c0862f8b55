"""A choice in a list whose rows became others before it was heard of: it is about what is there now, or about nothing."""

import pytest
from hospital_tui.app.finding import find

from .conftest import Start
from .random_walk import at_odds


@pytest.mark.parametrize("words", ["手术", "年:2021", "护理 -手术", ""])
async def test_the_list_is_narrowed_under_the_cursor(start: Start, words: str) -> None:
    async with start() as session:
        state, hospitals = session.main.state, session.main.panes.hospitals
        for row in range(1, hospitals.row_count()):
            state.take(find(state.library, ""))
            await session.settle()
            hospitals.cursor = row
            state.take(find(state.library, words))
            here = state.here
            await session.settle()
            assert state.here == here
            assert at_odds(session.app) == ""


async def test_what_was_chosen_among_other_rows_is_not_looked_for_in_these(start: Start) -> None:
    async with start() as session:
        main = session.main
        main.state.library.save_filter("手术", "手术")
        main.saved.show()
        await session.settle()
        saved = main.panes.saved
        saved.action_choose()
        saved.show(())
        await session.settle()
        assert session.app.is_running
        assert not main.state.found.active
