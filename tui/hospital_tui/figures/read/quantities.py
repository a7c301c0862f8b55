"""Numbers with a unit: counts, amounts of money, measures, lengths of time, percents and fractions."""

import re
from decimal import Decimal

from hospital_tui.figures.lexicon import currency, load, people, unit_at, words
from hospital_tui.figures.numerals import Numeral, numeral_at
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.qualifiers import qualify

_RANGE = re.compile(r"\s?(?:-{1,2}|—{1,2}|~|～|至|到|－)\s?")

_PERCENT_RANGE = re.compile(r"%\s?(?:-{1,2}|—{1,2}|~|～|至|到|－)\s?(?=\d+(?:\.\d+)?%)")
"""8%—12%: the sign said twice."""

_PERCENT = re.compile(
    r"[%‰]|个?百分点|成(?![立为功员长果就熟品都绩效本了份人交语分像年])([半一二三四五六七八九](?![个十百千万名人年月天]))?"
)

_OVER = re.compile(
    "余|多(?!学科|元化|发|中心|维|功能|层次|渠道|方面|角度|形式|系统|模|点|部位|措|管)|来(?=[个名位人家台张项例次种天年岁块元斤里公米件篇份条])"
)

_TENTHS = "零一二三四五六七八九"
_ONES = _TENTHS

_COINS = {
    "分钱": Decimal("0.01"),
    "角钱": Decimal("0.1"),
    "毛钱": Decimal("0.1"),
    "毛": Decimal("0.1"),
    "角": Decimal("0.1"),
}

_SMALL_COINS = re.compile(
    "零?(?:([0-9一二三四五六七八九])[角毛])?(?:([0-9一二三四五六七八九])分)?(?=$|[^0-9一二三四五六七八九])"
)

_MONEY_TAIL = re.compile("人民币|钱")

_PREFIX = re.compile(r"(?:US\$|HK\$|[¥￥$€£]|人民币|RMB)$")

_HEIGHT = re.compile("([一二两])米([一二三四五六七八九])(?![个十百千万零一二三四五六七八九米])")
"""一米八: a man's height."""

_MINUTES = 60
_SCORE = re.compile("的(?:好|优异)?成绩|满分|，位列|，名列|（满分")
"""What stands behind 分 where it is a point of a score; more than sixty are never minutes."""

_TIME_UNIT = re.compile(r"(个?)(多?)(小时|月|钟头|星期|世纪|学期|工作日)")

_AND_A_HALF = re.compile(r"个半(小时|月|钟头|星期|学期|世纪)")
_DOUBLING = re.compile("翻了?([一二两三])番")
_SHARE = re.compile(r"分之(-|负)?")
_MORE_BEHIND = re.compile("[多余](?!次|种|个|名|元|学)")

_HALF_TIME = re.compile(r"半(?:个)?(?:多)?(年|小时|月|天|日|钟头|世纪|学期|学年|周|分钟)")


def quantity_at(text: str, start: int) -> Mention | None:
    """The quantity whose number begins at `start` of a reading; None where there is no number or no unit."""
    height = _HEIGHT.match(text, start)
    if height is not None:
        value = Decimal(_ONES.find(height[1].replace("两", "二"))) + Decimal(_TENTHS.find(height[2])) / 10
        return Mention(start, height.end(), "measure", value, "米", number=(start, height.end()))
    half = _half(text, start)
    if half is not None:
        return half
    number = numeral_at(text, start)
    if number is None:
        return None
    mention = _mixed(text, start, number) or _share(text, start, number) or _measured(text, start, number)
    if mention is not None:
        qualify(text, mention)
    return mention


def doubling_at(text: str, start: int) -> Mention | None:
    """翻一番 is twice, 翻两番 four times as much."""
    match = _DOUBLING.match(text, start)
    if match is None:
        return None
    value = Decimal(2) ** {"一": 1, "二": 2, "两": 2, "三": 3}[match[1]]
    return Mention(start, match.end(), "measure", value, "倍", number=match.span())


def _half(text: str, start: int) -> Mention | None:
    """半年, 半个小时, 半成."""
    if text[start] != "半":
        return None
    if text.startswith("成", start + 1):
        return Mention(start, start + 2, "percent", Decimal(5), "%", number=(start, start + 1))
    match = _HALF_TIME.match(text, start)
    if match is None or text[max(0, start - 1) : start] in ("上", "下", "前", "后", "大", "多", "夜"):
        return None
    unit = {"钟头": "个钟头", "月": "个月"}.get(match[1], match[1])
    return Mention(start, match.end(), "duration", Decimal("0.5"), unit, number=(start, start + 1))


def _mixed(text: str, start: int, number: Numeral) -> Mention | None:
    """三又四分之一: a percent."""
    if text[number.end : number.end + 1] != "又":
        return None
    below = numeral_at(text, number.end + 1)
    part = None if below is None else _share(text, number.end + 1, below)
    if part is None or not isinstance(part.value, Decimal):
        return None
    return Mention(start, part.end, "percent", number.value * 100 + part.value, "%", number=(start, part.end))


def _share(text: str, start: int, number: Numeral) -> Mention | None:
    """百分之五, 五分之一, 万分之三: a percent."""
    match = _SHARE.match(text, number.end)
    if match is None or not number.value:
        return None
    part = numeral_at(text, match.end(), lone=True)
    if part is None:
        return None
    value, end = part.value, part.end
    if text[end : end + 1] in ("k", "K"):
        value, end = value * 1000, end + 1
    share = value * 100 / number.value * (-1 if match[1] else 1)
    if share != share.to_integral_value() and number.value not in (100, 1000, 10000, 10**6, 10**7):
        share = share.quantize(Decimal("0.01"))
    open_end = part.open
    found = Mention(start, end, "percent", share.normalize(), "%", number=(start, end))
    if open_end or text[end : end + 1] in ("余", "多"):
        found.qualifier = "at_least"
        found.end += 0 if open_end else 1
    return found


def _measured(text: str, start: int, number: Numeral) -> Mention | None:
    """A number, perhaps a range, and its unit."""
    value, high, end, more = number.value, number.high, number.end, number.open
    if text[end : end + 1] in ("k", "K") and not _latin(text, end + 1) and not number.han:
        value, end = value * 1000, end + 1
    scale_text = text[start:end]
    if high is None:
        value, high, end = _range(text, value, number, end)
    over = _OVER.match(text, end)
    if over is not None and (over[0] != "来" or text[end - 1] in "十百千万"):
        more, end = True, over.end()
    percent = _PERCENT.match(text, end)
    if percent is not None:
        return _percent(text, start, percent, value, high, more)
    found = _with_unit(text, start, number, value, high, end, more, scale_text)
    if found is not None and over is not None and over[0] == "来" and end == over.end():
        found.qualifier = "approx"
    return found


def _latin(text: str, at: int) -> bool:
    """Whether a Latin letter stands at `at`."""
    return text[at : at + 1].isascii() and text[at : at + 1].isalpha()


def _range(text: str, value: Decimal, number: Numeral, end: int) -> tuple[Decimal, Decimal | None, int]:
    """The low end, high end and end of 3至5, 20—30, 3-5万; no high end where the number stands alone."""
    match = _PERCENT_RANGE.match(text, end) or _RANGE.match(text, end)
    if match is None:
        return _between(text, value, end)
    upper = numeral_at(text, match.end())
    if upper is None or (upper.value <= value and not upper.scaled):
        return value, None, end
    if upper.scaled and not number.scaled and not number.han:
        scale = upper.value / _coefficient(text, match.end(), upper)
        if value * scale <= upper.value:
            value *= scale
    if upper.value <= value:
        return value, None, end
    return value, upper.value, upper.end


def _between(text: str, value: Decimal, end: int) -> tuple[Decimal, Decimal | None, int]:
    """10和20之间 as one range."""
    if text[end : end + 1] in ("和", "与"):
        upper = numeral_at(text, end + 1)
        if upper is not None and upper.value > value and text.startswith("之间", upper.end):
            return value, upper.value, upper.end
    return value, None, end


def _coefficient(text: str, start: int, number: Numeral) -> Decimal:
    """The number before the last 万 or 亿: 5 of 5万."""
    end = number.end
    while end > start and text[end - 1] in "万亿兆":
        end -= 1
    inner = numeral_at(text[start:end], 0) if end > start else None
    return inner.value if inner is not None and inner.value else Decimal(1)


def _percent(
    text: str, start: int, match: re.Match[str], value: Decimal, high: Decimal | None, more: bool
) -> Mention | None:
    """44.8%, 0.5‰, 2.1个百分点, 三成半."""
    sign, unit = match[0], "%"
    if sign.startswith("成"):
        if value > 10 or text[match.start() - 1] in "余多":
            return None
        value = value * 10 + (_TENTHS.find(match[1].replace("半", "五")) if match[1] else 0)
        high = None if high is None else high * 10
    elif sign == "‰":
        value = value / 10
        high = None if high is None else high / 10
    elif sign.endswith("百分点"):
        unit = "百分点"
    found = Mention(start, match.end(), "percent", value, unit, high=high, number=(start, match.start()))
    if sign.startswith("成") and text[found.end : found.end + 1] in ("多", "余"):
        more, found.end = True, found.end + 1
    if more:
        found.qualifier = "at_least"
    return found


_RANKED = re.compile("(?:排名|位列|位居|名列|排在)(?:全国|全省|全市|全县|全区|全球|世界)?$")
"""Before a place in an order that lacks its 第 (全国排名312名)."""
_POINTS_AHEAD = re.compile(r"个?(?:[、和与]\d+(?:\.\d+)?个?){0,3}[、和与]\d+(?:\.\d+)?个百分点")
"""分别提高41个和38个百分点: the last number of a list says what all of them are."""


_POINTS_LISTED = ("个", "、", "和", "与")


def _with_unit(
    text: str,
    start: int,
    number: Numeral,
    value: Decimal,
    high: Decimal | None,
    end: int,
    more: bool,
    scale_text: str,
) -> Mention | None:
    """The unit after a number, and what may stand between and behind them."""
    if text[end : end + 1] in _POINTS_LISTED and _POINTS_AHEAD.match(text, end):
        stop = end + text.startswith("个", end)
        return _marked(Mention(start, stop, "percent", value, "百分点", high=high, number=(start, end)), more)
    if text.startswith("分半钟", end):
        return Mention(start, end + 3, "duration", value + Decimal("0.5"), "分钟", number=(start, end))
    half = _AND_A_HALF.match(text, end)
    if half is not None:
        name = half[1] if half[1] == "小时" else "个" + half[1]
        return Mention(start, half.end(), "duration", value + Decimal("0.5"), name, number=(start, end))
    for scaled in load("units")["numeral_units"] if len(scale_text) > 1 else ():
        at = end - 1
        if scale_text[-1:] == scaled[0] and len(scale_text) > 1 and text.startswith(scaled, at):
            inner = numeral_at(text[start:at], 0)
            if inner is not None and inner.end == at - start and (number.han or text[at - 1].isdigit()):
                unit = unit_at(text, at)
                kind = unit.kind if unit else "measure"
                return Mention(
                    start, at + len(scaled), kind, inner.value, scaled, high=None, number=(start, at)
                )
    if high is not None and text.startswith("楼", end):
        return Mention(start, end + 1, "rank", value, "楼", high=high, number=(start, end))
    prefix = _PREFIX.search(text, max(0, start - 3), start)
    unit = unit_at(text, end)
    if unit is not None and unit.text == "元" and text[end + 1 : end + 2] in ("化", "素", "旦", "宵"):
        unit = None
    if unit is not None and unit.text == "人":
        if text.startswith("人才", end):
            return None
        unit = None if text.startswith(("人民", "人口"), end) else unit
    if unit is not None and unit.text in ("角", "毛") and number.han:
        return None
    if unit is not None and unit.text in ("市", "村", "乡") and people().match(text, end):
        unit = None  # 百余市民
    if unit is None or unit.text in ("角", "分", "港", "块", "盾") or text.startswith("人民币", end):
        money = currency().match(text, end)
        if money is not None:
            name = money[0]
            amount = "元" if name in words(load("units")["currency"]["yuan"]) else name
            return _marked(
                Mention(start, money.end(), "money", value, amount, high=high, number=(start, end)), more
            )
    if unit is not None and unit.text in ("元", "块", "块钱"):
        stop = end + len(unit.text)
        small = _SMALL_COINS.match(text, stop)
        if small is not None and high is None:
            value, stop = value + _cents(small), small.end()
        tail = _MONEY_TAIL.match(text, stop)
        stop = tail.end() if tail else stop
        return _marked(Mention(start, stop, "money", value, "元", high=high, number=(start, end)), more)
    if prefix is not None and unit is None:
        name = load("units")["currency"]["prefixes"][prefix[0]]
        return _marked(
            Mention(prefix.start(), end, "money", value, name, high=high, number=(start, end)), more
        )
    if unit is None:
        return _glued(text, start, number, value, high, end, more)
    if unit.text in _COINS:
        cash = value * _COINS[unit.text]
        return Mention(start, end + len(unit.text), "money", cash, "元", number=(start, end))
    if unit.text == "分" and high is None and (value > _MINUTES or _SCORE.match(text, end)):
        return _marked(Mention(start, end + 1, "measure", value, "分", number=(start, end)), more)
    name = "小时" if unit.text == "个小时" else unit.text
    placed = (
        unit.text in ("名", "位")
        and high is None
        and not more
        and _RANKED.search(text, max(0, start - 6), start)
    )
    kind = "rank" if placed else unit.kind
    found = Mention(start, end + len(unit.text), kind, value, name, high=high, number=(start, end))
    _after_unit(text, found)
    return _marked(found, more)


def _cents(match: re.Match[str]) -> Decimal:
    """The 角 and 分 behind the 元: 0.05 of 零五分."""
    total = Decimal(0)
    for digit, worth in ((match[1], Decimal("0.1")), (match[2], Decimal("0.01"))):
        number = numeral_at(digit, 0) if digit else None
        total += number.value * worth if number is not None else 0
    return total


def _after_unit(text: str, found: Mention) -> None:
    """多 and 半 behind a unit: 4年多, 6个多月, 三年半, 十五斤半."""
    end = found.end
    halved = text.startswith("半", end) and not text.startswith("半径", end)
    if found.kind in ("duration", "measure", "money") and halved and isinstance(found.value, Decimal):
        found.value += Decimal("0.5")
        found.end += 1
        return
    if found.kind in ("duration", "measure") and _MORE_BEHIND.match(text, end):
        found.qualifier = "at_least"
        found.end += 1
        return
    if found.unit == "个":
        time = _TIME_UNIT.match(text, end)
        if time is not None and not time[1]:
            found.kind = "duration"
            found.unit = "小时" if time[3] == "小时" else "个" + time[3]
            found.end = time.end()
            if time[2]:
                found.qualifier = "at_least"


def _glued(
    text: str, start: int, number: Numeral, value: Decimal, high: Decimal | None, end: int, more: bool
) -> Mention | None:
    """A number that its noun follows at once (5万余群众), or that stands alone."""
    found = Mention(start, end, "count", value, None, high=high, number=(start, end), glued=True)
    if people().match(text, end):
        found.unit = "人"
    return _marked(found, more)


def _marked(found: Mention, more: bool) -> Mention:
    """The mention with 余 or 多 inside it counted in."""
    if more and found.qualifier == "exact":
        found.qualifier = "at_least"
    return found
