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


@pytest.mark.parametrize("variable", ["HOSPITAL_TUI_HOME", "XDG_DATA_HOME", "HOSPITAL_TUI_CACHE"])
def test_a_user_who_is_nobody_is_said(monkeypatch: pytest.MonkeyPatch, variable: str, tmp_path: Path) -> None:
    for other in ("HOSPITAL_TUI_HOME", "HOSPITAL_TUI_CACHE"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(variable, "~nobody-of-that-name/x")
    with pytest.raises(FileNotFoundError) as error:
        cache_folder(tmp_path) if variable.endswith("CACHE") else default_home()
    assert error.value.filename == "~nobody-of-that-name/x"
