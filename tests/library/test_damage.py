"""A damaged file of the reader's: it opens, nothing acknowledged is lost, and the damaged file is kept beside.

The full counts: `python tests/benchmarks/reader_damage.py`.
"""

import random
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hospital_tui.library.reader import Reader
from hospital_tui.library.reader.acts import Change
from hospital_tui.library.reader.opening import journal_of

from .reader_damage import SORTS, made_up, state_of

SEEDS = range(10)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sound")
    made_up(home, 60)
    return home


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    for name in ("reader.db", "reader.journal"):
        (tmp_path / name).write_bytes((sound / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sort", SORTS)
def test_nothing_acknowledged_is_lost(home: Path, sort: str, seed: int) -> None:
    with closing(Reader.open(home)) as reader:
        before = state_of(reader)
    SORTS[sort](home / "reader.db", random.Random(seed))
    harmed = (home / "reader.db").read_bytes()
    with closing(Reader.open(home)) as reader:
        assert state_of(reader) == before
        for notice in reader.notices:
            assert notice.key == "reader-damaged" and Path(notice.params["aside"]).read_bytes() == harmed
        reader.mark(article_id="b-1", passage_id="b@1", hospital="秋水医院", quote="骨科")
    with closing(Reader.open(home)) as reader:
        assert reader.notices == [] and reader.bookmark("b@1") is not None


@pytest.mark.parametrize("sort", SORTS)
def test_damage_under_way_ends_no_reading(home: Path, sort: str) -> None:
    with closing(Reader.open(home)) as reader:
        before = state_of(reader)
        SORTS[sort](home / "reader.db", random.Random(3))
        reader.bookmarks(), reader.settings(), reader.last_place(), reader.filters(), reader.get("theme")
    with closing(Reader.open(home)) as reader:
        assert state_of(reader) == before


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sort", ["flips", "truncated", "zeroed", "gone"])
def test_a_damaged_journal_costs_nothing_while_the_file_is_sound(home: Path, sort: str, seed: int) -> None:
    with closing(Reader.open(home)) as reader:
        before = state_of(reader)
    journal = home / "reader.journal"
    if sort == "gone":
        journal.unlink()
    else:
        SORTS[sort](journal, random.Random(seed))
    with closing(Reader.open(home)) as reader:
        assert state_of(reader) == before and reader.notices == []
    assert journal_of(home / "reader.db").play().whole


def test_where_both_are_damaged_what_can_be_read_of_either_is_kept(home: Path) -> None:
    with closing(Reader.open(home)) as reader:
        before = {one.passage_id for one in reader.bookmarks()}
    SORTS["truncated"](home / "reader.db", random.Random(1))
    SORTS["flips"](home / "reader.journal", random.Random(1))
    with closing(Reader.open(home)) as reader:
        kept = {one.passage_id for one in reader.bookmarks()}
    assert len(before - kept) <= 3 and kept <= before


def test_an_act_that_only_the_journal_knows_is_played_again(home: Path) -> None:
    """A power cut takes what SQLite has not brought to the disk yet."""
    old = (home / "reader.db").read_bytes()
    with closing(Reader.open(home)) as reader:
        reader.mark(article_id="b-1", passage_id="b@1", hospital="秋水医院", quote="骨科", note="要点")
        reader.unmark("a@1")
        before = state_of(reader)
    (home / "reader.db").write_bytes(old)
    with closing(Reader.open(home)) as reader:
        assert state_of(reader) == before and reader.notices == []


def test_a_line_that_was_not_finished_was_not_acknowledged(home: Path) -> None:
    with closing(Reader.open(home)) as reader:
        before = state_of(reader)
    with (home / "reader.journal").open("ab") as file:
        file.write(b'00000000 {"number": 9')
    with closing(Reader.open(home)) as reader:
        assert state_of(reader) == before
        reader.set("theme", "light")
    with closing(Reader.open(home)) as reader:
        assert reader.get("theme") == "light" and reader.notices == []


def test_a_home_of_the_first_version_opens_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "reader.db")) as connection:
        connection.executescript(FIRST_VERSION)
    with closing(Reader.open(tmp_path)) as reader:
        assert reader.notices == []
        assert [one.note for one in reader.bookmarks()] == ["要点"]
        assert reader.get("theme") == "dark" and reader.filters() == ["骨科"]
        assert reader.place("a-1") is not None
    assert journal_of(tmp_path / "reader.db").play().whole


FIRST_VERSION = """
CREATE TABLE bookmark (
  id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, passage TEXT NOT NULL UNIQUE, offset INTEGER NOT NULL,
  hospital TEXT NOT NULL, quote TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE place (
  article TEXT PRIMARY KEY, passage TEXT NOT NULL, offset INTEGER NOT NULL, seen TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE filter (text TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE correction (
  id INTEGER PRIMARY KEY AUTOINCREMENT, passage TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  words TEXT NOT NULL, hospital TEXT NOT NULL, struck INTEGER NOT NULL, fields TEXT NOT NULL, created TEXT NOT NULL,
  undone TEXT);
CREATE INDEX correction_passage ON correction (passage);
INSERT INTO bookmark VALUES (1, 'a-1', 'a@1', 0, '秋水医院', '骨科', '要点', '2025-01-01T00:00:00', '2025-01-01T00:00:00');
INSERT INTO place VALUES ('a-1', 'a@1', 0, '2025-01-01T00:00:00.000');
INSERT INTO filter VALUES ('骨科', 1);
INSERT INTO setting VALUES ('theme', '"dark"');
PRAGMA user_version = 1;
"""


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("boom"),
        sqlite3.DatabaseError("malformed"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
    ],
)
def test_whatever_opening_meets_the_reader_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("hospital_tui.library.reader.tables.check", fail)
    with closing(Reader.open(tmp_path)) as reader:
        assert "reader-unwritable" in [notice.key for notice in reader.notices]
        reader.set("theme", "light")
        assert reader.get("theme") == "light"


def test_a_journal_does_not_grow_without_end(tmp_path: Path) -> None:
    with closing(Reader.open(tmp_path)) as reader:
        for number in range(1400):
            reader.remember("a-1", f"a@{number}")
        reader.set("theme", "light")
    with closing(Reader.open(tmp_path)) as reader:
        place = reader.place("a-1")
        assert place is not None and place.passage_id == "a@1399"
        undone = reader.undo()
        assert undone is not None and undone.what == "setting" and reader.get("theme") is None
    assert len((tmp_path / "reader.journal").read_bytes().splitlines()) < 10


def test_an_act_whose_program_was_killed_leaves_nothing_behind(home: Path) -> None:
    """Its line is in the journal, and its rows are not in the file; another program goes on writing."""
    with closing(Reader.open(home)) as other:
        before = len(other.bookmarks())
        journal, file = home / "reader.journal", home / "reader.db"
        killed = Reader.open(home)
        whole = journal.read_bytes()
        act = killed.act(
            "mark", lambda _: [Change("bookmark", "k@1", None, (999, "k", "k@1", 0, "", "", "", "", ""))]
        )
        assert act is not None
        line = journal.read_bytes()[len(whole) :]
        killed.undo()
        killed.close()
        for half in (line, line[:-9]):
            other.set("theme", half.decode("utf-8", "replace"))
            with journal.open("ab") as end:
                end.write(half)
            other.mark(article_id="b-1", passage_id=f"b@{len(half)}", hospital="秋水医院", quote="骨科")
    with closing(Reader.open(home)) as reader:
        assert reader.notices == [] and file.exists()
        assert len(reader.bookmarks()) == before + 2 and reader.bookmark("k@1") is None


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sort", SORTS)
def test_several_that_meet_the_damage_at_once_lose_nothing(home: Path, sort: str, seed: int) -> None:
    """Each as a program of its own: a reader of its own in a thread of its own."""
    with closing(Reader.open(home)) as reader:
        before = {one.passage_id for one in reader.bookmarks()}
    SORTS[sort](home / "reader.db", random.Random(seed))
    gate, said = threading.Barrier(4), list[list[str]]()

    def program(number: int) -> None:
        gate.wait()
        with closing(Reader.open(home)) as reader:
            said.append([one.key for one in reader.notices])
            for turn in range(3):
                reader.mark(
                    article_id="b-1", passage_id=f"b@{number}.{turn}", hospital="秋水医院", quote="骨科"
                )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(program, range(4)))
    with closing(Reader.open(home)) as reader:
        kept = {one.passage_id for one in reader.bookmarks()}
    assert kept == before | {f"b@{number}.{turn}" for number in range(4) for turn in range(3)}
    assert sorted(said)[:3] == [[], [], []], said
