"""What holds for every test: properties are tried on the same examples each time, and no example is timed.

`pytest -m quick` runs those that start no app and no process and compile no library.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hospital_tui.ingest.pool import cores
from hypothesis import settings

from .near import Near

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

_STARTING = {
    "start",
    "app",
    "snap_compare",
    "program",
    "home",
    "compiled",
    "rooms",
    "opened",
    "patterns_kept",
}
"""Fixtures that start an app or a process, or compile a library."""
_LONG = {
    *("test_walls", "test_workers", "test_first_picture", "test_ending"),  # processes
    *(
        "test_hostile",
        "test_properties",
        "test_decoding",
        "test_seeds",
        "test_data",
        "test_pdf",
        "test_word",
    ),  # files
    *("test_made_sentences", "test_scripts", "test_guard", "test_articles"),  # many sentences
}
"""Files whose tests take long for another reason."""
_ROOMS = {"figures", "parsing", "text", "speech", "typography", "library"}


def pytest_xdist_auto_num_workers() -> int:
    """Some more processes than cores: a test of another process waits for it."""
    return max(2, cores() * 3 // 2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the quick ones."""
    for item in items:
        path = Path(item.path)
        named = _STARTING.isdisjoint(getattr(item, "fixturenames", ()))
        if named and path.stem not in _LONG and (path.parent.name in _ROOMS or path.stem == "test_state"):
            item.add_marker(pytest.mark.quick)


@pytest.fixture(scope="session")
def patterns_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of a reader who has parsed before: no process that a test starts need compile its patterns anew."""
    folder = tmp_path_factory.mktemp("before")
    (folder / "a.txt").write_text("某县医院\n\n2023年，医院开放床位120张。\n", encoding="utf-8")
    around = {
        **os.environ,
        "HOSPITAL_TUI_CACHE": str(folder / "cache"),
        "HOSPITAL_TUI_HOME": str(folder / "home"),
    }
    program = [sys.executable, "-m", "hospital_tui", "parse", str(folder / "a.txt")]
    subprocess.run(program, env=around, stdout=subprocess.DEVNULL, check=True, timeout=600)
    return folder / "cache"


@pytest.fixture(scope="session", autouse=True)
def near() -> Iterator[None]:
    """`add` in a test's own process parses there."""
    with patch("hospital_tui.ingest.job.Pool", Near):
        yield
