"""Parsing on several cores: worker processes, fed and read in order, with a bounded number of sources under way.

Nothing is waited for without end: a worker that takes too long for its source is ended, and one that died says why. What
counts is the time that it worked: a busy machine, which gives it little, costs no source.
"""

import contextlib
import itertools
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO

import msgspec

from hospital_tui.faults import fault
from hospital_tui.formats import by_ending, by_first_bytes
from hospital_tui.ingest.frames import OUTCOMES, Fault, Outcome, Task
from hospital_tui.pipes import receive, send

_AHEAD = 8
"""Sources under way per worker: enough that none waits, few enough that memory stays small."""
_LAST_WORDS = 4096
"""Bytes of a dead worker's standard error that are looked at."""
_WAITING = 20
"""So many times as long as it may work a worker may take in all: what waits for something that never comes works little."""
_RECOGNISED = 3 << 30
"""Bytes of memory for each source that may have to be recognised from pictures: a page takes a third of it."""
_FAREWELL = 5.0
"""Seconds that a worker whose pipe has ended may take to end as well."""


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def at_once() -> int:
    """How many sources this machine's memory lets be recognised at a time."""
    if sys.platform != "win32":
        with contextlib.suppress(ValueError, OSError):
            return max(1, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _RECOGNISED)
    return 2


def patience(size: int) -> float:
    """Seconds of a core's time that a source of so many bytes may take: some seven times what the slowest text known takes."""
    return 30 + size * 3e-4


def _beyond(task: Task) -> float:
    """What more a source of its form may take: another program may be asked."""
    form = by_ending(task.file)
    return form.seconds if form is not None else 0.0


class Pool:
    """Worker processes; use as a context manager, which ends them."""

    def __init__(
        self,
        jobs: int,
        options: Iterable[str] = (),
        *,
        allowed: Callable[[int], float] = patience,
        tell: Callable[[Outcome], None] = lambda _: None,
    ) -> None:
        """allowed: bytes of a source to the seconds that it, or a page of it, may take; tell: of a page done with."""
        self.jobs = jobs
        self._tell = tell
        self._room = threading.BoundedSemaphore(at_once())
        self._command = [sys.executable, "-m", "hospital_tui.ingest.worker", str(os.getpid()), *options]
        self._allowed = allowed
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: list[_Worker] = []
        self._hiring = threading.Lock()
        self._closed = False
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._hiring:
            self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._all):
            worker.kill()

    def outcomes(self, tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """What each source gave, in the order of the tasks; an outcome among the tasks stands for itself."""
        under_way: deque[Future[Outcome]] = deque()
        waiting = iter(tasks)
        for task in itertools.islice(waiting, self.jobs * _AHEAD):
            under_way.append(self._submit(task))
        while under_way:
            yield under_way.popleft().result()
            for task in itertools.islice(waiting, 1):
                under_way.append(self._submit(task))

    def _submit(self, task: Task | Outcome) -> Future[Outcome]:
        if isinstance(task, Task):
            form = by_first_bytes(task.data)
            parse = self._parse_in_turn if form is not None and form.name in ("image", "pdf") else self._parse
            return self._threads.submit(parse, task)
        known: Future[Outcome] = Future()
        known.set_result(task)
        return known

    def _parse_in_turn(self, task: Task) -> Outcome:
        """The same of what may have to be recognised, as many at a time as there is room for."""
        with self._room:
            return self._parse(task)

    def _parse(self, task: Task) -> Outcome:
        """Have a worker parse the task; a worker that dies of it is replaced, and the source has failed."""
        for last in (False, True):
            try:
                worker = self._worker()
            except OSError as error:
                return Outcome(task.shown, fault=Fault(task.shown, "failed", fault(error)))
            try:
                found = worker.parse(task, self._allowed(len(task.data)) + _beyond(task), self._tell)
            except ValueError as error:  # what cannot be told to a worker costs this source
                self._idle.put(worker)
                return Outcome(task.shown, fault=Fault(task.shown, "failed", fault(error)))
            except OSError:  # it was dead before it heard of the task, which is not to blame for that once
                found = None
                if not last:
                    self._dismiss(worker)
                    continue
            if found is not None:
                self._idle.put(worker)
                return found
            break
        reason, detail = worker.ending()
        self._dismiss(worker)
        return Outcome(task.shown, fault=Fault(task.shown, reason, detail))

    def _worker(self) -> "_Worker":
        """One that waits for work, else a new one. Raises OSError."""
        with contextlib.suppress(queue.Empty):
            return self._idle.get_nowait()
        with self._hiring:
            if self._closed:
                raise BrokenPipeError
            worker = _Worker(self._command)
            self._all.append(worker)
        return worker

    def _dismiss(self, worker: "_Worker") -> None:
        worker.kill()
        self._all.remove(worker)


class _Worker:
    """One worker process."""

    def __init__(self, command: list[str]) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `kill`)
        self._overdue = False
        self._seconds = 0.0
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            start_new_session=True,  # Ctrl+C reaches `add` alone
        )

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        out, back = self._process.stdin, self._process.stdout
        assert out is not None and back is not None  # both were asked for
        return out, back

    def parse(self, task: Task, allowed: float, tell: Callable[[Outcome], None]) -> Outcome | None:
        """What the task gave; None when the process died of it, or worked for more seconds than it may.

        Raises OSError where the process was dead before.
        """
        out, back = self._pipes
        self._seconds = allowed
        try:
            send(out, msgspec.structs.replace(task, seconds=allowed))
            while (found := self._outcome(back)) is not None and found.page is not None:
                tell(found)
            return found
        except (msgspec.DecodeError, MemoryError):
            return None

    def _outcome(self, back: IO[bytes]) -> Outcome | None:
        """What the process says next: what the task gave, or that a page of it is done with."""
        watch = threading.Timer(self._seconds * _WAITING, self._give_up)
        watch.start()
        try:
            frame = receive(back)
            return None if frame is None else OUTCOMES.decode(frame)
        finally:
            watch.cancel()

    def _give_up(self) -> None:
        self._overdue = True
        self._process.kill()

    def kill(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.wait()
        for pipe in (*self._pipes, self._said):
            with contextlib.suppress(OSError):
                pipe.close()

    def ending(self) -> tuple[str, str]:
        """Why the process ended: the reason of a `Fault`, and its detail."""
        try:
            code = self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            return "worker", "?"
        if self._overdue or code == -getattr(signal, "SIGPROF", 0):
            return "too-long", f"{self._seconds:.0f}"
        if code == -getattr(signal, "SIGKILL", 0):
            return "killed", ""
        ended = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return "worker", ": ".join(filter(None, (ended, self._last_words())))

    def _last_words(self) -> str:
        """The last line that the process wrote to standard error."""
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - _LAST_WORDS))
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
