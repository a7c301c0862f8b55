"""Who parses the blocks: worker processes on this machine, or a dask cluster."""

import contextlib
import logging
import queue
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from hospital_tui import __version__
from hospital_tui.ingest.frames import Fault, Outcome, Task
from hospital_tui.ingest.pool import Pool
from hospital_tui.ingest.shards.blocks import Block
from hospital_tui.ingest.shards.remote import BLOCK_OUTCOMES, parse_block
from hospital_tui.library.export import MissingLibraryError
from hospital_tui.packing import packed

Engine = Callable[[Iterable[Block]], Iterator[tuple[Block, list[Outcome]]]]
"""Blocks to what their sources gave, as they are ready; blocks are asked for as there is room."""

_PROCESSES = "processes"
_ADDRESS = re.compile(r"dask://((?:\[[\w:.%]+\]|[^\s/:\[\]]+):\d{1,5})/?")
_REACHED = 10
"""Seconds for a scheduler to answer."""
_MANNED = 60
"""Seconds for a cluster to have its first worker."""
_LOOK = 1.0
"""Seconds between two looks at whether the scheduler is still there."""
_AHEAD = 2
"""Blocks under way for each thread of the cluster."""


class ClusterError(Exception):
    """The cluster cannot do the work, or no longer: a key of the catalogue and what fills it."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key, self.params = key, params


def engine_named(name: str, jobs: int, flags: list[str]) -> Engine:
    """The engine of `processes` or `dask://HOST:PORT`. Raises ClusterError where the name is none."""
    if name == _PROCESSES:
        return lambda blocks: _by_processes(blocks, jobs, flags)
    if (address := _ADDRESS.fullmatch(name)) is not None:
        return lambda blocks: _by_dask(blocks, address[1], flags)
    raise ClusterError("cluster.engine", name=name)


def _by_processes(
    blocks: Iterable[Block], jobs: int, flags: list[str]
) -> Iterator[tuple[Block, list[Outcome]]]:
    """Sources of all blocks go through the pool one after the other; a block is ready when its last one is."""
    under_way: list[Block] = []

    def tasks() -> Iterator[Task]:
        for block in blocks:
            under_way.append(block)
            yield from (item.task for item in block.items)

    with Pool(jobs, flags) as pool:
        outcomes = pool.outcomes(tasks())
        for first in outcomes:
            block = under_way.pop(0)
            yield block, [first, *islice(outcomes, len(block.items) - 1)]


def _by_dask(
    blocks: Iterable[Block], address: str, flags: list[str]
) -> Iterator[tuple[Block, list[Outcome]]]:
    """Blocks on a dask cluster, a few under way for each of its threads.

    A worker that dies gives its blocks back to the scheduler. Raises ClusterError, MissingLibraryError.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingLibraryError("cluster", "distributed") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is said in our words
    try:
        connect: Any = distributed.Client
        client = connect(f"tcp://{address}", timeout=_REACHED, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError("cluster.unreachable", address=address) from error
    try:
        yield from _Cluster(client, address, flags).outcomes(iter(blocks))
    finally:
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be taken leave of
            client.close(timeout=2)


class _Cluster:
    """Work given to one cluster."""

    def __init__(self, client: Any, address: str, flags: list[str]) -> None:
        self._client, self._address, self._flags = client, address, flags
        self._ready: queue.SimpleQueue[Block] = queue.SimpleQueue()
        self._under_way: dict[str, tuple[Block, Any]] = {}

    def outcomes(self, blocks: Iterator[Block]) -> Iterator[tuple[Block, list[Outcome]]]:
        """What each block gave, as it is ready. Raises ClusterError."""
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=_MANNED)
        if not (threads := sum(self._client.nthreads().values())):
            raise ClusterError("cluster.no-workers", address=self._address)
        for block in islice(blocks, threads * _AHEAD):
            self._give(block)
        while self._under_way:
            block = self._next()
            yield block, self._result(block)
            for following in islice(blocks, 1):
                self._give(following)

    def _give(self, block: Block) -> None:
        tasks = packed([item.task for item in block.items])
        future = self._client.submit(
            parse_block, tasks, self._flags, key=f"hospital-{block.name}", pure=False
        )
        self._under_way[block.name] = (block, future)
        future.add_done_callback(lambda _: self._ready.put(block))

    def _next(self) -> Block:
        """The next block that is ready. Raises ClusterError where the scheduler is gone, or all workers are and none comes."""
        unmanned = 0.0
        while True:
            with contextlib.suppress(queue.Empty):
                return self._ready.get(timeout=_LOOK)
            if self._client.status != "running":
                raise ClusterError("cluster.lost", address=self._address)
            with contextlib.suppress(OSError, TimeoutError):
                unmanned = 0.0 if self._client.nthreads() else unmanned + _LOOK
            if unmanned >= _MANNED:
                raise ClusterError("cluster.no-workers", address=self._address)

    def _result(self, block: Block) -> list[Outcome]:
        """What the block gave. Raises ClusterError."""
        _, future = self._under_way.pop(block.name)
        try:
            version, outcomes = future.result(timeout=_REACHED * 6)
        except ImportError as error:
            raise ClusterError("cluster.no-program", address=self._address, reason=error) from error
        except (
            Exception
        ) as error:  # whatever became of the block: killed with every worker it was given to, or lost
            if type(error).__name__ == "KilledWorker":
                return [_killed(item.task.shown) for item in block.items]
            if self._client.status != "running" or future.cancelled():
                raise ClusterError("cluster.lost", address=self._address) from error
            raise ClusterError("cluster.failed", address=self._address, reason=error) from error
        if version != __version__:
            raise ClusterError("cluster.version", address=self._address, there=version, here=__version__)
        return BLOCK_OUTCOMES.decode(outcomes)


def _killed(shown: str) -> Outcome:
    """A source whose block ended every worker that took it up."""
    return Outcome(shown, fault=Fault(shown, "killed", ""))
