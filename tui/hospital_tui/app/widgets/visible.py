"""Text from a source, made safe to send to a terminal: shown, never obeyed."""

import re

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with every control character drawn as a sign of one cell.

    C0 controls and DEL become their pictures (␛ for escape); C1 controls, marks of direction, zero-width characters and
    lone surrogates become ·. A text of n characters stays n characters long, so that spans keep their place.
    """
    return _HIDDEN.sub(_sign, text) if _HIDDEN.search(text) else text


def _sign(found: re.Match[str]) -> str:
    """The sign for one hidden character."""
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "·"
