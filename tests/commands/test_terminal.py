"""What commands send to a terminal: nothing in it is obeyed, whoever wrote it; files and pipes keep the bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui.commands import output
from hospital_tui.library.files import dump, load

Run = Callable[..., Result]
HOSTILE = "\x1b]0;x\x07\x9b2J\u202e\x7f"
OBEYED = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u2028\u2029"} - {
    "\n",
    "\t",
}


@pytest.fixture
def hostile(tmp_path: Path, article_text: str) -> Path:
    """A source that says things to terminals in its text and in its name."""
    path = tmp_path / f"春江{HOSTILE.replace('/', '')}.txt"
    said = article_text.replace("强基固本", f"强基{HOSTILE}固本").replace("开放床位", f"开放{HOSTILE}床位")
    path.write_text(said, encoding="utf-8")
    return path


LINES = [
    ["list"],
    ["list", "--format", "json"],
    *(
        ["search", "1200", *form]
        for form in ([], ["--format=csv"], ["--format=md"], ["--format=json"], ["--full"])
    ),
    *(["figures", "医院:春江", *form] for form in ([], ["--format=csv"], ["--format=md"], ["--format=json"])),
    ["compare", "--hospital", "春江"],
    ["compare", "--hospital", "春江", "--format", "csv"],
    ["parse", "FILE", "--encoding", "utf-8"],
    ["parse", "FILE", "--format", "json", "--encoding", "utf-8"],
    ["parse", "FILE", "--check", "--encoding", "utf-8"],
    ["add", "FILE"],
    ["add", "FILE", "--again", "--encoding", "utf-8"],
    ["add", "FILE", "--progress", "json"],
    ["bookmarks", "export"],
    [f"no{HOSTILE}"],
    ["list", f"--no{HOSTILE}"],
    ["list", f"人>{HOSTILE}"],
    ["figures", "-o", f"no{HOSTILE}/x.csv"],
    ["figures", "-o", f"x.{HOSTILE}"],
    ["remove", f"no{HOSTILE}"],
    ["parse", f"no{HOSTILE}.txt"],
    ["parse", "FILE", "--encoding", f"no{HOSTILE}"],
    ["compare", "--metric", f"no{HOSTILE}"],
    ["corrections", "undo", f"1{HOSTILE}"],
    ["doctor", f"x{HOSTILE}"],
]


def test_nothing_that_a_terminal_obeys_reaches_it(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("add", hostile, "--no-vocabulary", "--encoding", "utf-8").exit_code == 0
    monkeypatch.setattr(output, "_is_terminal", lambda stream: True)
    for line in LINES:
        done = run(*(str(hostile) if word == "FILE" else word for word in line))
        assert done.stdout or done.stderr, line
        assert not set(done.stdout) & OBEYED, line
        assert not set(done.stderr) & OBEYED, line


def test_pipes_keep_what_the_source_says(run: Run, hostile: Path) -> None:
    done = run("add", hostile, "--no-vocabulary", "--encoding", "utf-8")
    assert done.exit_code == 0, done.output
    assert HOSTILE in run("search", "1200", "--format", "csv").stdout
    said = run("search", "1200", "--format", "json").stdout
    assert "\\u009b" in said and not set(said) & OBEYED


NAMES = [
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\x9b",
    "\ufffe",
    "\nhospital: {name: x}",
    "a: b # c",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_every_article_file_loads_whatever_the_source_is_called(
    run: Run, article: Path, tmp_path: Path, name: str
) -> None:
    article.rename(odd := tmp_path / f"春{name}江.txt")
    assert run("parse", odd, "-o", tmp_path / "out").exit_code == 0
    (file,) = (tmp_path / "out").glob("*.yaml")
    held = load(file)
    assert held.hospital.name == "春江市中心医院"
    assert held.source.file == odd.name
    assert load_again(dump(held), tmp_path) == held


def load_again(text: str, folder: Path) -> object:
    (folder / "again.yaml").write_text(text, encoding="utf-8", newline="")
    return load(folder / "again.yaml")
