"""How the words around a quantity bound it: 近, 约, 超过, 以上, 左右, a minus sign."""

import re
from decimal import Decimal
from functools import cache

from hospital_tui.figures.lexicon import load, words
from hospital_tui.figures.numerals import HAN
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.model import Qualifier

_SAYS: dict[Qualifier, str] = {
    "at_least": "(?<=年)过|超|超过|逾|不下于?|至少有?|最少有?|不少于|不低于|多于|高于|大于|大于或?等于|不小于|≥|>|＞|上(?=[百千万亿])",
    "at_most": "不足|不到|未满|最多有?|至多|不多于|不超过|不高于|少于|低于|小于|小于或?等于|不大于|≤|<|＜",
    "approx": "(?<![附最邻就靠临新亲贴])近|将近|接近|(?<![预签节契公履续相合])约(?:有|为)?|大约|大概",
}
_BEFORE = re.compile("(?:" + "|".join(f"(?P<{says}>{found})" for says, found in _SAYS.items()) + ")$")
_LAST = frozenset("过近约有为概超过逾足到满下于少多上≥>≤<＞＜至近")
"""The last characters of what `_BEFORE` finds."""

_APART = re.compile(
    rf"(?:(?P<at_least>至少|最少|起码|少说也?(?=有)|不少于|不低于)|(?P<at_most>最多(?![时的])|至多|不超过)|(?P<approx>大约|大概|约(?=[有需占合计达用花])))"
    rf"[^，。；：！？、（）的\d{HAN}近约超逾]{{1,8}}$"
)
"""A bound that a verb or an adjective parts from its number: 至少高15%."""

_BENCHMARK = re.compile(
    "的?(?:国家|国际|国内|全国|全省|全市|行业|规定|平均|同级|同类)[^，。；]{0,6}(?:标准|水平|指标|要求|红线|平均值|均值)"
)
"""What the number itself is of, where something lies above or below it (远低于90分钟的国家标准): it bounds nothing."""

_AFTER_SAYS: dict[str, Qualifier] = {
    "以上": "at_least",
    "之上": "at_least",
    "之多": "at_least",
    "开外": "at_least",
    "以外": "at_least",
    "之外": "at_least",
    "有余": "at_least",
    "出头": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "之内": "at_most",
    "之下": "at_most",
    "左右": "approx",
    "上下": "approx",
    "前后": "approx",
    "不等": "exact",
}
_AFTER = re.compile(
    rf"(?:或者|或|及|和)?({'|'.join(_AFTER_SAYS)})(?<!不等(?=于))|(内)(?![科镜部外容涵置分泌服功审地胆])|都?(不到|不足)(?=$|[，。；！？、）就便即才的])"
)


def bounded(text: str, start: int) -> bool:
    """Whether a word that bounds stands right before `start`."""
    return (
        start > 0 and text[start - 1] in _LAST and _BEFORE.search(text, max(0, start - 5), start) is not None
    )


def qualify(text: str, found: Mention) -> None:
    """Words of approximation on both sides, and those that stand apart: 近, 约, 超过, 以上, 左右, 至少…."""
    sign = _sign(text, found)
    before = None
    if found.start and text[found.start - 1] in _LAST:
        before = _BEFORE.search(text, max(0, found.start - 5), found.start)
    _behind(text, found)
    if before is None or sign:
        if found.qualifier == "exact":
            found.qualifier = _from_afar(text, found.start)
        return
    word = before[0]
    if word in ("低于", "高于", "超过", "超") and _BENCHMARK.match(text, found.end):
        return
    if word == "近" and found.kind == "duration" and _recent(text, found):
        return
    found.start = before.start()
    says: Qualifier = before.lastgroup  # type: ignore[assignment]
    if says != "approx" or found.qualifier == "exact" or word == "近":
        found.qualifier = says


def _behind(text: str, found: Mention) -> None:
    """Take in what bounds behind the unit: 以上, 左右, 10天内, 一个月不到."""
    after = _AFTER.match(text, found.end)
    if after is None or _place(text, found, after):
        return
    if after[2]:
        if found.kind != "duration" or found.unit in ("岁", "周岁"):
            return
        found.qualifier = "at_most"
    elif after[3]:
        found.qualifier = "at_most"
    elif after[1]:
        says = _AFTER_SAYS[after[1]]
        found.qualifier = says if says != "exact" else found.qualifier
    found.end = after.end()


def _from_afar(text: str, start: int) -> Qualifier:
    """What a bound that stands apart says of the number at `start`."""
    if text[max(0, start - 1) : start] == "破":
        return "at_least"
    match = _APART.search(text, max(0, start - 12), start)
    return match.lastgroup if match is not None else "exact"  # type: ignore[return-value]


@cache
def _negative() -> re.Pattern[str]:
    """What a value that can be below zero stands behind, or the place where it can."""
    return re.compile(f"(?:{'|'.join(words(load('units')['negative']['places']))}|^|[（，：；、\\s/~])$")


def _sign(text: str, found: Mention) -> bool:
    """Take a minus sign or 负 in, where a word or the place lets the value be negative; elsewhere a - joins."""
    start = found.start
    if not isinstance(found.value, Decimal) or not start:
        return False
    width = 2 if text.startswith("零下", start - 2) and start > 1 else 1 if text[start - 1] in "-负" else 0
    if not width or (width == 1 and (found.kind == "count" and found.unit is not None)):
        return False
    if width == 1 and not _negative().search(text, max(0, start - 5), start - 1):
        return False
    found.value, found.start = -found.value, start - width
    found.high = None if found.high is None else -found.high
    return True


def _place(text: str, found: Mention, after: re.Match[str]) -> bool:
    """Whether 以上 or 以下 belongs to the words behind it (省级以上, 2年以上下放)."""
    return after[1] in ("上下", "左右", "前后") and text[after.end() : after.end() + 1] in (
        "联",
        "级",
        "贯",
        "滑",
        "肢",
    )


def _recent(text: str, found: Mention) -> bool:
    """近三年 as the recent years: at the head of a clause, or before 来, and only for a few years."""
    if found.unit not in ("年", "个月", "月", "天") or not isinstance(found.value, Decimal):
        return False
    at, onward = found.start - 1, text[found.end : found.end + 1] in ("来", "间", "内", "中", "时")
    head = at == 0 or text[at - 1] in "，。；：！？、 \n“（在对最—为是" or not "一" <= text[at - 1] <= "鿿"
    return (head or onward) if found.value <= _FEW else (head and onward)


_FEW = 15
