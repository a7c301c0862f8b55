"""With what the reader comes to a screen of evidence, and with what they leave it."""

from typing import NamedTuple

from hospital_tui.library import Scope


class Origin(NamedTuple):
    """Where the reader was when the screen was opened."""

    hospital: str = ""
    article_id: str | None = None
    passage_id: str | None = None
    filter: str = ""
    """The filter of the main screen, or of the screen of evidence before."""
    scope: Scope | None = None
    """What the main screen's filter looks at; none: all articles."""
    place: int = -1
    """Place of the figure under the cursor among the passage's."""
    metric: str | None = None
    """What that figure measures."""
    hospitals: tuple[str, ...] = ()
    """Those that were compared."""


class Goto(NamedTuple):
    """A figure whose words the reader wants to see."""

    article_id: str
    passage_id: str
    place: int
    """Place among the passage's figures; -1: the passage only."""


class Instead(NamedTuple):
    """Another screen of evidence that the reader wants to see."""

    name: str
    words: str = ""
    """The filter of the screen that is left; it goes along."""


Departure = Goto | Instead
"""With what the reader leaves a screen of evidence; nothing leads back to the text as it was."""
