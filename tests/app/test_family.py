"""A figure's family under the sidebar: other years, other hospitals, the way to the comparison; confirming from here."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hospital_tui.app.evidence.compare import CompareScreen
from hospital_tui.library import Library
from hospital_tui.model import Article

from .conftest import Start
from .made import article, only


def stating(number: int, hospital: str, year: str, beds: float, **fields: object) -> Article:
    """The made-up article with so many beds."""
    whole = article(number, hospital, year)
    lead = whole.sections[0].passages[0]
    figures = tuple(
        msgspec.structs.replace(one, value=beds, metric="开放床位", time_from="sentence", **fields)
        if one.label == "开放床位"
        else one
        for one in lead.figures
    )
    passages = (msgspec.structs.replace(lead, figures=figures),)
    sections = (msgspec.structs.replace(whole.sections[0], passages=passages), *whole.sections[1:])
    return msgspec.structs.replace(whole, sections=sections)


HERE = "清河市中心医院"
ARTICLES: Sequence[Article] = (
    stating(0xA1, HERE, "2022", 600),
    stating(0xA2, HERE, "2023", 800),
    stating(0xB1, "云山县人民医院", "2023", 1404),
    stating(0xB2, "临川县人民医院", "2023", 300, qualifier="at_least"),
    stating(0xB3, "乙县人民医院", "2023", 77, part_of="1200余人"),
    stating(0xB4, "丙县人民医院", "2023", 5, change="up"),
    stating(0xB5, "丁县人民医院", "2023", 9, unit="家"),
)


@pytest.fixture
def library(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    return Library.open(only(ARTICLES, home, tmp_path, monkeypatch))


def test_what_stands_beside_a_figure(library: Library) -> None:
    row = next(one for one in library.figures() if one.figure.value == 800)
    found = library.family(row)
    assert found is not None
    assert [one.figure.value for one in found.years] == [600, 800]
    assert sorted(one.figure.value for one in found.others) == [300, 1404]
    alone = next(one for one in library.figures() if one.figure.metric is None)
    assert library.family(alone) is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize(("lang", "others"), [("zh", "他院"), ("en", "others")])
async def test_the_strip_and_the_way_to_the_comparison(
    library: Library, start: Start, size: tuple[int, int], lang: str, others: str
) -> None:
    async with start(size=size, lang=lang, library=library) as session:
        main = session.main
        main.state.jump(ARTICLES[1].id, ARTICLES[1].sections[0].passages[0].id)
        await session.press("4", "home", "down", "down")
        said = session.screen_text()
        assert "600 → 800" in said and others in said and "1,404" in said and "≥300" in said
        await session.press("right", "left", "up", "down", "right", "enter")
        screen = session.app.screen
        assert isinstance(screen, CompareScreen)
        assert set(screen.grid.hospitals) == {HERE, "云山县人民医院", "临川县人民医院"}
        row = screen.grid.row()
        assert row is not None and row.metric == "开放床位" and screen.grid.hospital() == HERE
        await session.press("escape", "F")
        assert isinstance(session.app.screen, CompareScreen)
        await session.press("escape", "up")
        assert "600 → 800" not in session.screen_text()


async def test_a_figure_is_confirmed_and_put_off_from_here(library: Library, start: Start) -> None:
    async with start(library=library) as session:
        session.main.state.jump(ARTICLES[1].id, ARTICLES[1].sections[0].passages[0].id)
        await session.press("4", "home")
        cursor = session.main.panes.sidebar.cursor
        total = len(library.figures())
        await session.press(".")
        assert f"核对 1 / {total}" in session.screen_text()
        assert session.main.panes.sidebar.cursor == cursor + 1
        assert session.main.panes.sidebar.entries[cursor].figure.confirmed
        await session.press("-")
        assert len(library.confirming.waiting()) == 1
        await session.press("u", "u")
        assert library.confirming.progress() == (0, total)


async def test_the_sidebars_rows_are_taken_along(
    library: Library, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start(library=library) as session:
        session.main.state.jump(ARTICLES[1].id, ARTICLES[1].sections[0].passages[0].id)
        await session.press("4", "x", "enter")
        shown = [entry.figure.text for entry in session.main.panes.sidebar.entries]
    lines = (tmp_path / "hospital-figures.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == len(shown) + 1 and all(words in lines[at] for at, words in enumerate(shown, 1))
