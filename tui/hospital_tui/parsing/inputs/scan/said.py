"""What is said between the process that recognises pictures and the one that asks it."""

import msgspec

from hospital_tui.packing import Unpacker


class Asked(msgspec.Struct, array_like=True):
    """A picture, or pages of a PDF, to be recognised."""

    data: bytes
    pages: tuple[int, ...] = ()
    """0-based pages of a PDF; none: the bytes are a picture, all of whose pages are meant."""


class SeenLine(msgspec.Struct, array_like=True):
    """A line of words, or a headline set upright, on a page set straight; in pixels from its left and top edge."""

    text: str
    """Without blanks."""
    confidence: float
    """The engine's own, 0 to 1."""
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Size of type, by the height of its ink."""
    letters: tuple[tuple[float, float], ...]
    """Left and right edge of each character; of upright words top and bottom."""
    upright: bool = False
    picture: bytes = b""
    """PNG of the line."""


class SeenPage(msgspec.Struct, array_like=True):
    """A page that was looked at."""

    number: int
    """From 1."""
    of: int
    """How many there are."""
    scale: float
    """Points of a pixel."""
    measured: bool
    """The scale is known: the page is of a PDF, or the picture says how many dots an inch has."""
    lines: tuple[SeenLine, ...] = ()
    warped: bool = False
    """Its lines run in different directions, as on a photograph from aside."""
    engine: str = ""
    """Name and version of what recognised it."""
    fault: str = ""
    """Why nothing could be recognised: a reason of `RefusedError`."""
    detail: str = ""


ASKED, SEEN = Unpacker(Asked), Unpacker(SeenPage)
