"""How the words around a quantity bound it: 近, 约, 超过, 以上, 左右, a minus sign."""

import re
from decimal import Decimal

from hospital_tui.figures.read.mentions import Mention

_BEFORE = re.compile(
    r"(?:(?<![附最邻就靠临新亲贴])近|将近|接近|(?<![预签节契公履续相合])约(?:有|为)?|大约|大概|(?<![赶])超过?|逾|不足|不到|未满"
    r"|不下于?|至少有?|最少有?|最多有?|至多|不少于|不低于|不多于|不超过|不高于|多于|少于|高于|低于|大于或?等于|小于或?等于|不大于|不小于|不多于|不少于|大于|小于|上(?=[百千万亿])|[≥>≤<＞＜])$"
)

_LAST = frozenset("近约有为概超过逾足到满下于少多上≥>≤<＞＜")
"""The last characters of what `_BEFORE` finds."""

_LEAST = frozenset(
    (
        "超",
        "超过",
        "逾",
        "不下",
        "不下于",
        "至少",
        "至少有",
        "最少",
        "最少有",
        "不少于",
        "不低于",
        "多于",
        "高于",
        "大于",
        "大于等于",
        "大于或等于",
        "不小于",
        "≥",
        ">",
        "上",
    )
)

_MOST = frozenset(
    (
        "不足",
        "不到",
        "未满",
        "最多",
        "最多有",
        "至多",
        "不多于",
        "不超过",
        "不高于",
        "少于",
        "低于",
        "小于",
        "小于等于",
        "小于或等于",
        "不大于",
        "≤",
        "<",
    )
)

_BENCHMARK = re.compile(
    "的?(?:国家|国际|国内|全国|全省|全市|行业|规定|平均|同级|同类)[^，。；]{0,6}(?:标准|水平|指标|要求|红线|平均值|均值)"
)
"""What the number itself is of, where something lies above or below it (远低于90分钟的国家标准): it bounds nothing."""

_AFTER = re.compile(r"(?:或者|或|及|和)?(以上|以下|以内|之内|左右|上下|之多|开外|有余|不等(?!于)|之下|之上)")

_AFTER_SAYS = {
    "以上": "at_least",
    "之上": "at_least",
    "之多": "at_least",
    "开外": "at_least",
    "有余": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "之内": "at_most",
    "之下": "at_most",
    "左右": "approx",
    "上下": "approx",
    "不等": "exact",
}


def qualify(text: str, found: Mention) -> None:
    """Words of approximation on both sides: 近, 约, 超过, 以上, 左右."""
    sign = _sign(text, found)
    before = None
    if found.start and text[found.start - 1] in _LAST:
        before = _BEFORE.search(text, max(0, found.start - 5), found.start)
    after = _AFTER.match(text, found.end)
    if after is not None and not _place(text, found, after):
        found.end = after.end()
        says = _AFTER_SAYS[after[1]]
        if says != "exact":
            found.qualifier = says  # type: ignore[assignment]
    if before is None or sign:
        if text[max(0, found.start - 1) : found.start] == "破" and found.qualifier == "exact":
            found.qualifier = "at_least"
        return
    word = before[0]
    if word in ("低于", "高于", "超过", "超") and _BENCHMARK.match(text, found.end):
        return
    recent = word == "近" and found.kind == "duration" and _recent(text, found)
    if recent:
        return
    found.start = before.start()
    if word in _LEAST:
        found.qualifier = "at_least"
    elif word in _MOST:
        found.qualifier = "at_most"
    elif found.qualifier == "exact" or word == "近":
        found.qualifier = "approx"


def _sign(text: str, found: Mention) -> bool:
    """Take a minus sign before the number in."""
    if text[max(0, found.start - 2) : found.start] == "零下" and isinstance(found.value, Decimal):
        found.value, found.start = -found.value, found.start - 2
        return True
    before = text[found.start - 1 : found.start]
    if before not in ("-", "负") or not isinstance(found.value, Decimal) or not before:
        return False
    earlier = text[max(0, found.start - 2) : found.start - 1]
    if before == "-" and (earlier == "-" or (earlier.isalnum() and earlier.isascii()) or earlier == "%"):
        return False
    if before == "负" and earlier in ("抱", "肩", "自", "胜", "担", "欺", "背", "辜"):
        return False
    if before == "-" and "一" <= earlier <= "鿿" and earlier in "年月日号":
        return False
    found.value, found.start = -found.value, found.start - 1
    return True


def _place(text: str, found: Mention, after: re.Match[str]) -> bool:
    """Whether 以上 or 以下 belongs to the words behind it (省级以上, 2年以上下放)."""
    return after[1] in ("上下", "左右") and text[after.end() : after.end() + 1] in ("联", "级", "贯", "滑")


def _recent(text: str, found: Mention) -> bool:
    """近三年 as the recent years: at the head of a clause, or before 来, and only for a few years."""
    if (
        found.unit not in ("年", "个月", "月", "天")
        or not isinstance(found.value, Decimal)
        or found.value > 15
    ):
        return False
    at = found.start - 1
    head = at == 0 or text[at - 1] in "，。；：！？、 \n“（在对最—为是" or not "一" <= text[at - 1] <= "鿿"
    return head or text[found.end : found.end + 1] in ("来", "间", "内", "中", "的", "，", "时")
