"""What holds for every test: properties are tried on the same examples each time, and no example is timed.

`pytest -m quick` runs those that start no app and no process and compile no library.
"""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hospital_tui.ingest.pool import cores
from hypothesis import settings

from .near import Near

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

_STARTING = {"start", "app", "snap_compare", "program", "home", "compiled", "rooms", "opened"}
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


@pytest.fixture(scope="session", autouse=True)
def near() -> Iterator[None]:
    """`add` in a test's own process parses there."""
    with patch("hospital_tui.ingest.job.Pool", Near):
        yield
