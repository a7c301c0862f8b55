"""Where the addresses of an article lead once a newer state of it has taken its place.

What was cited before names the older source. Beside the reader's settings it is kept what became of each passage, and of each
figure that the newer passage still states, in the same words of the same thing.
"""

import re
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec

from hospital_tui.library.positions import source_span
from hospital_tui.library.reader.acts import Change, Row
from hospital_tui.library.reader.tables import row_of
from hospital_tui.model import Article, Passage

_KEY = "became "
_OFFSET = re.compile("[0-9]{1,12}")
_LONGEST = 50
"""States of one article that are followed and kept; of a file that is saved often, older ones are forgotten."""


class Became(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one article became."""

    old: str
    new: str
    passages: list[tuple[int, int, str]]
    """[start, end) of an older passage in its source, and the passage that it became."""
    figures: dict[str, str]
    """Places of figures in the older source to their addresses in the newer."""
    was: str = ""
    """The article that became the older one, if any did."""


_KEPT = msgspec.json.Decoder(list[Became])


def noted(
    connection: sqlite3.Connection, old: Article, new: Article, pairs: Sequence[tuple[Passage, Passage]]
) -> Iterator[Change]:
    """The change that keeps where the addresses of `old` lead."""
    figures = {}
    for before, after in pairs:
        places = defaultdict[tuple[str, str], list[int]](list)
        for figure in after.figures:
            places[figure.text, figure.label].append(figure.at[0])
        for figure in before.figures:
            if (found := _nearest(places[figure.text, figure.label], figure.at[0])) is not None:
                place = str(source_span(before, figure.at)[0])
                figures[place] = f"{after.id.partition('@')[0]}@{after.source_offset(found)}"
    passages = [(before.spans[0][0], before.spans[-1][1], after.id) for before, after in pairs]
    states = _States(connection)
    states.put(Became(old.id, new.id, passages, figures, states.was(old.id)))
    states.put(Became(new.id, "", [], {}, old.id))
    states.forget(old.id)
    yield from states.changes()


class _States:
    """What is kept of states of articles, read as it is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, Row | None] = {}
        self._kept: dict[str, dict[str, Became]] = {}

    def _of(self, state: str) -> dict[str, Became]:
        key = _key(state)
        if key not in self._kept:
            row = self._rows[key] = row_of(self._connection, "setting", key)
            self._kept[key] = {one.old: one for one in _read(str(row[1]) if row else "[]")}
        return self._kept[key]

    def was(self, state: str) -> str:
        """The article that became this one; "": none did."""
        found = self._of(state).get(state)
        return found.was if found else ""

    def put(self, one: Became) -> None:
        """Keep what one became, or of the newest what it was."""
        self._of(one.old)[one.old] = one

    def forget(self, state: str) -> None:
        """Of the states before one, those that are not followed any more; what became again what it was has none."""
        followed = [state]
        while (state := self.was(state)) and state not in followed:
            followed.append(state)
        for gone in followed[_LONGEST:]:
            self._of(gone).pop(gone, None)

    def changes(self) -> Iterator[Change]:
        """What is to be written."""
        for key, kept in self._kept.items():
            row = self._rows[key]
            said = msgspec.json.encode(list(kept.values())).decode()
            yield Change("setting", key, row, (key, said) if kept else None)


def _key(address: str) -> str:
    return _KEY + re.split("[-@]", address, maxsplit=1)[0]


def _nearest(places: Sequence[int], at: int) -> int | None:
    """Of places that rise, the one nearest to an offset."""
    next_one = bisect_left(places, at)
    near = places[max(0, next_one - 1) : next_one + 1]
    return min(near, key=lambda place: abs(place - at), default=None)


def followed(address: str, get: Callable[[str], object]) -> Iterator[str]:
    """The addresses that one leads to, state after state; get: a setting by its key."""
    for _ in range(_LONGEST):
        later = _next(address, get)
        if later is None:
            return
        yield later
        address = later


def _next(address: str, get: Callable[[str], object]) -> str | None:
    _, at, offset = address.partition("@")
    kept = _read(msgspec.json.encode(get(_key(address))).decode())
    if not at:
        return next((one.new for one in kept if one.old == address and one.new), None)
    return next(_in_source(kept, offset), None) if _OFFSET.fullmatch(offset) else None


def _in_source(kept: Sequence[Became], offset: str) -> Iterator[str]:
    """What stood at an offset of the older source became these: the figure that began there, then the passage."""
    yield from (one.figures[offset] for one in kept if offset in one.figures)
    for one in kept:
        yield from (passage for first, last, passage in one.passages if first <= int(offset) < last)


def _read(said: str) -> list[Became]:
    try:
        return _KEPT.decode(said)
    except msgspec.DecodeError:
        return []
