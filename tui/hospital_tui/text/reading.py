"""One plain spelling of a text, position by position.

Numbers come in full-width digits, in traditional characters and with stray blanks (`７ 萬5 千`). A `Reading` is the text
with those differences taken out, and the way back: every index of the reading knows its index in the text.
"""

import re

import msgspec

from hospital_tui.text.folding import traditional
from hospital_tui.text.script import han_pattern
from hospital_tui.text.visible import INVISIBLE

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT = "，！（）：；？"  # punctuation of Chinese prose; its ASCII twins mean something else between digits
_TABLE: dict[int, int] = (
    {code: plain for code, plain in _FULL_WIDTH.items() if chr(code) not in _KEPT}
    | {ord(before): ord(after) for before, after in traditional().items()}
    | {
        ord("〇"): ord("零"),
        ord("○"): ord("零"),
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
        ord("丨"): ord("｜"),
    }
)
_THOUSANDS = re.compile("，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
_PROSE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_ASCII_MARK = han_pattern(
    "[,;:?!](?=[\\p{Han}“”])|(?<=[\\p{Han}“”])[,;:?!]"
    "|(?<=[\\p{Han}”）])(?<![一二三四五六七八九十])\\.(?=[\\p{Han}“”]|[^\\S\\n]*(?:$|\\n))"
)
"""A point is a full stop between words and at the end of a line; behind a numeral it marks an item (一.)."""
_TO_FOLD = re.compile(f"[{''.join(map(re.escape, map(chr, _TABLE)))}]")
_THREE = re.compile("参(?=[拾佰仟])")
"""參佰: a three on cheques; elsewhere 參 is 参."""
_ROUND = re.compile(
    "[0Oo]{1,2}(?:(?<=[一二三四五六七八九零][0Oo])|(?<=[一二三四五六七八九零][0Oo][0Oo]))(?=[零一二三四五六七八九])"
    "|[0Oo](?<=[一二][零0Oo一二九][零一二三四五六七八九][0Oo])(?=年)"
)
"""A nought of another script among Chinese digits: 二0二六年, 二OO八年."""
_ASCII_MARKS = re.compile("[,;:?!.]")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_GAP = re.compile(rf"(?:[^\S\n]|[{INVISIBLE}])+")
_GROUPED = han_pattern(
    rf"(?<=[^\s\d.{INVISIBLE}])[1-9]\d{{0,2}}(?:[^\S\n]\d{{3}})+(?:\.\d+)?(?=[^\S\n]?[\p{{Han}}%+]|[，。；])"
)
"""12 345 678元: blanks between thousands, where nothing but a number can be meant."""
_NUMERIC = frozenset("0123456789零一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾佰仟廿卅半几余多负点.%")
_BETWEEN = frozenset("分之个成")
_OF_SCALES = frozenset("元余多平个人美港欧日吨亩")
"""What goes on with a number behind its 万 or 亿 and a blank; before other words the blank ends it (投资3亿 台中新院)."""


class Reading(msgspec.Struct, frozen=True):
    """A text in one spelling."""

    text: str
    """The plain spelling: half-width digits, simplified characters, no blanks inside a number, nothing invisible."""
    origin: tuple[int, ...] | None
    """Index in the text for each index of the reading; none where they are the same."""
    source: str
    """The text itself."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The [start, end) of the text that a [start, end) of the reading stands for."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """The text's own characters of a [start, end) of the reading, without what cannot be seen."""
        return _UNSEEN.sub("", self.source[slice(*self.back(start, end))])

    def own(self, words: str, start: int, end: int) -> str:
        """Words of the reading's [start, end) as the text itself writes them, each piece cut from where it stands.

        What stands nowhere there stays as it is.
        """
        if self.text == self.source or words in self.source:
            return words
        out: list[str] = []
        at = 0
        while at < len(words):
            place, stop = -1, len(words) + 1
            while place < 0 and stop > at + 1:
                stop -= 1
                place = self.text.rfind(words[at:stop], start, end)
            first, last = (0, 0) if place < 0 else (place, place + stop - at)
            indexes = range(first, last) if self.origin is None else self.origin[first:last]
            out += [self.source[index] for index in indexes] or words[at:stop]
            at = stop
        return "".join(out)


def plain(text: str) -> str:
    """`text` in one spelling, of the same length."""
    if "，" in text:
        text = _THOUSANDS.sub(",", text)
    if _TO_FOLD.search(text):
        text = _THREE.sub("叁", text.translate(_TABLE))
    text = _ROUND.sub(lambda match: "零" * len(match[0]), text)
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
    """The reading of `text`. Blanks beside a numeral and what cannot be seen go, other runs of blanks become one."""
    folded = plain(text)
    if not _GAP.search(folded):
        return Reading(folded, None, text)
    thousands = [match.span() for match in _GROUPED.finditer(folded)]
    out: list[str] = []
    origin: list[int] = []
    at = 0
    for gap in _GAP.finditer(folded):
        start, end = gap.span()
        out.append(folded[at:start])
        origin.extend(range(at, start))
        while thousands and thousands[0][1] <= start:
            thousands.pop(0)
        inside = bool(thousands) and thousands[0][0] < start
        blank = next((index for index in range(start, end) if folded[index].isspace()), None)
        if blank is not None and not inside and not _joins(folded, start, end):
            out.append(" ")
            origin.append(blank)
        at = end
    out.append(folded[at:])
    origin.extend(range(at, len(folded)))
    return Reading("".join(out), tuple(origin), text)


def _joins(text: str, start: int, end: int) -> bool:
    """Whether the blanks at [start, end) stand inside or beside a number and say nothing."""
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if (
        not before
        or not after
        or (before.isascii() and before.isalpha())
        or (before.isdigit() and after.isdigit())
        or "\t" in text[start:end]
        or ("\u3000" in text[start:end] and not before.isdigit() and after not in _NUMERIC)
    ):
        return False
    spaced = text[start - 2 : start - 1].isspace()
    if (
        not spaced
        and before in "万亿"
        and after >= "一"
        and after not in _NUMERIC
        and after not in _OF_SCALES
    ):
        return False
    if before in _NUMERIC or after in _NUMERIC:
        return True
    return (before in _BETWEEN and after in _BETWEEN) or before == "-" or after == "-"
