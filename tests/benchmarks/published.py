"""Two processes publish, two read, for ten minutes (or so many seconds as the first argument says): is a reader ever shown a torn library?

Each look opens the published folder anew, reads the shelf and an article, and counts; readers without a cache of their own
copy it whole each time. Prints looks, publications, and what was torn (nothing may be).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PUBLISH = """
import sys, time
from pathlib import Path
from hospital_tui.library import Library
end, count = time.monotonic() + float(sys.argv[2]), 0
with Library.open(Path(sys.argv[3])) as library:
    while time.monotonic() < end:
        library.publish(Path(sys.argv[1]))
        count += 1
print(count)
"""
_READ = """
import shutil, os, sys, time
from pathlib import Path
from hospital_tui.library import Library
end, looks, torn, taken = time.monotonic() + float(sys.argv[2]), 0, 0, set()
while time.monotonic() < end:
    if looks % 10 == 0:
        shutil.rmtree(os.environ["HOSPITAL_TUI_CACHE"], ignore_errors=True)
    with Library.open(Path(sys.argv[1])) as library:
        shelf = list(library.shelf())
        torn += bool(library.notices) or len(shelf) != library.totals().articles or not shelf
        torn += any(library.article(card.id).id != card.id for card in shelf[:3])
        taken.add(len(shelf))
    looks += 1
print(looks, torn, sorted(taken))
"""


def main() -> int:
    """Run it; 1 where anything was torn."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
    with tempfile.TemporaryDirectory() as folder:
        office, processes = Path(folder) / "office", []
        for number, code in enumerate((_PUBLISH, _PUBLISH, _READ, _READ)):
            environment = {**os.environ, "HOSPITAL_TUI_CACHE": str(Path(folder) / f"cache {number}")}
            environment["HOSPITAL_TUI_HOME"] = str(Path(folder) / f"home {number}")
            words = [sys.executable, "-c", code, str(office), seconds, str(Path(folder) / f"home {number}")]
            processes.append(subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True))
            while number == 1 and not (office / "published.db").exists():
                time.sleep(0.1)
        said = [process.communicate()[0].strip() for process in processes]
    print("publications:", said[0], said[1], " looks, torn, articles seen:", said[2], "·", said[3])
    return int(any(process.returncode for process in processes) or any(s.split()[1] != "0" for s in said[2:]))


if __name__ == "__main__":
    sys.exit(main())
