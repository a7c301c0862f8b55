"""Which file is the compiled library: numbered generations in the cache folder, one builder at a time.

A rebuilt library takes the next number, so that an app that has the former one open goes on reading it undisturbed.
"""

import contextlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from hospital_tui.library.files.atomic import private_folder

_NAME = re.compile(r"library-(\d+)\.db")


def latest(folder: Path) -> Path | None:
    """The library of the highest number; none where there is none or the folder cannot be read."""
    return max(generations(folder), key=_number, default=None)


def generations(folder: Path) -> list[Path]:
    """All finished libraries of the folder."""
    try:
        return [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []


def following(folder: Path) -> Path:
    """The name of the next library to be built."""
    newest = latest(folder)
    return folder / f"library-{_number(newest) + 1 if newest else 1}.db"


def _number(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


@contextlib.contextmanager
def builder(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Be the only one who builds in this folder; `waiting` is called now and then while another does.

    The lock is SQLite's own, so that it works on every system and ends with its process, however that ends.
    Raises OSError or sqlite3.Error where the folder cannot be written.
    """
    private_folder(folder)
    (folder / "lock.db").touch(0o600)
    lock = sqlite3.connect(folder / "lock.db", isolation_level=None, timeout=0.2)
    try:
        while True:
            try:
                lock.execute("BEGIN EXCLUSIVE")
                break
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                waiting()
        yield
    finally:
        lock.close()


def sweep(folder: Path, keep: Path) -> None:
    """Remove earlier libraries and what builders that were killed left; call as the only builder."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            stem = re.sub(r"-(wal|shm|journal)$", "", path.name)
            if stem not in (keep.name, "lock.db") and (_NAME.fullmatch(stem) or stem.startswith("building-")):
                with contextlib.suppress(OSError):
                    path.unlink()
