"""Every surrounding of the program that the tests know of: environments, words, streams, limits, sizes of the terminal.

    python tests/benchmarks/surroundings.py [environment] [words] [streams] [limits] [sizes]

Some of it, or all. Each variable that anything reads holds each odd value in turn (app and three commands); every command is
given every odd word; each is begun with its streams led elsewhere and under limits of the system. Prints what a reader would not
understand (a traceback, an exit code that is none of ours, a terminal left raw), and ends with 1 where there was any.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests import surroundings as around

LED = (
    "list",
    "figures",
    "search 医院 --format json",
    "parse a.txt",
    "add a.txt",
    "doctor",
    "--help",
    "man",
    "cite",
    "",
)
BEGUN = (
    ("list",),
    ("add", "a.txt"),
    ("parse", "a.txt", "--check"),
    ("figures", "-o", "out.csv"),
    ("backup", "b.zip"),
)
TRIED = (("list",), ("add", "a.txt"), ("doctor",))


@contextmanager
def folder(compiled: Path) -> Iterator[Path]:
    """A folder of one's own with things in it; the library is compiled."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(compiled / "cache", Path(name, "cache"))
        around.things(Path(name))
        yield Path(name)


def environment(compiled: Path) -> Iterator[tuple[str, list[str]]]:
    """Each variable, each value."""
    for name in (*around.PLACES, *around.OTHERS):
        for kind, value in around.VALUES.items():
            with folder(compiled) as here:
                told = around.around(here, around.placed(name, value))
                yield f"{name} {kind}, app", around.app(told, cwd=here)
                for words in TRIED:
                    yield f"{name} {kind}, {words[0]}", around.command(told, *words, cwd=here)


def words(compiled: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command, each word."""
    for command in around.COMMANDS:
        with folder(compiled) as here:
            os.chdir(here)
            os.environ |= {"HOSPITAL_TUI_HOME": str(here / "home"), "HOSPITAL_TUI_CACHE": str(here / "cache")}
            for word in around.WORDS:
                yield f"{' '.join(command)} {word[:40]!r}", around.within(*command, os.fsdecode(word))
            os.chdir("/")


def streams(compiled: Path) -> Iterator[tuple[str, list[str]]]:
    """Each way to lead the streams."""
    for way in around.SHELLS:
        for command in LED:
            with folder(compiled) as here:
                yield f"{command} {way}", around.led(around.around(here), command, way, here)


def limits(compiled: Path) -> Iterator[tuple[str, list[str]]]:
    """Each limit."""
    for name, limit in around.LIMITS.items():
        with folder(compiled) as here:
            where = {} if name == "no folder" else {"cwd": here}
            yield f"{name}, app", around.app(around.around(here), preexec_fn=limit, **where)
            for command in BEGUN:
                said = [str(here / word) if "." in word else word for word in command]
                yield (
                    f"{name}, {command[0]}",
                    around.command(around.around(here), *said, preexec_fn=limit, **where),
                )


def sizes(compiled: Path) -> Iterator[tuple[str, list[str]]]:
    """Each size of a terminal, and all after it while it starts."""
    for size in around.SIZES:
        for after in ((), around.SIZES * 9):
            with folder(compiled) as here:
                yield (
                    f"{size} {len(after)}",
                    around.app(around.around(here), 0, size=size, sizes=after, cwd=here),
                )


ALL: dict[str, Callable[[Path], Iterator[tuple[str, list[str]]]]] = {
    one.__name__: one for one in (environment, words, streams, limits, sizes)
}


def main(asked: list[str]) -> int:
    """Try what was asked for."""
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        compiled = Path(name)
        around.things(compiled)
        around.command(around.around(compiled), "list")
        for kind in asked or ALL:
            begun, number = time.perf_counter(), 0
            for case, faults in ALL[kind](compiled):
                number += 1
                wrong += bool(faults)
                if faults:
                    print(f"  {case}: {faults}", flush=True)
            print(f"{kind}: {number} cases in {time.perf_counter() - begun:.0f} s", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
