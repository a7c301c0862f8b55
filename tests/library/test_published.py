"""A library published as one file: read by others whole or not at all, each with notes of their own."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hospital_tui.library import Addition, Library
from hospital_tui.library.files.article_file import dump
from hospital_tui.library.store import published, schema

from .conftest import Open, figure, made

TEXTS = ("全院开放床位800张。", "医院引进人才47人。")
FIGURES = ([figure("800张", TEXTS[0], value=800, unit="张", label="开放床位")], [])


@pytest.fixture
def office(opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a published library of two articles; the home and the cache are a reader's from here on."""
    (rooms / "seeds" / "1.txt").write_text("原文一", "utf-8")
    with opened([made(1, TEXTS, figures=FIGURES), made(2, hospital="晋城市人民医院", aliases=())]) as library:
        file, seal = library.publish(rooms / "office")
    assert file == rooms / "office" / published.NAME
    content, _, said = file.read_bytes().rpartition(b"\nhospital-tui published sha256 ")
    assert said.decode().strip() == seal == hashlib.sha256(content).hexdigest()
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(rooms / "reader"))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(rooms / "cache of a reader"))
    return file


def test_read_as_published(office: Path, rooms: Path) -> None:
    for told in (office, office.parent):
        with Library.open(told) as library:
            assert library.notices == [] and library.published == office
            assert library.totals().articles == 2
            assert library.tally(library.query("床位")).passages == 2
            assert library.source_text(made(1).id) == "原文一"
            assert library.source_text(made(2).id) is None
    assert sorted(path.name for path in office.parent.iterdir()) == [published.NAME]
    with closing(sqlite3.connect(f"{office.as_uri()}?mode=ro&immutable=1", uri=True)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_takes_no_articles(office: Path) -> None:
    with Library.open(office) as library, pytest.raises(OSError):
        library.add_articles([Addition(articles=(made(3),), data=b"x", suffix=".txt")])


def test_what_a_reader_says_is_laid_over_and_taken_back(office: Path, rooms: Path) -> None:
    before = office.read_bytes()
    with Library.open(office) as library:
        row = next(iter(library.figures(library.query("床位"))))
        kept = library.correct(row, {"label": "病床"})
        assert kept is not None
        assert next(iter(library.figures(library.query("床位")))).figure.label == "病床"
    with Library.open(office) as library:
        assert next(iter(library.figures(library.query("床位")))).figure.label == "病床"
        assert library.undo_correction(kept.id)
        assert library.article(made(1).id) == made(1, TEXTS, figures=FIGURES)
    assert office.read_bytes() == before and (rooms / "reader" / "reader.db").exists()


def test_another_publication_is_taken_up(
    office: Path, opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(office) as reading:
        assert not reading.changed()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOSPITAL_TUI_HOME", str(rooms / "home"))
            with opened([made(3, hospital="大同市人民医院", aliases=())]) as library:
                library.publish(office.parent)
        assert reading.totals().articles == 2
        assert reading.changed() and reading.refresh()
        assert reading.totals().articles == 3 and not reading.changed()


@pytest.mark.parametrize("cut", [0, 1, 5000, -200, -1])
def test_what_is_not_whole_is_not_used(office: Path, cut: int) -> None:
    whole = office.read_bytes()
    office.write_bytes(whole[:cut])
    with Library.open(office) as library:
        assert library.totals().articles == 0
        assert [notice.key for notice in library.notices] == ["published-torn"]
    office.write_bytes(whole)
    with Library.open(office) as library:
        assert library.totals().articles == 2 and library.notices == []
    office.write_bytes(whole[:cut])
    with Library.open(office) as library:
        assert library.totals().articles == 2, "the copy taken before is shown"


@pytest.mark.parametrize("place", [100, 5000, 20000])
def test_a_changed_byte_is_seen(office: Path, place: int) -> None:
    data = bytearray(office.read_bytes())
    data[place] ^= 0xFF
    office.write_bytes(data)
    with Library.open(office) as library:
        assert library.totals().articles == 0 and library.notices[0].key == "published-torn"


def test_another_format_is_said(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "FORMAT", schema.FORMAT - 1)
    with Library.open(office) as library:
        assert library.totals().articles == 0
        assert library.notices[0].params["reason"] == "newer"


def test_read_where_no_cache_can_be_kept(office: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (rooms / "a file").write_text("")
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(rooms / "a file"))
    with Library.open(office) as library:
        assert library.totals().articles == 2 and library.where is None


def test_nothing_is_published_into_a_readers_home(opened: Open, rooms: Path) -> None:
    (rooms / "other" / "articles").mkdir(parents=True)
    with opened([made(1)]) as library, pytest.raises(FileExistsError):
        library.publish(rooms / "other")


def test_a_disk_that_refuses_leaves_what_was_published(
    office: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", refuse)
    with opened([made(3)]) as library, pytest.raises(OSError):
        library.publish(office.parent)
    assert office.read_bytes() == before and len(list(office.parent.iterdir())) == 1


PUBLISHER = """
import sys
from pathlib import Path
from hospital_tui.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for _ in range(int(sys.argv[3])):
        library.publish(Path(sys.argv[2]))
"""


def test_read_while_it_is_being_published(office: Path, rooms: Path) -> None:
    """Two libraries take turns in one place, from two processes; whoever opens it sees one of them, whole."""
    (rooms / "less" / "data").mkdir(parents=True)
    (rooms / "less" / "data" / "1.yaml").write_text(dump(made(1)), "utf-8")
    publishers = []
    for ground in (rooms, rooms / "less"):
        own = {
            "HOSPITAL_TUI_BUNDLED": str(ground),
            "HOSPITAL_TUI_CACHE": str(ground / "cache of a publisher"),
        }
        command = [sys.executable, "-c", PUBLISHER, str(ground / "nobody"), str(office.parent), "12"]
        publishers.append(subprocess.Popen(command, env={**os.environ, **own}))
    looks, running = 0, True
    while running:
        running = any(publisher.poll() is None for publisher in publishers)
        with Library.open(office) as library:
            assert library.notices == []
            assert library.totals().articles == len(library.shelf()) in (1, 2)
        looks += 1
    assert looks and [publisher.returncode for publisher in publishers] == [0, 0]
    assert [path.name for path in office.parent.iterdir()] == [published.NAME]


def test_a_readers_own_lie_beside_what_was_published_where_they_may(
    office: Path, opened: Open, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stay when another library is published, can be corrected and taken out, and never go into the shared file."""
    monkeypatch.setenv("HOSPITAL_TUI_BROWSER", "uploads")
    text = "松林新院开放床位620张，设科室31个。"
    figures = ([figure("620张", text, value=620, unit="张", label="开放床位")],)
    own = made(4, (text,), figures=figures, hospital="松林县人民医院", aliases=())
    before = office.read_bytes()
    with Library.open(office) as library:
        assert library.takes_articles
        library.add_articles([Addition(articles=(own,), data="原文四".encode(), suffix=".txt")])
        assert library.totals().articles == 3 and library.source_text(own.id) == "原文四"
        row = next(row for row in library.figures(library.query("床位")) if row.article_id == own.id)
        kept = library.correct(row, {"label": "病床"})
        assert kept is not None
    assert office.read_bytes() == before
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOSPITAL_TUI_HOME", str(rooms / "home"))
        with opened([made(3, hospital="大同市人民医院", aliases=())]) as other:
            other.publish(office.parent)
    with Library.open(office) as library:
        assert library.totals().articles == 4 and not library.changed()
        rows = [row for row in library.figures(library.query("床位")) if row.article_id == own.id]
        assert [row.figure.label for row in rows] == ["病床"]
        assert library.undo_correction(kept.id)
        assert library.article(own.id) == own
        assert library.remove(own.id) and not library.remove(made(1).id)
    with Library.open(office) as library:
        assert library.totals().articles == 3
    monkeypatch.delenv("HOSPITAL_TUI_BROWSER")
    with Library.open(office) as library:
        assert not library.takes_articles
