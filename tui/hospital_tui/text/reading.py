"""One plain spelling of a text, position by position.

Numbers come in full-width digits, in traditional characters and with stray blanks (`７ 萬5 千`). A `Reading` is the text
with those differences taken out, and the way back: every index of the reading knows its index in the text.
"""

import re

import msgspec

_TRADITIONAL = (
    "萬億兩貳參陸點個餘幾歲種項層臺張間號週時鐘鐘頭長噸斤磅條輛臺隻雙對幣圓萬億負還約過於內滿達為與"
    "數從屆級獎產業務產農區縣鄉鎮醫療護師員專術業總統計學團隊現開設門診樓處課題篇論實後來東西無東見"
)
_SIMPLIFIED = (
    "万亿两贰叁陆点个余几岁种项层台张间号周时钟钟头长吨斤磅条辆台只双对币圆万亿负还约过于内满达为与"
    "数从届级奖产业务产农区县乡镇医疗护师员专术业总统计学团队现开设门诊楼处课题篇论实后来东西无东见"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT = "，！（）：；？"  # punctuation of Chinese prose; its ASCII twins mean something else between digits
_TABLE: dict[int, int] = (
    {code: plain for code, plain in _FULL_WIDTH.items() if chr(code) not in _KEPT}
    | dict(zip(map(ord, _TRADITIONAL), map(ord, _SIMPLIFIED), strict=True))
    | {
        ord("〇"): ord("零"),
        ord("○"): ord("零"),
        ord("參"): ord("叁"),
        ord("弍"): ord("二"),
        ord("–"): ord("-"),
        ord("−"): ord("-"),
        ord("‐"): ord("-"),
        ord("─"): ord("—"),
        ord("〜"): ord("~"),
        ord("∼"): ord("~"),
        ord("﹪"): ord("%"),
        ord("("): ord("（"),
        ord(")"): ord("）"),
        ord("﹣"): ord("-"),
    }
)
_THOUSANDS = re.compile("，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
_PROSE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_ASCII_MARK = re.compile("[,;:?!](?=[\u3400-\u9fff“”])|(?<=[\u3400-\u9fff“”])[,;:?!]")
_TO_FOLD = re.compile(f"[{''.join(map(re.escape, map(chr, _TABLE)))}]")
_ASCII_MARKS = re.compile("[,;:?!]")
_BLANKS = re.compile(r"[^\S\n]+")
_NUMERIC = frozenset("0123456789零一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾佰仟廿卅半几余多负点.%")
_BETWEEN = frozenset("分之个成")


class Reading(msgspec.Struct, frozen=True):
    """A text in one spelling."""

    text: str
    """The plain spelling: half-width digits, simplified numerals, no blanks inside a number."""
    origin: tuple[int, ...] | None
    """Index in the text for each index of the reading; none where they are the same."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The [start, end) of the text that a [start, end) of the reading stands for."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def plain(text: str) -> str:
    """`text` in one spelling, of the same length."""
    if "，" in text:
        text = _THOUSANDS.sub(",", text)
    if _TO_FOLD.search(text):
        text = text.translate(_TABLE)
    if _ASCII_MARKS.search(text):
        text = _ASCII_MARK.sub(lambda match: _PROSE[match[0]], text)
    return _paired(text) if '"' in text else text


def _paired(text: str) -> str:
    """Straight quotation marks as pairs: the first opens, the second closes, in each line."""
    out = []
    for line in text.splitlines(keepends=True):
        parts = line.split('"')
        out.append(
            "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1])) + parts[-1]
        )
    return "".join(out)


def read(text: str) -> Reading:
    """The reading of `text`. Blanks beside a numeral go, other runs of blanks become one."""
    folded = plain(text)
    if not _BLANKS.search(folded):
        return Reading(folded, None)
    out: list[str] = []
    origin: list[int] = []
    at = 0
    for gap in _BLANKS.finditer(folded):
        start, end = gap.span()
        out.append(folded[at:start])
        origin.extend(range(at, start))
        if not _joins(folded, start, end):
            out.append(" ")
            origin.append(start)
        at = end
    out.append(folded[at:])
    origin.extend(range(at, len(folded)))
    return Reading("".join(out), tuple(origin))


def _joins(text: str, start: int, end: int) -> bool:
    """Whether the blanks at [start, end) stand inside or beside a number and say nothing."""
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if (
        not before
        or not after
        or (before.isascii() and before.isalpha())
        or (before.isdigit() and after.isdigit())
    ):
        return False
    if before in _NUMERIC or after in _NUMERIC:
        return True
    return (before in _BETWEEN and after in _BETWEEN) or before == "-" or after == "-"
