"""Amounts: a number with what may stand in it and behind it before its unit, alone or as a range; with its unit a mention.

3至5万 · 四到六万 · 10和20之间 · 5、6 · 6个多亿 · 12.5±3.2 · 20余 · 10来
"""

from decimal import Decimal

import msgspec

from hospital_tui.figures.lexicon import Patterns, unit_at
from hospital_tui.figures.numerals import EXACT, Numeral, numeral_at
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.model import Kind

P = Patterns("amounts")
LINK = P.link
"""What joins the ends of a range."""


class Amount(msgspec.Struct):
    """A number as it stands before its unit; `end` is the index after it."""

    value: Decimal
    end: int
    high: Decimal | None = None
    """Upper end of a range."""
    more: bool = False
    """余, 多 or 几 in it: the value is a lower bound."""
    about: bool = False
    """来 behind it: 10来厘米."""
    han: bool = False
    """Its lower end is written in Chinese characters only."""
    scale: str = ""
    """The 万 or 亿 that it ends in, which one speaks of money with where no unit follows."""
    pieces: bool = False
    """6个亿: the 个 stands inside, and the amount is one of money where no unit follows."""

    def times(self, factor: Decimal) -> None:
        """Multiply both ends."""
        self.value = EXACT.multiply(self.value, factor)
        self.high = None if self.high is None else EXACT.multiply(self.high, factor)

    def broken(self) -> bool:
        """Whether its value, however large, has decimals."""
        return self.value != self.value.to_integral_value()


def amount_at(text: str, start: int, number: Numeral) -> Amount:
    """The amount whose first number is `number`."""
    found = Amount(number.value, number.end, number.high, number.open, han=number.han)
    if thousands(text, found.end) and not number.han:
        found.value, found.end = found.value * 1000, found.end + 1
    if found.high is None:
        _range(text, start, number, found)
    pieces = P.pieces.match(text, found.end)
    if pieces is not None:
        factor = Decimal(1)
        for scale in pieces[2]:
            factor *= _WORTH[scale]
        found.times(factor)
        found.more, found.end, found.pieces = found.more or pieces[1] is not None, pieces.end(), True
    spread = P.spread.match(text, found.end)
    found.end = spread.end() if spread else found.end
    over = P.over.match(text, found.end)
    if over is not None and (
        over[0] not in "来+"
        or unit_at(text, over.end()) is not None
        or (over[0] == "+" and P.ends.match(text, over.end()))
    ):
        found.more, found.about = over[0] != "来" or found.more, over[0] == "来"
        found.end = over.end()
    scale = P.scale_end.search(text[start : found.end].rstrip("余多来"))
    found.scale = scale[0] if scale else ""
    return found


_WORTH = {
    "0": Decimal(10),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
}


def thousands(text: str, at: int) -> bool:
    """Whether a k for a thousand stands at `at`, and begins no unit."""
    after = text[at + 1 : at + 2]
    return text[at : at + 1] in ("k", "K") and not (after.isascii() and after.isalpha())


def _range(text: str, start: int, number: Numeral, found: Amount) -> None:
    """Take the upper end in where one follows."""
    for reads in (_listed, _rounded, _between, _linked):
        upper = reads(text, start, number)
        if upper is None:
            continue
        low = found.value
        scale = P.scale_end.search(text[start : upper.end])
        own = P.scale_end.search(text[start : number.end])
        if reads is _listed:
            low *= _worth(text[number.end + 2 : upper.end])
        elif scale is not None and own is None and low < (coefficient := upper.value / _worth(scale[0])):
            low *= upper.value / coefficient
        if low < upper.value:
            found.value, found.high, found.end = low, upper.value, upper.end
            found.more = found.more or upper.open
            return


def _worth(scale: str) -> Decimal:
    worth = Decimal(1)
    for char in scale:
        worth *= _WORTH.get(char, Decimal(10**12))
    return worth


def _linked(text: str, start: int, number: Numeral) -> Numeral | None:
    """The upper end of 3至5, 20—30."""
    link = LINK.match(text, number.end)
    return (
        None
        if link is None
        else numeral_at(text, link.end() + 2 * text.startswith(("未满", "不满"), link.end()))
    )


def _between(text: str, start: int, number: Numeral) -> Numeral | None:
    """The upper end of 10和20之间."""
    if text[number.end : number.end + 1] not in ("和", "与"):
        return None
    upper = numeral_at(text, number.end + 1)
    return upper if upper is not None and text.startswith("之间", upper.end) else None


def _listed(text: str, start: int, number: Numeral) -> Numeral | None:
    """The upper end of 5、6例, 四、五千元 and 4、5000人: two digits in a row with one scale and one unit."""
    if text[number.end : number.end + 1] != "、" or number.end - start != 1:
        return None
    if text[max(0, start - 1) : start] in ("、", "第") or (text[start - 1 : start].isascii() and start):
        return None
    upper = numeral_at(text, number.end + 1)
    first = None if upper is None else numeral_at(text[number.end + 1], 0)
    if upper is None or first is None or first.value - number.value != 1 or first.han is not number.han:
        return None
    unit = unit_at(text, upper.end)
    scaled = first.value * _worth(text[number.end + 2 : upper.end]) == upper.value
    alone = unit is None and upper.end - number.end > 2
    return upper if scaled and (alone or (unit is not None and unit.han == "free")) else None


def _rounded(text: str, start: int, number: Numeral) -> Numeral | None:
    """The upper end of 70、80位 and 300、400人: round numbers side by side, and no list of more."""
    pair = P.round_pair.match(text, start) or P.ages.match(text, start)
    if pair is None or P.in_list.search(text, max(0, start - 8), start):
        return None
    upper = numeral_at(text, number.end + 1)
    unit = None if upper is None else unit_at(text, upper.end)
    next_one = int(pair[pair.lastindex or 0]) - int(pair[1]) == 1
    return upper if unit is not None and unit.han == "free" and next_one else None


def made(start: int, end: int, kind: Kind, amount: Amount, unit: str | None) -> Mention:
    """The mention of an amount with its unit, 余 and 来 counted in."""
    found = Mention(start, end, kind, amount.value, unit, high=amount.high, number=(start, amount.end))
    found.qualifier = "at_least" if amount.more else "approx" if amount.about else "exact"
    return found


def after_unit(text: str, found: Mention) -> None:
    """多, 来 and 半 behind a unit: 4年多, 6个多月, 5米来高, 三年半, 十五斤半."""
    end = found.end
    halved = text.startswith("半", end) and not text.startswith(("半径", "半天"), end)
    counted = found.unit == "个" and not P.time_unit.match(text, end + 1)
    if (counted or found.kind in ("duration", "measure")) and halved and isinstance(found.value, Decimal):
        found.value += Decimal("0.5")
        found.end += 1
    if found.kind in ("duration", "measure", "money") and P.more_behind.match(text, found.end):
        found.qualifier = "at_least"
        found.end += 1
    elif found.kind == "measure" and P.about_behind.match(text, found.end):
        found.qualifier = "approx"
        found.end += 1
    elif found.unit == "个":
        if P.heads.match(text, end - 1):
            found.unit, found.end = "人", end + 1
        time = P.time_unit.match(text, end)
        if time is not None and not time[1]:
            found.kind = "duration"
            found.unit = {"小时": "小时", "日夜": "天", "日日夜夜": "天"}.get(time[3], "个" + time[3])
            found.end = time.end()
            if time[2]:
                found.qualifier = "at_least" if time[2] == "多" else "approx"
            after_unit(text, found)
