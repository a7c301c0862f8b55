"""Han script: the one place that says which characters are Chinese.

Regular expressions of the standard library know no script property; `han_pattern` reads Unicode's own notation for it
(UTS 18, `\\p{Han}`) inside a character class.
"""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs of all planes, without 〇, as the inside of a character class."""


def han_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The expression compiled, with `\\p{Han}` for an ideograph in its character classes: `[\\p{Han}“”]{2,}`."""
    return re.compile(expression.replace(r"\p{Han}", HAN), flags)


_ONE = han_pattern(r"[\p{Han}]")


def is_han(character: str) -> bool:
    """Whether a character is an ideograph."""
    return _ONE.match(character) is not None


def han_count(text: str) -> int:
    """Number of ideographs."""
    return len(_ONE.findall(text))
