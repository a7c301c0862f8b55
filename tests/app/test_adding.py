"""Adding articles from the app, and keeping up with what other programs change on disk."""

import asyncio
import shlex
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.dialogs.adding import AddScreen, PathInput
from hospital_tui.app.dialogs.adding_progress import AddingScreen
from hospital_tui.app.panes.folder import read_folder
from hospital_tui.app.typed_paths import typed_paths
from hospital_tui.ingest.child import Adding, clock
from hospital_tui.library import Library
from hospital_tui.library.files import dump
from textual import events

from .conftest import Session, Start
from .made import article

RECORDED = """
import json, signal, sys, time
def say(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)
def finish(stopped):
    say("finished", added=2, known=1, failed=1, stopped=stopped)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.default_int_handler)
say("start", total=40)
say("added", file="a.txt", id="a-1", hospital="甲医院", title="甲")
say("known", file="b.txt", id="b-1", same_as="b-1")
say("failed", file="c.txt", message="c.txt: 不是文字文件")
say("progress", done=4, total=40, rate=2.5, remaining=14.4)
print("x" * (1 << 21), flush=True)
if "--wait" in sys.argv:
    try:
        time.sleep(900)
    except KeyboardInterrupt:
        finish(True)
        sys.exit(130)
finish(False)
sys.exit(1)
"""
"""A program that says what `add` says; with --wait it goes on until it is asked to stop."""


def recorded(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-c", RECORDED, *words)


async def until(session: Session, holds: Callable[[], bool]) -> None:
    """Let the app run until something holds; a deadline far off ends a test that would never."""
    end = time.monotonic() + 300
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)  # the processor is what the other process needs
        await session.pilot.pause()


async def press(session: Session, *keys: str) -> None:
    """Press keys without waiting for workers: an adding goes on meanwhile."""
    for key in keys:
        await session.pilot.press(key)
        await session.pilot.pause()


def put(home: Path, number: int, hospital: str) -> Path:
    """An article of the reader's own, as another program would leave it."""
    made = article(number, hospital, "2023")
    path = home / "articles" / made.source.sha256[:2] / f"{number}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(made), encoding="utf-8")
    return path


def test_paths_as_people_give_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    blank, plain = tmp_path / "新 闻.txt", tmp_path / "b.txt"
    for path in (blank, plain):
        path.write_text("x", encoding="utf-8")
    for typed in (str(blank), f"  '{blank}' ", f'"{blank}"', f"“{blank}”", blank.as_uri(), "~/新 闻.txt"):
        assert typed_paths(typed) == [blank], typed
    assert typed_paths(str(blank).replace(" ", "\\ ")) == [blank]
    assert typed_paths(shlex.join([str(blank), str(plain)])) == [blank, plain]
    assert typed_paths("~nobody-of-this-name/x")[0].name == "x"
    assert typed_paths(" ") == []
    assert len(typed_paths("'unbalanced")) == 1
    assert len(typed_paths("a\0b")) == 1


def test_a_folder_shows_folders_and_sources(tmp_path: Path) -> None:
    for name in ("b.TXT", "a.md", "c.docx", "d.htm", "e.png", "no.gif", ".hidden.txt", "~$c.docx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "z").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    assert [entry.name for entry in read_folder(tmp_path)] == [
        "..",
        "z",
        "a.md",
        "b.TXT",
        "c.docx",
        "d.htm",
        "e.png",
    ]
    assert [entry.name for entry in read_folder(Path("/"))][:1] != [".."]


def test_times_left() -> None:
    assert [clock(seconds) for seconds in (4.6, 750, 3723)] == ["0:05", "12:30", "1:02:03"]


async def test_a_child_that_says_why_it_failed_and_one_that_cannot_start(tmp_path: Path) -> None:
    broken = Adding(["x"], tmp_path, (sys.executable, "-c", "import sys; sys.exit('hospital-tui: x: 满了')"))
    await broken.run()
    assert (broken.state, broken.error) == ("broken", "x: 满了")
    silent = Adding(["x"], tmp_path, (sys.executable, "-c", "import os; os._exit(7)"))
    await silent.run()
    assert silent.state == "broken" and "7" in silent.error
    absent = Adding(["x"], tmp_path, (str(tmp_path / "no-such-program"),))
    await absent.run()
    assert absent.state == "broken" and "no-such-program" in absent.error


@pytest.mark.parametrize("key", ["+", "＋", "f11"])
async def test_the_picker_opens_and_walks_folders(
    start: Start, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "稿件" / "旧").mkdir(parents=True)
    (tmp_path / "稿件" / "一.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with start(size=(80, 24)) as session:
        await session.press(key)
        screen = session.app.screen
        assert isinstance(screen, AddScreen)
        await session.press("down", "enter")
        assert screen.folder == tmp_path / "稿件"
        assert "一.txt" in session.screen_text() and "旧/" in session.screen_text()
        await session.press("backspace")
        assert screen.folder == tmp_path
        await session.press("right", "up", "enter")
        assert screen.folder == tmp_path
        assert screen.rows.entry().name == "稿件"
        await session.type("nowhere.txt")
        await session.press("enter")
        assert "没有 " in session.screen_text() and "检查路径" in session.screen_text()
        await session.press("escape")
        assert session.app.screen is session.main


async def test_what_is_typed_goes_into_the_field(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "一.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with start() as session:
        await session.press("+")
        screen = session.app.screen
        assert isinstance(screen, AddScreen)
        await session.type("/dajklhqx ")
        assert session.app.screen is screen
        assert screen.field.value == "/dajklhqx "
        await session.press("down", "up", "backspace", "left", "x")
        assert screen.field.value == "/dajklhqxx"
        assert session.main.grow.adding is None


async def test_a_whole_folder_is_added_only_when_it_is_said_twice(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Grow, "program", recorded())
    (tmp_path / "稿件").mkdir()
    monkeypatch.chdir(tmp_path)
    async with start() as session:
        await session.press("+", "down", "ctrl+a")
        screen = session.app.screen
        assert isinstance(screen, AddScreen)
        assert "加入整个 " in session.screen_text() and "稿件" in session.screen_text()
        await session.press("up", "down", "ctrl+a")
        assert session.app.screen is screen
        assert session.main.grow.adding is None
        await session.press("ctrl+a")
        await until(session, lambda: session.main.grow.adding is not None)
        assert session.main.grow.adding.paths == (str(tmp_path / "稿件"),)
        await until(session, lambda: not session.main.grow.adding.under_way)
        await session.settle()


async def test_what_is_dropped_stands_in_the_field(start: Start, tmp_path: Path) -> None:
    async with start() as session:
        await session.press("+")
        session.app.post_message(events.Paste(f"{tmp_path}/a b.txt\n{tmp_path}/c.txt\n"))
        await session.settle()
        field = session.app.screen.query_one(PathInput)
        assert shlex.split(field.value) == [f"{tmp_path}/a b.txt", f"{tmp_path}/c.txt"]
        assert field.has_focus


async def test_progress_failures_and_the_end(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Grow, "program", recorded())
    async with start() as session:
        session.main.grow.add(("x",))
        await until(session, lambda: session.main.grow.adding.state == "finished")
        await session.settle()
        screen = session.app.screen
        assert isinstance(screen, AddingScreen)
        screen.look()
        await session.settle()
        shown = session.screen_text()
        assert "加入 2 篇 · 已有 1 篇 · 失败 1 个" in shown
        assert "c.txt: 不是文字文件" in shown
        await session.press("escape")
        assert session.app.screen is session.main


async def test_it_goes_on_behind_and_stops_when_asked(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Grow, "program", recorded("--wait"))
    async with start() as session:
        main = session.main
        main.grow.add(("--wait",))
        await until(session, lambda: main.grow.adding.done == 4)
        await press(session, "enter")
        assert session.app.screen is main
        await until(session, lambda: "4/40" in main.panes.status.working)
        place = main.state.passage_id
        await press(session, "3", "down")
        assert main.state.passage_id != place
        assert "每秒 2.5 个 · 还需 0:14" in main.panes.status.working
        await press(session, "+")
        assert isinstance(session.app.screen, AddingScreen)
        await press(session, "escape")
        await until(session, lambda: not main.grow.adding.under_way)
        await session.settle()
        assert main.grow.adding.state == "stopped"
        await press(session, "escape")
        assert session.app.screen is main
        assert main.panes.status.working == ""


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_stops_the_child(start: Start, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setattr(Grow, "program", recorded("--wait"))
    async with start() as session:
        adding = None
        session.main.grow.add(("--wait",))
        adding = session.main.grow.adding
        await until(session, lambda: adding.done == 4)
        if key == "q":
            await press(session, "enter")
        await session.pilot.press(key)
        end = time.monotonic() + 300
        while session.app.is_running and time.monotonic() < end:
            await asyncio.sleep(0.01)
        assert adding.state == "stopped"
        assert not session.app.is_running


async def test_a_file_is_really_added_and_the_place_is_kept(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "新稿.txt"
    source.write_text(
        "清河市中心医院\n\n　　清河市中心医院现有职工1200余人，开放床位860张。\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    async with start() as session:
        main = session.main
        await session.press("3", "down", "down", "down")
        place = (main.state.article.id, main.state.passage_id)
        await session.press("+")
        await session.type("新稿.txt")
        await press(session, "enter")
        await until(session, lambda: main.grow.adding is not None and not main.grow.adding.under_way)
        await session.settle()
        assert (main.grow.adding.state, main.grow.adding.added) == ("finished", 1), main.grow.adding
        assert main.panes.hospitals.row_count() == 7
        assert (main.state.article.id, main.state.passage_id) == place
        await session.press("escape")
        assert "清河市中心医院" in session.screen_text()


async def test_what_another_program_adds_and_removes_is_taken_up(start: Start, home: Path) -> None:
    async with start() as session:
        main = session.main
        await session.press("3", "down", "down", "slash")
        await session.type("医院")
        await session.press("enter", "n", "n")
        place, scroll = (main.state.article.id, main.state.passage_id), main.panes.reading.scroll_offset
        rows = main.panes.hospitals.row_count()
        path = put(home, 0xABC1, "清河市中心医院")
        main.grow.look_at_disk()
        await session.settle()
        assert main.panes.hospitals.row_count() == rows + 1
        assert (main.state.article.id, main.state.passage_id) == place
        assert main.panes.reading.scroll_offset == scroll
        with Library.open(home) as other:
            other_id = next(card.id for card in other.shelf() if card.origin == "own")
        await session.press("escape")
        main.state.open(other_id)
        path.unlink()
        main.grow.look_at_disk()
        await session.settle()
        assert main.panes.hospitals.row_count() == 6
        assert main.state.article is not None and main.state.article.id != other_id
        assert "已不在文库里" in main.panes.status.message


async def test_coming_back_to_the_terminal_looks_at_the_disk(start: Start, home: Path) -> None:
    async with start() as session:
        rows = session.main.panes.hospitals.row_count()
        put(home, 0xABC1, "清河市中心医院")
        session.app.post_message(events.AppBlur())
        await session.settle()
        assert session.main.panes.hospitals.row_count() == rows
        session.app.post_message(events.AppFocus())
        await session.settle()
        assert session.main.panes.hospitals.row_count() == rows + 1


async def test_a_changed_article_is_read_again_where_the_reader_is(start: Start, home: Path) -> None:
    path = put(home, 0xABC2, "清河市中心医院")
    async with start() as session:
        main = session.main
        await session.press("1", "end", "3", "down")
        assert main.state.article.hospital.name == "清河市中心医院"
        place = main.state.passage_id
        words = path.read_text(encoding="utf-8")
        path.write_text(words.replace("招聘医学院校毕业生", "录用医学院校毕业生", 1), encoding="utf-8")
        main.grow.look_at_disk()
        await session.settle()
        assert main.state.passage_id == place
        assert any("录用医学院校毕业生" in passage.text for passage in main.state.article.passages())
        path.write_text("id: [1, 2\n", encoding="utf-8")
        main.grow.look_at_disk()
        await session.settle()
        assert session.app.is_running
        assert "通知" in main.panes.status.message


async def test_the_cache_is_deleted_while_reading(
    start: Start, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "own-cache"
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(cache))
    async with start() as session:
        main = session.main
        await session.press("3", "down", "m")
        place = (main.state.article.id, main.state.passage_id)
        shutil.rmtree(cache)
        main.grow.look_at_disk()
        await session.settle()
        await session.press("1", "down", "up", "slash")
        await session.type("机器人")
        await session.press("enter", "n", "escape", "3")
        put(home, 0xABC3, "清河市中心医院")
        main.grow.look_at_disk()
        await session.settle()
        assert main.panes.hospitals.row_count() == 7
        main.state.open(*place)
        assert main.state.reader.bookmark(place[1]) is not None


async def test_two_apps_are_read_while_add_runs(start: Start, home: Path, tmp_path: Path) -> None:
    places = [first + second for first in "春夏" for second in "江山河"]
    folder = tmp_path / "新稿"
    folder.mkdir()
    for place in places:
        words = f"{place}市中心医院\n\n　　{place}市中心医院现有职工1200余人，开放床位860张。\n"
        (folder / f"{place}.txt").write_text(words, encoding="utf-8")
    command = (sys.executable, "-m", "hospital_tui", "add", str(folder))
    options = ("--library", str(home), "--jobs", "2", "--no-vocabulary", "--quiet")
    async with start() as one, start() as other:
        for session in (one, other):
            await session.press("3", "down", "down")
        stood = [(session.main.state.article.id, session.main.state.passage_id) for session in (one, other)]
        child = await asyncio.create_subprocess_exec(*command, *options, stderr=asyncio.subprocess.PIPE)
        while child.returncode is None:
            await asyncio.wait([asyncio.ensure_future(child.wait())], timeout=0.1)  # it needs the processor
            for session in (one, other):
                await session.press("down", "up")
                session.main.grow.look_at_disk()
                await session.settle()
        assert child.stderr is not None
        assert (child.returncode, b"Traceback" in await child.stderr.read()) == (0, False)
        for session, place in zip((one, other), stood, strict=True):
            session.main.grow.look_at_disk()
            await session.settle()
            assert session.main.panes.hospitals.row_count() == 6 + len(places)
            assert (session.main.state.article.id, session.main.state.passage_id) == place
            await session.press("m")
    with Library.open(home) as library:
        assert library.notices == []
        assert {card.hospital for card in library.shelf() if card.origin == "own"} == {
            f"{place}市中心医院" for place in places
        }
