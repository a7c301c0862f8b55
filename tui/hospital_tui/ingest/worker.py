"""The process that parses sources for `add`: a task in, an outcome out, until the pipe ends.

Run as `python -m hospital_tui.ingest.worker PARENT [--no-vocabulary]`, PARENT being the process that waits for it; a
source that brings it down takes no other with it, and it does not outlive the one that waits.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO

from hospital_tui import patterns
from hospital_tui.homes import default_cache
from hospital_tui.ingest.frames import TASKS, Fault, Outcome, Task
from hospital_tui.languages import of_command_line
from hospital_tui.pipes import listening, send, serving
from hospital_tui.speech import speak

_MEMORY = 4 << 30
"""Bytes of address space that a worker may take, where the system holds it to that; no sound source needs a quarter."""


def main() -> None:
    """Serve tasks from standard input to standard output."""
    outcomes = serving(int(sys.argv[1]), _MEMORY)
    gc.set_threshold(100_000)  # articles are trees: nothing to collect while one is made
    speak(of_command_line(sys.argv[2:], os.environ))
    vocabulary = "--no-vocabulary" not in sys.argv
    written = patterns.keep(default_cache)
    for frame in iter(listening(sys.stdin.buffer).get, None):
        task = TASKS.decode(frame)
        try:
            _limit(task.seconds)
            _answer(outcomes, task, vocabulary)
            _limit(0.0)
            written()
        except BrokenPipeError:
            os._exit(0)


def _limit(seconds: float) -> None:
    """End the process by SIGPROF once it has worked so long, wherever it is: of a core's time, which no busy machine takes away."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _answer(outcomes: IO[bytes], task: Task, vocabulary: bool) -> None:
    """Send what the task gave, or why it gave nothing. Raises BrokenPipeError."""

    def tell(page: int, pages: int) -> None:
        send(outcomes, Outcome(task.shown, page=(page, pages)))

    try:
        send(outcomes, outcome(task, vocabulary=vocabulary, tell=tell))
    except BrokenPipeError:
        raise
    except MemoryError:
        send(outcomes, Outcome(task.shown, fault=Fault(task.shown, "memory", f"{_MEMORY >> 30}")))
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {str(error)[:200]} ({Path(place.filename).name}:{place.lineno})"
        send(outcomes, Outcome(task.shown, fault=Fault(task.shown, "failed", said)))


def outcome(task: Task, *, vocabulary: bool, tell: Callable[[int, int], None]) -> Outcome:
    """Parse one source; `tell`: page done with, and of how many, where that takes long."""
    from hospital_tui.ingest.sources import parse_source, pictures_of, reading_warnings, unread_warnings
    from hospital_tui.ingest.words import words
    from hospital_tui.parsing.inputs import InputError, interpret

    try:
        source = interpret(task.data, task.file, shown=task.shown, encoding=task.encoding, tell=tell)
    except InputError as error:
        return Outcome(task.shown, fault=Fault(error.file, error.reason, error.detail))
    articles = parse_source(source, task.link, task.fetched)
    if not articles:
        return Outcome(task.shown, fault=Fault(task.shown, "blank", ""))
    return Outcome(
        task.shown,
        source.sha256,
        articles,
        source.text if source.reading.extracted else None,
        words(articles) if vocabulary else {},
        (*reading_warnings(task.shown, source), *unread_warnings(task.shown, articles)),
        pictures=pictures_of(source, articles),
    )


if __name__ == "__main__":
    main()
