"""Copying: what was copied and where it went is said, by key and by mouse; messages go by themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui.app.clipboard import Copied
from hospital_tui.app.copying import copied_words
from hospital_tui.app.panes import status
from hospital_tui.app.panes.reading import span_at
from hospital_tui.model import Figure
from rich.cells import cell_len

from .conftest import Session, Start

FIGURE = Figure(kind="count", text="47人", at=(8, 11), value=47, unit="人")
TEXT = "一年来，医院引进47人，开展DRG试点。"


@pytest.fixture(autouse=True)
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal that takes what is copied, and is not at hand."""
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    yield


async def place_of(session: Session, words: str) -> tuple[int, int]:
    """Where words stand on the screen."""
    for row, strip in enumerate(session.app.screen._compositor.render_strips()):
        if words in strip.text:
            return cell_len(strip.text[: strip.text.index(words)]), row
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("at", "words"),
    [(8, "47人"), (10, "47人"), (5, "医院引进47人"), (15, "DRG"), (17, "开展DRG试点"), (3, "，")],
)
def test_what_a_double_click_means(at: int, words: str) -> None:
    start, end = span_at(TEXT, (FIGURE,), at)
    assert TEXT[start:end] == words


@pytest.mark.parametrize("width", [38, 78, 118])
def test_the_message_fits_and_names_words_and_file(width: int) -> None:
    copied = Copied("terminal", Path.home() / ".local/share/hospital-tui/copied.txt")
    said = copied_words(copied, "机器人手术" * 60, "passage", width)
    assert ("~/.local/share/hospital-tui/copied.txt" if width > 80 else "、copied.txt") in said
    assert "终端剪贴板" in said
    assert "机器人" in said
    if width > 40:
        assert cell_len(said) <= width
        assert "300 字" in said


async def test_the_figure_that_was_copied_is_shown(start: Start) -> None:
    async with start() as session:
        await session.press("3")
        session.main.state.select(next(one.id for one in session.main.state.passages if one.figures))
        await session.press("c")
        entry = session.main.figures.current()
        assert entry is not None
        assert entry.figure.label in session.main.panes.status.message
        assert "终端剪贴板" in session.main.panes.status.message
        assert session.main.panes.status.message in session.screen_text()


async def test_a_double_click_copies_the_figure_and_a_third_click_the_passage(start: Start) -> None:
    async with start() as session:
        sent: list[str] = []
        session.app.copy_to_clipboard = sent.append  # type: ignore[method-assign]
        main = session.main
        passage = next(one for one in main.state.passages if one.figures and one.role == "body")
        main.state.select(passage.id)
        await session.settle()
        figure = passage.figures[0]
        spot = await place_of(session, figure.text)
        await session.pilot.click(offset=spot, times=2)
        await session.settle()
        assert sent == [figure.text]
        assert main.get_selected_text() == figure.text
        await session.pilot.click(offset=spot, times=3)
        await session.settle()
        assert sent[-1] == passage.text


async def test_a_message_goes_after_a_while_and_a_warning_waits(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "_STAYS", 0.01)
    async with start() as session:
        session.main.say("坏了", warning=True)
        assert session.main.panes.status._going is None
        session.main.say("好了")
        timer = session.main.panes.status._going
        assert timer is not None
        await timer._task
        assert session.main.panes.status.message == ""


async def test_a_message_goes_with_some_steps_of_the_wheel(start: Start) -> None:
    async with start(size=(80, 24)) as session:
        await session.press("3", "home")
        session.main.say("好了")
        for row in range(1, 4):
            assert session.main.panes.status.message == "好了"
            session.main.panes.reading.scroll_to(y=row, animate=False)
            await session.settle()
        assert session.main.panes.status.message == ""
