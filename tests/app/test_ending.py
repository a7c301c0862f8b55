"""The program at a real terminal, ended by signals and by a terminal that goes away."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("termios")
from .at_pty import BUSY, CODES, AtPty, busy, made

Run = Callable[..., AtPty]


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Iterator[Run]:
    """Starter of the program; it is up when its contents are."""
    started: list[AtPty] = []

    def start(before: Callable[[], Any] | None = None) -> AtPty:
        at = AtPty(tmp_path, before)
        started.append(at)
        at.up()
        return at

    yield start
    for at in started:
        if at.child.poll() is None:
            at.child.kill()
            at.child.wait()


@pytest.mark.parametrize("way", [way for way in CODES if way != "gone"])
def test_a_signal_ends_as_the_key_does(run: Run, way: str) -> None:
    run().end(way)


@pytest.mark.parametrize(
    ("work", "way"),
    [*zip(BUSY, ("SIGTERM", "SIGHUP", "SIGINT"), strict=True), ("an add", "gone"), ("an export", "gone")],
)
def test_it_ends_well_while_it_is_busy(home: Path, tmp_path: Path, work: str, way: str) -> None:
    """All ways with all work: `tests/benchmarks/endings.py`."""
    with busy(work, tmp_path, made(60)) as at:
        at.end(way)
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.parametrize("before", [None, lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)])
def test_a_terminal_that_is_gone_ends_the_program(run: Run, before: Callable[[], Any] | None) -> None:
    at = run(before)
    os.close(at.line)
    os.close(at.keyboard)
    assert at.child.wait(timeout=600) == 128 + signal.SIGHUP
