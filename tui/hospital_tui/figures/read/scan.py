"""One pass over a reading: which numbers in it are figures, and of what kind."""

import re
from collections.abc import Iterator

from hospital_tui.figures.lexicon import Patterns, barred, in_word, load, unit_at
from hospital_tui.figures.numerals import HAN, SCALES, numeral_at, run_end
from hospital_tui.figures.read.dates import date_at, plan_at, republic_at, slash_date
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.qualifiers import bounded
from hospital_tui.figures.read.quantities import doubling_at, quantity_at
from hospital_tui.figures.read.ranks import rank_at
from hospital_tui.figures.read.shares import named_ratio
from hospital_tui.figures.read.sizes import TIMES, size_at
from hospital_tui.figures.read.steps import step

P = Patterns("scan")
EACH_PLACE = 4
"""Steps that looking at one place takes."""


def scan(text: str, *, marker: bool = False, dated: bool = False, taiwan: bool = False) -> Iterator[Mention]:
    """The mentions of a reading in reading order; they do not overlap. `marker`: a list number opens the text.

    `dated`: the day of writing is known, so that 12/1 alone is a day and no fraction. `taiwan`: 112年 is a year.
    """
    end, before = 0, None
    for mention in _candidates(text, marker, dated, taiwan):
        if mention.start < end:
            mention.start = max(end, min(mention.start, mention.number[0]))
            if mention.start >= mention.end or mention.number[0] < end:
                continue
        if (
            before is not None
            and end + 1 == mention.start
            and text[end] in TIMES
            and mention.qualifier == "exact"
        ):
            mention.qualifier = before.qualifier  # 约5cm×4cm
        end, before = mention.end, mention
        yield mention


def _candidates(text: str, marker: bool, dated: bool, taiwan: bool) -> Iterator[Mention]:
    whole = slash_date(text) if dated else None
    if whole is not None:
        yield whole
        return
    if not P.candidate.search(text):
        return
    skips = _Stretches(_skipped(text, marker))
    names = _Stretches([m.span() for m in P.name_quote.finditer(text) if not _spoken(text, *m.span())])
    titles = _Stretches([m.span() for m in P.title_quote.finditer(text)])
    at = 0
    while True:
        step(EACH_PLACE)
        match = P.candidate.search(text, at)
        if match is None:
            return
        start = match.start()
        skip = skips.end_at(start)
        if skip is not None:
            at = max(skip, start + 1)
            continue
        mention = (republic_at(text, start) if taiwan else None) or _recognise(text, start)
        if mention is None:
            at = _past(text, start)
            continue
        at = max(mention.end, start + 1)
        name, title = names.end_at(start), titles.end_at(start)
        if (name is not None and not mention.silent and not _kept_in_name(mention)) or (
            title is not None and not _kept_in_title(text, mention)
        ):
            continue
        yield mention


def _spoken(text: str, start: int, end: int) -> bool:
    """Whether the quotation [start, end) is speech, and no name: behind a verb of saying, or a clause of its own."""
    if P.speech.search(text, max(0, start - 4), start):
        return True
    alone = P.clause_behind.match(text, end) and P.clause_before.search(text, max(0, start - 1), start)
    return alone is not None and end - start >= _CLAUSE


_CLAUSE = 8
"""Characters of a quotation from which it can be a clause."""


def _skipped(text: str, marker: bool) -> list[tuple[int, int]]:
    """Stretches without figures: addresses of the net, list numbers, clock times."""
    spans: list[tuple[int, int]] = []
    if "@" in text or "http" in text or "www." in text or text.count(".") >= _ADDRESS_DOTS:
        spans += [m.span() for m in P.url.finditer(text)]
    if marker:
        spans.append((0, run_end(text, 0)))
    if not P.may_be_skipped.search(text):
        return spans
    if P.may_be_phone.search(text):
        spans += [m.span() for m in P.phone.finditer(text) if len(text) > m.end() - m.start()]
    if P.may_be_proportion.search(text):
        spans += [m.span() for m in P.proportion.finditer(text) if named_ratio(text, m.start()) is None]
    if P.may_be_marker.search(text):
        spans += [m.span() for m in P.marker.finditer(text)]
    if P.may_be_clock.search(text):
        spans += [
            m.span()
            for m in P.clock.finditer(text)
            if (named_ratio(text, m.start()) is None if set(":：∶") & set(m[0]) else _is_clock(text, m))
        ]
    return spans


_ADDRESS_DOTS = 3


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether 9点 or 9时 is a time of day."""
    if "点" in match[0]:
        return not re.match("[建要意子心任新]", text[match.end() :][:1] or " ") or bool(
            P.clock_before.search(text, max(0, match.start() - 3), match.start())
        )
    return (
        bool(P.clock_before.search(text, max(0, match.start() - 3), match.start())) or match[0][-1] in "分整"
    )


class _Stretches:
    """Spans of a text, asked in ascending order whether they hold a place."""

    def __init__(self, spans: list[tuple[int, int]]):
        self._spans = sorted(spans)
        self._next = 0

    def end_at(self, at: int) -> int | None:
        """End of the span that holds `at`; none where none does."""
        spans = self._spans
        if not spans:
            return None
        while self._next < len(spans) and spans[self._next][1] <= at:
            self._next += 1
        for start, end in spans[self._next : self._next + 4]:
            if start <= at < end:
                return end
        return None


def _kept_in_name(mention: Mention) -> bool:
    """Ranks stay figures inside the name of an award: “…优秀奖（全国第2名）”."""
    return mention.kind == "rank" and mention.unit in ("名", "位", "等奖", "届", "批", "等功")


def _kept_in_title(text: str, mention: Mention) -> bool:
    """A span of years in the title of a plan stays a date: 《…规划（2020-2025年）》."""
    return mention.kind == "date" and mention.date is not None and mention.date.until is not None


def _past(text: str, start: int) -> int:
    """Where to look on after a place that holds no figure."""
    if text[start] == "第":
        name = P.ordinal_name.match(text, start)
        return name.end() if name else start + 1
    chain = P.chain.match(text, start)
    return chain.end() if chain else max(start + 1, run_end(text, start))


def _recognise(text: str, start: int) -> Mention | None:
    """What the words from `start` on state; None where they are no figure."""
    char = text[start]
    plan = plan_at(text, start) if char in "八九十" else None
    if plan is not None:
        return plan
    numeral = char in HAN or char == "半" or char.isdigit()
    if numeral and in_word(text, start) and not (_rounds(text, start) or text.startswith("季度", start + 1)):
        rank = rank_at(text, start) if char in "一二三" else None
        return rank if rank is not None and rank.unit is None else None
    date = date_at(text, start)
    if date is not None:
        return None if _barred(text, date) else date
    rank = rank_at(text, start)
    if rank is not None:
        return rank
    if char == "翻":
        return doubling_at(text, start)
    return _amount(text, start) if numeral or char == "." else None


def _amount(text: str, start: int) -> Mention | None:
    """The quantity or the size that begins at `start`."""
    char = text[start]
    before = text[max(0, start - 1) : start]
    if char.isdigit() and (before in TIMES or P.times_ahead.match(text, start)):
        sized = size_at(text, start)
        if sized is not None or text[max(0, start - 2) : start - 1].isdigit():
            return sized
    if P.ratio.match(text, start):
        return named_ratio(text, start)
    if char.isdigit() and P.ratio_goes_on.search(text, max(0, start - 2), start):
        return None
    mention = quantity_at(text, start)
    if mention is None or _barred(text, mention) or not _counts(text, mention):
        return None
    return mention


def _rounds(text: str, start: int) -> bool:
    """Whether a number is one after all that else is a name: 近百名医护 beside 百名专家进社区, 十四五个人 beside 十四五."""
    return (text[start] in "百千" and bounded(text, start)) or P.teens.match(text, start) is not None


def _barred(text: str, mention: Mention) -> bool:
    """Whether a rule of rules.yaml says that this is no figure."""
    return barred(text, mention.number[0], mention.kind) and not _tallied(text, mention)


def _counts(text: str, mention: Mention) -> bool:
    """Whether a number with or without its unit is a quantity that somebody would note."""
    start = mention.number[0]
    if mention.kind == "percent":
        return True
    number = numeral_at(text, start)
    before = text[max(0, mention.start - 4) : mention.start]
    if number is None:
        return mention.kind == "duration"
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
        return _listed(text, mention) or (mention.value_is_over_ten() and mention.qualifier != "exact")
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
    if text[start] != "一" or mention.value != 1 or mention.kind != "count":
        return False
    if P.tallied.match(text, start):
        return True
    if not P.clause_end.match(text, end) or P.no_tally.search(text, max(0, start - 1), start):
        return False
    return P.tally_before.search(text, max(0, start - 30), start) is not None or (
        text[start - 1 : start].isalnum()
        and text[end : end + 1] in "，、；"
        and bool(P.tally.match(text, end + 1))
    )


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
    if text[start:end] in ("0", "1") and text[max(0, start - 1) : start] in ("是", "的"):
        return False
    if P.year_number.match(text, start) and mention.qualifier == "exact":
        return False
    if mention.qualifier != "exact" or mention.high is not None:
        return True
    if text[end : end + 1] == "万" or text[end - 1] in "万亿千百":
        return True
    return bool(P.digit_end.match(text, mention.end)) and (start > 0 or mention.end == len(text))


def _han_stands_alone(text: str, mention: Mention) -> bool:
    """The same of a number in characters: 员工一千二百, 答案是四."""
    start, end = mention.number
    closed = P.bare_end.match(text, mention.end) is not None
    if end - start > 1 and (text[end - 1] in "万亿" or (closed and set("百千") & set(text[start + 1 : end]))):
        return True
    article = (
        end - start == 1 and mention.value == 1 and mention.qualifier == "exact" and mention.high is None
    )
    before = P.predicate.search(text, max(0, mention.start - 4), mention.start)
    return closed and not article and before is not None
