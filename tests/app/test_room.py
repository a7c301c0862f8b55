"""Room: the text alone, windows that are too small, dialogs that are higher or wider than the window."""

import pytest
from hospital_tui.app.commands import COMMANDS
from hospital_tui.app.dialogs.dialog import fitting
from hospital_tui.app.dialogs.help import help_items
from hospital_tui.app.dialogs.page import lines_of, wrapped
from hospital_tui.app.folding import plan
from hospital_tui.speech import speak
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from .conftest import Start


@pytest.mark.parametrize("key", ["v", "ｖ", "ctrl+backslash"])
async def test_the_text_alone_and_back_kept(start: Start, key: str) -> None:
    async with start() as session:
        wide = session.main.panes.reading.size.width
        await session.press(key)
        assert session.main.panes.reading.size.width > wide + 60
        assert "医院 6" not in session.screen_text()
        await session.press("4")
        assert session.main.panes.sidebar.region.width > 30
        await session.press("3")
        assert not session.main.panes.sidebar.display
    async with start() as session:
        assert session.main.state.alone
        assert "目录" not in session.screen_text()
        await session.press(key)
        assert session.main.panes.reading.size.width == wide


@given(
    width=st.integers(0, 300),
    height=st.integers(0, 120),
    front=st.sampled_from(["hospitals", "outline", "reading", "sidebar"]),
)
def test_alone_the_pane_in_front_is_shown_as_well(width: int, height: int, front: str) -> None:
    now = plan(width, height, front, alone=True)  # type: ignore[arg-type]
    assert now.fold == "none" or getattr(now, front)
    if now.fold in ("wide", "medium", "small") and front == "reading":
        assert (now.left, now.sidebar, now.reading) == (False, False, True)


async def test_a_line_width_without_room_for_it_says_so(start: Start) -> None:
    async with start() as session:
        room = session.main.panes.reading.row_room
        assert room < 38
        await session.press("comma")
        assert f"窗口只容 {room}" in session.screen_text()
        await session.press("down", "down", *["right"] * 4)
        assert session.main.panes.reading.measure == 24
        assert "窗口只容" not in session.screen_text()


@pytest.mark.parametrize("keys", [("?",), ("ctrl+p",), ("5",), ("comma",)])
async def test_a_small_window_covers_what_is_open_and_gives_it_back(
    start: Start, keys: tuple[str, ...]
) -> None:
    async with start() as session:
        await session.press("3", *keys)
        before = [type(screen).__name__ for screen in session.app.screen_stack]
        await session.pilot.resize_terminal(20, 6)
        await session.settle()
        assert "窗口太小" in session.screen_text()
        await session.press("?", "ctrl+p", "5", "escape")
        assert "窗口太小" in session.screen_text()
        await session.pilot.resize_terminal(120, 40)
        await session.settle()
        assert [type(screen).__name__ for screen in session.app.screen_stack] == before


async def test_starting_small_and_growing(start: Start) -> None:
    async with start(size=(20, 6)) as session:
        await session.press("?")
        assert "窗口太小" in session.screen_text()
        await session.pilot.resize_terminal(120, 40)
        await session.settle()
        assert "目录" in session.screen_text()
        assert session.main.focused.id == "reading"


async def test_the_results_keep_the_focus_through_a_small_window(start: Start) -> None:
    async with start() as session:
        await session.press("slash")
        await session.type("机器人")
        await session.press("enter", "r")
        for size in ((20, 6), (120, 40)):
            await session.pilot.resize_terminal(*size)
            await session.settle()
        assert session.main.focused.id == "results"
        assert session.main.state.front == "reading"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [34, 70, 88])
def test_help_is_never_cut(lang: str, width: int) -> None:
    speak(lang)
    try:
        for item in help_items():
            lines = lines_of(item, width)
            said = "".join(words for line in lines for words, _ in line.left)
            assert all(sum(cell_len(words) for words, _ in line.left) <= width for line in lines)
            assert item.words.replace(" ", "") in said.replace(" ", "")
    finally:
        speak("zh")


@given(words=st.text("光标下移一行；在 text, word", max_size=60), room=st.integers(4, 40))
def test_wrapped_words_lose_nothing_but_blanks(words: str, room: int) -> None:
    lines = wrapped(words, room)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(cell_len(line) <= room for line in lines)


async def test_a_dialog_says_how_much_is_out_of_sight(start: Start) -> None:
    async with start(size=(40, 12)) as session:
        await session.press("comma")
        assert "设置 ↓5" in session.screen_text()
        await session.press("end")
        assert "设置 ↑5" in session.screen_text()
        assert "Esc 关闭" in session.screen_text()


def test_keys_that_do_not_fit_are_left_out_whole() -> None:
    keys = "Enter 前往 · e 批注 · Del 删除 · Esc 关闭"
    assert fitting(keys, 100) == keys
    assert fitting(keys, 30) == "Enter 前往 · e 批注 · Esc 关闭"
    assert fitting(keys, 3) == "Esc 关闭"


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_palette_explains_in_full(start: Start, size: tuple[int, int], lang: str) -> None:
    async with start(size=size, lang=lang) as session:
        await session.press("ctrl+p")
        for _ in range(len([command for command in COMMANDS if command.palette])):
            command = session.app.screen.chosen()
            shown = "".join(
                line.partition("│")[2].rpartition("│")[0] for line in session.screen_text().splitlines()
            )
            assert command.tooltip.replace(" ", "") in shown.replace(" ", "")
            await session.press("down")
