"""Tags in a list with their counts, completed and filtered by; citations in the style that the reader chose."""

import json
from pathlib import Path

from click.testing import CliRunner
from hospital_tui.app.settings import SETTINGS
from hospital_tui.commands.main import cli
from hospital_tui.library import Library, cite_as
from hospital_tui.library.export import STYLES, figure_table

from .conftest import Session, Start


async def tagged(session: Session) -> None:
    """Two passages with tags."""
    for tags in (["人才", "床位"], ["人才"]):
        await session.press("down")
        article, passage = session.main.state.article, session.main.state.passage
        about = {"article_id": article.id, "passage_id": passage.id, "hospital": article.hospital.name}
        session.app.reader.set_tags(tags, **about, quote=passage.text)


async def test_the_list_counts_and_filters(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("3")
        await tagged(session)
        await session.press("T")
        said = session.screen_text()
        hospital = session.main.state.article.hospital.name
        assert "人才" in said and f"{hospital} 2" in said and f"{hospital} 1" in said
        await session.press("enter")
        assert session.main.state.found.query.text == '标:"人才"'
        assert session.main.state.found.tally.passages == 2


async def test_tags_stand_in_the_status_line_of_their_passage(start: Start) -> None:
    async with start() as session:
        await session.press("3", "home")
        await tagged(session)
        await session.press("up")
        assert session.main.panes.status.path[-1].endswith("标签：人才、床位")
        await session.press("m")
        assert session.main.panes.status.path[-1].endswith("标签：人才、床位 · 书签")
        await session.press("up")
        assert "标签" not in session.main.panes.status.path[-1]


async def test_tags_are_completed_the_commonest_first(home: Path, start: Start) -> None:
    async with start() as session:
        await session.press("3")
        await tagged(session)
        library: Library = session.app.library
        offered = [one.text for one in library.complete("标:", 2)]
        assert offered == ["人才", "床位"]
        assert [one.text for one in library.complete("tag:床", 5)] == ["床位"]


def test_every_style_can_be_chosen() -> None:
    (setting,) = [one for one in SETTINGS if one.key == "citation"]
    assert setting.values == ("plain", *STYLES)


async def test_the_style_is_that_of_copies_and_exports(home: Path, start: Start) -> None:
    async with start() as session:
        session.app.reader.set("citation", "gbt")
        session.main.keep.settle_all()
        await session.press("3", "down", "Y")
        assert session.app.clipboard.rstrip().endswith(".") and "[Z]" in session.app.clipboard
        row = session.app.library.figures()[0]
        (cells,) = figure_table([row], session.app.library.article).rows
        assert "[Z]" in str(cells[figure_table([], session.app.library.article).columns.index("citation")])
    done = CliRunner().invoke(cli, ["figures", "--limit", "1", "--format", "json"])
    assert "[Z]" in json.loads(done.stdout)[0]["citation"]
    cite_as(None)
