"""The period a figure speaks of: from its own sentence, else the passage, the section, the article."""

import re

import msgspec
from msgspec.structs import replace

from hospital_tui.figures.read.mentions import Date, Mention
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.resolving import Anchor, resolve
from hospital_tui.model import TimeOrigin

_COMPARED = re.compile("(?:较|比|同|与|低于|高于|超过|比起)(?:上年|去年)?$")
_FOUNDED = re.compile(
    "(?:始建|创建|成立|组建|建成|创办|创立|建|生|毕业|诞生|获批|设立|落成|投用|启用|挂牌|奠基)于$"
)
_SINCE = re.compile("(?:(?:上半年|下半年|年底|年初|底|初)?(?:以来|至今|起))")
_SINCE_BEFORE = re.compile("(?:自从?|从)$")
_BIOGRAPHY = re.compile(
    "，?(?:毕业|出生|参加工作|入党|始建|建院|创建|成立于|入职|参军|(?:成立|创办|创立|建立|开办|兴办|组建)的)"
)
_SAME_SPAN = re.compile("的?(?:同期|同月|同一时期)")
"""去年同期: what a figure is compared with."""
_MULTIPLE = re.compile(r"年?的(?:近|约|超过)?[\d.一二两三四五六七八九十]{1,5}多?倍")
"""2021年的5.6倍: the base that a later value is a multiple of."""
_TO_COME = re.compile("(?:计划|预计|将|拟|力争|争取|有望)[于到在]?$")
_AHEAD = re.compile(
    "(?:将|拟|力争|有望|争取|计划|预计)[于到在]?$|将?(?:持续|延续)[到至]$|按照?计划，?$|(?:预计|计划|力争)[^，。；的]{0,8}$"
)
_DEADLINE = re.compile("(?:底|初|中旬|上旬|下旬)?[以之]?前[^，。；]{0,20}将")
_SOON = re.compile("[^。；]{0,16}(?:就要|即将|将要|将于|将会)")
"""What lies ahead is said behind the date (10月中旬，医疗队就要出发)."""
_NOW = re.compile("如今|目前|现在|现有|现已|现拥有|至今")
_PLAN = re.compile("[（(]$")
_JOINED = re.compile("(?:、|和|与|及|以及)")


class Said(msgspec.Struct, frozen=True):
    """A date said in a sentence: where it ends, and what it comes to."""

    start: int
    end: int
    iso: str
    governs: bool
    """Whether figures beside it speak of its period."""
    ahead: bool = False
    """A day to come, which says nothing of what stands before it (总投资2.8亿元，计划于6月竣工)."""


def said(text: str, mention: Mention, iso: str) -> Said:
    """The date of a mention, and whether it is the period of the figures after it.

    A date that something is compared with, was founded at or has gone on since is not; nor is the span of a plan in
    brackets.
    """
    before = text[max(0, mention.start - 6) : mention.start]
    since = _SINCE.match(text, mention.end) and not mention.silent
    closed = mention.date is not None and mention.date.until is not None
    open_ended = bool(since) or (
        not closed and bool(_SINCE_BEFORE.search(before)) and not _leads_to(text, mention)
    )
    other = (
        _COMPARED.search(before)
        or _FOUNDED.search(before)
        or (_PLAN.search(before) and text.startswith(("）", ")", "年）", "年)"), mention.end))
    )
    other = other or _BIOGRAPHY.match(text, mention.end) or _SAME_SPAN.match(text, mention.end)
    other = other or _MULTIPLE.match(text, mention.end)
    return Said(
        mention.start,
        mention.end,
        iso,
        not (open_ended or other or iso.startswith("-")),
        bool(_TO_COME.search(before)),
    )


def _leads_to(text: str, mention: Mention) -> bool:
    """从2019年的3.2万台增长到…: the first value is of that year."""
    return text.startswith("的", mention.end) or text.startswith("年的", mention.end)


def founding(text: str, start: int, end: int) -> bool:
    """Whether the date at [start, end) tells when something was founded or began: no year for the days that follow."""
    before = text[max(0, start - 6) : start]
    return bool(
        _FOUNDED.search(before)
        or _BIOGRAPHY.match(text, end)
        or (_SINCE.match(text, end) and not text.startswith("今年", start))
        or _SINCE_BEFORE.search(before)
        or text.startswith(("年级", "届"), end)
    )


def join(text: str, dates: list[Said]) -> list[Said]:
    """2021年、2022年 side by side govern what follows as one span."""
    joined: list[Said] = []
    for date in dates:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.governs
            and date.governs
            and _JOINED.fullmatch(text[last.end : date.start])
        ):
            first = last.iso.partition("/")[0]
            joined[-1] = replace(last, end=date.end, iso=f"{first}/{date.iso.rpartition('/')[2]}")
        else:
            joined.append(date)
    return joined


def time_of(
    text: str, mention: Mention, dates: list[Said], passage: str | None, context: Context
) -> tuple[str | None, TimeOrigin | None]:
    """ISO text of the period of a figure that is no date, and where it was read."""
    governing = [date for date in dates if date.governs]
    within = next((date for date in dates if not date.governs and _opens_span(text, date, mention)), None)
    if within is not None:
        return within.iso, "sentence"
    before = [date for date in governing if date.end <= mention.start and _reaches(text, date, mention)]
    if before and _NOW.search(text, before[-1].end, mention.start):
        before = governing = []
    if before:
        return before[-1].iso, "sentence"
    after = [
        date
        for date in governing
        if not date.ahead
        and mention.end <= date.start <= mention.end + 12
        and "；" not in text[mention.end : date.start]
    ]
    if after:
        return after[0].iso, "sentence"
    if passage is not None:
        return passage, "passage"
    if context.section_time is not None:
        return context.section_time, "section"
    return (context.year, "article") if context.year else (None, None)


_SINCE_BEHIND = re.compile("[^，。；\\d]{0,16}以来")


def _opens_span(text: str, date: Said, mention: Mention) -> bool:
    """Whether a figure stands in what began the span of a date: 首例 of 自2009年完成首例肾移植以来."""
    return (
        0 <= mention.start - date.end <= 12
        and not any(mark in text[date.end : mention.start] for mark in "，。；")
        and _SINCE_BEFORE.search(text, max(0, date.start - 2), date.start) is not None
        and _SINCE_BEHIND.match(text, mention.end) is not None
    )


def _reaches(text: str, date: Said, mention: Mention) -> bool:
    """Whether a date still governs: one inside an item of a list set off by ； speaks of that item alone."""
    if "；" not in text[date.end : mention.start]:
        return True
    opening = max(text.rfind(mark, 0, date.start) for mark in "。！？\n；，：") + 1
    if text[opening - 1 : opening] == "；" or date.start - opening > 3:
        return False
    return text[opening - 1 : opening] != "，" or text[date.end : date.end + 1] == "，"


def lasting(dates: list[Said]) -> str | None:
    """The period that goes on in the sentences that follow: a year, never a day on which something happened."""
    last = next((date for date in reversed(dates) if date.governs), None)
    if last is not None and all(len(part) == 4 for part in last.iso.split("/")):
        return last.iso
    return None


def anchor_of(context: Context) -> Anchor:
    """What dates are counted from before anything is said."""
    text = context.written or context.year or ""
    parts: list[int | None] = [int(part) for part in text.split("-") if part.isdigit()]
    year, month, day = [*parts, None, None, None][:3]
    anchor = Anchor(year, month, day)
    if anchor.year is None and context.stated:
        return replace(anchor, stated=Date(int(context.stated)))
    return anchor


def _planned(text: str, mention: Mention) -> bool:
    """Whether a date lies ahead: 将于9月启用, 按照计划，9月底前."""
    clause = text[max(0, mention.start - 12) : mention.start]
    return (
        _AHEAD.search(clause) is not None
        or _DEADLINE.match(text, mention.end) is not None
        or _SOON.match(text, mention.end) is not None
    )


def resolved(text: str, mention: Mention, anchor: Anchor) -> tuple[str, Anchor]:
    """ISO text of a date mention, and the anchor for the dates after it."""
    assert mention.date is not None
    before = text[max(0, mention.start - 4) : mention.start]
    if _planned(text, mention) and anchor.month is not None:
        anchor_now = replace(anchor, month=12, day=31)
    else:
        anchor_now = anchor
    iso, known = resolve(mention.date, anchor_now)
    if mention.silent or _COMPARED.search(before) or before.endswith(("从", "由", "自")):
        return iso, anchor
    if founding(text, mention.start, mention.end):
        return iso, replace(anchor, named=known)
    if mention.date.year is None and mention.date.shift is None and mention.date.same is None:
        year = anchor.stated.year if anchor.stated is not None else None
        return iso, replace(anchor, stated=Date(year, known.month), near=year is not None)
    return iso, replace(anchor, stated=known, named=None, near=True)
