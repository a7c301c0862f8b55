"""The process that parses sources for `add`: a task in, an outcome out, until the pipe ends.

Run as `python -m hospital_tui.ingest.worker PARENT [--no-vocabulary]`, PARENT being the process that waits for it; a
source that brings it down takes no other with it, and it does not outlive the one that waits.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from hospital_tui import patterns
from hospital_tui.homes import default_cache
from hospital_tui.ingest.frames import TASKS, Fault, Outcome, Task, receive, send
from hospital_tui.languages import of_command_line
from hospital_tui.speech import speak

_MEMORY = 4 << 30
"""Bytes of address space that a worker may take, where the system holds it to that; no sound source needs a quarter."""
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG (Linux, prctl(2))."""


def main() -> None:
    """Serve tasks from standard input to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for `add`, which closes the pipe
    _end_with(int(sys.argv[1]))
    _bound_memory()
    gc.set_threshold(100_000)  # articles are trees: nothing to collect while one is made
    speak(of_command_line(sys.argv[2:], os.environ))
    outcomes = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not fall between the frames
    vocabulary = "--no-vocabulary" not in sys.argv
    written = patterns.keep(default_cache())
    for frame in iter(_listening(sys.stdin.buffer).get, None):
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


def _end_with(parent: int) -> None:
    """On Linux: be killed when the parent dies, even in the middle of work that lets no thread run."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it was asked for
            os._exit(0)


def _bound_memory() -> None:
    """One source that unfolds without end fails alone, and not the machine."""
    if sys.platform != "win32" and sys.maxsize > 1 << 32:
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _listening(tasks: IO[bytes]) -> "SimpleQueue[bytes]":
    """Frames as they come, read by a thread of its own: where the pipe ends nobody waits any more, whatever is at work."""
    frames = SimpleQueue[bytes]()

    def listen() -> None:
        while (frame := receive(tasks)) is not None:
            frames.put(frame)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return frames


def _answer(outcomes: IO[bytes], task: Task, vocabulary: bool) -> None:
    """Send what the task gave, or why it gave nothing. Raises BrokenPipeError."""
    try:
        send(outcomes, outcome(task, vocabulary=vocabulary))
    except BrokenPipeError:
        raise
    except MemoryError:
        send(outcomes, Outcome(task.shown, fault=Fault(task.shown, "memory", f"{_MEMORY >> 30}")))
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {str(error)[:200]} ({Path(place.filename).name}:{place.lineno})"
        send(outcomes, Outcome(task.shown, fault=Fault(task.shown, "failed", said)))


def outcome(task: Task, *, vocabulary: bool) -> Outcome:
    """Parse one source."""
    from hospital_tui.ingest.sources import parse_source, reading_warnings, unread_warnings
    from hospital_tui.ingest.words import words
    from hospital_tui.parsing.inputs import InputError, interpret

    try:
        source = interpret(task.data, task.file, shown=task.shown, encoding=task.encoding)
    except InputError as error:
        return Outcome(task.shown, fault=Fault(error.file, error.reason, error.detail))
    articles = parse_source(source, task.link, task.fetched)
    if not articles:
        return Outcome(task.shown, fault=Fault(task.shown, "blank", ""))
    return Outcome(
        task.shown,
        source.sha256,
        articles,
        source.text if source.extracted else None,
        words(articles) if vocabulary else {},
        (*reading_warnings(task.shown, source), *unread_warnings(task.shown, articles)),
    )


if __name__ == "__main__":
    main()
