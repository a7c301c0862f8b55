"""The numbers that headings, list items and run-in headings begin with: 1 · 一、 · （一） · 1. · ① · 一是 · 第一，"""

import re
from dataclasses import dataclass
from typing import Literal

from hospital_tui.text.script import han_pattern

Style = Literal[
    "markdown",
    "chapter",
    "part",
    "counted",
    "han",
    "han_paren",
    "digit_blank",
    "digit_glued",
    "digit_dot",
    "digit_paren",
    "circled",
    "letter",
    "clock",
    "han_is",
    "ordinal",
]

_HAN_DIGITS = "一二三四五六七八九十"
_RULES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("markdown", re.compile(r"(#{1,6})[ \u3000\t]+(?=\S)")),
    ("chapter", re.compile(rf"第([{_HAN_DIGITS}\d]{{1,3}})(?:章|节|部分|篇|编)(?=[\s：:、，]|$)[\s：:、]*")),
    ("part", re.compile(r"(?:PART|Part|part|NO\.?|No\.?)[ .·]*(\d{1,2})(?!\d)[\s：:、.]*")),
    (
        "counted",
        re.compile(
            rf"(?:关键词|亮点|看点|镜头|故事|案例|举措|做法|经验|场景|变化|特色|答卷|篇章|聚焦|现场|片段|问题|话题|声音|样本|路径|成效|目标)"
            rf"[ 　]?([{_HAN_DIGITS}]{{1,2}}|\d{{1,2}})(?=[\s：:、|｜/]|$)[\s：:、|｜/]*"
        ),
    ),
    ("han_is", han_pattern(rf"([{_HAN_DIGITS}]{{1,2}})(?:是|要)(?=[\p{{Han}}“])")),
    ("ordinal", re.compile(rf"(?:第|其)([{_HAN_DIGITS}]{{1,2}})[，、：:]\s*")),
    ("han", re.compile(rf"([{_HAN_DIGITS}]{{1,3}})[、．.](?!\d)\s*")),
    ("han_paren", re.compile(rf"[（(]([{_HAN_DIGITS}]{{1,3}})[）)][、.．]?\s*")),
    ("digit_paren", re.compile(r"(?:[（(](\d{1,2})[）)]|(\d{1,2})[）)])[、.．]?\s*")),
    ("circled", re.compile(r"([\u2460-\u2473\u2474-\u2487\u2776-\u277f\u24f5-\u24fe])[、.．]?\s*")),
    ("digit_dot", re.compile(r"(\d{1,2})(?:[、．.](?!\d)|[、．.](?=(?:19|20)\d\d年))\s*")),
    ("digit_blank", han_pattern(r"(\d{1,2})[ \u3000\t/|｜]+(?=[\p{Han}“《])")),
    ("letter", han_pattern(r"([A-HＡ-Ｈ])[ \u3000\t.．、](?=[ \u3000]?[\p{Han}“])[ \u3000]*")),
    ("clock", re.compile(r"(\d{1,2})[:：]\d{2}(?=[ \u3000—－-]|$)[ \u3000]*")),
    ("digit_glued", han_pattern(r"(0\d)(?=[\p{Han}“])")),
)
_FIRST = re.compile(
    rf"[\d#第其（(A-HＡ-ＨPpNn关亮看镜故案举做经场变特答篇聚现片问话声样路成目{_HAN_DIGITS}\u2460-\u2487\u2776-\u277f\u24f5-\u24fe]"
)
FULL_WIDTH = {ord(full): ord(half) for full, half in zip("０１２３４５６７８９", "0123456789", strict=True)}
"""Full-width digits as they are counted with."""
_BULLET = re.compile(r"([-*+•·●◆■★▲►▶◎○□◇☆※➤➢✓✔▪►⚫⬤]|—(?!—))[ \u3000\t]*(?=\S)")
_BULLETS_THAT_NEED_A_BLANK = "-*+·—"

RUN_IN_STYLES = frozenset({"han_is", "ordinal"})
"""Numbers that run through the sentences of a paragraph and never stand on a heading's own line with a blank."""


@dataclass(slots=True, frozen=True)
class Numbering:
    """A number at the beginning of a line."""

    style: Style
    value: int
    """The number; for markdown the depth of the heading."""
    end: int
    """Offset in the line of what follows the number."""


def han_number(text: str) -> int:
    """Value of a Chinese numeral up to 99 as headings use it; 0 for none."""
    if "十" not in text:
        return _HAN_DIGITS.index(text[-1]) + 1 if text else 0
    tens, _, ones = text.partition("十")
    return (_HAN_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_HAN_DIGITS.index(ones[0]) + 1 if ones else 0)


def _value(style: Style, mark: str) -> int:
    if style == "markdown":
        return len(mark)
    if style == "letter":
        return (ord(mark) - 0x20) % 0x20 if mark.isascii() else ord(mark) - ord("Ａ") + 1
    if style == "circled":
        code = ord(mark)
        return next(code - base + 1 for base in (0x24F5, 0x2776, 0x2474, 0x2460) if code >= base)
    return int(mark) if mark.isdigit() else han_number(mark)


def numbering(text: str) -> Numbering | None:
    """The number a line begins with, if any."""
    head = text[:16].translate(FULL_WIDTH)
    if not _FIRST.match(head):
        return None
    for style, pattern in _RULES:
        match = pattern.match(head)
        if match:
            mark = next(group for group in match.groups() if group)
            return Numbering(style, _value(style, mark), match.end())
    return None


def bullet(text: str) -> int:
    """Length of the bullet a line begins with, blanks after it included; 0 for none."""
    match = _BULLET.match(text)
    if not match:
        return 0
    if match[1] in _BULLETS_THAT_NEED_A_BLANK and match.end() == len(match[1]):
        return 0
    return match.end()
