"""Many made sources parsed on a local dask cluster of two workers beside two processes, in one run; then with a worker killed.

    python tests/benchmarks/cluster.py [2000]

Prints both times and their ratio, whether the shards are the same byte for byte, and the same of a run in which a worker is
killed with -9 in the middle. Needs the extra `cluster`.
"""

import hashlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from distributed import LocalCluster
from hospital_tui.ingest.shards import ShardFolder, blocks_of, engine_named

ROOT = Path(__file__).parents[2]
_SIZE = 100
"""Sources in a shard."""


def fill(out: Path, paths: list[str], engine: str, half_way: Callable[[], None] = lambda: None) -> float:
    """Seconds that parsing all sources into `out` takes."""
    folder = ShardFolder(out)
    began = time.perf_counter()
    blocks = blocks_of(
        paths, folder.done, _SIZE, encoding=None, failed=lambda *said: print("FAILED", said), known=print
    )
    middle = len(paths) // _SIZE // 2
    for number, (block, outcomes) in enumerate(engine_named(engine, 2, ["--lang=en"])(blocks)):
        folder.write(block, outcomes)
        if number == middle:
            half_way()
    return time.perf_counter() - began


def shards(folder: Path) -> dict[str, str]:
    """Every file of a folder of shards, with its digest."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Run all three."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as room:
        texts, here, there, killed = (Path(room) / name for name in ("texts", "here", "there", "killed"))
        make = f"{sys.executable} {ROOT}/tests/benchmarks/make_library.py {count} --home {room}/home --texts {texts}"
        if os.system(f"{make} >/dev/null"):
            raise SystemExit("make_library.py failed")
        paths = sorted(str(path) for path in texts.rglob("*.txt"))
        by_processes = fill(here, paths, "processes")
        with LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, scheduler_port=0
        ) as cluster:
            engine = "dask://" + cluster.scheduler_address.removeprefix("tcp://")
            by_cluster = fill(there, paths, engine)
            whole = shards(here)
            print(
                f"{len(paths):,} sources: 2 processes {by_processes:.1f} s, 2 dask workers {by_cluster:.1f} s",
                end="",
            )
            print(f" = {by_cluster / by_processes:.2f}x; the same shards: {whole == shards(there)}")
            victim = cluster.workers[0].process.process.pid
            seconds = fill(killed, paths, engine, lambda: os.kill(victim, signal.SIGKILL))
            print(f"one worker killed half way: {seconds:.1f} s; the same shards: {whole == shards(killed)}")


if __name__ == "__main__":
    main()
