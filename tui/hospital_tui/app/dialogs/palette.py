"""The command palette: type a part of a name, run the command."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from hospital_tui.app.command import Command, show_key
from hospital_tui.app.commands import COMMANDS
from hospital_tui.app.commands import SETTINGS as OPEN_SETTINGS
from hospital_tui.app.dialogs.dialog import STEPS, Choices, Dialog
from hospital_tui.app.dialogs.page import wrapped
from hospital_tui.app.settings import SETTINGS
from hospital_tui.app.widgets.rows import Line
from hospital_tui.languages import LANGUAGES
from hospital_tui.speech import catalogue, t

_ROOMY = 40
"""Cells beside the longest name from which a row has room for a part of the explanation; below it stands whole."""


@dataclass(frozen=True)
class SettingCommand(Command):
    """A setting as the palette offers it: the list of settings, with the cursor on this one."""

    @property
    def name(self) -> str:
        """The setting."""
        return t("palette.setting", name=t(self.id))

    @property
    def also(self) -> str:
        """Other words that a reader may look for it by."""
        return " ".join(catalogue(language).get(f"{self.id}.also", "") for language in LANGUAGES)

    @property
    def tooltip(self) -> str:
        """How it is changed."""
        return t("settings.keys")


def offered(names: Collection[str] | None = None) -> list[Command]:
    """What the palette can run: the commands, and each setting; names: ids of the commands that a screen understands."""
    keys = OPEN_SETTINGS.keys
    settings = [
        SettingCommand(f"setting.{setting.key}", f"settings('{setting.key}')", keys, "screen")
        for setting in SETTINGS
    ]
    known = [command for command in COMMANDS if command.palette and (names is None or command.id in names)]
    return known + settings * (OPEN_SETTINGS in known)


class PaletteScreen(Dialog[Command]):
    """All commands, narrowed as the reader types; names of both languages are understood."""

    BINDINGS: ClassVar[list[BindingType]] = STEPS

    def __init__(self, names: Collection[str] | None = None) -> None:
        """names: ids of the commands that the screen below understands."""
        super().__init__(t("command.palette"), t("palette.keys"))
        self._offered = offered(names)
        self.commands: Sequence[Command] = []

    def inside(self) -> Sequence[Widget]:
        """The field, the list, and the explanation of the command under the cursor."""
        field = Input(placeholder=t("palette.placeholder"), compact=True)
        choices = Choices((), empty=t("palette.none"))
        choices.clicks = 1
        return field, choices, Static("", classes="below", markup=False)

    @property
    def choices(self) -> Choices:
        """The list."""
        return self.query_one(Choices)

    def on_mount(self) -> None:
        """Show all commands."""
        self.narrow("")
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Explanations need other room."""
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Keep as many lines for explanations as the longest takes, so that the list stays where it is."""
        below, width = self.query_one(".below", Static), self.choices.size.width
        lines = max(len(wrapped(command.tooltip, width)) for command in offered())
        below.styles.height = lines + 1
        self.choices.beside = lines + 3
        self.choices.refresh(layout=True)
        self._show_rows(self.choices.cursor)

    def narrow(self, wanted: str) -> None:
        """Show the commands whose name, explanation or keys hold what was typed."""
        self.commands = matching(wanted, self._offered)
        self._show_rows(0)

    def _show_rows(self, cursor: int) -> None:
        """One row a command."""
        column = max((cell_len(command.name) for command in self._offered), default=0) + 2
        roomy = self.choices.size.width >= column + _ROOMY
        lines = []
        for command in self.commands:
            name = set_cell_size(command.name, column) if roomy else command.name
            tip = [(command.tooltip, "quiet")] if roomy else []
            keys = " ".join(show_key(key) for key in command.keys[: 2 if roomy else 1])
            lines.append(Line([(name, "strong"), *tip], [(keys, "accent")]))
        self.choices.show(lines, cursor)
        self._explain()

    @on(Choices.Highlighted)
    def _explain(self) -> None:
        """The whole explanation of the command under the cursor, and all its keys."""
        command = self.chosen()
        words = command.tooltip if command is not None else ""
        self.query_one(".below", Static).update("\n".join(wrapped(words, self.choices.size.width)))

    def chosen(self) -> Command | None:
        """The command under the cursor."""
        row = self.choices.cursor
        return self.commands[row] if row < len(self.commands) else None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow as the reader types."""
        self.narrow(event.value)

    @on(Input.Submitted)
    @on(Choices.Chosen)
    def _run(self) -> None:
        """Close, and hand back the command."""
        self.dismiss(self.chosen())


def matching(wanted: str, among: Sequence[Command]) -> Sequence[Command]:
    """The commands for what was typed: names that begin with it first, then those that hold it, then explanations."""
    words = wanted.lower().split()
    if not words:
        return among
    ranked: list[tuple[bool, bool, int, Command]] = []
    for place, command in enumerate(among):
        names = _said_of(command, "")
        said = "\n".join([*names, *_said_of(command, ".tip"), command.also.lower(), *command.keys])
        if all(word in said for word in words):
            begins = any(name.startswith(words[0]) for name in names)
            holds = any(words[0] in name for name in names)
            ranked.append((not begins, not holds, place, command))
    return [command for *_, command in sorted(ranked)]


def _said_of(command: Command, kind: str) -> list[str]:
    """What a command is called, or how it is explained (`.tip`), in all languages."""
    key = f"{command.id}{kind}" if isinstance(command, SettingCommand) else f"command.{command.id}{kind}"
    return [catalogue(language).get(key, "").lower() for language in LANGUAGES]
