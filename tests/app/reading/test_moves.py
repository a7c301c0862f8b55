"""The cursor and the view, without a screen."""

import pytest
from hospital_tui.app.panes import reading_moves as moves
from hospital_tui.app.panes.reading_blocks import page_blocks
from hospital_tui.app.panes.reading_layout import Layout, PageStyle
from hypothesis import given, settings
from hypothesis import strategies as st

from .pages import article


def page(width: int = 60, leading: int = 1, sentences: int = 3) -> Layout:
    return Layout(page_blocks(article(sentences=sentences)), PageStyle(width=width, leading=leading))


def lines_in_view(layout: Layout, view: moves.View) -> set[int]:
    return set(range(view.scroll, view.end))


def rows_with_text(layout: Layout) -> set[int]:
    spots = ((row, layout.spot(row)) for row in range(layout.height))
    return {row for row, spot in spots if spot is not None and spot.line >= 0}


@given(st.integers(4, 60), st.sampled_from([20, 40, 76]), st.integers(0, 2), st.sampled_from([1, 6, 12]))
@settings(max_examples=40, deadline=None)
def test_going_down_shows_every_row(height: int, width: int, leading: int, sentences: int) -> None:
    layout = page(width, leading, sentences)
    layout.complete(10**9)
    view = moves.View(0, height, moves.first_block(layout))
    seen = lines_in_view(layout, view)
    chosen = [view.selected]
    for _ in range(20_000):
        after = moves.down(layout, view)
        if after == view:
            break
        view = after
        seen |= lines_in_view(layout, view)
        chosen.append(view.selected)
    assert seen >= rows_with_text(layout)
    wanted = [index for index in range(len(layout.blocks)) if moves.is_selectable(layout, index)]
    assert list(dict.fromkeys(chosen)) == wanted


@given(st.integers(4, 60), st.sampled_from([20, 76]), st.sampled_from([1, 30]))
@settings(max_examples=30, deadline=None)
def test_going_up_shows_every_row(height: int, width: int, sentences: int) -> None:
    layout = page(width, 1, sentences)
    layout.complete(10**9)
    view = moves.View(max(0, layout.height - height), height, moves.last_block(layout))
    seen = lines_in_view(layout, view)
    for _ in range(20_000):
        after = moves.up(layout, view)
        if after == view:
            break
        view = after
        seen |= lines_in_view(layout, view)
    assert view.selected == moves.first_block(layout)
    assert seen >= rows_with_text(layout)


@pytest.mark.parametrize("height", [5, 20, 50])
def test_pages_overlap_and_take_the_cursor_along(height: int) -> None:
    layout = page()
    view = moves.View(0, height, moves.first_block(layout))
    while (after := moves.page(layout, view, 1)).scroll != view.scroll:
        assert view.scroll < after.scroll < view.end
        assert after.selected is not None
        assert layout.top(after.selected) < after.end
        assert layout.bottom(after.selected) > after.scroll
        view = after
    assert after.selected == moves.last_block(layout)


def test_the_headings_above_a_passage_come_into_view_with_it() -> None:
    layout = page()
    first = next(index for index, block in enumerate(layout.blocks) if block.look == "heading") + 1
    view = moves.shown(layout, moves.View(200, 20, first))
    assert view.scroll <= layout.top(first - 1)


def test_a_cursor_out_of_view_is_fetched_first() -> None:
    layout = page()
    view = moves.View(40, 20, moves.first_block(layout))
    after = moves.down(layout, view)
    assert after.scroll == 40
    assert after.selected is not None
    assert 40 <= layout.top(after.selected) < 60


def test_an_empty_page_stays_as_it_is() -> None:
    layout = Layout((), PageStyle(width=40))
    view = moves.View(0, 10, None)
    for step in (moves.down, moves.up):
        assert step(layout, view).selected is None
    assert moves.page(layout, view, 1).selected is None
