"""How the screens look: pictures at three sizes, light and dark, Chinese and English, of articles made up for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hospital_tui import speech as text
from hospital_tui.app.hospital_app import HospitalApp
from hospital_tui.app.themes import THEMES
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader, reader
from rich.cells import cell_len
from textual.pilot import Pilot

from .conftest import Session, Start
from .made import ARTICLES, only

SIZES = [(80, 24), (120, 40), (200, 60)]
LOOKS = [("zh", "hospital-dark"), ("en", "hospital-light")]


def turns(first: int) -> list[tuple[tuple[int, int], str, str]]:
    """Each size in one look, language and theme in turn, beginning with one of the two."""
    return [(size, *LOOKS[(first + number) % 2]) for number, size in enumerate(SIZES)]


@pytest.fixture
def made(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose library holds the made-up articles alone."""
    return only(ARTICLES, home, tmp_path, monkeypatch)


@pytest.fixture
def app(made: Path) -> Iterator[Callable[[str, str], HospitalApp]]:
    """Make the app in a language and a theme."""
    opened: list[Any] = []

    def make(lang: str, theme: str) -> HospitalApp:
        text.speak(lang)
        library, reader = Library.open(made), Reader.open(made)
        opened.extend((library, reader))
        shown = HospitalApp(library, reader)
        shown.theme = theme
        return shown

    yield make
    for each in opened:
        each.close()
    text.speak("zh")


def pressing(*keys: str) -> Callable[[Pilot[int]], Any]:
    """Press keys before the picture is taken."""

    async def before(pilot: Pilot[int]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return before


@pytest.mark.parametrize(("size", "lang", "theme"), turns(0))
def test_main_screen(app: Any, snap_compare: Any, size: tuple[int, int], lang: str, theme: str) -> None:
    """A passage with figures is selected."""
    keys = pressing("3", "home", "down", "down", "down")
    assert snap_compare(app(lang, theme), terminal_size=size, run_before=keys)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES if theme.name not in dict(LOOKS).values()])
def test_other_themes(app: Any, snap_compare: Any, theme: str) -> None:
    """High contrast and the terminal's own colours."""
    keys = pressing("3", "home", "down", "down", "down")
    assert snap_compare(app("zh", theme), terminal_size=(120, 40), run_before=keys)


@pytest.mark.parametrize(("size", "lang", "theme"), turns(1))
def test_filtered(app: Any, snap_compare: Any, size: tuple[int, int], lang: str, theme: str) -> None:
    """A filter narrows everything, and the results stand above the text."""
    keys = pressing("slash", "门", "诊", "enter", "r")
    assert snap_compare(app(lang, theme), terminal_size=size, run_before=keys)


DIALOGS = {
    "palette": ("ctrl+p",),
    "help": ("f1",),
    "detail": ("i",),
    "note": ("e", "门", "诊", "量"),
    "bookmarks": ("m", "'"),
    "themes": ("t",),
    "settings": ("comma",),
    "completion": ("slash", "类", ":"),
}
"""Keys that open what stands above the main screen."""


@pytest.mark.parametrize(
    ("name", "lang", "theme", "size"),
    [
        pytest.param(
            name, *LOOKS[turn % 2], SIZES[turn % 2], id="-".join((name, *LOOKS[turn % 2], f"size{turn % 2}"))
        )
        for turn, name in enumerate(DIALOGS)
    ],
)
def test_dialogs(
    app: Any,
    snap_compare: Any,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    lang: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    """What stands above the main screen, one after the other in the smallest of the three sizes and in the middle one."""
    monkeypatch.setattr(reader, "now", lambda: "2025-03-01T09:30:00")  # a bookmark's day is on the screen
    keys = pressing("3", "home", "down", "down", "down", *DIALOGS[name])
    assert snap_compare(app(lang, theme), terminal_size=size, run_before=keys)


async def test_columns_of_the_sidebar_are_straight(start: Start, made: Path) -> None:
    """Units begin in one column, whatever stands before them."""
    async with start(library=Library.open(made)) as session:
        await session.press("3", "home", "down", "down", "down")
        rows = session.screen_text().splitlines()
        columns = {
            cell_len(row[: row.rindex(value) + len(value)])
            for row in rows
            for value in (" 47", " 23", "629,000")
            if value in row[60:] and (" 人" in row or " 元" in row)
        }
        assert len(columns) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_every_row_has_the_width_of_the_screen(start: Start, size: tuple[int, int]) -> None:
    """No row is short or long by a cell, in any pane."""
    async with start(size=size) as session:
        await _check(session, size[0])


async def _check(session: Session, width: int) -> None:
    """Look at every row after a few moves."""
    for key in ("3", "pagedown", "1", "down", "2", "down", "4", "down", "r"):
        await session.press(key)
        for strip in session.app.screen._compositor.render_strips():
            assert cell_len(strip.text) == width
