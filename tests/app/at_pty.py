"""The program at a real terminal, busy with something, and how it is ended; used by tests and by a benchmark."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CLEAN = (b"\x1b[?1049l", b"\x1b[?1003l", b"\x1b[?25h")
"""Alternate screen and mouse reports off, cursor on."""
CODES = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130, "SIGQUIT": 131, "SIGTSTP": 143, "gone": 129}
"""Ways to end the program, to its exit code; one that is stopped goes on, and is ended by SIGTERM then."""

_BUSY = """
from hospital_tui.app.start import prepare
prepare()
{}
from hospital_tui.__main__ import main
main()
"""
BUSY: dict[str, tuple[str, tuple[str, ...], str]] = {
    "an add": (
        "",
        ("+", "many", "\r", "\r"),
        "放到后台",
    ),
    "an export": (
        "import time\n"
        "from hospital_tui.app import hospital_app\n"
        "from hospital_tui.library.export import exporting\n"
        "hospital_app._PATIENCE, row = 0.1, exporting._csv_row\n"
        "exporting._csv_row = lambda cells: (time.sleep(0.05), row(cells))[1]",
        ("5", "x", "\r"),
        "正在写入",
    ),
    "a long question": (
        "from hospital_tui.library import Library\n"
        "endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'\n"
        "Library.figures = lambda self, *_, **__: self._ask(lambda held: held.execute(endless).fetchone())",
        ("5",),
        "正在查",
    ),
}
"""What it is busy with: what makes that last, the keys that begin it, and what then stands on the screen."""


class AtPty:
    """The program with a terminal of its own, in a folder."""

    def __init__(self, folder: Path, before: Callable[[], Any] | None = None, lasting: str = "") -> None:
        self.keyboard, self.line = pty.openpty()
        termios.tcsetwinsize(self.line, (40, 120))
        self.modes = termios.tcgetattr(self.line)
        self.child = subprocess.Popen(
            [sys.executable, "-c", _BUSY.format(lasting)],
            stdin=self.line,
            stdout=self.line,
            stderr=self.line,
            env={**os.environ, "TERM": "xterm-256color", "HOSPITAL_TUI_MARK": str(folder)},
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: _heard(before),
        )
        self.folder, self.shown = folder, b""

    def read(self) -> bool:
        """Take in what the program writes; False when there is no more."""
        ready, _, _ = select.select([self.keyboard], [], [], 0.1)
        try:
            data = os.read(self.keyboard, 65536) if ready else b""
        except OSError:
            return False
        self.shown += data
        return bool(data) or self.child.poll() is None

    def until(self, words: str) -> None:
        """Wait until something stands on the screen, and forget what stood there before."""
        end = time.monotonic() + 600
        while words.encode() not in self.shown:
            assert self.read() and time.monotonic() < end, self.shown[-2000:]
        self.shown = self.shown.partition(words.encode())[2]

    def up(self) -> None:
        """Wait until its panes are there."""
        self.until("医院")
        self.until("数据")

    def press(self, *keys: str) -> None:
        """Send keys, each after what the one before has drawn."""
        for key in keys:
            os.write(self.keyboard, key.encode())
            self.read()

    def ended(self) -> int:
        """Its exit code, once all that it wrote is read."""
        while self.child.poll() is None:
            self.read()
        while self.read():
            pass
        return self.child.wait()

    def end(self, way: str) -> None:
        """End it in one of the ways, and prove that it ended well: its code, its terminal, its children."""
        if way == "gone":
            os.close(self.line)
            os.close(self.keyboard)
            assert self.child.wait(timeout=600) == CODES[way]
        else:
            self.child.send_signal(getattr(signal, way))
            if way == "SIGTSTP":
                status = self._stopped()
                assert os.WIFSTOPPED(status)
                self.child.send_signal(signal.SIGCONT)
                self.child.send_signal(signal.SIGTERM)
            assert self.ended() == CODES[way], self.shown[-2000:]
            assert all(off in self.shown for off in CLEAN)
            assert b"Traceback" not in self.shown
            assert termios.tcgetattr(self.line)[:4] == self.modes[:4]
        assert self.left() == []

    def _stopped(self) -> int:
        """How it stopped; what it still writes is read, as a terminal does: it waits until it is rid of it."""
        while (found := os.waitpid(self.child.pid, os.WUNTRACED | os.WNOHANG)) == (0, 0):
            self.read()
        return found[1]

    def left(self) -> list[str]:
        """Processes that it started and that still run, where the system lists them; a worker ends within moments."""
        end = time.monotonic() + 600
        while (found := list(self._left())) and time.monotonic() < end:
            time.sleep(0.02)
        return found

    def _left(self) -> Iterator[str]:
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"HOSPITAL_TUI_MARK={self.folder}\0".encode() in entry.read_bytes():
                    yield entry.parent.name
            except OSError:
                continue


def _heard(before: Callable[[], Any] | None) -> None:
    """In the program before it begins: no signal is ignored, whoever started the tests, but those of `before`."""
    for name in ("SIGINT", "SIGQUIT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    if before is not None:
        before()


@contextmanager
def busy(work: str, folder: Path, sources: Mapping[str, str]) -> Iterator[AtPty]:
    """The program while it is busy with something; sources: what an add has to do."""
    lasting, keys, shown = BUSY[work]
    (folder / "many").mkdir(exist_ok=True)
    for name, text in sources.items():
        (folder / "many" / name).write_text(text, encoding="utf-8")
    at = AtPty(folder, lasting=lasting)
    try:
        at.up()
        at.press(*keys)
        at.until(shown)
        yield at
    finally:
        at.child.kill()
        at.child.wait()


def made(number: int) -> dict[str, str]:
    """So many sources of an article each."""
    return {
        f"{each:03}.txt": f"清河市第{each}医院\n\n　　清河市第{each}医院现有职工{each + 1000}人，开放床位{each + 300}张。\n"
        for each in range(number)
    }
