"""Characters of Markdown that have to be changed to be read: entities, raised digits, formulas between dollar signs."""

import re
from collections.abc import Callable
from html import unescape

from hospital_tui.parsing.inputs.assembling import raised

_SIGNS = {
    "times": "×",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "approx": "≈",
    "sim": "~",
    "pm": "±",
    "mu": "μ",
    "cdot": "·",
    "degree": "°",
    "sqrt": "√",
}
_ENTITY = re.compile(
    r"(`+)(?!`)[^`]{0,2000}\1(?!`)|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_FORMULA = re.compile(
    r"(`+)(?!`)[^`]{0,2000}\1(?!`)|(?<![\\$A-Za-z0-9])(\$\$?)(?!\s)([^$\n]{1,80}?)(?<![\s\\])\2(?![A-Za-z0-9$])"
)
_IN_FORMULA: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\\(?:text|mathrm|mathbf|rm)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"\1/\2"),
    (re.compile(r"\\([%,;! ])"), lambda match: "%" if match[1] == "%" else ""),
    (re.compile(r"_\{?(\w+)\}?"), r"\1"),
    (re.compile(r"\\([a-z]+)\s?"), lambda match: _SIGNS.get(match[1], match[0])),
)
_POWER = re.compile(r"(.{0,12}?)\^\{?([+\-−–]?\d{1,3}|n)\}?")
_SUP = re.compile(r"(.{0,12}?)<sup>([^<>\n]{0,20})</sup>", re.IGNORECASE)


def readable(text: str) -> str:
    """Entities and raised digits as characters; marks that an entity stands for are escaped."""

    def character(match: re.Match[str]) -> str:
        shown = unescape(match[0])
        if match[0].startswith("`"):
            return match[0]  # nothing is meant by what stands in code
        return f"\\{shown}" if shown in "\\`*_{}[]()#+-.!|<>&~" else shown if shown != match[0] else match[0]

    def up(match: re.Match[str]) -> str:
        shown = raised(match[1], match[2])
        return match[1] + (shown or "")

    def formula(match: re.Match[str]) -> str:
        shown = match[3]
        for pattern, meant in _IN_FORMULA if shown else ():
            shown = pattern.sub(meant, shown)
        shown = shown and _POWER.sub(up, shown)
        return match[0] if not shown or any(mark in shown for mark in "\\{}^") else shown

    if "$" in text:
        text = _FORMULA.sub(formula, text)
    if "<sup" in text.lower():
        text = _SUP.sub(up, text)
    return _ENTITY.sub(character, text) if "&" in text else text
