"""The command palette: type a part of a name, run the command."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from hospital_tui.app.commands import COMMANDS, Command, show_key
from hospital_tui.app.screens.dialog import Choices, Dialog
from hospital_tui.app.text import catalogue, t
from hospital_tui.app.widgets.rows import Line
from hospital_tui.languages import LANGUAGES


class PaletteScreen(Dialog[Command]):
    """All commands, narrowed as the reader types; names of both languages are understood."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, priority=True),
        Binding("down", "move(1)", "down", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__(t("palette.title"), t("palette.keys"))
        self.commands: list[Command] = []

    def inside(self) -> Sequence[Widget]:
        """The field and the list."""
        field = Input(placeholder=t("palette.placeholder"), compact=True)
        field.cursor_blink = False
        return field, Choices((), empty=t("palette.none"))

    def on_mount(self) -> None:
        """Show all commands."""
        self.narrow("")
        self.query_one(Input).focus()

    def narrow(self, wanted: str) -> None:
        """Show the commands whose name or keys hold what was typed."""
        self.commands = matching(wanted)
        column = max((cell_len(command.name) for command in COMMANDS), default=0) + 2
        lines = [
            Line(
                [(set_cell_size(command.name, column), "strong"), (command.tooltip, "quiet")],
                [(" ".join(show_key(key) for key in command.keys[:2]), "accent")],
            )
            for command in self.commands
        ]
        self.query_one(Choices).show(lines, 0)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow as the reader types."""
        self.narrow(event.value)

    def action_move(self, by: int) -> None:
        """Move through the list while the field keeps the focus."""
        self.query_one(Choices).cursor += by

    @on(Input.Submitted)
    @on(Choices.Chosen)
    def _run(self) -> None:
        """Close, and hand back the command."""
        row = self.query_one(Choices).cursor
        self.dismiss(self.commands[row] if row < len(self.commands) else None)


def matching(wanted: str) -> list[Command]:
    """The commands for what was typed: names that begin with it first, then those that hold it, then explanations."""
    offered = [command for command in COMMANDS if command.palette]
    words = wanted.lower().split()
    if not words:
        return offered
    ranked = []
    for place, command in enumerate(offered):
        names = [catalogue(language)[f"command.{command.id}"].lower() for language in LANGUAGES]
        tips = [catalogue(language)[f"command.{command.id}.tip"].lower() for language in LANGUAGES]
        said = "\n".join([*names, *tips, *command.keys])
        if all(word in said for word in words):
            rank = 0 if any(name.startswith(words[0]) for name in names) else 1
            rank += 0 if any(words[0] in name for name in names) else 1
            ranked.append((rank, place, command))
    return [command for _, _, command in sorted(ranked, key=lambda entry: entry[:2])]
