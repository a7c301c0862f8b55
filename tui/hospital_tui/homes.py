"""Where the reader's own things lie. Beside the model, since the language of a first word is looked up there too."""

import errno
import os
import stat
import sys
from pathlib import Path

_PAGE = "HOSPITAL_TUI_BROWSER"


def default_home() -> Path:
    """The reader's own folder: HOSPITAL_TUI_HOME, else where the system keeps a user's data. Raises OSError."""
    if told := os.environ.get("HOSPITAL_TUI_HOME"):
        return expanded(told)
    return system_folder("user_data_dir", "XDG_DATA_HOME", "~/.local/share")


def default_cache() -> Path:
    """Where what can be made again is kept: HOSPITAL_TUI_CACHE, else where the system keeps caches. Raises OSError."""
    if told := os.environ.get("HOSPITAL_TUI_CACHE"):
        return expanded(told)
    return system_folder("user_cache_dir", "XDG_CACHE_HOME", "~/.cache")


def in_browser() -> bool:
    """Whether the app is shown on a page, by `hospital-tui serve`: what it reads and writes is the server's then.

    Not where a shell exported as much: a server is at the other end of a pipe.
    """
    if os.environ.get(_PAGE) not in ("reads", "uploads"):
        return False
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def takes_uploads() -> bool:
    """Whether a reader on a page has a home that lasts, for articles of their own beside those of the server."""
    return os.environ.get(_PAGE) == "uploads"


def reader_name() -> str:
    """How the reader is called where what they said goes to others: HOSPITAL_TUI_NAME, else as the system knows them."""
    import getpass

    try:
        return os.environ.get("HOSPITAL_TUI_NAME", "").strip() or getpass.getuser()
    except (OSError, KeyError):  # a system on which the user has no name
        return "?"


def system_folder(kind: str, variable: str, usual: str) -> Path:
    """The program's folder of a kind; on Linux by the rule that platformdirs follows there, without its 8 ms."""
    if sys.platform == "linux":
        return expanded(os.environ.get(variable, "").strip() or usual) / "hospital-tui"
    import platformdirs

    return Path(getattr(platformdirs, kind)("hospital-tui", appauthor=False))


def expanded(told: str) -> Path:
    """A path with ~ and ~user in it. Raises FileNotFoundError where there is no such user."""
    try:
        return Path(told).expanduser()
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), told) from error
