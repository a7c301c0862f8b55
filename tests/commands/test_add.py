"""add and remove: into the library and out again, on any number of cores, interrupted or not."""

import errno
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui.ingest.events import Failed, Finished, Progressed, Started
from hospital_tui.library import Library
from hospital_tui.library import adding as library_adding

from .sources import PLACES, events, own, sources

Run = Callable[..., Result]


def test_an_article_is_added_found_and_removed(run: Run, article: Path) -> None:
    done = run("add", article)
    assert done.exit_code == 0
    assert "春江市中心医院  强基固本开新局 惠民利民谱新篇" in done.stdout
    with closing(Library.open()) as library:
        (card,) = library.shelf(library.query("医院:春江"))
        assert library.source_text(card.id) == article.read_text(encoding="utf-8")
        assert library.query("cjszxyy").read_as is not None
    removed = run("remove", "春江市中心医院")
    assert removed.exit_code == 0
    assert card.id in removed.stdout
    assert own() == []


def test_the_same_article_is_recognised(run: Run, article: Path, tmp_path: Path, article_text: str) -> None:
    run("add", article)
    other = tmp_path / "other.txt"
    other.write_bytes(article_text.replace("\n", "\r\n").encode("gbk"))
    done = run("add", article, other)
    assert done.exit_code == 0
    assert done.stdout.count("there already as") == 2
    assert "added 0, there already 2, failed 0" in done.stderr
    assert len(own()) == 1


def test_a_path_named_twice_keeps_its_source(run: Run, article: Path, home: Path) -> None:
    text = article.read_bytes()
    for options in ((), ("--again",)):
        assert run("add", *options, article, article, article).exit_code == 0
        files = [path for path in (home / "sources").rglob("*") if path.is_file()]
        assert [path.read_bytes() for path in files] == [text]


def test_a_bundled_source_is_recognised(run: Run, seeds: list[Path]) -> None:
    assert "added 0, there already 6, failed 0" in run("add", *seeds, "--no-vocabulary").stderr


def test_folders_are_read_with_all_they_hold(run: Run, tmp_path: Path, article_text: str) -> None:
    folder = sources(tmp_path / "archive", article_text, 3)
    sources(folder / "inner", article_text.replace("市中心", "县人民"), 2)
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".hidden.txt").write_text(article_text, encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text(article_text, encoding="utf-8")
    assert "added 5, there already 0, failed 0" in run("add", folder, "--no-vocabulary").stderr


def test_pages_documents_and_standard_input(run: Run, tmp_path: Path, article_text: str) -> None:
    page = tmp_path / "网页.html"
    body = "".join(f"<p>{line}</p>" for line in article_text.splitlines())
    page.write_text(f"<html><body><div>{body}</div></body></html>".replace("春江", "秋水"), encoding="utf-8")
    lines = article_text.replace("春江", "夏山").splitlines()
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(tmp_path / "文档.docx", "w") as document:
        document.writestr(
            "word/document.xml", f'<w:document xmlns:w="w"><w:body>{paragraphs}</w:body></w:document>'
        )
    done = run("add", page, tmp_path / "文档.docx", "-", "--no-vocabulary", input=article_text.encode())
    assert done.exit_code == 0, done.stderr
    with closing(Library.open()) as library:
        for place in ("秋水", "夏山", "春江"):
            (card,) = library.shelf(library.query(f"医院:{place}"))
            text = library.source_text(card.id)
            assert text is not None
            for passage in library.article(card.id).selectable():
                assert "".join(text[start:end] for start, end in passage.spans) == passage.text


def test_failures_are_named_and_the_rest_is_added(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 20)
    done = run("add", tmp_path / "bad.txt", tmp_path / "none.txt", article, "--no-vocabulary")
    assert done.exit_code == 1
    assert "bad.txt: binary data, no text" in done.stderr
    assert "none.txt: no such file" in done.stderr
    assert own() == ["春江市中心医院"]
    assert run("add", tmp_path / "bad.txt").exit_code == 2


def test_documents_of_a_folder_that_are_not_read_are_told(
    run: Run, tmp_path: Path, article_text: str
) -> None:
    for name in ("one.txt", "a.csv", "deep/b.CSV", "deep/c.xlsx", ".hidden.csv", "page_files/style.css"):
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_text(article_text, encoding="utf-8")
    done = run("add", tmp_path / "folder")
    assert done.exit_code == 0
    assert "3 more files in the folder are of forms that are not read: .csv 2, .xlsx 1" in done.stderr


def test_a_folder_without_sources_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("add", tmp_path / "empty")
    assert done.exit_code == 2
    assert "nothing in it" in done.stderr


def test_a_following_program_reads_lines(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.4")
    found = events(
        run("add", article, tmp_path / "bad.txt", article, "--progress", "json", "--no-vocabulary").stdout
    )
    assert found[0] == {"event": "start", "total": 3}
    assert {"added", "failed", "known", "progress"} <= {event["event"] for event in found}
    progress = [event for event in found if event["event"] == "progress"][-1]
    assert (progress["done"], progress["total"], progress["remaining"]) == (3, 3, 0)
    assert found[-1] == {"event": "finished", "added": 1, "known": 1, "failed": 1, "stopped": False}


def test_parsing_again_keeps_what_was_corrected_by_hand(run: Run, article: Path, home: Path) -> None:
    run("add", article, "--no-vocabulary")
    (path,) = home.rglob("articles/*/*.yaml")
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps({**said, "year": "2022", "corrected": ["year"]}, ensure_ascii=False), encoding="utf-8"
    )
    assert "added 0" in run("add", article).stderr
    assert "added 1" in run("add", article, "--again", "--no-vocabulary").stderr
    with closing(Library.open()) as library:
        assert [card.year for card in library.shelf() if card.origin == "own"] == ["2022"]


def test_bundled_and_unknown_articles_are_not_removed(run: Run) -> None:
    with closing(Library.open()) as library:
        bundled = library.shelf()[0]
    done = run("remove", bundled.id, "nosuch")
    assert done.exit_code == 1
    assert "comes with the program" in done.stderr
    assert "nosuch: no such article" in done.stderr


def test_another_library_is_another_folder(run: Run, tmp_path: Path, article: Path) -> None:
    run("add", article, "--library", tmp_path / "other", "--no-vocabulary")
    assert own() == []
    assert "春江市中心医院" in run("--library", tmp_path / "other", "list").stdout


def test_a_home_that_cannot_be_written_is_said(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("add", article, "--library", tmp_path / "file" / "home", "--no-vocabulary")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr.splitlines()[-1]


def test_a_full_disk_is_said_with_what_was_added(
    run: Run, tmp_path: Path, article_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sources(tmp_path / "many", article_text, 4)
    written = library_adding.write_text
    left = iter(range(2))

    def full(path: Path, text: str, **how: bool) -> None:
        if path.suffix == ".yaml" and next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        written(path, text, **how)

    monkeypatch.setattr(library_adding, "write_text", full)
    done = run("add", folder, "--no-vocabulary", "--jobs", "1")
    assert done.exit_code == 2
    assert "added 2, there already 0" in done.stderr
    assert (
        "the disk is full; make room and try again; what was added before stays"
        in done.stderr.splitlines()[-1]
    )
    monkeypatch.setattr(library_adding, "write_text", written)
    assert "added 2, there already 2" in run("add", folder, "--no-vocabulary").stderr


def test_a_cache_that_fills_up_is_said_and_the_articles_are_kept(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(library_adding, "count_up", full)
    done = run("add", article, "--no-vocabulary")
    assert done.exit_code == 2
    assert "the disk is full; make room and try again; the articles are kept" in done.stderr
    monkeypatch.undo()
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(article.parent / "home"))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(article.parent / "cache"))
    assert own() == ["春江市中心医院"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB for the reader's own folder."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_add_on_a_disk_that_is_full_goes_on_when_there_is_room(
    run: Run, tmp_path: Path, article_text: str, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hospital_tui.ingest.job._BATCH_SECONDS", 0.0)
    folder = sources(tmp_path / "many", article_text, 60)
    add = ("add", folder, "--library", small_disk / "home", "--no-vocabulary", "--jobs", "1")
    (small_disk / "filler").write_bytes(bytes((1 << 20) - (160 << 10)))
    done = run(*add)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1].endswith("what was added before stays")
    with closing(Library.open(small_disk / "home")) as library:
        assert library.notices == []
        whole = [card.id for card in library.shelf() if card.origin == "own"]
        for identity in whole:
            source = library.source_text(
                identity
            )  # written last: the article that met the full disk may lack it
            assert source is None or library.article(identity).hospital.name in source
    assert 0 < len(whole) < 60
    (small_disk / "filler").unlink()
    assert run(*add).exit_code == 0
    with closing(Library.open(small_disk / "home")) as library:
        own_names = sorted(card.hospital for card in library.shelf() if card.origin == "own")
    assert own_names == sorted(f"{place}市中心医院" for place in PLACES[:60])


# Cores


def test_the_bar_is_for_terminals_only(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hospital_tui.commands.progress import Human

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    bar = Human()
    bar(Started(30))
    for done in range(30):
        bar(Progressed(done + 1, 30, 10.0, 0.0))
    bar(Failed("a[b].txt", "a[b].txt: gone [/]"))
    bar(Finished(29, 0, 1, stopped=False))
    assert "30/30" in screen.getvalue()
    assert "a[b].txt: gone [/]" in screen.getvalue()
    assert "added 29, there already 0, failed 1" in screen.getvalue()


@pytest.mark.parametrize("error", [OSError(errno.EROFS, "Read-only file system"), PermissionError(13, "no")])
def test_a_home_that_refuses_is_said_and_nothing_else(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(library_adding, "write_text", refuse)
    done = run("add", article, "--lang", "zh")
    assert done.exit_code == 2
    (line,) = done.stderr.splitlines()
    assert "无法写入" in line
    assert ("只读" in line) or ("没有权限" in line)
    assert "Read-only" not in line


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are no UTF-8")
def test_names_that_are_no_text_are_added_each_with_its_source(
    run: Callable[..., Result], article: Path, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for byte in (0xFE, 0xFF):
        name = b"n" + bytes([byte]) + b".txt"
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(
            article.read_text("utf-8") + f"医院开放床位{byte}张。\n", "utf-8"
        )
    added = run("add", "--same", "both", folder)
    assert added.exit_code == 0, added.output
    kept = [path.read_bytes() for path in home.glob("sources/*/*")]
    assert len(kept) == 2 and all(kept)
