"""Places in an order, batches and grades: 第2名, 首批, 二等奖, 前三, 三级甲等, A+, ⅢB期."""

import re
from decimal import Decimal

from hospital_tui.figures.lexicon import Patterns, unit_at
from hospital_tui.figures.numerals import Numeral, numeral_at
from hospital_tui.figures.read.amounts import LINK
from hospital_tui.figures.read.mentions import Mention

P = Patterns("ranks")
_LONGEST_ROW = 9
"""Places that are named one behind the other."""


def rank_at(text: str, start: int) -> Mention | None:
    """The rank that begins at `start` of a reading."""
    char = text[start]
    if char == "首":
        first = P.first.match(text, start)
        return _rank(first, Decimal(1), first["u"], (start, start + 1)) if first else None
    if char == "头":
        foremost = P.foremost_one.match(text, start)
        if foremost is not None:
            return _rank(foremost, Decimal(1), foremost["u"], (start + 1, start + 2))
        heads = P.heads.match(text, start)
        number = numeral_at(heads["n"], 0) if heads else None
        return _rank(heads, number.value, heads["u"], heads.span("n")) if heads and number else None
    if char == "第":
        return _place(text, start)
    if char in "前T":
        return _top(text, start)
    if char in "ABCD":
        match = P.letter_grade.match(text, start)
        if match is None and P.level_before.search(text, max(0, start - 8), start):
            match = P.letter_level.match(text, start)
        return _grade(match)
    if char in "ⅠⅡⅢⅣI":
        return _grade(P.stage.match(text, start))
    sitting = P.assembly.match(text, start) or P.sitting.match(text, start)
    if sitting is not None:
        number = numeral_at(sitting["n"], 0)
        return _rank(sitting, number.value if number else None, sitting["u"], sitting.span("n"))
    if text[start + 1 : start + 2] not in ("等", "级", "甲", "乙"):
        return None
    award = P.award.match(text, start)
    if award is not None:
        number = numeral_at(award["n"], 0)
        return _rank(award, number.value if number else None, "等" + award["what"], award.span("n"))
    if P.assessed.search(text, max(0, start - 40), start) and (level := P.level.match(text, start)):
        return _grade(level)
    return _hospital_grade(text, start)


def _rank(match: re.Match[str], value: Decimal | None, unit: str, number: tuple[int, int]) -> Mention:
    return Mention(match.start(), match.end(), "rank", value, unit, number=number)


def _grade(match: re.Match[str] | None) -> Mention | None:
    """A grade, whose words are its value."""
    return match and Mention(match.start(), match.end(), "rank", match[0], None, number=match.span())


def _place(text: str, start: int) -> Mention | None:
    """第2名, 第三批; 第一 alone only where something ranks."""
    number = numeral_at(text, start + 1)
    if number is None:
        return None
    value = number.value
    end, high = _last_place(text, number)
    if high is not None and P.wards.match(text, end):
        return None
    name = P.place_units.match(text, end)
    unit = unit_at(text, end)
    weekday = unit is not None and unit.text.endswith("星期") and P.weekday.match(text, end + len(unit.text))
    if weekday:
        return None
    if unit is not None and unit.kind == "duration" and high is None:
        return Mention(start, end + len(unit.text), "rank", value, unit.text, number=(start + 1, end))
    if name is not None and (unit is None or unit.text == name[0]):
        set_phrase = text.startswith(("个百年", "个五年", "家园", "次全国代表大会"), end)
        if set_phrase or (name[0] == "位" and P.put_first.search(text, max(0, start - 12), start)):
            return None
        return Mention(start, end + 1, "rank", value, name[0], high=high, number=(start + 1, end))
    if high is None and (ahead := P.places_ahead.match(text, end)) is not None:
        return Mention(start, end, "rank", value, ahead["u"], number=(start + 1, end))
    row = P.places_before.search(text, max(0, start - 16), start)
    head = row.start() if row else start
    ranked = P.bare_first.match(text, start) and P.place_context.search(text, max(0, head - 20), head)
    if ranked or P.foremost.match(text, start):
        return Mention(start, number.end, "rank", value, "名", number=(start + 1, number.end))
    if start == 0 and number.end >= len(text):
        return Mention(start, number.end, "rank", value, None, number=(start + 1, number.end))
    return None


def _last_place(text: str, first: Numeral) -> tuple[int, Decimal | None]:
    """Where 第1－3名, 第一至第三名, 第1、2、3名 or 第一、第二批 ends, and its last place; none where one place is named."""
    link = LINK.match(text, first.end)
    if link is not None:
        last = numeral_at(text, link.end() + text.startswith("第", link.end()))
        return (first.end, None) if last is None or last.value <= first.value else (last.end, last.value)
    last = first
    for _ in range(_LONGEST_ROW):
        if not text.startswith(("、", "和", "及"), last.end):
            break
        at = last.end + 1
        behind = numeral_at(text, at + text.startswith("第", at))
        if behind is None or behind.value != last.value + 1:
            break
        last = behind
    return last.end, None if last is first else last.value


def _top(text: str, start: int) -> Mention | None:
    """前三, 前10名, 前1%."""
    if share := P.top_share.match(text, start):
        return Mention(start, share.end(), "rank", share["share"], None, number=share.span("share"))
    match = P.top.match(text, start)
    number = numeral_at(text, match.start("n")) if match else None
    if match is None or number is None or number.end != match.end("n") or number.value < 2:
        return None
    return _rank(match, number.value, "位" if match["u"] == "位" else "名", match.span("n"))


def _hospital_grade(text: str, start: int) -> Mention | None:
    """三级甲等, 三甲, 三级: the grade this hospital has; not a class of hospitals, not a goal."""
    if text[start] not in "一二三四" or text[max(0, start - 1) : start] in ("第", "十", "百"):
        return None
    before = text[max(0, start - 40) : start]
    clause = re.split("[，。；！？： \n“]", before)[-1]
    title = P.title_grade.match(text, start)
    if title is not None and P.title_before.search(before):
        return _grade(title)
    if P.class_after.match(text, start) or P.goal.search(clause):
        return None
    own = P.copula.search(clause) is not None
    full = P.full_grade.match(text, start)
    if full is not None:
        return _grade(full) if own or not P.others.search(clause) else None
    match = P.short_grade.match(text, start) or P.own_grade.match(text, start)
    return _grade(match) if own and not P.many.search(clause) else None
