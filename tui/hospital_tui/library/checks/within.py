"""What one article says, against itself."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from hospital_tui.library.checks.findings import PLACES, Finding, Point, Verdict
from hospital_tui.library.checks.numbers import Range, far_apart, shown, stated, total
from hospital_tui.library.checks.words import axis_of, pattern
from hospital_tui.library.figure_values import same_unit
from hospital_tui.model import Article, Figure, Passage

_STOP = frozenset("。；！？")


class Stated(msgspec.Struct, frozen=True):
    """A figure of a passage, with its point where it is a number."""

    index: int
    figure: Figure
    point: Point | None


def point(passage: Passage, place: int, index: int) -> Point | None:
    """The point of a figure; none where it is no number. place: of the passage among the article's selectable ones."""
    figure = passage.figures[index]
    found = stated(figure)
    if found is None:
        return None
    name = f"{passage.id.partition('@')[0]}@{passage.source_offset(figure.at[0])}"
    return Point(place << PLACES | index, name, found, figure.qualifier != "exact")


def within(article: Article) -> list[Finding]:
    """All findings of an article, in reading order of their passages."""
    found: list[Finding] = []
    for place, passage in enumerate(article.selectable()):
        here = [
            Stated(index, figure, point(passage, place, index))
            for index, figure in enumerate(passage.figures[: 1 << PLACES])
        ]
        found += [*_parts(here), *_shares(here), *_percents(passage, here), *_changes(passage, here)]
    return found


def whole_of(here: list[Stated], part: Stated) -> Stated | None:
    """The figure that another of its passage is a part of: the last one before it with those words."""
    return next(
        (one for one in reversed(here[: part.index]) if one.figure.text == part.figure.part_of),
        None,
    )


def _parts(here: list[Stated]) -> Iterator[Finding]:
    """Parts against the whole that the text divides."""
    divided: dict[int, list[Stated]] = {}
    for one in here:
        if one.figure.part_of and (whole := whole_of(here, one)) is not None and _alike(one, whole):
            divided.setdefault(whole.index, []).append(one)
    for index, parts in divided.items():
        yield _divided(here[index], parts)


def _alike(one: Stated, other: Stated) -> bool:
    """Whether two amounts count the same kind of thing."""
    kinds = (one.figure.kind, other.figure.kind)
    if kinds[0] != kinds[1] or kinds[0] in ("date", "rank", "duration"):
        return False
    alike = same_unit(one.figure.unit or "", other.figure.unit or "")
    return alike and one.point is not None and other.point is not None


def _divided(whole: Stated, parts: list[Stated]) -> Finding:
    ranges = [_range(part) for part in parts]
    limit = _range(whole)
    for part, value in zip(parts, ranges, strict=True):
        if value.low > limit.high:
            verdict: Verdict = "unknown" if far_apart(value.value, limit.value) else "fails"
            return Finding(
                "parts",
                verdict,
                f"{shown(value.value)} > {shown(limit.value)}",
                (_point(whole), _point(part)),
            )
    together = total(ranges)
    axis = axis_of([part.figure.label for part in parts]) if len(parts) > 1 else None
    said = " + ".join(shown(value.value) for value in ranges)
    if len(parts) > 1:
        said += f" = {shown(together.value)}"
    return Finding(
        "parts",
        *_summed(together, limit, said, axis is not None, bool(axis and axis.whole)),
        (_point(whole), *map(_point, parts)),
    )


def _summed(together: Range, limit: Range, said: str, apart: bool, complete: bool) -> tuple[Verdict, str]:
    """The verdict on a sum: parts that lie apart may not pass the whole, and complete ones are the whole."""
    if together.value == limit.value and together.meets(limit):
        return "holds", said if "=" in said else f"{said} = {shown(limit.value)}"
    if together.low > limit.high:
        return ("fails" if apart else "unknown"), f"{said} > {shown(limit.value)}"
    if complete and together.high < limit.low:
        return "fails", f"{said} < {shown(limit.value)}"
    if together.value > limit.value or (complete and together.value != limit.value):
        return "rounding", f"{said} ≈ {shown(limit.value)}"
    return "holds", f"{said} ≤ {shown(limit.value)}"


def _range(one: Stated) -> Range:
    return _point(one).range


def _point(one: Stated) -> Point:
    assert one.point is not None
    return one.point


def _shares(here: list[Stated]) -> Iterator[Finding]:
    """A share of a whole above 100 %."""
    for one in here:
        figure = one.figure
        found = one.point.range if one.point and figure.kind == "percent" and figure.change is None else None
        if found is None or found.low <= 100 or pattern("open_share").search(figure.label):
            continue
        sure = pattern("bounded_share").search(figure.label) and not figure.label_inferred
        if figure.unit != "%":
            continue
        verdict: Verdict = "fails" if sure and not far_apart(found.value, 100) else "unknown"
        yield Finding("share", verdict, f"{shown(found.value)}% > 100%", (_point(one),))


def _between(passage: Passage, one: Stated, other: Stated) -> str | None:
    """The words between two figures of a sentence; none where a sentence ends between them."""
    words = passage.text[one.figure.at[1] : other.figure.at[0]]
    return None if _STOP & set(words) else words


def _percents(passage: Passage, here: list[Stated]) -> Iterator[Finding]:
    """`职工800人，其中女500人，占62.5%`: the percentage against part and whole."""
    for part, share in pairwise(here):
        if share.figure.kind != "percent" or share.figure.change is not None or not part.figure.part_of:
            continue
        words, whole = _between(passage, part, share), whole_of(here, part)
        if words is None or whole is None or not _alike(part, whole):
            continue
        if not (pattern("of_whole").search(words) or words in ("（", "(", "，", "、")):
            continue
        computed = _ratio(_range(part), _range(whole))
        if computed is None or share.point is None:
            continue
        claimed = share.point.range
        sum_ = (
            f"{shown(_range(part).value)} ÷ {shown(_range(whole).value)} = {shown(round(computed.value, 2))}%"
        )
        yield Finding(
            "percent_of", *judge(computed, claimed, sum_, "%"), (share.point, _point(part), _point(whole))
        )


def _ratio(part: Range, whole: Range) -> Range | None:
    if whole.low <= 0:
        return None
    return Range(part.value / whole.value * 100, part.low / whole.high * 100, part.high / whole.low * 100)


def judge(computed: Range, claimed: Range, arithmetic: str, unit: str = "") -> tuple[Verdict, str]:
    """How a claimed value stands to what was computed."""
    said = f"{shown(claimed.value)}{unit}"
    if claimed.low <= computed.value <= claimed.high:
        same = abs(computed.value - claimed.value) <= 1e-9 * max(1.0, abs(claimed.value))
        return "holds", arithmetic if same else f"{arithmetic} → {said}"
    if computed.meets(claimed):
        return "rounding", f"{arithmetic} ≈ {said}"
    if far_apart(computed.value, claimed.value):
        return "unknown", f"{arithmetic} ≠ {said}"
    return "fails", f"{arithmetic} ≠ {said}"


def grown(before: Range, after: Range) -> Range | None:
    """The change from one value to another in percent, positive where it grew."""
    if before.low <= 0:
        return None
    return Range(
        (after.value / before.value - 1) * 100,
        (after.low / before.high - 1) * 100,
        (after.high / before.low - 1) * 100,
    )


def _changes(passage: Passage, here: list[Stated]) -> Iterator[Finding]:
    """`由12万增至15万，增长25%`: the percentage against both values, which the sentence itself sets side by side."""
    for before, after, change in zip(here, here[1:], here[2:], strict=False):
        if change.figure.kind != "percent" or change.figure.change is None or change.figure.unit != "%":
            continue
        first, second = _between(passage, before, after), _between(passage, after, change)
        if first is None or second is None or not _alike(before, after):
            continue
        start = passage.text[max(0, before.figure.at[0] - 12) : before.figure.at[0]]
        if not (pattern("grew_to").search(first) and pattern("grew_from").search(start)):
            continue
        if change.point is not None:
            claimed = signed(change.figure, change.point)
            found = change_finding(_point(before), _point(after), claimed)
            if found:
                yield found


def signed(figure: Figure, point: Point) -> Point:
    """A stated change as a number: below zero where it went down."""
    if figure.change != "down":
        return point
    value = point.range
    return msgspec.structs.replace(point, range=Range(-value.value, -value.high, -value.low))


def change_finding(before: Point, after: Point, change: Point) -> Finding | None:
    """A stated change against the values before and after it."""
    old, new = before.range, after.range
    computed = grown(old, new)
    if computed is None:
        return None
    arithmetic = f"{shown(new.value)} ÷ {shown(old.value)} − 1 = {shown(round(computed.value, 2))}%"
    verdict, said = judge(computed, change.range, arithmetic, "%")
    if verdict == "fails" and far_apart(old.value, new.value):
        verdict = "unknown"
    return Finding("change", verdict, said, (change, after, before))
