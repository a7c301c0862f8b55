"""Which quantities somebody would note: not 一 as an article, not a bare 百, not a number in a rule's context."""

import re

from hospital_tui.figures.lexicon import Patterns, barred, load, unit_at
from hospital_tui.figures.numerals import SCALES, numeral_at
from hospital_tui.figures.read.mentions import Mention

P = Patterns("scan")


def is_barred(text: str, mention: Mention) -> bool:
    """Whether a rule of rules.yaml says that this is no figure."""
    return barred(text, mention.number[0], mention.kind) and not _tallied(text, mention)


def is_noted(text: str, mention: Mention) -> bool:
    """Whether a number with or without its unit is a quantity that somebody would note, and no rule bars it."""
    start = mention.number[0]
    if is_barred(text, mention):
        return False
    if mention.kind == "percent":
        return True
    number = numeral_at(text, start)
    before = text[max(0, mention.start - 4) : mention.start]
    if number is None:
        return mention.kind in ("duration", "measure")
    if text[start] in "百千万亿兆" and not _rounded(text, mention):
        return False
    if number.han and text[start] in "十百千万亿" and P.count_word_before.search(before):
        return False
    if mention.glued:
        return _stands_alone(text, mention, number.han)
    if not number.han:
        return True
    return _han_counts(text, mention)


def _rounded(text: str, mention: Mention) -> bool:
    """百余名, 近千人, 千人以上: a bare 百 or 千 counts only with a word of approximation."""
    if mention.start < mention.number[0]:
        return True
    number = numeral_at(text, mention.number[0])
    return mention.qualifier != "exact" and (number is None or number.end > mention.number[0])


def _han_counts(text: str, mention: Mention) -> bool:
    """Whether a Chinese numeral with its unit counts something."""
    start, end = mention.number
    value = mention.value
    if value == 1 and mention.high is None and text[start] == "一":
        if mention.kind == "money":
            return mention.unit != "元"
        if mention.unit == "倍":
            return bool(P.change_before.search(text, max(0, start - 4), start))
        if mention.unit in load("units")["one"].split() or (
            mention.qualifier != "exact" and text[mention.start] != "最"
        ):
            return True
        return _lasts(text, mention) if mention.kind == "duration" else _tallied(text, mention)
    unit = unit_at(text, end)
    strict = unit.han if unit is not None and unit.text == mention.unit else "free"
    if strict == "digits":
        return (
            P.counts.match(text, end) is not None
            or _listed(text, mention)
            or (
                mention.value_is_over_ten()
                and (mention.qualifier != "exact" or P.counts_tens.match(text, end) is not None)
            )
        )
    if strict == "named":
        after = text[mention.end : mention.end + 1]
        return (after.isdigit() or "一" <= after <= "鿿") and after not in "的于了在是和与联融合"
    return True


def _lasts(text: str, mention: Mention) -> bool:
    """Whether 一年, 一天, 一个月 are a length of time: not 这一年, 一年来, 4月的一天; of a year or a day by what tells so."""
    start, end = mention.start, mention.end
    if P.some.search(text, max(0, start - 6), start) or P.no_length.match(text, end):
        return False
    if text[start] == "最" and mention.unit in ("年", "天", "夜", "晚"):
        return False  # 最多一天看了八十个
    if mention.unit in ("周", "天") and numeral_at(text, end) is not None:
        return False  # 一周5天
    if mention.unit not in ("年", "天", "夜", "晚", "载") or end - start > 2:
        return True
    if P.lasted_behind.match(text, end) or P.lasted_before.search(text, max(0, start - 3), start):
        return True
    if P.one_among.search(text, max(0, start - 40), start):
        return False
    return P.clause_end.match(text, end) is not None and not P.begun.search(text, max(0, start - 2), start)


def _tallied(text: str, mention: Mention) -> bool:
    """Whether 一项 closes an item of a list that counts others (二等奖三项、三等奖一项), or what is tallied anywhere."""
    start, end = mention.number[0], mention.end
    if text[start] != "一" or mention.value != 1 or mention.kind not in ("count", "measure"):
        return False
    grown = P.grown.search(text, max(0, start - 14), start) and P.grows.match(text, end)
    if P.tallied.match(text, start) or grown or _is_left(text, mention):
        return True
    if mention.unit in ("次", "轮", "回", "遍", "趟", "针") and P.how_often.search(
        text, max(0, start - 16), start
    ):
        return False
    if not P.clause_end.match(text, end) or P.no_tally.search(text, max(0, start - 1), start):
        return False
    return P.tally_before.search(text, max(0, start - 30), start) is not None or (
        text[start - 1 : start].isalnum()
        and text[end : end + 1] in "，、；"
        and bool(P.tally.match(text, end + 1))
    )


def _is_left(text: str, mention: Mention) -> bool:
    """Whether 一个 ends a clause that says how many of so many before it: 46个人里只走了一个."""
    start, end = mention.number[0], mention.end
    ends = P.clause_end.match(text, end) is not None
    return ends and P.alone_of.search(text, max(0, start - _WHOLE), end) is not None


_WHOLE = 44
"""Characters within which the number stands that one is of."""


def _listed(text: str, mention: Mention) -> bool:
    """市、县、乡三级, 内、外、妇三科: a numeral that counts the list before it."""
    if text[max(0, mention.start - 1) : mention.start] in ("个", "项", "类", "种", "、", "和"):
        return False  # 7个二级指标, 二级学科、三级学科
    clause = re.split("[，。；！？：]", text[max(0, mention.start - 30) : mention.start])[-1]
    items = clause.count("、") + clause.count("和") + 1
    return items > 2 and mention.value == items


def _stands_alone(text: str, mention: Mention, han: bool) -> bool:
    """Whether a number without a unit is a quantity: CMI值1.12, 5万余群众, 答案是四."""
    start, end = mention.number
    if mention.unit == "人":
        return not han or mention.qualifier != "exact" or text[end - 1] in SCALES
    if han:
        return _han_stands_alone(text, mention)
    if P.fraction_rest.search(text, max(0, start - 1), start) or P.fraction_head.match(text, end):
        return False  # a part of a fraction, 32周+4
    if text.startswith("号", mention.end):
        return False  # 叫到100多号
    if text[start:end] in ("0", "1") and text[max(0, start - 1) : start] in ("是", "的"):
        return False
    if P.year_number.match(text, start) and mention.qualifier == "exact":
        return False
    if mention.qualifier != "exact" or mention.high is not None:
        return True
    if text[end : end + 1] == "万" or text[end - 1] in "万亿千百":
        return True
    if P.pulled.fullmatch(text):
        return True
    return bool(P.digit_end.match(text, mention.end)) and (start > 0 or mention.end == len(text))


def _han_stands_alone(text: str, mention: Mention) -> bool:
    """The same of a number in characters: 员工一千二百, 答案是四."""
    start, end = mention.number
    closed = P.bare_end.match(text, mention.end) is not None
    if end - start > 1 and (
        text[end - 1] in "万亿" or (closed and set("百千万") & set(text[start + 1 : end]))
    ):
        return True
    article = (
        end - start == 1 and mention.value == 1 and mention.qualifier == "exact" and mention.high is None
    )
    before = P.predicate.search(text, max(0, mention.start - 4), mention.start)
    return closed and not article and before is not None
