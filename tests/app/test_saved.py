"""Saved filters on the screen."""

import shutil
from pathlib import Path

import msgspec
import pytest
from hospital_tui.app.dialogs.saved import SavedScreen
from hospital_tui.library.files import dump
from hospital_tui.speech import t

from .conftest import Start
from .made import article


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    """An article that the library does not have yet."""
    made = article(0xC3, "远山县医院", "2024")
    title = msgspec.structs.replace(made.head[0], text="远山县医院记事", spans=((0, 7),))
    lead = made.sections[0].passages[0]
    lead = msgspec.structs.replace(lead, text="远山" + lead.text[2:])
    first = msgspec.structs.replace(made.sections[0], passages=(lead,))
    made = msgspec.structs.replace(made, head=(title,), sections=(first, *made.sections[1:]))
    file = tmp_path / f"{made.source.sha256[:12]}.yaml"
    file.write_text(dump(made), "utf-8")
    return file


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


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_named_filters_stand_above_the_hospitals_with_their_counts(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size) as session:
        library, panes = session.main.state.library, session.main.panes
        assert not panes.saved.display
        await session.press("slash")
        await session.type("机器人")
        await session.press("enter", "V")
        await session.type("手臂")
        await session.press("enter", "escape", "escape", "1")
        assert panes.saved.display
        found = library.tally(library.query("机器人"))
        rows = session.screen_text().splitlines()
        row = next(row for row in rows if "手臂" in row)
        assert row.split("手臂")[1].split()[0] == str(found.passages)
        assert rows.index(row) < next(n for n, each in enumerate(rows) if "长治市第二人民医院" in each)
        await session.pilot.click("#saved", offset=(4, 1))
        await session.settle()
        assert session.main.state.found.query.text == "机器人"
        await session.press("V", "tab", "delete", "escape")
        assert not panes.saved.display


async def test_what_is_new_is_told_until_it_was_looked_at(start: Start, article_file: Path) -> None:
    async with start() as session:
        library, panes = session.main.state.library, session.main.panes
        library.save_filter("新", "远山")
        await session.press("V", "escape")
        assert t("saved.new", n=1) not in session.screen_text()
        place = library.home / "articles" / "00"
        place.mkdir(parents=True)
        shutil.copy(article_file, place)
        session.main.grow.look_at_disk()
        await session.settle()
        assert panes.saved.filters[0].new is not None and panes.saved.filters[0].new.passages
        assert t("saved.new", n=panes.saved.filters[0].new.passages) in session.screen_text()
        await session.pilot.click("#saved", offset=(4, 1))
        await session.settle()
        assert not panes.saved.filters[0].new.passages


async def test_a_filter_of_notes_follows_the_notes(start: Start) -> None:
    async with start() as session:
        session.main.state.library.save_filter("我的", "有:批注")
        await session.press("V", "escape")
        counts = []
        for keys in (("e", *"abc", "enter"), ("u",)):
            await session.press(*keys)
            found = session.main.panes.saved.filters[0].found
            counts.append(found.passages if found else None)
        assert counts == [1, 0]
