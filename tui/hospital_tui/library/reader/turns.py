"""Programs on one home take turns: nobody opens, mends or writes the reader's file while another program is at it.

SQLite's own lock is on the file, and goes with it where a damaged one is moved aside; this one is on the folder.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_PATIENCE = 10.0
"""Seconds after which a program that does not come to an end (it may have been stopped) is not waited for any more."""
_EVERY = 0.002

_mine = threading.local()
"""The folders that this thread has the turn in."""


@contextlib.contextmanager
def turn(folder: Path) -> Iterator[None]:
    """The turn in a folder, also within itself; where no lock is to be had there, SQLite's is the only one."""
    held: set[Path] = _mine.__dict__.setdefault("held", set())
    if folder in held:
        yield
        return
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # no such folder
            _lock(folder, stack)
        held.add(folder)
        try:
            yield
        finally:
            held.discard(folder)


def _lock(folder: Path, stack: contextlib.ExitStack) -> None:
    """Lock a folder until the stack is left, where the system knows how. Raises OSError."""
    if sys.platform == "win32":
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, handle)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return
            time.sleep(_EVERY)
        else:
            return
