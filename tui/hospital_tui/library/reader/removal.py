"""Articles that were taken out: their files lie aside, as long as that can be undone."""

import contextlib
import errno
import os
from pathlib import Path

import msgspec

from hospital_tui.library.files.aside import copy, place_for
from hospital_tui.library.files.atomic import move
from hospital_tui.library.reader.acts import Act, Change
from hospital_tui.library.reader.keeping import Kept, ReaderError, Undone, now
from hospital_tui.library.reader.tables import row_of

_FOLDER = "removed"


def note(kept: Kept, home: Path, article_id: str, hospital: str, title: str, files: list[str]) -> Act:
    """Write down that an article is taken out, and let go of what can no longer be undone. Raises ReaderError."""
    place = place_for(home / _FOLDER).relative_to(home).as_posix()
    row = (article_id, hospital, title, msgspec.json.encode([place, *files]).decode(), now())
    act = kept.act("remove", lambda c: [Change("removed", article_id, row_of(c, "removed", article_id), row)])
    assert act is not None  # it has a time of its own
    held = {place_of(home, act) / name for act in kept.undoable() for name in files_of(act)}
    for path in sorted((home / _FOLDER).rglob("*"), reverse=True):
        if path.is_dir():
            with contextlib.suppress(OSError):  # not empty
                path.rmdir()
        elif path not in held:
            path.unlink(missing_ok=True)
    return act


def check(home: Path, act: Act) -> None:
    """Raises FileNotFoundError where the file of the article is not there: somebody took it away meanwhile."""
    for name in files_of(act):
        if name.startswith("articles/") and not (home / name).exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(home / name))


def undo(kept: Kept, home: Path) -> Undone | None:
    """Take back the last act; files that it moved aside are in their places before that is written down: a kill leaves them there.

    Where others are in their places now, those stay, and the former ones go where nothing removes them.
    Raises OSError, ReaderError.
    """
    moved: list[tuple[Path, list[str]]] = []
    aside: list[Path] = []

    def put_back(act: Act) -> None:
        names, place = (
            [name for name in files_of(act) if (place_of(home, act) / name).is_file()],
            place_of(home, act),
        )
        taken = [name for name in names if (home / name).exists()]
        if any((home / name).read_bytes() != (place / name).read_bytes() for name in taken):
            aside.append(copy(home, [place / name for name in taken], below=place))
        moved.append((place, move(place, home, [name for name in names if name not in taken])))

    try:
        undone = kept.undo(put_back)
    except ReaderError:
        for place, names in moved:
            move(home, place, names)
        raise
    return msgspec.structs.replace(undone, aside=aside[0]) if undone is not None and aside else undone


def place_of(home: Path, act: Act) -> Path:
    """Where the files of the article that an act took out lie as they did in the home."""
    return home / next((name for name in _told(act) if name.startswith(f"{_FOLDER}/")), _FOLDER)


def files_of(act: Act) -> list[str]:
    """The files of the article that an act took out; none of another act."""
    return [name for name in _told(act) if not name.startswith(f"{_FOLDER}/")]


def _told(act: Act) -> list[str]:
    row = next((change.after for change in act.changes if change.table == "removed"), None)
    return msgspec.json.decode(str(row[3]), type=list[str]) if row else []
