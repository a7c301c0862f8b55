"""What an article says of itself, seen and corrected in the app."""

import pytest
from hospital_tui.app.dialogs.facts import FactsScreen
from textual.widgets import Input

from .conftest import Session, Start


async def retype(session: Session, name: str, words: str) -> None:
    """Put other words into the field of a fact."""
    box = session.app.screen.query_one(f"#fact-{name}", Input)
    box.focus()
    await session.press("end", *["backspace"] * len(box.value))
    await session.type(words)


def value(session: Session, name: str) -> object:
    here = session.main.state.here
    assert here is not None
    return next(fact.value for fact in session.main.state.library.facts(here) if fact.name == name)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_each_fact_is_shown_with_its_evidence(start: Start, lang: str) -> None:
    async with start((80, 24), lang=lang) as session:
        await session.press("I")
        for fact in session.main.state.library.facts(session.main.state.here or ""):
            screen = session.app.screen
            screen.query_one(f"#fact-{fact.name}", Input).focus()
            await session.settle()
            if fact.evidence is not None:
                assert fact.evidence.text[:8] in session.screen_text()


async def test_a_corrected_fact_shows_everywhere_and_is_undone(start: Start) -> None:
    async with start() as session:
        before = value(session, "hospital"), value(session, "year")
        await session.press("I")
        await retype(session, "hospital", "秋水医院")
        await retype(session, "year", "2019")
        await session.press("enter")
        assert (value(session, "hospital"), value(session, "year")) == ("秋水医院", "2019")
        text = session.screen_text()
        assert "秋水医院" in text and "文章信息已保存" in text
        await session.press("5")
        assert "‹2019›" in session.screen_text()
        await session.press("escape", "u")
        assert (value(session, "hospital"), value(session, "year")) == before
        assert "秋水医院" not in session.screen_text().replace("（秋水医院）", "").replace("(秋水医院)", "")


async def test_one_fact_is_as_it_was_read_again(start: Start) -> None:
    async with start() as session:
        before = value(session, "year")
        await session.press("I")
        await retype(session, "year", "")
        await retype(session, "newspaper", "秋水日报")
        await session.press("enter")
        assert (value(session, "year"), value(session, "newspaper")) == (None, "秋水日报")
        await session.press("=")
        session.app.screen.query_one("#fact-year", Input).focus()
        await session.press("ctrl+z")
        assert (value(session, "year"), value(session, "newspaper")) == (before, "秋水日报")


@pytest.mark.parametrize(("name", "typed"), [("year", "23"), ("date", "去年")])
async def test_what_cannot_be_is_said_where_it_stands(start: Start, name: str, typed: str) -> None:
    async with start() as session:
        before = value(session, name)
        await session.press("I")
        await retype(session, name, typed)
        await session.press("enter")
        assert isinstance(session.app.screen, FactsScreen)
        assert "请改正" in session.screen_text()
        await session.press("escape")
        assert value(session, name) == before
