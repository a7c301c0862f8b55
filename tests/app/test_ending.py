"""The program at a real terminal, ended by signals and by a terminal that goes away."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

CLEAN = (b"\x1b[?1049l", b"\x1b[?1003l", b"\x1b[?25h")
"""Alternate screen and mouse reports off, cursor on."""


class AtPty:
    """The program with a terminal of its own."""

    def __init__(self, environment: dict[str, str], before: Callable[[], Any] | None) -> None:
        self.keyboard, self.line = pty.openpty()
        self.modes = termios.tcgetattr(self.line)
        self.child = subprocess.Popen(
            [sys.executable, "-m", "hospital_tui"],
            stdin=self.line,
            stdout=self.line,
            stderr=self.line,
            env={**environment, "TERM": "xterm-256color"},
            start_new_session=True,
            preexec_fn=lambda: _heard(before),
        )
        self.shown = b""

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
        """Wait until something stands on the screen."""
        while words.encode() not in self.shown:
            assert self.read(), self.shown[-2000:]

    def ended(self) -> int:
        """Its exit code, once all that it wrote is read."""
        while self.child.poll() is None:
            self.read()
        while self.read():
            pass
        return self.child.wait()


def _heard(before: Callable[[], Any] | None) -> None:
    """In the program before it begins: no signal is ignored, whoever started the tests, but those of `before`."""
    for name in ("SIGINT", "SIGQUIT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    if before is not None:
        before()


Run = Callable[..., AtPty]


@pytest.fixture
def run(home: Path) -> Iterator[Run]:
    """Starter of the program; it is up when its contents are."""
    started: list[AtPty] = []

    def start(before: Callable[[], Any] | None = None) -> AtPty:
        at = AtPty(dict(os.environ), before)
        started.append(at)
        at.until("医院")
        at.until("数据")
        return at

    yield start
    for at in started:
        if at.child.poll() is None:
            at.child.kill()
            at.child.wait()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
def test_a_signal_ends_as_the_key_does(run: Run, name: str) -> None:
    at = run()
    number = getattr(signal, name)
    at.child.send_signal(number)
    assert at.ended() == 128 + number
    assert all(off in at.shown for off in CLEAN)
    assert b"Traceback" not in at.shown
    assert termios.tcgetattr(at.line)[:4] == at.modes[:4]


def test_stopped_and_gone_on_it_ends_as_ever(run: Run) -> None:
    at = run()
    at.child.send_signal(signal.SIGTSTP)
    _, status = os.waitpid(at.child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    at.child.send_signal(signal.SIGCONT)
    at.child.send_signal(signal.SIGTERM)
    assert at.ended() == 128 + signal.SIGTERM
    assert termios.tcgetattr(at.line)[:4] == at.modes[:4]


@pytest.mark.parametrize("before", [None, lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)])
def test_a_terminal_that_is_gone_ends_the_program(run: Run, before: Callable[[], Any] | None) -> None:
    at = run(before)
    os.close(at.line)
    os.close(at.keyboard)
    assert at.child.wait(timeout=30) == 128 + signal.SIGHUP
