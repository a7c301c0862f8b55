"""What is taken along from a screen of evidence: its rows as a file, the command that makes the same rows."""

import shlex
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hospital_tui.homes import default_home
from hospital_tui.library import Library
from hospital_tui.library.export import Table
from hospital_tui.speech import t


class Taken(NamedTuple):
    """What a screen's rows are as a file."""

    name: str
    """Part of the file's name."""
    rows: int
    table: Callable[[], Table]


def waiting_words(library: Library) -> str:
    """How many figures are left out since a machine read them; "" for none."""
    count = library.waiting_figures()
    return t("recognised.left_out", n=f"{count:,}") if count else ""


def options(**named: object) -> tuple[str, ...]:
    """Options of a command and their values; those of none are left out, several values repeat theirs."""
    found: list[str] = []
    for name, value in named.items():
        for one in value if isinstance(value, (tuple, list)) else () if value is None else (value,):
            found += ["--" + name.replace("_", "-"), str(one)]
    return tuple(found)


def command_line(library: Library, command: Sequence[str], query: str) -> str:
    """A command, with library and filter, as a shell takes it."""
    words = ["hospital-tui", *command]
    if library.home != default_home():
        words += ["--library", str(library.home)]
    asked = query.strip()
    words += ["--", asked] if asked.startswith("-") else [asked] if asked else []
    return shlex.join(words)
