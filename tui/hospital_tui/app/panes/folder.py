"""What a folder holds that can be added: folders to go into, and sources."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hospital_tui.app.widgets.rows import Line, RowList
from hospital_tui.formats import CHOSEN
from hospital_tui.speech import t


class Entry(NamedTuple):
    """One row: where it leads, and what it is called."""

    path: Path
    name: str
    folder: bool
    size: int = 0
    """Bytes of a file."""


def read_folder(folder: Path) -> list[Entry]:
    """The folder above, the folders, then the sources, by name; hidden ones are left out. Raises OSError."""
    folders, files = [], []
    with os.scandir(folder) as found:
        for item in found:
            if item.name.startswith((".", "~$")):
                continue
            try:
                if item.is_dir():
                    folders.append(Entry(folder / item.name, item.name, True))
                elif item.name.lower().endswith(CHOSEN) and item.is_file():
                    files.append(Entry(folder / item.name, item.name, False, item.stat().st_size))
            except OSError:
                continue  # gone since the folder was read, or a link that leads nowhere
    above = [Entry(folder.parent, "..", True)] if folder.parent != folder else []
    by_name = lambda entry: entry.name.casefold()  # noqa: E731
    return [*above, *sorted(folders, key=by_name), *sorted(files, key=by_name)]


def size_words(size: int) -> str:
    """Bytes for the eye."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:,.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):,.1f} MB"


class FolderList(RowList):
    """The rows of a folder; only those on the screen are drawn, however many there are."""

    DEFAULT_CSS = """
    FolderList { height: 16; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()
        self.reading = True
        """The folder is being read."""
        self.narrowed = False
        """Only what goes on from what is typed is shown."""

    def show(self, entries: Sequence[Entry], cursor: int = 0) -> None:
        """Take up a folder."""
        self.entries, self.reading = entries, False
        self.rows_changed(cursor)

    def entry(self) -> Entry | None:
        """The row under the cursor."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def row_count(self) -> int:
        """One row an entry."""
        return len(self.entries)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Folders with a stroke behind the name, files with their size."""
        entry = self.entries[row]
        if entry.folder:
            return (Line([(entry.name + "/", "accent")]),)
        return (Line([(entry.name, "")], [(size_words(entry.size), "quiet")]),)

    def empty_text(self) -> str:
        """The folder is being read, or holds nothing."""
        return t("add.reading" if self.reading else "add.no_such" if self.narrowed else "add.empty")
