"""What the keys, clicks and new sizes of a random reader cost, on every screen, over three libraries.

    python tests/benchmarks/random_reader.py [--events 10000] [--seed 0] [--library bundled|odd|made|all] [--late]
        [--most 250]

--late: what is asked beside the screen is answered at odd times, up to a tenth of a second later, of small libraries too.
bundled: the articles of the program; odd: 600 as no newspaper prints them; made: 10,000 recombined ones. Prints the screens
that were in front and for how many events, and the median, the 99th percentile and the most, in milliseconds: of the whole
event and of its longest frame in processor time of the screen's own thread, and of that frame on the wall's clock, which other
programs lengthen; then the ten events of the dearest frames. SIGUSR1 ends a walk, and tells what it came to. Ends with 1 where a
screen was never seen, or a frame took more than --most of the processor.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import nullcontext, suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))

if TYPE_CHECKING:
    from random_walk import Cost

LIBRARIES = ("bundled", "odd", "made")
SCREENS = {
    "MainScreen", "TableScreen", "CompareScreen", "TimelineScreen", "ChartScreen", "ChecksScreen", "CorrectionScreen",
    "CorrectionsScreen", "ExportScreen", "PickScreen", "BookmarksScreen", "NoteScreen", "DetailScreen", "PaletteScreen",
    "HelpScreen", "AddScreen", "ThemesScreen", "SettingsScreen", "NoticesScreen", "WantScreen", "TooSmallScreen",
    "ReviewScreen", "FactsScreen", "SavedScreen", "AskScreen",
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


async def walk(events: int, seed: int, home: Path, costs: "list[Cost]", *, late: bool) -> None:
    """Walk with a home and a cache of its own, and add up what that costs; raises where the app meets an exception or hangs."""
    from hospital_tui.app.desk.grow import Grow
    from hospital_tui.app.hospital_app import HospitalApp
    from hospital_tui.library import Library
    from hospital_tui.library.reader import Reader
    from random_walk import ADDS_NOTHING, late_answers, walk_at_random

    Grow.program = ADDS_NOTHING
    with Library.open(home) as library, late_answers(seed) if late else nullcontext():
        reader = Reader.open(home)
        app = HospitalApp(library, reader)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await walk_at_random(app, pilot, events, seed, hurried=True, costs=costs)
        reader.close()


def tell(library: str, costs: "list[Cost]", most: float) -> bool:
    """Print what a walk cost; whether it saw every screen and no frame took too much."""
    print(f"{library}: {len(costs)} events")
    for name, kind in (("event", "whole"), ("frame", "frame"), ("frame on the wall", "waited")):
        spent = sorted(getattr(cost, kind) * 1e3 for cost in costs)
        high = spent[len(spent) * 99 // 100]
        print(f"  {name}: median {median(spent):.1f}, 99 % within {high:.1f}, most {spent[-1]:.1f} ms")
    dearest = sorted(costs, key=lambda cost: cost.frame)
    for cost in reversed(dearest[-10:]):
        print(f"    {cost.frame * 1e3:6.1f} of {cost.whole * 1e3:6.1f} ms  {cost.event}")
    seen = Counter(cost.event.partition(":")[0] for cost in costs)
    print("  " + ", ".join(f"{screen} {count}" for screen, count in seen.most_common()))
    rare = {"AskScreen"} if library == "bundled" else set()  # it asks about articles of one's own
    missed = SCREENS - rare - set(seen)
    if missed:
        print("  never seen: " + ", ".join(sorted(missed)))
    return not missed and dearest[-1].frame * 1e3 <= most


def main() -> int:
    """Walk over the libraries that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--library", choices=(*LIBRARIES, "all"), default="all")
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--most", type=float, default=250)
    asked = parser.parse_args()
    signal.signal(signal.SIGUSR1, signal.default_int_handler)
    good = True
    for library in LIBRARIES if asked.library == "all" else (asked.library,):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["HOSPITAL_TUI_CACHE"] = folder + "/cache"
            os.environ["HOSPITAL_TUI_HOME"] = folder + "/home"
            os.chdir(folder)
            home = Path(folder, "home")
            furnish(library, home)
            costs: list[Cost] = []
            try:
                with suppress(KeyboardInterrupt):
                    asyncio.run(walk(asked.events, asked.seed, home, costs, late=asked.late))
            finally:  # also of a walk that an exception broke off
                good = bool(costs) and tell(library, costs, asked.most) and good
            os.chdir("/")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
