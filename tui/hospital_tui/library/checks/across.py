"""What several places say of one hospital: the same metric in the same scope and unit, each with its own stated time."""

from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

import msgspec

from hospital_tui.library.checks.findings import Finding, Point, passing, wrong
from hospital_tui.library.checks.numbers import shown, total
from hospital_tui.library.checks.ratios import change_finding, judge, signed
from hospital_tui.library.checks.stated import Stated, all_stated, passages, sentences
from hospital_tui.library.checks.words import core, last, pattern
from hospital_tui.library.figure_values import days, whole_months
from hospital_tui.library.narrowing import limits
from hospital_tui.model import Article, Figure, Passage

_MOST = 6
"""Figures that one finding names."""


class Claim(msgspec.Struct, frozen=True):
    """A figure that may be compared with others: metric, scope, unit and time are all stated, none was inferred."""

    hospital: str
    thing: str
    """Metric, what narrows it, and unit: claims of one thing can be set side by side."""
    first: int
    """First day of the period, yyyymmdd."""
    last: int
    flow: bool
    """Counted over the period, so that periods add up; else a stock."""
    change: int
    """A percentage of change from so many months before; 0: an amount."""
    point: Point

    @property
    def whole_year(self) -> bool:
        """It is of one year or of several, from January to December."""
        return (self.first % 10000, self.last % 10000) == (101, 1231)

    @property
    def year(self) -> int:
        """The year that its period lies in; 0 where that is none."""
        return self.first // 10000 if self.first // 10000 == self.last // 10000 else 0


def claims(article: Article) -> Iterator[Claim]:
    """The claims of an article; none where its hospital is not known."""
    if not article.hospital.name:
        return
    for place, passage in enumerate(passages(article)):
        for sentence in sentences(passage, all_stated(passage, place)):
            yield from _told_apart(list(_of_sentence(article.hospital.name, passage, sentence)))


def _told_apart(found: list[Claim]) -> list[Claim]:
    """A sentence's claims without those it tells apart in a way that was not read: one thing, one time, several values."""
    values: dict[tuple[object, ...], set[float]] = {}
    for one in found:
        values.setdefault((one.thing, one.first, one.last, one.change), set()).add(one.point.range.value)
    return [one for one in found if len(values[one.thing, one.first, one.last, one.change]) == 1]


def _of_sentence(hospital: str, passage: Passage, sentence: list[Stated]) -> Iterator[Claim]:
    amounts: dict[str, str] = {}
    """Label without what says nothing, to the thing that it names: what a change in the sentence is of."""
    for one in sentence:
        figure, span = one.figure, days(one.figure)
        if span is None or one.point is None or figure.time_from != "sentence":
            continue
        if figure.change is not None:
            thing = amounts.get(core(pattern("change_words").sub("", figure.label)))
            if thing and figure.unit == "%" and (back := _back(passage, figure, span)):
                yield Claim(hospital, thing, *span, flow=False, change=back, point=signed(figure, one.point))
        elif not figure.label_inferred and comparable(figure):
            amounts[core(figure.label)] = thing = _thing(figure)
            flow = _flows(figure)
            at = thing if flow else thing + _moment(passage, figure)
            yield Claim(hospital, at, *span, flow=flow, change=0, point=one.point)


def _flows(figure: Figure) -> bool:
    """Whether an amount is counted over its period, so that periods add up."""
    return figure.kind in ("count", "money") and bool(pattern("flow_units").match(figure.unit or ""))


def comparable(figure: Figure) -> bool:
    """Whether an amount says for itself what it counts: nothing of it was inferred, and it is no part."""
    return (
        figure.metric is not None
        and figure.kind in ("count", "money", "percent", "measure", "duration")
        and figure.part_of is None
        and core(figure.label) in (core(figure.metric), "")
    )


def _thing(figure: Figure) -> str:
    unit = figure.unit or ""
    narrowed = (figure.metric or "", *sorted(limits(figure)))
    return " ".join((*narrowed, "·", "人" if unit in ("名", "位") else unit))


def _moment(passage: Passage, figure: Figure) -> str:
    """At which moment of its time a stock was counted, as the clause before it says, behind a blank."""
    found = last("moment", _clause(passage, figure, 40))
    return f" {found[0]}" if found else ""


def _clause(passage: Passage, figure: Figure, reach: int) -> str:
    before = passage.text[max(0, figure.at[0] - reach) : figure.at[0]]
    return before[max(before.rfind(stop) for stop in "。；！？") + 1 :]


def _back(passage: Passage, figure: Figure, span: tuple[int, int]) -> int:
    """How many months before its time the clause says that a change is from; 0 where it does not say."""
    found, months = last("compared_times", _clause(passage, figure, 24)), whole_months(span)
    if found is None or months is None:
        return 0
    length = months[1] - months[0]
    return (12 if found["year"] else length) if length <= 12 else 0


def across(found: Iterable[Claim]) -> Iterator[Finding]:
    """Findings over claims, thing by thing of a hospital; linear in their number but for sorting."""
    ordered = sorted(found, key=lambda one: (one.hospital, one.thing, one.first, one.last))
    for _, group in groupby(ordered, key=lambda one: (one.hospital, one.thing)):
        of_thing = list(group)
        amounts = [one for one in of_thing if not one.change]
        if len(of_thing) < 2:
            continue
        yield from _twice(amounts)
        yield from _months(amounts)
        yield from _leaps(amounts)
        yield from _changes(amounts, [one for one in of_thing if one.change])


def _at_one_time(things: list[Claim]) -> Iterator[list[Claim]]:
    for _, group in groupby(things, key=lambda one: (one.first, one.last)):
        yield list(group)


def _twice(things: list[Claim]) -> Iterator[Finding]:
    """One thing at one time, said in several places."""
    for group in _at_one_time(things):
        if len(group) < 2:
            continue
        once: dict[tuple[float, bool], Claim] = {}
        for one in group:
            once.setdefault((one.point.range.value, one.point.bounded), one)
        if len(once) == 1:
            same = tuple(one.point for one in group[:_MOST])
            value = shown(group[0].point.range.value)
            yield Finding("twice", "holds", " = ".join([value] * len(same)), same)
            continue
        led = sorted(once.values(), key=lambda one: one.point.range.value)
        yield _values(led)


def _values(led: list[Claim]) -> Finding:
    """The verdict on several values of one thing, lowest first."""
    low, high = led[0].point.range, led[-1].point.range
    chosen = led if len(led) <= _MOST else [*led[: _MOST - 1], led[-1]]
    figures = tuple(one.point for one in chosen)
    ranges = [one.point.range for one in led]
    signs = " · ".join(shown(value.value) for value in ranges[:_MOST])
    if all(one.meets(other) for one, other in combinations(ranges, 2)):
        bounded = any(one.point.bounded for one in led)
        return Finding("twice", "holds" if bounded else "rounding", signs, figures)
    verdict = wrong(low.value, high.value)
    return Finding("twice", verdict, f"{shown(low.value)} ≠ {shown(high.value)}", figures)


def _months(things: list[Claim]) -> Iterator[Finding]:
    """Parts of a year against the year."""
    flows = [one for one in things if one.flow]
    years = _whole_years(flows)
    parts = (one for one in flows if one.year in years and not one.whole_year)
    for year, group in groupby(parts, key=lambda one: one.year):
        yield _year_in_parts(years[year], list(group))


def _year_in_parts(whole: Claim, parts: list[Claim]) -> Finding:
    limit, points = whole.point.range, [one.point for one in parts]
    if more := passing("months", whole.point, points):
        return more
    tiled = _tiles(parts)
    if not tiled:
        last = max(points, key=lambda one: one.range.value)
        arithmetic = f"{shown(last.range.value)} ≤ {shown(limit.value)}"
        return Finding("months", "holds", arithmetic, (whole.point, last))
    together = total([one.range for one in tiled])
    arithmetic = " + ".join(shown(one.range.value) for one in tiled) + f" = {shown(together.value)}"
    return Finding(
        "months", *judge(together, limit, arithmetic, bounded=whole.point.bounded), (whole.point, *tiled[:12])
    )


def _tiles(parts: list[Claim]) -> list[Point]:
    """Parts that cover the year from January to December without a gap or an overlap; none where they do not."""
    found: list[Point] = []
    month = 1
    for one in sorted(parts, key=lambda one: (one.first, one.last)):
        if (one.first // 100) % 100 == month and one.first % 100 == 1:
            found.append(one.point)
            month = (one.last // 100) % 100 + 1
    return found if month == 13 else []


def _whole_years(things: list[Claim]) -> dict[int, Claim]:
    """The first claim of each whole year."""
    years: dict[int, Claim] = {}
    for one in things:
        if one.whole_year and one.year:
            years.setdefault(one.year, one)
    return years


def _leaps(things: list[Claim]) -> Iterator[Finding]:
    """A value ten times that of the years beside it."""
    years = _whole_years(things)
    for year, one in years.items():
        beside = [years[near] for near in (year - 1, year + 1) if near in years]
        value = one.point.range.value
        if beside and all(abs(value) >= 10 * abs(other.point.range.value) > 0 for other in beside):
            arithmetic = f"{shown(value)} ÷ {shown(beside[0].point.range.value)} ≥ 10"
            yield Finding("leap", "unknown", arithmetic, (one.point, *(other.point for other in beside)))


def _changes(things: list[Claim], changes: list[Claim]) -> Iterator[Finding]:
    """A stated change from a year, a quarter or a month before against the values of both times."""
    at: dict[tuple[int, int] | None, Claim] = {}
    for one in things:
        at.setdefault(whole_months((one.first, one.last)), one)
    for change in changes:
        months = whole_months((change.first, change.last))
        if months is None:
            continue
        after, before = at.get(months), at.get((months[0] - change.change, months[1] - change.change))
        if after and before and (found := change_finding(before.point, after.point, change.point)):
            yield found
