"""What the app costs as its library grows: one table of the bundled library and of made ones, all measured by turns.

    python tests/benchmarks/app_at_scale.py [1000 10000 100000] [--folder DIR] [--rounds 3]

The libraries are those of `library.py --folder DIR --keep`; those that are missing are made. The app runs in a
pseudo-terminal of 120 × 40 that reads until the screen settles. Medians of the rounds in milliseconds; of a longest wait
the longest of all rounds.

- first results: from the last key of a query to the frame that shows what it finds; settled: to the last byte, when
  everything is counted as well.
- longest wait: keys come 30 times a second, and each is timed to the next byte from the app. A frame that holds up the
  screen, whatever it is for, makes some key wait.
- live refresh: another program has added an article, and the terminal reports that it has the focus again.
"""

import argparse
import os
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from library import new_article
from make_library import make
from start_terminal import Terminal

PROGRAM = (
    sys.executable,
    "-c",
    "import sys; from hospital_tui.app.start import run; sys.exit(run(lang='zh'))",
)
QUERIES = {
    "one character": "医",
    "two characters": "骨科",
    "in every article": "医院",
    "four characters": "医疗质量",
    "two words": "党建 人才",
    "figures": "人>100",
    "hospital, list filtered": "医院:长治",
    "or": "骨科|心内科",
    "or of the commonest": "医院|患者",
    "label": "所指:床位",
    "metric": "指标:开放床位",
    "metric and value": "床位>1000",
}
UP, DOWN, PAGE_DOWN, HOME, END = b"\x1b[A", b"\x1b[B", b"\x1b[6~", b"\x1b[H", b"\x1b[F"
LIST = {"End": END, "↑": UP, "PgUp": b"\x1b[5~", "Home": HOME}
ESCAPE, BACKSPACE, BLUR, FOCUS = b"\x1b", b"\x7f", b"\x1b[O", b"\x1b[I"
PAUSE = 1 / 30
FLAT = 1.5
"""A cost that is more than so many times as high in the largest library as in the smallest grows."""


class Session:
    """The app on one library."""

    def __init__(self, home: Path, cache: Path, *, small: bool = False) -> None:
        self.home = home
        self.small = small
        """The list is no longer than the screen."""
        self.env = {**os.environ, "HOSPITAL_TUI_HOME": str(home), "HOSPITAL_TUI_CACHE": str(cache)}
        self.env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.found: dict[str, float] = {}

    def run(self) -> dict[str, float]:
        """Everything that is measured of one start."""
        for kept in self.home.glob("reader.db*"):
            kept.unlink()  # every round begins at the first article
        terminal = Terminal(PROGRAM, env=self.env)
        try:
            begun = terminal.settle(quiet=0.02, until="医疗质量".encode(), most=60)
            self.found["first full screen"] = (begun - terminal.started) * 1e3
            terminal.settle(quiet=0.8)
            self._walk(terminal)
            self._filter(terminal)
            self._refresh(terminal)
            self.found["memory, MB"] = terminal.memory()
        finally:
            terminal.close()
        return self.found

    def _walk(self, terminal: Terminal) -> None:
        """Through the list of hospitals."""
        terminal.key(b"1")
        for name, key in LIST.items():
            if key == HOME:
                terminal.key(END, quiet=0.2)
            self.found[f"list: {name}"] = terminal.key(key, quiet=0.2)[0] * 1e3
        through = ([DOWN] * 5 + [UP] * 5) * 5 if self.small else [DOWN] * 45 + [PAGE_DOWN] * 45
        self.found["longest wait: list scrolls"] = max(hold(terminal, through)) * 1e3
        terminal.settle(quiet=0.3)

    def _filter(self, terminal: Terminal) -> None:
        """Queries letter by letter, and then in a hurry."""
        for name, query in QUERIES.items():
            terminal.key(b"/", quiet=0.3)
            for character in query[:-1]:
                terminal.key(character.encode(), quiet=0.4)
            first, settled = answer(terminal, query)
            self.found[f"{name}: first results"] = first * 1e3
            self.found[f"{name}: settled"] = settled * 1e3
            terminal.key(ESCAPE, quiet=0.4)
            terminal.key(ESCAPE, quiet=0.4)
        terminal.key(b"/", quiet=0.3)
        typed = [
            key
            for query in QUERIES.values()
            for key in [*(letter.encode() for letter in query), *[BACKSPACE] * len(query)]
        ]
        self.found["longest wait: list filters"] = max(hold(terminal, typed)) * 1e3
        terminal.settle(quiet=0.6)
        terminal.key(ESCAPE, quiet=0.4)

    def _refresh(self, terminal: Terminal) -> None:
        """An article comes, and goes again."""
        terminal.key(b"1", quiet=0.3)
        terminal.key(BLUR, quiet=0.3)
        count = int(change(self.env, "add"))
        begun = time.perf_counter()
        os.write(terminal.screen, FOCUS)
        waits = hold(terminal, [UP, DOWN] * 30, until=f"医院 {count}".encode())
        self.found["live refresh: shown"] = (time.perf_counter() - begun - sum(waits[-1:])) * 1e3
        self.found["longest wait: live refresh"] = max(waits) * 1e3
        terminal.settle(quiet=0.3)
        change(self.env, "remove")


def answer(terminal: Terminal, query: str) -> tuple[float, float]:
    """Type the last letter of a query; seconds to the frame with the answer, and to the last, when all is counted."""
    start, begun = len(terminal.sent), time.perf_counter()
    os.write(terminal.screen, query[-1].encode())
    # The status line repeats the query, and after it says the place among the matches: 3/>500, then 3/1234.
    first, last = (
        shown(terminal, start, re.compile(re.escape(query).encode() + tail)) - begun
        for tail in (rb"  [^/]{1,9}/", rb"  [^/]{1,9}/\d")
    )
    return first, max(first, last, terminal.settle(quiet=0.3) - begun)


def shown(terminal: Terminal, start: int, words: re.Pattern[bytes]) -> float:
    """When words came that were sent after the first `start` bytes; 15 seconds later where they never come."""
    at = time.perf_counter()
    give_up = at + 15
    while not words.search(terminal.sent[start:]) and time.perf_counter() < give_up:
        at = read(terminal, 0.05) or at
    return at if time.perf_counter() < give_up else give_up


def hold(terminal: Terminal, keys: Iterable[bytes], until: bytes = b"") -> list[float]:
    """Send keys 30 times a second; seconds from each to the next byte. Stops early, after `until` was seen."""
    waits = []
    start = len(terminal.sent)
    for key in keys:
        sent = time.perf_counter()
        os.write(terminal.screen, key)
        first = 0.0
        while not first or time.perf_counter() - sent < PAUSE:
            at = read(terminal, PAUSE - (time.perf_counter() - sent) if first else 2.0)
            first = first or at or time.perf_counter()
        waits.append(first - sent)
        if until and until in terminal.sent[start:]:
            break
    return waits


def read(terminal: Terminal, wait: float) -> float:
    """Take what comes within so many seconds; when it came, or 0."""
    if not select.select([terminal.screen], [], [], max(0.0, wait))[0]:
        return 0.0
    terminal.sent += os.read(terminal.screen, 1 << 16)
    return time.perf_counter()


def change(env: dict[str, str], what: str) -> str:
    """Add the article that the library does not hold, or remove it, in another process; what that prints."""
    command = [sys.executable, __file__, "--change", what]
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def compile_library(home: Path, cache: Path) -> None:
    """Compile what is not compiled yet."""
    env = {**os.environ, "HOSPITAL_TUI_HOME": str(home), "HOSPITAL_TUI_CACHE": str(cache)}
    command = [sys.executable, "-c", "from hospital_tui.library import Library; Library.open().close()"]
    subprocess.run(command, env=env, check=True)


def add() -> None:
    """Add an article; print how many there are then."""
    from hospital_tui.library import Addition, Library

    with Library.open() as library:
        library.add_articles([Addition(articles=(new_article(library, 1),), data=b"")], ["骨科"])
        print(library.totals().articles)


def remove() -> None:
    """Take the article out again."""
    from hospital_tui.library import Library

    with Library.open() as library:
        library.remove(new_article(library, 1).id)


def table(columns: dict[str, dict[str, list[float]]]) -> None:
    """Print the medians, and what grows."""
    print(f"{'':34}" + "".join(f"{name:>10}" for name in columns) + "   growth")
    bundled = next(iter(columns.values()))
    for row in bundled:
        middle = max if row.startswith("longest") else statistics.median
        values = [middle(runs[row]) for runs in columns.values()]
        print(f"{row:34}" + "".join(f"{value:10.1f}" for value in values) + "   " + growth(values[1:]))
        if row == "first full screen":
            print(f"{'  beside the bundled library':34}" + "".join(f"{v / values[0]:9.2f}×" for v in values))
        if row == "memory, MB":
            print(f"{'  above the bundled library':34}" + "".join(f"{v - values[0]:10.1f}" for v in values))


def growth(values: list[float]) -> str:
    """How a cost changes from the smallest made library to the largest."""
    if len(values) < 2 or not values[0]:
        return ""
    times = values[-1] / values[0]
    return f"×{times:.1f}" + (" grows" if times > FLAT else "")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where the made libraries are, or are to be kept")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--change", choices=["add", "remove"], help=argparse.SUPPRESS)
    told: Any = parser.parse_args()
    if told.change:
        {"add": add, "remove": remove}[told.change]()
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.folder or Path(scratch)
        places = {"bundled": (Path(scratch, "home"), Path(scratch, "cache"))}
        for count in told.counts:
            places[f"{count:,}"] = (folder / f"home-{count}", folder / f"cache-{count}")
            if not places[f"{count:,}"][0].exists():
                make(count, places[f"{count:,}"][0])
            compile_library(*places[f"{count:,}"])
        measured: dict[str, defaultdict[str, list[float]]] = {name: defaultdict(list) for name in places}
        for number in range(told.rounds + 1):
            for name, place in places.items():
                for row, value in Session(*place, small=name == "bundled").run().items():
                    if number:  # the first round compiles and fills the disk's cache
                        measured[name][row].append(value)
    print(f"medians of {told.rounds} rounds, ms")
    table(measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
