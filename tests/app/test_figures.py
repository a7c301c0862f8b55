"""The sidebar: figures in reading order, the way to their words, wider scopes, other orders."""

import msgspec
import pytest
from hospital_tui import speech as text
from hospital_tui.app.copying import citation
from hospital_tui.app.panes.sidebar import KINDS
from hospital_tui.model import Figure
from hospital_tui.speech.figures import cited, shown, value_text

from .conftest import Session, Start
from .made import article


async def to_figures(session: Session, least: int = 3) -> None:
    """Select a passage with several figures."""
    main = session.main
    for card in main.state.library.shelf():
        for passage in main.state.library.article(card.id).passages():
            if len(passage.figures) >= least:
                main.state.open(card.id, passage.id)
                await session.settle()
                return
    pytest.skip("the bundled articles have no figures yet")


async def test_moving_through_the_sidebar_lights_the_figure(start: Start) -> None:
    async with start() as session:
        await to_figures(session)
        await session.press("4", "down")
        entry = session.main.panes.sidebar.entry()
        assert entry.place == 1
        assert session.main.panes.reading._marked.figure == (session.main.state.passage_id, 1)


async def test_enter_goes_to_the_words(start: Start) -> None:
    async with start() as session:
        await to_figures(session)
        await session.press("4", "down", "enter")
        assert session.main.focused.id == "reading"
        assert session.main.panes.reading._cursor_key == session.main.state.passage_id


async def test_detail_shows_words_value_and_source_line(start: Start) -> None:
    async with start() as session:
        await to_figures(session)
        await session.press("4", "down", "i")
        entry = session.main.panes.sidebar.entry()
        shown_text = session.screen_text()
        assert entry.figure.text in shown_text
        line = session.main.state.passage.source_line(entry.figure.at[0])
        assert f"{session.main.state.article.source.file} 第 {line} 行" in shown_text
        await session.press("escape")
        assert len(session.app.screen_stack) == 1


async def test_widening_takes_in_section_article_and_matches(start: Start) -> None:
    async with start() as session:
        await to_figures(session)
        main = session.main
        counts = [len(main.panes.sidebar.entries)]
        for _ in range(3):
            await session.press("s")
            counts.append(len(main.panes.sidebar.entries))
        assert counts == sorted(counts)
        assert counts[2] == sum(len(passage.figures) for passage in main.state.passages)
        assert counts[3] == min(2000, main.state.library.totals().figures)
        await session.press("s")
        assert len(main.panes.sidebar.entries) == counts[0]


async def test_order_by_kind_and_by_value(start: Start) -> None:
    async with start() as session:
        await to_figures(session)
        await session.press("s", "s", "o")
        kinds = [KINDS.index(entry.figure.kind) for entry in session.main.panes.sidebar.entries]
        assert kinds == sorted(kinds)
        await session.press("o")
        counts = [
            entry.figure.value
            for entry in session.main.panes.sidebar.entries
            if entry.figure.kind == "percent" and isinstance(entry.figure.value, int | float)
        ]
        assert counts == sorted(counts, reverse=True)


async def test_filtering_the_figures(start: Start) -> None:
    async with start() as session:
        await to_figures(session)
        await session.press("s", "s")
        units = [entry.figure.unit for entry in session.main.panes.sidebar.entries]
        wanted = next(unit for unit in units if unit)
        before = len(session.main.panes.sidebar.entries)
        await session.press("f")
        await session.type(wanted)
        await session.press("enter")
        assert 0 < len(session.main.panes.sidebar.entries) <= before
        await session.press("escape")
        assert len(session.main.panes.sidebar.entries) == before


async def test_a_passage_without_figures_says_so(start: Start) -> None:
    async with start() as session:
        await session.press("3", "home")
        assert not session.main.state.passage.figures
        assert "这一段没有数据" in session.screen_text()


def figure(**fields: object) -> Figure:
    """A figure with what a test needs of it."""
    base: dict[str, object] = {"kind": "count", "text": "47人", "at": (0, 3), "value": 47, "unit": "人"}
    return Figure(**{**base, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (629000, "629,000"),
        (44.8, "44.8"),
        ("3/5", "3–5"),
        ("2023-07", "2023-07"),
        (None, "—"),
        (58288.0, "58,288"),
        (0.1, "0.1"),
    ],
)
def test_values_for_the_eye(value: object, said: str) -> None:
    assert value_text(value) == said  # type: ignore[arg-type]


def test_bounds_and_what_is_inferred_are_shown() -> None:
    parts = shown(
        figure(qualifier="at_least", label="职工", label_inferred=True, time="2023", time_from="article")
    )
    assert parts.value == "≥47"
    assert parts.label == "‹职工›"
    assert parts.time == "‹2023›"
    stated = shown(figure(label="职工", time="2023", time_from="sentence"))
    assert (stated.label, stated.time) == ("职工", "2023")


def test_a_figure_to_take_along() -> None:
    stated = figure(label="医学院校毕业生", time="2023", time_from="sentence")
    assert cited(stated, "长治二院") == "医学院校毕业生 47 人（2023），长治二院"
    inferred = figure(label="毕业生", label_inferred=True, time="2023", time_from="article")
    assert cited(inferred, "长治二院") == "‹毕业生› 47 人（‹2023›），长治二院"
    assert cited(figure(label="", unit=None, value=None, text="数名"), "") == "数名"
    text.speak("en")
    assert cited(inferred, "长治二院") == "‹毕业生› 47 people (‹2023›), 长治二院"
    text.speak("zh")


def test_a_citation_marks_a_year_that_was_inferred() -> None:
    whole = article(1, "清河市中心医院", "2023")
    undated = msgspec.structs.replace(whole, newspaper=None, date=None, year="2023")
    place = f"{whole.source.file} 第 1 行"
    assert citation(undated, undated.head[0]) == f"清河市中心医院，《{whole.title}》，‹2023›，{place}"
    known = msgspec.structs.replace(undated, corrected=("year",))
    assert "，2023，" in citation(known, known.head[0])
    dated = msgspec.structs.replace(undated, newspaper="清河日报", date="2024-01-05")
    assert "，清河日报，2024-01-05，" in citation(dated, dated.head[0])
    text.speak("en")
    assert citation(undated, undated.head[0]).startswith(f"清河市中心医院, “{whole.title}”, ‹2023›, ")
    text.speak("zh")


async def test_a_wide_sidebar_goes_with_the_article(start: Start) -> None:
    """Figures of another hospital never stand beside the text."""
    async with start() as session:
        main = session.main
        await session.press("1", "home", "4", "s", "s", "1")
        assert main.panes.sidebar.reach == "article"
        for key in ("down", "down", "up", "end"):
            await session.press(key)
            shown = {entry.article_id for entry in main.panes.sidebar.entries}
            assert shown == {main.state.article.id}
            assert len(main.panes.sidebar.entries) == sum(
                len(passage.figures) for passage in main.state.passages
            )


async def test_the_words_gone_to_stay_lit_until_the_cursor_leaves_them(start: Start) -> None:
    async with start() as session:
        main = session.main
        await session.press("3", "home", "down")
        while not main.state.passage.figures:
            await session.press("down")
        await session.press("4", "enter")
        entry = main.panes.sidebar.entry()
        assert main.panes.reading.has_focus
        assert main.panes.reading.pointed_at == (entry.passage_id, entry.place)
        await session.press("down")
        assert main.panes.reading.pointed_at is None
        await session.press("up", "4")
        assert main.panes.reading.pointed_at is not None
        await session.press("1")
        assert main.panes.reading.pointed_at is None
