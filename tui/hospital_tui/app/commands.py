"""Every command of the app, once. Key bindings, command palette, help and the row of key hints read this one table."""

from hospital_tui.app.command import Command

DOWN = Command("down", "row_down", ("down", "j"), "move", palette=False)
UP = Command("up", "row_up", ("up", "k"), "move", palette=False)
PAGE_DOWN = Command("page_down", "page_down", ("pagedown", "space", "ctrl+d"), "move", palette=False)
PAGE_UP = Command("page_up", "page_up", ("pageup", "shift+space", "ctrl+u", "ctrl+b"), "move", palette=False)
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
NEXT_FIGURE = Command("next_figure", "next_figure(1)", ("]", "ctrl+down"), "move")
PREVIOUS_FIGURE = Command("previous_figure", "next_figure(-1)", ("[", "ctrl+up"), "move")
NEXT_SECTION = Command("next_section", "next_section(1)", ("}", "shift+down"), "move")
PREVIOUS_SECTION = Command("previous_section", "next_section(-1)", ("{", "shift+up"), "move")
NEXT_ARTICLE = Command("next_article", "next_article(1)", ("J", "alt+down"), "move")
PREVIOUS_ARTICLE = Command("previous_article", "next_article(-1)", ("K", "alt+up"), "move")
BACK = Command("back", "history(-1)", ("alt+left", "ctrl+o", "ctrl+left"), "move")
FORWARD = Command("forward", "history(1)", ("alt+right", "ctrl+right"), "move")

FILTER = Command("filter", "open_filter", ("/", "ctrl+f"), "find", footer=True)
CLEAR = Command("clear", "clear_filter", ("escape",), "find")
NEXT = Command("next", "next_match(1)", ("n", "f3"), "find", footer=True)
PREVIOUS = Command("previous", "next_match(-1)", ("N", "f4"), "find")
SCOPE = Command("scope", "cycle_scope", ("S", "f5"), "find")
RESULTS = Command("results", "toggle_results", ("r", "f2"), "find", footer=True)
SAVED = Command("saved", "saved", ("V", "ctrl+underscore"), "find")

WIDEN = Command("widen", "widen", ("s", "f6"), "figures")
ARRANGE = Command("arrange", "arrange", ("o", "f7"), "figures")
FILTER_FIGURES = Command("filter_figures", "filter_figures", ("f", "ctrl+l"), "figures")
DETAIL = Command("detail", "detail", ("i", "f8"), "figures")

SCREENS: tuple[Command, ...] = tuple(
    Command(name, f"evidence('{name}')", (key, other), "evidence")
    for name, key, other in (
        ("table", "5", "alt+5"),
        ("compare", "6", "alt+6"),
        ("timeline", "7", "alt+7"),
        ("charts", "8", "alt+8"),
        ("checks", "9", "alt+9"),
        ("review", "0", "alt+0"),
        ("counts", "C", "shift+f4"),
        ("beside", "B", "shift+f8"),
    )
)
"""The screens of evidence, each with its key; `evidence/<name>.py` holds the screen itself. A new one is a pair more."""
EXPORT = Command("export", "export", ("x", "ctrl+x"), "evidence")
FAMILY = Command("family", "family", ("F", "shift+f7"), "evidence")
CORRECT = Command("correct", "correct", ("a", "ctrl+r"), "evidence")
RIGHT = Command("right", "right", (".", "ctrl+v"), "evidence", palette=False)
LATER = Command("later", "later", ("-", "shift+f3"), "evidence", palette=False)
FACTS = Command("facts", "facts", ("I", "=", "shift+f2"), "evidence")
CORRECTIONS = Command("corrections", "corrections", ("A", "ctrl+n"), "evidence")

SWITCH = Command("switch", "widen", ("s", "f6"), "evidence", palette=False)
REVERSE = Command("reverse", "reverse", ("O", "ctrl+k"), "evidence", palette=False)
PICK_HOSPITALS = Command("pick_hospitals", "pick_hospitals", ("w", "ctrl+a"), "evidence", palette=False)
PICK_METRICS = Command("pick_metrics", "pick_metrics", ("z", "ctrl+s"), "evidence", palette=False)
TAKE_BACK = Command("take_back", "take_back", ("delete",), "evidence", palette=False)
TICK = Command("tick", "tick", ("p", "shift+f5"), "evidence", palette=False)
COPY_COMMAND = Command("copy_command", "copy_command", ("M", "shift+f6"), "evidence", palette=False)

INSIDE: tuple[Command, ...] = (
    SWITCH,
    REVERSE,
    PICK_HOSPITALS,
    PICK_METRICS,
    TAKE_BACK,
    TICK,
    COPY_COMMAND,
)
"""Commands of the screens above the main one only."""

BOOKMARK = Command("bookmark", "bookmark", ("m", "insert"), "keep", footer=True)
NOTE = Command("note", "note", ("e", "ctrl+e"), "keep")
TAG = Command("tag", "tag", ("#", "ctrl+circumflex_accent"), "keep")
TAGS = Command("tags", "tags", ("T", "shift+f9"), "keep")
BOOKMARKS = Command("bookmarks", "bookmarks", ("'", "ctrl+g"), "keep", footer=True)
UNDO = Command("undo", "undo", ("u", "ctrl+z"), "keep")
COPY = Command("copy", "copy_passage", ("y", "ctrl+y"), "keep")
COPY_CITED = Command("copy_cited", "copy_cited", ("Y", "f9"), "keep")
COPY_FIGURE = Command("copy_figure", "copy_figure", ("c", "ctrl+t"), "keep")

OF_EVIDENCE: tuple[Command, ...] = (
    FILTER,
    CLEAR,
    DETAIL,
    COPY_FIGURE,
    COPY_COMMAND,
    EXPORT,
    CORRECT,
    CORRECTIONS,
    UNDO,
)
"""What every screen of evidence understands."""

SIDES = Command("sides", "toggle_sides", ("v", "ctrl+backslash"), "screen")
THEME = Command("theme", "themes", ("t", "f12"), "screen")
SETTINGS = Command("settings", "settings", (",", "f10"), "screen")
ADD = Command("add", "add", ("+", "f11"), "app")
REMOVE = Command("remove", "remove_article", ("D", "ctrl+right_square_bracket"), "app")

PALETTE = Command("palette", "app.palette", ("ctrl+p", ":"), "app", footer=True, palette=False)
HELP = Command("help", "app.help", ("?", "f1"), "app", footer=True)
NOTICES = Command("notices", "notices", ("!", "ctrl+w"), "app")
QUIT = Command("quit", "app.quit", ("q", "ctrl+q"), "app", footer=True)

COMMANDS: tuple[Command, ...] = tuple(
    command
    for told in list(globals().values())
    for command in ([told] if isinstance(told, Command) else SCREENS if told is SCREENS else ())
)
"""All commands as they stand above, in the order in which help lists them."""

FOOTER: tuple[Command, ...] = (*(command for command in COMMANDS if command.footer), SIDES)
"""What the row of hints shows, as far as there is room."""

EVERYWHERE: tuple[Command, ...] = (PALETTE, HELP, QUIT)
"""The app's own commands."""

GLOBAL: tuple[Command, ...] = tuple(
    command for command in COMMANDS if command not in (*MOVES, *INSIDE, *EVERYWHERE)
)
"""The commands of the main screen; the moves belong to the pane that has focus."""
