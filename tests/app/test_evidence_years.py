"""The years of one hospital side by side, on the screen and in the shell."""

from pathlib import Path

import msgspec
import pytest
from hospital_tui.app.dialogs.pick import PickScreen
from hospital_tui.app.evidence.compare import CompareScreen
from hospital_tui.library import Library
from hospital_tui.library.figures import time_inferred, year_of
from hospital_tui.model import Article
from hospital_tui.speech import t

from .conftest import Start
from .made import article, only

BEDS = {"2021": 600, "2022": 750, "2023": 860}


def of_year(number: int, year: str) -> Article:
    """The made-up article, its beds those of a year."""
    whole = article(number, "清河市中心医院", year)
    lead = whole.sections[0].passages[0]
    figures = tuple(
        msgspec.structs.replace(one, value=BEDS[year], metric="开放床位", time_from="sentence")
        if one.label == "开放床位"
        else one
        for one in lead.figures
    )
    lead = msgspec.structs.replace(lead, figures=figures)
    first = msgspec.structs.replace(whole.sections[0], passages=(lead,))
    return msgspec.structs.replace(whole, sections=(first, *whole.sections[1:]))


@pytest.fixture
def library(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Three articles of one hospital and one of another."""
    articles = [of_year(number, year) for number, year in enumerate(BEDS, 0xA1)]
    return Library.open(
        only([*articles, article(0xB2, "云山县人民医院", "2024")], home, tmp_path, monkeypatch)
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_years_of_the_hospital_under_the_cursor(
    start: Start, library: Library, size: tuple[int, int], lang: str
) -> None:
    async with start(size=size, lang=lang, library=library) as session:
        await session.press("6", "s")
        screen = session.app.screen
        assert isinstance(screen, CompareScreen)
        assert tuple(screen.grid.hospitals) == tuple(BEDS)
        assert screen.of == "清河市中心医院"
        said = session.screen_text()
        assert "+150 +25%" in said and "+110 +15%" in said and "清河市中心医院" in said
        await session.press("right")
        assert t("compare.since", year="2021", by="+150 +25%") in str(screen.status.path)
        await session.press("w")
        assert isinstance(session.app.screen, PickScreen)
        await session.press("escape", "enter")
        assert session.main.state.article is not None and session.main.state.article.year == "2022"
        await session.press("escape", "s")
        assert screen.of == "" and set(screen.grid.hospitals) == {"清河市中心医院", "云山县人民医院"}


async def test_a_year_that_was_inferred_is_told_in_both_views(start: Start) -> None:
    """Of the bundled articles most figures take their year from the article."""
    async with start(size=(200, 60)) as session:
        await session.press("6")
        screen = session.app.screen
        assert isinstance(screen, CompareScreen)
        inferred = [one for _, one in screen.grid.comparison.figures() if time_inferred(one.figure)]
        assert inferred and f"‹{year_of(inferred[0].figure)}›" in session.screen_text()
        await session.press("s")
        assert "‹ ›" in session.screen_text()
