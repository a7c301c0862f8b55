"""Pictures of recognised lines as a terminal draws them: as Kitty's or as sixels, in dots of Braille where it has neither.

Pillow is needed, as for recognising them. Which of the three a terminal takes is told by its name or by its answer to the
question at the start (DA1); where that is not certain, or how large its cells are, dots do.
"""

import base64
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hospital_tui.app.terminal_keys import abilities

if TYPE_CHECKING:
    from PIL.Image import Image

_SIXELS = "4"
_MOST_PIXELS = 20_000_000
"""Of a picture; more is none of a line."""
_CELL = range(4, 200)
"""Pixels across or down a cell."""
_WIDEST = 1000
"""Pixels across: xterm draws no wider picture unless it is told to."""
_ROWS = {"kitty": 2, "sixel": 2, "dots": 4}
"""Rows of cells of a piece of a line at best."""
_GREYS = 8
_PIECE = 4096
_PLACE = "\U0010eeee"
"""Kitty's placeholder; its row is a mark above it."""
_MARKS = "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"
_DOTS = ((0, 0, 1), (0, 1, 2), (0, 2, 4), (1, 0, 8), (1, 1, 16), (1, 2, 32), (0, 3, 64), (1, 3, 128))
"""Dots of a character of Braille: column, row, bit."""

_numbers = count()


def cell(terminal: int = 1) -> tuple[int, int] | None:
    """Width and height of a cell in pixels; None where the terminal does not say, or nothing that can be."""
    if sys.platform == "win32":
        return None
    import fcntl
    import struct
    import termios

    try:
        size = struct.unpack("4H", fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8)))
    except OSError:
        return None
    rows, columns, width, height = size
    found = width // max(1, columns), height // max(1, rows)
    return found if rows and columns and all(one in _CELL for one in found) else None


def way(*, exact: bool = True) -> str:
    """How this terminal draws pictures: kitty, sixel, dots. Within tmux and screen nobody knows what lies around them.

    exact: every colour is sent as it is. Kitty finds a picture by the colour of its cells.
    """
    name = os.environ.get("TERM", "")
    if os.environ.get("TMUX") or name.startswith(("tmux", "screen")) or cell() is None:
        return "dots"
    if name in ("xterm-kitty", "xterm-ghostty"):
        return "kitty" if exact else "dots"
    return "sixel" if _SIXELS in abilities else "dots"


class Drawing(NamedTuple):
    """Pictures as they are drawn."""

    lines: list[str]
    """What stands in the cells."""
    code: str = ""
    """What is sent besides: the pixels."""
    number: int = 0
    """Kitty's number of the picture, which is the colour of its cells."""


def drawing(
    paths: tuple[Path, ...], width: int, height: int, way: str, cell: tuple[int, int]
) -> Drawing | None:
    """Pictures, one below the other, in so many cells across and about so many rows: long lines in pieces.

    None where none can be drawn: gone, damaged, or Pillow is not there.
    """
    try:
        found = [path.stat() for path in paths]
    except OSError:
        return None
    stamps = tuple((one.st_mtime_ns, one.st_size, one.st_ino) for one in found)
    return _drawn(paths, stamps, width, height, way, cell)


@lru_cache(maxsize=16)
def _drawn(
    paths: tuple[Path, ...],
    _: tuple[tuple[int, int, int], ...],
    width: int,
    height: int,
    way: str,
    cell: tuple[int, int],
) -> Drawing | None:
    """What `drawing` gives of files as they lie on disk."""
    try:
        from PIL import Image
    except ImportError:
        return None
    size = (2, 4) if way == "dots" else cell
    room = min(width, _WIDEST // size[0]) * size[0], max(1, min(height, len(_MARKS)) // len(paths))
    try:
        pieces = [piece for path in paths for piece in _pieces(path, *room, size[1], _ROWS[way])]
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    sheet, columns, rows = _sheet(pieces, *size)
    if way == "dots":
        return Drawing(list(_dots(sheet)))
    if way == "sixel":
        return Drawing([" " * columns] * rows, _sixels(sheet))
    number = 1 + next(_numbers) % 250
    return Drawing(
        [(_PLACE + mark) * columns for mark in _MARKS[:rows]],
        _kitty(sheet, number, columns, rows),
        number,
    )


def _pieces(path: Path, width: int, most: int, row: int, best: int) -> "Iterator[tuple[Image, int]]":
    """A line in pieces, cut where the least ink is, and the rows of cells that each takes: `best` where there is room.

    width, row: pixels across, and of a row of cells; most: rows of all. Raises OSError, ValueError and Pillow's own.
    """
    from PIL import Image, ImageChops

    with Image.open(path, formats=("PNG",)) as whole:
        if whole.width * whole.height > _MOST_PIXELS:
            raise ValueError(path)
        line = whole.convert("L")
    high, pieces = best, 1
    for high in range(best, 0, -1):
        pieces = max(1, -(-line.width * high * row // (line.height * width)))
        if pieces * high <= most:
            break
    pieces = min(pieces, max(1, most // high))
    step, reach = line.width / pieces, line.height // 2
    ink = ImageChops.invert(line).resize((line.width, 1), Image.Resampling.BOX).tobytes()
    cuts = [0]
    for number in range(1, pieces):
        at = int(number * step)
        cuts.append(min(range(max(cuts[-1] + 1, at - reach), at + 1), key=lambda x: ink[x]))
    for left, right in zip(cuts, [*cuts[1:], line.width], strict=True):
        piece = line.crop((left, 0, right, line.height))
        scale = min(high * row / piece.height, width / piece.width)
        shape = max(1, int(piece.width * scale)), max(1, int(piece.height * scale))
        yield piece.resize(shape, Image.Resampling.LANCZOS), high


def _sheet(pieces: "Sequence[tuple[Image, int]]", width: int, height: int) -> "tuple[Image, int, int]":
    """Pieces one below the other, dark ink on light; the columns and rows of cells of this size."""
    from PIL import Image, ImageOps

    columns, rows = -(-max(piece.width for piece, _ in pieces) // width), 0
    sheet = Image.new("L", (columns * width, sum(high for _, high in pieces) * height), 255)
    for piece, high in pieces:
        sheet.paste(ImageOps.autocontrast(piece, 1), (0, rows * height))
        rows += high
    return sheet, columns, rows


def _dots(sheet: "Image") -> Iterator[str]:
    """Rows of Braille: a dot for a dark pixel."""
    data, width = sheet.tobytes(), sheet.width
    for top in range(0, sheet.height, 4):
        yield "".join(
            chr(0x2800 + sum(bit for x, y, bit in _DOTS if data[(top + y) * width + left + x] < 128))
            for left in range(0, width, 2)
        )


def _sixels(sheet: "Image") -> str:
    """DEC's sixels: bands of six rows, a pass for each grey."""
    levels = sheet.point([level * _GREYS // 256 for level in range(256)]).tobytes()
    width, height = sheet.size
    said = [f'\x1bP0;1q"1;1;{width};{height}']
    said += (
        f"#{grey};2;{f'{100 * grey // (_GREYS - 1)};' * 2}{100 * grey // (_GREYS - 1)}"
        for grey in range(_GREYS)
    )
    for top in range(0, height, 6):
        rows = [levels[y * width : (y + 1) * width] for y in range(top, min(top + 6, height))]
        said += (_pass(rows, grey) for grey in sorted(set(b"".join(rows))))
        said.append("-")
    return "".join(said) + "\x1b\\"


def _pass(rows: Sequence[bytes], grey: int) -> str:
    """A band's pixels of one grey, runs of the same six counted."""
    masks = (
        row.translate(bytes((level == grey) << bit for level in range(256))) for bit, row in enumerate(rows)
    )
    text = bytes(63 + sum(column) for column in zip(*masks, strict=True)).decode("ascii")
    return f"#{grey}" + re.sub(r"(.)\1{3,}", lambda run: f"!{len(run[0])}{run[1]}", text) + "$"


def _kitty(sheet: "Image", number: int, columns: int, rows: int) -> str:
    """Kitty's graphics protocol: the picture, to stand wherever placeholders of its number do; no answer is asked for."""
    out = io.BytesIO()
    sheet.save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode("ascii")
    pieces: Sequence[str] = [data[at : at + _PIECE] for at in range(0, len(data), _PIECE)]
    head = f"a=T,q=2,f=100,U=1,i={number},c={columns},r={rows},"
    return "".join(
        f"\x1b_G{head if place == 0 else ''}m={int(place < len(pieces) - 1)};{piece}\x1b\\"
        for place, piece in enumerate(pieces)
    )
