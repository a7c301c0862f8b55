"""The reader's own layer keeps what it acknowledged."""

import os
import shutil
import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from hospital_tui.library.reader import Reader, ReaderError, opening, turns


def mark(reader: Reader, number: int, note: str | None = None) -> None:
    reader.mark(
        article_id="a-1", passage_id=f"a@{number}", hospital="长治市第二人民医院", quote="骨科", note=note
    )


def test_bookmarks_and_notes(tmp_path: Path) -> None:
    reader = Reader.open(tmp_path)
    mark(reader, 1)
    mark(reader, 2, "要点")
    mark(reader, 2)
    assert [(item.passage_id, item.note) for item in reader.bookmarks()] == [("a@1", ""), ("a@2", "要点")]
    assert reader.bookmarks("a-1") == reader.bookmarks()
    assert reader.unmark("a@1") and not reader.unmark("a@1")
    assert reader.bookmark("a@1") is None
    reader.close()
    assert [item.note for item in Reader.open(tmp_path).bookmarks()] == ["要点"]


def test_places_filters_and_settings(tmp_path: Path) -> None:
    reader = Reader.open(tmp_path)
    reader.remember("a-1", "a@1", 3)
    reader.remember("b-1", "b@1")
    reader.remember("a-1", "a@2", 4)
    place = reader.place("a-1")
    assert place is not None and (place.passage_id, place.offset) == ("a@2", 4)
    assert all(reader.place(article_id) for article_id in ("a-1", "b-1"))
    for text in ("骨科", "人>100", "骨科", " "):
        reader.keep_filter(text)
    assert reader.filters() == ["骨科", "人>100"]
    reader.set("theme", {"name": "dark"})
    assert reader.get("theme") == {"name": "dark"}
    assert reader.get("none", 7) == 7


def test_filters_are_kept_to_a_measure(tmp_path: Path) -> None:
    reader = Reader.open(tmp_path)
    for number in range(205):
        reader.keep_filter(str(number))
    assert len(reader.filters()) == 200
    assert reader.filters()[0] == "204"


def test_where_there_is_no_home_yet_the_first_program_has_its_turn_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes: list[bool] = []

    def turn(folder: Path) -> AbstractContextManager[None]:
        homes.append(folder.is_dir())
        return turns.turn(folder)

    monkeypatch.setattr(opening, "turn", turn)
    with closing(Reader.open(tmp_path / "new" / "home")) as reader:
        assert reader.notices == []
    assert homes == [True]


def test_two_programs_see_each_other(tmp_path: Path) -> None:
    one, other = Reader.open(tmp_path), Reader.open(tmp_path)
    mark(one, 1)
    mark(other, 2)
    assert len(one.bookmarks()) == len(other.bookmarks()) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_still_shows_what_is_kept(tmp_path: Path) -> None:
    mark(Reader.open(tmp_path), 1)
    tmp_path.chmod(0o500)
    try:
        reader = Reader.open(tmp_path)
        assert len(reader.bookmarks()) == 1
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    reader = Reader.open(tmp_path / "file")
    assert [notice.key for notice in reader.notices] == ["reader-unwritable"]
    mark(reader, 1)
    assert reader.path is None and len(reader.bookmarks()) == 1


def test_a_later_format_is_left_alone(tmp_path: Path) -> None:
    Reader.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "reader.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    assert [notice.key for notice in Reader.open(tmp_path).notices] == ["reader-unwritable"]


def test_a_refused_write_is_an_error(tmp_path: Path) -> None:
    reader = Reader.open(tmp_path)
    reader.close()
    with pytest.raises(ReaderError):
        mark(reader, 1)


def test_a_home_deleted_while_the_program_runs_is_made_anew(tmp_path: Path) -> None:
    home = tmp_path / "home"
    reader = Reader.open(home)
    mark(reader, 1)
    shutil.rmtree(home)
    mark(reader, 2)
    with closing(Reader.open(home)) as other:
        assert len(other.bookmarks()) == 2
    (home / "reader.db").unlink()
    with closing(Reader.open(home)) as other:
        mark(other, 3)
    mark(reader, 4)
    with closing(Reader.open(home)) as other:
        assert {one.passage_id for one in other.bookmarks()} == {one.passage_id for one in reader.bookmarks()}
        assert len(other.bookmarks()) == 4, "the journal brings back what was in the file"
