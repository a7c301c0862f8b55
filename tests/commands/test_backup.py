"""`hospital-tui backup`, `restore`, `undo`, and what is said of a damaged file."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from hospital_tui.library.reader import Reader

from .conftest import Run


def mark(number: int, note: str = "要点") -> None:
    with closing(Reader.open()) as reader:
        reader.mark(
            article_id="a-1", passage_id=f"a@{number}", hospital="秋水医院", quote="骨科手术", note=note
        )


def test_packed_and_brought_back(run: Run, tmp_path: Path) -> None:
    mark(1)
    kept = tmp_path / "kept.zip"
    assert run("backup", kept).exit_code == 0
    assert run("backup", kept).exit_code == 2, "a file that is there is not written over"
    assert run("backup", kept, "--force").exit_code == 0
    done = run("restore", kept, "--library", tmp_path / "other")
    assert done.exit_code == 0
    assert "要点" in run("bookmarks", "--library", tmp_path / "other").stdout
    (tmp_path / "none.zip").write_text("no archive")
    refused = run("restore", tmp_path / "none.zip")
    assert refused.exit_code == 2 and "none.zip" in refused.stderr
    assert run("backup", tmp_path / "no" / "folder.zip").exit_code == 2
    assert run("restore", tmp_path / "missing.zip").exit_code == 2


def test_undone_one_by_one(run: Run) -> None:
    mark(1)
    mark(2, "别的")
    done = run("undo")
    assert done.exit_code == 0 and "骨科手术" in done.stdout
    assert "别的" not in run("bookmarks").stdout
    assert run("undo").exit_code == 0
    assert run("bookmarks").stdout == ""
    assert run("undo").exit_code == 2


def test_a_damaged_file_is_said_in_a_sentence(run: Run) -> None:
    mark(1)
    with closing(Reader.open()) as reader:
        file = reader.path
    assert file is not None
    file.write_bytes(file.read_bytes()[:5000])
    done = run("bookmarks")
    assert done.exit_code == 0 and "要点" in done.stdout
    assert "reader-damaged" not in done.stderr and file.name in done.stderr


@pytest.mark.parametrize("what", ["gone", "folder", "pipe", "empty", "endless", "no text", "long name"])
@pytest.mark.parametrize("verb", ["import", "restore"])
def test_what_cannot_be_taken_up_is_said_in_a_sentence(
    run: Run, tmp_path: Path, verb: str, what: str
) -> None:
    """Nobody waits for it, and nothing is touched."""
    path = tmp_path / "odd"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes with names here")
        os.mkfifo(path)
    elif what == "endless":
        path = Path("/dev/zero")
        if not path.exists():
            pytest.skip("nothing endless here")
    elif what == "long name":
        path = tmp_path / ("长" * 200)
    elif what != "gone":
        path.write_bytes(b"" if what == "empty" else b"\xff\x00")
    mark(1)
    done = run(verb, path)
    assert done.exit_code == 2 and done.stderr.count("\n") >= 1, done.output
    assert "Traceback" not in done.output and "unexpected" not in done.output, done.output
    assert run("bookmarks").stdout.count("\n") == 1
