"""The results: every hospital has a name of its own, and every line shows what matched."""

from itertools import pairwise

import pytest
from hospital_tui.app.panes.results import matched
from hospital_tui.app.widgets.names import LEAST, tell_apart
from hospital_tui.speech import t
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from .conftest import Start

SECOND = ["长治市第二人民医院", "平顶山市第二人民医院", "长治市第二中医医院", "长治市第三人民医院"]


@given(
    names=st.lists(st.text("长治市第二三人民中医院a", max_size=14), max_size=9),
    room=st.integers(LEAST, 26),
)
def test_no_two_names_look_alike(names: list[str], room: int) -> None:
    cut = tell_apart(names, room)
    assert set(cut) == set(names)
    assert len(set(cut.values())) == len(cut)
    assert all(cell_len(words) <= room for words in cut.values())


@pytest.mark.parametrize("room", [18, 14, 10, 8, 6])
def test_a_cut_keeps_what_differs(room: int) -> None:
    cut = tell_apart(SECOND, room)
    assert cut[SECOND[1]].startswith("平顶")
    assert "三" in cut[SECOND[3]]
    assert "~" not in "".join(cut.values())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_every_line_names_its_hospital_and_shows_the_figure_that_matched(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size) as session:
        await session.press("slash")
        await session.type("人>100")
        await session.press("enter", "r")
        results = session.main.panes.results
        names = {}
        for row in range(results.row_count()):
            hit = results.hit(row)
            assert hit is not None
            pieces = results.row_lines(row, results.scrollable_content_region.width)[0].left
            names[hit.hospital] = pieces[0][0].strip()
            assert ("match", hit.found[0].text) in [(ink, words) for words, ink in pieces]
        assert len(names) == len(set(names.values())) == 4
        assert all(names.values())


async def test_words_come_before_figures_and_figures_elsewhere_stand_at_the_edge(start: Start) -> None:
    async with start() as session:
        await session.press("slash")
        await session.type("医院 人>100")
        await session.press("enter", "r")
        results = session.main.panes.results
        hit = results.hit(0)
        assert hit is not None
        assert matched(hit)[1] == hit.spans[0][0]
        line = results.row_lines(0, results.scrollable_content_region.width)[0]
        assert line.right[0][0].split()[0] in {figure.text for figure in hit.found}


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_key_of_the_order_sorts_by_the_neighbours_of_each_match(start: Start, lang: str) -> None:
    async with start(lang=lang) as session:
        await session.press("slash")
        await session.type("医院")
        await session.press("enter", "r")
        results = session.main.panes.results
        passages = results.row_count()
        seen = {}
        for _ in range(4):
            seen[results.order] = [results.hit(row) for row in range(results.row_count())]
            assert t(f"results.by_{results.order}") in str(results.border_title)
            shown = results.hit(results.cursor)
            assert shown is not None and session.main.state.passage_id == shown.passage_id
            assert t("hint.sort") in session.screen_text()
            await session.press("o")
        assert results.order == "library" and results.row_count() == passages
        matches = sum(hit.text.count("医院") for hit in seen["library"] if hit)
        assert len(seen["right"]) == len(seen["left"]) == matches > passages
        after = [hit.text[hit.start + 2 :][:3] for hit in seen["right"] if hit]
        assert sum(first <= second for first, second in pairwise(after)) > 0.95 * len(after)


async def test_a_line_of_the_concordance_leads_to_its_own_match(start: Start) -> None:
    async with start() as session:
        await session.press("slash")
        await session.type("医院")
        await session.press("enter", "r", "o", "o")
        results = session.main.panes.results
        row = next(row for row in range(1, results.row_count()) if (hit := results.hit(row)) and hit.nth)
        hit = results.hit(row)
        assert hit is not None and hit.text[hit.start :].startswith("医院")
        results.place_cursor(row - 1)
        await session.press("down")
        assert session.main.state.passage_id == hit.passage_id


async def test_the_column_of_hospitals_is_as_wide_as_its_names(start: Start) -> None:
    async with start(size=(200, 60)) as session:
        await session.press("slash")
        await session.type("医院:株洲 医院")
        await session.press("enter", "r")
        results = session.main.panes.results
        hit = results.hit(0)
        assert hit is not None
        name = results.row_lines(0, results.scrollable_content_region.width)[0].left[0][0]
        assert name == hit.hospital + "  "
