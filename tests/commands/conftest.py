"""A library of one's own for each test, and a way to run commands in this process or in a fresh one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hospital_tui import speech
from hospital_tui.commands.main import cli
from hospital_tui.library import Library
from hospital_tui.library.files.places import cache_folder

_ARTICLE = """强基固本开新局 惠民利民谱新篇
——春江市中心医院高质量发展纪实

文/本报记者 李明华

2023年，春江市中心医院在市委、市政府的坚强领导下，全院干部职工砥砺奋进，各项工作取得了新的成绩。

引进人才强队伍

医院开放床位1200张，在职职工1860人，其中高级职称236人。新招聘医学院校毕业生47名，引进博士12名。

精研技术惠百姓

开展新技术、新项目42项，骨科机器人手术填补了本地区的空白。门诊量达到62.9万人次，同比增长8.5%。
"""
"""An article made up for the tests: a title, a subtitle, a byline, a lead and two sections."""


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundled library, compiled once for all tests of a process."""
    folder = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOSPITAL_TUI_CACHE", str(folder))
        Library.open(folder / "home").close()
        return cache_folder(folder / "home")


@pytest.fixture(autouse=True)
def home(
    tmp_path: Path, compiled: Path, patterns_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The reader's own folder, empty; cache and locale are the test's own as well."""
    place = tmp_path / "home"
    monkeypatch.setenv("HOSPITAL_TUI_HOME", str(place))
    monkeypatch.setenv("HOSPITAL_TUI_CACHE", str(tmp_path / "cache"))
    shutil.copytree(patterns_kept, tmp_path / "cache")
    shutil.copytree(compiled, cache_folder(place))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    before = speech.spoken()
    speech.speak("en")
    yield place
    speech.speak(before)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A source file."""
    path = tmp_path / "春江.txt"
    path.write_text(_ARTICLE, encoding="utf-8")
    return path


Stock = Callable[[str], None]


@pytest.fixture(scope="session")
def stocks(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Of a source's text: a folder whose `home` has it, and whose `cache` is the library compiled with it; made once."""

    @cache
    def made(text: str) -> Path:
        folder = tmp_path_factory.mktemp("stocked")
        source = folder / "春江.txt"
        source.write_text(text, encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOSPITAL_TUI_CACHE", str(folder / "caches"))
            patch.setenv("HOSPITAL_TUI_HOME", str(folder / "home"))
            shutil.copytree(compiled, cache_folder(folder / "home"))
            assert CliRunner().invoke(cli, ["add", "--no-vocabulary", str(source)]).exit_code == 0
            cache_folder(folder / "home").rename(folder / "cache")
        return folder

    return made


@pytest.fixture
def stock(home: Path, stocks: Callable[[str], Path]) -> Stock:
    """Put a source into the test's own library, without the time that adding takes."""

    def put(text: str) -> None:
        folder = stocks(text)
        shutil.rmtree(cache_folder(home))
        shutil.copytree(folder / "home", home)
        shutil.copytree(folder / "cache", cache_folder(home))

    return put


@pytest.fixture
def added(stock: Stock) -> None:
    """The made-up article is in the library."""
    stock(_ARTICLE)


@pytest.fixture
def article_text() -> str:
    """What that file says."""
    return _ARTICLE


@pytest.fixture
def seeds() -> list[Path]:
    """The bundled sources."""
    return sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command in this process."""

    def call(*arguments: object, **options: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]

    return call


Program = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def program() -> Program:
    """Run the program in a fresh process; `env` adds to the environment."""

    def call(
        *arguments: object, env: dict[str, str] | None = None, **options: object
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "hospital_tui", *map(str, arguments)]
        options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 600} | options
        return subprocess.run(command, env={**os.environ, **(env or {})}, **options)  # type: ignore[call-overload,no-any-return]

    return call
