"""What `add` and its workers say to each other."""

import msgspec

from hospital_tui.model import Article
from hospital_tui.packing import Unpacker


class Task(msgspec.Struct, array_like=True):
    """A source to be parsed."""

    file: str
    """Name without folders."""
    shown: str
    """Its name in messages."""
    data: bytes
    encoding: str | None = None
    """What the user said the bytes are in."""
    link: str | None = None
    """The address that it was fetched from."""
    fetched: str | None = None
    """ISO date of that."""
    seconds: float = 0.0
    """Of a core's time that it may take; 0: as many as it wants."""


class Fault(msgspec.Struct, array_like=True):
    """Why a source gave no article: `InputError`'s file, reason and detail."""

    file: str
    reason: str
    detail: str


class Outcome(msgspec.Struct, array_like=True):
    """What a source gave."""

    shown: str
    sha256: str = ""
    articles: tuple[Article, ...] = ()
    extracted: str | None = None
    """The text that positions count in, where it is not the source's own characters."""
    words: dict[str, int] = {}
    """Words of the articles with the number of passages that hold them."""
    warnings: tuple[str, ...] = ()
    fault: Fault | None = None
    pictures: dict[str, bytes] = {}
    """Of the lines that recognised figures stand in, by name."""
    page: tuple[int, int] | None = None
    """So far it is, and of how many pages: more is to come."""


TASKS = Unpacker(Task)
OUTCOMES = Unpacker(Outcome)
