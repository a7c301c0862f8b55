"""Writing files so that a reader of them sees the old or the new one, never half of it."""

import contextlib
import errno
import os
from pathlib import Path


def write_bytes(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write `data` to a new file beside `path` and put it in its place. Raises OSError; then nothing has changed.

    durable: wait until the disk has it, for what a power cut must not take.
    """
    import tempfile

    _make_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        _usual_mode(name)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def write_named(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write a file that a person named: into a folder that is there, and not over another file unless that was said.

    Raises FileExistsError, or another OSError; then nothing has changed.
    """
    if not overwrite and path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if not path.parent.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    write_bytes(path, data)


def _make_folder(folder: Path) -> None:
    """Make a folder where there is none. A file in its place is no file that would be overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def write_text(path: Path, text: str, *, encoding: str = "utf-8", durable: bool = False) -> None:
    """Write `text`, line ends as they stand. Raises OSError; then nothing has changed."""
    write_bytes(path, text.encode(encoding), durable=durable)


def _usual_mode(name: str) -> None:
    """Readable as any new file is: a temporary one is private to its owner."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
