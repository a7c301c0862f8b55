"""Writing files so that a reader of them sees the old or the new one, never half of it."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path


def write_bytes(path: Path, data: bytes, *, own: bool = False) -> None:
    """Write `data` to a new file beside `path` and put it in its place. Raises OSError; then nothing has changed.

    own: the reader's own: the disk has it when this returns, so that no power cut takes it, and nobody else reads it.
    """
    import tempfile

    _make_folder(path.parent, own=own)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if own:
                file.flush()
                os.fsync(file.fileno())
        if not own:
            _usual_mode(name)
        Path(name).replace(path)
        if own:
            settle(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def write_named(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write a file that a person named: into a folder that is there, and not over another file unless that was said.

    What is no file (a pipe, a terminal) takes it as it comes; what a link leads to is written, and the link stays.
    Raises FileExistsError, or another OSError; then nothing has changed.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        _pour(path, data)
        return
    path = Path(os.path.realpath(path))
    if not overwrite and path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if not path.parent.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    write_bytes(path, data)


def _pour(path: Path, data: bytes) -> None:
    """Write into a pipe or a device, when somebody reads it. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    if sys.platform != "win32":
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it, for the reader alone; what is there stays as it is. Raises OSError."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(0o700, exist_ok=True)
    if not folder.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def private(name: str, flags: int) -> int:
    """An `opener` of files that nobody else reads."""
    return os.open(name, flags, 0o600)


def move(home: Path, aside: Path, names: Iterable[str]) -> list[str]:
    """Move files of one folder into another, under the names that they have there; those that there were.

    Raises OSError; then all are where they were.
    """
    moved: list[str] = []
    try:
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                private_folder((aside / name).parent)
                (home / name).replace(aside / name)
                moved.append(name)
    except OSError:
        for name in moved:
            with contextlib.suppress(OSError):
                (aside / name).replace(home / name)
        raise
    return moved


def settle(folder: Path) -> None:
    """Wait until the disk knows which files a folder holds, where the system can tell."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_folder(folder: Path, *, own: bool) -> None:
    """Make a folder where there is none. A file in its place is no file that would be overwritten."""
    try:
        if own:
            private_folder(folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def write_text(path: Path, text: str, *, encoding: str = "utf-8", own: bool = False) -> None:
    """Write `text`, line ends as they stand. Raises OSError; then nothing has changed."""
    write_bytes(path, text.encode(encoding), own=own)


def _usual_mode(name: str) -> None:
    """Readable as any new file is: a temporary one is private to its owner."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
