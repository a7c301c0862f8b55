"""By the mouse alone: the keys at the foot of every dialog, the hint of the first start."""

from pathlib import Path

import pytest
from hospital_tui.app.command import Command, key_shown, show_key
from hospital_tui.app.commands import COMMANDS, PALETTE
from hospital_tui.app.dialogs.dialog import Dialog, key_under
from hospital_tui.app.dialogs.palette import PaletteScreen
from hospital_tui.app.panes.status import StatusLine, fitting
from hospital_tui.languages import LANGUAGES
from hospital_tui.speech import catalogue, t
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Input

from .conftest import Session, Start

FEET = [
    words
    for language in LANGUAGES
    for key, words in catalogue(language).items()
    if key.endswith(".keys") and not key.startswith("help.")
]


async def click(session: Session, words: str, times: int = 1) -> None:
    """Press the button, so many times, on the middle of words on the screen."""
    y, line = next((y, line) for y, line in enumerate(session.screen_text().splitlines()) if words in line)
    x = cell_len(line[: line.index(words)]) + cell_len(words) // 2
    widget, region = session.app.screen.get_widget_at(x, y)
    await session.pilot.click(widget, offset=(x - region.x, y - region.y), times=times)
    for _ in "click", "key", "what it sets off":
        await session.settle()


def test_a_key_that_is_shown_is_read_back() -> None:
    keys = {key for command in COMMANDS for key in command.usual if "circumflex" not in key and key != "]"}
    assert {key for key in keys if key_shown(show_key(key)) not in (key, "")} == set()
    assert key_shown("Ctrl+D") == key_shown("^D") == "ctrl+d"
    assert {key_shown(word) for word in ("exports", "保存", "", " ", "·")} == {""}


@pytest.mark.parametrize("foot", FEET)
def test_every_key_at_the_foot_of_a_dialog_can_be_clicked(foot: str) -> None:
    at = 0
    for part in foot.split("·"):
        keys = [key for key in map(key_shown, part.split()) if key]
        for word in part.split():
            column = at + cell_len(part[: part.index(word)]) + cell_len(word) // 2
            assert key_under(foot, column) == (key_shown(word) or (keys[0] if len(keys) == 1 else ""))
        at += cell_len(part) + 1
    assert key_under(foot, -1) == key_under(foot, at + 2) == ""
    assert all(key_under(foot, cell_len(foot[:dot])) == "" for dot, mark in enumerate(foot) if mark == "·")
    pressed = {key_under(foot, column) for column in range(at)}
    assert "escape" in pressed and pressed - {""} <= set(map(key_shown, foot.split()))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_note_is_saved_and_a_dialog_closed_by_its_foot(
    start: Start, lang: str, size: tuple[int, int]
) -> None:
    async with start(size, lang) as session:
        saves, closes = (part.strip() for part in t("note.keys").split("·"))
        await session.press("e")
        await session.type("abc")
        await click(session, closes)
        assert len(session.app.screen_stack) == 1 and not session.main.state.reader.bookmarks()
        await session.press("e")
        await session.type("abc")
        await click(session, saves)
        assert len(session.app.screen_stack) == 1
        assert [mark.note for mark in session.main.state.reader.bookmarks()] == ["abc"]


async def test_the_hint_of_the_first_start_goes_by_a_click(start: Start) -> None:
    async with start(new=True) as session:
        await click(session, t("greeting").splitlines()[1])
        assert t("greeting").splitlines()[0] not in session.screen_text()
        assert session.main.state.reader.get("greeted") is True


@pytest.mark.parametrize("times", [1, 2])
async def test_a_click_on_a_form_is_the_form_that_is_written(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as session:
        await session.press("5", "x")
        await click(session, ".json", times)
        if times == 1:
            assert session.app.screen.query_one(Input).value.endswith(".json")
            await click(session, "Enter 写入")
        assert [file.name for file in tmp_path.glob("hospital-figures.*")] == ["hospital-figures.json"]


@given(st.lists(st.sampled_from(COMMANDS), unique=True), st.integers(38, 200))
def test_a_hint_without_room_is_found_in_the_palette(commands: list[Command], width: int) -> None:
    shown = fitting(commands, width)
    assert sum(cell_len(f"{one.shown_key} {one.name}  ") for one in shown) - 2 <= width
    assert [one for one in commands if one in shown] == [one for one in shown if one in commands]
    assert PALETTE in shown or shown == commands


async def test_on_a_screen_too_narrow_for_its_hints_the_palette_has_them(start: Start) -> None:
    async with start((80, 24)) as session:
        await session.press("5")
        hinted = session.app.screen.query_one(StatusLine).commands
        await click(session, f"{PALETTE.shown_key} {PALETTE.name}")
        palette = session.app.screen
        assert isinstance(palette, PaletteScreen)
        unseen = {one.id for one in hinted if one not in fitting(hinted, 78) and one.palette}
        assert unseen and unseen <= {one.id for one in palette.commands}


@pytest.mark.parametrize("command", ["e", "a", "I", "#", "x"])
async def test_a_click_beside_a_dialog_throws_away_nothing_that_was_written(
    start: Start, command: str
) -> None:
    async with start() as session:
        await session.press("]", "4")
        for typed in "", "7":
            await session.press(command)
            assert isinstance(session.app.screen, Dialog)
            await session.type(typed)
            await session.pilot.click(offset=(1, 1))
            await session.settle()
            assert isinstance(session.app.screen, Dialog) is bool(typed)
        await session.press("escape")
        assert len(session.app.screen_stack) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_figure_is_shown_and_corrected_by_clicks(start: Start, lang: str) -> None:
    async with start((120, 40), lang) as session:
        await session.press("]", "4")
        await click(session, t("hint.detail"))
        assert session.app.screen.query_one(".box").border_title == t("detail.title")
        await click(session, t("notices.keys"))
        await click(session, t("hint.correct"))
        session.app.screen.query_one("#correct-unit", Input).focus()
        await session.type("x")
        await click(session, next(part for part in t("correct.keys").split("·") if "Enter" in part).strip())
        assert len(session.app.screen_stack) == 1
        assert session.main.panes.sidebar.entry().figure.unit.endswith("x")
        await session.press("3")
        assert t("hint.detail") not in session.screen_text().splitlines()[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_click_in_the_palette_runs_a_command(start: Start, lang: str) -> None:
    async with start((80, 24), lang) as session:
        await click(session, t("command.palette"))
        await click(session, t("command.sections") + " ")
        assert session.app.focused is session.main.panes.sections
