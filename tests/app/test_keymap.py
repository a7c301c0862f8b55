"""The reader's own keys: read from a file, bound, shown, and what is wrong in it told."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hospital_tui.app import keymap
from hospital_tui.app.command import Command
from hospital_tui.app.commands import COMMANDS, EVERYWHERE, GLOBAL, INSIDE, MOVES, OF_EVIDENCE, SCREENS
from hypothesis import given
from hypothesis import strategies as st

USUAL = {command.id: command.usual for command in COMMANDS}
IDS = sorted(USUAL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A key file to be written."""
    return tmp_path / keymap.FILE


@pytest.mark.parametrize("there", [GLOBAL, {*SCREENS, *OF_EVIDENCE, *INSIDE}])
def test_a_key_has_one_command(there: Iterable[Command]) -> None:
    """In the main screen, and in those of evidence; each command has one without letters as well."""
    keys = [key for command in (*MOVES, *EVERYWHERE, *there) for key in command.usual]
    assert sorted(keys) == sorted(set(keys))
    assert all(any(len(key) > 1 for key in command.usual) for command in COMMANDS)


def test_no_file_changes_nothing(file: Path) -> None:
    assert keymap.read(file) == ({}, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_nobody_waits_for_keys_from_a_pipe(file: Path) -> None:
    os.mkfifo(file)
    assert keymap.read(file) == ({}, [keymap.Wrong(0, "unreadable")])


def test_what_is_printed_is_such_a_file_and_changes_nothing(file: Path) -> None:
    lines, wrong = keymap.printed(file.parent)
    assert not wrong
    assert {name: tuple(keys) for name, keys in tomllib.loads("\n".join(lines)).items()} == USUAL
    file.write_text("\n".join(lines), "utf-8")
    assert keymap.read(file) == (USUAL, [])


def test_a_key_is_taken_from_the_command_that_usually_has_it(file: Path) -> None:
    file.write_text('bookmark = "f"\nfilter = [\'b\', "ctrl+f"]\n', "utf-8")
    mapped, wrong = keymap.read(file)
    assert not wrong
    assert mapped == {"bookmark": ("f",), "filter": ("b", "ctrl+f"), "filter_figures": ("ctrl+l",)}


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("[x\n", 1, "toml"),
        ('filter = "b"\n\n= 3\n', 3, "toml"),
        ('filter = "b\n', 1, "toml"),
        ('# keys\n\nfilters = "b"\n', 3, "command"),
        ('note = "b"\nfilter = 7\n', 2, "value"),
        ('filter = ["b", 7]\n', 1, "value"),
        ('[filter]\na = "b"\n', 1, "value"),
        ('note = "b"\nfilter = ["Q", "ctrl+"]\n', 2, "key"),
        ('filter = "ab"\n', 1, "key"),
        ('filter = ""\n', 1, "key"),
        ('filter = " "\n', 1, "key"),
        ('note = "b"\nfilter = "b"\n', 2, "twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_holds(
    file: Path, text: str, line: int, key: str
) -> None:
    file.write_text(text, "utf-8")
    mapped, wrong = keymap.read(file)
    assert [(one.line, one.key) for one in wrong] == [(line, key)]
    assert (mapped.get("note") == ("b",)) == (key != "toml" and "note" in text)
    assert wrong[0].reason


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00", b'filter = "\x00"', "ﬁlter = 1".encode()])
def test_any_bytes_are_told(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert keymap.read(file)[1]


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    assert [one.key for one in keymap.read(file)[1]] == ["unreadable"]


@given(
    told=st.dictionaries(
        st.sampled_from(IDS),
        st.lists(st.sampled_from([*"abjqsx/,?1", "f1", "ctrl+f", "alt+1"]), max_size=3),
        max_size=5,
    )
)
def test_no_key_is_left_to_two_commands_that_have_none_in_common_usually(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, list[str]]
) -> None:
    path = tmp_path_factory.mktemp("keys") / keymap.FILE
    path.write_text("".join(f"{name} = {keys}\n" for name, keys in told.items()), "utf-8")
    mapped, wrong = keymap.read(path)
    assert {one.key for one in wrong} <= {"twice"}
    keys = {command.id: mapped.get(command.id, command.usual) for command in COMMANDS}
    assert wrong or all(set(keys[name]) == set(own) for name, own in told.items())
    for one in COMMANDS:
        for other in COMMANDS:
            if one is not other and set(one.usual).isdisjoint(other.usual):
                assert set(keys[one.id]).isdisjoint(keys[other.id])


_APP = r"""
import asyncio, os
from pathlib import Path
from hospital_tui.app import keymap
home = Path(os.environ["HOSPITAL_TUI_HOME"])
keymap.use(home)
from hospital_tui.app.hospital_app import HospitalApp
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader
from hospital_tui.speech import speak
speak("en")

async def run():
    library, reader = Library.open(home), Reader.open(home)
    reader.set("greeted", True)
    app = HospitalApp(library, reader)
    async with app.run_test(size=(120, 40)) as pilot:
        async def press(key):
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        await press("down")
        print("notices", len(app.main.grow.notices()), "line 3" in str(app.main.panes.status.message))
        print("hints", "\n".join(strip.text for strip in app.screen._compositor.render_strips()).count("b Bookmark"))
        await press("m")
        print("m", len(reader.bookmarks()))
        await press("b")
        print("b", len(reader.bookmarks()))
        await press("f")
        print("f", app.focused.__class__.__name__)
        await press("escape")
        await press("5")
        await press("B")
        print("B", app.focused.__class__.__name__)
    library.close(); reader.close()

asyncio.run(run())
"""


def test_the_app_binds_and_shows_the_readers_keys(home: Path) -> None:
    home.mkdir(parents=True)
    (home / keymap.FILE).write_text('bookmark = ["b"]\nfilter = ["f", "B"]\nnothing = "x"\n', "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _APP], capture_output=True, text=True, timeout=600, check=True
    )
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert said["m"] == "0" and said["b"] == "1" and said["hints"] == "1"
    assert said["f"] == said["B"] == "FilterInput"
    assert said["notices"].startswith("1")
