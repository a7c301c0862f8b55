"""Chinese numerals and their values: 三百二十一, 3万5千, １１.92亿, 十几万, 百分之五, 五分之一.

`parse` reads a whole string that is one number; `numeral_at` reads the longest number that begins at a place.
GB/T 15835 names the forms; spoken forms (两千四百五, 百三) and old and traditional characters are read as well.
"""

import re
from decimal import Context, Decimal, localcontext
from functools import lru_cache

import msgspec

from hospital_tui.text.reading import read

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES = "".join(_BIG)
"""万, 亿 and 兆."""
EXACT = Context(prec=700)
"""Reckons any number of `_LONGEST` characters without rounding."""
HAN = "".join((*_DIGITS, *_SMALL, *_BIG))
"""Every character that can stand in a Chinese numeral."""

_ODD = "壹贰叁肆伍陆柒捌玖拾佰仟兆"
"""Characters that are numerals only beside others, and none before digits: 大陆, 收拾 and 入伍34年 hold none."""

_LONGEST = 48
"""Characters beyond which a run of digits is a serial number or noise, and no quantity."""

_RUN = re.compile(
    rf"(?>(?:\d++(?:,\d{{3}}(?!\d))*(?:\.\d++(?!\.\d))?|(?!(?<![{HAN}\d])[{_ODD}]\d)[{HAN}]|(?<=[{HAN}])点(?=[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖])"
    rf"|(?<=[{HAN}\d])[余多来几](?=[十百千万亿兆])|(?<=[十百千拾佰仟万零])几(?![个年月天日])|(?<=[十0])几|(?<=十)有(?=[一二三四五六七八九](?![{HAN}分成])))+)"
)
_POINT = re.compile(r"\.\d++(?![.\d])")
_DIGIT = "[零一二三四五六七八九]"
_TOKEN = re.compile(
    rf"\d[\d,]*(?:\.\d+)?|(?:(?<=[千仟]){_DIGIT}{{3}}|(?<=[万亿]){_DIGIT}{{3,4}})(?!{_DIGIT})|[{HAN}余多来几点]"
)
"""A number, digits that fill the places behind a scale (二万二三七零, 一万一七一), or a character."""
_PLAIN_DIGITS = re.compile("([零一二三四五六七八九]{2,})([万亿兆]?)")
"""Digits one by one, perhaps before a scale: 二八零, 一二九亿."""


class Numeral(msgspec.Struct, frozen=True):
    """A number found in a text."""

    end: int
    """Index after its last character."""
    value: Decimal
    open: bool = False
    """余, 多 or 几 inside: the value is a lower bound."""
    han: bool = False
    """Written in Chinese characters only."""
    scaled: bool = False
    """Ends in 万, 亿 or a like unit, which a lower end of a range may share (3至5万)."""
    high: Decimal | None = None
    """The upper end of two digits in a row (两三, 七八十)."""


def parse(text: str) -> Decimal | None:
    """The value of a string that is one number as a whole; none where it is not.

    Percents and fractions are proportions: 百分之五 is 0.05, 五分之一 is 0.2.
    """
    plain = read(text.strip()).text.replace(" ", "")
    if not plain or len(plain) > 4 * _LONGEST:
        return None
    sign, plain = (Decimal(-1), plain[1:]) if plain[0] in "-负" else (Decimal(1), plain.removeprefix("+"))
    if plain.endswith("%"):
        value = parse(plain[:-1])
        return None if value is None else sign * value / 100
    whole, cut, rest = plain.partition("又")
    if cut and "分之" in rest:
        base, part = parse(whole), parse(rest)
        return None if base is None or part is None else sign * (base + part)
    below, fraction, above = plain.partition("分之")
    if fraction:
        bottom, top = _whole(below), _whole(above)
        if bottom is None or top is None or not bottom:
            return None
        return sign * top / bottom
    value = _whole(plain)
    return None if value is None else sign * value


def _whole(plain: str) -> Decimal | None:
    """The value of a reading that is one unsigned number as a whole."""
    if plain[-1:] in ("k", "K") and plain[:1].isdigit():
        value = _whole(plain[:-1])
        return None if value is None else value * 1000
    if all(char in _BIG for char in plain):
        return None
    found = numeral_at(plain, 0)
    if found is None or found.end != len(plain) or found.high is not None:
        return None
    return found.value


def numeral_at(text: str, start: int, *, lone: bool = False) -> Numeral | None:
    """The longest unsigned number of a reading that begins at `start`. `lone`: 肆 alone is a number as well."""
    match = _RUN.match(text, start)
    if match is None:
        point = _POINT.match(text, start)
        if point is None or len(point[0]) > _LONGEST or text[max(0, start - 1) : start] in set("0123456789."):
            return None
        return Numeral(point.end(), Decimal("0" + point[0]))
    run = match[0]
    if len(run) > _LONGEST:
        return None
    if len(run) == 1 and run in _ODD and not lone:
        return None
    if len(run) > 1 and run.endswith("两") and not run.endswith("一两"):
        run = run[:-1]  # the weight: 两万两, 二两
    elif "." in run and text[start - 1 : start] == "." and text[start - 2 : start - 1].isdigit():
        run = run.partition(".")[0]  # no decimals in a chain of points
    end = start + len(run)
    if run.isdigit():
        return Numeral(end, Decimal(run))
    spelled = _PLAIN_DIGITS.fullmatch(run)
    if spelled is not None and not _neighbours(spelled[1]):
        digits = "".join(str(_DIGITS[char]) for char in spelled[1])
        worth = _BIG.get(spelled[2], 1)
        return Numeral(end, Decimal(digits) * worth, han=True, scaled=worth > 1)
    reckoned = _reckoned(run)
    return None if reckoned is None else Numeral(end, *reckoned)


def run_end(text: str, start: int) -> int:
    """Index after the numeral characters that begin at `start`, however long and whether or not they are a number."""
    match = _RUN.match(text, start)
    return match.end() if match else start + 1


def _neighbours(run: str) -> bool:
    """Whether a run is two digits that name a small range (两三, 七八, 三五)."""
    if len(run) != 2 or "零" in run:
        return False
    low, high = _DIGITS[run[0]], _DIGITS[run[1]]
    return high - low == 1 or run == "三五"


@lru_cache(maxsize=4096)
def _reckoned(run: str) -> tuple[Decimal, bool, bool, bool, Decimal | None] | None:
    """Value, open, han, scaled and high of a run with 十百千万亿 in it, or of a single digit."""
    tokens: list[str] = _TOKEN.findall(run)
    han = not any(char.isdigit() for char in run)
    high = _span(tokens)
    with localcontext(EXACT):
        value = _value(tokens)
        upper = _value(high) if high else None
    if value is None:
        return None
    open_end = any(char in run for char in "余多来几")
    return value, open_end, han, tokens[-1] in _BIG, upper


def _span(tokens: list[str]) -> list[str] | None:
    """Split 七八十 or 两三万 in place into its lower end; return the upper end's tokens, none where there is no range."""
    whole = tokens.index("点") if "点" in tokens else len(tokens)
    for index in range(whole - 1):
        pair = tokens[index] + tokens[index + 1]
        if all(char in _DIGITS for char in pair) and _neighbours(pair):
            upper = tokens[:index] + tokens[index + 1 :]
            del tokens[index + 1]
            return upper
    return None


def _value(tokens: list[str]) -> Decimal | None:
    """Value of the tokens of one number; none where one cannot stand where it does."""
    if "点" in tokens:
        return _with_decimals(tokens)
    number = _Number()
    return number.value() if all(map(number.takes, tokens)) else None


class _Number:
    """A number while its tokens come: digits, 十百千 within a section, 万亿兆 over sections."""

    def __init__(self) -> None:
        self._sections: list[tuple[Decimal, int]] = []
        self._section = Decimal(0)
        self._pending: Decimal | None = None
        """Digits that no unit has taken up yet."""
        self._last_unit, self._zero, self._spelled = 0, False, False

    def takes(self, token: str) -> bool:
        """Whether a token can stand here; it is taken up."""
        if token == "零":
            self._zero = True
        elif token in _SMALL:
            unit = _SMALL[token]
            self._section += (1 if self._pending is None else self._pending) * unit
            self._pending, self._last_unit, self._zero = None, unit, False
        elif token in _BIG:
            return self._closes_section(_BIG[token])
        elif token[0] in _DIGITS or token[0].isdigit():
            if self._pending is not None:
                return False
            self._pending = Decimal("".join(str(_DIGITS.get(char, char)) for char in token.replace(",", "")))
            self._spelled = len(token) == 1
        return True

    def value(self) -> Decimal | None:
        """What the tokens come to; none where they say no amount."""
        total = sum((amount for amount, _ in self._sections), self._section)
        if self._pending is None:
            return total if self._last_unit or total or self._zero else None
        if self._last_unit >= 100 and self._spelled and not self._zero:
            return total + self._pending * (self._last_unit // 10)
        return total + self._pending

    def _closes_section(self, unit: int) -> bool:
        """Whether 万, 亿 or 兆 has something to count: the section, with those before it that a larger unit takes in."""
        amount = self._section + (self._pending or 0)
        bare = not amount
        while self._sections and (self._sections[-1][1] < unit or (bare and self._sections[-1][1] == unit)):
            amount += self._sections.pop()[0]
        if not amount:
            if self._last_unit or self._sections or self._pending is not None or unit == _BIG["兆"]:
                return False
            amount = Decimal(1)
        self._sections.append((amount * unit, unit))
        self._section, self._pending, self._last_unit, self._zero = Decimal(0), None, unit, False
        return True


def _with_decimals(tokens: list[str]) -> Decimal | None:
    """Value of 二十六点三三 and of 二点五亿: the decimals end where a unit follows."""
    point = tokens.index("点")
    whole = _value(tokens[:point])
    if whole is None:
        return None
    index = point + 1
    decimals = ""
    while index < len(tokens) and (tokens[index] in _DIGITS or tokens[index].isdigit()):
        decimals += str(_DIGITS.get(tokens[index], tokens[index]))
        index += 1
    value = whole + Decimal("0." + (decimals or "0"))
    for token in tokens[index:]:
        scale = _SMALL.get(token) or _BIG.get(token)
        if scale is None:
            return None
        value *= scale
    return value
