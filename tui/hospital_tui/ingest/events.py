"""What an `add` tells while it goes on: to the person at the terminal, and, a JSON object a line, to a following program."""

import msgspec


class Event(msgspec.Struct, tag_field="event", omit_defaults=True):
    """Something that happened; `event` names it in JSON."""


class Started(Event, tag="start"):
    """So many sources are to be read."""

    total: int


class Progressed(Event, tag="progress"):
    """So many sources are done with."""

    done: int
    total: int
    rate: float
    """Sources a second."""
    remaining: float
    """Seconds."""


class Looked(Event, tag="page"):
    """Of a source whose pages are recognised one by one, so many are done with."""

    file: str
    page: int
    pages: int


class Added(Event, tag="added"):
    """An article is in the library now."""

    file: str
    id: str
    hospital: str
    title: str


class Known(Event, tag="known"):
    """An article was in the library before, under this id or another."""

    file: str
    id: str
    same_as: str


class Asked(Event, tag="asked"):
    """A source was not added: its article is nearly the same as one at hand, and the reader is to say what is done."""

    file: str
    title: str
    same_as: str


class Warned(Event, tag="warning"):
    """Something the reader should know of a source that was read."""

    message: str


class Failed(Event, tag="failed"):
    """A source gave no article; the message names it."""

    file: str
    message: str


class Finished(Event, tag="finished"):
    """It is over; `refused`: the disk or the cache took no more, and why is said on standard error."""

    added: int
    known: int
    failed: int
    stopped: bool
    refused: bool = False


_ANY = msgspec.json.Decoder[Event](
    Started | Progressed | Looked | Added | Known | Asked | Warned | Failed | Finished
)


def encoded(event: Event) -> str:
    """The event as JSON on one line."""
    return msgspec.json.encode(event).decode()


def decoded(line: bytes) -> Event | None:
    """The event of a line; none where no version of the program writes such a line."""
    try:
        event: Event = _ANY.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return event
