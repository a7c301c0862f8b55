"""A disk that is full, or may only be read: what cannot be kept is said, what was acknowledged stays."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hospital_tui.library import Library
from hospital_tui.library.export import correction_table, save
from hospital_tui.library.reader import Reader, ReaderError
from hospital_tui.library.reader.journal import Journal

from .conftest import Open
from .reader_damage import state_of
from .test_corrections import article, row


def mark(reader: Reader, number: int) -> None:
    reader.mark(
        article_id="a-1", passage_id=f"a@{number}", hospital="秋水医院", quote="骨科" * 90, note="要点"
    )


def full(*_: object, **__: object) -> int:
    raise OSError(28, "No space left on device")


def test_an_act_that_the_journal_refuses_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Reader.open(tmp_path)) as reader:
        mark(reader, 1)
        before = state_of(reader)
        journal = (tmp_path / "reader.journal").read_bytes()
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(ReaderError):
            mark(reader, 2)
        monkeypatch.undo()
        assert state_of(reader) == before and (tmp_path / "reader.journal").read_bytes() == journal
        mark(reader, 3)
    with closing(Reader.open(tmp_path)) as reader:
        assert [one.passage_id for one in reader.bookmarks()] == ["a@1", "a@3"] and reader.notices == []


class Refusing:
    """A connection on which nothing is ever committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *params: object) -> sqlite3.Cursor:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return self._connection.execute(sql, *params)


def test_an_act_that_the_file_refuses_is_taken_out_of_the_journal(tmp_path: Path) -> None:
    with closing(Reader.open(tmp_path)) as reader:
        mark(reader, 1)
        journal = (tmp_path / "reader.journal").read_bytes()
        sound = reader._connection
        reader._connection = Refusing(sound)  # type: ignore[assignment]
        with pytest.raises(ReaderError):
            mark(reader, 2)
        reader._connection = sound
        assert (tmp_path / "reader.journal").read_bytes() == journal
        assert [one.passage_id for one in reader.bookmarks()] == ["a@1"]


@pytest.fixture
def small_home(rooms: Path) -> Iterator[Path]:
    """A disk of 400 kB for the reader's home."""
    folder = rooms / "home"
    folder.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", "size=400k,mode=700", "tmpfs", str(folder)]
    if (
        os.name != "posix"
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_bookmarks_until_the_disk_is_full(small_home: Path) -> None:
    kept = []
    with closing(Reader.open(small_home)) as reader:
        with pytest.raises(ReaderError):
            for number in range(5000):
                mark(reader, number)
                kept.append(f"a@{number}")
        assert [one.passage_id for one in reader.bookmarks()] == kept
        with suppress(ReaderError):
            reader.unmark("a@0")
    with closing(Reader.open(small_home)) as reader:
        assert {one.passage_id for one in reader.bookmarks()} >= set(kept[1:])
    subprocess.run(["mount", "-o", "remount,size=2m", str(small_home)], check=True)
    with closing(Reader.open(small_home)) as reader:
        mark(reader, 9999)
        assert {one.passage_id for one in reader.bookmarks()} >= {*kept[1:], "a@9999"}


def test_corrections_until_the_disk_is_full(opened: Open, small_home: Path) -> None:
    library = opened([article()])
    value = 850
    with pytest.raises(ReaderError):
        for value in range(850, 9000):
            library.correct(row(library, "800张"), {"value": value})
    assert row(library, "800张").figure.value == value - 1
    library.close()
    with Library.open() as again:
        assert row(again, "800张").figure.value == value - 1


def test_a_home_that_may_only_be_read(opened: Open, small_home: Path, tmp_path: Path) -> None:
    library = opened([article()])
    library.correct(row(library, "800张"), {"value": 850})
    library.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_home)], check=True)
    with Library.open() as again:
        assert row(again, "800张").figure.value == 850
        with pytest.raises(ReaderError, match="read-only"):
            again.correct(row(again, "47人"), {"value": 48})
        assert row(again, "47人").figure.value == 47
        assert [notice.key for notice in again.reader.notices] == ["reader-unwritable"]
        with pytest.raises(OSError):
            table = correction_table(again.corrections(), again.article)
            save(table, small_home / "a.csv", "csv", {column: column for column in table.columns})
        assert again.undo() is None


def test_a_journal_that_cannot_be_compacted_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Reader.open(tmp_path)) as reader:
        mark(reader, 1)
    (tmp_path / "reader.journal").unlink()
    monkeypatch.setattr(Journal, "compact", full)
    with closing(Reader.open(tmp_path)) as reader:
        assert [one.passage_id for one in reader.bookmarks()] == ["a@1"]
