"""Parsing in the process that adds, in place of worker processes, each of which takes a second to begin.

What they say to each other goes through the same frames. Workers themselves are tested in tests/ingest, and by `add` in processes
of its own; `hospital_tui.ingest.pool.Pool` itself stays as it is.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from types import TracebackType

from hospital_tui.ingest.frames import OUTCOMES, TASKS, Outcome, Task, receive, send
from hospital_tui.ingest.worker import outcome


def _sent(said: Task | Outcome) -> bytes:
    """What of a frame arrives at the other side."""
    pipe = BytesIO()
    send(pipe, said)
    pipe.seek(0)
    frame = receive(pipe)
    assert frame is not None
    return frame


class Near:
    """Stands for a pool of workers."""

    def __init__(self, jobs: int, options: Iterable[str] = (), **_: object) -> None:
        self._vocabulary = "--no-vocabulary" not in options

    def __enter__(self) -> "Near":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def outcomes(self, tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """What each source gave, in the order of the tasks."""
        for task in tasks:
            if isinstance(task, Task):
                task = TASKS.decode(_sent(task))
                yield OUTCOMES.decode(_sent(outcome(task, vocabulary=self._vocabulary)))
            else:
                yield task
