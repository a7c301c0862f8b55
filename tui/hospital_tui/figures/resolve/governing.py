"""Which of the dates of its sentence governs a figure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.resolve.standing import CLAUSE, OPEN_END, Said, elsewhere, is_left, word

_OTHER = re.compile("[0-9]")
"""What tells that brackets behind a figure hold another figure, whose date it then is."""
_BRACKETS = re.compile("[（(][^（()）]{0,40}[）)]")
_SINCE_BEHIND = re.compile("[^，。；\\d]{0,16}以来")
_SINCE_BEFORE = re.compile("(?:自从?|从)$")
_LEAVING = re.compile(
    "(?:由|从|自(?![费己主愿行筹身家]))(?:[^，。；：、0-9年]{0,12}|[^，。；：0-9年]{0,15}等)$"
)
_LEAVING_TIME = re.compile("(?:由|从)[^，。；：、0-9]{0,14}年[^，。；：、0-9]{0,6}$")
"""What is left of a time that is named and not told (由头一年的41台增至2018年的528台)."""
_ARRIVING = re.compile(
    "[^，。；]{0,4}?(?:增|升|降|减|扩|提|缩|压|涨|跃|攀|发展|下|壮大|变|到|至|[^，。；]{0,8}(?:到|至|为|(?<![组构合形完造])成))"
)
_ARRIVES = re.compile("(?:[升增降扩提高减少涨达展成跃压缩短长]|发展|变)[到至为](?:了|现在的|今天的|如今的)?$")
_CAME = re.compile(
    "(?:由|从)[^，。；：]{0,24}?[0-9一二两三四五六七八九十百千万半成][^，。；：]{0,10}[到至为]了?$"
)
"""What stands before what something came to by whatever verb (从9种放宽到64种)."""
_TO = re.compile("[到至为]")
_OF = re.compile("(?:年?度)?[的之]")
"""What binds to a date that something is compared with the figure behind it (较2018年的19个月)."""
_AT = re.compile("[^，。；：、—…\\s]{0,20}(?:于|在)?")
"""What parts a figure from a date behind it in its clause."""
_LASTED = re.compile("(?:经过?|历经|历时|用时)了?$")
_AFTER_IT = re.compile("[^，。；]{0,16}(?:，[^，。；]{0,8})?(?:于|在)?")
"""What parts a length of time from the date of what came of it (经过4小时的跋涉，27日，他到了)."""
_ITS_OWN = ("holds", "named", "since")
"""How a date of a further item of a list stands that is the item's own, and not of one word in it (上年的41%)."""


def governing(text: str, mention: Mention, dates: Sequence[Said], written: str | None) -> Said | None:
    """The date of its sentence that governs a figure, with the period it gives it: "" where the words deny one.

    Of a span the figure that something left has the beginning, the one that it came to has the end. `written`: the day of
    writing, on which a year before it that goes on ends.
    """
    own = _first_of(text, mention, dates)
    leaving = leaves(text, mention)
    if own is not None and not own.iso and leaving:
        own = _changed_from(text, dates) or own
    if own is None:
        return None
    iso = own.iso
    if iso.endswith(OPEN_END) and iso[:4] < (year := (written or "")[:4]):
        iso = f"{iso.removesuffix(OPEN_END)}/{year}"
    if iso.count("/") == 1 and not iso.endswith(OPEN_END) and not _one_season(text, own):
        if leaving:
            iso = iso.partition("/")[0]
        elif arrives(text, mention):
            iso = iso.partition("/")[2]
    return replace(own, iso=iso)


def _one_season(text: str, date: Said) -> bool:
    """Whether months of one year are one time, and not where a change begins and ends (今年一季度降至…, 从3月到6月升至…)."""
    first, _, last = date.iso.partition("/")
    months = len(first) == len(last) == len("2023-07") or first.startswith("--")
    return (
        months
        and first[:-2] == last[:-2]
        and text[max(0, date.start - 1) : date.start] not in ("从", "由", "自")
    )


def _first_of(text: str, mention: Mention, dates: Sequence[Said]) -> Said | None:
    """The date that governs a figure, as it is said."""
    told = _in_brackets(text, mention, dates)
    if told is not None:
        return told
    for date in reversed(dates):
        iso: str | None = None
        if date.start == mention.start:
            iso = date.iso
        elif _opens_span(text, date, mention):
            iso = date.iso.removesuffix(OPEN_END)
        elif date.end <= mention.start and _reaches(text, date, mention, dates):
            iso = _given(text, date, mention)
        if iso is not None:
            return replace(date, iso=iso)
    return _behind(text, mention, dates)


def _in_brackets(text: str, mention: Mention, dates: Sequence[Said]) -> Said | None:
    """The period that stands in the same brackets, or in those right behind the figure (800张（2023年）)."""
    for bracket in _BRACKETS.finditer(text, max(0, mention.start - 42), mention.end + 42):
        inside = [date for date in dates if bracket.start() <= date.start < bracket.end()]
        within = bracket.start() <= mention.start < bracket.end()
        alone = bracket.start() == mention.end and not _OTHER.search(
            text, inside[-1].end if inside else 0, bracket.end()
        )
        if inside and (within or alone):
            return inside[0]
    return None


def _given(text: str, date: Said, mention: Mention) -> str | None:
    """The period that a date before a figure gives it; "" where the words between lead away, None where it gives none."""
    clause = not CLAUSE.search(text, date.end, mention.start)
    if date.standing in ("compared", "named", "past", "aside"):
        return date.iso if clause and _singled_out(text, date, mention) else None
    if clause and _age_of_whom(text, date, mention):
        return ""
    if leaves(text, mention) and not (clause and is_left(text, date)):
        return date.iso if _spans_change(text, date, clause=clause) else ""
    if not clause and not _goes_on(text, date, mention):
        return ""
    if _now_instead(text, date, mention):
        return None
    if word("away").search(text, date.end, mention.start) or elsewhere(text, mention, date.end):
        return ""
    if not clause and (_stands_since(text, date, mention) or _longer(text, date, mention)):
        return ""
    left = is_left(text, date) and _TO.search(text, date.end, mention.start)
    return None if left else date.iso


def _age_of_whom(text: str, date: Said, mention: Mention) -> bool:
    """Whether an age is of somebody who did something in a year, and may be that of today (1965年参加医疗队的86岁医生)."""
    aged = mention.unit in ("岁", "周岁") and text.startswith("的", mention.start - 1)
    return aged and len(date.iso) == len("2023")


def _singled_out(text: str, date: Said, mention: Mention) -> bool:
    """Whether a figure is of a date that is not when its clause is so: what is compared with, a rank of a name."""
    if date.standing == "compared":
        return _of_compared(text, date, mention)
    return date.standing == "named" and mention.kind == "rank"


def _spans_change(text: str, date: Said, *, clause: bool) -> bool:
    """Whether a date is the span in which something changed: one said in the clause, or one of years that has an end."""
    if "/" not in date.iso or date.counted:
        return False
    return clause or ("年" in text[date.start : date.end] and not date.iso.endswith(OPEN_END))


def _longer(text: str, date: Said, mention: Mention) -> bool:
    """Whether a figure of a later clause is of a length of time in which a day is short, or is one up to now (近两个月)."""
    if mention.kind == "duration" and word("lately").search(text, max(0, mention.start - 3), mention.start):
        return True
    a_day = len(date.iso) == len("2023-01-01") or date.iso.count("-") == len("--") + 1
    return a_day and word("longer").search(text, date.end, mention.start) is not None


def _stands_since(text: str, date: Said, mention: Mention) -> bool:
    """Whether a figure is how large something is that was begun on a day (2022年开工，占地120亩)."""
    began = word("begun").search(text, date.end, mention.start)
    return began is not None and word("extent").search(text, began.end(), mention.start) is not None


def _of_compared(text: str, date: Said, mention: Mention) -> bool:
    """Whether a figure is the one of the time that another is compared with (较2018年的19个月)."""
    of_it = mention.unit != "倍" and _OF.match(text, date.end) is not None
    measured = word("measured_by").search(text, max(0, date.start - 6), date.start)
    differs = _OTHER.search(text, date.end, mention.start) or word("differs").search(
        text, date.end, mention.start
    )
    return of_it and measured is None and differs is None


def _now_instead(text: str, date: Said, mention: Mention) -> bool:
    """Whether words between say that it is so now, and not as of that day (截至5月3日，现有病例481例)."""
    now = word("now").search(text, date.end, mention.start)
    if now is None or word("until").search(text, max(0, date.start - 3), date.start):
        return False
    if date.standing == "since" and now.start() <= date.end + 1:  # 2009年至今 is one span
        return False
    to_a_day = date.iso.startswith("-") or len(date.iso) == len("2023-01-01")
    return now[0] != "现" or not to_a_day or "/" in date.iso


def _behind(text: str, mention: Mention, dates: Sequence[Said]) -> Said | None:
    """The date behind a figure in its clause (首家中心于2012年12月通过评审); its period is "" for what something left."""
    if leaves(text, mention) or _leaves_a_time(text, mention):
        return Said(mention.start, mention.end, "")
    date = next((date for date in dates if mention.end <= date.start), None)
    if date is None or date.standing not in ("holds", "since"):
        return None
    lasted = mention.kind == "duration" and _LASTED.search(text, max(0, mention.start - 4), mention.start)
    if (_AFTER_IT if lasted else _AT).fullmatch(text, mention.end, date.start):
        return replace(date, iso=date.iso.removesuffix(OPEN_END))
    return None


def _goes_on(text: str, date: Said, mention: Mention) -> bool:
    """Whether a date governs beyond its clause, as one in passing does not.

    A planned one that is a clause of its own governs the next, and 到2025年 all that is aimed at.
    """
    if date.standing != "planned" or text.startswith("到", date.start - 1):
        return date.standing != "passing"
    return len(CLAUSE.findall(text, date.end, mention.start)) == 1 and bool(CLAUSE.match(text, date.end))


def leaves(text: str, mention: Mention) -> bool:
    """Whether a figure is what something started from (从20张增至1100张)."""
    return (
        _LEAVING.search(text, max(0, mention.start - 18), mention.start) is not None
        and _ARRIVING.match(text, mention.end) is not None
    )


def _leaves_a_time(text: str, mention: Mention) -> bool:
    """Whether a figure is what something started from at a time that is no date (由头一年的41台增至528台)."""
    return (
        _LEAVING_TIME.search(text, max(0, mention.start - 22), mention.start) is not None
        and _ARRIVING.match(text, mention.end) is not None
    )


def arrives(text: str, mention: Mention) -> bool:
    """Whether a figure is what something came to (由2万增至9万)."""
    return (
        _ARRIVES.search(text, max(0, mention.start - 8), mention.start) is not None
        or _CAME.search(text, max(0, mention.start - 40), mention.start) is not None
    )


def _opens_span(text: str, date: Said, mention: Mention) -> bool:
    """Whether a figure stands in what began the span of a date: 首例 of 自2009年完成首例肾移植以来."""
    return (
        0 <= mention.start - date.end <= 12
        and not any(mark in text[date.end : mention.start] for mark in "，。；")
        and _SINCE_BEFORE.search(text, max(0, date.start - 2), date.start) is not None
        and _SINCE_BEHIND.match(text, mention.end) is not None
    )


def _reaches(text: str, date: Said, mention: Mention, dates: Sequence[Said]) -> bool:
    """Whether a date still governs: one inside an item of a list set off by ； speaks of that item alone."""
    item, last = text.find("；", date.end, mention.start), text.rfind("；", date.end, mention.start)
    own = (one for one in dates if 0 <= last < one.start < mention.start and one.standing in _ITS_OWN)
    if not all(text.startswith("的", one.end) for one in own):
        return False
    if item < 0 or "：" in text[date.end : item]:
        return True
    if any(date.end <= one.start < item and one.standing == "holds" for one in dates):
        return False  # the item sets two times side by side: the next goes on with both
    end = closed.end() if (closed := word("closed").match(text, date.end)) else date.end
    opening = max(text.rfind(mark, 0, date.start) for mark in "。！？\n；，：）") + 1
    if text[opening - 1 : opening] == "；" or date.start - opening > 4:
        return False
    sourced = word("sourced").search(text, max(0, opening - 5), opening)
    return text[opening - 1 : opening] != "，" or text[end : end + 1] == "，" or sourced is not None


def _changed_from(text: str, dates: Sequence[Said]) -> Said | None:
    """Of two dates from one to the other of which a sentence says what changed, the first (由2021年的9天降到2023年的8天)."""
    for one, other in pairwise(dates):
        if text[max(0, one.start - 1) : one.start] in ("由", "从", "自") and _TO.search(
            text, one.end, other.start
        ):
            return one
    return None
