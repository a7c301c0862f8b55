"""The first picture: the last frame of the main screen, painted at the next start before Textual is imported.

Imports are three quarters of a start. The frame is kept under everything that it depends on: size, arguments, terminal,
language, version, and the files of library and reader as they lay on disk at the end. Where any of it differs, where the
file is damaged or not the reader's own, nothing is painted. Nothing here imports Textual or SQLite.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any
from zlib import crc32

from hospital_tui import __version__
from hospital_tui.homes import default_cache, default_home

if sys.platform == "win32":  # no POSIX terminal: start as ever

    def _quieted() -> list[Any] | None:
        return None

    def _as_before(attributes: list[Any], *, forget: bool) -> None: ...

else:
    import termios

    def _quieted() -> list[Any] | None:
        """The terminal's settings, after it was told to keep what is typed; None where there is no terminal."""
        try:
            attributes, quiet = termios.tcgetattr(0), termios.tcgetattr(0)
            quiet[0] &= ~(termios.ICRNL | termios.IXON)
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            termios.tcsetattr(0, termios.TCSANOW, quiet)
        except (OSError, termios.error):
            return None
        return attributes

    def _as_before(attributes: list[Any], *, forget: bool) -> None:
        with suppress(OSError, termios.error):
            termios.tcsetattr(0, termios.TCSAFLUSH if forget else termios.TCSANOW, attributes)


_MAGIC = b"hospital-tui picture 1\n"
_MOST = 4 << 20
"""A larger file is no frame."""
_ENVIRONMENT = (
    "TERM",
    "COLORTERM",
    "NO_COLOR",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "TEXTUAL_COLOR_SYSTEM",
    "TMUX",
    "SSH_TTY",
)
PROBE = "\x1b[2;1H①\x1b[6n\x1b[2;1H\x1b[2K\x1b[c"
"""Asks how wide the terminal draws ambiguous characters: where the cursor is after one, gone before it is seen; and what it
can (DA1). The answers come, if ever, among what is typed, where they are known from keys (`terminal_keys`)."""
ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"


class Painted:
    """A frame that stands on the screen until the app takes over."""

    def __init__(self, attributes: list[Any]) -> None:
        self.attributes = attributes
        """The terminal's settings as they were."""
        self.taken_over = False
        self._before: dict[int, Any] = {}
        self._end = self._ended  # one object, to be known again

    def _ended(self, number: int, _: FrameType | None) -> None:
        self.restore()
        os._exit(128 + number)

    def guard(self) -> None:
        """Let a signal that comes before the app is there leave a clean terminal."""
        import signal

        ending = [signal.SIGTERM]
        if sys.platform != "win32":
            ending.append(signal.SIGHUP)
        for number in ending:
            self._before[number] = signal.signal(number, self._end)

    def take_over(self) -> None:
        """The app has the terminal: from here on it ends as it always does."""
        import signal

        self.taken_over = True
        for number, handler in self._before.items():
            if signal.getsignal(number) is self._end:
                signal.signal(number, handler)

    def restore(self) -> None:
        """Leave the screen as it was before the frame, where the app never took over."""
        if not self.taken_over:
            with suppress(OSError):
                os.write(1, f"{LEAVE}\x1b[?25h".encode())
        _as_before(
            self.attributes, forget=not self.taken_over
        )  # the answer to a question is no command of a shell


_painted: Painted | None = None


def painted() -> Painted | None:
    """The frame that was painted in this process, if one was."""
    return _painted


def paint(home: Path | None, lang: str | None, *, kitty: bool = False) -> Painted | None:
    """Paint the kept frame, and let the terminal keep what is typed; none where there is no frame for this start."""
    global _painted
    frame = _kept(home, lang, kitty)
    attributes = _quieted() if frame is not None else None
    if frame is None or attributes is None:
        return None
    _painted = Painted(attributes)
    try:
        _painted.guard()
        _write(f"{ENTER}\x1b[?25l\x1b[?7l{PROBE}".encode() + frame)
    except (OSError, ValueError):
        _painted.restore()
        _painted = None
    return _painted


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]


def file_of(home: Path) -> Path:
    """Where the frame of a home is kept."""
    return default_cache() / f"picture-{crc32(os.fsencode(home.absolute())):08x}"


def _condition(home: Path, lang: str | None, kitty: bool, size: tuple[int, int]) -> str:
    """All that the frame depends on beside files, in one line."""
    here = (__version__, sys.version.split()[0], home.absolute(), lang, kitty, *size)
    return repr((*map(str, here), *(os.environ.get(name) for name in _ENVIRONMENT)))


def _stamp(path: Path) -> str:
    """A file as it lies on disk: size, time, number, path; `-` for the first three where there is none."""
    try:
        found = path.stat()
    except OSError:
        return f"- - - {path}"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino} {path}"


def _read(path: Path) -> tuple[list[str], bytes]:
    """The lines at the head of a kept file, and its frame. Raises OSError, ValueError where it is not ours."""
    found = path.stat()
    if found.st_size > _MOST or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        raise ValueError(path)
    data = path.read_bytes()
    if not data.startswith(_MAGIC):
        raise ValueError(path)
    head, _, frame = data.removeprefix(_MAGIC).partition(b"\n\n")
    return head.decode("utf-8", "surrogateescape").split("\n"), frame


def _kept(home: Path | None, lang: str | None, kitty: bool) -> bytes | None:
    """The frame that was kept for this start, where nothing that it depends on has changed."""
    try:
        home = home or default_home()
        (condition, check, *stamps), frame = _read(file_of(home))
        here = _condition(home, lang, kitty, os.get_terminal_size(1))
    except (OSError, ValueError):
        return None
    if not stamps or (condition, check) != (here, f"{crc32(frame):08x}"):
        return None
    unchanged = all(_stamp(Path(stamp.split(" ", 3)[-1])) == stamp for stamp in stamps)
    return frame if unchanged else None


def keep(
    frame: str | None, files: Iterable[Path], home: Path | None, lang: str | None, *, kitty: bool = False
) -> None:
    """Keep the last frame, or drop the one that is there; never raises. files: those that it must be dropped with."""
    try:
        home = home or default_home()
        path = file_of(home)
        if frame is None:
            path.unlink(missing_ok=True)
            return
        data = frame.encode("utf-8", "replace")
        lines = (
            _condition(home, lang, kitty, os.get_terminal_size(1)),
            f"{crc32(data):08x}",
            *(_stamp(file.absolute()) for file in files),
        )
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(FileNotFoundError):
            draft.unlink()
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(_MAGIC + "\n".join(lines).encode("utf-8", "surrogateescape") + b"\n\n" + data)
        draft.replace(path)
    except (OSError, ValueError):
        return


def taking_over(driver: Any) -> type:
    """A driver that takes over the painted screen without clearing it, or asks what the picture would have asked."""

    def started(self: Any) -> None:
        driver.start_application_mode(self)
        standing = painted()
        if standing is not None:
            self.attrs_before = standing.attributes
            standing.take_over()
        else:
            self.write(PROBE)
            self.flush()

    def write(self: Any, data: str) -> None:
        standing = painted()
        if data == ENTER and standing is not None and not standing.taken_over:
            return
        driver.write(self, data)

    own = {"start_application_mode": started, "write": write, "__module__": driver.__module__}
    return type(driver.__name__, (driver,), own)
