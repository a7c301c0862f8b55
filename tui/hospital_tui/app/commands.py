"""Every command of the app, once: what it is called, which keys it has, what it does.

The key bindings, the command palette, the help screen and the row of key hints all read this one table. Names and
explanations stand in the catalogues of `text` under `command.<id>` and `command.<id>.tip`.

An input method for Chinese swallows plain letters and turns punctuation into its full-width twin. So every key that is
punctuation has its twins bound, and every command on a letter has an arrow, a control or a function key as well.
"""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

from hospital_tui.languages import LANGUAGES
from hospital_tui.speech import catalogue, t

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
    "[": ("［", "【"),
    "]": ("］", "】"),
    "<": ("＜", "《"),
    ">": ("＞", "》"),
    "-": ("－",),
    "=": ("＝",),
    "+": ("＋",),
}
"""What an input method makes of a punctuation key. Letters and digits follow from Unicode."""


@dataclass(frozen=True)
class Command:
    """One thing that the reader can ask for."""

    id: str
    """Names the command in the catalogues, in the palette and in key maps."""
    action: str
    """Textual action, looked up from the pane that has focus outwards."""
    keys: tuple[str, ...]
    """Keys in Textual's names or as single characters, the one to show first."""
    group: Group
    footer: bool = False
    """Whether the row of key hints shows it."""
    palette: bool = True
    """Whether the palette lists it; moving by a row is not worth a place there."""

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
        """The key as the row of hints shows it."""
        return show_key(self.keys[0])

    def all_keys(self) -> tuple[str, ...]:
        """The keys with their full-width twins."""
        return tuple(dict.fromkeys(key for written in self.keys for key in (written, *twins(written))))

    def binding(self) -> Binding:
        """The command as Textual binds it."""
        keys = ",".join("comma" if key == "," else key for key in self.all_keys())
        return Binding(keys, self.action, self.id, show=False, id=self.id)


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
        return self.shown or super().shown_key


def hint(command: Command, spoken: str, *, shown: str = "", action: str = "") -> Hint:
    """A command as a screen hints at it; action: what a click does, where the command belongs to a pane."""
    return Hint(
        command.id,
        action or command.action,
        command.keys,
        command.group,
        spoken=f"hint.{spoken}",
        shown=shown,
    )


def twins(key: str) -> tuple[str, ...]:
    """The full-width characters that an input method may send in place of a key."""
    if len(key) != 1:
        return ()
    if key.isalnum() and key.isascii():
        return (chr(ord(key) + 0xFEE0),)
    return TWINS.get(key, ())


def bindings(*commands: Command) -> list[BindingType]:
    """The bindings of some commands, for a widget's BINDINGS."""
    return [command.binding() for command in commands]


def show_key(key: str) -> str:
    """A key as it is written in help and hints: ctrl+f as ^F, the arrows as arrows."""
    named = {
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "pageup": "PgUp",
        "pagedown": "PgDn",
        "home": "Home",
        "end": "End",
        "tab": "Tab",
        "shift+tab": "Shift+Tab",
        "enter": "Enter",
        "escape": "Esc",
        "space": "Space",
        "delete": "Del",
        "alt+left": "Alt+←",
        "alt+right": "Alt+→",
        "ctrl+left": "^←",
        "ctrl+backslash": "^\\",
        "ctrl+right_square_bracket": "^]",
        "ctrl+right": "^→",
    }
    if key in named:
        return named[key]
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    if key.startswith("alt+"):
        return "Alt+" + key[4:].upper()
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key


DOWN = Command("down", "row_down", ("down", "j"), "move", palette=False)
UP = Command("up", "row_up", ("up", "k"), "move", palette=False)
PAGE_DOWN = Command("page_down", "page_down", ("pagedown", "ctrl+d"), "move", palette=False)
PAGE_UP = Command("page_up", "page_up", ("pageup", "ctrl+u"), "move", palette=False)
FIRST = Command("first", "first_row", ("home", "g"), "move", palette=False)
LAST = Command("last", "last_row", ("end", "G"), "move", palette=False)
OUT = Command("out", "step_out", ("left", "h"), "move", palette=False)
IN = Command("in", "step_in", ("right", "l"), "move", palette=False)
CHOOSE = Command("choose", "choose", ("enter",), "move", palette=False)

MOVES = (DOWN, UP, PAGE_DOWN, PAGE_UP, FIRST, LAST, OUT, IN, CHOOSE)
"""What every list understands."""

NEXT_PANE = Command("next_pane", "next_pane", ("tab",), "move", palette=False)
PREVIOUS_PANE = Command("previous_pane", "previous_pane", ("shift+tab",), "move", palette=False)
HOSPITALS = Command("hospitals", "go('hospitals')", ("1", "alt+1"), "move")
SECTIONS = Command("sections", "go('outline')", ("2", "alt+2"), "move")
TEXT = Command("text", "go('reading')", ("3", "alt+3"), "move")
FIGURES = Command("figures", "go('sidebar')", ("4", "alt+4"), "move")
BACK = Command("back", "history(-1)", ("alt+left", "ctrl+o", "ctrl+left"), "move")
FORWARD = Command("forward", "history(1)", ("alt+right", "ctrl+right"), "move")

FILTER = Command("filter", "open_filter", ("/", "ctrl+f"), "find", footer=True)
CLEAR = Command("clear", "clear_filter", ("escape",), "find")
NEXT = Command("next", "next_match(1)", ("n", "f3"), "find", footer=True)
PREVIOUS = Command("previous", "next_match(-1)", ("N", "f4"), "find")
SCOPE = Command("scope", "cycle_scope", ("S", "f5"), "find")
RESULTS = Command("results", "toggle_results", ("r", "f2"), "find", footer=True)

WIDEN = Command("widen", "widen", ("s", "f6"), "figures")
ARRANGE = Command("arrange", "arrange", ("o", "f7"), "figures")
FILTER_FIGURES = Command("filter_figures", "filter_figures", ("f", "ctrl+l"), "figures")
DETAIL = Command("detail", "detail", ("i", "f8"), "figures")

TABLE = Command("table", "table", ("5", "alt+5"), "evidence")
COMPARE = Command("compare", "compare", ("6", "alt+6"), "evidence")
TIMELINE = Command("timeline", "timeline", ("7", "alt+7"), "evidence")
CHARTS = Command("charts", "charts", ("8", "alt+8"), "evidence")
EXPORT = Command("export", "export", ("x", "ctrl+x"), "evidence")
CORRECT = Command("correct", "correct", ("a", "ctrl+r"), "evidence")
CORRECTIONS = Command("corrections", "corrections", ("A", "ctrl+n"), "evidence")

REVERSE = Command("reverse", "reverse", ("O", "ctrl+k"), "evidence", palette=False)
PICK_HOSPITALS = Command("pick_hospitals", "pick_hospitals", ("w", "ctrl+a"), "evidence", palette=False)
PICK_METRICS = Command("pick_metrics", "pick_metrics", ("z", "ctrl+s"), "evidence", palette=False)
SWITCH = Command("switch", "widen", ("s", "f6"), "evidence", palette=False)
TAKE_BACK = Command("take_back", "take_back", ("delete", "u", "ctrl+z"), "evidence", palette=False)

INSIDE: tuple[Command, ...] = (SWITCH, REVERSE, PICK_HOSPITALS, PICK_METRICS, TAKE_BACK)
"""Commands of the screens above the main one only."""

BOOKMARK = Command("bookmark", "bookmark", ("m", "ctrl+b"), "keep", footer=True)
NOTE = Command("note", "note", ("e", "ctrl+e"), "keep")
BOOKMARKS = Command("bookmarks", "bookmarks", ("'", "ctrl+g"), "keep", footer=True)
COPY = Command("copy", "copy_passage", ("y", "ctrl+y"), "keep")
COPY_CITED = Command("copy_cited", "copy_cited", ("Y", "f9"), "keep")
COPY_FIGURE = Command("copy_figure", "copy_figure", ("c", "ctrl+t"), "keep")

ADD = Command("add", "add", ("+", "f11"), "app")
REMOVE = Command("remove", "remove_article", ("D", "ctrl+right_square_bracket"), "app")
SIDES = Command("sides", "toggle_sides", ("v", "ctrl+backslash"), "screen")
THEME = Command("theme", "themes", ("t", "f12"), "screen")
SETTINGS = Command("settings", "settings", (",", "f10"), "screen")

PALETTE = Command("palette", "palette", ("ctrl+p",), "app", footer=True, palette=False)
HELP = Command("help", "help", ("?", "f1"), "app", footer=True)
NOTICES = Command("notices", "notices", ("!", "ctrl+w"), "app")
QUIT = Command("quit", "quit", ("q", "ctrl+q"), "app", footer=True)

COMMANDS: tuple[Command, ...] = (
    *MOVES,
    NEXT_PANE,
    PREVIOUS_PANE,
    HOSPITALS,
    SECTIONS,
    TEXT,
    FIGURES,
    BACK,
    FORWARD,
    FILTER,
    CLEAR,
    NEXT,
    PREVIOUS,
    SCOPE,
    RESULTS,
    WIDEN,
    ARRANGE,
    FILTER_FIGURES,
    DETAIL,
    TABLE,
    COMPARE,
    TIMELINE,
    CHARTS,
    EXPORT,
    CORRECT,
    CORRECTIONS,
    *INSIDE,
    BOOKMARK,
    NOTE,
    BOOKMARKS,
    COPY,
    COPY_CITED,
    COPY_FIGURE,
    SIDES,
    THEME,
    SETTINGS,
    ADD,
    REMOVE,
    PALETTE,
    HELP,
    NOTICES,
    QUIT,
)
"""All commands in the order in which help lists them."""

FOOTER: tuple[Command, ...] = (*(command for command in COMMANDS if command.footer), SIDES)
"""What the row of hints shows, as far as there is room."""

GLOBAL: tuple[Command, ...] = tuple(
    command for command in COMMANDS if command not in MOVES and command not in INSIDE
)
"""The commands of the main screen; the moves belong to the pane that has focus."""
