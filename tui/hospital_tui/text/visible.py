"""What is drawn for characters that a terminal must not be sent: text is shown, never obeyed.

One character of the text is drawn as one short string, whatever stands beside it, so that widths add up and a column
can be led back to a character. Terminals disagree about joined emoji, variation selectors and flags; drawing each
part by itself gives the same columns on all of them. Copying gives the text itself, never what was drawn.
"""

import re
import unicodedata

UNDRAWABLE = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
"""Stands in for lone surrogates, noncharacters, C1 controls and controls of direction: one cell everywhere."""

_PLAIN = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0376-\u0377\u037b-\u037f\u0384-\u03ff\u0410-\u044f"
    "\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u218b\u2190-\u2319\u231c-\u23e8\u2460-\u24ff"
    "\u2500-\u25fc\u3000-\u3029\u3030-\u303d\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3220-\u3247\u3280-\u33ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\uff01-\uffe6]*"
)
"""Characters that are drawn as they stand."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
"""What has no width and says nothing, as the inside of a character class: joiners, marks of direction, soft hyphens."""

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls that turn the order in which a terminal draws: shown, so that no text can be made to read otherwise."""

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_CONTROL_PICTURES = 0x2400
_NOT_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029" + "".join(sorted(_DIRECTION)) + "]")
"""What JSON lets stand in a string, and a terminal obeys."""


def is_plain(text: str) -> bool:
    """Whether every character is drawn as it stands."""
    return _PLAIN.fullmatch(text) is not None


def readable(text: str) -> str:
    """A word of the command line or a file's name as UTF-8, which Python may hand on as bytes (PEP 383)."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half a character of another making
        return text.encode("utf-8", "replace").decode()


def visible(text: str) -> str:
    """The text on one line, safe to send to a terminal: each line end is a ⏎."""
    if is_plain(text):
        return text
    lines = readable(text).replace("\r\n", "\n").split("\n")
    return "⏎".join("".join(map(drawn, line)) for line in lines)


def visible_lines(text: str) -> str:
    """The text safe to send to a terminal, with its lines and tabs."""
    if is_plain(text):
        return text
    lines = readable(text).replace("\r\n", "\n")
    return "".join(char if char in "\n\t" else drawn(char) for char in lines)


def escaped(json: str) -> str:
    """JSON in which characters that a terminal would obey are written as escapes; it says the same."""
    return _NOT_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", json)


def drawn(character: str) -> str:
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
