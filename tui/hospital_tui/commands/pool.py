"""Parsing on several cores: worker processes, fed and read in order, with a bounded number of sources under way."""

import contextlib
import itertools
import os
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO

from hospital_tui.commands.frames import OUTCOMES, Fault, Outcome, Task, receive, send

_AHEAD = 8
"""Sources under way per worker: enough that none waits, few enough that memory stays small."""


def cores() -> int:
    """How many cores this process may use."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Worker processes; use as a context manager, which ends them."""

    def __init__(self, jobs: int, options: Iterable[str] = ()) -> None:
        self.jobs = jobs
        self._command = [sys.executable, "-m", "hospital_tui.commands.worker", *options]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: list[_Worker] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
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
            return self._threads.submit(self._parse, task)
        known: Future[Outcome] = Future()
        known.set_result(task)
        return known

    def _parse(self, task: Task) -> Outcome:
        """Have a worker parse the task; a worker that dies of it is replaced, and the source has failed."""
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = _Worker(self._command)
            self._all.append(worker)
        found = worker.parse(task)
        if found is None:
            worker.kill()
            self._all.remove(worker)
            return Outcome(task.shown, fault=Fault(task.shown, "worker", worker.ending()))
        self._idle.put(worker)
        return found


class _Worker:
    """One worker process."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C reaches `add` alone
        )

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        out, back = self._process.stdin, self._process.stdout
        assert out is not None and back is not None  # both were asked for
        return out, back

    def parse(self, task: Task) -> Outcome | None:
        """What the task gave; None when the process died of it."""
        out, back = self._pipes
        try:
            send(out, task)
        except OSError:
            return None
        frame = receive(back)
        return None if frame is None else OUTCOMES.decode(frame)

    def kill(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes:
            with contextlib.suppress(OSError):
                pipe.close()

    def ending(self) -> str:
        """How the process ended, for a message."""
        return f"exit {self._process.returncode}"
