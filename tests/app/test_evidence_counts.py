"""Word counts on their screen."""

import pytest
from hospital_tui.app.evidence.counts import CountScreen
from hospital_tui.speech import t

from .conftest import Start


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_bars_are_by_hospital_and_year_and_lead_to_the_words(
    start: Start, size: tuple[int, int], lang: str
) -> None:
    async with start(size=size, lang=lang) as session:
        library = session.main.state.library
        await session.press("slash")
        await session.type("患者|医院")
        await session.press("enter", "C")
        screen = session.app.screen
        assert isinstance(screen, CountScreen)
        rows = screen.bars.frequencies
        texts = {
            card.hospital: [p.text for p in library.article(card.id).selectable()] for card in library.shelf()
        }
        everything = [text for some in texts.values() for text in some]
        wanted = sum(text.count("患者") + text.count("医院") for text in everything)
        assert sum(row.times for row in rows) == wanted
        rates = [row.rate for row in rows]
        assert rates == sorted(rates, reverse=True) and rates[0] > 0
        said = session.screen_text()
        assert f"{rows[0].rate:.2f}" in said and "█" in said and t("counts.by_hospital_year") in said
        await session.press("s", "s", "o")
        assert [row.hospital for row in screen.bars.frequencies] == [""] * len(screen.bars.frequencies)
        years = [row.year or "" for row in screen.bars.frequencies]
        assert years == sorted(years)
        assert sum(row.times for row in screen.bars.frequencies) == wanted
        await session.press("s", "o")
        first = screen.bars.frequencies[0].first
        await session.press("enter")
        assert (session.main.state.here, session.main.state.passage_id) == first
        await session.press("escape")
        assert session.app.screen is screen


async def test_without_words_it_says_how_to_ask(start: Start) -> None:
    async with start() as session:
        await session.press("C")
        assert t("counts.how") in session.screen_text()
        await session.press("slash")
        await session.type("没有这样的词吧")
        assert t("counts.none") in session.screen_text()
        await session.press("enter", "x")
        assert t("export.nothing") in session.screen_text()
        await session.press("q")
        assert not isinstance(session.app.screen, CountScreen)
