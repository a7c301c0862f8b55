"""Articles that were taken out: their files lie aside, as long as that can be undone."""

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


def note(kept: Kept, home: Path, article_id: str, hospital: str, title: str, files: list[str]) -> None:
    """Write down that an article was taken out, and let go of what can no longer be undone. Raises ReaderError."""
    row = (article_id, hospital, title, msgspec.json.encode(files).decode(), now())
    kept.act("remove", lambda c: [Change("removed", article_id, row_of(c, "removed", article_id), row)])
    held = {name for act in kept.undoable() if act.what == "remove" for name in files_of(act)}
    if folder_of(home).is_dir():
        for path in [*folder_of(home).rglob("*")]:
            if path.is_file() and path.relative_to(folder_of(home)).as_posix() not in held:
                path.unlink(missing_ok=True)


def bring_back(home: Path, act: Act) -> None:
    """Put the files of an article that was taken out into their places, where nothing else is there now."""
    put_back(home, files_of(act))


def put_back(home: Path, names: Iterable[str]) -> None:
    """Put files that were moved aside into their places, where nothing else is there now. Raises OSError."""
    move(folder_of(home), home, [name for name in names if not (home / name).exists()])


def files_of(act: Act) -> list[str]:
    """The files that were moved."""
    row = next((change.after for change in act.changes if change.after), None)
    return msgspec.json.decode(str(row[3]), type=list[str]) if row else []
