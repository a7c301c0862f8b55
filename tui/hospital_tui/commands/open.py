"""`hospital-tui open FILE...`, or `hospital-tui FILE...`: read in the app without keeping.

The files are added to a library that lasts as long as the app does and holds nothing else; bookmarks, notes and corrections
go into the reader's own file all the same, where they are found again when the articles are added for good. The key that
adds articles keeps these.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import on_terminal, tell
from hospital_tui.commands.spoken import command
from hospital_tui.homes import default_home
from hospital_tui.ingest.sources import STANDARD_INPUT, standard_input
from hospital_tui.library.files import Passing, at_hand, lend
from hospital_tui.speech import spoken

_ADDRESS = re.compile(r"[0-9a-f]{12}(@|-)[0-9]{1,12}")
"""An article, or a passage or figure as references name it."""
_GIVEN = "stdin"
_TERMINAL = "CON" if sys.platform == "win32" else "/dev/tty"


def can_be_opened(word: str) -> bool:
    """Whether a word that is no command names something to read."""
    return word == STANDARD_INPUT or os.path.exists(word)  # noqa: PTH110 (Path raises for a NUL in it)


def _is_address(word: str) -> bool:
    """Whether a word names an article, a passage or a figure, and no file."""
    return _ADDRESS.fullmatch(word) is not None and not can_be_opened(word)


@command("open")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@library_option
@click.pass_context
def open_command(ctx: click.Context, files: tuple[str, ...], library: Path | None) -> int:
    """Open files in the app."""
    if not on_terminal():
        raise CommandError("no-terminal")
    root = ctx.find_root()
    start = partial(root.obj.start, **{**root.params, "library": library and str(library)})
    if len(files) == 1 and _is_address(files[0]):
        begin_at(files[0], library)
        code: int = start()
        return code
    return _read(files, library or default_home(), start)


def _read(files: Sequence[str], own: Path, start: Callable[..., int]) -> int:
    """The app with these files alone, for the reader of a home; the exit code. Raises CommandError."""
    with tempfile.TemporaryDirectory(prefix="hospital-tui-", ignore_cleanup_errors=True) as folder:
        home, ended = _lent(Path(folder), own, files)
        if not any(home.glob("articles/*/*")):
            return ended or 2
        if STANDARD_INPUT in files:
            _keys_from_terminal()
        code = start(reading=home)
        kept = all(at_hand(path.name.partition(".")[0], own) for path in home.glob("sources/*/*"))
    if not kept:
        tell("open.not-kept", files=" ".join(files))
    return code


def _lent(folder: Path, own: Path, files: Sequence[str]) -> tuple[Path, int]:
    """A library of these files alone that the reader of another's home is lent, and how adding them ended."""
    home, text = folder / "library", folder / _GIVEN
    given = standard_input() if STANDARD_INPUT in files else None
    text.write_bytes(given or b"")
    named = (str(text if file == STANDARD_INPUT else Path(file).absolute()) for file in files)
    lend(home, Passing(str(own.absolute()), tuple(named)))
    os.environ["HOSPITAL_TUI_CACHE"] = str(folder / "cache")
    os.environ["HOSPITAL_TUI_BUNDLED"] = str(folder / "nothing")
    program = [sys.executable, "-m", "hospital_tui", "--lang", spoken(), "add", "--quiet"]
    added = subprocess.run([*program, "--library", str(home), "--", *files], input=given, check=False)
    return home, added.returncode


def begin_at(address: str, home: Path | None) -> None:
    """Let the app begin where an address leads, as if the reader had been there last. Raises CommandError."""
    with opened(home) as held:
        found = held.located(address)
        if found is None:
            raise CommandError("cite.nothing", place=address)
        article, passage, figure = found
        passage = passage or next(article.selectable(), None)
        if passage is None:
            raise CommandError("cite.nothing", place=address)
        held.reader.remember(article.id, passage.id, figure.at[0] if figure else 0)


def _keys_from_terminal() -> None:
    """Standard input was the text: what is typed comes from the terminal itself. Raises CommandError."""
    with refused("no-terminal", OSError):
        terminal = os.open(_TERMINAL, os.O_RDWR)
    os.dup2(terminal, 0)
    os.close(terminal)
