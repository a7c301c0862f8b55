"""Whatever the size, the text and the keys: no exception, nothing obeyed that should be shown."""

import asyncio
import os
from contextlib import nullcontext
from pathlib import Path

import pytest
from hospital_tui.app import collecting
from hospital_tui.app.commands import COMMANDS
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.evidence.beside import BesideScreen
from hospital_tui.app.evidence.charts import ChartScreen
from hospital_tui.app.evidence.checks import ChecksScreen
from hospital_tui.app.evidence.compare import CompareScreen
from hospital_tui.app.evidence.counts import CountScreen
from hospital_tui.app.evidence.review import ReviewScreen
from hospital_tui.app.evidence.screen import EvidenceScreen
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.app.evidence.timeline import TimelineScreen
from hospital_tui.app.folding import fold_of, plan
from hospital_tui.app.leaving import Origin
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.library import Library
from hospital_tui.library.files import dump
from hospital_tui.model import Article, Hospital, Passage, Section, Source
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.screen import Screen
from textual.widgets import Static

from .conftest import Start
from .made import only
from .odd import odd_home
from .random_walk import ADDS_NOTHING, SIZES, late_answers, walk_at_random


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_something(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        if fold_of(*size) == "none":
            if size[0] >= 20 and size[1] >= 3:
                assert "40 列 × 12 行" in session.screen_text()
        else:
            assert session.main.state.article.title[:6] in session.screen_text()


async def test_it_recovers_when_it_gets_more_room(start: Start) -> None:
    async with start() as session:
        await session.press("3", "down", "down", "down", "down")
        place = session.main.state.passage_id
        for size in [(20, 5), (120, 40), (40, 12), (1, 1), (80, 24), (120, 40)]:
            await session.pilot.resize_terminal(*size)
            await session.settle()
        assert session.main.state.passage_id == place
        assert session.main.panes.reading._cursor_key == place
        assert "目录" in session.screen_text()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_everything_is_reachable_by_keyboard_when_folded(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as session:
        for key, pane in (("1", "hospitals"), ("2", "outline"), ("3", "reading"), ("4", "sidebar")):
            await session.press(key)
            focused = session.main.focused
            assert focused.id == pane
            assert focused.region.width > 20
            assert focused.region.height > 3
        await session.press("1", "down", "enter")
        assert session.main.focused.id == "reading"
        await session.press("slash")
        await session.type("机器人")
        await session.press("enter")
        assert session.main.state.found.active
        for opens in ("?", "ctrl+p", "'", "comma", "t", "!"):
            await session.press(opens)
            assert len(session.app.screen_stack) == 2, opens
            await session.press("escape")
            assert len(session.app.screen_stack) == 1, opens


@given(
    width=st.integers(0, 300),
    height=st.integers(0, 120),
    front=st.sampled_from(["hospitals", "outline", "reading", "sidebar"]),
)
def test_the_pane_in_front_is_always_shown(width: int, height: int, front: str) -> None:
    now = plan(width, height, front)  # type: ignore[arg-type]
    assert now.fold == "none" or getattr(now, front)


@given(words=st.text(alphabet="ab机器人，1ａ", max_size=30), room=st.integers(0, 40))
def test_shortened_words_fill_their_room_exactly(words: str, room: int) -> None:
    assert cell_len(shorten(words, room)) == room


def hostile(number: int, name: str, text: str) -> Article:
    """An article whose every word tries to be something else."""
    sha = f"{number:064x}"[::-1]
    passage = Passage(id=f"{sha[:12]}@0", role="body", text=text, spans=((0, len(text)),), lines=(1,))
    return Article(
        id=f"{sha[:12]}-1",
        hospital=Hospital(name=name),
        source=Source(file=f"{number}.txt", sha256=sha),
        sections=(Section(level=1, passages=(passage,)),),
    )


HOSTILE = [
    "[b]长治[/b]医院",
    "[/] $x [CT] \\[red]",
    "\x1b[31m红\x1b[2J",
    "\u202e逆\u200f\ufeff零\u200b宽",
    "",
    "院" * 300,
]


async def test_names_and_texts_are_shown_not_interpreted(start: Start, home: Path) -> None:
    for number, name in enumerate(HOSTILE, 0xABC000):
        article = hostile(number, name, name or "[b]")
        folder = home / "articles" / article.source.sha256[:2]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.yaml").write_text(dump(article), encoding="utf-8")
    async with start() as session:
        assert session.main.panes.hospitals.row_count() == 6 + len(HOSTILE)
        await session.press("1", "home")
        for _ in range(session.main.panes.hospitals.row_count()):
            await session.press("down", "m", "2", "3", "4", "1")
            assert "\x1b" not in session.screen_text()
            assert "\u202e" not in session.screen_text()
        assert "[b]长治[/b]医院" in session.screen_text()
        await session.press("slash")
        await session.type("[b]")
        await session.press("enter", "r", "r", "'", "escape")


async def test_a_broken_article_file_is_reported_and_the_rest_shown(start: Start, home: Path) -> None:
    folder = home / "articles" / "00"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("id: [1, 2\n", encoding="utf-8")
    async with start() as session:
        assert session.main.panes.hospitals.row_count() == 6
        assert "1 条通知" in session.main.panes.status.message
        await session.press("!")
        assert "broken.yaml" in session.screen_text()


async def test_an_empty_library_says_how_to_fill_it(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hospital_tui.library.files import Bundled
    from hospital_tui.library.store import compiling

    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(compiling, "bundled", lambda: Bundled(empty, empty))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "cache"))
    async with start(library=Library.open(tmp_path / "home")) as session:
        assert session.main.panes.hospitals.row_count() == 0
        assert "hospital-tui add" in session.screen_text()
        for command in COMMANDS:
            if command.id != "quit":
                await session.press(command.keys[0], "escape")


EVENTS = int(os.environ.get("READER_EVENTS", "250"))
"""Events of a random reader; READER_EVENTS=10000 for the long walk of a hurried one (some minutes)."""


@pytest.mark.parametrize("seed", range(2))
async def test_a_random_reader_breaks_nothing(
    start: Start, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Grow, "program", ADDS_NOTHING)
    late = late_answers(seed) if seed % 2 else nullcontext()
    with late:
        async with start() as session:
            await walk_at_random(session.app, session.pilot, EVENTS, seed, hurried=EVENTS > 1000)


async def test_a_random_reader_of_odd_articles_breaks_nothing(
    start: Start, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Grow, "program", ADDS_NOTHING)
    odd_home(only((), home, tmp_path, monkeypatch), 20)
    async with start() as session:
        assert session.main.panes.hospitals.row_count() == 20
        await walk_at_random(session.app, session.pilot, EVENTS, 0, hurried=EVENTS > 1000)


async def test_a_correction_while_nothing_matches(start: Start) -> None:
    async with start() as session:
        await session.press("slash")
        await session.type("不在这里")
        await session.press("4")
        place = (session.main.state.article.id, session.main.state.passage_id)
        session.main.to_evidence.take_up_corrections()
        assert (session.main.state.article.id, session.main.state.passage_id) == place


@pytest.mark.parametrize(
    "kind",
    [
        BesideScreen,
        ChartScreen,
        ChecksScreen,
        CompareScreen,
        CountScreen,
        ReviewScreen,
        TableScreen,
        TimelineScreen,
    ],
)
async def test_a_correction_is_kept_while_a_screen_opens(start: Start, kind: type[EvidenceScreen]) -> None:
    """What was done beside the screen ends before the screen that is opened has its widgets."""
    async with start() as session:
        screen = kind(session.app.library, Origin())
        screen.shown_with = -1
        session.app.push_screen(screen)
        assert not screen.standing
        screen.take_up_corrections()
        await session.settle()
        assert screen.standing and session.app.screen is screen


async def test_a_dialog_is_left_once_however_often_enter_is_pressed(start: Start) -> None:
    async with start() as session:
        await session.press("ctrl+p")
        await session.pilot.press("enter", "enter", "enter", "escape", "escape")
        await session.settle()
        assert session.app.is_running
        assert session.app.screen_stack[0] is session.main


@pytest.mark.parametrize("what", ["widget", "screen"])
async def test_a_removal_that_is_called_off_does_not_end_the_app(start: Start, what: str) -> None:
    """A worker waits for it, and is called off while what is removed has not gone yet."""
    go = asyncio.Event()

    class Slow(Static):
        async def on_unmount(self) -> None:
            await go.wait()

    async with start() as session:
        slow, screen = Slow(), Screen[None]()
        if what == "screen":
            await session.app.push_screen(screen)
        await (screen if what == "screen" else session.main).mount(slow)

        async def remove() -> None:
            await (screen.dismiss() if what == "screen" else slow.remove())

        worker = session.app.run_worker(remove())
        while not slow._closing:
            await asyncio.sleep(0)
        worker.cancel()
        await asyncio.sleep(0)
        go.set()
        await session.press("3", "down", "?")
        assert session.app.is_running and len(session.app.screen_stack) == 2
        assert not slow.is_attached


async def test_a_handler_whose_answer_is_called_off_does_not_end_the_app(start: Start) -> None:
    async with start() as session:
        answer = asyncio.get_running_loop().create_future()
        answer.cancel()
        session.app.call_later(lambda: answer)
        await session.press("?")
        assert session.app.is_running and len(session.app.screen_stack) == 2


async def test_garbage_is_collected_while_it_is_little_and_all_of_it_at_a_long_rest(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full collection would hold up the answer to a key; what much has lain about for long holds it up for longer."""
    done: list[str] = []
    async with start() as session:
        for name in ("collect", "freeze", "unfreeze"):
            monkeypatch.setattr(collecting.gc, name, lambda name=name: done.append(name))
        now = session.app._last_input
        for rested, lain, expected in (
            (0, collecting._MUCH - 1, []),
            (0, collecting._MUCH, ["collect", "freeze"]),
            (2, 1, []),
            (2, 5, ["collect", "freeze"]),
            (20, 1, ["unfreeze", "collect", "freeze"]),
            (20, 1, []),
        ):
            monkeypatch.setattr(collecting, "monotonic", lambda rested=rested: now + rested)
            monkeypatch.setattr(collecting.gc, "get_count", lambda lain=lain: (0, 0, lain))
            session.app._collect()
            assert done == expected
            done.clear()
