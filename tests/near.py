"""Parsing in the process that adds, in place of worker processes, each of which takes a second to begin.

What they say to each other goes through the same frames. Workers themselves are tested in tests/ingest, and by `add` in processes
of its own; `hospital_tui.ingest.pool.Pool` itself stays as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from types import TracebackType

from hospital_tui.ingest.frames import OUTCOMES, TASKS, Outcome, Task
from hospital_tui.ingest.worker import outcome
from hospital_tui.pipes import receive, send


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

    def __init__(
        self, jobs: int, options: Iterable[str] = (), *, tell: Callable[[Outcome], None], **_: object
    ) -> None:
        self._vocabulary, self._tell = "--no-vocabulary" not in options, tell

    def __enter__(self) -> "Near":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def outcomes(self, tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
        """What each source gave, in the order of the tasks."""
        for task in tasks:
            yield self._read(TASKS.decode(_sent(task))) if isinstance(task, Task) else task

    def _read(self, task: Task) -> Outcome:
        def told(page: int, pages: int) -> None:
            self._tell(Outcome(task.shown, page=(page, pages)))

        return OUTCOMES.decode(_sent(outcome(task, vocabulary=self._vocabulary, tell=told)))
