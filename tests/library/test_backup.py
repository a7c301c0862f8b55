"""All that the reader made goes into one file and comes back, and nothing that is there is lost by it."""

import os
import random
import shutil
import sys
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hospital_tui.library import Library, NoBackupError
from hospital_tui.library.export import FORMS
from hospital_tui.library.files import write_named
from hospital_tui.library.reader import Reader

from .conftest import Open, made
from .reader_damage import SORTS, made_up, state_of
from .test_adding import addition
from .test_corrections import article
from .test_every_act import exported


@pytest.fixture
def packed(opened: Open, tmp_path: Path) -> Path:
    """A backup of a home with articles of its own and whatever a reader does."""
    with opened([made(1, figures=[])]) as library:
        library.add_articles([addition(2), addition(3)], ["机器人"])
        made_up(library.home, 20)
        library.set_facts_of([made(1).id], {"newspaper": "秋水日报"})
        count = library.backup(tmp_path / "kept.zip")
        assert count.rows > 20 and count.files == 5
    return tmp_path / "kept.zip"


def test_an_empty_home_is_made_whole(packed: Path, rooms: Path) -> None:
    with Library.open(rooms / "home") as before, Library.open(rooms / "other") as after:
        count = after.restore(packed)
        assert (count.files, count.stayed) == (5, 0)
        assert [card.id for card in after.shelf()] == [card.id for card in before.shelf()]
        assert state_of(after.reader) == state_of(before.reader)
        assert after.article(made(1).id).newspaper == "秋水日报"
        assert after.knows(addition(2).articles[0].source.sha256)
        again = after.restore(packed)
        assert (again.rows, again.files, again.stayed) == (0, 0, 0)


def test_what_is_there_stays_unless_asked(packed: Path, rooms: Path) -> None:
    other = rooms / "other"
    with closing(Reader.open(other)) as reader:
        reader.mark(article_id="z-1", passage_id="z@1", hospital="别院", quote="心内")
        reader.mark(article_id="a-1", passage_id="a@1", hospital="秋水医院", quote="骨科", note="我的话")
    with Library.open(other) as library:
        library.add_articles([addition(2)])
        (file,) = (other / "articles").rglob("*.yaml")
        mine = file.read_text("utf-8").replace("2023", "2022")
        file.write_text(mine, "utf-8")
        count = library.restore(packed)
        assert count.stayed == 1 + (mine != (rooms / "home" / file.relative_to(other)).read_text("utf-8"))
        assert library.reader.bookmark("a@1").note == "我的话" and file.read_text("utf-8") == mine
        assert library.reader.bookmark("z@1") is not None and library.reader.bookmark("a@2") is not None
        numbers = [mark.id for mark in library.reader.bookmarks()]
        assert len(numbers) == len(set(numbers))
        library.restore(packed, overwrite=True)
        assert library.reader.bookmark("a@1").note == "第1条要点，骨科再查"
        assert library.reader.bookmark("z@1") is not None


def test_corrections_of_two_homes_come_together(opened: Open, rooms: Path) -> None:
    from .test_corrections import article, row

    with opened([article()]) as one:
        one.correct(row(one, "800张"), {"value": 850})
        one.correct(row(one, "47人"), {"value": 48})
        one.backup(rooms / "kept.zip")
    with Library.open(rooms / "other") as other:
        other.correct(row(other, "120例"), struck=True)
        other.correct(row(other, "47人"), {"value": 49})
        assert other.restore(rooms / "kept.zip").stayed == 1
        assert [one.figure.value for one in other.figures()] == [850, 49]
        assert len({one.id for one in other.corrections()}) == 3


def test_a_backup_that_leads_out_of_the_home_leads_nowhere(packed: Path, rooms: Path) -> None:
    with zipfile.ZipFile(packed, "a") as archive:
        for name in ("../outside.yaml", "/outside.yaml", "articles/../../outside.yaml", "sources/ab/../../x"):
            archive.writestr(name, "x")
    with Library.open(rooms / "other") as library:
        library.restore(packed)
    assert not [path for path in rooms.rglob("*") if path.name in ("outside.yaml", "x")]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sort", ["truncated", "zeroed", "flips"])
def test_a_damaged_backup_is_refused_or_brings_what_it_holds(
    packed: Path, rooms: Path, sort: str, seed: int
) -> None:
    SORTS[sort](packed, random.Random(seed))
    with Library.open(rooms / "other") as library:
        with suppress(NoBackupError):
            library.restore(packed)
        assert library.notices == []


def test_a_backup_is_private_and_whole_or_not_there(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened([made(1)]) as library:
        library.backup(rooms / "kept.zip")
        assert (rooms / "kept.zip").stat().st_mode & 0o077 == 0

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(zipfile.ZipFile, "write", full)
        monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
        with pytest.raises(OSError, match="No space"):
            library.backup(rooms / "second.zip")
    assert not [path for path in rooms.iterdir() if "second" in path.name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_nobody_waits_for_a_pipe_or_puts_a_backup_in_its_place(packed: Path, rooms: Path) -> None:
    pipe, link = rooms / "pipe", rooms / "link.zip"
    os.mkfifo(pipe)
    link.symlink_to(packed)
    with Library.open(rooms / "other") as library:
        with pytest.raises(NoBackupError):
            library.restore(pipe)
        with pytest.raises(OSError):
            library.backup(pipe)
        with pytest.raises(OSError):
            write_named(pipe, b"words")  # nobody reads it
        assert pipe.is_fifo()
        library.backup(link)
        assert link.is_symlink() and zipfile.is_zipfile(packed)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_named(pipe, b"words")
    assert os.read(reading, 99) == b"words"
    os.close(reading)
    write_named(link, b"words", overwrite=True)
    assert link.is_symlink() and packed.read_bytes() == b"words"


@pytest.mark.skipif(sys.platform == "win32", reason="knows no time before 1970")
@pytest.mark.parametrize(
    "when", [-86_400, 0, 4_102_444_800, 7_000_000_000], ids=["1969", "1970", "2100", "2191"]
)
def test_whatever_the_clock_says_all_can_be_taken_along(
    opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    """A machine whose clock is not set begins in 1970; a file can come from any year."""
    library = opened([article()])
    library.add_articles([addition(2)])
    library.reader.mark(article_id="a-1", passage_id="a@1", hospital="院", quote="骨科")
    for path in (rooms / "home").rglob("*"):
        os.utime(path, (when, when))
    monkeypatch.setattr(time, "time", lambda: float(when))
    real = time.localtime
    monkeypatch.setattr(time, "localtime", lambda seconds=when: real(seconds))
    library.reader.mark(article_id="a-1", passage_id="a@2", hospital="院", quote="骨科")
    library.backup(rooms / "b.zip")
    for form in FORMS:
        exported(library, rooms / f"out.{form}", form)
    shutil.rmtree(rooms / "home")
    with Library.open() as again:
        again.restore(rooms / "b.zip")
        assert {mark.passage_id for mark in again.reader.bookmarks()} == {"a@1", "a@2"}
        assert len(again.shelf()) == 2
