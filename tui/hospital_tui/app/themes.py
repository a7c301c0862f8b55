"""The colours of the app: light, dark, high contrast, and the terminal's own palette.

Panes name roles (`$quiet`, `$cursor`, `$match`, `$kind-money`), never colours; a theme says what a role looks like.
"""

from textual.theme import Theme

_DARK_KINDS = {
    "kind-count": "#7fc8a9",
    "kind-percent": "#e6b673",
    "kind-money": "#e58f8f",
    "kind-measure": "#8fb8e8",
    "kind-duration": "#b9a3e3",
    "kind-date": "#7dc4cf",
    "kind-rank": "#d99bc9",
}
_LIGHT_KINDS = {
    "kind-count": "#1b6e4b",
    "kind-percent": "#8a5a00",
    "kind-money": "#a8322d",
    "kind-measure": "#1f5fa8",
    "kind-duration": "#6a45a8",
    "kind-date": "#0b6b78",
    "kind-rank": "#99307f",
}
_STRONG_KINDS = {
    "kind-count": "#5fffaf",
    "kind-percent": "#ffd75f",
    "kind-money": "#ff8787",
    "kind-measure": "#87d7ff",
    "kind-duration": "#d7afff",
    "kind-date": "#5fffff",
    "kind-rank": "#ffafff",
}
_ANSI_KINDS = {
    "kind-count": "ansi_green",
    "kind-percent": "ansi_yellow",
    "kind-money": "ansi_red",
    "kind-measure": "ansi_blue",
    "kind-duration": "ansi_magenta",
    "kind-date": "ansi_cyan",
    "kind-rank": "ansi_bright_magenta",
}

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
        "scrollbar": "#323d43",
        "scrollbar-hover": "#43525a",
        "scrollbar-active": "#4f6068",
        "scrollbar-background": "#191f23",
        "scrollbar-background-hover": "#191f23",
        "scrollbar-background-active": "#191f23",
        "scrollbar-corner-color": "#191f23",
        **_DARK_KINDS,
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
        "scrollbar": "#cfcabb",
        "scrollbar-hover": "#b9b3a1",
        "scrollbar-active": "#a69f8b",
        "scrollbar-background": "#f3f1ea",
        "scrollbar-background-hover": "#f3f1ea",
        "scrollbar-background-active": "#f3f1ea",
        "scrollbar-corner-color": "#f3f1ea",
        **_LIGHT_KINDS,
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
        "scrollbar": "#ffffff",
        "scrollbar-hover": "#ffff5f",
        "scrollbar-active": "#ffff5f",
        "scrollbar-background": "#303030",
        "scrollbar-background-hover": "#303030",
        "scrollbar-background-active": "#303030",
        "scrollbar-corner-color": "#000000",
        **_STRONG_KINDS,
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
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-text-style": "none",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_bright_blue",
        "screen-selection-foreground": "ansi_black",
        **_ANSI_KINDS,
    },
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT, CONTRAST, TERMINAL)
"""All themes in the order in which the reader is offered them."""


def role_defaults() -> dict[str, str]:
    """What the roles fall back to under a theme that does not name them."""
    return dict(DARK.variables)
