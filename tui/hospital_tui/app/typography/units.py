"""What must stay whole on a row: Latin words, numbers with their unit, and spans that the caller names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from hospital_tui.app.typography.rules import NOT_AT_END, NOT_AT_START, SPACES
from hospital_tui.text.script import is_han

Span = tuple[int, int]

_LETTER = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0300-\u0373\u0376-\u0482\u048a-\u0587"
    "\u0590-\u10ff\u1200-\u1fff\u2160-\u218b\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00010330-\U000107ff"
    "\U0001d400-\U0001d7ff"
)
"""Letters and digits of scripts that are written in words."""

_JOIN = r".,:/?&=#%+~@_'’\-‐‑．："
"""Marks that belong to a word or number when a letter or digit follows: 3.5, 10:30, DRG/DIP, https://…?a=b."""

_DIGIT = "0-9０-９"

_BETWEEN = rf"(?<=[{_DIGIT}])(?:[·・•—–―～〜](?=[{_DIGIT}])|(?<![{_DIGIT}]{{4}})[ \u2009\u202f](?=[0-9]{{3}}(?![0-9])))"
"""What joins digits alone: the days of “5·12”, the ends of 1—5月, the groups of 3 000."""

_UNIT = (
    "(?:人次|例次|平方公里|平方米|立方米|公里|千米|厘米|毫米|毫升|千克|公斤|小时|分钟|个月|周岁|"
    "[年月日号时点分秒岁天周个人名位项张台套件例次家所种类期批届级层楼户村篇部册辆床元米吨克升倍成株条款章节场"
    "%％‰℃℉°号]?)"
)
"""What is read together with the number before it; figures that the caller names reach further."""

_RUN = re.compile(
    rf"(?:第(?=[0-9０-９]))?[$¥€£￥＄￡±≥≤≈＞＜~～#№]?[{_LETTER}](?:[{_JOIN}]*[{_LETTER}]|{_BETWEEN}[{_LETTER}])*[+%％‰℃℉°]*"
    rf"(?:(?<=[{_DIGIT}])[百千万亿]*[多余]?{_UNIT})?"
)

_AFTER = re.compile(r"[/?&=#_\-.,:+@%]+(?=.)")
"""Places inside a word too long for any row where a break hurts least."""


class Unit(NamedTuple):
    """A stretch that stays whole while a row can hold it."""

    start: int
    end: int
    rank: int
    """What gives way first when nothing fits: 0 words, 1 numbers and the spans that the caller named."""


class Units(NamedTuple):
    """All units of a text in order, and the places where Han meets Latin."""

    spans: list[Unit]
    gaps: list[int]
    """Offsets before which a thin gap may stand."""


def find_units(text: str, keep: Sequence[Span] = (), *, gaps: bool = False) -> Units:
    """Find what must stay whole; `keep` are spans of the caller, in order, that may run over words and each other."""
    found: list[Unit] = []
    meeting: list[int] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        number = _has_digit(text, start, end)
        if end - start > 1:
            found.append(Unit(start, end, int(number)))
        if gaps:
            meeting.extend(_meetings(text, start, end))
    kept = _merge([Unit(start, end, 1) for start, end in keep if end - start > 1])
    if kept:
        found = _merge(kept + [unit for word in found for unit in _around(word, kept)])
        whole = [unit for unit in found if unit.rank]
        meeting = [at for at in meeting if unit_over(whole, at) is None]
    return Units(found, meeting)


def soft_breaks(text: str, start: int, end: int) -> list[int]:
    """Offsets inside a long word after a slash, a dot and their like."""
    return [match.end() for match in _AFTER.finditer(text, start, end)]


_STRAIGHT = re.compile("\"|(?<![0-9A-Za-z])'|'(?![0-9A-Za-z])")


def straight_quotes(text: str) -> frozenset[int]:
    """Offsets before which no row ends, for straight quotes pair up: behind one that opens, before one that closes.

    An apostrophe inside a word is none; a mark without a partner binds to nothing.
    """
    held: set[int] = set()
    opened: dict[str, int] = {}
    for match in _STRAIGHT.finditer(text):
        at, mark = match.start(), match[0]
        if mark not in opened:
            opened[mark] = at
            continue
        inside = (opened.pop(mark) + 1, at)
        held.update(inside)
        held.update(_past_blanks(text, *inside))
    return frozenset(held)


def _past_blanks(text: str, start: int, stop: int) -> Iterable[int]:
    """Where what is quoted begins, past the blanks behind the mark: they are drawn on the mark's own row."""
    while start < stop and text[start].isspace():
        start += 1
    yield start


def is_orphan(text: str, start: int) -> bool:
    """Whether the text from `start` on is one character, with or without marks behind it."""
    if len(text) - start > _ORPHAN:
        return False
    return sum(character not in _NO_CHARACTER for character in text[start:]) == 1


_ORPHAN = 8
"""More than this are no character and the marks behind it."""
_NO_CHARACTER = NOT_AT_START | NOT_AT_END | SPACES | {'"', "'"}


def _has_digit(text: str, start: int, end: int) -> bool:
    """Whether a run is a number rather than a word that holds one (an address, a long code)."""
    return end - start <= 24 and text[start:end].translate(_DIGITS) != text[start:end]


_DIGITS = {ord(digit): None for digit in "0123456789０１２３４５６７８９"}


def _merge(units: list[Unit]) -> list[Unit]:
    """Units in order, those that overlap made one."""
    merged: list[Unit] = []
    for unit in sorted(units):
        last = merged[-1] if merged else None
        if last is None or unit.start >= last.end:
            merged.append(unit)
        else:
            merged[-1] = Unit(last.start, max(last.end, unit.end), max(last.rank, unit.rank))
    return merged


def _around(word: Unit, kept: Sequence[Unit]) -> Iterable[Unit]:
    """A word as it stands beside spans of the caller: grown together with one, taken apart by several."""
    first = bisect_right(kept, word.start, key=_end)
    last = bisect_left(kept, word.end, key=_start)
    if last - first < 2:
        yield word
        return
    start = word.start
    for unit in kept[first:last]:
        if unit.start - start > 1:
            yield Unit(start, unit.start, word.rank)
        start = unit.end
    if word.end - start > 1:
        yield Unit(start, word.end, word.rank)


def _meetings(text: str, start: int, end: int) -> Iterable[int]:
    """Where a run of Latin touches Han characters."""
    if start and is_han(text[start - 1]) and not is_han(text[start]):
        yield start
    if end < len(text) and is_han(text[end]) and not is_han(text[end - 1]):
        yield end


def unit_over(units: Sequence[Unit], at: int) -> Unit | None:
    """The unit that would be cut before `at`; the units are in order and apart."""
    index = bisect_left(units, at, key=_start) - 1
    return units[index] if index >= 0 and at < units[index].end else None


def units_within(units: Sequence[Unit], start: int, stop: int) -> Sequence[Unit]:
    """The units that begin in [start, stop)."""
    return units[bisect_left(units, start, key=_start) : bisect_left(units, stop, key=_start)]


_start = itemgetter(0)
_end = itemgetter(1)
