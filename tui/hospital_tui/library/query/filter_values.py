"""What can follow a field or a comparison: numbers, years, days."""

import re

from hospital_tui.library.query.clauses import UNDATED
from hospital_tui.library.query.filter_names import UNDATED as UNKNOWN

SINGLE = frozenset({"section", "note"})
"""Fields whose value is one, commas and all: headings have them."""

_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)(千|万|百万|千万|亿|万亿)?")
_SCALE = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_TO = r"(?:-|—|–|~|至|到|/|\.\.)"
_YEARS = re.compile(rf"(\d{{4}})年?(?:{_TO}(\d{{4}})年?)?")
_SINCE = re.compile(rf"(\d{{4}})年?{_TO}")
_UNTIL = re.compile(rf"{_TO}(\d{{4}})年?")
_LAST_YEAR = 9999
_APART = re.compile(r"\.\.|~|—|–|至|到")
_DAY = re.compile(r"(\d{4})(?:[-年./](\d{1,2})(?:[-月./](\d{1,2}))?)?[年月日]?")


def number_of(said: str) -> float | None:
    """A number with its scale (10万, 1.2亿); none where it is no number."""
    found = _NUMBER.fullmatch(said)
    return float(found[1].replace(",", "")) * _SCALE[found[2] or ""] if found else None


def year_span(said: str) -> tuple[int, int] | None:
    """First and last year of 2023, 2020-2023, 2020- or -2020; `UNDATED` of 未知; none where it is no year."""
    if said in UNKNOWN:
        return UNDATED
    if found := _YEARS.fullmatch(said):
        first, last = int(found[1]), int(found[2] or found[1])
        return min(first, last), max(first, last)
    if found := _SINCE.fullmatch(said):
        return int(found[1]), _LAST_YEAR
    if found := _UNTIL.fullmatch(said):
        return 0, int(found[1])
    return None


def date_span(said: str) -> tuple[str, str] | None:
    """First and last day of 2024, 2024-03, 2023年11月..2024-03-15, 2024.., ..2024; two empty ones of 未知; none of no date.

    A month or year stands for all its days.
    """
    if said in UNKNOWN:
        return "", ""
    ends = [end.strip() for end in _APART.split(said)]
    days = [_day(end) if end else "" for end in ends]
    if len(days) > 2 or None in days or not any(days):
        return None
    first, last = days[0] or "0000", days[-1] or "9999"
    return (first, last) if first[: len(last)] <= last else (last, first)


def _day(said: str) -> str | None:
    found = _DAY.fullmatch(said)
    if found is None:
        return None
    parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
    return "-".join(parts)
