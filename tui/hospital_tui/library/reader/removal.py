"""Articles that were taken out: their files lie aside, as long as that can be undone."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from hospital_tui.library.files.atomic import move
from hospital_tui.library.reader.acts import Act, Change
from hospital_tui.library.reader.keeping import Kept, now
from hospital_tui.library.reader.tables import row_of


def folder_of(home: Path) -> Path:
    """Where the files lie."""
    return home / "removed"


def note(kept: Kept, home: Path, article_id: str, hospital: str, title: str, files: list[str]) -> Act:
    """Write down that an article is taken out, and let go of what can no longer be undone. Raises ReaderError."""
    row = (article_id, hospital, title, msgspec.json.encode(files).decode(), now())
    act = kept.act("remove", lambda c: [Change("removed", article_id, row_of(c, "removed", article_id), row)])
    assert act is not None  # it has a time of its own
    held = {name for act in kept.undoable() if act.what == "remove" for name in files_of(act)}
    if folder_of(home).is_dir():
        for path in [*folder_of(home).rglob("*")]:
            if path.is_file() and path.relative_to(folder_of(home)).as_posix() not in held:
                path.unlink(missing_ok=True)
    return act


def check(home: Path, act: Act) -> None:
    """Raises FileNotFoundError where the file of the article is not there: somebody took it away meanwhile."""
    for name in files_of(act):
        if name.startswith("articles/") and not (home / name).exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(home / name))


def put_back(home: Path, names: Iterable[str]) -> list[str]:
    """Put files that were moved aside into their places, where nothing else is there now; which. Raises OSError."""
    return move(folder_of(home), home, [name for name in names if not (home / name).exists()])


def files_of(act: Act) -> list[str]:
    """The files of the article that an act took out; none of another act."""
    row = next((change.after for change in act.changes if change.table == "removed"), None)
    return msgspec.json.decode(str(row[3]), type=list[str]) if row else []
