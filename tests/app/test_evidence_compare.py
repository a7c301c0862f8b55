"""The comparison on the screen: cells, empty cells, choosing, the way to the words and back."""

import pytest
from hospital_tui.app.dialogs.pick import PickScreen
from hospital_tui.app.evidence.compare import CompareScreen
from hospital_tui.app.panes import grid as grid_pane
from hospital_tui.app.widgets import bars
from hospital_tui.library import FigureRow
from hospital_tui.library.figures import Cell, Row
from hospital_tui.model import Figure

from .conftest import Session, Start


def compare(session: Session) -> CompareScreen:
    screen = session.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


async def to_figure(session: Session) -> CompareScreen:
    """Put the cursor on a cell that holds a figure, and not in the first column."""
    screen = compare(session)
    await session.press("right")
    for _ in range(screen.grid.row_count()):
        if screen.figure_row() is not None:
            return screen
        await session.press("down")
    raise AssertionError("no figure in this column")


async def test_shows_the_six_hospitals_and_what_they_share(start: Start) -> None:
    async with start() as session:
        await session.press("6")
        screen = compare(session)
        assert len(screen.grid.hospitals) == 6
        stated = [row.stated for row in screen.grid.comparison.rows]
        assert stated == sorted(stated, reverse=True)
        assert stated[0] > 1
        text = session.screen_text()
        assert screen.grid.comparison.rows[0].metric in text
        assert "━" in text


async def test_enter_goes_to_the_words_and_escape_back_to_the_cell(start: Start) -> None:
    async with start() as session:
        await session.press("6")
        screen = await to_figure(session)
        row, column = screen.figure_row(), screen.grid.column
        assert row.hospital == screen.grid.hospital()
        await session.press("enter")
        assert (session.main.state.article.id, session.main.state.passage_id) == (
            row.article_id,
            row.passage_id,
        )
        await session.press("escape")
        assert compare(session).figure_row() == row
        assert screen.grid.column == column


async def test_an_empty_cell_leads_nowhere(start: Start) -> None:
    async with start() as session:
        await session.press("6")
        screen = compare(session)
        grid = screen.grid
        row = next(place for place, found in enumerate(grid.comparison.rows) if found.stated < 6)
        empty = next(place for place, cell in enumerate(grid.comparison.rows[row].cells) if not cell.figures)
        grid.cursor = next(place for place, spot in enumerate(grid._spots) if spot.row == row)
        grid.column = empty
        await session.press("enter")
        assert session.app.screen is screen
        assert screen.figure_row() is None


async def test_says_what_is_not_alike(start: Start) -> None:
    async with start() as session:
        await session.press("6")
        grid = compare(session).grid
        grid.cursor = next(
            place for place, spot in enumerate(grid._spots) if "year" in grid.comparison.rows[spot.row].unlike
        )
        await session.settle()
        assert "年份不同" in session.screen_text()


async def test_hospitals_are_chosen_by_search(start: Start) -> None:
    async with start() as session:
        await session.press("6", "w")
        assert isinstance(session.app.screen, PickScreen)
        names = session.app.screen.rows
        assert len(names.ticked) == 6
        for name in list(names.ticked)[2:]:
            await session.type(name)
            await session.press("space")
            await session.press(*["backspace"] * len(name))
        await session.press("enter")
        assert len(compare(session).grid.hospitals) == 2


async def test_metrics_are_chosen(start: Start) -> None:
    async with start() as session:
        await session.press("6")
        metrics = list(dict.fromkeys(row.metric for row in compare(session).grid.comparison.rows))
        await session.press("z")
        names = session.app.screen.rows
        for name in metrics[1:]:
            names.cursor = list(names.names).index(name)
            await session.press("space")
        await session.press("enter")
        assert {row.metric for row in compare(session).grid.comparison.rows} == {metrics[0]}


async def test_the_filter_leaves_out_what_it_excludes(start: Start) -> None:
    async with start() as session:
        await session.press("6", "slash")
        await session.type("人>100")
        figures = [one.figure for _, one in compare(session).grid.comparison.figures()]
        assert figures
        assert {figure.unit for figure in figures} == {"人"}


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_every_hospital_can_be_reached_at_every_size(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        await session.press("6")
        seen = {compare(session).grid.hospital()}
        for _ in range(5):
            await session.press("right")
            assert compare(session).grid.column in dict(compare(session).grid.columns())
            seen.add(compare(session).grid.hospital())
        assert len(seen) == 6
        lines = session.app.screen._compositor.render_strips()
        assert all(strip.cell_length == size[0] for strip in lines)


def test_bars_are_as_long_as_they_should_be() -> None:
    assert bars.line(0.5, 8) == "━━━━    "
    assert bars.line(0.001, 8) == "━       "
    assert bars.line(0, 4) == "    "
    assert bars.line(1, 3, broken=True) == "╌╌╌"
    assert bars.height(0) == " "
    assert bars.height(1) == "█"


async def test_an_empty_cell_says_so_and_a_list_without_a_sum_too(start: Start) -> None:
    async with start() as session:
        await session.press("6")
        grid = compare(session).grid
        rows = grid.comparison.rows
        empty = next(place for place, cell in enumerate(rows[0].cells) if not cell.figures)
        grid.column = empty
        await session.press("down", "up")
        assert "没有写明" in session.screen_text()
        place, column = next(
            (place, column)
            for place, row in enumerate(rows)
            for column, cell in enumerate(row.cells)
            if cell.listed
        )
        grid.column = column
        grid.cursor = next(number for number, spot in enumerate(grid._spots) if spot.row == place)
        await session.settle()
        assert "原文没有合计" in session.screen_text()


async def test_a_part_is_drawn_under_its_whole_and_says_of_what_it_is_one(start: Start) -> None:
    async with start(size=(200, 60)) as session:
        await session.press("6")
        grid = compare(session).grid
        place, column, nth, part = next(
            (place, column, nth, figure)
            for place, row in enumerate(grid.comparison.rows)
            for column, cell in enumerate(row.cells)
            for nth, figure in enumerate(cell.figures)
            if cell.whole_of(figure)
        )
        grid.column = column
        grid.cursor = next(number for number, spot in enumerate(grid._spots) if spot == (place, nth))
        await session.settle()
        assert f"{part.figure.part_of}中的一部分" in session.screen_text()
        assert f"└{part.figure.value}" in session.screen_text()
        assert part.figure.label in session.screen_text()


def test_one_item_of_a_list_has_no_bar() -> None:
    listed = [figure_row(number, "") for number in (5, 3)]
    row = Row("论文", "amount", (Cell(tuple(listed)), Cell((figure_row(9, ""),))), highest=9.0, unit="篇")
    assert grid_pane._bar(row, row.cells[0]) is None
    assert grid_pane._bar(row, row.cells[1]) == 1.0


def figure_row(number: int, label: str) -> FigureRow:
    """A figure of one passage."""
    figure = Figure(
        kind="count", text=f"{number}篇", at=(number, number + 2), value=number, unit="篇", label=label
    )
    return FigureRow(
        article_id="a", hospital="甲", passage_id="p", section="", index=number, figure=figure, line=1
    )


async def test_one_key_ticks_all_that_are_listed_and_again_none(start: Start) -> None:
    async with start() as session:
        await session.press("6", "w")
        pick = session.app.screen
        assert isinstance(pick, PickScreen)
        await session.press("ctrl+a")
        ticked = set(pick.rows.ticked)
        await session.press("ctrl+a")
        assert {len(ticked), len(set(pick.rows.ticked))} == {0, 6}
        if not pick.rows.ticked:
            await session.press("ctrl+a")
        await session.press("enter")
        assert len(compare(session).grid.hospitals) == 6


async def test_the_choice_is_kept_for_the_next_time(start: Start) -> None:
    async with start() as session:
        await session.press("6", "w", "space", "down", "space", "enter")
        chosen = tuple(compare(session).grid.hospitals)
        assert 0 < len(chosen) < 6
        assert session.main.state.reader.get("compared") == list(chosen)
        await session.press("escape", "6")
        assert tuple(compare(session).grid.hospitals) == chosen
    async with start() as session:
        await session.press("6")
        assert tuple(compare(session).grid.hospitals) == chosen
        await session.press("w", "ctrl+a", "enter", "escape", "6")
        assert len(compare(session).grid.hospitals) == 6
        assert session.main.state.reader.get("compared") == []
