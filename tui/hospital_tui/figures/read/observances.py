"""The year that a numbered observance tells: 第113个国际护士节 is of 2024, 建党100周年 of 2021."""

import re
from collections.abc import Iterable
from functools import cache

from hospital_tui.figures.lexicon import load
from hospital_tui.figures.numerals import parse

_NUMBER = r"(\d{1,3}|[一二三四五六七八九十百]{1,5})"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int], int], ...]:
    """What counts itself: its pattern, the first year of each, and what the first one counts as."""
    lists = load("observances")
    days, jubilees = lists["days"], lists["jubilees"]
    return (
        (re.compile(rf"第{_NUMBER}(?:个|届)[“\"]?({_any(days)})"), days, 1),
        (re.compile(rf"({_any(jubilees)}){_NUMBER}周年"), jubilees, 0),
    )


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


def observed_year(texts: Iterable[str]) -> str | None:
    """The latest year that the observances an article names were held in; None where it names none."""
    years: list[int] = []
    for text in texts:
        for pattern, first, base in _patterns():
            for match in pattern.finditer(text):
                number, name = (match[1], match[2]) if base else (match[2], match[1])
                count = parse(number)
                if count is not None and text[max(0, match.start() - 1) : match.start()] != "年":
                    years.append(first[name] + int(count) - base)
    return str(max(years)) if years else None
