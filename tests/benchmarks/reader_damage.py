"""Damage the reader's file in every sort of way: everything starts, and nothing acknowledged is lost.

    python tests/benchmarks/reader_damage.py [--each 60] [--marks 300] [--seed 1] [--commands]

With --commands `hospital-tui bookmarks` is run on each as well, which takes a second or so a time.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from hospital_tui.library.reader import Reader

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))
from reader_damage import SORTS, made_up, state_of


def main() -> None:
    """Damage, open, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("each", 60), ("marks", 300), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--commands", action="store_true")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound"
        made_up(sound, told.marks)
        with closing(Reader.open(sound)) as reader:
            before, marks = state_of(reader), len(reader.bookmarks())
        for sort, damage in SORTS.items():
            said = 0
            for number in range(told.each):
                home = Path(folder) / f"{sort}-{number}"
                home.mkdir()
                for name in ("reader.db", "reader.journal"):
                    (home / name).write_bytes((sound / name).read_bytes())
                damage(home / "reader.db", random.Random(told.seed * 100_000 + number))
                if told.commands:
                    listed = subprocess.run(
                        [sys.executable, "-m", "hospital_tui", "bookmarks", "--library", str(home)],
                        capture_output=True, text=True, check=False,
                        env=os.environ | {"HOSPITAL_TUI_CACHE": f"{folder}/cache"},
                    )  # fmt: skip
                    assert listed.returncode == 0, listed.stderr
                    assert len(listed.stdout.splitlines()) == marks, (sort, number)
                with closing(Reader.open(home)) as reader:
                    assert state_of(reader) == before, (sort, number)
                    said += len(reader.notices)
            print(f"{sort}: {told.each} damaged, all opened, nothing lost; {said} said so")


if __name__ == "__main__":
    main()
