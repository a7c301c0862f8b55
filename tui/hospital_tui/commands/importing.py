"""`hospital-tui import FILE...`: what a colleague corrected, confirmed, marked and tagged."""

import errno
import os
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import get_args

import click

from hospital_tui.commands.failure import refused
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library.importing import Fate, NotOursError, Row, rows_of
from hospital_tui.speech import t
from hospital_tui.text.visible import visible

_MOST = 1 << 28
"""Bytes of an export; that is a million rows."""


@command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True)
@library_option
def import_command(files: tuple[Path, ...], overwrite: bool, library: Path | None) -> int:
    """Take up a colleague's exports; 1 where something stayed out."""
    rows = list(chain.from_iterable(map(_rows, files)))
    with opened(library) as held:
        brought = held.bring_in(rows, overwrite=overwrite)
    stayed = [one for one in brought if one.fate in ("conflict", "homeless")]
    for one in stayed:
        words = t(f"import.{one.fate}", kind=t(f"import.kind.{one.kind}"), mine=one.mine, theirs=one.theirs)
        result(f"{one.address}  {visible(words)}")
    counted = Counter(one.fate for one in brought)
    tell("import.counted", **{fate: counted[fate] for fate in get_args(Fate)})
    return 1 if stayed else 0


def _rows(file: Path) -> list[Row]:
    """What a colleague's export brings. Raises CommandError."""
    unreadable = refused("import.unreadable", OSError, file=file)
    with unreadable, refused("import.not-ours", NotOursError, file=file):
        return rows_of(_read(file))


def _read(file: Path) -> bytes:
    """What a file or a pipe holds; nobody waits for a pipe into which nobody writes. Raises OSError."""
    with open(file, "rb", opener=_at_once) as opened_file:
        data = opened_file.read(_MOST + 1)
    if len(data) > _MOST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return data


def _at_once(name: str, flags: int) -> int:
    handle = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if sys.platform != "win32":
        os.set_blocking(handle, True)
    return handle
