"""What checks, copies and families cost in a library of N made articles, and in one half as large.

    python tests/benchmarks/checks.py 10000 /tmp/checks

Each line: what it is, the time in the half library, in the whole one, and how many times that is. Below it whether checks
take less than ten full counts of figures by metric, whether one new article is in within a second, and the longest time
for which the screen's thread would have had to wait while another thread checks.
"""

import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hospital_tui.library import Addition, Library
from hospital_tui.library.store import derived
from library import new_article
from make_library import make

_FRAME = 0.25
"""Seconds that no frame may take."""
_TRIES = 60


def timed(job: Callable[[], object]) -> float:
    """Seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def longest_wait(job: Callable[[], object]) -> float:
    """The longest time (s) that this thread was kept from running while another does a job."""
    worker = threading.Thread(target=job)
    worker.start()
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0.005)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


def measure(count: int, folder: Path) -> dict[str, float]:
    """Seconds by what was done, in a library of so many articles."""
    home = folder / f"home-{count}"
    if not home.exists():
        make(count, home)
    os.environ["HOSPITAL_TUI_CACHE"] = str(folder / f"cache-{count}")
    folding, fold = [0.0], derived._copies

    def watched(*arguments: object) -> None:
        start = time.perf_counter()
        fold(*arguments)  # type: ignore[arg-type]
        folding[0] += time.perf_counter() - start

    derived._copies = watched  # type: ignore[assignment]
    library = Library.open(home)
    found = {"folding all": folding[0]}
    library.findings()
    found["findings"] = min(timed(library.findings) for _ in range(3))
    found["count by metric"] = min(timed(library.metrics) for _ in range(3))
    rows = [row for row in library.figures(library.query("有:数据")) if row.figure.metric][
        :: max(1, count // 40)
    ]
    times = sorted(timed(lambda row=row: library.family(row)) for row in rows[:_TRIES])  # type: ignore[misc]
    found |= {"family, median": statistics.median(times), "family, longest": times[-1]}
    one_more = Addition(articles=(new_article(library, count + 1),), data=b"")
    found["one more article"] = timed(lambda: library.add_articles([one_more], ["骨科"]))
    library.remove(one_more.articles[0].id)
    found["longest wait"] = longest_wait(library.findings)
    print(f"{count:,} articles: {len(library.findings()):,} findings, {library.totals().figures:,} figures")
    library.close()
    return found


def main() -> None:
    """The command line."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    half, whole = measure(count // 2, folder), measure(count, folder)
    for name, value in whole.items():
        times = value / half[name] if half[name] else 0.0
        print(f"{name:<18} {half[name] * 1000:>10,.1f} ms {value * 1000:>10,.1f} ms   ×{times:.2f}")
    print(f"checks / counts     {whole['findings'] / whole['count by metric']:.1f} of 10")
    print(f"one more article    {whole['one more article']:.2f} s of 1")
    print(f"longest wait        {whole['longest wait'] * 1000:.0f} ms of {_FRAME * 1000:.0f}")


if __name__ == "__main__":
    main()
