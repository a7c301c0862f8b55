"""One pass over a reading: which numbers in it are figures, and of what kind."""

import re
from collections.abc import Iterator
from decimal import Decimal

from hospital_tui.figures.lexicon import Patterns, in_word
from hospital_tui.figures.numerals import HAN, run_end
from hospital_tui.figures.read.dates import date_at, plan_at, republic_at, slash_date
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.read.noted import is_barred, is_noted
from hospital_tui.figures.read.qualifiers import bounded, qualify
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
        bool(P.clock_before.search(text, max(0, match.start() - 5), match.start()))
        or match[0][-1] in "分整秒半"
        or text.startswith("许", match.end())
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
        return None if is_barred(text, date) else date
    rank = rank_at(text, start)
    if rank is not None:
        return rank
    if char == "翻":
        return doubling_at(text, start)
    return _amount(text, start) if numeral or char == "." else None


def _amount(text: str, start: int) -> Mention | None:
    """The quantity, the size or the ratio that begins at `start`, as the words around it bound it."""
    digit, before = text[start].isdigit(), text[max(0, start - 1) : start]
    found = None
    if digit and (before in TIMES or P.times_ahead.match(text, start)):
        found = _power_at(text, start) or size_at(text, start)
        if found is None and text[max(0, start - 2) : start - 1].isdigit():
            return None
    plain = found is None and P.ratio.match(text, start) is None
    if plain and not (digit and P.ratio_goes_on.search(text, max(0, start - 2), start)):
        found = quantity_at(text, start)
    elif not plain and found is None:
        found = named_ratio(text, start)
    if found is None:
        return None
    qualify(text, found)
    return found if not plain or is_noted(text, found) else None


def _power_at(text: str, start: int) -> Mention | None:
    """0.3×10⁹/L: the power belongs to the unit."""
    match = P.power.match(text, start)
    if match is None:
        return None
    unit = match["power"] + (match["per"] or "")
    return Mention(start, match.end(), "measure", Decimal(match["value"]), unit, number=match.span())


def _rounds(text: str, start: int) -> bool:
    """Whether a number is one after all that else is a name: 近百名医护 beside 百名专家进社区, 十四五个人 beside 十四五."""
    return (text[start] in "百千" and bounded(text, start)) or P.teens.match(text, start) is not None
