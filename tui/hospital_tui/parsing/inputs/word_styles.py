"""What the styles and the numbering of a Word document say of its paragraphs."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Literal

from hospital_tui.parsing.inputs.zipped import Attributes
from hospital_tui.parsing.layout import PartKind

Toggle = Literal["hidden", "raised", "struck", "white", "shaded"]
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|contents|目录)\s*(?:\d|heading|标题)|table of figures|图表目录", re.IGNORECASE
)
_HAN = "零一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
"""As amounts are written that nobody shall change."""
DEEPEST_STYLE = 20
"""Styles that are based on each other, above which the chain is taken for a ring."""
MOST_LEVELS = 9


def on(attributes: Attributes) -> bool:
    """Whether a toggle property is on (ECMA-376 17.17.4)."""
    return attributes.get("val", "1").lower() not in _OFF


@dataclass(slots=True)
class Shown:
    """How characters are shown; None where what they stand in tells."""

    hidden: bool | None = None
    raised: bool | None = None
    struck: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    """On a ground of its own."""

    def tell(self, tag: str, attributes: Attributes) -> None:
        """Take up a property."""
        value = attributes.get("val", "")
        if tag == "vanish":
            self.hidden = on(attributes)
        elif tag in ("strike", "dstrike"):
            self.struck = on(attributes)
        elif tag == "vertAlign":
            self.raised = value == "superscript"
        elif tag == "color":
            self.white = value.lower() == "ffffff"
        elif tag == "shd":
            self.shaded = True


@dataclass(slots=True)
class Style(Shown):
    """A style of paragraphs or characters."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str | None = None
    depth: int = 0
    """Level of its number, from 0."""


class Styles(dict[str, Style]):
    """Styles by their ids."""

    def chain(self, style: str) -> list[Style]:
        """A style and those it is based on, nearest first."""
        found: list[Style] = []
        while style in self and len(found) < DEEPEST_STYLE:
            found.append(self[style])
            style = self[style].based_on
        return found

    def says(self, what: Toggle, *styles: str) -> bool:
        """Whether text is not shown, stands above the line, is struck out, or white, or on a ground of its own, by the first of its styles that tells."""
        said = (getattr(item, what) for style in styles for item in self.chain(style))
        return bool(next((value for value in said if value is not None), False))

    def lists_contents(self, style: str) -> bool:
        """Whether paragraphs of this style are lines of a table of contents: headings said again, and their pages."""
        return any(map(_CONTENTS.fullmatch, [style, *(item.name.strip() for item in self.chain(style))]))

    def kind(self, style: str) -> tuple[PartKind, int]:
        """What paragraphs of this style are, and how deep a heading."""
        for item in self.chain(style):
            name = item.name.strip().lower()
            if match := _HEADING.fullmatch(name):
                return "heading", int(match[1]) + 1
            if name in ("title", "标题"):
                return "title", 1
            if name in ("caption", "题注"):
                return "caption", 0
            if item.outline is not None and item.outline < MOST_LEVELS:
                return "heading", item.outline + 2
        return "text", 0

    def number(self, style: str) -> tuple[str, int]:
        """Id and level of the numbering that paragraphs of this style have; "" for none."""
        return next(
            ((item.number, item.depth) for item in self.chain(style) if item.number is not None), ("", 0)
        )


class StyleSheet:
    """Reads styles.xml."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._style = Style()

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        value = attributes.get("val", "")
        if tag == "style":
            self._style = self._styles[attributes.get("styleId", "")] = Style()
        elif tag == "name":
            self._style.name = value
        elif tag == "basedOn":
            self._style.based_on = value
        elif tag == "outlineLvl" and value.isdigit():
            self._style.outline = int(value)
        elif tag == "numId":
            self._style.number = value
        elif tag == "ilvl" and value.isdigit():
            self._style.depth = int(value)
        else:
            self._style.tell(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "style":
            self._style = Style()


@dataclass(slots=True)
class Level:
    """How the numbers of one level look."""

    start: int = 1
    legal: bool = False
    """All that stand in it are written in digits, whatever their own levels say."""
    form: str = "decimal"
    text: str = ""
    """With %1 for the number of the first level, %2 of the second …"""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict)


class Numbers:
    """Reads numbering.xml and counts."""

    def __init__(self) -> None:
        self._abstract: dict[str, _List] = defaultdict(_List)
        self._of: dict[str, str] = {}
        self._own: dict[str, _List] = defaultdict(_List)
        self._at: dict[str, list[int]] = {}
        self._list = _List()
        self._level = Level()
        self._number = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        value = attributes.get("val", "")
        if tag == "abstractNum":
            self._list, self._number = self._abstract[attributes.get("abstractNumId", "")], ""
        elif tag == "num":
            self._number = attributes.get("numId", "")
            self._list = self._own[self._number]
        elif tag == "abstractNumId":
            self._of[self._number] = value
        elif tag in ("lvl", "lvlOverride"):
            depth = int(attributes["ilvl"]) if attributes.get("ilvl", "").isdigit() else 0
            if tag == "lvl" or depth not in self._list.levels:
                base = self._abstract[self._of[self._number]] if self._number in self._of else _List()
                known = base.levels.get(depth, Level())
                self._level = self._list.levels[depth] = replace(known)
        elif tag in ("start", "startOverride") and value.isdigit():
            self._level.start = int(value)
        elif tag == "isLgl":
            self._level.legal = on(attributes)
        elif tag == "numFmt":
            self._level.form = value
        elif tag == "lvlText":
            self._level.text = value

    def end(self, tag: str) -> None:
        """An element ends."""

    def level(self, number: str, depth: int) -> Level | None:
        """How numbers of this list look at a level; None where there are none."""
        own = self._own[number].levels.get(depth) if number in self._own else None
        return own or self._abstract[self._of.get(number, "")].levels.get(depth)

    def next(self, number: str, depth: int) -> str:
        """The next number of a list at a level; "" where it has a bullet or none."""
        level = self.level(number, depth)
        if level is None or depth >= MOST_LEVELS:
            return ""
        key = number if number in self._own and self._own[number].levels else self._of.get(number, number)
        counts = self._at.setdefault(key, [])
        while len(counts) <= depth:
            above = self.level(number, len(counts))
            counts.append((above.start if above else 1) - (len(counts) == depth))
        counts[depth] += 1
        del counts[depth + 1 :]
        if level.form in ("bullet", "none"):
            return ""
        shown = level.text
        for place in range(depth + 1):
            own = self.level(number, place)
            form = "decimal" if own is None or level.legal else own.form
            shown = shown.replace(f"%{place + 1}", written(counts[place], form))
        return shown + (" " if shown[-1:].isascii() and shown[-1:] not in ("", ")") else "")


def written(value: int, form: str) -> str:
    """A number in the form that Word names (ECMA-376 17.18.59)."""
    if form.startswith(("chinese", "japanese", "ideograph", "taiwanese")) and 0 < value < 100:
        if form == "ideographTraditional":
            return "甲乙丙丁戊己庚辛壬癸"[(value - 1) % 10]
        if form == "ideographZodiac":
            return "子丑寅卯辰巳午未申酉戌亥"[(value - 1) % 12]
        tens, ones = divmod(value, 10)
        shown = ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")
        legal = form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal")
        return shown.translate(_LEGAL) if legal else shown
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalFullWidth":
        return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    shown = ""
    for size, mark in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        shown += mark * (value // size)
        value %= size
    return shown
