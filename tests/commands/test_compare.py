"""compare: nothing left out in silence, the years of one hospital; keys: what the app binds."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from hospital_tui.commands.main import Doors, cli
from hospital_tui.library import Library
from hospital_tui.library.figures import DEFAULT_HOSPITALS
from hospital_tui.library.files import dump
from hospital_tui.model import Hospital, Source

from .conftest import Run


@pytest.fixture
def many(home: Path) -> list[str]:
    """More hospitals than are compared where none are named."""
    with Library.open() as library:
        whole = library.article(library.shelf()[0].id)
        names = [f"远山县第{number}医院" for number in range(1, DEFAULT_HOSPITALS + 2)]
        for number, name in enumerate(names):
            sha = f"{number:064x}"[::-1]
            article = msgspec.structs.replace(
                whole,
                id=f"{sha[:12]}-1",
                hospital=Hospital(name=name),
                source=Source(file="x.txt", sha256=sha),
            )
            folder = home / "articles" / sha[:2]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{sha[:12]}.yaml").write_text(dump(article), "utf-8")
    with Library.open() as library:
        return library.hospitals()


def test_what_is_left_out_is_told_and_all_leaves_nothing_out(run: Run, many: list[str]) -> None:
    some = run("compare", "--metric", "在职职工", "--format", "csv", "--lang", "en")
    assert f"{len(many) - DEFAULT_HOSPITALS} more" in some.stderr
    table = run("compare", "--all", "--lang", "en")
    assert "more are not shown" not in table.stderr
    assert all(name in table.stdout.splitlines()[0] for name in many)


def test_the_years_of_one_hospital(run: Run) -> None:
    done = run("compare", "--hospital", "长治市第二", "--years", "--lang", "en")
    head, *rows = done.stdout.splitlines()
    assert "2023" in head and "长治" not in head and rows
    for arguments in ([], ["--hospital", "医院"]):
        assert run("compare", "--years", *arguments, "--lang", "en").exit_code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_keys_are_listed_by_their_commands(run: Run, home: Path, lang: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "keys.toml").write_text('bookmark = "b"\nnope = "x"\n', "utf-8")
    from click.testing import CliRunner
    from hospital_tui.__main__ import launch, printed_keys

    done = CliRunner().invoke(cli, ["keys", "--lang", lang], obj=Doors(launch, printed_keys))
    assert done.exit_code == 0
    told = tomllib.loads(done.stdout)
    assert told["bookmark"] == ["b"] and told["quit"][0] == "q"
    assert "nope" in done.stderr and "2" in done.stderr
