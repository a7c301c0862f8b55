"""What the keys, clicks and new sizes of a random reader cost: `python tests/benchmarks/random_reader.py [EVENTS] [SEED]`.

Prints the median, the 99th percentile and the most, in milliseconds of the processor, and the dearest ten events.
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))


async def main(events: int, seed: int, home: Path) -> None:
    """Walk on the bundled library, with a home and a cache of its own."""
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
            dearest = sorted(await walk_at_random(app, pilot, events, seed, hurried=True))
        reader.close()
    costs = [cost for cost, _ in dearest]
    high = costs[len(costs) * 99 // 100]
    print(
        f"{events} events, seed {seed}: median {median(costs) * 1e3:.1f} ms, "
        f"99 % within {high * 1e3:.1f} ms, most {costs[-1] * 1e3:.1f} ms"
    )
    for cost, event in reversed(dearest[-10:]):
        print(f"  {cost * 1e3:6.1f} ms  {event}")


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOSPITAL_TUI_CACHE"] = folder + "/cache"
        os.environ["HOSPITAL_TUI_HOME"] = folder + "/home"
        os.chdir(folder)
        asyncio.run(
            main(words[0] if words else 10_000, words[1] if len(words) > 1 else 0, Path(folder, "home"))
        )
