"""Timeline and charts on the screen."""

import pytest
from hospital_tui.app.evidence.charts import ChartScreen
from hospital_tui.app.evidence.timeline import TimelineScreen
from hospital_tui.app.panes.chart import ticks
from hospital_tui.library.figures import time_inferred, when
from hospital_tui.library.figures.charting import by_time, moment, over_hospitals
from hospital_tui.library.store import days
from rich.cells import cell_len

from .conftest import Session, Start


def timeline(session: Session) -> TimelineScreen:
    screen = session.app.screen
    assert isinstance(screen, TimelineScreen)
    return screen


def chart(session: Session) -> ChartScreen:
    screen = session.app.screen
    assert isinstance(screen, ChartScreen)
    return screen


async def test_rows_stand_in_the_order_of_time(start: Start) -> None:
    async with start() as session:
        await session.press("7")
        rows = timeline(session).moments.timeline.rows
        spans = [days(row.figure) for row in rows]
        years = [9999 if span is None else span[0] // 10000 for span in spans]
        assert len(years) > 20
        assert years == sorted(years)
        text = session.screen_text()
        assert f"{years[0]}年" in text


async def test_left_and_right_go_from_month_to_month(start: Start) -> None:
    async with start() as session:
        await session.press("7")
        moments = timeline(session).moments
        stretches = moments.timeline.stretches
        for place in range(1, 4):
            await session.press("right")
            assert moments.cursor == stretches[place].place
        await session.press("left")
        assert moments.cursor == stretches[2].place


async def test_enter_goes_to_the_words_and_escape_back(start: Start) -> None:
    async with start() as session:
        await session.press("7", "right", "right", "down")
        row = timeline(session).figure_row()
        await session.press("enter")
        assert session.main.state.passage_id == row.passage_id
        await session.press("escape")
        assert timeline(session).figure_row() == row


async def test_dates_only_and_one_hospital(start: Start) -> None:
    async with start() as session:
        await session.press("7", "s")
        screen = timeline(session)
        assert {row.figure.kind for row in screen.moments.timeline.rows} == {"date"}
        await session.press("w", "down", "enter")
        assert screen.hospital is not None
        assert {row.hospital for row in screen.moments.timeline.rows} == {screen.hospital}


async def test_a_click_on_a_year_goes_there(start: Start) -> None:
    async with start() as session:
        await session.press("7")
        screen = timeline(session)
        await session.pilot.click("Density", offset=(17, 2))
        await session.settle()
        years = screen.moments.timeline.years()
        assert screen.moments.cursor >= years[1][1]


@pytest.mark.parametrize("size", [(60, 24), (80, 24)])
async def test_years_beyond_the_edge_are_told_and_reached(start: Start, size: tuple[int, int]) -> None:
    async with start(size) as session:
        await session.press("7")
        screen = timeline(session)
        all_years = len(screen.moments.timeline.years())
        bar = screen.query_one("Density")

        def signs() -> str:
            return bar.render_line(2).text

        assert signs().rstrip().endswith("›") and "‹" not in signs()
        before = signs()
        await session.pilot.click("Density", offset=(cell_len(signs().rstrip()) - 1, 2))
        await session.settle()
        assert signs() != before
        await session.press("end")
        assert signs().startswith("‹")
        assert all_years * 15 > size[0]


async def test_bars_stand_beside_their_names(start: Start) -> None:
    async with start() as session:
        await session.press("8")
        screen = chart(session)
        points = over_hospitals(screen.row)
        assert len(points) > 1
        lines = session.screen_text().splitlines()
        lengths = []
        for point in points:
            line = next(
                line for line in lines if point.row.hospital[:4] in line and ("█" in line or "▒" in line)
            )
            lengths.append(line.count("█") + line.count("▒"))
        assert lengths == sorted(lengths, reverse=True)


async def test_another_metric_and_over_time(start: Start) -> None:
    async with start() as session:
        await session.press("8", "right")
        screen = chart(session)
        assert screen.metric == screen.metrics[1]
        await session.press("s")
        assert screen.over_time
        times = [moment(point.row) for point in by_time(screen.row)]
        assert times == sorted(times)
        await session.press("left")
        assert screen.metric == screen.metrics[0]


async def test_a_bar_leads_to_its_words(start: Start) -> None:
    async with start() as session:
        await session.press("8", "down")
        row = chart(session).figure_row()
        await session.press("enter")
        assert session.main.state.passage_id == row.passage_id
        await session.press("escape")
        assert chart(session).figure_row() == row


async def test_the_comparison_opens_the_chart_of_its_metric(start: Start) -> None:
    async with start() as session:
        await session.press("6", "8")
        assert chart(session).metric == session.app.screen_stack[1].grid.row().metric
        await session.press("escape")
        assert session.app.screen is session.app.screen_stack[1]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
@pytest.mark.parametrize("key", ["7", "8"])
async def test_fits_every_size(start: Start, size: tuple[int, int], key: str) -> None:
    async with start(size=size) as session:
        await session.press(key, "s", "s")
        lines = session.app.screen._compositor.render_strips()
        assert all(strip.cell_length == size[0] for strip in lines)


def test_ticks_are_round_numbers() -> None:
    assert ticks(1404) == [0, 500, 1000, 1500]
    assert ticks(60) == [0, 20, 40, 60]
    assert ticks(1) == [0, 0.5, 1]
    for highest in (0.03, 7, 99.46, 3e8):
        assert 2 <= len(ticks(highest)) <= 6
        assert ticks(highest)[-2] < highest <= ticks(highest)[-1] * 1.000001


@pytest.mark.parametrize("keys", [("8",), ("8", "s")])
async def test_a_drawn_time_that_was_inferred_says_so(start: Start, keys: tuple[str, ...]) -> None:
    """As in table, sidebar and comparison: ‹2023› where the sentence does not say 2023."""
    async with start(size=(160, 60)) as session:
        await session.press(*keys)
        names = chart(session).names
        inferred = [time_inferred(point.row.figure) for point in names.points]
        assert True in inferred
        for row, is_inferred in enumerate(inferred):
            said = "".join(words for words, *_ in names.row_lines(row, 150)[0].right)
            assert said.endswith("›") == is_inferred, said


async def test_a_row_of_the_timeline_says_that_its_time_was_inferred(start: Start) -> None:
    async with start() as session:
        await session.press("7")
        moments = timeline(session).moments
        head = ""
        for row in range(moments.row_count()):
            figure = moments.figure(row).figure
            head = moments.row_lines(row, 150)[0].left[0][0].strip() or head
            if when(figure):
                assert head.startswith("‹") == time_inferred(figure), (head, figure)
