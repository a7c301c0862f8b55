"""What may import what, seen in fresh processes."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import hospital_tui
import pytest

HEAVY = ("textual", "jieba", "pypinyin", "hospital_tui.app")


def modules_after(code: str) -> set[str]:
    """Names in `sys.modules` of a fresh interpreter after running `code`."""
    program = f"import sys, json\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=600
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_options_do_without_the_screen(option: str) -> None:
    loaded = modules_after(
        f"sys.argv = ['hospital-tui', '{option}']; import hospital_tui.__main__ as m; m.main()"
    )
    assert not loaded & set(HEAVY)


@pytest.mark.parametrize("room", ["model", "figures", "parsing", "library", "commands.main"])
def test_only_app_imports_textual(room: str) -> None:
    loaded = modules_after(f"import hospital_tui.{room}")
    assert not loaded & set(HEAVY)


def test_app_never_imports_what_parses() -> None:
    loaded = modules_after("import hospital_tui.app.start")
    forbidden = {
        "jieba",
        "pypinyin",
        "yaml",
        "hospital_tui.parsing",
        "hospital_tui.figures",
        "hospital_tui.commands",
    }
    assert not loaded & forbidden


def test_what_only_evidence_asks_for_is_no_part_of_a_start() -> None:
    loaded = modules_after("import hospital_tui.app.hospital_app")
    assert not loaded & {"hashlib", "hospital_tui.library.figures"}


def test_model_stands_alone() -> None:
    loaded = modules_after("import hospital_tui.model")
    assert {name for name in loaded if name.startswith("hospital_tui.")} == {"hospital_tui.model"}


def test_what_the_reader_has_chosen_does_without_the_screen() -> None:
    assert "textual" not in modules_after("import hospital_tui.app.state")


def test_no_class_stands_on_more_than_two_of_ours() -> None:
    """A class whose base's base's base is ours as well takes four files to read."""
    bases: dict[str, set[str]] = {}
    for path in Path(hospital_tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                named = {
                    each.id for base in node.bases for each in ast.walk(base) if isinstance(each, ast.Name)
                }
                bases.setdefault(node.name, set()).update(named)

    def depth(name: str) -> int:
        return 1 + max((depth(base) for base in bases[name] if base in bases and base != name), default=-1)

    assert {name: depth(name) for name in bases if depth(name) > 2} == {}
