"""How fast the app starts and answers, beside a plain Textual app with the same panes and content, in the same run.

    python tests/benchmarks/start.py [ROUNDS]

Both run in a pseudo-terminal of 120 × 40 that reads until the screen settles, by turns, so that a busy machine slows
both. Medians are printed, and their ratios beside the bounds that are meant to hold. `less` and public Textual apps start
after them, those that are on the PATH (toolong and posting, each installed by itself); what is not there is named.
"""

import math
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from start_terminal import Terminal

HERE = Path(__file__).parent
PROGRAM = (
    sys.executable,
    "-c",
    "import sys; from hospital_tui.app.start import run; sys.exit(run(lang='zh'))",
)
PLAIN = (sys.executable, str(HERE / "start_plain.py"))
DOWN, PAGE_UP, PAGE_DOWN = b"\x1b[B", b"\x1b[5~", b"\x1b[6~"


class Run(NamedTuple):
    """One start and a few keys; seconds and MB."""

    first: float
    """From the start of the process to the last byte of the first full screen."""
    settled: float
    """To the last byte of all panes."""
    cursor: float
    page: float
    letter: float
    memory: float


def one(command: tuple[str, ...], env: dict[str, str], first: bytes, filter_key: bytes) -> Run:
    """Start a program, press keys, measure."""
    terminal = Terminal(command, env=env)
    try:
        seen = terminal.settle(quiet=0.02, until=first) - terminal.started
        settled = terminal.settle(quiet=0.5) - terminal.started
        settled = max(seen, settled)
        memory = terminal.memory()
        cursor = answered(terminal, [DOWN] * 8)
        page = answered(terminal, [PAGE_DOWN, PAGE_UP] * 3)
        letter = 0.0
        if filter_key:
            terminal.key(filter_key)
            letter = answered(terminal, [word.encode() for word in "机器人手术"])
    finally:
        terminal.close()
    return Run(seen, settled, cursor, page, letter, memory)


def answered(terminal: Terminal, keys: list[bytes]) -> float:
    """The median of the seconds until the screen has settled after a key; keys that changed nothing do not count.

    Not a number where none did: the program was not there yet.
    """
    return statistics.median([took for took, sent in map(terminal.key, keys) if sent] or [math.nan])


class Second(NamedTuple):
    """A second start, seconds from the start of the process."""

    picture: float
    """To the last byte of the first full screen, painted before Textual is imported."""
    live: float
    """To the last byte of the live screen that took over."""


INSTALLED = (str(Path(sys.executable).with_name("hospital-tui")), "--lang", "zh")
MOUSE = b"\x1b[?1000h"
"""Textual asks for the mouse when it has the terminal."""


def second(env: dict[str, str]) -> Second:
    """Start the installed program where it ended last time, and end it."""
    terminal = Terminal(INSTALLED, env=env)
    try:
        picture = terminal.settle(quiet=0.02, until="医疗质量".encode()) - terminal.started
        live = terminal.settle(quiet=0.5, until=MOUSE) - terminal.started
        terminal.key(b"q", quiet=1.0)
    finally:
        terminal.close()
    return Second(picture, live)


PEERS: dict[str, tuple[tuple[str, ...], bytes]] = {
    "less": (("less", "TEXT"), b"\xe3\x80\x82"),
    "tl": (("tl", "TEXT"), MOUSE),
    "posting": (("posting",), MOUSE),
}
"""Others: the command (TEXT: a file with the first article), and what shows that the screen is theirs."""


def peer(name: str, env: dict[str, str], text: Path) -> float:
    """Seconds to the last byte of the first screen of another program."""
    command, sign = PEERS[name]
    terminal = Terminal([str(text) if word == "TEXT" else word for word in command], env=env)
    try:
        return terminal.settle(quiet=0.5, until=sign) - terminal.started
    finally:
        terminal.close()


def report(name: str, unit: str, ours: float, plain: float, bound: str) -> None:
    """One line of the table."""
    ratio = f"{ours / plain:5.2f}×" if plain else "     –"
    print(f"{name:34} {ours:8.1f} {plain:8.1f} {unit:3} {ratio}   {bound}")


def main() -> int:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "HOSPITAL_TUI_HOME": f"{folder}/home",
            "HOSPITAL_TUI_CACHE": f"{folder}/cache",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",  # both compiled, as an installed program is
        }
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        ours: list[Run] = []
        plain: list[Run] = []
        for number in range(rounds + 1):
            for kept in Path(folder, "home").glob("reader.db*"):
                kept.unlink()  # every round begins where the first article begins
            a = one(PROGRAM, env, "医疗质量".encode(), b"/")
            b = one(PLAIN, env, "医疗质量".encode(), b"")
            if number:  # the first round compiles the library and fills the disk's cache
                ours.append(a)
                plain.append(b)
        second(env)  # leaves its last frame behind
        by_turns = [(second(env), one(PLAIN, env, "医疗质量".encode(), b"").first) for _ in range(rounds)]
        text = Path(folder, "article.txt")
        text.write_bytes(sorted((HERE.parents[1] / "seeds").glob("*.txt"))[0].read_bytes())
        found = [name for name in PEERS if shutil.which(name)]
        others = {name: statistics.median(peer(name, env, text) for _ in range(rounds)) for name in found}
    middle: Callable[[list[Run], str], float] = lambda runs, part: statistics.median(  # noqa: E731
        getattr(run, part) for run in runs
    )
    print(f"medians of {rounds} rounds{'':14} {'program':>8} {'plain':>8}     ratio   meant")
    report("first full screen", "ms", middle(ours, "first") * 1e3, middle(plain, "first") * 1e3, "≤ 1.0×")
    report("all panes", "ms", middle(ours, "settled") * 1e3, middle(plain, "settled") * 1e3, "")
    report(
        "cursor key to screen", "ms", middle(ours, "cursor") * 1e3, middle(plain, "cursor") * 1e3, "≤ 1.3×"
    )
    report("PgDn to screen", "ms", middle(ours, "page") * 1e3, middle(plain, "page") * 1e3, "one frame")
    report("filter keystroke", "ms", middle(ours, "letter") * 1e3, 0, "≤ 40 ms")
    first_plain = statistics.median(plain_ for _, plain_ in by_turns)
    for part, bound in (("picture", "≤ 0.3×"), ("live", "≤ 0.9×")):
        ours_ = statistics.median(getattr(run, part) for run, _ in by_turns)
        report(f"second start, {part}", "ms", ours_ * 1e3, first_plain * 1e3, bound)
    for name in PEERS:
        if name in others:
            report(f"{name}, first screen", "ms", others[name] * 1e3, first_plain * 1e3, "")
        else:
            print(f"{name:34} not on the PATH")
    report("memory", "MB", middle(ours, "memory"), middle(plain, "memory"), "≤ 1.3×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
