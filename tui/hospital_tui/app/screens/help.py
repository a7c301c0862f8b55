"""Help: every command with all its keys, the filter language, and the marks of figures."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.widget import Widget

from hospital_tui.app.commands import COMMANDS, Group, show_key
from hospital_tui.app.screens.dialog import Dialog, Lines
from hospital_tui.app.showing import KINDS
from hospital_tui.app.text import t
from hospital_tui.app.widgets.rows import Line

_GROUPS: tuple[Group, ...] = ("move", "find", "figures", "evidence", "keep", "screen", "app")
_FILTER = ("words", "phrase", "not", "hospital", "section", "kind", "unit", "year", "has", "pinyin")
_KEY_COLUMN = 18
_EXAMPLE_COLUMN = 28


class HelpScreen(Dialog[None]):
    """All that there is to know, on one page."""

    def __init__(self) -> None:
        super().__init__(t("help.title"), t("help.keys"))

    def inside(self) -> Sequence[Widget]:
        """The page."""
        return (Lines(list(help_lines())),)


def help_lines() -> Iterator[Line]:
    """The lines of the help page, from the table of commands."""
    for group in _GROUPS:
        yield Line([(t(f"help.group.{group}"), "accent")])
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(show_key(key) for key in command.keys)
                yield Line([("  " + _padded(keys, _KEY_COLUMN), "strong"), (command.tooltip, "")])
        yield Line([])
    yield Line([(t("help.filter"), "accent")])
    for example in _FILTER:
        words = _padded(t(f"help.filter.{example}"), _EXAMPLE_COLUMN)
        yield Line([("  " + words, "strong"), (t(f"help.filter.{example}.is"), "")])
    yield Line([])
    yield Line([(t("help.marks"), "accent")])
    for kind in KINDS:
        yield Line([("  " + t(f"kind.{kind}.mark") + "  ", kind), (t(f"kind.{kind}"), "")])
    for mark in ("bounds", "inferred", "part"):
        yield Line([("  " + t(f"help.mark.{mark}"), "")])
    yield Line([])
    yield Line([(t("help.layout"), "accent")])
    yield Line([("  " + t("help.layout.text"), "")])
    yield Line([("  " + t("help.ime"), "")])


def _padded(words: str, width: int) -> str:
    """Words with blanks up to a width in cells, two at least."""
    return words + " " * max(2, width - cell_len(words))
