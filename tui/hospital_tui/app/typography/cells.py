"""How many cells a character takes on the screen, and what is drawn for characters that a terminal must not be sent.

One character of the text is drawn as one short string, whatever stands beside it, so that widths add up and a column
can be led back to a character. Terminals disagree about joined emoji, variation selectors and flags; drawing each
part by itself gives the same columns on all of them. Copying gives the text itself, never what was drawn.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate

from rich.cells import get_character_cell_size

UNDRAWABLE = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
"""Stands in for lone surrogates, noncharacters, C1 controls and controls of direction: one cell everywhere."""

_PLAIN = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0376-\u0377\u037b-\u037f\u0384-\u03ff\u0410-\u044f"
    "\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u218b\u2190-\u2319\u231c-\u23e8\u2460-\u24ff"
    "\u2500-\u25fc\u3000-\u3029\u3030-\u303d\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3220-\u3247\u3280-\u33ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\uff01-\uffe6]*"
)
"""Characters that are drawn as they stand."""

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls that turn the order in which a terminal draws: shown, so that no text can be made to read otherwise."""

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_CONTROL_PICTURES = 0x2400
_BLOCK_ELEMENTS = range(0x2500, 0x25A0)


def is_plain(text: str) -> bool:
    """Whether every character is drawn as it stands."""
    return _PLAIN.fullmatch(text) is not None


def visible(character: str) -> str:
    """What is drawn for a character: itself, a symbol, or nothing for what has no width of its own."""
    code = ord(character)
    if character == "\t":
        return " "
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character in ("\u2028", "\u2029"):
        return "\N{SYMBOL FOR NEWLINE}"
    if code in _FLAG_LETTERS:
        return chr(ord("A") + code - _FLAG_LETTERS.start)
    if character in _DIRECTION or code & 0xFFFE == 0xFFFE:
        return UNDRAWABLE
    category = unicodedata.category(character)
    if category in ("Cc", "Cs"):
        return UNDRAWABLE
    if category in ("Cf", "Me") or code in _SKIN_TONES or _is_selector(code):
        return ""
    return character


def _is_selector(code: int) -> bool:
    """Variation selectors: they ask for another picture, and terminals do not agree on its width."""
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def is_ambiguous(character: str) -> bool:
    """Whether Unicode leaves open if a character takes one cell or two (UAX 11, class A), as for “ ” … — · ① ℃.

    Box drawing and block elements are left out: terminals that draw text two cells wide still tile these with the
    grid, or every frame on the screen would fall apart.
    """
    return (
        unicodedata.east_asian_width(character) == "A"
        and unicodedata.category(character) not in ("Mn", "Me", "Cf", "Co")
        and ord(character) not in _BLOCK_ELEMENTS
    )


class Widths(dict[str, int]):
    """Cells that each character takes when drawn; fills itself as characters are met."""

    def __init__(self, *, ambiguous_wide: bool = False) -> None:
        super().__init__()
        self.ambiguous_wide = ambiguous_wide

    def __missing__(self, character: str) -> int:
        cells = sum(map(self._measure, visible(character)))
        self[character] = cells
        return cells

    def _measure(self, drawn: str) -> int:
        if self.ambiguous_wide and is_ambiguous(drawn):
            return 2
        # Rich may have been told of wide terminals (see `terminal`); this table is not.
        return 1 if is_ambiguous(drawn) else max(0, get_character_cell_size(drawn))

    def of(self, text: str) -> int:
        """Cells that a text takes."""
        return sum(map(self.__getitem__, text))

    def running(self, text: Iterable[str]) -> list[int]:
        """Cells before each character, and before the end: one more entry than there are characters."""
        return list(accumulate(map(self.__getitem__, text), initial=0))


NARROW = Widths()
"""Most terminals: ambiguous characters take one cell."""

WIDE = Widths(ambiguous_wide=True)
"""Terminals set up for East Asia: ambiguous characters take two cells."""


def widths(ambiguous_wide: bool) -> Widths:
    """The shared table for a terminal."""
    return WIDE if ambiguous_wide else NARROW
