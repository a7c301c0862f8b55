"""The reading pane on a screen."""

import pytest
from hospital_tui.app.panes.reading import ReadingPane
from hospital_tui.app.panes.reading_page import CURSOR_MARK
from hospital_tui.app.themes import THEMES
from hospital_tui.app.typography import WIDE
from hospital_tui.model import Article
from rich.cells import cell_len
from textual.pilot import Pilot

from .pages import SENTENCE, Found, Maker, Page, article


def ids(made: Article) -> list[str]:
    return [passage.id for passage in made.selectable()]


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the whole article has been set."""
    app = pilot.app
    assert isinstance(app, Page)
    while not app.pane._layout.is_complete:
        await pilot.pause()
    await pilot.pause()


async def test_the_head_stands_centred_and_passages_are_indented() -> None:
    app = Page(article())
    async with app.run_test(size=(100, 40)):
        rows = app.rows()
        title = next(row for row in rows if "提升医疗质量" in row)
        assert abs((len(title) - len(title.lstrip())) - (cell_len(title) - cell_len(title.rstrip()))) <= 2
        body = next(row for row in rows if "多措并举" in row)
        assert body.index("多") == app.pane._left + 4


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("wide", [False, True])
async def test_rows_are_as_wide_as_the_pane(size: tuple[int, int], wide: bool) -> None:
    app = Page(article())
    async with app.run_test(size=size) as pilot:
        app.pane.ambiguous_wide = wide
        await settled(pilot)
        try:
            room = app.pane.scrollable_content_region.width
            for row in app.rows():
                assert (WIDE.of(row) if wide else cell_len(row)) == room
        finally:
            app.pane.ambiguous_wide = False


async def test_the_cursor_moves_by_passage_and_says_so() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("down", "j", "k")
        assert app.pane._cursor_key == ids(made)[1]
        assert app.selected[-1] == ids(made)[1]
        await pilot.press("end")
        assert app.pane._cursor_key == ids(made)[-1]
        assert app.pane.is_vertical_scroll_end
        await pilot.press("home")
        assert (app.pane._cursor_key, app.pane.scroll_offset.y) == (ids(made)[0], 0)
        assert app.selected[-1] == ids(made)[0]


async def test_the_selected_passage_is_marked_beside_every_line() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(80, 40)) as pilot:
        app.pane.select(made.sections[0].passages[1].id)
        await pilot.pause()
        block = app.pane._layout.place(made.sections[0].passages[1].id)
        assert block is not None
        marked = [row for row in app.rows() if CURSOR_MARK in row]
        assert len(marked) == len(app.pane._layout.lines(block))


async def test_pages_turn_at_once_and_take_the_cursor_along() -> None:
    app = Page(article(sections=10))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        assert app.pane.scroll_offset.y == 22
        assert any(CURSOR_MARK in row for row in app.rows())
        await pilot.press("pageup")
        assert app.pane.scroll_offset.y == 0


@pytest.mark.parametrize("sizes", [[(60, 20), (120, 40), (50, 15), (80, 24)]])
async def test_the_place_is_kept_through_changes_of_size(sizes: list[tuple[int, int]]) -> None:
    made = article(sections=10, sentences=12)
    app = Page(made)
    async with app.run_test(size=(80, 24)) as pilot:
        target = made.sections[5].passages[2].id
        app.pane.select(target, offset=200)
        await pilot.pause()
        place = app.pane._place()
        before = app.pane.scroll_offset.y
        for size in sizes:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any(CURSOR_MARK in row for row in app.rows()), size
        assert app.pane._place() == place
        assert app.pane.scroll_offset.y == before
        assert app.pane._cursor_key == target


async def test_the_place_is_kept_when_the_reader_changes_the_page() -> None:
    made = article(sections=10, sentences=12)
    app = Page(made)
    async with app.run_test(size=(100, 24)) as pilot:
        app.pane.select(made.sections[5].passages[2].id, offset=200)
        await pilot.pause()
        place = app.pane._place()
        assert place is not None
        for name, value in (
            ("measure", 20),
            ("leading", 2),
            ("gap", True),
            ("justify", False),
            ("justify", True),
            ("gap", False),
            ("leading", 1),
            ("measure", 38),
        ):
            setattr(app.pane, name, value)
            await pilot.pause()
            assert any(CURSOR_MARK in row for row in app.rows()), name
        assert app.pane._place() == place


async def test_the_text_at_the_top_stays_there() -> None:
    app = Page(article(sections=10, sentences=12))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        place = app.pane._place()
        assert place is not None
        for width in (100, 120, 50, 64):
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            top = app.pane._place()
            assert top is not None
            assert top[0] == place[0]
            assert top[1] <= place[1] < top[1] + 80


async def test_narrowing_shows_what_matches_under_its_heading() -> None:
    made = article()
    wanted = made.sections[1].passages[2].id
    app = Page(made)
    async with app.run_test(size=(80, 40)) as pilot:
        app.pane.only({wanted})
        await pilot.pause()
        text = "\n".join(app.rows())
        assert "第1部分" in text
        assert "第0部分" not in text
        assert "⋯" in text
        assert app.pane._cursor_key == wanted
        app.pane.only(None)
        await pilot.pause()
        assert app.pane._cursor_key == wanted
        assert "多措并举引人才。1之1" in "\n".join(app.rows())


async def test_selecting_what_is_hidden_changes_nothing() -> None:
    made = article()
    app = Page(made)
    async with app.run_test(size=(80, 24)):
        app.pane.only({ids(made)[6]})
        app.pane.select(ids(made)[7])
        assert app.pane._cursor_key == ids(made)[6]


async def test_matches_are_highlighted_and_ticked() -> None:
    made = article(sections=8)
    wanted = made.sections[0].passages[1]
    at = wanted.text.index("学科")
    app = Page(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.pane.mark({wanted.id: Found([(at, at + 2)], [1])})
        app.pane.select(wanted.id, offset=at)
        await pilot.pause()
        match = app.pane.get_component_rich_style("reading--match")
        found = [
            segment.text
            for y in range(24)
            for segment in app.pane.render_line(y)
            if segment.style and segment.style.bgcolor == match.bgcolor
        ]
        assert found == ["学科", "47人"]
        bar = "".join(
            strip.text
            for strip in app.pane.vertical_scrollbar.render_lines(app.pane.vertical_scrollbar.size.region)
        )
        assert bar.count("=") == 1
        app.pane.mark({})
        await pilot.pause()
        bar = "".join(
            strip.text
            for strip in app.pane.vertical_scrollbar.render_lines(app.pane.vertical_scrollbar.size.region)
        )
        assert "=" not in bar


async def test_pointing_brings_a_figure_into_view() -> None:
    made = article(sections=8)
    wanted = made.sections[6].passages[1]
    app = Page(made)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.point(wanted.id, 1)
        await pilot.pause()
        pointed = app.pane.get_component_rich_style("reading--pointed")
        found = [
            segment.text
            for y in range(24)
            for segment in app.pane.render_line(y)
            if segment.style and segment.style.bgcolor == pointed.bgcolor
        ]
        assert "".join(found) == "47人"
        app.pane.point(wanted.id, None)
        assert app.pane._marked.figure is None


async def test_figures_differ_by_style_and_not_by_colour_alone() -> None:
    app = Page(article())
    async with app.run_test(size=(80, 40)):
        plain = app.pane.get_component_rich_style("reading--body", partial=True)
        for kind in ("count", "percent", "money", "measure", "duration", "date", "rank", "match", "pointed"):
            style = app.pane.get_component_rich_style(f"reading--{kind}", partial=True)
            assert any((style.underline, style.bold, style.italic)), kind
        assert not plain.underline


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_every_theme_draws_the_page(theme: object) -> None:
    app = Page(article(), theme)  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "pagedown")
        assert SENTENCE[:6] in "".join(app.rows())


async def test_hostile_text_is_shown_and_not_sent() -> None:
    maker = Maker()
    made = article(sections=1)
    text = "检查\x1b[2J[CT]结果[/]\u202e倒序\x07与👩‍⚕️表情\ud800" * 5
    hostile = maker.passage(text)
    head = (hostile,)
    app = Page(Article(id="x-1", hospital=made.hospital, source=made.source, head=head))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        drawn = "".join(app.rows())
        assert "\x1b" not in drawn
        assert "␛[2J[CT]结果[/]" in drawn
        for row in app.rows():
            assert cell_len(row) == app.pane.scrollable_content_region.width
        app.pane.text_select_all()
        await pilot.pause()
        assert app.screen.get_selected_text() == text


async def test_no_article_is_an_empty_pane() -> None:
    app = Page(None)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "up", "pagedown", "end", "home")
        assert app.pane._cursor_key is None
        assert app.pane._place() is None
        assert not "".join(app.rows()).strip()
        app.pane.show(article())
        await pilot.pause()
        assert app.pane._cursor_key is not None
        app.pane.show(None)
        await pilot.pause()
        assert app.pane._cursor_key is None


async def test_a_very_long_passage_opens_and_ends() -> None:
    maker = Maker()
    made = article(sections=0)
    passage = maker.passage(SENTENCE * 3000)
    app = Page(Article(id="x-1", hospital=made.hospital, source=made.source, head=(passage,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        assert app.pane.scroll_offset.y > 0
        await pilot.press("end")
        assert app.pane.is_vertical_scroll_end
        assert app.rows()[-2].strip(f" {CURSOR_MARK}")


async def test_a_passage_asked_for_before_there_is_a_page_is_shown_when_there_is() -> None:
    made = article(sections=10)
    wanted = made.sections[7].passages[1].id
    app = Page(None)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.display = False
        pane = ReadingPane(id="late")
        pane.show(made)
        pane.select(wanted)
        await app.mount(pane)
        await pilot.pause()
        assert pane._cursor_key == wanted
        assert any("7之0" in pane.render_line(y).text for y in range(pane.size.height))


async def test_the_selected_passage_stays_in_view_when_the_page_narrows() -> None:
    made = article(sections=10)
    app = Page(made)
    async with app.run_test(size=(120, 40)) as pilot:
        app.pane.select(made.sections[5].passages[4].id)
        await pilot.pause()
        for width in (60, 30, 90, 24, 120):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert any(CURSOR_MARK in row for row in app.rows()), width
