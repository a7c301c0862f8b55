"""How reading grows with the text: `python tests/benchmarks/growth.py [LENGTH]`.

Every kind of text that could make a pattern backtrack or a table grow is read at two lengths, one eight times the
other. Linear reading takes about eight times as long, quadratic sixty-four. Prints the factors, the largest first.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the texts are those of the tests


def seconds(read: Callable[[str], object], text: str) -> float:
    """The least of three times."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        read(text)
        times.append(time.process_time() - begun)
    return min(times)


def main(length: int) -> None:
    """Measure both readers."""
    from hospital_tui.figures import extract

    from tests.figures.test_properties import REPEATED
    from tests.parsing.reading import lay_out
    from tests.parsing.test_properties import LONG

    rows = []
    for unit in REPEATED:
        small, large = ((unit * many)[:many] for many in (length, 8 * length))
        rows.append((seconds(extract, large) / seconds(extract, small), f"figures  {unit}"))
    for name, make in LONG.items():
        small, large = make(length // 24), make(length // 3)
        rows.append((seconds(lay_out, large) / seconds(lay_out, small), f"layout   {name}"))
    for factor, name in sorted(rows, reverse=True):
        print(f"{factor:6.1f}×  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_800)
