"""Bytes to text: which encoding a source is in, and which of its bytes say nothing in it.

The evidence is weighed in the order of its strength: a byte order mark; valid UTF-8 that holds Han characters; the NUL
bytes of UTF-32; then every remaining encoding of Chinese text reads the bytes, and the reading that looks most like
Chinese wins (`plausibility`). Only where no reading convinces is charset-normalizer asked, and its answer is taken if it
reads the bytes without a fault.

Bytes that the encoding has no character for become U+FFFD in the text, one for each faulty sequence, and a `Problem`
each with its place; nothing is dropped.
"""

import codecs
import re
import threading
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from hospital_tui.formats import by_first_bytes
from hospital_tui.text.plausibility import CONVINCING, garbled, plausibility

REPLACEMENT = "\ufffd"
"""Stands in the text for a faulty byte sequence (Unicode, §3.9, U+FFFD substitution)."""

_OF_LINES = ("utf-8", "gb18030", "big5hkscs")
"""Encodings that the lines of one file are met in side by side."""

_HZ = re.compile(rb"~\{(?:[!-w][!-~]){2,}~\}")
"""A stretch of Chinese in HZ (RFC 1843)."""

_SAMPLE = 1 << 16
"""Bytes, from the first that is not ASCII, that the readings are compared on."""

_DOUBTFUL = 0.0
"""Plausibility below which a reading is not taken without being told so; random bytes come to -0.5 and less."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; those of UTF-32 first, because one of them begins like UTF-16's."""

_CANDIDATES = ("utf-8", "gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
"""Encodings of Chinese text; of readings alike the first wins. GB18030 holds GBK and GB2312."""

_FOREIGN = ("cp1252", "cp932", "euc_jp", "cp949", "cp1251", "cp1250", "cp1253", "cp1258", "tis_620")
"""Encodings of other languages that charset-normalizer may answer with; left free it finds DOS code pages in rubble."""

_FOREIGN_NAMES = frozenset(codecs.lookup(name).name for name in _FOREIGN) | frozenset(_FOREIGN)

_JUDGED_BY = 20
"""Characters outside ASCII from which an answer for another language is believed."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
"""Control characters that no text holds; tab, line ends, form feed, DOS's end mark and ESC are met in text."""

_ODD = frozenset(("Cn", "Co", "Cs"))
"""Unicode's categories of what is unassigned, for private use, or half of a pair."""

_BEYOND_TABLES = re.compile("[^\x00-\u024f\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\ufffd]")
"""Characters that may be odd; the rest of a text need not be looked up."""

_LINE_END = re.compile(r"\r\n?|\n")


class Problem(NamedTuple):
    """Bytes that the encoding has no character for."""

    byte_offset: int
    """Where they begin in the file."""
    line: int
    """1-based line they stand in."""
    why: str
    """The bytes in hexadecimal and what is wrong with them ("0xff: invalid start byte")."""


class Decoded(NamedTuple):
    """What `decode` read."""

    text: str
    """Line ends as they stand; a byte order mark taken off."""
    encoding: str
    """Python's name of the encoding."""
    problems: tuple[Problem, ...] = ()
    binary: str | None = None
    """What the bytes are when they are no text: the name of a form (`formats`) or data; unsure, where they may be text
    but no reading of them convinces."""
    notes: tuple[str, ...] = ()
    """mixed: lines are in several encodings, each was read in its own; garbled: the text was decoded wrongly before it
    was written."""


def decode(data: bytes) -> Decoded:
    """Read bytes as text, whatever they are; never raises."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    form = None if mark else by_first_bytes(data)
    kind = form.name if form is not None else None
    if encoding is None:
        encoding = detect(data)
    text, faults = _read(data[len(mark) :], encoding)
    if faults and kind is None and (mixed := _by_lines(data[len(mark) :], encoding)) is not None:
        return Decoded(mixed, encoding, notes=("mixed",))
    problems = _problems(data, len(mark), encoding, faults)
    if kind is None and _looks_binary(text):
        kind = "data"
    if kind is None and not mark and not _is_sure(text, encoding):
        kind = "unsure"
    return Decoded(text, encoding, problems, kind, ("garbled",) if garbled(text) else ())


def _by_lines(data: bytes, encoding: str) -> str | None:
    """The text of a file whose lines are in several encodings, each line in the one that convinces; None for others."""
    if encoding.startswith(("utf-16", "utf-32")):
        return None
    texts: list[str] = []
    foreign = 0
    for line in data.splitlines(keepends=True):
        text, faults = _read(line, encoding)
        if faults:
            readings = [(*_read(line, name), name) for name in _OF_LINES if name != encoding]
            whole = [reading for reading, faulty, _ in readings if not faulty]
            text = max(whole, key=lambda reading: plausibility(reading, 0), default="")
            if not text or plausibility(text, 0) < CONVINCING:
                return None
            foreign += 1
        texts.append(text)
    return "".join(texts) if foreign else None


def detect(data: bytes) -> str:
    """Python's name of the encoding that bytes without a byte order mark are most likely in."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if text.isascii() and _HZ.search(data) and _reads_whole(data, "hz"):
            return "hz"
        if "\x00" not in text and (text.isascii() or max(text) > "\u07ff" or garbled(text)):
            return "utf-8"
    if len(data) % 4 == 0 and b"\x00" in data:
        for name in ("utf-32-le", "utf-32-be"):
            if _reads_whole(data, name):
                return name
    return _compare(data)


def _reads_whole(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _compare(data: bytes) -> str:
    """The candidate whose reading looks most like Chinese text."""
    first = re.search(rb"[^\x01-\x7f]", data)
    start = (first.start() if first else 0) & ~1
    sample = data[start : start + _SAMPLE]
    cut = start + len(sample) < len(data)
    scores = {name: _score(sample, name, cut) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    alike = [name for name in _CANDIDATES if scores[name] == scores[best]]
    if len(alike) > 1:
        best = next((name for name in alike if _reads_whole(data, name)), best)
    if scores[best] >= CONVINCING:
        return best
    return _second_opinion(sample, data) or best


def _score(sample: bytes, encoding: str, cut: bool) -> float:
    text, faults = _read(sample, encoding)
    if cut and faults and faults[-1][1] >= len(sample):
        faults, text = faults[:-1], text[:-1]  # the sample ends inside a character
    return plausibility(text, len(faults))


def _second_opinion(sample: bytes, data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(sample, cp_isolation=list(_FOREIGN)).best()
    if match is None or not _reads_whole(data, match.encoding):
        return None
    return match.encoding


class _Keeper:
    """A codec's error handler that puts U+FFFD for faulty bytes and notes where they stood.

    Codecs know their error handlers by name and for good, so one is registered, and every thread has its own notes.
    """

    def __init__(self) -> None:
        self._local = threading.local()

    def __call__(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        self._local.faults.append((error.start, error.end, error.reason))
        return REPLACEMENT, error.end

    def start(self) -> list[tuple[int, int, str]]:
        """A new list that the next decoding in this thread notes its faults in."""
        self._local.faults = []
        faults: list[tuple[int, int, str]] = self._local.faults
        return faults


_KEEP = "hospital-tui.keep"
_keeper = _Keeper()
codecs.register_error(_KEEP, _keeper)


def _read(data: bytes, encoding: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text, and [start, end) in bytes and reason of every fault."""
    faults = _keeper.start()
    return data.decode(encoding, _KEEP), faults


def _problems(
    data: bytes, skipped: int, encoding: str, faults: Iterable[tuple[int, int, str]]
) -> tuple[Problem, ...]:
    """Problems of faults whose offsets count from `skipped`."""
    problems = []
    line, done = 1, skipped
    for start, end, reason in faults:
        before = data[done : start + skipped].decode(encoding, "replace")
        line += sum(1 for _ in _LINE_END.finditer(before))
        done = end + skipped
        shown = data[start + skipped : min(done, start + skipped + 8)].hex(" ")
        problems.append(Problem(start + skipped, line, f"0x{shown}: {reason}"))
    return tuple(problems)


def _looks_binary(text: str) -> bool:
    """Whether too much of a text is what no text holds.

    That is more than one character of a hundred for control characters; of twelve, and two at least, for
    characters that are unassigned or for private use (web fonts and old GBK text have a few); of ten for those that could
    not be read.
    """
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    odd = sum(unicodedata.category(character) in _ODD for character in _BEYOND_TABLES.findall(sample))
    return (
        controls * 100 > len(sample)
        or odd * 12 > max(len(sample), 12)
        or sample.count(REPLACEMENT) * 10 > max(len(sample), 30)
    )


def _is_sure(text: str, encoding: str) -> bool:
    """Whether a reading without a byte order mark convinces.

    UTF-8 and UTF-32 can hardly be met by chance. Any other encoding has to give everyday Chinese, or in the answer for
    another language enough of it to judge by: ASCII for the half of it, or some twenty letters beside.
    """
    if encoding.startswith(("utf-8", "utf-32")):
        return True
    sample = text[:_SAMPLE]
    if plausibility(sample, 0) >= _DOUBTFUL:
        return True
    beyond = sum(character > "\x7f" for character in sample)
    return encoding in _FOREIGN_NAMES and (beyond >= _JUDGED_BY or beyond * 2 <= len(sample))
