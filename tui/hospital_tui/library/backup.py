"""All that the reader made in one file, and back: own articles with their sources and words, and the reader's own layer.

The file is a zip archive of the home's files by their places, with a compacted journal for the reader's layer. Bringing it
back adds what is missing; what is there otherwise stays, unless it was asked to be replaced.
"""

import contextlib
import errno
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from hospital_tui.library.files.archive import Archive
from hospital_tui.library.files.aside import place_for
from hospital_tui.library.files.atomic import write_bytes
from hospital_tui.library.reader.acts import TABLES
from hospital_tui.library.reader.journal import played_through
from hospital_tui.library.reader.reader import Reader, ReaderError
from hospital_tui.library.records import Count, NoBackupError

_JOURNAL = "reader.journal"
_NAMES = re.compile(
    r"(articles|pictures|sources)/[0-9a-zA-Z]{1,2}/[^./\\:\0-\x1f][^/\\:\0-\x1f]*|vocabulary\.txt"
)
"""Places in a home that a backup holds; whatever else is in an archive is left alone."""
_UNFOLDS, _FREE = 100, 1 << 26
"""How many times its size an archive may unfold to, beyond so many bytes: texts are a tenth, nothing of ours a hundredth."""


def pack(home: Path, reader: Reader, target: Path) -> Count:
    """Write a backup to a file. Raises OSError; then there is none."""
    target = Path(os.path.realpath(target))
    if target.exists() and not target.is_file():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    import tempfile  # opening a library stays light

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        files = 0
        with Archive(name) as archive:
            rows, journal = reader.packed()
            archive.writestr(_JOURNAL, journal)
            for path in _files(home):
                archive.write(path, path.relative_to(home).as_posix())
                files += 1
        with open(name, "rb") as file:  # noqa: PTH123 (a number is wanted)
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return Count(rows, files)


def _files(home: Path) -> Iterator[Path]:
    for folder in ("articles", "pictures", "sources"):
        yield from sorted(path for path in (home / folder).glob("*/*") if not path.name.startswith("."))
    if (home / "vocabulary.txt").is_file():
        yield home / "vocabulary.txt"


def unpack(home: Path, reader: Reader, source: Path, *, overwrite: bool = False) -> Count:
    """Bring a backup back. Raises OSError, ReaderError, NoBackupError; what was brought back before that stays."""
    if source.exists() and not source.is_file():
        raise NoBackupError(str(source))
    aside = place_for(home / "replaced")
    with _opened(source) as archive:
        names = sorted(set(filter(_NAMES.fullmatch, archive.namelist())))
        journal = _taken(archive, names)
        # Sources last: a source at hand says that all its articles are.
        fates = Counter(_put(home, name, archive.read(name), aside if overwrite else None) for name in names)
    rows, kept = reader.unpacked(journal, overwrite=overwrite)
    return Count(rows, fates["put"], fates["stayed"] + kept, aside if aside.exists() else None)


def _put(home: Path, name: str, data: bytes, aside: Path | None) -> Literal["put", "same", "stayed"]:
    """Put a file in its place; where another is there it stays, or goes aside, if there is such a folder."""
    path = home / name
    if not path.exists():
        write_bytes(path, data, own=True)
        return "put"
    held = path.read_bytes()
    if held == data or path.parent == home:  # words grow by themselves
        return "same"
    if aside is None:
        return "stayed"
    write_bytes(aside / name, held, own=True)
    write_bytes(path, data, own=True)
    return "put"


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """An archive. Raises NoBackupError for all that can be wrong with one; OSError where it cannot be opened."""
    with source.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except Exception as error:
            raise NoBackupError(str(source)) from error
        yield archive


def _taken(archive: zipfile.ZipFile, names: Sequence[str]) -> bytes:
    """The journal, once everything could be read. Raises NoBackupError; ReaderError where a later version packed it."""
    journal = _read(archive, names)
    played = played_through(journal)
    if not played.whole:
        raise NoBackupError(str(archive.filename))
    if not all(
        name in TABLES and all(map(TABLES[name].fits, rows.values())) for name, rows in played.state.items()
    ):
        raise ReaderError("newer than this program")
    return journal


def _read(archive: zipfile.ZipFile, names: Sequence[str]) -> bytes:
    """The journal; the files are read to their ends as well. Raises NoBackupError."""
    try:
        infos = [archive.getinfo(name) for name in (*names, _JOURNAL)]
        packed = os.fstat(archive.fp.fileno()).st_size  # type: ignore[union-attr]
        if sum(one.file_size for one in infos) > _FREE + _UNFOLDS * packed:
            raise NoBackupError(str(archive.filename))
        for one in infos:
            with archive.open(one) as member:
                while member.read(1 << 20):
                    pass
        return archive.read(_JOURNAL)
    except Exception as error:  # a dozen ways to say that bytes are no archive
        raise NoBackupError(str(archive.filename)) from error
