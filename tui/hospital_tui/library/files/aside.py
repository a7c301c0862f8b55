"""What would be written over goes aside first, under a name that nothing has, and stays there."""

import itertools
import os
import time
from collections.abc import Iterable
from pathlib import Path

from hospital_tui.library.files.atomic import write_bytes


def free(path: Path) -> Path:
    """A path that nothing has: this one, or one with a number in its name."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in itertools.count(2))
    return next(one for one in itertools.chain([path], numbered) if not os.path.lexists(one))


def place_for(folder: Path) -> Path:
    """A folder in it that is not there yet, called by the time."""
    return free(folder / stamp())


def stamp() -> str:
    """The time in a file's name, to the second."""
    return time.strftime("%Y%m%d-%H%M%S")


def copy(home: Path, files: Iterable[Path], *, below: Path | None = None) -> Path:
    """Copy files that are to be written over; the folder in the home where they lie as they do below `below`, else the home.

    Raises OSError.
    """
    place = place_for(home / "replaced")
    for file in files:
        write_bytes(place / file.relative_to(below or home), file.read_bytes(), own=True)
    return place
