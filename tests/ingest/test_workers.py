"""Workers that die, hang, fill the memory or lose their parent: the source fails with the true reason, the rest goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hospital_tui.ingest.frames import Fault, Outcome, Task
from hospital_tui.ingest.pool import Pool
from hospital_tui.ingest.sources import input_words
from hospital_tui.languages import LANGUAGES
from hospital_tui.parsing.inputs import InputError
from hospital_tui.speech import speak, spoken

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX processes")

DOINGS = """
import ctypes, os, signal, sys, time
import hospital_tui.ingest.worker as worker
from hospital_tui.ingest.frames import Outcome
def outcome(task, *, vocabulary, tell):
    exec(task.data.decode(), globals() | {"tell": tell})
    return Outcome(task.shown)
worker.outcome = outcome
worker.main()
"""
"""A worker that does what its task says."""


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(1, allowed=lambda size: 20.0) as made:
        made._command = [sys.executable, "-c", DOINGS, str(os.getpid())]
        yield made


def gave(pool: Pool, *doings: str) -> list[Outcome]:
    return list(pool.outcomes(Task("a.txt", str(nth), doing.encode()) for nth, doing in enumerate(doings)))


def test_each_page_that_is_done_with_is_told(pool: Pool) -> None:
    told: list[tuple[int, int] | None] = []
    pool._tell = lambda outcome: told.append(outcome.page)
    assert [one.fault for one in gave(pool, "tell(0, 2)\ntell(1, 2)\ntell(2, 2)", "tell(0, 1)")] == [
        None,
        None,
    ]
    assert told == [(0, 2), (1, 2), (2, 2), (0, 1)]


@pytest.mark.parametrize(
    ("doing", "reason", "detail"),
    [
        ("os._exit(7)", "worker", "exit 7"),
        (
            "print('first\\nlast words', file=sys.stderr, flush=True); os._exit(3)",
            "worker",
            "exit 3: last words",
        ),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "worker", "SIGSEGV"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed", ""),
        ("raise MemoryError", "memory", "4"),
        ("bytearray(8 << 30)", "memory", "4"),
        ("raise RuntimeError('one\\ntwo')", "failed", "RuntimeError: one\ntwo (<string>:1)"),
        ("def deep(): deep()\ndeep()", "failed", "RecursionError"),
        ("Outcome(*range(12))", "failed", "TypeError"),
    ],
)
def test_a_worker_s_end_is_told_and_the_rest_goes_on(
    pool: Pool, doing: str, reason: str, detail: str
) -> None:
    first, second = gave(pool, doing, "pass")
    assert first.fault is not None and (first.fault.reason, first.fault.detail[: len(detail)]) == (
        reason,
        detail,
    )
    assert second == Outcome("1")


@pytest.mark.parametrize(
    ("hanging", "times"), [("time.sleep(1000)", 1), ("while True: pass", 1e6), ("sum(range(10**12))", 1e6)]
)
def test_a_worker_that_does_not_come_back_is_given_up(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, hanging: str, times: float
) -> None:
    """Waiting without end, and at work without end, where no thread of it runs either."""
    monkeypatch.setattr("hospital_tui.ingest.pool._WAITING", times)
    gave(pool, "pass")
    pool._allowed = lambda size: 0.5 if size > 4 else 20.0
    first, second = gave(pool, hanging, "pass")
    assert first.fault == Fault("0", "too-long", "0")
    assert second.fault is None


def test_what_waits_for_its_turn_is_not_at_work(pool: Pool) -> None:
    """A machine with much else to do gives a worker little of its time."""
    gave(pool, "pass")
    pool._allowed = lambda size: 0.3
    assert gave(pool, "time.sleep(0.5)", "time.sleep(0.5)") == [Outcome("0"), Outcome("1")]


def test_a_worker_that_died_in_its_sleep_costs_no_source(pool: Pool) -> None:
    gave(pool, "pass")
    (worker,) = pool._all
    worker._process.kill()
    worker._process.wait()
    assert gave(pool, "pass") == [Outcome("0")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ["worker", "killed", "memory", "failed", "too-long"])
def test_every_ending_has_words(language: str, reason: str) -> None:
    before = spoken()
    speak(language)
    said = input_words(InputError("a.txt", reason, "9"))
    speak(before)
    assert said.startswith("a.txt: ") and "input." not in said and "\n" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    """Killed with kill -9 while its workers are at work that never ends."""
    say = f"open({str(tmp_path)!r} + '/' + str(os.getpid()), 'w').close()\nwhile True: pass"
    program = (
        "import os, sys\n"
        "from hospital_tui.ingest.pool import Pool\nfrom hospital_tui.ingest.frames import Task\n"
        f"pool = Pool(2)\npool._command = [sys.executable, '-c', {DOINGS!r}, str(os.getpid())]\n"
        f"say = {say!r}\n"
        "list(pool.outcomes(Task('a', 'a', say.encode()) for _ in range(2)))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program]) as parent:
        while len(children := list(tmp_path.iterdir())) < 2:
            assert parent.poll() is None
            time.sleep(0.01)
        parent.kill()
    limit = time.monotonic() + 600
    while any(alive(int(child.name)) for child in children):
        assert time.monotonic() < limit
        time.sleep(0.01)


def alive(process: int) -> bool:
    """Whether a process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_a_command_with_its_code_and_one_line(number: signal.Signals, code: int) -> None:
    """While it waits for standard input."""
    with subprocess.Popen(
        [sys.executable, "-m", "hospital_tui", "parse", "-", "--encoding", "utf-8", "--lang", "en"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b"x" * (1 << 20))  # more than a pipe holds: when it is taken, somebody is reading
        process.stdin.flush()
        process.send_signal(number)
        assert process.wait(timeout=600) == code
        assert process.stderr.read().decode().strip() == "hospital-tui: stopped"
