"""The figures table: scope, order, filter, the way to the words and back."""

import pytest
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.app.panes.figure_table import columns_for, to_right
from hospital_tui.speech.figures import bounded
from rich.cells import cell_len

from .conftest import Session, Start


def table(session: Session) -> TableScreen:
    screen = session.app.screen
    assert isinstance(screen, TableScreen)
    return screen


async def test_holds_every_figure_of_the_library(start: Start) -> None:
    async with start() as session:
        await session.press("5")
        total = session.main.state.library.totals().figures
        assert table(session).table.row_count() == total
        assert f"{total:,} 条" in session.screen_text()


async def test_enter_goes_to_the_words_and_escape_back_to_the_row(start: Start) -> None:
    async with start() as session:
        await session.press("5", "o", "o", "o", "O", *["down"] * 7)
        there = table(session)
        row = there.figure_row()
        await session.press("enter")
        main = session.main
        assert session.app.screen is main
        assert (main.state.article.id, main.state.passage_id) == (row.article_id, row.passage_id)
        assert main.focused.id == "reading"
        await session.press("escape")
        assert session.app.screen is there
        assert there.figure_row() == row
        await session.press("escape")
        assert session.app.screen is main
        await session.press("escape")
        assert session.app.screen is main


async def test_every_column_sorts_both_ways(start: Start) -> None:
    async with start() as session:
        await session.press("5")
        screen = table(session)
        whole = sorted((row.passage_id, row.index) for row in screen.table.figures)
        for order in ("hospital", "label", "value", "unit", "kind", "time", "section"):
            await session.press("right")
            assert screen.order == order
            for _ in range(2):
                rows = list(screen.table.figures)
                assert sorted((row.passage_id, row.index) for row in rows) == whole
                said = [getattr(row, order) if order in ("hospital", "section") else None for row in rows]
                if order in ("hospital", "section"):
                    filled = [name for name in said if name]
                    assert filled == sorted(filled, reverse=screen.descending)
                    assert order != "section" or said[: len(filled)] == filled
                await session.press("O")
        await session.press("right")
        assert screen.order == "reading"


async def test_values_are_sorted_as_numbers(start: Start) -> None:
    async with start() as session:
        await session.press("5", "right", "right", "right", "O")
        values = [row.figure.value for row in table(session).table.figures]
        numbers = [value for value in values if isinstance(value, (int, float))]
        assert numbers == sorted(numbers, reverse=True)


async def test_filters_with_the_filter_language(start: Start) -> None:
    async with start() as session:
        await session.press("5", "slash")
        await session.type("人>100")
        rows = list(table(session).table.figures)
        assert rows
        assert all(row.figure.unit == "人" for row in rows)
        await session.press("enter")
        assert table(session).focused.id == "rows"
        await session.press("escape")
        assert table(session).table.row_count() == session.main.state.library.totals().figures


async def test_a_mistake_in_the_filter_is_said(start: Start) -> None:
    async with start() as session:
        await session.press("5", "slash")
        await session.type("年:abc")
        assert "不是年份" in session.screen_text()


async def test_scopes_narrow_to_where_the_reader_is(start: Start) -> None:
    async with start() as session:
        await session.press("3", "down", "down", "down", "down", "down", "5")
        screen, main = table(session), session.main
        counts = {screen.reach: screen.table.row_count()}
        for _ in range(3):
            await session.press("s")
            counts[screen.reach] = screen.table.row_count()
        assert counts["article"] == sum(len(passage.figures) for passage in main.state.passages)
        assert counts["passage"] == len(main.state.passage.figures)
        assert counts["all"] > counts["hospital"] >= counts["article"] >= counts["passage"]
        await session.press("s")
        assert screen.reach == "all"


@pytest.mark.parametrize("key", ["5", "6", "7", "8", "9"])
async def test_every_screen_begins_with_the_filter_and_escape_drops_it(start: Start, key: str) -> None:
    async with start() as session:
        await session.press("slash")
        await session.type("床位|人才")
        await session.press("enter", key)
        screen = session.app.screen
        assert screen.filter_bar.text == screen.query_text == "床位|人才"
        narrowed = screen.rows.row_count()
        await session.press("escape")
        assert session.app.screen is screen
        assert screen.filter_bar.text == ""
        assert screen.rows.row_count() >= narrowed
        await session.press("escape")
        assert session.app.screen is session.main


async def test_a_filter_of_one_article_is_told(start: Start) -> None:
    async with start() as session:
        await session.press("slash")
        await session.type("床位")
        await session.press("enter", "S")
        assert session.main.state.reach == "article"
        await session.press("5")
        assert table(session).reach == "scope"
        assert {row.article_id for row in table(session).table.figures} == {session.main.state.here}
        await session.press("escape", "escape", "7")
        assert "看全部文章" in session.screen_text()


async def test_a_word_is_first_what_a_figure_is_called(start: Start) -> None:
    async with start() as session:
        await session.press("5", "slash")
        await session.type("床位")
        screen, library = table(session), session.main.state.library
        named = list(screen.table.figures)
        around = list(library.figures(library.query("“床位”")))
        assert named
        assert all("床位" in row.figure.label + (row.figure.metric or "") for row in named)
        assert f"也有 {len([row for row in around if row not in named])} 条" in session.screen_text()
        screen.narrow("“床位”")
        await session.settle()
        assert list(screen.table.figures) == around


async def test_the_words_of_the_figure_stand_below(start: Start) -> None:
    async with start() as session:
        await session.press("5", "down", "down")
        row = table(session).figure_row()
        foot = session.screen_text().splitlines()[-7:]
        assert row.figure.text in "".join(line.strip() for line in foot)
        assert any(f"第 {row.line} 行" in line for line in foot)


@pytest.mark.parametrize("width", [40, 58, 78, 118, 198])
def test_columns_fill_the_width_and_no_more(width: int) -> None:
    columns = columns_for(width, {})
    used = sum(cells for _, cells in columns) + len(columns) - 1
    assert width - len(columns) < used <= width
    assert {"label", "value", "unit"} <= {column.name for column, _ in columns}


def test_numbers_end_at_the_right() -> None:
    assert to_right("20", 5) == "   20"
    assert cell_len(to_right("三级甲等医院", 7)) == 7


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_fits_every_size(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        await session.press("5", "down")
        lines = session.app.screen._compositor.render_strips()
        assert all(strip.cell_length == size[0] for strip in lines)
        assert "所指" in session.screen_text()


async def test_a_filter_goes_along_to_the_other_screens(start: Start) -> None:
    """What was typed above one screen of evidence stands above the next and narrows it."""
    async with start() as session:
        await session.press("5", "slash")
        await session.type("床位")
        await session.press("enter")
        few = session.app.screen.query_text
        for key in ("7", "6", "5", "8", "5"):
            await session.press(key)
            assert session.app.screen.query_text == few == "床位"
            assert session.app.screen.filter_bar.text == "床位"
        assert 0 < session.app.screen.rows.row_count() < 60
        await session.press("escape", "escape")
        assert session.app.screen is session.main
        await session.press("7")
        assert session.app.screen.query_text == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_widest_value_in_sight_is_whole(start: Start, size: tuple[int, int]) -> None:
    async with start(size) as session:
        library = session.main.state.library
        row = library.figures(library.query("元>=1"))[0]
        library.correct(row, {"value": 123_456_789_012})
        await session.press("5", "slash")
        await session.type("元>=1")
        await session.press("enter")
        shown = [table(session).table.figure(place) for place in range(3)]
        text = session.screen_text()
        assert "123,456,789,012 " in text
        assert all(f"{bounded(one.figure)} " in text for one in shown if one)
        assert cell_len(text.splitlines()[2]) <= size[0]
