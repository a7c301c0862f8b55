"""Numbers with a unit: counts, amounts of money, measures, lengths of time; `shares` reads proportions."""

import re
from decimal import Decimal
from functools import cache

from hospital_tui.figures.lexicon import Patterns, Unit, currency, load, people, unit_at, words
from hospital_tui.figures.numerals import SCALES, Numeral, numeral_at
from hospital_tui.figures.read.amounts import LINK, Amount, after_unit, amount_at, made
from hospital_tui.figures.read.lengths import length
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.qualifiers import bounded
from hospital_tui.figures.read.shares import half, percent, share

P = Patterns("quantities")

_ONES = "零一二三四五六七八九"
_COINS = {
    "分钱": Decimal("0.01"),
    "角钱": Decimal("0.1"),
    "毛钱": Decimal("0.1"),
    "毛": Decimal("0.1"),
    "角": Decimal("0.1"),
}
_HEAD = Unit("人", "count", "free")
_MINUTES = 60
_TEN = 10
_DIGITS, _MORE_DIGITS = 2, 4
"""Decimals of a length of time in two units, and of hours with seconds."""


def quantity_at(text: str, start: int) -> Mention | None:
    """The quantity whose number begins at `start` of a reading; None where there is no number or no unit."""
    if (tall := _height(text, start)) is not None:
        return tall
    part = _half(text, start)
    number = None if part is not None else _number_at(text, start)
    if number is not None:
        near = bounded(text, start) or text.startswith(("以上", "左右"), start + 2)
        part = half(text, start, near) or share(text, start, number)
    if part is not None:
        return _twice(text, part) or part
    return _quantity(text, start, number) if number is not None else None


def _number_at(text: str, start: int) -> Numeral | None:
    """The number at `start`, without a last 千 or 兆 that its unit begins with (50万千瓦时)."""
    number = numeral_at(text, start)
    if number is None or number.end - start < 2 or text[number.end - 1] not in "千兆":
        return number
    unit = unit_at(text, number.end - 1)
    if unit is None or len(unit.text) < 2:
        return number
    inner = numeral_at(text[start : number.end - 1], 0)
    whole = inner is not None and inner.end == number.end - 1 - start
    return Numeral(start + inner.end, inner.value, inner.open, inner.han) if whole and inner else number


def doubling_at(text: str, start: int) -> Mention | None:
    """翻一番 is twice, 翻两番 four times as much."""
    match = P.doubling.match(text, start)
    if match is None:
        return None
    times = numeral_at(text, match.start("n"))
    found = Mention(start, match.end(), "measure", None, "倍", number=match.span())
    found.value = Decimal(2) ** (times.value if times is not None else 1)
    found.qualifier = (
        "approx" if match["approx"] else "at_least" if match["at_least"] or match["more"] else "exact"
    )
    return found


def _height(text: str, start: int) -> Mention | None:
    """A man's height and a fever, whose decimals stand behind the unit: 一米八, 1米78, 39度5."""
    match = P.height.match(text, start) or P.fever.match(text, start)
    whole = None if match is None else numeral_at(text[: match.end(1)], start)
    if match is None or whole is None or text[max(0, start - 1) : start].isdigit():
        return None
    rest = Decimal("0." + "".join(str(_ONES.find(char)) if char in _ONES else char for char in match[3]))
    return Mention(start, match.end(), "measure", whole.value + rest, match[2], number=match.span())


def _half(text: str, start: int) -> Mention | None:
    """半年, 半个小时, 半月余, 半成, 半斤."""
    if text[start] != "半":
        return None
    if text.startswith("成", start + 1):
        return Mention(start, start + 2, "percent", Decimal(5), "%", number=(start, start + 1))
    measure = P.half_measure.match(text, start)
    if measure is not None:
        half = Decimal("0.5")
        return Mention(start, measure.end(), "measure", half, measure[1], number=(start, start + 1))
    match = P.half_time.match(text, start)
    if match is None:
        return None
    unit = {"钟头": "个钟头", "月": "个月" if match[1] else "月", "分多钟": "分钟"}.get(match[3], match[3])
    found = Mention(start, match.end(), "duration", Decimal("0.5"), unit, number=(start, start + 1))
    after_unit(text, found)
    found.qualifier = "at_least" if match[2] or "多" in match[3] else found.qualifier
    return found


def _quantity(text: str, start: int, number: Numeral) -> Mention | None:
    """An amount with its unit, perhaps said again at the end of a range."""
    amount = amount_at(text, start, number)
    found = percent(text, start, amount) or _measured(text, start, amount)
    if found is None or found.unit is None:
        return found
    return _twice(text, found) or _compound(text, found) or found


def _single(found: Mention) -> bool:
    """Whether nothing is known of a number but its value: no upper end, no 多."""
    return found.high is None and found.qualifier == "exact"


def _twice(text: str, found: Mention) -> Mention | None:
    """8万元-12万元, 7天至10天, 50%~60%: one range with its unit said twice."""
    link = LINK.match(text, found.end)
    if link is None or not isinstance(found.value, Decimal) or not _single(found):
        return None
    sign = _currency_name("").match(text, link.end())
    start = (sign or link).end()
    number = _number_at(text, start)
    if number is None:
        return None
    amount = amount_at(text, start, number)
    upper = share(text, start, number) or percent(text, start, amount) or _measured(text, start, amount)
    if upper is None or upper.high is not None or not isinstance(upper.value, Decimal):
        return None
    if P.year_number.match(text, start):
        return None  # 那一年——1911年
    if (upper.unit, upper.kind) != (found.unit, found.kind) or upper.value <= found.value:
        return None
    aged = found.unit in ("岁", "周岁")
    if not aged and link[0] in ("至", "到") and P.since.search(text, max(0, found.start - 10), found.start):
        return None  # 从380张到600张: two figures
    found.high, found.end, found.qualifier = upper.value, upper.end, upper.qualifier
    return found


def _compound(text: str, found: Mention) -> Mention | None:
    """16小时23分钟, 4小时56分42秒 as one length of time."""
    parts = load("units")["compounds"].get(found.unit)
    a_day = found.unit == "天" and text.startswith("一", found.start)  # 一天两小时
    if not parts or a_day or not isinstance(found.value, Decimal) or not _single(found):
        return None
    value, end = found.value, found.end
    while (number := numeral_at(text, end)) is not None:
        units = (unit for unit in sorted(parts, key=len, reverse=True) if text.startswith(unit, number.end))
        unit = next(units, None)
        if unit is None or number.value >= parts[unit]:
            break
        value, end = value + number.value / parts[unit], number.end + len(unit)
    if end == found.end:
        return None
    seconds = "小时" in (found.unit or "") and "秒" in text[found.end : end]
    found.value, found.end = round(value, _MORE_DIGITS if seconds else _DIGITS), end
    found.unit = "分钟" if found.unit == "分" else found.unit
    return found


def _measured(text: str, start: int, amount: Amount) -> Mention | None:
    """An amount with the unit behind it, before it, or apart from it."""
    end = amount.end
    special = length(text, start, amount) or _paired(text, start, amount) or _scored(text, start, amount)
    if special is not None:
        return special
    if amount.high is not None and text.startswith("楼", end):
        return Mention(start, end + 1, "rank", amount.value, "楼", high=amount.high, number=(start, end))
    unit = _unit_of(text, start, amount)
    money = _money(text, start, amount, unit)
    if money is not None:
        return money
    if unit is None:
        if P.talents.match(text, end):
            return None
        return _apart(text, start, amount) or _glued(text, start, amount)
    placed = unit.text in ("名", "位") and amount.high is None and not amount.more
    ranked = placed and P.ranked.search(text, max(0, start - 6), start) and not P.one_of.match(text, end + 1)
    name = "小时" if unit.text == "个小时" else unit.text
    found = made(start, end + len(unit.text), "rank" if ranked else unit.kind, amount, name)
    after_unit(text, found)
    return found


def _scored(text: str, start: int, amount: Amount) -> Mention | None:
    """Points of a score, which are no minutes: 88.6分, 满分10分, 疼痛评分3分, 90分为优秀."""
    end = amount.end
    unit = unit_at(text, end)
    graded = P.graded.match(text, end)
    if not graded and (unit is None or unit.text != "分" or amount.high is not None):
        return None
    if (
        graded
        or amount.value > _MINUTES
        or amount.broken()
        or P.score.match(text, end + 1)
        or P.score_before.search(text, max(0, start - 36), start)
    ):
        return made(start, end + 1, "measure", amount, "分")
    return None


def _unit_of(text: str, start: int, amount: Amount) -> Unit | None:
    """The unit right behind an amount, where the characters are one there."""
    end = amount.end
    unit = unit_at(text, end)
    if unit is None:
        if text.startswith("人才", end):
            return None if P.talents.match(text, end) else _HEAD
        heads = (
            amount.more and text.startswith("号", end) and not P.called.search(text, max(0, start - 2), start)
        )
        return Unit("号", "count", "digits") if heads else None
    if unit.text == "排" and amount.han and amount.value < _TEN:
        return Unit("排", "count", "free")  # 两排平房, no 64排CT
    if unit.text == "人" and text.startswith(("人民", "人口"), end):
        return None
    if unit.text == "起" and amount.scale and P.clause_end.match(text, end + 1):
        return None  # 套餐1.2万起
    if unit.text in ("角", "毛") and amount.han:
        coin = P.clause_end.match(text, end + 1) and P.coin_before.search(text, max(0, end - 8), end - 1)
        return unit if coin else None
    begins = load("units")["begins_people"]
    if unit.text in begins["always"] + begins["listed"]:
        name = people().match(text, end)
        listed = name is not None and name[0] in words(load("units")["words_for_people"])
        if listed or (name is not None and unit.text in begins["always"]):
            return None  # 百余市民, 5家长
    return unit


def _paired(text: str, start: int, amount: Amount) -> Mention | None:
    """120/80mmHg and 血压120/80: both numbers as one value."""
    match = P.pair.match(text, amount.end)
    if match is None or amount.high is not None:
        return None
    unit = unit_at(text, match.end())
    name = unit.text if unit is not None and unit.kind == "measure" else ""
    if name not in ("mmHg", "毫米汞柱") and (unit or not P.pressure.search(text, max(0, start - 6), start)):
        return None
    found = made(start, match.end() + len(name), "measure", amount, name or None)
    found.high, found.number = Decimal(match[1]), (start, match.end())
    return found


@cache
def _currency_name(tail: str) -> re.Pattern[str]:
    """What stands before an amount of money ($, 人民币) and before `tail`."""
    names = sorted(load("units")["currency"]["prefixes"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, names))}){tail}")


@cache
def _behind_money() -> re.Pattern[str]:
    names = [name for name in load("units")["currency"]["prefixes"] if "一" <= name[0] <= "鿿"]
    return re.compile(f"{'|'.join(sorted(names, key=len, reverse=True))}|钱")


def _money(text: str, start: int, amount: Amount, unit: Unit | None) -> Mention | None:
    """An amount of money: 5元, 3块5, 两毛, 100万美元, ¥20, 港币100万元, 3个亿."""
    end = amount.end
    named = load("units")["currency"]["prefixes"]
    prefix = _currency_name("$").search(text, max(0, start - 5), start)
    if unit is None or unit.text in ("角", "分", "港", "块", "盾") or text.startswith("人民币", end):
        other = currency().match(text, end)
        if (
            other is not None
            and other[0] != "元"
            and not (other[0] == "块" and not P.pieces.match(text, end))
        ):
            own = other[0] in words(load("units")["currency"]["yuan"])
            return made(start, other.end(), "money", amount, "元" if own else other[0])
    if unit is not None and unit.text in _COINS:
        found = made(start, end + len(unit.text), "money", amount, "元")
        found.value = amount.value * _COINS[unit.text]
        return found
    if unit is not None and unit.kind == "money" and "/" in unit.text:
        return made(start, end + len(unit.text), "money", amount, unit.text)
    if unit is not None and _is_yuan(text, start, end, unit):
        found = made(start, end + len(unit.text), "money", amount, "元")
        small = P.small_coins.match(text, found.end)
        if small is not None and amount.high is None:
            found.value, found.end = amount.value + _cents(small), small.end()
        tail = _behind_money().match(text, found.end)
        if tail is not None:
            found.end, found.unit = tail.end(), named.get(tail[0], "元")
        if prefix is not None:
            found.start, found.unit = prefix.start(), named[prefix[0]]
        after_unit(text, found)
        return found
    if unit is None and prefix is not None:
        found = made(start, end, "money", amount, named[prefix[0]])
        found.start = prefix.start()
        return found
    if unit is None and amount.pieces:
        return made(start, end, "money", amount, "元")
    return None


def _is_yuan(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether the unit at `end` of the number at `start` is 元 by one of its names, and no piece of something."""
    if unit.text != "块":
        return unit.text in ("元", "块钱")
    things = P.in_pieces.search(text, max(0, start - 12), start) and not text.startswith("钱", end + 1)
    return not things and P.pieces.match(text, end) is not None


def _cents(match: re.Match[str]) -> Decimal:
    """The 角 and 分 behind the 元: 0.05 of 零五分."""
    total = Decimal(0)
    for digit, worth in ((match[1], Decimal("0.1")), (match[2], Decimal("0.01"))):
        number = numeral_at(digit, 0) if digit else None
        total += number.value * worth if number is not None else 0
    return total


def _apart(text: str, start: int, amount: Amount) -> Mention | None:
    """A unit that stands apart: （万元）：12500, 职工1230（在编680）人, and what 单位：万元 says for all."""
    end = amount.end
    bracket = P.apart_behind.match(text, end)
    unit = None if bracket is None else unit_at(text, bracket.end())
    if unit is not None and (
        (unit.kind in ("count", "money") and unit.han == "free") or text[max(0, start - 1) : start] == "（"
    ):
        return made(start, end, unit.kind, amount, unit.text)
    ahead = P.unit_ahead.match(text, end)
    unit = (
        unit_at(text, ahead.end()) if ahead and P.shared_out.search(text, max(0, start - 28), start) else None
    )
    if unit is not None and (unit.han == "free" or unit.kind == "measure"):
        return made(start, end, unit.kind, amount, unit.text)
    said = P.apart_before.search(text, max(0, start - 24), start) or P.said_for_all.search(
        text, max(0, start - 200), start
    )
    if said is None or unit_at(text, end) is not None:
        return None
    if said[1] in ("%", "％"):
        return made(start, end, "percent", amount, "%")
    name = said[1].lstrip("百千" + SCALES) if unit_at(said[1], 0) is None else said[1]
    unit = unit_at(name, 0)
    if unit is None or len(unit.text) != len(name):
        return None
    scale = numeral_at("一" + said[1].removesuffix(name), 0)
    amount.times(scale.value if scale is not None else Decimal(1))
    return made(start, end, unit.kind, amount, unit.text)


def _glued(text: str, start: int, amount: Amount) -> Mention:
    """A number that its noun follows at once (5万余群众), or that stands alone: one with decimals measures (CMI值0.95)."""
    decimals = amount.broken() or (not amount.scale and "." in text[start : amount.end])
    found = made(start, amount.end, "measure" if decimals else "count", amount, None)
    found.glued = True
    numbered = text.startswith("号", amount.end)  # 3号床的老人
    found.unit = "人" if people().match(text, amount.end) and not numbered else None
    return found
