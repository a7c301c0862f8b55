"""Close a library of 600 odd articles again and again while three threads ask, at moments of all kinds.

    python tests/benchmarks/closings.py [--times 100]

Ends with the exit code of the program that closes: a crash of its process is one of a signal, with every thread's stack.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "app"), str(TESTS.parent)]


def main() -> int:
    """Make the library, close it."""
    from odd import odd_home

    from tests.library.test_closing import PROGRAM

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        odd_home(Path(folder, "home"), 600)
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", PROGRAM, str(times)],
            env=os.environ | {"HOSPITAL_TUI_HOME": f"{folder}/home", "HOSPITAL_TUI_CACHE": f"{folder}/cache"},
            check=False,
        )
        print(f"{times} closings, exit code {done.returncode}, {time.perf_counter() - begun:.0f} s")
    return abs(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
