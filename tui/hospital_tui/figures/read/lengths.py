"""Ages and lengths of time whose unit is left out, joined with a smaller one or a date's: 现年57, 一个半小时, 三天三夜, 10余时."""

from decimal import Decimal

from hospital_tui.figures.lexicon import Patterns, unit_at
from hospital_tui.figures.numerals import numeral_at
from hospital_tui.figures.read.amounts import Amount, after_unit, made
from hospital_tui.figures.read.mentions import Mention

P = Patterns("lengths")

_AGE_LENGTH, _OLDEST = 3, 130
"""Characters of an age; no age is as high as the second."""
_SIXTY, _HUNDRED = 60, 100
"""六旬 to 九旬 are ages, fewer before no person are weeks of ten days."""
_DAYS = 31
"""Beyond these no 日 is a day of a month."""
_WEEK = 7
_DIGITS = 2
"""Decimals of weeks with days."""


def length(text: str, start: int, amount: Amount) -> Mention | None:
    """The age or length of time that an amount is of, unless its unit says it by itself."""
    return (
        _age(text, start, amount)
        or _undated(text, start, amount)
        or _with_smaller(text, start, amount)
        or _and_a_half(text, start, amount)
    )


def _age(text: str, start: int, amount: Amount) -> Mention | None:
    """现年57, 六旬, 4旬妇人."""
    if _aged(text, start, amount):
        return made(start, amount.end, "duration", amount, "岁")
    tens = amount.value * 10
    old = tens < _HUNDRED and (tens >= _SIXTY or P.tens_of.match(text, amount.end))
    if not old or not text.startswith("旬", amount.end):
        return None
    amount.times(Decimal(10))
    return made(start, amount.end + 1, "duration", amount, "岁")


def _aged(text: str, start: int, amount: Amount) -> bool:
    """Whether an amount is an age by the words around it, not by its unit."""
    end = amount.end
    if amount.value >= _OLDEST or len(text[start:end].replace("有", "")) > _AGE_LENGTH:
        return False
    behind = P.aged_behind.match(text, end) is not None
    if unit_at(text, end) is not None:
        return behind and P.age_before.search(text, max(0, start - 1), start) is not None
    alone = P.this_year.search(text, max(0, start - 4), start) and P.alone.match(text, end)
    return behind or alone is not None or P.aged.search(text, max(0, start - 3), start) is not None


def _undated(text: str, start: int, amount: Amount) -> Mention | None:
    """日 and 时 behind what is no day of a month and no hour of a day: 45日, 3日之内, 术后3日, 10余时."""
    end = amount.end
    long = amount.broken() or amount.value > _DAYS or P.after_days.search(text, max(0, start - 2), start)
    if P.days.match(text, end) and (long or P.day_length.match(text, end)):
        return made(start, end + 1, "duration", amount, "日")
    if amount.more and P.hours.match(text, end):
        return made(start, end + 1, "duration", amount, "时")
    return None


def _with_smaller(text: str, start: int, amount: Amount) -> Mention | None:
    """三天三夜, 25周+3天, 三分多钟."""
    smaller = P.with_smaller.match(text, amount.end)
    if smaller is None:
        return None
    amount.more = amount.more or smaller.lastgroup == "分钟"
    found = made(start, smaller.end(), "duration", amount, smaller.lastgroup)
    if days := numeral_at(smaller["days"] or "", 0):
        found.value = round(amount.value + days.value / _WEEK, _DIGITS)
    return found


def _and_a_half(text: str, start: int, amount: Amount) -> Mention | None:
    """一个半小时, 三分半钟."""
    match = P.and_a_half.match(text, amount.end)
    if match is None:
        return None
    name = "分钟" if match[2] else match[1] if match[1] == "小时" else "个" + match[1]
    found = made(start, match.end(), "duration", amount, name)
    found.value = amount.value + Decimal("0.5")
    after_unit(text, found)
    return found
