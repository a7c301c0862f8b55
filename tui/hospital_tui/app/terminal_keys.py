"""Keys as terminals send them, where Textual reads them otherwise or not at all.

ESC[1;3D, Alt+← of xterm and most others where the Kitty keyboard protocol is off, is read as Escape and ←, and ESC 1,
Alt+1, as the character that macOS types with Option: the first would clear the filter, the second do nothing. Enter that
is pressed before the program has the terminal comes as a line feed, which is Ctrl+J. What a terminal answers when it is
asked what it can is longer than any key, and would be taken for what was typed.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from textual import _xterm_parser
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.events import Key
from textual.keys import Keys


class TaughtKey(StrEnum):
    """Names of keys as bindings write them."""

    LEFT = "alt+left"
    RIGHT = "alt+right"
    UP = "alt+up"
    DOWN = "alt+down"
    HOME = "alt+home"
    END = "alt+end"
    ONE = "alt+1"
    TWO = "alt+2"
    THREE = "alt+3"
    FOUR = "alt+4"
    FIVE = "alt+5"
    SIX = "alt+6"
    SEVEN = "alt+7"
    EIGHT = "alt+8"
    NINE = "alt+9"
    ZERO = "alt+0"
    ENTER = "enter"


_FINAL = {
    "A": TaughtKey.UP,
    "B": TaughtKey.DOWN,
    "C": TaughtKey.RIGHT,
    "D": TaughtKey.LEFT,
    "F": TaughtKey.END,
    "H": TaughtKey.HOME,
}
_DIGITS = [key for key in TaughtKey if key.value[-1].isdigit()]


_ANSWER = re.compile(r"\x1b\[\?([\d;]*)c")
_LONGEST = 96
"""Characters of an answer."""
abilities: set[str] = set()
"""Numbers of what the terminal answered that it can (DA1): 4 are sixels."""
_key_events = _xterm_parser.XTermParser._sequence_to_key_events


def _heard(self: _xterm_parser.XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
    """What Textual's parser makes of a sequence; of that answer no key."""
    if answer := _ANSWER.fullmatch(sequence):
        abilities.update(answer[1].split(";"))
        return [Key(Keys.Ignore, sequence)]
    return _key_events(self, sequence, alt)


def teach() -> None:
    """Let Textual's parser read Alt with arrows and digits as keys of their own, and a line feed as Enter; and hear what a terminal can."""
    parser: Any = _xterm_parser
    parser.XTermParser._sequence_to_key_events, parser._MAX_SEQUENCE_SEARCH_THRESHOLD = _heard, _LONGEST
    sequences = {f"\x1b[1;3{final}": key for final, key in _FINAL.items()}
    sequences |= {f"\x1b{key.value[-1]}": key for key in _DIGITS}
    sequences["\n"] = TaughtKey.ENTER
    table: dict[str, object] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    table.update({sequence: (key,) for sequence, key in sequences.items()})
