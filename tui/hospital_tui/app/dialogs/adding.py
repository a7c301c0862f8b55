"""Choosing what to add: a path that is typed, pasted or dropped, or a file or folder out of a list."""

import shlex
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from hospital_tui.app.copying import short_path
from hospital_tui.app.dialogs.dialog import LEAPS, STEPS, Dialog
from hospital_tui.app.panes.folder import Entry, FolderList, read_folder
from hospital_tui.app.typed_paths import completed, exists, going_on, split_typed, typed_links, typed_paths
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.lineinput import LineInput
from hospital_tui.app.widgets.rows import RowList
from hospital_tui.speech import t, why

_ROOM = 56
"""Cells of a path in a message."""


class PathInput(LineInput):
    """A field for paths; several that are pasted, one a line, stand in it one beside the other."""

    def pasted(self, words: str) -> str:
        """Paths as a shell would take them."""
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        return lines[0] if len(lines) == 1 else shlex.join(lines)


class AddScreen(Dialog[tuple[str, ...]]):
    """Hands back the paths to add."""

    DEFAULT_CSS = """
    AddScreen .below { height: 3; margin-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *STEPS,
        *LEAPS,
        Binding("ctrl+a", "whole", "whole folder", show=False, priority=True),
        Binding("left,backspace", "above", "above", show=False, priority=True),
        Binding("right", "into", "into", show=False, priority=True),
        Binding("tab", "complete", "complete", show=False, priority=True),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__(t("command.add"), t("add.keys"))
        self.folder = folder
        """The one that the reader walked to; what is typed is counted from it."""
        self._listed = folder
        """The one whose entries are listed: that, or the one that is being typed."""
        self._entries: list[Entry] = []
        self._walking = True
        """Enter takes the row under the cursor, not what is typed: the cursor was moved last, or nothing is typed."""
        self._coming, self._pressed = False, False
        """A folder that was gone into is being read, and Enter was pressed meanwhile: it is for what the folder holds."""
        self._asked: tuple[str, ...] = ()
        """What the reader was asked about, since a whole folder is among it."""

    def inside(self) -> tuple[PathInput, FolderList, Static]:
        """The field, the list, and a line for what can be done."""
        field = PathInput(placeholder=t("add.placeholder"), compact=True)
        return field, FolderList(), Static("", classes="below", markup=False)

    @property
    def rows(self) -> FolderList:
        """The list."""
        return self.query_one(FolderList)

    @property
    def field(self) -> PathInput:
        """The field, which has the focus all the time: whatever is typed is a path."""
        return self.query_one(PathInput)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that edit the field walk through folders only while it is empty."""
        # asked before there is a field, and after
        typed = any(field.value for field in self.query(PathInput))
        return action not in ("above", "into") or not typed

    def on_mount(self) -> None:
        """Begin in the folder."""
        self.field.focus()
        self.read(self.folder)

    def on_resize(self) -> None:
        """The list gets the room that there is."""
        self.rows.styles.height = max(1, min(20, self.app.size.height * 9 // 10 - 7))

    # The list

    @work(thread=True, exclusive=True, group="folder", exit_on_error=False)
    def read(self, folder: Path, leaving: str = "", *, typed: bool = False) -> None:
        """Read a folder, in a thread: it may be large, or far away. typed: the reader is still typing its path."""
        entries, reason = list[Entry](), ""
        try:
            entries = read_folder(folder)
        except (OSError, ValueError) as error:
            reason = why(error)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._read, folder, entries, leaving, reason, typed=typed)

    def _read(self, folder: Path, entries: list[Entry], leaving: str, reason: str, *, typed: bool) -> None:
        """Show a folder, with the cursor on the one that the reader came from; one that cannot be read is told."""
        if not self.here:
            return
        pressed, self._coming, self._pressed = self._pressed and not typed, self._coming and typed, False
        if reason and not typed:
            self.rows.show(self.rows.entries, self.rows.cursor)
            self.say(t("add.cannot_read", path=short(folder), reason=reason))
            return
        if not typed:
            self.folder = folder
        self._listed, self._entries = folder, entries
        self._narrow()
        names = [entry.name for entry in self.rows.entries]
        if leaving in names:
            self.rows.cursor = names.index(leaving)
        if pressed:
            self._chosen()

    def _narrow(self) -> None:
        """List what goes on from what is typed."""
        typed = self._typed_name()
        names = set(
            going_on(typed, [entry.name for entry in self._entries if not typed or entry.name != ".."])
        )
        entries = [entry for entry in self._entries if entry.name in names]
        self.rows.narrowed = bool(typed)
        self.rows.show(entries, 1 if len(entries) > 1 and entries[0].name == ".." else 0)
        self._offer()

    def _typed_name(self) -> str:
        """What is typed of a name in the listed folder; nothing where whole paths stand in the field."""
        text = self.field.value
        folder, name = split_typed(text, self.folder)
        return name if name and folder == self._listed and not _all_there(text, self.folder) else ""

    @on(RowList.Highlighted)
    def _offer(self) -> None:
        """Say which folder the key for whole folders would add."""
        if not self._asked:  # a list that comes late takes no question back
            self.say(t("add.whole", path=short(self._whole())))
        self.field.focus()

    def _whole(self) -> Path:
        """The folder under the cursor, else the one shown."""
        entry = self.rows.entry()
        return entry.path if entry is not None and entry.folder and entry.name != ".." else self._listed

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        """Go into a folder; take a file."""
        entry = self.rows.entry()
        if entry is None:
            return
        if entry.folder:
            self._show(entry.path, self._listed.name if entry.name == ".." else "")
        else:
            self._add(entry.path)
        self.field.focus()

    def _show(self, folder: Path, leaving: str = "") -> None:
        """Go to a folder; nothing is typed any more."""
        with self.prevent(Input.Changed):
            self.field.value = ""
        self._walking = self._coming = True
        self.read(folder, leaving)

    def action_complete(self) -> None:
        """As a shell does: what is typed goes on as far as all names agree; a folder ends in a stroke."""
        typed = self._typed_name()
        entries = [entry for entry in self.rows.entries if entry.name != ".."]
        if not typed or not entries:
            return
        text = completed(typed, [entry.name for entry in entries])
        stroke = "/" if len(entries) == 1 and entries[0].folder else ""
        self.field.value = self.field.value[: len(self.field.value) - len(typed)] + text + stroke
        self.field.cursor_position = len(self.field.value)

    def action_move(self, by: int) -> None:
        """Move through the list: Enter takes its row then."""
        self._walking, self._asked = True, ()
        super().action_move(by)

    def action_above(self) -> None:
        """To the folder above."""
        self.read(self.folder.parent, self.folder.name)

    def action_into(self) -> None:
        """Into the folder under the cursor."""
        entry = self.rows.entry()
        if entry is not None and entry.folder:
            self._chosen()

    def action_whole(self) -> None:
        """Add all of a folder, once the reader has said so twice."""
        self._add(self._whole())

    def _add(self, *paths: Path) -> None:
        """Add files; folders with all they hold only when the reader says so again."""
        named = tuple(map(str, paths))
        folder = next((path for path in paths if path.is_dir()), None)
        special = next((path for path in paths if not (path.is_dir() or path.is_file())), None)
        if special is not None:
            self.say(t("add.special", path=short(special)))  # a pipe or a device: it may never end
        elif folder is None or self._asked == named:
            self.dismiss(named)
        else:
            self._asked = named
            self.say(t("add.sure", path=short(folder)))

    # The field

    def on_paste(self, event: Paste) -> None:
        """What is pasted or dropped goes into the field, wherever the cursor is."""
        self.field.focus()
        self.field.put(event.text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Enter takes what is typed, and the list narrows to it."""
        self._walking = not event.value.strip()
        self._asked = ()
        folder = split_typed(event.value, self.folder)[0]
        if folder != self._listed:
            self.read(folder, typed=True)
        else:
            self._narrow()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Take files; show a folder that stands alone; take the row under the cursor where it is the only one that goes on
        from what is typed, where the reader moved to it, or with nothing typed.
        """
        if self._coming:
            self._pressed = True
            return
        if links := typed_links(event.value):
            self.dismiss(links)
            return
        paths = [] if self._walking else typed_paths(event.value, self.folder)
        missing = next((path for path in paths if not exists(path)), None)
        if missing is not None:
            self._go_on(missing)
        elif not paths:
            self._chosen()
        elif len(paths) == 1 and paths[0].is_dir():
            self._show(paths[0])
        else:
            self._add(*paths)

    def _go_on(self, missing: Path) -> None:
        """Take the only row that goes on from what is typed and leads nowhere; else say why nothing is taken."""
        ways = len(self.rows.entries) if self._typed_name() else 0
        if ways == 1:
            self._chosen()
        else:
            self.say(t("add.several", n=ways) if ways else t("add.missing", path=short(missing)))


def short(path: Path) -> str:
    """A path for one line: the reader's home as ~, the folders in front left out where it is long."""
    parts = short_path(path).split("/")
    while len(parts) > 2 and cell_len("/".join(parts)) > _ROOM:
        parts = ["…", *parts[2:]]
    joined = "/".join(parts)
    return shorten(joined, _ROOM) if cell_len(joined) > _ROOM else joined


def _all_there(text: str, base: Path) -> bool:
    """Whether a line holds several paths, each of something."""
    paths = typed_paths(text, base)
    return len(paths) > 1 and all(map(exists, paths))
