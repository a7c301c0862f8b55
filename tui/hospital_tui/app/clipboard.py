"""Copying: the system's clipboard where the program runs at hand, else the terminal's by OSC 52, else a file.

Which way it went is always said: a copy that silently goes nowhere is worse than none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from hospital_tui.homes import in_browser
from hospital_tui.library.files import write_text
from hospital_tui.speech import why

Way = Literal["clipboard", "terminal", "file", "failed"]


class Copied(NamedTuple):
    """How a copy went."""

    way: Way
    path: Path | None = None
    """The file that holds the words as well, where the way is not sure to work."""
    reason: str = ""


_PROGRAMS: tuple[tuple[str, tuple[str, ...], str | None], ...] = (
    ("pbcopy", (), None),
    ("wl-copy", (), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("--clipboard", "--input"), "DISPLAY"),
    ("clip.exe", (), None),
)
"""Program, its arguments, and the variable without which it has no clipboard to reach."""


def copy(words: str, *, terminal: Callable[[str], None], keep_in: Path) -> Copied:
    """Copy words; `terminal` sends OSC 52, `keep_in` is the file for where that may not work."""
    program = None if is_remote() else native()
    if program is not None and _handed_over(program, words):
        return Copied("clipboard")
    try:
        write_text(keep_in, words, own=True)
    except OSError as error:
        terminal(words)
        return Copied("failed", reason=why(error)) if not speaks_osc52() else Copied("terminal", None)
    if not speaks_osc52():
        return Copied("file", keep_in)
    terminal(words)
    return Copied("terminal", keep_in)


def is_remote() -> bool:
    """Whether the program runs on another machine than the terminal."""
    return in_browser() or any(map(os.environ.get, ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")))


def speaks_osc52() -> bool:
    """Whether the terminal may know OSC 52; the console of Linux and dumb terminals do not."""
    return os.environ.get("TERM", "") not in ("", "dumb", "linux")


def native() -> Sequence[str] | None:
    """The command that fills the system's clipboard; none where there is none."""
    if sys.platform == "win32":
        return ("clip",)
    for name, arguments, variable in _PROGRAMS:
        if (variable is None or os.environ.get(variable)) and (found := shutil.which(name)):
            return (found, *arguments)
    return None


def _handed_over(command: Sequence[str], words: str) -> bool:
    """Whether the command took the words."""
    data = words.encode("utf-16-le" if Path(command[0]).stem == "clip" else "utf-8")
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=2, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
