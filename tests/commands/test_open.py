"""Files opened without being kept, as an argument and by standard input, at a pseudo-terminal."""

import os
import shlex
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.open import begin_at
from hospital_tui.library import Library
from hospital_tui.library.files import Passing, lend

pty = pytest.importorskip("pty")  # a pseudo-terminal
termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")


def at_terminal(line: str, *turns: tuple[str, bytes]) -> tuple[str, int]:
    """What a shell line drew at 120×40, and its exit code; keys are pressed when the words before them stand there."""
    left = list(turns)
    child, handle = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        signal.alarm(900)
        os.environ["TERM"] = "xterm-256color"
        os.execv("/bin/sh", ["sh", "-c", line])
    heard, since = b"", 0
    while True:
        try:
            data = os.read(handle, 1 << 16)
        except OSError:
            break
        heard += data
        if left and left[0][0].encode() in heard[since:]:
            os.write(handle, left.pop(0)[1])
            since = len(heard)
    os.close(handle)
    return heard.decode(errors="replace"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("line", ["{program} {file}", "cat {file} | {program} -"])
def test_a_file_is_read_and_not_kept(
    line: str, article: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "temporary"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    program = f"{shlex.quote(sys.executable)} -m hospital_tui --lang en"
    said, code = at_terminal(
        line.format(program=program, file=shlex.quote(str(article))), ("春江市中心医院", b"\x11")
    )
    assert code == 0
    assert "not kept in the library" in said
    assert "第二人民医院" not in said  # nothing beside it: the bundled articles are not there
    assert not list(home.glob("articles/*/*"))
    assert not list(
        room.glob("hospital-tui-*")
    )  # what the words of articles are cut with keeps its own cache there


@pytest.mark.parametrize("line", ["{program} {file}", "cat {file} | {program} -"])
def test_what_is_read_can_be_kept_with_a_key(line: str, article: Path, home: Path) -> None:
    program = f"{shlex.quote(sys.executable)} -m hospital_tui --lang en"
    said, code = at_terminal(
        line.format(program=program, file=shlex.quote(str(article))),
        ("+ keeps it", b"+"),
        ("1 added", b"\x11"),
    )
    assert code == 0 and "not kept in the library;" not in said.rpartition("\x1b[?1049l")[2]
    (kept,) = home.glob("articles/*/*.yaml")
    assert "春江市中心医院" in kept.read_text("utf-8")


def test_what_is_read_is_corrected_in_the_reader_s_own_file(article: Path, tmp_path: Path) -> None:
    """A library that passes keeps nothing itself: corrections and what is undone are the reader's own."""
    own, home = tmp_path / "own", tmp_path / "library"
    with Library.open(own) as lasting:
        lend(home, Passing(str(own), (str(article),)))
        with Library.open(home) as library:
            row = library.figures()[0]
            library.correct(row, {"value": 4711})
            assert library.figures()[0].figure.value == 4711
        assert not (home / "reader.db").exists()
        lasting.refresh()
        assert [one.changes for one in lasting.corrections()] == [{"value": 4711}]
    with Library.open(home) as again:
        assert again.figures()[0].figure.value == 4711
        assert again.undo() is not None and again.corrections() == []


def test_what_cannot_be_read_is_said_and_nothing_opens(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 20)
    said, code = at_terminal(f"{shlex.quote(sys.executable)} -m hospital_tui {tmp_path / 'bad.txt'}")
    assert code == 2
    assert "binary data" in said and "\x1b[?1049h" not in said
    assert run(tmp_path / "bad.txt").exit_code == 2  # no terminal
    assert "no such command: nothing.txt" in run("nothing.txt").stderr


def test_an_address_of_a_reference_is_where_the_app_begins(home: Path) -> None:
    with Library.open(home) as library:
        row = library.figures()[40]
        passage = next(
            one for one in library.article(row.article_id).selectable() if one.id == row.passage_id
        )
    address = f"{passage.id.partition('@')[0]}@{passage.source_offset(row.figure.at[0])}"
    begin_at(address, home)
    with Library.open(home) as library:
        place = library.reader.last_place()
    assert place is not None
    assert (place.article_id, place.passage_id, place.offset) == (
        row.article_id,
        row.passage_id,
        row.figure.at[0],
    )


def test_an_address_of_nothing_says_so(home: Path) -> None:
    with pytest.raises(CommandError):
        begin_at("0123456789ab@7", home)
