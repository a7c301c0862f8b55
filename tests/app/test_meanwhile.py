"""Another program writes while the reader does: nothing of either is lost, and the reader is told."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from hospital_tui.speech import t

from .conftest import Start
from .test_evidence_corrections import retype, to_count


@pytest.fixture
def other(home: Path) -> Iterator[Reader]:
    """The reader's file as another program has it open."""
    with closing(Reader.open(home)) as reader:
        yield reader


async def test_a_note_that_another_wrote_stays_beside_one_s_own(start: Start, other: Reader) -> None:
    async with start() as session:
        await session.press("3", "down", "e")
        here = session.main.state.passage_id
        other.mark(article_id="a-1", passage_id=here, hospital="院", quote="句", note="甲写的")
        await session.type("乙写的")
        await session.press("enter")
        assert other.bookmark(here).note == "甲写的 ／ 乙写的"
        assert session.main.panes.status.message == t("note.both", note="甲写的 ／ 乙写的")


async def test_a_note_of_another_keeps_the_bookmark(start: Start, other: Reader) -> None:
    async with start() as session:
        await session.press("3", "down", "e")
        await session.type("要点")
        await session.press("enter", "m")
        here = session.main.state.passage_id
        other.mark(article_id="a-1", passage_id=here, hospital="院", quote="句", note="甲写的")
        await session.press("enter")
        assert other.bookmark(here).note == "甲写的"
        assert session.main.panes.status.message == t("bookmark.stays", note="甲写的")


async def test_tags_of_another_stay(start: Start, other: Reader) -> None:
    async with start() as session:
        await session.press("3", "down", "number_sign")
        here = session.main.state.passage_id
        other.set_tags(["甲"], article_id="a-1", passage_id=here, hospital="院", quote="句")
        await session.type("乙")
        await session.press("enter")
        assert sorted(one.tag for one in other.tags(here)) == ["乙", "甲"]
        assert "甲" in session.main.panes.status.message


async def test_a_figure_that_another_corrected_is_not_overwritten(start: Start, home: Path) -> None:
    async with start() as session:
        screen = await to_count(session)
        await session.press("a")
        row = screen.figure_row()
        with Library.open(home) as library:
            library.correct(row, {"value": 55555})
        await retype(session, "value", "77777")
        await session.press("enter")
        assert t("fault.overtaken") in session.screen_text()
        assert [one.changes for one in session.app.library.corrections()] == [{"value": 55555}]
