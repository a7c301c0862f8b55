"""What a worker of a cluster does: a block of tasks in, their outcomes out.

Each source is parsed by a process beside the cluster's worker (`ingest.pool`), so that one which hangs, fills the memory or
brings the process down costs itself alone, as on one machine.
"""

import threading

from hospital_tui import __version__
from hospital_tui.ingest.frames import Outcome, Task
from hospital_tui.ingest.pool import Pool
from hospital_tui.packing import Unpacker, packed

BLOCK_TASKS = Unpacker(list[Task])
BLOCK_OUTCOMES = Unpacker(list[Outcome])


class _Mine(threading.local):
    """The pools of a thread in which the cluster's worker runs what it is given; they end with the worker."""

    def __init__(self) -> None:
        self.pools: dict[tuple[str, ...], Pool] = {}


_MINE = _Mine()


def parse_block(tasks: bytes, flags: list[str]) -> tuple[str, bytes]:
    """The version of the program here, and what each task gave, in order."""
    key = tuple(flags)
    if key not in _MINE.pools:
        _MINE.pools[key] = Pool(1, flags)
    return __version__, packed(list(_MINE.pools[key].outcomes(BLOCK_TASKS.decode(tasks))))
