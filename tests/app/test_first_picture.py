"""The picture that stands before Textual is imported: only where nothing that it depends on has changed."""

import os
import select
import signal
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pyte
import pytest
from hospital_tui.app import first_picture
from hospital_tui.library.reader import Reader

pty = pytest.importorskip("pty")  # a POSIX terminal
termios = pytest.importorskip("termios")
FRAME = "\x1b[1;1H一院\x1b[2;1H二院"


@pytest.fixture
def files(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files that a frame depends on, in a terminal of 120 × 40."""
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "own-cache"))
    (tmp_path / "own-cache").mkdir()
    monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((120, 40)))
    made = [tmp_path / "library.db", tmp_path / "reader.db"]
    for file in made:
        file.write_bytes(b"x")
    return made


def kept(home: Path, lang: str | None = None) -> bytes | None:
    return first_picture._kept(home, lang, False)


def test_a_frame_is_kept_and_found(home: Path, files: list[Path]) -> None:
    first_picture.keep(FRAME, files, home, None)
    assert kept(home) == FRAME.encode()
    assert stat.S_IMODE(first_picture.file_of(home).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "change", ["size", "language", "terminal", "library", "reader", "gone", "version", "argument"]
)
def test_anything_different_starts_as_ever(
    home: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    first_picture.keep(FRAME, files, home, None)
    if change == "size":
        monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((80, 24)))
    elif change == "language":
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
    elif change == "terminal":
        monkeypatch.setenv("TERM", "linux")
    elif change in ("library", "reader"):
        files[change == "reader"].write_bytes(b"xy")
    elif change == "gone":
        files[0].unlink()
    elif change == "version":
        monkeypatch.setattr(first_picture, "__version__", "9")
    assert kept(home, "en" if change == "argument" else None) is None


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_frame_is_not_painted(home: Path, files: list[Path], seed: int) -> None:
    first_picture.keep(FRAME, files, home, None)
    path = first_picture.file_of(home)
    data = bytearray(path.read_bytes())
    place = seed * len(data) // 60
    if seed % 2:
        data[place] ^= 0x41
    else:
        del data[place:]
    path.write_bytes(data)
    assert kept(home) is None


def test_without_a_frame_the_old_one_is_dropped(home: Path, files: list[Path]) -> None:
    first_picture.keep(FRAME, files, home, None)
    first_picture.keep(None, files, home, None)
    assert not first_picture.file_of(home).exists()


def test_painting_imports_neither_textual_nor_sqlite() -> None:
    code = (
        "import sys, hospital_tui.app.first_picture; print({'textual', 'sqlite3', 'rich'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


class Seen:
    """A program on a pseudo-terminal, and what its screen shows."""

    def __init__(self, command: list[str], env: dict[str, str], place: bytes = b"") -> None:
        """place: what the terminal answers where it is asked for the cursor's place; it may not."""
        self.place = place
        self.screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, env)
        termios.tcsetwinsize(self.fd, (30, 100))
        self.output = b""

    def rows(self) -> list[str]:
        """What the screen shows; half a character at the edge is nothing."""
        buffer = self.screen.buffer
        return ["".join(buffer[y][x].data for x in range(100)) for y in range(30)]

    def until(self, *words: str, most: float = 600.0) -> bool:
        """Read until a row of the screen shows all words: a frame comes in pieces, what a row holds is asked at once."""
        end = time.monotonic() + most
        while time.monotonic() < end:
            if any(all(word in row for word in words) for row in self.rows()):
                return True
            if not self._read():
                break
        return False

    def _read(self) -> bool:
        if not select.select([self.fd], [], [], 0.2)[0]:
            return True
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.output += data
        clean = data.replace(b"\x1b[?2026h", b"").replace(b"\x1b[?2026l", b"")
        for question, answer in (
            (b"\x1b[c", b"\x1b[?62;22c"),
            (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),
            (b"\x1b[6n", self.place),
        ):
            if question in data and answer:
                os.write(self.fd, answer)
        self._stream.feed(clean)
        return bool(data)

    def end(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + 600
        while time.monotonic() < end and self._read():
            pass
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_the_second_start_shows_the_picture_and_takes_the_keys(home: Path, tmp_path: Path) -> None:
    """Textual waits: the picture stands while it is imported, and what is typed meanwhile arrives."""
    (tmp_path / "slow").mkdir()
    hook = (
        "import os, sys, time\nclass Slow:\n    def find_spec(self, name, *_):\n"
        f"        while name == 'textual.app' and not os.path.exists({str(tmp_path / 'go')!r}):\n"
        "            time.sleep(0.01)\nsys.meta_path.insert(0, Slow())\n"
    )
    (tmp_path / "slow" / "sitecustomize.py").write_text(hook)
    env = {**os.environ, "HOSPITAL_TUI_CACHE": str(tmp_path / "cache"), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "hospital_tui", "--lang", "zh"]
    first = Seen(command, env)
    assert first.until("目录")
    os.write(first.fd, b"q")
    assert first.end() == 0
    second = Seen(command, {**env, "PYTHONPATH": f"{tmp_path / 'slow'}:{env.get('PYTHONPATH', '')}"})
    assert second.until("目录")
    assert b"\x1b[?1000h" not in second.output  # Textual is not there yet
    os.write(second.fd, b"q")
    (tmp_path / "go").touch()
    assert second.end() == 0
    assert second.output.count(b"\x1b[?1049h") == 1
    assert second.output.rstrip().endswith(b"\x1b[?25h") or b"\x1b[?1049l" in second.output


@pytest.mark.parametrize(
    ("place", "kept", "wide"),
    [
        (b"\x1b[2;3R", False, True),
        (b"\x1b[2;2R", True, False),
        (b"", True, True),
        (b"\x1b[7;9R", True, True),
    ],
    ids=["wide", "narrow", "silent", "from elsewhere"],
)
def test_the_terminal_says_how_wide_it_draws_what_is_ambiguous(
    home: Path, tmp_path: Path, place: bytes, kept: bool, wide: bool
) -> None:
    """At a first start and over the picture; no answer is awaited, and none becomes a key."""
    with closing(Reader.open(home)) as reader:
        reader.set("greeted", True)
        reader.set("ambiguous_wide", kept)
    env = {**os.environ, "HOSPITAL_TUI_CACHE": str(tmp_path / "cache"), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "hospital_tui", "--lang", "en"]
    for _ in range(2):
        seen = Seen(command, env, place)
        assert seen.until("Contents")
        assert seen.until("? Help")
        os.write(seen.fd, b",")
        measured = ("measured",) if wide != kept else ()
        assert seen.until("are two cells", "‹ on" if wide else "‹ off", *measured), seen.rows()
        row = next(row for row in seen.rows() if "are two cells" in row)
        assert ("measured" in row) == (wide != kept)
        os.write(seen.fd, b"\x11")
        assert seen.end() == 0
        assert seen.output.count(b"\x1b[6n") == 1
        assert (b"R" in seen.output.rpartition(b"\x1b[?1049l")[2]) is False


@pytest.mark.parametrize(
    "exported", [("0", "0"), ("20", "5"), ("80", "24"), ("300", "2"), ("-1", "x")], ids="×".join
)
def test_a_size_that_a_shell_exported_is_not_the_terminals(
    home: Path, tmp_path: Path, exported: tuple[str, str]
) -> None:
    """The terminal has a hundred columns, whatever the environment says: all three panes stand there."""
    said = {"COLUMNS": exported[0], "LINES": exported[1], "HOSPITAL_TUI_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "hospital_tui", "--lang", "zh"]
    seen = Seen(command, {**os.environ, **said, "LANG": "C.UTF-8"})
    assert seen.until("目录")
    os.write(seen.fd, b"q")
    assert seen.end() == 0


def test_what_a_start_made_is_kept_however_the_program_ends(home: Path, tmp_path: Path) -> None:
    """A program that is killed once its screen has stood leaves patterns and style sheets to the next start."""
    cache = tmp_path / "cache"
    seen = Seen(
        [sys.executable, "-m", "hospital_tui", "--lang", "zh"],
        {**os.environ, "HOSPITAL_TUI_CACHE": str(cache), "LANG": "C.UTF-8"},
    )
    assert seen.until("目录")

    def kept() -> set[str]:
        return {path.name.partition("-")[0] for path in cache.iterdir() if not path.suffix}

    end = time.monotonic() + 600
    while time.monotonic() < end and not {"patterns", "styles"} <= kept():
        seen._read()
    os.kill(seen.pid, signal.SIGKILL)
    assert seen.end() == -signal.SIGKILL
    assert {"patterns", "styles"} <= kept()
