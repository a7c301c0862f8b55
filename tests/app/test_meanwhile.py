"""Another program writes while the reader does: nothing of either is lost, and the reader is told."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.app.evidence.timeline import TimelineScreen
from hospital_tui.app.leaving import Goto, Instead
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


@pytest.mark.parametrize("to_words", [True, False])
async def test_what_was_being_written_when_its_screen_was_left_is_shown(
    start: Start, monkeypatch: pytest.MonkeyPatch, to_words: bool
) -> None:
    """By the screen that is in front when it is written, be it the text or another screen of evidence."""
    gate, real = threading.Event(), Library.correct

    def late(library: Library, *what: Any, **how: Any) -> Any:
        gate.wait(600)
        return real(library, *what, **how)

    monkeypatch.setattr(Library, "correct", late)
    async with start() as session:
        screen = await to_count(session)
        row = screen.figure_row()
        await session.press("a")
        await retype(session, "value", "77777")
        await session.pilot.press("enter")
        screen.dismiss(
            Goto(row.article_id, row.passage_id, row.index) if to_words else Instead("timeline", "")
        )
        await session.pilot.pause()
        assert session.app.screen is not screen
        gate.set()
        await session.settle()
        if to_words:
            article = session.main.state.article
            assert article is not None and article.passage(row.passage_id).figures[row.index].value == 77777
        else:
            front = session.app.screen
            assert isinstance(front, TimelineScreen)
            assert front.shown_with == session.app.library.corrected > 0
