"""`u` takes back what the reader did last, several back, across restarts, and says what it was."""

import pytest

from .conftest import Session, Start


def kept(session: Session) -> list[tuple[str, str]]:
    return [(mark.passage_id, mark.note) for mark in session.main.state.reader.bookmarks()]


async def test_acts_are_undone_one_by_one_back_to_the_first(start: Start) -> None:
    async with start() as session:
        main = session.main
        await session.press("3", "home", "]")
        before = (
            session.app.theme,
            [figure for one in main.state.passages for figure in one.figures],
            main.state.alone,
        )
        states = []

        def now() -> object:
            figures = [figure for one in main.state.passages for figure in one.figures]
            return kept(session), session.app.theme, main.state.alone, figures

        for keys in (["m"], ["t", "down", "enter"], ["a", "ctrl+d"], ["v"]):
            states.append(now())
            await session.press(*keys)
        states.append(now())
        await session.press("e")
        await session.type("再查")
        await session.press("enter")
        said = []
        for state in reversed(states):
            await session.press("u")
            said.append(main.panes.status.message)
            assert now() == state
        assert (session.app.theme, now()[3], main.state.alone) == before
        for words, word in zip(said, ("批注", "只看正文", "划去", "主题", "加书签"), strict=True):
            assert words.startswith("已撤销") and word in words
        await session.press("u")
        assert "没有可以撤销" in main.panes.status.message


@pytest.mark.parametrize("key", ["u", "ｕ", "ctrl+z"])
async def test_what_was_done_before_a_restart_is_undone_after_it(start: Start, key: str) -> None:
    async with start() as session:
        await session.press("3", "home", "down", "e")
        await session.type("再查")
        await session.press("enter", "m", "enter")
        assert kept(session) == []
    async with start() as session:
        await session.press(key)
        assert [note for _, note in kept(session)] == ["再查"]
        assert "再查" in session.screen_text() or "书签" in session.screen_text()
        await session.press(key)
        assert kept(session) == []


async def test_a_correction_made_in_the_table_is_undone_there(start: Start) -> None:
    async with start() as session:
        await session.press("5")
        table = session.app.screen
        before = table.figure_row()
        await session.press("a", "ctrl+d")
        assert table.figure_row() != before
        await session.press("u")
        assert "已撤销：划去" in table.status.message
        assert before in list(table.table.figures)


async def test_the_language_is_undone_as_everything_else(start: Start) -> None:
    async with start() as session:
        await session.press("comma", "down", "right", "escape")
        assert "Hospitals" in session.screen_text()
        await session.press("u")
        assert session.main.state.reader.get("language") is None
