"""Surroundings as a person, a shell or a disk makes them, and what becomes of the program in them.

A test tries some of the cases, `benchmarks/surroundings.py` all. Whatever surrounds it, a command does its work or says in
words why not, and the app comes up and leaves a clean terminal, or says in words why not.
"""

import os
import pty
import re
import resource
import select
import signal
import stat
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner
from hospital_tui.__main__ import launch, printed_keys
from hospital_tui.commands.main import Doors, cli

SOURCE = "某县医院\n\n2023年，医院开放床位120张。\n"
Environment = Mapping[bytes, bytes]

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
PROGRAM = (sys.executable, "-m", "hospital_tui")

PLACES = (
    "HOSPITAL_TUI_HOME",
    "HOSPITAL_TUI_CACHE",
    "HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "TMPDIR",
    "SQLITE_TMPDIR",
)
"""Variables that say where something lies."""
OTHERS = (
    *("HOSPITAL_TUI_NAME", "HOSPITAL_TUI_BROWSER", "HOSPITAL_TUI_BUNDLED", "PATH", "SHELL", "USER", "LOGNAME", "TZ"),
    *("EDITOR", "VISUAL", "PAGER", "BROWSER", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TERMINAL"),
    *("TERM", "TERM_PROGRAM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "ROWS", "ESCDELAY"),
    *("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "DISPLAY", "UNICODE_VERSION"),
    *("TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS", "JUPYTER_LINES", "DATABRICKS_RUNTIME_VERSION"),
    *("TEXTUAL", "TEXTUAL_SPEEDUPS", "TEXTUAL_DEBUG", "TEXTUAL_DRIVER", "TEXTUAL_DISABLE_KITTY_KEY"),
    *("TEXTUAL_FILTERS", "TEXTUAL_LOG", "TEXTUAL_DEVTOOLS_PORT", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS"),
    *("TEXTUAL_SHOW_RETURN", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_SLOW_THRESHOLD", "TEXTUAL_THEME"),
    *("TEXTUAL_SMOOTH_SCROLL", "TEXTUAL_DIM_FACTOR", "TEXTUAL_ANIMATIONS", "TEXTUAL_ALLOW_SIGNALS"),
    *("PYTHONCOERCECLOCALE", "PYTHONSTARTUP", "PYTHONDONTWRITEBYTECODE", "PYTHONWARNINGS"),
    *("PYTHONUNBUFFERED", "PYTHONPYCACHEPREFIX"),
)  # fmt: skip
"""The other variables of which the program, what it is built on, or the system take something."""

VALUES: Mapping[str, bytes | None] = {
    "unset": None,
    "empty": b"",
    "0": b"0",
    "1": b"1",
    "too great": b"99999999999999999999",
    "huge": b"x" * 20_000,
    "no text": b"\xff\xfe\x80",
    "two lines": b"a\nb\x1b]0;x\x07",
    "relative": b"there/is/../no:thing",
    "nowhere": b"/proc/nothing/there",
    "a device": b"/dev/null",
    "nobody": b"~nobody-of-that-name/x",
    "blank": b" ",
}
"""What a variable can hold; unset is a value too."""


WORDS = (
    *(b"", b" ", b"\n", b".", b"-", b"--", b"---", b"--help.txt", b"-x.txt", b"~", b"~nobody-there/x"),
    *(b"*.txt", b"[", b"=", b"@", b"a@b", b"-1", b"99999999999999999999", b"%s%n{0}", b"--library", b"--lang=xx", b"list"),
    *(b"http://", b"https://[::1", b"http://127.0.0.1:9/x", b"file:///etc/passwd", b"\xff", b"\xed\xa0\x80", b"\xe5\x8c"),
    *(b"socket", b"dangling", b"loop", b"loop/x", b"folder", b"folder/", b"a.txt/", b"a.txt/b", b"empty.txt", b"\xff\xfe.txt"),
    *(b"a\nb.txt", b"\x1b[31m.txt", b"\x1b]0;x\x07", "\u202e倒.txt".encode(), b"x" * 300, b"x" * 100_000, b"a/" * 3000),
    *(b"/dev/zero", b"/dev/full", b"/dev/null", b"/proc", b"/proc/self/environ", b"/proc/self/mem", b"/proc/self/fd/0"),
)  # fmt: skip
"""Words of a command line, some of which `things` makes."""

COMMANDS = (
    *(("parse",), ("parse", "--check"), ("parse", "-o", "out"), ("parse", "a.txt", "-o"), ("add",), ("open",), ()),
    *(("search",), ("figures",), ("figures", "-o"), ("compare",), ("timeline",), ("chart",), ("beside",), ("count",)),
    *(("check",), ("cite",), ("facts",), ("corrections",), ("bookmarks",), ("bookmarks", "export"), ("tags",)),
    *(("import",), ("backup",), ("restore",), ("publish",), ("keys",), ("doctor",), ("man",), ("completion",)),
    *(("remove",), ("undo",), ("list",), ("path",), ("--lang",), ("list", "--library"), ("add", "a.txt", "--library")),
    *(("search", "医院", "--limit"), ("search", "--format"), ("facts", "x", "--year"), ("serve", "--port")),
)  # fmt: skip
"""Commands, as far as the word that is tried."""


def things(folder: Path) -> None:
    """Things of every kind by odd names."""
    (folder / "me").mkdir(parents=True, exist_ok=True)
    (folder / "folder").mkdir()
    (folder / "dangling").symlink_to("nothing")
    (folder / "loop").symlink_to("loop")
    with suppress(OSError):  # not every system lets everybody
        os.mknod(folder / "socket", stat.S_IFSOCK | 0o600)
    for name in (
        b"a.txt",
        b"\xff\xfe.txt",
        b"-x.txt",
        b"--help.txt",
        "\u202e倒.txt".encode(),
        b"a\nb.txt",
        b"*.txt",
        b"list",
    ):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(SOURCE, encoding="utf-8")
    (folder / "empty.txt").touch()


SHELLS = (
    *("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full", "| head -c1"),
    *("| true", "</dev/full >/dev/null", "< .", "2>&1 | true"),
)  # fmt: skip
"""How a shell can lead the streams of a command."""


def fewer(limit: int, most: int) -> Callable[[], None]:
    """What sets a limit of the system for a program that is about to begin."""
    return lambda: resource.setrlimit(limit, (most, most))


def _nowhere() -> None:
    """The working folder is no more."""
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    Path(folder).rmdir()


LIMITS: Mapping[str, Callable[[], object]] = {
    "umask 0777": lambda: os.umask(0o777),
    "umask 0": lambda: os.umask(0),
    "files 8": fewer(resource.RLIMIT_NOFILE, 8),
    "files 12": fewer(resource.RLIMIT_NOFILE, 12),
    "files 20": fewer(resource.RLIMIT_NOFILE, 20),
    "memory 600 MB": fewer(resource.RLIMIT_AS, 600 << 20),
    "memory 250 MB": fewer(resource.RLIMIT_AS, 250 << 20),
    "no file grows": fewer(resource.RLIMIT_FSIZE, 0),
    "files of 10 kB": fewer(resource.RLIMIT_FSIZE, 10 << 10),
    "stack 256 kB": fewer(resource.RLIMIT_STACK, 256 << 10),
    "no folder": _nowhere,
    "no interrupt": lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    "no child heard": lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
}
"""How a program can be begun."""

SIZES = ((1, 1), (0, 0), (2, 2), (200, 500), (1, 500), (200, 1), (1000, 3))
"""Rows and columns of a terminal."""


class Told(NamedTuple):
    """How a program ended."""

    code: int
    out: bytes
    err: bytes

    def faults(self, *codes: int) -> list[str]:
        """What a reader would not understand; codes: how it may end."""
        found = [] if self.code in (codes or (0, 1, 2)) else [f"exit {self.code}"]
        found += [
            said[-400:].decode(errors="replace")
            for said in (self.out, self.err)
            if re.search(rb"Traceback|unexpected error|Exception ignored|^\w*(Error|Warning)\b", said, re.M)
        ]
        return found + ["says nothing"] * (self.code == 2 and not self.err.strip())


class Terminal:
    """A terminal of a size, at which the app is shown and left."""

    def __init__(self, size: tuple[int, int] = (40, 120)) -> None:
        """size: rows and columns."""
        self.keyboard, self.line = pty.openpty()
        termios.tcsetwinsize(self.line, size)
        self.modes = termios.tcgetattr(self.line)
        self.shown = b""

    def show(self, sizes: Iterable[tuple[int, int]] = (), **options: Any) -> Told:
        """Open the app and leave it once it stands; sizes: what the window is changed to meanwhile."""
        options = {"stdin": self.line, "stdout": self.line, "stderr": self.line} | options
        child = subprocess.Popen(PROGRAM, start_new_session=True, **options)
        left, end, asked = iter(sizes), time.monotonic() + 600, 0.0
        while child.poll() is None and time.monotonic() < end:
            self._read(0.05)
            if size := next(left, None):
                termios.tcsetwinsize(self.keyboard, size)
            elif ENTER in self.shown and time.monotonic() > asked:
                os.write(self.keyboard, b"q")
                asked = time.monotonic() + 1
        if child.poll() is None:
            child.kill()
        code = child.wait()
        while self._read(0.05):
            pass
        return Told(code, self.shown, self.shown)

    def _read(self, wait: float) -> bool:
        if not select.select([self.keyboard], [], [], wait)[0]:
            return False
        with suppress(OSError):
            self.shown += os.read(self.keyboard, 1 << 16)
            return True
        return False

    def faults(self) -> Iterator[str]:
        """What is left behind."""
        if self.shown.rfind(ENTER) > self.shown.rfind(LEAVE):
            yield "the alternate screen stays"
        if termios.tcgetattr(self.line)[:4] != self.modes[:4]:
            yield "the terminal stays raw"

    def close(self) -> None:
        """Take it away."""
        os.close(self.line)
        os.close(self.keyboard)


def app(
    environment: Environment, *codes: int, size: tuple[int, int] = (40, 120), sizes: Iterable[tuple[int, int]] = (),
    **options: Any,
) -> list[str]:  # fmt: skip
    """What is wrong with the app in an environment; codes: how it may end."""
    terminal = Terminal(size)
    try:
        told = terminal.show(sizes, env=environment, **options)
        return [*told.faults(*codes or (0, 2)), *terminal.faults()]
    finally:
        terminal.close()


def command(environment: Environment, *words: str | bytes, **options: Any) -> list[str]:
    """What is wrong with a command in an environment."""
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 600} | options
    done = subprocess.run([*PROGRAM, *words], env=environment, check=False, **options)
    return Told(done.returncode, done.stdout, done.stderr).faults()


def within(*words: str) -> list[str]:
    """What is wrong with a command in this process."""
    done = CliRunner().invoke(cli, words, input="", obj=Doors(launch, printed_keys))
    out = done.output.encode(errors="replace")
    return Told(done.exit_code, out, out).faults()


def led(environment: Environment, words: str, streams: str, cwd: Path) -> list[str]:
    """What is wrong with a command whose streams a shell leads elsewhere."""
    line = f'"{sys.executable}" -m hospital_tui {words} {streams}; echo "${{PIPESTATUS[0]}}" >code'
    done = subprocess.run(
        ["bash", "-c", line],
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Told(int((cwd / "code").read_text()), done.stdout, done.stderr or b"-").faults()


def around(folder: Path, changes: Mapping[str, bytes | None] = {}) -> Environment:
    """The environment of the tests with a home and a cache in a folder, and with changes."""
    told: dict[bytes, bytes | None] = {
        **os.environb,
        b"TERM": b"xterm-256color",
        b"HOSPITAL_TUI_HOME": os.fsencode(folder / "home"),
        b"HOSPITAL_TUI_CACHE": os.fsencode(folder / "cache"),
        b"HOME": os.fsencode(folder / "me"),
    }
    told |= {os.fsencode(name): value for name, value in changes.items()}
    return {name: value for name, value in told.items() if value is not None}


def placed(name: str, value: bytes | None) -> dict[str, bytes | None]:
    """A variable that says where something lies, without those that would be asked before it."""
    ours = {"HOSPITAL_TUI_HOME": None, "HOSPITAL_TUI_CACHE": None} if name.startswith(("HOME", "XDG")) else {}
    theirs = {"XDG_DATA_HOME": None, "XDG_CACHE_HOME": None} if name == "HOME" else {}
    return {**ours, **theirs, name: value}
