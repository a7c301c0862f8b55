"""Help: every command with all its keys, the filter language, and the marks of figures."""

from collections.abc import Iterator, Sequence

from textual.widget import Widget

from hospital_tui.app.command import Group, show_key
from hospital_tui.app.commands import COMMANDS
from hospital_tui.app.dialogs.dialog import Dialog
from hospital_tui.app.dialogs.page import Item, Page
from hospital_tui.speech import t
from hospital_tui.speech.figures import KINDS

_GROUPS: tuple[Group, ...] = ("move", "find", "figures", "evidence", "keep", "screen", "app")
_FILTER = (
    "words",
    "or",
    "phrase",
    "not",
    "hospital",
    "section",
    "label",
    "kind",
    "unit",
    "called",
    "year",
    "has",
    "newspaper",
    "date",
    "pinyin",
    "tag",
)
_KEY_COLUMN = 20
_EXAMPLE_COLUMN = 30
_INSET = "  "


class HelpScreen(Dialog[None]):
    """All that there is to know, on one page."""

    def __init__(self) -> None:
        super().__init__(t("command.help"), t("notices.keys"))

    def inside(self) -> Sequence[Widget]:
        """The page."""
        return (Page(list(help_items())),)


def help_items() -> Iterator[Item]:
    """What stands on the help page, from the table of commands."""
    for group in _GROUPS:
        yield Item(t(f"help.group.{group}"), "accent")
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(show_key(key) for key in command.keys)
                yield Item(command.tooltip, name=_INSET + keys, column=_KEY_COLUMN)
        yield Item("")
    yield Item(t("help.filter"), "accent")
    for example in _FILTER:
        written = _INSET + t(f"help.filter.{example}")
        yield Item(t(f"help.filter.{example}.is"), name=written, column=_EXAMPLE_COLUMN)
    yield Item("")
    yield Item(t("help.marks"), "accent")
    for kind in KINDS:
        yield Item(t(f"kind.{kind}"), name=_INSET + t(f"kind.{kind}.mark"), name_ink=kind)
    for mark in ("bounds", "inferred", "part", "margin"):
        yield Item(t(f"help.mark.{mark}"), name=_INSET)
    yield Item("")
    yield Item(t("help.layout"), "accent")
    yield Item(t("help.layout.text"), name=_INSET)
    yield Item(t("help.mouse"), name=_INSET)
    yield Item(t("help.ime"), name=_INSET)
    yield Item(t("help.keys_file"), name=_INSET)
