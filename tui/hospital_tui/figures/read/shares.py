"""Proportions: 44.8%, 0.5‰, 2.1个百分点, 三成半, 百分之五, 万分之三, 2/3, 5.6/10万, 一半."""

from decimal import Context, Decimal

from hospital_tui.figures.lexicon import Patterns, unit_at
from hospital_tui.figures.numerals import Numeral, numeral_at
from hospital_tui.figures.read.amounts import LINK, Amount, thousands
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.qualifiers import bounded

P = Patterns("shares")

_WORTH = {"‰": Decimal("0.1"), "‱": Decimal("0.01")}
_POINTS_LISTED = ("个", "、", "和", "与")
_ROUNDED = Context(prec=40)
_SIGNIFICANT = Context(prec=3)
_SMALL = Decimal("0.1")
"""Percents below this keep three digits that count."""
_LARGEST_PARTS = 20
"""Parts of a fraction such as 2/3; one in more than these is a rate (1/5000)."""
_LARGE = Decimal(10**12)
"""Nothing above has decimals that matter."""
_SHARES_OF = frozenset(map(Decimal, (100, 1000, 10**4, 10**5, 10**6, 10**7, 10**8)))
"""What small rates are said of: their value is not rounded."""


def percent(text: str, start: int, amount: Amount) -> Mention | None:
    """An amount with a sign of proportion behind it."""
    end = amount.end
    if text[end : end + 1] in _POINTS_LISTED and P.points_ahead.match(text, end):
        stop = end + text.startswith("个", end)
        return Mention(start, stop, "percent", amount.value, "百分点", high=amount.high, number=(start, end))
    if P.discount.match(text, end) and P.discount_before.search(text, max(0, start - 4), start):
        left = amount.value if amount.value > 10 else amount.value * 10
        return Mention(start, end + 1, "percent", left, "%", number=(start, end))
    if P.of_hundred.search(text, max(0, start - 16), start) and P.ends.match(text, end):
        return Mention(start, end, "percent", amount.value, "%", high=amount.high, number=(start, end))
    match = P.percent.match(text, end) or (
        P.tenths_are.match(text, end) if _shared(text, start, amount) else None
    )
    if match is None or (match[0] == "个点" and amount.han):
        return None
    sign, unit = match[0], "%"
    more = amount.more or bool(match["more"])
    if sign.startswith("成"):
        if amount.value > 10 or more:
            return None
        amount.times(Decimal(10))
        tenth = numeral_at((match["tenth"] or "").replace("半", "五"), 0)
        amount.value += tenth.value if tenth is not None else 0
    elif sign in _WORTH:
        amount.times(_WORTH[sign])
    elif sign.endswith("点"):
        unit = "百分点"
    found = Mention(start, match.end(), "percent", amount.value, unit, high=amount.high, number=(start, end))
    if text[found.end : found.end + 1] in ("多", "余"):
        more, found.end = True, found.end + 1
    found.qualifier = "at_least" if more else "exact"
    return found


def _shared(text: str, start: int, amount: Amount) -> bool:
    """Whether a number before 成 is of tenths whatever follows: behind a bound or 其中, 两成为…, 七八成."""
    parted = amount.value > 1 and P.parted.search(text, max(0, start - 3), start) is not None
    two = text.startswith("两成为", start)
    return amount.high is not None or parted or two or bounded(text, start)


def share(text: str, start: int, number: Numeral) -> Mention | None:
    """百分之五, 五分之一, 10万分之3.5, 三又四分之一, 5.6/10万, 2/3."""
    if text[number.end : number.end + 1] == "又":
        below = numeral_at(text, number.end + 1)
        part = None if below is None else _parts(text, number.end + 1, below)
        if part is None or not isinstance(part.value, Decimal):
            return None
        return Mention(
            start, part.end, "percent", number.value * 100 + part.value, "%", number=(start, part.end)
        )
    return _parts(text, start, number) or _rate(text, start, number) or _fraction(text, start)


def half(text: str, start: int, bounded: bool) -> Mention | None:
    """近一半: half of something, where a word bounds it."""
    match = P.half.match(text, start)
    if match is None or not bounded:
        return None
    return Mention(start, match.end(), "percent", Decimal(50), "%", number=match.span())


def _parts(text: str, start: int, number: Numeral) -> Mention | None:
    match = P.share.match(text, number.end)
    if match is None or not number.value:
        return None
    part = numeral_at(text, match.end(), lone=True)
    if part is None:
        return None
    value, end, high = part.value, part.end, part.high
    if thousands(text, end):
        value, end = value * 1000, end + 1
    elif high is None and (last := _last_part(text, part)) is not None:
        end, high = last.end, last.value
    portion = _portion(value * (-1 if match[1] else 1), number.value)
    found = Mention(start, end, "percent", portion, "%", number=(start, end))
    if high is not None:
        found.high = _portion(high, number.value)
    if part.open or text[end : end + 1] in ("余", "多"):
        found.qualifier = "at_least"
        found.end += 0 if part.open else 1
    return found


def _last_part(text: str, first: Numeral) -> Numeral | None:
    """The upper end of 百分之三到五, which says of what it is a part but once."""
    link = LINK.match(text, first.end)
    last = None if link is None else numeral_at(text, link.end())
    if last is None or last.value <= first.value or last.han is not first.han:
        return None
    return None if unit_at(text, last.end) is not None or P.percent.match(text, last.end) else last


def _portion(top: Decimal, bottom: Decimal) -> Decimal:
    """Percent that `top` is of `bottom`, to two places unless it is a rate of a round number."""
    portion = _ROUNDED.divide(top * 100, bottom)
    if bottom not in _SHARES_OF and abs(portion) < _LARGE:
        small = abs(portion) < _SMALL
        portion = _SIGNIFICANT.plus(portion) if small else portion.quantize(Decimal("0.01"))
    return portion.normalize(_ROUNDED)


def named_ratio(text: str, start: int) -> Mention | None:
    """医护比1:1.44, 比例约为6:3:1: so many to so many, where a ratio is named; its words are its value."""
    match = P.so_many_to.match(text, start)
    if match is None or P.ratio_name.search(text, max(0, start - 16), start) is None:
        return None
    value = P.colon.sub(":", match[0])
    return Mention(start, match.end(), "percent", value, number=match.span())


def _fraction(text: str, start: int) -> Mention | None:
    """2/3 and 1/5000 in running text; 4/5G is none."""
    match = P.fraction.match(text, start)
    if match is None:
        return None
    top, bottom = (Decimal(part) for part in match.groups() if part is not None)
    if not 0 < top < bottom or (bottom > _LARGEST_PARTS and match[1]):
        return None
    return Mention(start, match.end(), "percent", _portion(top, bottom), "%", number=match.span())


def _rate(text: str, start: int, number: Numeral) -> Mention | None:
    """5.6/10万: so many in a hundred thousand."""
    match = P.rate.match(text, number.end)
    bottom = None if match is None else numeral_at(text, match.end())
    if bottom is None or bottom.value not in _SHARES_OF or bottom.value < 1000:
        return None
    unit = unit_at(text, bottom.end)
    if unit is not None and unit.text not in ("人", "人年"):
        return None
    return Mention(
        start,
        bottom.end,
        "percent",
        _portion(number.value, bottom.value),
        "%",
        number=(start, bottom.end),
    )
