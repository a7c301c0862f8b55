"""A million sentences made from the grammar of numbers: `python tests/benchmarks/made_sentences.py [NUMBER] [SEED]`.

Each is read whole. Prints how many held no figure, the dearest in steps and in time for their length, and every sentence
that raised or pointed outside itself; exit code 1 where there is one.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the sentences are those of the tests


def main(number: int, seed: int) -> int:
    """Read them all."""
    from tests.figures.made_sentences import sentences
    from tests.figures.test_made_sentences import check

    steps, slowest, empty, wrong = (0.0, ""), (0.0, ""), 0, 0
    begun = time.perf_counter()
    for text in sentences(seed, number):
        start = time.process_time()
        try:
            taken = check(text)
        except Exception as error:
            wrong += 1
            print(f"{type(error).__name__}: {text!r}")
            continue
        spent = time.process_time() - start
        empty += taken <= 1
        steps = max(steps, (taken / max(8, len(text)), text))
        slowest = max(slowest, (spent / max(8, len(text)), text))
    print(
        f"{number} sentences in {time.perf_counter() - begun:.0f} s, {empty} without a number, {wrong} wrong"
    )
    print(f"dearest: {steps[0]:.1f} steps a character {steps[1]!r}")
    print(f"slowest: {1000 * slowest[0]:.1f} ms a character {slowest[1]!r}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1
        )
    )
