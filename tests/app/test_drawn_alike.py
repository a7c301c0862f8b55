"""What is drawn by a shorter way looks, cell by cell, as Textual would draw it."""

from collections.abc import Iterable
from typing import Any

import pytest
from hospital_tui.app.hospital_app import HospitalApp
from hospital_tui.app.panes import reading_layout
from hospital_tui.app.themes import THEMES
from hospital_tui.app.widgets.quick import LineCache, PlainScrollBar
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from .conftest import Session, Start

Cell = tuple[str, Style | None]


def cells(strips: Iterable[Strip], width: int) -> list[list[Cell]]:
    """Characters with their styles, as far as a widget reaches."""
    return [
        [
            (character, segment.style)
            for segment in strip.adjust_cell_length(width)
            for character in segment.text
        ]
        for strip in strips
    ]


def shown(session: Session, kind: type) -> list[Any]:
    """Widgets of a kind that are to be seen."""
    return [one for one in session.app.screen.query(Widget).results(kind) if one.region.area]


def bars(session: Session) -> list[PlainScrollBar]:
    """Scrollbars are no children that a query finds."""
    every = (widget._vertical_scrollbar for widget in shown(session, Widget))
    return [bar for bar in every if isinstance(bar, PlainScrollBar) and bar.region.area]


def alike(session: Session) -> int:
    """How many lists and scrollbars were compared."""
    lists = [one for one in shown(session, Widget) if isinstance(one._styles_cache, LineCache)]
    for rows in lists:
        width, height = rows.outer_size
        whole = Region(0, 0, width, height)
        assert cells(rows.render_lines(whole), width) == cells(
            StylesCache().render_widget(rows, whole), width
        ), rows
    for bar in bars(session):
        bar._render_content()
        short = cells(bar._render_cache.lines, 1)
        Widget._render_content(bar)
        assert short == cells(bar._render_cache.lines, 1), bar
    return len(lists) + len(bars(session))


@pytest.mark.parametrize(
    ("size", "theme", "no_colour"),
    [((120, 40), 0, False), ((60, 18), 1, False), ((100, 30), 0, True)],
    ids=["wide", "narrow", "no-colour"],
)
async def test_lists_and_scrollbars_look_as_ever(
    start: Start, size: tuple[int, int], theme: int, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with start(size=size) as session:
        session.app.theme = THEMES[theme].name
        for keys in (
            (),
            ("down",) * 4,
            ("tab",),
            ("slash", "医"),
            ("院",),
            ("无", "此"),
            ("escape",),
            ("r",),
        ):
            await session.press(*keys)
            assert alike(session) >= 1 + 4 * (size[0] > 60)


async def test_what_a_filter_shows_again_is_not_broken_into_lines_again(start: Start) -> None:
    async with start() as session:
        await session.press("slash", "医", "疗")
        broken = reading_layout._broken_text.cache_info().misses
        await session.press("backspace", "疗", "backspace", "backspace")
        assert reading_layout._broken_text.cache_info().misses == broken


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Name of the screen and what it showed, frame by frame."""
    seen: list[tuple[str, str]] = []
    display = HospitalApp._display

    def drawn(app: HospitalApp, screen: Any, update: Any) -> None:
        if update is not None:
            rows = (strip.text.rstrip() for strip in screen._compositor.render_strips())
            seen.append((type(screen).__name__, "\n".join(rows)))
        display(app, screen, update)

    monkeypatch.setattr(HospitalApp, "_display", drawn)
    return seen


async def test_what_is_laid_out_and_drawn_as_a_whole_is_drawn_once(
    start: Start, frames: list[tuple[str, str]]
) -> None:
    async with start() as session:
        for keys in ((), ("question_mark",), ("escape", "5")):
            await session.press(*keys)
            frames.clear()
            session.app.screen.refresh(layout=True)
            session.app.screen._on_timer_update()
            assert len(frames) == 1


@pytest.mark.parametrize("key", ["question_mark", "comma"])
async def test_a_dialog_is_seen_first_as_it_stays(
    start: Start, frames: list[tuple[str, str]], key: str
) -> None:
    async with start() as session:
        frames.clear()
        await session.press(key)
        shown = [text for name, text in frames if name != "MainScreen"]
        assert shown[0] == shown[-1]
