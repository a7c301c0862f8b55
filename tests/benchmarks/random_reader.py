"""What the keys, clicks and new sizes of a random reader cost, on every screen, over three libraries.

    python tests/benchmarks/random_reader.py [--events 10000] [--seed 0] [--library bundled|odd|made|all] [--most 250]

bundled: the articles of the program; odd: 600 as no newspaper prints them; made: 10,000 recombined ones. Prints the screens
that were in front and for how many events, the median, the 99th percentile and the most in milliseconds of the screen's own
thread, and the dearest ten events. Ends with 1 where a screen was never seen, or an event cost more than --most.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))

LIBRARIES = ("bundled", "odd", "made")
SCREENS = {
    "MainScreen", "TableScreen", "CompareScreen", "TimelineScreen", "ChartScreen", "ChecksScreen", "CorrectionScreen",
    "CorrectionsScreen", "ExportScreen", "PickScreen", "BookmarksScreen", "NoteScreen", "DetailScreen", "PaletteScreen",
    "HelpScreen", "AddScreen", "ThemesScreen", "SettingsScreen", "NoticesScreen", "WantScreen", "TooSmallScreen",
}  # fmt: skip
"""What a walk of thousands of events has to come by."""


def furnish(library: str, home: Path) -> None:
    """Make the reader's own articles, if the library has any."""
    if library == "odd":
        from odd import odd_home

        odd_home(home, 600)
    elif library == "made":
        script = Path(__file__).with_name("make_library.py")
        subprocess.run(
            [sys.executable, script, "10000", "--home", home], check=True, stdout=subprocess.DEVNULL
        )


async def walk(events: int, seed: int, home: Path) -> list[tuple[float, str]]:
    """Walk with a home and a cache of its own; raises where the app meets an exception or hangs."""
    from hospital_tui.app.desk.grow import Grow
    from hospital_tui.app.hospital_app import HospitalApp
    from hospital_tui.library import Library
    from hospital_tui.library.reader import Reader
    from random_walk import ADDS_NOTHING, walk_at_random

    Grow.program = ADDS_NOTHING
    with Library.open(home) as library:
        reader = Reader.open(home)
        app = HospitalApp(library, reader)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            costs = await walk_at_random(app, pilot, events, seed, hurried=True)
        reader.close()
    return costs


def tell(library: str, costs: list[tuple[float, str]], most: float) -> bool:
    """Print what a walk cost; whether it saw every screen and no event cost too much."""
    dearest = sorted(costs)
    high, last = dearest[len(dearest) * 99 // 100][0], dearest[-1][0]
    print(
        f"{library}: {len(dearest)} events, median {median(cost for cost, _ in dearest) * 1e3:.1f} ms, "
        f"99 % within {high * 1e3:.1f} ms, most {last * 1e3:.1f} ms"
    )
    for cost, event in reversed(dearest[-10:]):
        print(f"  {cost * 1e3:6.1f} ms  {event}")
    seen = Counter(event.partition(":")[0] for _, event in costs)
    print("  " + ", ".join(f"{screen} {count}" for screen, count in seen.most_common()))
    missed = SCREENS - set(seen)
    if missed:
        print("  never seen: " + ", ".join(sorted(missed)))
    return not missed and last * 1e3 <= most


def main() -> int:
    """Walk over the libraries that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--library", choices=(*LIBRARIES, "all"), default="all")
    parser.add_argument("--most", type=float, default=250)
    asked = parser.parse_args()
    good = True
    for library in LIBRARIES if asked.library == "all" else (asked.library,):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HOSPITAL_TUI_CACHE"] = folder + "/cache"
            os.environ["HOSPITAL_TUI_HOME"] = folder + "/home"
            os.chdir(folder)
            home = Path(folder, "home")
            furnish(library, home)
            costs = asyncio.run(walk(asked.events, asked.seed, home))
            good = tell(library, costs, asked.most) and good
            os.chdir("/")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
