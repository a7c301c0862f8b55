"""Names in little room, cut so that no two of a list look alike.

Hospitals of one city begin alike and nearly all end alike (长治市第二人民医院, 长治市第二中医医院): what is cut from one
end may be all that tells two of them apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from hospital_tui.app.widgets.cutting import beginning, ending, shorten

_LEAST_END = 4
"""Cells of the end that is worth keeping behind a cut in the middle: two Chinese characters."""

LEAST = 6
"""Cells from which on names can be told apart."""


def tell_apart(names: Iterable[str], room: int) -> dict[str, str]:
    """Each name in at most `room` cells.

    Cut at the end where that leaves a name that no other has, else in the middle, else down to the place where it
    differs; what cannot be told apart in that room is numbered. In less room than `LEAST` names are only cut.
    """
    every = list(dict.fromkeys(names))
    waiting = [name for name in every if cell_len(name) > room]
    cut = {name: name for name in every if name not in waiting}
    if room < LEAST:
        return cut | {name: shorten(name, room).rstrip() for name in waiting}
    for head, start in _shapes(room, max(map(len, waiting), default=0)):
        made = {name: _cut(name, head, start, room) for name in waiting}
        alike = Counter([*made.values(), *cut.values()])
        cut |= {name: words for name, words in made.items() if alike[words] == 1}
        waiting = [name for name in waiting if name not in cut]
        if not waiting:
            break
    return cut | dict(_numbered(waiting, room))


def _numbered(names: Iterable[str], room: int) -> Iterator[tuple[str, str]]:
    """Each name with its beginning and a number."""
    for number, name in enumerate(names, 1):
        mark = f"~{number}"
        yield name, beginning(name, max(0, room - len(mark))) + mark


def _shapes(room: int, longest: int) -> Iterator[tuple[int, int | None]]:
    """Ways to cut, the easiest to read first: cells of the beginning, and the character from which to go on after it.

    None goes on with as much of the end as there is room for.
    """
    yield room - 1, None
    for end in range(_LEAST_END, room - 2, 2):
        yield room - 1 - end, None
    for start in range(1, longest):
        yield min(2, room - 3), start


def _cut(name: str, head: int, start: int | None, room: int) -> str:
    """A name with its middle, its end, or both replaced by …"""
    first = beginning(name, head)
    left = room - cell_len(first) - 1
    if start is None:
        return first + "…" + (ending(name, left) if room - 1 - head >= _LEAST_END else "")
    rest = name[start:]
    if cell_len(rest) <= left:
        return first + "…" + rest
    return first + "…" + beginning(rest, left - 1) + "…"
