"""Filters that the reader gave a name, and up to what they looked at what each finds."""

from typing import Any

import msgspec

from hospital_tui.library.reader.reader import Reader

_FILTERS, _LOOKED = "saved_filters", "looked_at"
"""Settings: names to filters; names to the time of the newest file then."""


class Saved(msgspec.Struct, frozen=True):
    """A filter with a name."""

    name: str
    text: str
    looked: int
    """Time (nanoseconds) of the newest article file when the reader last looked at what it finds."""


def saved(reader: Reader) -> list[Saved]:
    """The filters by name, in the order they were named."""
    looked = _sound(reader.get(_LOOKED), int)
    return [
        Saved(name, text, looked.get(name, 0)) for name, text in _sound(reader.get(_FILTERS), str).items()
    ]


def save(reader: Reader, name: str, text: str, now: int) -> str:
    """Give a filter a name; the other filter that had it, "" where none had. Raises ReaderError."""
    before = ""

    def named(kept: object) -> dict[str, Any]:
        nonlocal before
        filters = _sound(kept, str)
        before = filters.get(name, "")
        return filters | {name: text}

    reader.change(_FILTERS, named)
    look(reader, name, now)
    return before if before != text else ""


def look(reader: Reader, name: str, now: int) -> None:
    """The reader looked at what a filter finds. Raises ReaderError."""
    names = _sound(reader.get(_FILTERS), str)
    reader.change(
        _LOOKED,
        lambda kept: {one: when for one, when in _sound(kept, int).items() if one in names} | {name: now},
    )


def forget(reader: Reader, name: str) -> bool:
    """Take a filter out; whether there was one. Raises ReaderError."""
    if name not in _sound(reader.get(_FILTERS), str):
        return False
    reader.change(
        _FILTERS, lambda kept: {one: text for one, text in _sound(kept, str).items() if one != name}
    )
    return True


def _sound(kept: object, kind: type) -> dict[str, Any]:
    """A setting as it should be; what is otherwise is left out."""
    rows = kept.items() if isinstance(kept, dict) else ()
    return {name: value for name, value in rows if isinstance(name, str) and isinstance(value, kind)}
