"""The colours of the app: light, dark, high contrast, and the terminal's own palette.

Panes name roles (`$quiet`, `$cursor`, `$match`, `$kind-money`), never colours; a theme says what a role looks like.
"""

from textual.theme import Theme

from hospital_tui.speech.figures import KINDS


def _kinds(*colours: str) -> dict[str, str]:
    """The colours of the kinds of figures, in the order in which the speech has them."""
    return {f"kind-{kind}": colour for kind, colour in zip(KINDS, colours, strict=True)}


def _selection(background: str, foreground: str) -> dict[str, str]:
    """The colours of what is selected, on the screen or in a field."""
    return {
        f"{where}-selection-{what}": colour
        for where in ("screen", "input")
        for what, colour in (("background", background), ("foreground", foreground))
    }


def _scrollbar(bar: str, hover: str, active: str, ground: str) -> dict[str, str]:
    """The colours of a bar for scrolling, and of the ground that it moves on."""
    grounds = ("background", "background-hover", "background-active", "corner-color")
    bars = {"scrollbar": bar, "scrollbar-hover": hover, "scrollbar-active": active}
    return bars | {f"scrollbar-{name}": ground for name in grounds}


DARK = Theme(
    name="hospital-dark",
    primary="#5fb3b3",
    secondary="#8fb8e8",
    accent="#6cc5bf",
    warning="#e6b673",
    error="#e87f7f",
    success="#8ccf9e",
    foreground="#d6dbd9",
    background="#14191c",
    surface="#191f23",
    panel="#222a2f",
    dark=True,
    variables={
        **_selection("#8fcfc8", "#101417"),
        "quiet": "#8b979c",
        "faint": "#5d686e",
        "rule": "#2f393f",
        "heading": "#a9dcd6",
        "cursor": "#24504f",
        "cursor-text": "#f2f7f6",
        "cursor-quiet": "#232c31",
        "hover": "#1f272c",
        "match": "#5a4a16",
        "match-text": "#ffe6a3",
        **_scrollbar("#323d43", "#43525a", "#4f6068", "#191f23"),
        **_kinds("#7fc8a9", "#e6b673", "#e58f8f", "#8fb8e8", "#b9a3e3", "#7dc4cf", "#d99bc9"),
    },
)

LIGHT = Theme(
    name="hospital-light",
    primary="#1d7a78",
    secondary="#1f5fa8",
    accent="#12716e",
    warning="#8a5a00",
    error="#b3261e",
    success="#1b6e4b",
    foreground="#23282a",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e8e5da",
    dark=False,
    variables={
        **_selection("#12716e", "#ffffff"),
        "quiet": "#646c6e",
        "faint": "#9a9f9c",
        "rule": "#d8d4c6",
        "heading": "#0f5b59",
        "cursor": "#bfe0dc",
        "cursor-text": "#0e2b2a",
        "cursor-quiet": "#e6e3d8",
        "hover": "#ece9df",
        "match": "#ffe58a",
        "match-text": "#3d2f00",
        **_scrollbar("#cfcabb", "#b9b3a1", "#a69f8b", "#f3f1ea"),
        **_kinds("#1b6e4b", "#8a5a00", "#a8322d", "#1f5fa8", "#6a45a8", "#0b6b78", "#99307f"),
    },
)

CONTRAST = Theme(
    name="hospital-contrast",
    primary="#ffffff",
    secondary="#87d7ff",
    accent="#ffff5f",
    warning="#ffd75f",
    error="#ff8787",
    success="#5fffaf",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        **_selection("#ffffff", "#000000"),
        "quiet": "#d0d0d0",
        "faint": "#a8a8a8",
        "rule": "#ffffff",
        "heading": "#ffff5f",
        "cursor": "#ffff5f",
        "cursor-text": "#000000",
        "cursor-quiet": "#4a4a4a",
        "hover": "#303030",
        "match": "#ffaf00",
        "match-text": "#000000",
        **_scrollbar("#ffffff", "#ffff5f", "#ffff5f", "#000000"),
        "scrollbar-background-hover": "#303030",
        "scrollbar-background-active": "#303030",
        **_kinds("#5fffaf", "#ffd75f", "#ff8787", "#87d7ff", "#d7afff", "#5fffff", "#ffafff"),
    },
)

TERMINAL = Theme(
    name="hospital-terminal",
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    dark=True,
    ansi=True,
    variables={
        "quiet": "ansi_bright_black",
        "faint": "ansi_bright_black",
        "rule": "ansi_bright_black",
        "heading": "ansi_cyan",
        "cursor": "ansi_cyan",
        "cursor-text": "ansi_black",
        "cursor-quiet": "ansi_bright_black",
        "hover": "ansi_default",
        "match": "ansi_yellow",
        "match-text": "ansi_black",
        **_scrollbar("ansi_bright_black", "ansi_cyan", "ansi_cyan", "ansi_default"),
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-text-style": "none",
        **_selection("ansi_bright_blue", "ansi_black"),
        **_kinds(
            "ansi_green",
            "ansi_yellow",
            "ansi_red",
            "ansi_blue",
            "ansi_magenta",
            "ansi_cyan",
            "ansi_bright_magenta",
        ),
    },
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST, TERMINAL)
"""All themes in the order in which the reader is offered them."""


def role_defaults() -> dict[str, str]:
    """What the roles fall back to under a theme that does not name them."""
    return dict(DARK.variables)
