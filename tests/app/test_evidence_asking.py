"""The screens of evidence ask the library beside the screen, the latest question only."""

import sqlite3
import threading

import pytest
from hospital_tui.app.asking import Asking
from hospital_tui.app.evidence.screen import EvidenceScreen

from .conftest import Session, Start


def shown(session: Session) -> EvidenceScreen:
    screen = session.app.screen
    assert isinstance(screen, EvidenceScreen)
    return screen


@pytest.mark.parametrize("key", ["5", "6", "7", "8"])
async def test_every_screen_shows_its_rows(start: Start, key: str) -> None:
    async with start() as session:
        await session.press(key)
        screen = shown(session)
        assert screen.rows.row_count() > 1
        assert not screen.rows.waiting
        await session.press("slash")
        await session.type("没有这个词")
        assert screen.rows.row_count() == 0
        assert screen.rows.empty_text().splitlines()[0] in session.screen_text()


async def test_a_later_question_calls_the_earlier_off(start: Start) -> None:
    async with start() as session:
        await session.press("5")
        screen, gate, taken = shown(session), threading.Event(), list[str]()

        def slow() -> str:
            gate.wait(10)
            return "earlier"

        screen.ask(slow, taken.append)
        await session.pilot.pause()
        screen.ask(lambda: "later", taken.append)
        gate.set()
        await session.settle()
        assert taken == ["later"]


async def test_nothing_is_said_of_no_rows_before_the_answer(start: Start) -> None:
    async with start() as session:
        await session.press("5")
        screen, gate = shown(session), threading.Event()
        none = screen.rows.empty_text().splitlines()[0]
        await session.press("slash")
        await session.type("没有这个词")
        assert none in session.screen_text()

        def slow() -> None:
            gate.wait(10)

        screen.ask(slow, lambda answer: None)
        screen.rows.refresh()
        await session.pilot.pause()
        assert none not in session.screen_text()
        gate.set()
        await session.settle()


async def test_an_answer_that_comes_when_the_screen_was_left_is_not_taken(start: Start) -> None:
    async with start() as session:
        await session.press("5")
        screen, taken = shown(session), list[str]()
        await session.press("escape")
        screen._asking = Asking("late")
        await EvidenceScreen._ask_apart.__wrapped__(screen, lambda: "late", taken.append)
        assert taken == [] and session.app.screen is session.main


async def test_what_is_typed_ahead_is_about_the_first_rows(start: Start) -> None:
    async with start() as session:
        await session.pilot.press("5", "down", "down")
        await session.settle()
        assert shown(session).rows.cursor == 2


@pytest.mark.parametrize("key", ["5", "6", "7", "8", "9", "0"])
async def test_what_was_undone_when_the_screen_was_left_is_said_in_front(start: Start, key: str) -> None:
    async with start() as session:
        await session.press(key)
        screen = shown(session)
        await session.press("escape")
        assert session.app.screen is session.main
        screen.corrected("已撤销")
        assert session.main.panes.status.message == "已撤销"


@pytest.mark.parametrize(
    "error", [KeyError("a-1"), sqlite3.OperationalError("unable to open"), OSError(5, "eio")]
)
async def test_a_question_that_cannot_be_answered_is_said(start: Start, error: Exception) -> None:
    """What it is about was taken away, or the library was: nothing else comes of it, on any screen."""

    async def unanswered(*_: object) -> None:
        raise error

    async with start() as session:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Asking, "ask", unanswered)
            for key in ("5", "6", "7", "8", "9"):
                await session.press("3", key)
                screen = session.app.screen
                assert isinstance(screen, EvidenceScreen)
                assert screen.status.message
                assert not screen.rows.waiting
                await session.press("escape", "escape")
                assert session.app.screen is session.main
            session.main.saved.work(unanswered, "saved")
            await session.settle()
            assert session.main.panes.status.message
        assert session.app.is_running
