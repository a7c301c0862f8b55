"""Kill `hospital-tui add` at random moments and look at what it leaves behind.

    python tests/benchmarks/kill_add.py [--kills 100] [--files 1000] [--seed 1] [--interrupt]

After every kill the library must open without complaint and hold whole articles only, each with the source that its
passages lead back to; no worker may be left running. At the end the same call must finish the job, with the articles that an
undisturbed call gives. With --interrupt it is Ctrl+C instead of kill -9, and the program must end with 130.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hospital_tui.library import Library

MAKER = Path(__file__).with_name("make_library.py")
_LONGEST = 8.0
"""Seconds after which a call is killed at the latest."""


def command(texts: Path) -> list[str]:
    """The call."""
    return [sys.executable, "-m", "hospital_tui", "add", str(texts), "--jobs", "2", "--progress", "json"]


def environment(home: Path) -> dict[str, str]:
    """With a home and a cache of its own."""
    return os.environ | {"HOSPITAL_TUI_HOME": str(home), "HOSPITAL_TUI_CACHE": str(home.parent / "cache")}


def stopped(texts: Path, home: Path, seconds: float, number: signal.Signals) -> int:
    """Run the call, stop it after so many seconds; its exit code."""
    with subprocess.Popen(
        command(texts), env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
            return process.wait(60)


def articles(home: Path) -> set[str]:
    """Ids of the own articles, each looked at; raises AssertionError where one is not whole."""
    os.environ.update(environment(home))
    with Library.open(home) as library:
        assert not library.notices, library.notices
        own = [card.id for card in library.shelf() if card.origin == "own"]
        for identity in own:
            text = library.source_text(identity)
            if text is None:
                continue  # its source comes last; the next call writes it
            for passage in library.article(identity).selectable():
                assert "".join(text[start:end] for start, end in passage.spans) == passage.text, passage.id
        return set(own)


def workers(home: Path, patience: float = 30) -> int:
    """Processes of this home that still run, after waiting for them to end."""
    mark = f"HOSPITAL_TUI_HOME={home}\0".encode()
    end = time.monotonic() + patience
    while True:
        left = 0
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                left += mark in entry.read_bytes() and entry.parent.name != str(os.getpid())
            except OSError:
                continue
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.05)


def main() -> None:
    """Make the files, kill, check, finish."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("kills", 100), ("files", 1000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--interrupt", action="store_true")
    told = parser.parse_args()
    chance = random.Random(told.seed)
    number = signal.SIGINT if told.interrupt else signal.SIGKILL
    with tempfile.TemporaryDirectory() as folder:
        texts, home, calm = (Path(folder) / name for name in ("texts", "killed/home", "calm/home"))
        maker = [
            sys.executable,
            str(MAKER),
            str(told.files),
            "--home",
            f"{folder}/made",
            "--texts",
            str(texts),
        ]
        subprocess.run(maker, check=True, stdout=subprocess.DEVNULL)
        began = time.monotonic()
        done = subprocess.run(
            command(texts), env=environment(calm), capture_output=True, text=True, check=True
        )
        print(
            f"undisturbed: {json.loads(done.stdout.splitlines()[-1])}, {time.monotonic() - began:.1f} s",
            flush=True,
        )
        wanted = articles(calm)
        finished = 0
        for count in range(1, told.kills + 1):
            before = articles(home) if home.exists() else set()
            code = stopped(texts, home, chance.uniform(0.05, _LONGEST), number)
            assert code in (0, 130 if told.interrupt else -signal.SIGKILL), code
            assert workers(home) == 0, "workers are left"
            held = articles(home)
            assert before <= held <= wanted
            if code == 0:
                assert held == wanted
                finished += 1
                shutil.rmtree(home.parent)
            if count % 10 == 0:
                print(
                    f"{count} stops: {len(held)} articles, all whole; job finished {finished} times",
                    flush=True,
                )
        subprocess.run(command(texts), env=environment(home), stdout=subprocess.DEVNULL, check=True)
        assert articles(home) == wanted
        print(f"stopped {told.kills} times, the next call finished the job: {len(wanted)} articles")


if __name__ == "__main__":
    main()
