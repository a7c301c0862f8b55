"""What the app costs on a large library, beside the bundled one alone, in the same run.

    python tests/benchmarks/app_at_scale.py HOME [CACHE] [ROUNDS]

HOME is a library made by `make_library.py`, CACHE its folder of compiled libraries. Both run by turns in a
pseudo-terminal of 120 × 40 that reads until the screen settles; medians are printed.
"""

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from start_terminal import Terminal

PROGRAM = (
    sys.executable,
    "-c",
    "import sys; from hospital_tui.app.start import run; sys.exit(run(lang='zh'))",
)
QUERIES = {
    "two characters": "骨科",
    "four characters": "医疗质量",
    "two words": "党建 人才",
    "figure query": "人>100",
}
LIST = {"list: End": b"\x1b[F", "list: PgUp": b"\x1b[5~", "list: up": b"\x1b[A", "list: Home": b"\x1b[H"}
ESCAPE = b"\x1b"


def one(home: str, cache: str) -> dict[str, float]:
    """Start the app on a library, walk its list, filter; milliseconds, and MB for memory."""
    env = {**os.environ, "HOSPITAL_TUI_HOME": home, "HOSPITAL_TUI_CACHE": cache}
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    for kept in Path(home).glob("reader.db*"):
        kept.unlink()  # every round begins at the first article
    terminal = Terminal(PROGRAM, env=env)
    found: dict[str, float] = {}
    try:
        found["first full screen"] = (
            terminal.settle(quiet=0.02, until="医疗质量".encode()) - terminal.started
        ) * 1e3
        terminal.settle(quiet=0.6)
        terminal.key(b"1")
        for name, key in LIST.items():
            found[name] = terminal.key(key, quiet=0.2)[0] * 1e3
        for name, query in QUERIES.items():
            terminal.key(b"/")
            spent = [terminal.key(character.encode(), quiet=0.3)[0] * 1e3 for character in query]
            found[f"filter, last key: {name}"] = spent[-1]
            terminal.key(ESCAPE, quiet=0.4)
            terminal.key(ESCAPE, quiet=0.4)
        found["memory, MB"] = terminal.memory()
    finally:
        terminal.close()
    return found


def main() -> int:
    """Measure and print."""
    home = sys.argv[1]
    cache = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("HOSPITAL_TUI_CACHE", "")
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    large: defaultdict[str, list[float]] = defaultdict(list)
    small: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for runs, place in ((small, (f"{folder}/home", f"{folder}/cache")), (large, (home, cache))):
                for name, value in one(*place).items():
                    if number:  # the first round compiles and fills the disk's cache
                        runs[name].append(value)
    print(f"medians of {rounds} rounds{'':18} {'bundled':>9} {'large':>9}   ratio")
    for name, values in large.items():
        ours, base = statistics.median(values), statistics.median(small[name])
        print(f"{name:38} {base:9.1f} {ours:9.1f} {ours / base if base else 0:7.2f}×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
