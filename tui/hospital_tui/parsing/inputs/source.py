"""What reading a file gives."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hospital_tui.model import SourceFacts
from hospital_tui.parsing.decoding import Problem
from hospital_tui.parsing.layout import Part
from hospital_tui.parsing.on_page import PrintedLine

NOTHING_SAID = SourceFacts()

Tell = Callable[[int, int], None]
"""Is told the page that is done with, and how many there are, where each takes long."""


def silent(page: int, pages: int) -> None:
    """Tells nobody."""


class Reading(NamedTuple):
    """What the reader of one form makes of bytes."""

    text: str
    """What is parsed: the decoded bytes, or the text that was taken out of a page or document."""
    encoding: str
    """What the bytes were decoded with; "docx" for a Word document."""
    extracted: bool = False
    """The text is not the file's own characters: positions count in the extracted text."""
    parts: tuple[Part, ...] = ()
    """What the form says of the text's lines; empty for plain text."""
    facts: SourceFacts = NOTHING_SAID
    """What the file says of itself."""
    left_out: Mapping[str, int] = {}
    """Han characters and digits of the file that are not in the text, by the reason (`left-out.REASON`)."""
    made: int = 0
    """Han characters and digits of the text that do not stand in the file: numbers that Word counts itself."""
    problems: tuple[Problem, ...] = ()
    """Bytes that could not be read; U+FFFD stands for each in the text."""
    printed: tuple[PrintedLine, ...] = ()
    """Where the lines of the text are printed, in a file that has pages."""
    recognised: str | None = None
    """What read the text from pictures (name and version); none where it is characters."""
    doubtful: bool = False
    """The order of what was recognised is doubtful."""
    notes: tuple[str, ...] = ()
    """What else the reader should know of the bytes: garbled, mixed (keys of `decoding.Decoded.notes`); embedded; of a page:
    waits (a script shows its text), stated (its text was taken from its data)."""


class Input(NamedTuple):
    """A source that was read."""

    file: str
    """Name without folders; "stdin" for standard input."""
    data: bytes
    """The bytes as they came."""
    sha256: str
    """Of `data`."""
    form: str
    """Name of its form (`formats`)."""
    reading: Reading

    @property
    def text(self) -> str:
        """What is parsed."""
        return self.reading.text

    @property
    def encoding(self) -> str:
        """What the bytes were decoded with."""
        return self.reading.encoding
