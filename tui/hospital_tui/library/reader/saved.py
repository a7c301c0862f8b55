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
    looked = _kept(reader, _LOOKED, int)
    return [Saved(name, text, looked.get(name, 0)) for name, text in _kept(reader, _FILTERS, str).items()]


def save(reader: Reader, name: str, text: str, now: int) -> None:
    """Give a filter a name; one of that name is replaced. Raises ReaderError."""
    reader.set(_FILTERS, _kept(reader, _FILTERS, str) | {name: text})
    look(reader, name, now)


def look(reader: Reader, name: str, now: int) -> None:
    """The reader looked at what a filter finds. Raises ReaderError."""
    names = _kept(reader, _FILTERS, str)
    looked = {one: when for one, when in _kept(reader, _LOOKED, int).items() if one in names}
    reader.set(_LOOKED, looked | {name: now})


def forget(reader: Reader, name: str) -> bool:
    """Take a filter out; whether there was one. Raises ReaderError."""
    names = _kept(reader, _FILTERS, str)
    if names.pop(name, None) is None:
        return False
    reader.set(_FILTERS, names)
    return True


def _kept(reader: Reader, key: str, kind: type) -> dict[str, Any]:
    """A setting as it should be; what is otherwise is left out."""
    found = reader.get(key)
    rows = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in rows if isinstance(name, str) and isinstance(value, kind)}
