"""The dates that a sentence says, and what they come to."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from hospital_tui.figures.phrase.sentence import LONGEST
from hospital_tui.figures.read.mentions import Date, Mention
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.resolving import YEAR_END, Anchor, resolve
from hospital_tui.figures.resolve.standing import (
    OPEN_END,
    Said,
    Standing,
    is_left,
    sentence_start,
    standing_of,
    word,
)

_JOINED = re.compile("、|和|与|及|以及|，")
_UP_TO = re.compile("[^，。；、的\\d]{1,10}[到至]")
"""What stands between the first day of something and the last (从7月试点到今年6月)."""
_COMPARED = re.compile("[比较][^，。；]{0,8}$")
_THINGS = re.compile("[和及与、][^，。；]{1,12}?(?:分别|依次)")
_SHARED_OUT = re.compile("分别|依次|(?<=年)[为是达](?=\\d)")
_LISTED = re.compile("[、，]|[和与及]|以及")
"""What joins figures of a list."""
_COUNTED_FROM = re.compile("((?:19|20)[0-9]{2})年[^，。；0-9]{0,24}(?:以来|起|至今|[以之]?后)，$")
_ROUGHLY = 2
"""Years by which years counted from one that is said may miss the day of writing (1973年以来，46年间, written in 2020)."""
_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
"""What tells which year 当年 is, which may be long ago."""
_ENDS = re.compile("[。！？\\n]|已|了")
"""What a plan does not reach beyond."""


def said(text: str, mention: Mention, iso: str) -> Said:
    """The date of a mention as figures beside it see it; a since is the open period from it."""
    standing = standing_of(text, mention.start, mention.end)
    closed = mention.date is not None and mention.date.until is not None
    if standing == "since" and mention.silent and closed:
        iso = iso.partition("/")[0]
    elif standing == "since" and (closed or mention.silent):
        standing = "holds"
    if standing == "since":
        iso += OPEN_END
    then = mention.silent and word("back_then").match(text, mention.start) is not None
    then = then and not _A_YEAR.search(text, sentence_start(text, mention), mention.start)
    return Said(mention.start, mention.end, "" if iso == "-" or then else iso, standing)


def reckoned(text: str, mention: Mention, context: Context, before: Sequence[Said]) -> Said | None:
    """The years that a length of time counts back from the day of writing (近三年来, 已有28年, 14年前); none for another.

    Those of 近三年来 and 14年前 are of the figures behind them too. `before`: the dates before it in its sentence, from the
    first to the last of which 四年间 counts.
    """
    if mention.kind != "duration" or mention.unit != "年":
        return None
    if word("within").match(text, mention.end) and not _lately(text, mention):
        return Said(mention.start, mention.end, "", untold=True)
    standing = _counted_back(text, mention, context)
    if standing is None:
        return None
    span = _up_to_now(text, mention, context.written)
    ends = _between(before, span) if text.startswith("间", mention.end) else span
    return Said(mention.start, mention.end, ends, standing, counted=ends == span)


def _counted_back(text: str, mention: Mention, context: Context) -> Standing | None:
    """How years that are counted back from the day of writing stand in what is said; none of others."""
    if word("ago").match(text, mention.end):
        compared = _COMPARED.search(text, max(0, mention.start - 10), mention.start)
        return "compared" if compared else "holds"
    if word("record").match(text, mention.end):
        return "compared"
    if word("until_now_before").search(text, max(0, mention.start - 20), mention.start):
        return "aside"
    of_section = text.startswith("间", mention.end) and context.section_time is not None
    return "holds" if _back_from_now(text, mention) and not of_section else None


def _up_to_now(text: str, mention: Mention, written: str | None) -> str:
    """The years that a whole number of years comes to, up to the day of writing, or the one year so long ago (14年前)."""
    length = mention.value
    if not written or mention.high is not None or mention.qualifier not in ("exact", "approx"):
        return ""
    if not isinstance(length, Decimal) or length != int(length):
        return ""
    last = now = int(written[:4])
    since = _COUNTED_FROM.search(text, max(0, mention.start - 40), mention.start)
    if since and abs(int(since[1]) + int(length) - now) <= _ROUGHLY:
        last = int(since[1]) + int(length)
    first = last - int(length)
    return str(first) if length > 1 and word("ago").match(text, mention.end) else f"{first}/{last}"


def _between(before: Sequence[Said], span: str) -> str:
    """The years that a length of time comes to behind two years or more, from the first to the last of them if it is as long.

    `span`: what it is behind one year or none.
    """
    years = {int(year) for date in before for year in date.iso.split("/") if year.isdigit()}
    if len(years) < 2 or not span:
        return span
    begin, end = map(int, span.split("/"))
    first, last = min(years), max(years)
    return f"{first}/{last}" if last - first in (end - begin - 1, end - begin) else ""


def _back_from_now(text: str, mention: Mention) -> bool:
    """Whether a length of time is told as the one up to now (三年来, 近三年)."""
    if word("years_back").match(text, mention.end):
        return True
    return _lately(text, mention) and word("no_lately").match(text, mention.end) is None


def _lately(text: str, mention: Mention) -> bool:
    """Whether a length of time is called the last one (近三年)."""
    return word("lately").search(text, max(0, mention.start - 3), mention.start) is not None


def join(text: str, dates: list[Said]) -> list[Said]:
    """2021年、2022年 side by side govern what follows as one span."""
    joined: list[Said] = []
    for date in dates:
        last = joined[-1] if joined else None
        if last is not None and _beside(text, last, date):
            first = last.iso.partition("/")[0]
            joined[-1] = replace(last, end=date.end, iso=f"{first}/{date.iso.rpartition('/')[2]}")
        else:
            joined.append(date)
    return joined


def _beside(text: str, one: Said, other: Said) -> bool:
    """Whether two dates stand side by side, and not one that says when within the other (2023年，一季度)."""
    if not one.standing == other.standing == "holds" or not one.iso or other.iso.startswith(f"{one.iso}-"):
        return False
    if text[max(0, one.start - 1) : one.start] in ("从", "自") and not text.startswith("的", other.end):
        return _UP_TO.fullmatch(text, one.end, other.start) is not None
    return one.iso[:4] <= other.iso[:4] != "" and _JOINED.fullmatch(text, one.end, other.start) is not None


def dealt_out(text: str, own: Sequence[Mention], dates: Sequence[Said]) -> dict[int, str]:
    """Start of each figure that 分别 gives one of the dates said before it: those listed (2021年、2022年分别投入300万元、500万元),
    or those that each have a figure before it (2021年9台，2022年12台，占比分别为4%和5%); "" of a date that is not told.
    """
    found: dict[int, str] = {}
    runs = [match.end() for match in _SHARED_OUT.finditer(text, own[0].start, own[-1].end)]
    for begin, stop in pairwise([*runs, own[-1].end]):
        listed: list[Said] = []
        for date in dates:
            if date.end <= begin and date.standing == "holds":
                listed = [*listed, date] if listed and _beside(text, listed[-1], date) else [date]
        item = text.find("；", begin, stop)
        stop = stop if item < 0 else item
        figures: Sequence[Mention] = [
            mention for mention in own if begin <= mention.start < stop and not mention.date
        ]
        if _of_things(text, begin, [*own, *listed]):
            continue
        row = _row(text, figures)
        if len(listed) == 1:
            listed = _years(listed[0])
        if len(listed) == 1:
            listed = _one_each(text, begin, own, dates)[-len(row) :]
        if len(listed) > 1 and len(listed) in (len(figures), len(row)):
            figures = figures if len(figures) == len(listed) else row
            found |= {figure.start: date.iso for figure, date in zip(figures, listed, strict=True)}
    return found


def _of_things(text: str, begin: int, before: Sequence[Mention | Said]) -> bool:
    """Whether things that are listed behind the last number or date are what 分别 gives one each (内科和外科分别收治320人、410人)."""
    end = max((one.end for one in before if one.end <= begin), default=begin)
    return _THINGS.search(text, end, begin) is not None


def _row(text: str, figures: Sequence[Mention]) -> Sequence[Mention]:
    """The first of some figures with those that a list mark alone joins to them."""
    for place, (one, other) in enumerate(pairwise(figures), 1):
        if not _LISTED.fullmatch(text, one.end, other.start):
            return figures[:place]
    return figures


def _one_each(text: str, begin: int, own: Sequence[Mention], dates: Sequence[Said]) -> list[Said]:
    """The last dates of a sentence up to `begin` that have a figure each behind them, where what is shared out is one measure."""
    each: list[Said] = []
    end, item = begin, text.rfind("；", 0, begin)
    for date in reversed([date for date in dates if item < date.start and date.end <= begin]):
        behind = sum(date.end <= one.start < end and one.date is None for one in own)
        if date.standing != "holds" or behind != 1:
            break
        each, end = [date, *each], date.start
    shared = _SHARED_OUT.sub("", text[max(0, begin - 16) : begin])
    return each if word("measure").search(shared) else []


def _years(date: Said) -> list[Said]:
    """The years of a span of years, one by one."""
    first, _, last = date.iso.partition("/")
    if not (first[:4].isdigit() and last[:4].isdigit() and len(first) == len("2023")):
        return [date]
    years = range(int(first), int(last[:4]) + 1)
    last = last if len(last) == len("2023") else f"{last[:4]}-01/{last}"
    return [replace(date, iso=last if year == years[-1] else str(year)) for year in years]


def anchor_of(context: Context) -> Anchor:
    """What dates are counted from before anything is said: in a section of a year (1958年 on a line of its own) that year."""
    text = context.written or context.year or ""
    parts: list[int | None] = [int(part) for part in text.split("-") if part.isdigit()]
    year, month, day = [*parts, None, None, None][:3]
    section = context.section_time or ""
    stated = Date(int(section)) if section.isdigit() else None
    sent = [int(part) for part in (context.dispatch or "").split("-") if part]
    dispatch = (sent[0], sent[1]) if len(sent) == len("md") else None
    return Anchor(year, month, day, stated, earlier=context.stated, daily=context.daily, dispatch=dispatch)


def whole_year(text: str, mention: Mention) -> bool:
    """Whether a date is 全年: the year that was stated last, and no other."""
    return mention.silent and text.startswith("全年", mention.start)


def resolved(text: str, mention: Mention, anchor: Anchor) -> tuple[str, Anchor]:
    """ISO text of a date mention, and the anchor for the dates after it."""
    date = mention.date
    assert date is not None
    if anchor.quoted and anchor.quoted[1] <= mention.start and _quote_end(text, mention) is None:
        anchor = replace(anchor, stated=anchor.told, quoted=None)
    if whole_year(text, mention):
        return resolve(date, replace(anchor, named=None, year=None, earlier=None))[0], anchor
    ahead = anchor.ahead
    if ahead and (date.month or date.day) and _bare(date) and not _ENDS.search(text, ahead[1], mention.start):
        iso, known = resolve(date, replace(anchor, stated=ahead[0]))
        return iso, replace(anchor, ahead=(known, mention.end))
    standing = standing_of(text, mention.start, mention.end)
    if standing == "planned":
        return _planned(date, mention.end, anchor)
    iso, known = resolve(date, anchor)
    if standing in ("past", "since"):
        return iso, replace(_daily(anchor, known), named=known)
    if standing == "passing" and date.year:
        return iso, replace(anchor, named=known)
    if standing in ("compared", "aside") or (standing in ("named", "passing") and not _bare(date)):
        return iso, anchor
    return iso, _stated(text, mention, date.shift, known, anchor)


def _bare(date: Date) -> bool:
    """Whether nothing in a date tells its year."""
    return (date.year, date.shift, date.same) == (None, None, None)


def _planned(date: Date, end: int, anchor: Anchor) -> tuple[str, Anchor]:
    """ISO text of a planned date, and the anchor behind its `end`: any of the year of writing, of bare days the next one."""
    of_month = anchor.stated is not None and anchor.stated.month is not None
    counted = replace(anchor, month=12, day=31) if anchor.month is not None else anchor
    if anchor.month is not None and not of_month and date.month is None and date.day and _bare(date):
        date = replace(date, month_shift=date.month_shift or int(date.day < (anchor.day or 1)))
        counted = anchor
    iso, known = resolve(date, counted)
    return iso, anchor if known.year is None else replace(anchor, ahead=(known, end))


def _stated(text: str, mention: Mention, shift: int | None, known: Date, anchor: Anchor) -> Anchor:
    """The anchor for what goes on from a date: `shift` is what it says of its year, `known` what it came to."""
    quote = _quote_end(text, mention)
    if (mention.silent and shift is None) or (known.month is None and is_left(text, mention)):
        return anchor
    if known.month is None and word("closed").match(text, mention.end):
        known = Date(known.year, YEAR_END)
    quoted = (anchor.told, quote) if quote is not None and (shift or anchor.quoted) else None
    return replace(_daily(anchor, known), stated=known, named=None, quoted=quoted)


def _daily(anchor: Anchor, known: Date) -> Anchor:
    """The anchor with a date as the one that bare days go on from, if it has a day."""
    return replace(anchor, daily=known) if known.day else anchor


def _quote_end(text: str, mention: Mention) -> int | None:
    """Where the quotation ends that a mention stands in, if it does in one."""
    low, high = max(0, mention.start - LONGEST), mention.end + LONGEST
    opened = text.rfind("“", low, mention.start) > text.rfind("”", low, mention.start)
    end = text.find("”", mention.end, high) if opened else -1
    return None if end < 0 else end


def years_ago(text: str, mention: Mention, back: Said | None, anchor: Anchor) -> Anchor | None:
    """What a day right behind a number of years ago is counted from (18年前的4月17日): the year that they come to.

    `back`: the number of years before it. Nothing tells the year where that of writing is open, or not yet over on that day.
    """
    date = mention.date
    if back is None or date is None or not word("ago_day").fullmatch(text, back.end, mention.start):
        return None
    if date.month is None or not _bare(date):
        return None
    over = anchor.month is None or (date.month, date.day or 1) <= (anchor.month, anchor.day or 31)
    known = back.iso.isdigit() and over
    return replace(anchor, stated=Date(int(back.iso))) if known else Anchor()
