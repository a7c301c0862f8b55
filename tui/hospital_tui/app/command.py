"""What a command is: its name, its keys, what it does.

Names and explanations stand in the catalogues under `command.<id>` and `command.<id>.tip`.

An input method for Chinese swallows plain letters and turns punctuation into its full-width twin. So every key that is
punctuation has its twins bound, and every command on a letter has an arrow, a control or a function key as well.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hospital_tui.languages import LANGUAGES
from hospital_tui.speech import catalogue, t

if TYPE_CHECKING:  # who only wants to name keys need not have Textual
    from textual.binding import Binding, BindingType

Group = Literal["move", "find", "figures", "evidence", "keep", "screen", "app"]
"""Where help lists a command."""

TWINS: dict[str, tuple[str, ...]] = {
    "/": ("／", "、"),
    "?": ("？",),
    "'": ("＇", "‘", "’"),
    ",": ("，",),
    ".": ("。", "．"),
    "!": ("！",),
    ":": ("：",),
    "{": ("｛",),
    "}": ("｝",),
    "[": ("［", "【"),
    "]": ("］", "】"),
    "<": ("＜", "《"),
    ">": ("＞", "》"),
    "-": ("－",),
    "=": ("＝",),
    "#": ("＃",),
    "+": ("＋",),
}
"""What an input method makes of a punctuation key. Letters and digits follow from Unicode."""


MAPPED: dict[str, tuple[str, ...]] = {}
"""Keys of commands, by id, that are not the usual ones (`keymap`). Set before Textual's classes are made, which bind them."""


@dataclass(frozen=True)
class Command:
    """One thing that the reader can ask for."""

    id: str
    """Names the command in the catalogues, in the palette and in key maps."""
    action: str
    """Textual action, looked up from the pane that has focus outwards."""
    usual: tuple[str, ...]
    """Keys in Textual's names or as single characters, the one to show first, where the reader did not map it."""
    group: Group
    footer: bool = False
    """Whether the row of key hints shows it."""
    palette: bool = True
    """Whether the palette lists it; moving by a row is not worth a place there."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The reader's keys for it, else the usual ones, without those that the reader gave to others."""
        return MAPPED.get(self.id, self.usual)

    @property
    def name(self) -> str:
        """What the command is called on the screen."""
        return t(f"command.{self.id}")

    @property
    def tooltip(self) -> str:
        """What the command does, in a sentence."""
        return t(f"command.{self.id}.tip")

    @property
    def also(self) -> str:
        """Other words that a reader may look for it by."""
        key = f"command.{self.id}.also"
        return " ".join(catalogue(language).get(key, "") for language in LANGUAGES)

    @property
    def shown_key(self) -> str:
        """The key as the row of hints shows it; "" where it has none left."""
        return show_key(next(iter(self.keys), ""))

    def all_keys(self) -> tuple[str, ...]:
        """The keys with their full-width twins."""
        return tuple(dict.fromkeys(key for written in self.keys for key in (written, *twins(written))))

    def binding(self, action: str = "") -> "Binding":
        """The command as Textual binds it, to another action on a screen of its own way."""
        from textual.binding import Binding

        keys = ",".join("comma" if key == "," else key for key in self.all_keys()) or f"no_key_{self.id}"
        return Binding(keys, action or self.action, self.id, show=False, id=self.id)


@dataclass(frozen=True)
class Hint(Command):
    """A command as one screen speaks of it in its row of hints: what it does there, in a word."""

    spoken: str = ""
    """Key of its words in the catalogue."""
    shown: str = ""
    """The keys as they are shown, where they are not the command's first."""

    @property
    def name(self) -> str:
        """What the command does on this screen."""
        return t(self.spoken)

    @property
    def shown_key(self) -> str:
        """The keys to show."""
        return super().shown_key if not self.shown or self.id in MAPPED else self.shown


def hint(command: Command, spoken: str, *, shown: str = "", action: str = "") -> Hint:
    """A command as a screen hints at it; action: what a click does, where the command belongs to a pane."""
    return Hint(
        command.id,
        action or command.action,
        command.usual,
        command.group,
        spoken=f"hint.{spoken}",
        shown=shown,
    )


def twins(key: str) -> tuple[str, ...]:
    """The full-width characters that an input method may send in place of a key."""
    if key == "space":
        return ("ideographic_space",)
    if len(key) != 1:
        return ()
    if key.isalnum() and key.isascii():
        return (chr(ord(key) + 0xFEE0),)
    return TWINS.get(key, ())


def bindings(*commands: Command) -> "list[BindingType]":
    """The bindings of some commands, for a widget's BINDINGS."""
    return [command.binding() for command in commands]


_HELD = {"ctrl": "^", "alt": "Alt+", "shift": "Shift+"}
_SHOWN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "tab": "Tab", "enter": "Enter", "escape": "Esc", "space": "Space", "insert": "Ins", "delete": "Del", "backslash": "\\",
    "right_square_bracket": "]", "underscore": "_", "circumflex_accent": "^",
}  # fmt: skip


def show_key(key: str) -> str:
    """A key as it is written in help and hints: ctrl+f as ^F, the arrows as arrows."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    shown = _SHOWN.get(last) or (last.upper() if held or re.fullmatch(r"f\d+", last) else last)
    return "".join(_HELD.get(each, f"{each}+") for each in held) + shown


def key_shown(word: str) -> str:
    """The key that a word writes as `show_key` does, or with Ctrl+ for ^; "" for any other word."""
    named = {shown: key for key, shown in _SHOWN.items()}
    *held, last = word.replace("^", "Ctrl+").split("+")
    if held or last in named:
        return "+".join((*held, named.get(last, last))).lower()
    return last if re.fullmatch("[!-~]", last) else ""
