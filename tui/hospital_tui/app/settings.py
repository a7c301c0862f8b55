"""What the reader can set: each setting with its choices, kept between starts."""

from collections.abc import Sequence
from typing import NamedTuple

from hospital_tui.app.themes import THEMES
from hospital_tui.languages import LANGUAGES
from hospital_tui.speech import catalogue, t

Value = str | int | bool


class Setting(NamedTuple):
    """Something to choose."""

    key: str
    """Names it in the reader's file and in the catalogues (`setting.<key>`)."""
    values: Sequence[Value]
    """The choices in order; the first is in force until the reader chooses."""
    reading: bool = False
    """An attribute of the reading pane."""

    def words(self, value: Value) -> str:
        """A choice in the words of the screen."""
        if isinstance(value, bool):
            return t("on" if value else "off")
        if self.key == "theme":
            return t(f"theme.{value}")
        if self.key == "language":
            return catalogue(str(value))["language"]
        return t(f"citation.{value}") if self.key == "citation" else str(value)

    def sound(self, value: object) -> Value:
        """A kept choice, or the first where it is none of the choices (an older or a broken file)."""
        for choice in self.values:
            if type(choice) is type(value) and choice == value:
                return choice
        return self.values[0]

    def turned(self, value: Value, by: int) -> Value:
        """The next choice or the one before, round and round."""
        return self.values[(list(self.values).index(value) + by) % len(self.values)]


THEME = Setting("theme", tuple(theme.name for theme in THEMES))
LANGUAGE = Setting("language", LANGUAGES)
WIDE = Setting("ambiguous_wide", (False, True), reading=True)
"""In force where the terminal does not answer how it draws these characters."""

SETTINGS: tuple[Setting, ...] = (
    THEME,
    LANGUAGE,
    Setting("measure", (38, 40, 44, 48, 24, 28, 30, 32, 34, 36), reading=True),
    Setting("leading", (1, 2, 0), reading=True),
    Setting("justify", (False, True), reading=True),
    Setting("gap", (False, True), reading=True),
    Setting("hang", (True, False), reading=True),
    WIDE,
    Setting("show_margins", (False, True), reading=True),
    Setting("large_numbers", (False, True)),
    Setting("citation", ("plain", "gbt", "bibtex", "ris", "csl")),
)
"""All settings in the order in which the reader is offered them."""
