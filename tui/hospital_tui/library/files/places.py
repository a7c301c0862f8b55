"""Where things lie: the bundled articles, what is in the reader's own folder, and the cache."""

import os
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from hospital_tui.homes import default_cache

_PASSING = "passing.json"
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


class Passing(msgspec.Struct, frozen=True):
    """What a library that lasts as long as the app does says of itself."""

    home: str
    """The reader's own folder: what is made of these articles is kept there, and they themselves if the reader wants."""
    sources: tuple[str, ...]
    """The files that were opened."""


def lend(home: Path, passing: Passing) -> None:
    """Make `home` a library that passes. Raises OSError."""
    home.mkdir(parents=True, exist_ok=True)
    (home / _PASSING).write_bytes(msgspec.json.encode(passing))


def passing(home: Path) -> Passing | None:
    """What a library that passes says of itself; none for one that lasts."""
    try:
        return msgspec.json.decode((home / _PASSING).read_bytes(), type=Passing)
    except (OSError, msgspec.DecodeError):
        return None


def reader_home(home: Path) -> Path:
    """The folder of what the reader made of the articles in `home`."""
    found = passing(home)
    return Path(found.home) if found else home


def is_file(path: Path) -> bool:
    """Whether a file is there; no as well where its folder may not be looked into."""
    try:
        return path.is_file()
    except OSError:
        return False


def shard(name: str) -> str:
    """The folder, of 256, that a file whose name begins with a hash goes into."""
    return name[:2]
