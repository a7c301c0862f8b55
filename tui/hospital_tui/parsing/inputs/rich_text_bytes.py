"""How the bytes of a rich-text file are read: by their font, by what the file declares, else by what they are evidently in."""

import re

from hospital_tui.text.plausibility import plausibility

_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_PAGES = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5hkscs", 54936: "gb18030", 65001: "utf-8"}
_SYMBOLS = 2
"""The charset of fonts without letters."""
_OF_PAIRS = frozenset({"gb18030", "big5hkscs", "cp932", "cp949"})
_WESTERN = "cp1252"
_LONGEST_TABLE = 1 << 16
"""Bytes of a table of fonts that are looked at."""
_EVIDENCE = re.compile(
    rb"(?:\\'[89a-fA-F][0-9a-fA-F](?:\\'[0-9a-fA-F]{2}|[@-Z^-z|~])?|[\x80-\xff](?:[\x80-\xff]|[@-Z^-z|~])?){1,4096}"
)
_MOST_EVIDENCE = 1 << 16
_NOTHING = -10.0
_CONVINCING = 1.0
"""Plausibility from which bytes are taken for Chinese of an encoding that nothing names."""


class Codecs:
    """The encodings of one file."""

    def __init__(self, data: bytes) -> None:
        self._fonts: dict[int, int] = {}
        self._signs: set[int] = set()
        start = max(0, data.find(b"\\fonttbl"))
        for said in data[start : start + _LONGEST_TABLE].split(b";"):
            font, charset = re.search(rb"\\f(\d{1,9})", said), re.search(rb"\\fcharset(\d{1,9})", said)
            if font and charset:
                self._fonts.setdefault(int(font[1]), int(charset[1]))
                if re.search(rb"[ }]Symbol\s*$", said):
                    self._signs.add(int(font[1]))
        named = re.search(rb"\\ansicpg(\d{1,9})", data[:_LONGEST_TABLE])
        declared = _PAGES.get(int(named[1]), "") if named else ""
        evident = _evident(data)
        self._file = evident if evident == "utf-8" or not declared else declared

    @property
    def pairs(self) -> bool:
        """Whether characters are pairs of bytes."""
        return self._file in _OF_PAIRS

    def has_signs(self, font: int) -> bool:
        """Whether a font holds mathematical signs in the places of letters."""
        return font in self._signs

    def read(self, data: bytes, font: int) -> str:
        """The characters; U+FFFD for bytes that none of the encodings knows."""
        charset = self._fonts.get(font)
        if charset == _SYMBOLS:
            return "".join(chr(0xF000 + byte) if byte > 0x20 else " " for byte in data)
        if data.isascii():
            return data.decode("ascii")
        own = "" if self._file == "utf-8" else _CHARSETS.get(charset or 0, "")
        readings = [data.decode(name, "replace") for name in (own, self._file) if name]
        best = max(readings, key=_plausible, default="")
        return best if own or _plausible(best) >= 0 else data.decode(_WESTERN, "replace")


def _plausible(text: str) -> float:
    return plausibility(text, text.count("\ufffd")) if text else _NOTHING


def unescaped(data: bytes) -> bytes:
    """The bytes that are written in hexadecimal digits."""
    return re.sub(rb"\\'([0-9a-fA-F]{2})", lambda match: bytes.fromhex(match[1].decode()), data)


def _evident(data: bytes) -> str:
    """The encoding that the bytes above ASCII convince of; "" for none."""
    found = bytearray()
    for match in _EVIDENCE.finditer(data):
        found += unescaped(match[0])
        if len(found) > _MOST_EVIDENCE:
            break
    names = ("utf-8", "gb18030", "big5hkscs") if found else ()
    scores = {name: _plausible(found.decode(name, "replace")) for name in names}
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] >= _CONVINCING else ""
