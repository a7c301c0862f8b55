"""End the program in every way while it is busy with everything: terminal clean, code right, no child left.

    python tests/benchmarks/endings.py [--rounds 3]

An add, an export and a long question, each ended by TERM, HUP, INT, QUIT, TSTP with CONT, and by a terminal that goes away.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))
from at_pty import BUSY, CODES, busy, made


def main() -> None:
    """Begin, end, look."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    os.environ["LANG"] = "zh_CN.UTF-8"
    for work in BUSY:
        for way in CODES:
            begun = time.perf_counter()
            for turn in range(rounds):
                with tempfile.TemporaryDirectory() as folder:
                    os.environ["HOSPITAL_TUI_HOME"] = f"{folder}/home"
                    os.environ["HOSPITAL_TUI_CACHE"] = f"{tempfile.gettempdir()}/endings-cache"
                    with busy(work, Path(folder), made(60)) as at:
                        time.sleep(0.1 * turn)
                        at.end(way)
            print(f"{work}, {way}: {rounds} times, {time.perf_counter() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main()
