"""Style sheets that are kept from one start to the next are those that would be read; Textual is read without what nobody asks for."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hospital_tui.app import sheets
from hospital_tui.app.panes.reading_page import ArticlePage
from hospital_tui.app.sheets import Sheets
from hospital_tui.app.themes import role_defaults
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

COLOURS = App().get_css_variables() | role_defaults()
SHEETS = [
    *(kind.DEFAULT_CSS for kind in (Input, Widget, Screen, ArticlePage)),
    "#a.-b > .c:focus { border: round $rule; padding: 0 1; color: $quiet 40%; & Static { width: 1fr; } }",
    "A, B .c { background: $panel !important; text-style: bold underline; offset: 3 -1; layers: base above; }",
]
Begin = Callable[[], Callable[[], None]]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Begin as a fresh process would; afterwards nothing is known that was not before."""
    every = (sheets._read, sheets._kept, sheets._new)
    before = dict(sheets._kept), dict(sheets._new)

    def start() -> Callable[[], None]:
        for one in every:
            one.clear()
        return sheets.keep(lambda: tmp_path / "cache")

    yield start
    sheets._read.clear()
    for one, was in zip((sheets._kept, sheets._new), before, strict=True):
        one.clear()
        one.update(was)


def read(sheet: Stylesheet, css: str) -> list[Any]:
    """What is to be known of the rules of a sheet."""
    sheet.add_source(
        css, ("here", css[:9]), is_default_css=css is SHEETS[0], scope="Input" * (css is SHEETS[0])
    )
    return [
        (
            repr(rule.selector_set),
            rule.selectors,
            rule.is_default_rules,
            rule.tie_breaker,
            repr(rule.styles.get_rules()),
        )
        for rule in sheet.rules
    ]


def as_ever(**colours: str) -> list[list[Any]]:
    return [read(Stylesheet(variables=COLOURS | colours), css) for css in SHEETS]


def as_kept(**colours: str) -> list[list[Any]]:
    return [read(Sheets(variables=COLOURS | colours).copy(), css) for css in SHEETS]


def test_what_is_kept_is_what_would_be_read(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, other = as_ever(), as_ever(panel="#ffffff")
    write = begin()
    assert as_kept() == wanted
    assert as_kept(panel="#ffffff") == other != wanted
    write()
    (path,) = (tmp_path / "cache").iterdir()
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    begin()
    monkeypatch.setattr("textual.css.stylesheet.parse", None)  # whoever reads now fails
    assert as_kept() == wanted
    assert as_kept(panel="#ffffff") == other


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_no_file(begin: Begin, tmp_path: Path, seed: int) -> None:
    write, chance = begin(), random.Random(seed)
    wanted = as_kept()
    write()
    (path,) = (tmp_path / "cache").iterdir()
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
    begin()
    assert as_kept() == wanted


def test_what_is_no_sheet_is_read_anew(begin: Begin, tmp_path: Path) -> None:
    write = begin()
    wanted = as_kept()
    sheets._new.update(dict.fromkeys(sheets._new, b"cos\nnothing\n."))
    write()
    begin()
    assert as_kept() == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files")
def test_a_file_that_others_may_write_is_none_of_ours(begin: Begin, tmp_path: Path) -> None:
    write = begin()
    as_kept()
    write()
    (path,) = (tmp_path / "cache").iterdir()
    path.chmod(0o620)
    begin()
    assert not sheets._kept


STANDING_IN = """
import sys
from hospital_tui.app.start import import_textual, prepare
prepare()
{before}
import_textual()
import textual.app
assert textual.app.App
assert {gone} == [name for name in ("ssl", "textual.command") if name not in sys.modules]
import ssl, textual.command
assert ssl.SSLContext and textual.command.__file__ and issubclass(textual.command.CommandPalette, textual.screen.Screen)
import hospital_tui.app.hospital_app
"""


@pytest.mark.parametrize(
    ("before", "gone"),
    [("", ["ssl", "textual.command"]), ("import ssl", ["textual.command"])],
    ids=["fresh", "one-is-there"],
)
def test_textual_is_read_without_what_nobody_asks_for(before: str, gone: list[str]) -> None:
    program = STANDING_IN.format(before=before, gone=gone)
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
