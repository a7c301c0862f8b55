"""Two thousand hostile files of all forms: exceptions, seconds and memory. `python -m tests.benchmarks.hostile_files [COUNT] [FIRST]`."""

import resource
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from hospital_tui.parsing import check, parse
from hospital_tui.parsing.inputs import InputError, interpret
from hospital_tui.parsing.inputs.proof import prove

from tests.parsing.hostile import KINDS, hostile

SECONDS, MEGABYTES = 2.0, 300
"""What any file may take; a second more for each megabyte it has."""


def main(count: int, first: int) -> None:
    """Read and parse every file; print what went past its bounds."""
    outcomes: Counter[str] = Counter()
    parse("医院开放床位500张。", file="warm.txt", sha256="0" * 64)  # what is loaded once is no file's cost
    for number in range(first, first + count):
        name, data = hostile(number)
        begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        try:
            source = interpret(data, name)
            read = time.process_time() - begun
            reading = source.reading
            articles = parse(
                source.text, file=name, sha256=source.sha256, facts=reading.facts, layout=reading.parts
            )
            outcomes["lost" if check(source.text, articles) else "parsed"] += 1
            seconds = time.process_time() - begun
            proof = prove(source)
            outcomes["unproved"] += proof is not None and proof.missing != 0
        except InputError as error:
            seconds = read = time.process_time() - begun
            outcomes[f"refused: {error.reason}"] += 1
        except Exception:
            seconds = read = 0.0
            outcomes["EXCEPTION"] += 1
            traceback.print_exc()
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        if seconds > SECONDS + len(data) / 1e6 or (after > before and after > MEGABYTES):
            kind = KINDS[number % len(KINDS)].__name__
            print(
                f"{number} {kind} {name}: {seconds:.1f} s (read {read:.1f}), {after} MB, {len(data):,} bytes"
            )
    for outcome, times in outcomes.most_common():
        print(f"{times:6} {outcome}")


if __name__ == "__main__":
    main(
        *(int(word) for word in (*sys.argv[1:], "2000", "0")[:2])
        if len(sys.argv) != 2
        else (int(sys.argv[1]), 0)
    )
