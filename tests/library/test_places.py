"""Where things lie."""

from pathlib import Path

import platformdirs
import pytest
from hospital_tui.homes import default_home
from hospital_tui.library.files.places import bundled, cache_folder


@pytest.mark.parametrize("folder", ["", "  ", "/tmp/elsewhere"])
def test_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    for variable in ("HOSPITAL_TUI_HOME", "HOSPITAL_TUI_CACHE"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, folder)
    assert default_home() == Path(platformdirs.user_data_dir("hospital-tui", appauthor=False))
    cache = Path(platformdirs.user_cache_dir("hospital-tui", appauthor=False))
    assert cache_folder(default_home()).parent == cache


def test_libraries_have_caches_of_their_own(tmp_path: Path) -> None:
    assert cache_folder(tmp_path / "a") != cache_folder(tmp_path / "b")


def test_the_bundled_articles_are_found() -> None:
    assert list(bundled().data.glob("*.yaml"))
    assert list(bundled().seeds.glob("*.txt"))
