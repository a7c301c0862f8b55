"""What one article says, against itself."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hospital_tui.library.checks.findings import Finding, Point, Verdict, passing, wrong
from hospital_tui.library.checks.numbers import Range, shown, total
from hospital_tui.library.checks.ratios import is_change, is_share, ratios
from hospital_tui.library.checks.stated import (
    FULL_STOP,
    Stated,
    alike,
    all_stated,
    passages,
    sentences,
    whole_of,
)
from hospital_tui.library.checks.words import Axis, axis_of, core, is_genus, pattern
from hospital_tui.model import Article, Passage


def within(article: Article) -> list[Finding]:
    """All findings of an article, in reading order of their passages."""
    found: list[Finding] = []
    for place, passage in enumerate(passages(article)):
        here = all_stated(passage, place)
        found += [*_parts(passage, here), *_totals(passage, here), *_shares(here), *ratios(passage, here)]
    return found


def _parts(passage: Passage, here: list[Stated]) -> Iterator[Finding]:
    """Parts against the whole that the text divides."""
    for index, parts in _parts_of_wholes(passage, here).items():
        lists = [parts] if _axis(parts) else sentences(passage, parts, FULL_STOP)
        for one_list in lists:
            yield _divided(here[index], one_list)


def _parts_of_wholes(passage: Passage, here: list[Stated]) -> dict[int, list[Stated]]:
    """Place of a whole in its passage to its parts."""
    divided: dict[int, list[Stated]] = {}
    for one in here:
        if one.figure.kind == "percent" or is_change(one.figure):
            continue  # of a percentage the text does not say whether it is of the whole or of the part
        whole = whole_of(here, one) if one.figure.part_of else _passed(passage, here, one)
        if whole is not None and alike(one, whole):
            divided.setdefault(whole.index, []).append(one)
    return divided


def _totals(passage: Passage, here: list[Stated]) -> Iterator[Finding]:
    """Amounts of one noun in a row against what they come to (东区床位500张，西区床位300张，共有床位800张)."""
    for sentence in sentences(passage, here):
        for place, (before, whole) in enumerate(pairwise(sentence), 1):
            if whole.figure.part_of or is_change(whole.figure):
                continue
            if pattern("together").fullmatch(passage.text[before.figure.at[1] : whole.figure.at[0]]):
                parts = list(_row(sentence[:place], whole))
                if len({part.figure.label for part in parts}) == len(parts) > 1:
                    yield _total(whole, parts)


def _row(before: list[Stated], whole: Stated) -> Iterator[Stated]:
    """The amounts right before a total that count what it counts, each of a kind of its own; none is a part of another."""
    noun = core(whole.figure.label)
    for one in reversed(before):
        if not alike(one, whole) or is_change(one.figure) or one.figure.part_of or one.known.bounded:
            return
        if not is_genus(noun, core(one.figure.label)):
            return
        yield one


def _total(whole: Stated, parts: list[Stated]) -> Finding:
    """What is more than their total is wrong; what is less may leave some out."""
    points = tuple(part.known for part in reversed(parts))
    together, said = _added(points)
    verdict, said = _summed(together, whole.range, said, apart=True, complete=False)
    less = verdict == "holds" and together.high < whole.range.low
    return Finding("parts", "unknown" if less else verdict, said, (whole.known, *points))


def _passed(passage: Passage, here: list[Stated], one: Stated) -> Stated | None:
    """The whole that the text names a part of (其中) though the part passes it."""
    whole = here[one.index - 1] if one.index else None
    if whole is None or one.point is None or whole.point is None or one.range.low <= whole.range.high:
        return None
    between = passage.text[whole.figure.at[1] : one.figure.at[0]]
    return whole if pattern("among").fullmatch(between) else None


def _axis(parts: list[Stated]) -> Axis | None:
    """The division that parts stand on, so that none overlaps another."""
    return axis_of([part.figure.label for part in parts]) if len(parts) > 1 else None


def _divided(whole: Stated, parts: list[Stated]) -> Finding:
    points = tuple(part.known for part in parts)
    if more := passing("parts", whole.known, points):
        return more
    (together, said), axis = _added(points), _axis(parts)
    verdict = _summed(together, whole.range, said, axis is not None, bool(axis and axis.whole))
    return Finding("parts", *verdict, (whole.known, *points))


def _added(points: Sequence[Point]) -> tuple[Range, str]:
    """What points come to, and the arithmetic of it; a single one as it is."""
    together = total([point.range for point in points])
    said = " + ".join(shown(point.range.value) for point in points)
    return together, f"{said} = {shown(together.value)}" if len(points) > 1 else said


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


def _shares(here: list[Stated]) -> Iterator[Finding]:
    """A share of a whole above 100 %."""
    for one in here:
        figure = one.figure
        if one.point is None or not is_share(figure) or one.range.low <= 100:
            continue
        if not pattern("open_share").search(figure.label):
            sure = pattern("bounded_share").search(figure.label) and not figure.label_inferred
            verdict = wrong(one.range.value, 100) if sure else "unknown"
            yield Finding("share", verdict, f"{shown(one.range.value)}% > 100%", (one.known,))
