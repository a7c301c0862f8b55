"""Whatever surrounds the program: it does its work, or says in words why not. All cases: `benchmarks/surroundings.py`."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("other systems name and limit things otherwise", allow_module_level=True)
from hospital_tui.library import Library

from . import surroundings
from .surroundings import COMMANDS, LIMITS, OTHERS, PLACES, SHELLS, SIZES, VALUES, WORDS


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory, patterns_kept: Path) -> Path:
    """A folder with the bundled library compiled for a home in it."""
    folder = tmp_path_factory.mktemp("surroundings")
    shutil.copytree(patterns_kept, folder / "cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOSPITAL_TUI_CACHE", str(folder / "cache"))
        Library.open(folder / "home").close()
    return folder


@pytest.fixture
def folder(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Things of every kind, and a cache in which the library is compiled; it is the working folder."""
    shutil.copytree(compiled, tmp_path, dirs_exist_ok=True)
    surroundings.things(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["unset", "empty", "1", "too great", "no text", "two lines", "nowhere"])
def test_the_app_comes_up_whatever_the_environment_says(folder: Path, kind: str) -> None:
    """Of all that is no place of a file: a place can be one where nothing can be."""
    around = surroundings.around(folder, dict.fromkeys(OTHERS, VALUES[kind]))
    assert surroundings.app(around, 0, cwd=folder) == []


@pytest.mark.parametrize("told", ["uploads", "reads", "1", ""])
@pytest.mark.parametrize("stdin", ["</dev/null", "<a.txt", "<&-"])
def test_a_page_that_a_shell_speaks_of_is_none(folder: Path, told: str, stdin: str) -> None:
    """A server is at the other end of a pipe; whoever exports what it tells the app has none."""
    around = surroundings.around(folder, {"HOSPITAL_TUI_BROWSER": told.encode()})
    done = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m hospital_tui {stdin}"],
        env=around, check=False, capture_output=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    "kind", ["empty", "no text", "two lines", "relative", "nowhere", "a device", "nobody"]
)
def test_a_place_is_used_or_it_is_said_why_not(
    folder: Path, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in surroundings.placed(name, VALUES[kind]).items():
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, os.fsdecode(value))
    assert surroundings.within("list") == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_whatever_word_a_command_is_given(
    folder: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(folder / "home"))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(folder / "cache"))
    first = COMMANDS.index(command)
    for word in WORDS[first % 5 :: 5]:  # the benchmark tries all of them
        assert surroundings.within(*command, os.fsdecode(word)) == [], word


@pytest.mark.parametrize("streams", SHELLS)
def test_wherever_its_streams_lead(folder: Path, streams: str) -> None:
    assert surroundings.led(surroundings.around(folder), "search 医院", streams, folder) == []


@pytest.mark.parametrize(
    "limit", ["umask 0777", "files 20", "memory 250 MB", "no file grows", "no folder", "no child heard"]
)
def test_whatever_the_system_denies_it(folder: Path, limit: str) -> None:
    around, where = surroundings.around(folder), {} if limit == "no folder" else {"cwd": folder}
    words = ("add", str(folder / "a.txt"))
    assert surroundings.command(around, *words, preexec_fn=LIMITS[limit], **where) == []


@pytest.mark.parametrize("limit", ["files 8", "no file grows", "no folder"])
def test_whatever_the_system_denies_the_app(folder: Path, limit: str) -> None:
    where = {} if limit == "no folder" else {"cwd": folder}
    assert surroundings.app(surroundings.around(folder), preexec_fn=LIMITS[limit], **where) == []


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_app_comes_up_in_a_terminal_of_any_size(folder: Path, size: tuple[int, int]) -> None:
    """Which is given another at once."""
    assert (
        surroundings.app(surroundings.around(folder), 0, size=size, sizes=[*SIZES, size] * 3, cwd=folder)
        == []
    )


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"PYTHONIOENCODING": b"ascii"}, {}),
        ({"PYTHONIOENCODING": b"utf-16"}, {}),
        ({"LC_ALL": b"C", "PYTHONUTF8": b"0", "PYTHONCOERCECLOCALE": b"0"}, {}),
        ({}, {"stderr": subprocess.DEVNULL}),
    ],
)
def test_the_terminal_gets_what_it_can_show(
    folder: Path, said: dict[str, bytes | None], error: dict[str, int]
) -> None:
    """Characters, whatever Python is told of its streams, and though standard error is led elsewhere."""
    terminal = surroundings.Terminal()
    told = terminal.show(env=surroundings.around(folder, said), cwd=folder, **error)
    assert (told.code, [*told.faults(), *terminal.faults()]) == (0, [])
    assert "长治" in told.out.decode(errors="replace")
    terminal.close()
