"""A full disk and one that may only be read, for each of the four acts, in the app and by command: said, and nothing lost.

On a small disk where the right to mount is there, and everywhere by a system that refuses what puts bytes on a disk.
"""

import errno
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hospital_tui.app.desk.grow import Grow
from hospital_tui.app.evidence.table import TableScreen
from hospital_tui.commands.main import cli
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from hospital_tui.speech import speak, t

from .conftest import Start
from .random_walk import ADDS_NOTHING, walk_at_random
from .test_adding import until
from .test_evidence_corrections import export, retype, to_count

REFUSING = """
import os, sys, tempfile
def refuse(*_, **__): raise OSError({number}, os.strerror({number}))
os.fsync = tempfile.mkstemp = refuse
from hospital_tui.__main__ import main
main()
"""
"""The program on a system that refuses."""
NUMBERS = {"full": errno.ENOSPC, "read-only": errno.EROFS}

Break = Callable[[], None]


def filled(folder: Path) -> None:
    """Leave no byte free."""
    for size in (65536, 512, 1):
        with suppress(OSError), (folder / f"filler-{size}").open("wb", buffering=0) as file:
            while file.write(b"x" * size) == size:
                pass


@pytest.fixture(params=["full, made", "read-only, made", "full, mounted", "read-only, mounted"])
def disk(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Break]:
    """What breaks the disk that the reader's home is on."""
    kind, how = request.param.split(", ")

    def refuse(*_: object, **__: object) -> int:
        raise OSError(NUMBERS[kind], os.strerror(NUMBERS[kind]))

    def made() -> None:
        monkeypatch.setattr(os, "fsync", refuse)
        monkeypatch.setattr(tempfile, "mkstemp", refuse)
        monkeypatch.setattr(Grow, "program", (sys.executable, "-c", REFUSING.format(number=NUMBERS[kind])))

    def mounted() -> None:
        if kind == "full":
            filled(home)
        else:
            subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)

    made.early, mounted.early = False, kind == "read-only"  # type: ignore[attr-defined]
    if how == "mounted":
        home.mkdir(mode=0o700)
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(home)]
        if os.name != "posix" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("needs the right to mount")
    yield made if how == "made" else mounted
    if how == "mounted":
        subprocess.run(["umount", "-l", str(home)], check=True)


def kept(home: Path) -> object:
    """What the reader has made so far."""
    with closing(Reader.open(home)) as reader, Library.open(home) as library:
        own = [card.id for card in library.shelf() if card.origin == "own"]
        return [one.passage_id for one in reader.bookmarks()], library.corrections(), own


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "新稿.txt"
    path.write_text("清河市中心医院\n\n　　清河市中心医院现有职工1200余人。\n", encoding="utf-8")
    return path


async def test_the_app_says_what_it_cannot_keep_and_goes_on(
    start: Start, home: Path, disk: Break, source: Path, tmp_path: Path
) -> None:
    with closing(Reader.open(home)) as reader:
        reader.mark(article_id="a-1", passage_id="a@1", hospital="秋水医院", quote="骨科")
        reader.set("greeted", True)
    before, early = kept(home), disk.early  # type: ignore[attr-defined]
    if early:
        disk()
    said = (t("fault.full"), t("fault.read-only"), "只到退出为止")
    async with start(new=True) as session:
        if not early:
            disk()
        await session.press("3", "down", "m")
        assert any(words in session.main.panes.status.message for words in said)
        screen = await to_count(session)
        await session.press("a")
        await retype(session, "value", "77777")
        await session.press("enter")
        assert any(words in session.screen_text() for words in said) and "77,777" not in session.screen_text()
        while not isinstance(session.app.screen, TableScreen):
            await session.press("escape")
        await session.press("x")
        await export(session, home / "taken.csv")
        assert t("export.failed", path="", reason="")[:4] in session.screen_text()
        await session.press("escape", "escape", "escape")
        assert screen is not session.app.screen
        session.main.grow.add((str(source),))
        await until(session, lambda: not session.main.grow.adding.under_way)
        adding = session.main.grow.adding
        assert adding.added == 0 and (adding.state != "finished" or adding.failures), adding
        await session.press("escape")
        assert session.app.is_running
    assert sorted(home.glob("taken*")) == []
    free(home)
    assert kept(home) == before


@pytest.mark.parametrize("seed", range(2))
async def test_a_random_reader_goes_on_where_nothing_can_be_kept(
    start: Start, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Every act on every screen is refused; none ends the app, and none is half done."""

    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Grow, "program", ADDS_NOTHING)
    async with start() as session:
        before = kept(home)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuse)
            patch.setattr(tempfile, "mkstemp", refuse)
            await walk_at_random(session.app, session.pilot, 120, seed)
    assert kept(home) == before


async def test_an_answer_that_comes_when_its_screen_is_gone(start: Start) -> None:
    """Nobody takes it, and what failed is said on the screen that is in front."""
    told: list[str] = []
    async with start() as session:
        await session.press("?")
        screen, wait = session.app.screen, threading.Event()

        def fail() -> None:
            wait.wait(20)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        screen.ask_beside(lambda: wait.wait(20), told.append, told.append)
        screen.ask_beside(fail, told.append, told.append)
        screen.dismiss(None)
        await session.pilot.pause()
        wait.set()
        await session.settle()
        assert told == [] and t("fault.full") in session.main.panes.status.message


def free(home: Path) -> None:
    """What was broken is whole again."""
    for path in home.glob("filler-*"):
        path.unlink()


@pytest.mark.parametrize(
    "line",
    [
        ["add", "SOURCE", "--no-vocabulary"],
        ["import", "MARKS"],
        ["import", "CORRECTIONS"],
        ["facts", "--year", "1999"],
        ["figures", "-o", "HOME/taken.csv"],
    ],
    ids=" ".join,
)
def test_a_command_says_what_it_cannot_keep(
    home: Path, disk: Break, source: Path, tmp_path: Path, line: list[str]
) -> None:
    speak("zh")
    with closing(Reader.open(tmp_path / "other")) as reader, Library.open(home) as library:
        card = library.shelf()[0]
        passage = next(library.article(card.id).selectable())
        reader.mark(article_id=card.id, passage_id=passage.id, hospital="秋水医院", quote="骨科", note="要点")
    named = {"SOURCE": source, "MARKS": tmp_path / "marks.json", "CORRECTIONS": tmp_path / "corrections.json"}
    run = CliRunner().invoke
    with Library.open(tmp_path / "other") as library:
        row = next(one for one in library.figures() if isinstance(one.figure.value, int))
        library.correct(row, {"value": 77777})
    for command in ("bookmarks", "corrections"):
        told = [
            command,
            "export",
            "--library",
            str(tmp_path / "other"),
            "-o",
            str(tmp_path / f"{command}.json"),
        ]
        assert run(cli, told).exit_code == 0
    (tmp_path / "bookmarks.json").rename(named["MARKS"])
    before = kept(home)
    disk()
    words = [str(named.get(word, word)).replace("HOME", str(home)) for word in line]
    if line[0] == "facts":
        words.insert(1, card.id)
    done = run(cli, [*words, "--lang", "zh"])
    assert done.exit_code not in (0, None), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert t("fault.full") in done.output or t("fault.read-only") in done.output, done.output
    assert sorted(home.glob("taken*")) == []
    free(home)
    assert kept(home) == before
