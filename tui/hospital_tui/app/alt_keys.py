"""Keys with Alt as terminals send them, where the Kitty keyboard protocol is off.

Textual reads ESC[1;3D, Alt+← of xterm and most others, as Escape and ←, and ESC 1, Alt+1, as the character that macOS
types with Option: the first would clear the filter, the second do nothing.
"""

from enum import StrEnum

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


class AltKey(StrEnum):
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


_FINAL = {
    "A": AltKey.UP,
    "B": AltKey.DOWN,
    "C": AltKey.RIGHT,
    "D": AltKey.LEFT,
    "F": AltKey.END,
    "H": AltKey.HOME,
}
_DIGITS = [key for key in AltKey if key.value[-1].isdigit()]


def teach() -> None:
    """Let Textual's parser read Alt with arrows and digits as keys of their own."""
    sequences = {f"\x1b[1;3{final}": key for final, key in _FINAL.items()}
    sequences |= {f"\x1b{key.value[-1]}": key for key in _DIGITS}
    table: dict[str, object] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    table.update({sequence: (key,) for sequence, key in sequences.items()})
