"""How the words around a quantity bound it: 近, 约, 超过, 以上, 左右, a minus sign."""

import re
from decimal import Decimal
from functools import cache

from hospital_tui.figures.lexicon import Patterns, load, words
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.model import Qualifier

P = Patterns("qualifiers")

_LAST = frozenset("够过近约有为概超过逾足到达满及下于少多上≥>≤<＞＜至近快莫当")
"""The last characters of what `P.before` finds."""


def bounded(text: str, start: int) -> bool:
    """Whether a word that bounds stands right before `start`."""
    return _bound(text, start) is not None


def _bound(text: str, start: int) -> re.Match[str] | None:
    """The word that bounds right before `start`; 上 does so before a round number alone (上千名)."""
    if (
        not start
        or text[start - 1] not in _LAST
        or (text[start - 1] == "上" and text[start] not in "百千万亿")
    ):
        return None
    return P.before.search(text, max(0, start - 5), start)


def qualify(text: str, found: Mention) -> None:
    """Words of approximation on both sides, and those that stand apart: 近, 约, 超过, 以上, 左右, 至少…."""
    _sign(text, found)
    before = _bound(text, found.start)
    _behind(text, found)
    if before is None:
        if found.qualifier == "exact":
            found.qualifier = _from_afar(text, found)
        return
    word = before[0]
    if word in ("低于", "高于", "超过", "超") and P.benchmark.match(text, found.end):
        return
    if word != "近" and found.kind == "duration" and P.of_then.match(text, found.end):
        return
    if word == "近" and found.kind == "duration" and _recent(text, found):
        return
    found.start = before.start()
    says: Qualifier = before.lastgroup  # type: ignore[assignment]
    if says != "approx" or found.qualifier == "exact" or word == "近":
        found.qualifier = says


def _behind(text: str, found: Mention) -> None:
    """Take in what bounds behind the unit: 以上, 左右, 10天内, 一个月不到."""
    after = P.after.match(text, found.end)
    if after is None or _place(text, found, after):
        return
    if after["within"] and (found.kind != "duration" or found.unit in ("岁", "周岁")):
        return
    if after.lastgroup is not None:
        found.qualifier = "at_most" if after["within"] or after["under"] else after.lastgroup  # type: ignore[assignment]
    found.end = after.end()


def _from_afar(text: str, found: Mention) -> Qualifier:
    """What a bound that stands apart says of a number."""
    start = found.start
    match = P.broken.search(text, max(0, start - 3), start) or P.apart.search(text, max(0, start - 12), start)
    if match is None and (found.kind == "percent" or found.unit == "倍"):
        match = P.of_another.search(text, max(0, start - 20), start)
    return match.lastgroup if match is not None else "exact"  # type: ignore[return-value]


@cache
def _negative() -> re.Pattern[str]:
    """What a value that can be below zero stands behind, or the place where it can."""
    return re.compile(f"(?:{'|'.join(words(load('units')['negative']['places']))}|^|[（，：；、\\s/~])$")


def _sign(text: str, found: Mention) -> None:
    """Take a minus sign or 负 in, where a word or the place lets the value be negative; elsewhere a - joins."""
    start = found.start
    if not isinstance(found.value, Decimal) or not start:
        return
    width = 2 if text.startswith("零下", start - 2) and start > 1 else 1 if text[start - 1] in "-负" else 0
    if not width or (width == 1 and (found.kind == "count" and found.unit is not None)):
        return
    if width == 1 and not _negative().search(text, max(0, start - 5), start - 1):
        return
    found.value, found.start = -found.value, start - width
    found.high = None if found.high is None else -found.high


def _place(text: str, found: Mention, after: re.Match[str]) -> bool:
    """Whether 以上 or 以下 belongs to the words behind it (省级以上, 2年以上下放)."""
    return after["approx"] is not None and text[after.end() : after.end() + 1] in tuple("联级贯滑肢")


def _recent(text: str, found: Mention) -> bool:
    """近三年 as the recent years: at the head of a clause, or before 来, and only for a few years."""
    if found.unit not in ("年", "个月", "月", "天") or not isinstance(found.value, Decimal):
        return False
    at, onward = found.start - 1, text[found.end : found.end + 1] in ("来", "间", "内", "中", "时")
    head = (
        at == 0
        or text[at - 1] in "，。；：！？、 \n“（在对最—为是院科县市区省国我"
        or not "一" <= text[at - 1] <= "鿿"
    )
    return (head or onward) if found.value <= _FEW else (head and onward)


_FEW = 15
