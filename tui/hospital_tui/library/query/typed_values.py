"""Values as a reader types them into a correction: 850, 1,200, 62.9万, 20-30, 2023-07, 三级甲等."""

import re
from decimal import Decimal

from hospital_tui.model import Figure, Kind
from hospital_tui.text.folding import fold

_SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_NUMBER = re.compile(r"([+-]?\d{1,30}(?:\.\d{1,20})?)(千|万|百万|千万|亿)?")
_RANGE = re.compile(r"(?<=[\d千万亿])\s*[-~–—～至/]{1,2}\s*(?=\d)")
_POINT = re.compile(r"(?:\d{4}|-(?=-))(?:-(\d{2})(?:-(\d{2}))?)?|---(\d{2})")
_SPAN = re.compile(r"[^/]+(?:/[^/]+)?")


def read_value(typed: str, kind: Kind) -> int | float | str | None:
    """The value as a figure holds it: a number, "low/high", ISO text for a date, the words themselves for a grade.

    Raises ValueError where it is none of that; nothing typed is no value.
    """
    words = typed.strip()
    if not words:
        return None
    if kind == "date":
        return read_time(words)
    numbers = [_number(part) for part in _RANGE.split(fold(words))]
    if len(numbers) == 1 and numbers[0] is not None:
        return numbers[0]
    if len(numbers) == 2 and None not in numbers:
        return f"{numbers[0]}/{numbers[1]}"
    if kind == "rank":
        return words
    raise ValueError(typed)


def _number(text: str) -> int | float | None:
    found = _NUMBER.fullmatch(text.replace(",", "").strip())
    if found is None:
        return None
    value = Decimal(found[1]) * _SCALES[found[2] or ""]
    return int(value) if value == value.to_integral_value() else float(value)


def read_time(typed: str) -> str | None:
    """A period in ISO 8601: 2023, 2023-07, 2020/2025, --05-12, 2016/... Raises ValueError; nothing typed is no period."""
    words = fold(typed).strip()
    if not words:
        return None
    if not _SPAN.fullmatch(words) or not _on_calendar(words):
        raise ValueError(typed)
    return words


def _on_calendar(words: str) -> bool:
    """Whether every month and day of a period exists; its end may be open (2016/..), and its years (--05-12)."""
    for part in words.removesuffix("/..").split("/"):
        found = _POINT.fullmatch(part)
        if found is None:
            return False
        month, *days = (int(number) for number in found.groups(default="1"))
        if not 1 <= month <= 12 or not all(1 <= day <= 31 for day in days):
            return False
    return True


def typed_value(figure: Figure) -> str:
    """A figure's value as a reader would type it."""
    value = figure.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value if figure.kind == "date" else value.replace("/", "–")
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)
