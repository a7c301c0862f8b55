"""Where things lie: the bundled articles, what is in the reader's own folder, and the cache."""

import os
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hospital_tui.homes import default_cache

_PACKAGE = Path(__file__).resolve().parents[2]


class Bundled(NamedTuple):
    """The folders that travel with the program."""

    data: Path
    seeds: Path


@cache
def bundled() -> Bundled:
    """`data/` and `seeds/`: inside the package when installed from a wheel, beside `tui/` in a working copy; else as told."""
    inside = _PACKAGE / "bundled"
    told = os.environ.get("HOSPITAL_TUI_BUNDLED")
    root = Path(told) if told else inside if inside.is_dir() else _PACKAGE.parents[1]
    return Bundled(root / "data", root / "seeds")


def cache_folder(home: Path, beside: Path | None = None) -> Path:
    """Where the compiled library of `home` lies: HOSPITAL_TUI_CACHE, else where the system keeps a user's caches.

    beside: what it is made of beside the home: the bundled articles, where nothing else is named.
    """
    ground = beside.absolute() if beside else bundled().data
    key = f"{home.absolute()}\n{ground}".encode("utf-8", "surrogateescape")
    return default_cache() / f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}"


def is_file(path: Path) -> bool:
    """Whether a file is there; no as well where its folder may not be looked into."""
    try:
        return path.is_file()
    except OSError:
        return False


def shard(name: str) -> str:
    """The folder, of 256, that a file whose name begins with a hash goes into."""
    return name[:2]
