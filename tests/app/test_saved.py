"""Saved filters on the screen."""

from hospital_tui.app.dialogs.saved import SavedScreen

from .conftest import Start


async def test_a_filter_is_named_listed_set_and_removed(start: Start) -> None:
    async with start() as session:
        library = session.main.state.library
        await session.press("slash")
        await session.type("机器人|床位")
        await session.press("enter", "V")
        assert isinstance(session.app.screen, SavedScreen)
        await session.type("甲")
        await session.press("enter")
        assert [(one.name, one.text) for one in library.saved()] == [("甲", "机器人|床位")]
        await session.press("escape", "escape")
        assert not session.main.state.found.active
        await session.press("V", "enter")
        assert session.main.state.found.query.text == "机器人|床位"
        assert session.main.panes.filter_bar.text == "机器人|床位"
        await session.press("V", "tab", "delete")
        assert library.saved() == []
