"""The inks that rows are written in: a style for each name, from the roles of the theme in force.

Component classes would do the same at many times the cost: Textual works out the CSS of each of them for every list,
whenever a list gains or loses the focus.
"""

from functools import lru_cache

from rich.style import Style
from textual.app import App
from textual.color import Color

ROLES: dict[str, tuple[str, str | None, bool]] = {
    "strong": ("", None, True),
    "quiet": ("quiet", None, False),
    "faint": ("faint", None, False),
    "accent": ("accent", None, False),
    "match": ("match-text", "match", False),
    "warn": ("warning", None, False),
    "good": ("success", None, False),
    "cell": ("cursor-text", "cursor", True),
    "count": ("kind-count", None, False),
    "percent": ("kind-percent", None, False),
    "money": ("kind-money", None, False),
    "measure": ("kind-measure", None, False),
    "duration": ("kind-duration", None, False),
    "date": ("kind-date", None, False),
    "rank": ("kind-rank", None, False),
}
"""Name of an ink to the roles of its foreground and background, and whether it is bold."""


NOT_PALE = frozenset(ROLES) - {"quiet", "faint"}
"""Inks that are legible on the background of a marked row in a pane without the focus."""

BOLD = frozenset(("strong", "match"))
"""Inks that are legible on the bright background of the cursor."""


def ink(app: App[object], name: str) -> Style:
    """The style of a name under the theme in force; what it does not set shows through."""
    foreground, background, bold = ROLES[name]
    variables = app.theme_variables
    return _style(variables.get(foreground, ""), variables.get(background, "") if background else "", bold)


@lru_cache(maxsize=256)
def _style(foreground: str, background: str, bold: bool) -> Style:
    """A style from two colours as a theme writes them; "" leaves one open."""
    return Style(
        color=Color.parse(foreground).rich_color if foreground else None,
        bgcolor=Color.parse(background).rich_color if background else None,
        bold=True if bold else None,
    )
