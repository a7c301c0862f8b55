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
from hospital_tui.library.reader.acts import Change
from hospital_tui.library.reader.tables import row_of
from hospital_tui.model import Article, Passage

_KEY = "became "
_OFFSET = re.compile("[0-9]{1,12}")
_LONGEST = 50
"""States of one article that are followed, above which they are taken for a ring."""


class Became(msgspec.Struct, frozen=True):
    """What one article became."""

    old: str
    new: str
    passages: list[tuple[int, int, str]]
    """[start, end) of an older passage in its source, and the passage that it became."""
    figures: dict[str, str]
    """Places of figures in the older source to their addresses in the newer."""


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
    key = _KEY + old.id.partition("-")[0]
    row = row_of(connection, "setting", key)
    kept = [one for one in _read(str(row[1]) if row else "[]") if one.old != old.id]
    said = msgspec.json.encode([*kept, Became(old.id, new.id, passages, figures)]).decode()
    yield Change("setting", key, row, (key, said))


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
    source, at, offset = address.partition("@")
    kept = _read(msgspec.json.encode(get(_KEY + source.partition("-")[0])).decode())
    if not at:
        return next((one.new for one in kept if one.old == address), None)
    if not _OFFSET.fullmatch(offset):
        return None
    exact = (one.figures[offset] for one in kept if offset in one.figures)
    within = (passage for one in kept for first, last, passage in one.passages if first <= int(offset) < last)
    return next(exact, None) or next(within, None)


def _read(said: str) -> list[Became]:
    try:
        return _KEPT.decode(said)
    except msgspec.DecodeError:
        return []
