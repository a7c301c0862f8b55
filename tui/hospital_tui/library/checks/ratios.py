"""What a sentence says of two of its amounts: what share one is of the other, or by how much it grew from one to the other.

The sentence itself must set the two side by side (`由12万增至15万`, `比2022年的12万`, `其中…占`, `治愈480例，治愈率96%`). Where
it can be read in several ways, one of which holds, it holds; it fails only where there is one way to read it.
"""

import math
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from hospital_tui.library.checks.findings import PLACES, Finding, Point, Verdict, wrong
from hospital_tui.library.checks.numbers import Range, shown
from hospital_tui.library.checks.stated import Stated, alike, sentences, whole_of
from hospital_tui.library.checks.words import core, is_genus, last, pattern
from hospital_tui.library.figure_values import days, whole_months
from hospital_tui.model import Figure, Passage

_LEAD = 12
"""Characters before an amount in which 由 or 从 may stand."""
_FINE = 100
"""Steps of its last digit that a claim has, from which that digit may be wrong."""
_NAMED = 24
"""Characters before a share in which its whole may be named."""


def ratios(passage: Passage, here: list[Stated]) -> Iterator[Finding]:
    """Findings on shares and changes, sentence by sentence."""
    for told in sentences(passage, here):
        sentence = [_differing(passage, one) for one in told]
        for one in sentence:
            if one.point is not None and (found := _found(passage, sentence, one, here)):
                yield found


def _found(passage: Passage, sentence: list[Stated], one: Stated, here: list[Stated]) -> Finding | None:
    """The finding on a figure that is a change, a multiple or a share."""
    if is_change(one.figure):
        return _change(passage, _amounts(sentence, end=one.index), _amounts(sentence, one.index + 1), one)
    if one.figure.unit == "倍":
        return _multiple(passage, _amounts(sentence, end=one.index), one)
    return _share(_readings(passage, sentence, one, here), one) if is_share(one.figure) else None


def _amount(one: Stated) -> bool:
    return one.point is not None and one.figure.kind not in ("date", "rank") and not is_change(one.figure)


def _amounts(some: Iterable[Stated], start: int = 0, end: int = 1 << PLACES) -> list[Stated]:
    """The amounts among some figures of a passage whose places there are in [start, end)."""
    return [one for one in some if start <= one.index < end and _amount(one)]


def _differing(passage: Passage, one: Stated) -> Stated:
    """The same, told as a change where the words before it say that it is what came on top or fell away (净增, 比上年多)."""
    before = passage.text[max(0, one.figure.at[0] - _NAMED) : one.figure.at[0]]
    found = pattern("differs").search(before) if one.figure.change is None and _amount(one) else None
    if found is None:
        return one
    way: Literal["up", "down"] = "down" if found["less"] or found["less_so"] else "up"
    return msgspec.structs.replace(one, figure=msgspec.structs.replace(one.figure, change=way))


def is_change(figure: Figure) -> bool:
    """Whether a figure says by how much, not how much."""
    return figure.change is not None or bool(pattern("doubled").match(figure.text))


def is_share(figure: Figure) -> bool:
    """Whether a figure says how many in a hundred, not by how many more."""
    return figure.kind == "percent" and figure.unit == "%" and figure.change is None


def _between(passage: Passage, one: Stated, other: Stated) -> str:
    return passage.text[one.figure.at[1] : other.figure.at[0]]


# Shares


class Reading(NamedTuple):
    """A share as a part of a whole."""

    part: Stated
    whole: Stated
    sure: bool | None
    """The text names the whole as that; none: the share may be of several parts together, so that it never fails."""


def _share(found: list[Reading], share: Stated) -> Finding | None:
    """The verdict on a share: the first reading that holds; one that does not only where no other is as likely."""
    judged = [(one.sure, _judged(share, one)) for one in found]
    for wanted in ("holds", "rounding"):
        for _, finding in judged:
            if finding is not None and finding.verdict == wanted:
                return finding
    for how_sure in (True, False):
        if likely := [finding for sure, finding in judged if sure is how_sure]:
            return likely[0] if len(likely) == 1 else None
    return None


def _judged(share: Stated, reading: Reading) -> Finding | None:
    part, whole, claimed = reading.part.range, reading.whole.range, share.range
    if whole.low <= 0:
        return None
    computed = Range(part.value / whole.value * 100, part.low / whole.high * 100, part.high / whole.low * 100)
    arithmetic = f"{shown(part.value)} ÷ {shown(whole.value)} = {shown(round(computed.value, 2))}%"
    points = (share.known, reading.part.known, reading.whole.known)
    return Finding(
        "percent_of", *judge(computed, claimed, arithmetic, "%", bounded=share.known.bounded), points
    )


def _readings(passage: Passage, sentence: list[Stated], share: Stated, here: list[Stated]) -> list[Reading]:
    """Every part and whole that a share can be of, each once."""
    found: dict[tuple[int, int], Reading] = {}
    for part in _parts_of(passage, sentence, share):
        several = part.index > share.index + 1 or _listed(passage, sentence, part)
        for whole, sure in _wholes_of(passage, sentence, here, part, share):
            if len({share.index, part.index, whole.index}) == 3 and alike(part, whole):
                reading = Reading(part, whole, None if several else sure)
                found.setdefault((part.index, whole.index), reading)
    return list(found.values())


def _listed(passage: Passage, sentence: list[Stated], part: Stated) -> bool:
    """Whether a part is the last of a list: `博士12人、硕士120人，占`."""
    before = [one for one in _amounts(sentence, end=part.index) if alike(one, part)]
    return bool(before) and bool(pattern("listed").search(_between(passage, before[-1], part)))


def _parts_of(passage: Passage, sentence: list[Stated], share: Stated) -> Iterator[Stated]:
    """The amount right before `占`, the one whose rate it is, and those that `共` or `即` adds behind it."""
    before = [*filter(_can_be_part, _amounts(sentence, end=share.index))]
    behind = [*filter(_can_be_part, _amounts(sentence, share.index + 1))]
    near = (one for one in reversed(before[-2:]) if _leads(_between(passage, one, share), one))
    yield from islice(near, 1)
    if stem := _stem(share):
        yield from (one for one in (*before, *behind) if one.figure.label == stem)
    if behind and pattern("that_is").search(_between(passage, share, behind[0])):
        yield from behind


def _can_be_part(one: Stated) -> bool:
    """Whether an amount can be some of others; a bound of a class (3岁以下) is none."""
    countable = one.figure.kind not in ("percent", "duration")
    return countable and not pattern("class_bound").search(one.figure.text)


def _leads(words: str, part: Stated) -> bool:
    """Whether the words between a part and a share say that it is of the part."""
    return words in ("（", "(", "，", "、") or (
        pattern("of_whole").search(words) is not None and _its_own(words, part)
    )


def _its_own(words: str, part: Stated) -> bool:
    """Whether the words between a part and a share give the share no other subject (`电话4万个，误拨的占77%`, `3岁以下占7成`)."""
    subject = last("subject", words)
    said, label = subject[1] if subject else "", part.figure.label
    if pattern("and_more").search(said):
        return said == label
    return not said or (bool(label) and (said in label or label in said))


def _stem(share: Stated) -> str:
    """What a rate is the rate of: 治愈 of 治愈率; empty where the label names none."""
    label = share.figure.label
    stem = pattern("rate").sub("", label)
    return stem if stem != label else ""


def _wholes_of(
    passage: Passage, sentence: list[Stated], here: list[Stated], part: Stated, share: Stated
) -> Iterator[tuple[Stated, bool]]:
    """What a part can be a part of: as `占…的` names it; else as the text divides it, as a wider label, as counted before."""
    if name := _named_whole(passage, share):
        inside = _amounts(sentence, part.index + 1, share.index)  # 占全院职工（1200人）的
        others = (*here[: share.index], *_amounts(sentence, share.index + 1))
        named = (one for one in others if _holds(name, core(one.figure.label)))
        yield from ((one, True) for one in (*inside, *named))
        return
    for divided in (part, share):
        yield from _divided(passage, sentence, here, part, divided)
    counted = part.figure.label == _stem(share) or part.index > share.index
    for one in _amounts(sentence, end=part.index):
        if counted or is_genus(core(one.figure.label), part.figure.label):
            yield one, False


def _named_whole(passage: Passage, share: Stated) -> str:
    """The whole that `占…的` names before a share; empty where it names none."""
    before = passage.text[max(0, share.figure.at[0] - _NAMED) : share.figure.at[0]]
    named = pattern("named_whole").search(before)
    return core(named[1]) if named else ""


def _holds(words: str, word: str) -> bool:
    return bool(word) and word in words


def _divided(
    passage: Passage, sentence: list[Stated], here: list[Stated], part: Stated, divided: Stated
) -> Iterator[tuple[Stated, bool]]:
    """The whole that the text says something is a part of, and the amounts beside it; that of a sentence before may be of something else."""
    whole = whole_of(here, divided) if divided.figure.part_of else None
    if whole is not None:
        yield whole, whole in sentence
        beside = next(group for group in sentences(passage, here) if whole in group)
        yield from ((one, False) for one in _amounts(beside, end=part.index) if one is not whole)


# Changes


def _change(passage: Passage, before: list[Stated], behind: list[Stated], change: Stated) -> Finding | None:
    """A change against the two amounts that its sentence sets side by side, before it or right behind."""
    beside = before[-2:]
    if len(before) < 2 <= len(behind) and _is_told_by(passage, change, behind[0]):
        beside = behind[:2]
    pair = _then_and_now(passage, beside[0], beside[1], change) if len(beside) == 2 else None
    if pair is None:
        return None
    old, new = pair
    points = (old.known, new.known, signed(change.figure, change.known))
    if old.figure.kind == "percent" and change.figure.unit == "%":  # many mean points by it
        found = change_finding(*points, "百分点")
        if found is not None and found.verdict in ("holds", "rounding"):
            return found
    whole = bool(pattern("doubled").match(change.figure.text))
    return change_finding(*points, change.figure.unit, whole=whole)


def _then_and_now(passage: Passage, old: Stated, new: Stated, change: Stated) -> tuple[Stated, Stated] | None:
    """Two amounts in the order of their times, where a sentence sets them side by side; none where it does not."""
    if not alike(old, new) or not _of_these(change.figure, old.figure, new.figure):
        return None
    gap, tail = _between(passage, old, new), _between(passage, new, change)
    if pattern("not_between").search(tail):
        return None
    if _grew(passage, old, new) or _next(old.figure, new.figure, tail):
        return old, new
    compared = (pattern("compared").search(gap) and "，" not in tail) or pattern("year_before").search(gap)
    return (new, old) if compared or _next(new.figure, old.figure, tail) else None


def _is_told_by(passage: Passage, change: Stated, old: Stated) -> bool:
    """Whether a change is told by the amounts behind it (增长25%，由…增至…)."""
    start = change.figure.at[0]
    each = pattern("not_between").search(passage.text[max(0, start - _LEAD) : start])
    return each is None and pattern("from_then").search(_between(passage, change, old)) is not None


def _grew(passage: Passage, old: Stated, new: Stated) -> bool:
    """Whether something grew from one amount to the other (由…增至…)."""
    lead = passage.text[max(0, old.figure.at[0] - _LEAD) : old.figure.at[0]]
    return bool(pattern("grew_to").search(_between(passage, old, new)) and pattern("grew_from").search(lead))


def _multiple(passage: Passage, before: list[Stated], times: Stated) -> Finding | None:
    """A multiple against the two amounts before it: `3600台，是2020年1200台的3倍`, `由300张增加到900张，是原来的3倍`."""
    if len(before) < 2 or not alike(*before[-2:]):
        return None
    one, other = before[-2:]
    tail = _between(passage, other, times)
    if tail == "的" and pattern("is_as_much").search(_between(passage, one, other)):
        return change_finding(other.known, one.known, times.known, "倍", whole=True)
    if pattern("than_before").search(tail) and _grew(passage, one, other):
        return change_finding(one.known, other.known, times.known, "倍", whole=True)
    return None


def _of_these(change: Figure, *amounts: Figure) -> bool:
    """Whether a change is of what the amounts count, as far as its label says."""
    said = core(pattern("change_words").sub("", change.label))
    names = [core(one.label) for one in amounts]
    return not said or any(name and (name in said or said in name) for name in names)


def _next(old: Figure, new: Figure, said: str) -> bool:
    """Whether two figures of one thing are of a time and of the next, or of one a year later, as their sentence says.

    said: the words before the change.
    """
    first, second = days(old), days(new)
    if first is None or second is None or {old.time_from, new.time_from} != {"sentence"}:
        return False
    if not core(old.label) == core(new.label) != "":
        return False
    one, other = whole_months(first), whole_months(second)
    if one is None or other is None:
        return first[1] // 10000 + 1 == second[0] // 10000
    length, compared = one[1] - one[0], last("compared_times", said)
    steps = {12, length} if compared is None else {12 if compared["year"] else length}
    return other[1] - other[0] == length and other[0] - one[0] in steps


def signed(figure: Figure, point: Point) -> Point:
    """A stated change as a number: below zero where it went down."""
    if figure.change != "down":
        return point
    value = point.range
    return msgspec.structs.replace(point, range=Range(-value.value, -value.high, -value.low))


def change_finding(
    before: Point, after: Point, change: Point, unit: str | None = "%", *, whole: bool = False
) -> Finding | None:
    """A stated change against the values before and after it.

    whole: it is how many times the value before, not how many times more.
    """
    old, new = before.range, after.range
    sign = "%" if unit == "%" else ""
    if unit not in ("%", "倍"):
        computed = Range(new.value - old.value, new.low - old.high, new.high - old.low)
        arithmetic = f"{shown(new.value)} − {shown(old.value)} = {shown(computed.value)}"
    elif old.low <= 0:
        return None
    else:
        computed = _times(new, old, less=0 if whole else 1, of=100 if sign else 1)
        minus = "" if whole else " − 1"
        arithmetic = (
            f"{shown(new.value)} ÷ {shown(old.value)}{minus} = {shown(round(computed.value, 2))}{sign}"
        )
    verdict, said = judge(computed, change.range, arithmetic, sign, bounded=change.bounded)
    if verdict == "fails":
        verdict = wrong(old.value, new.value)
    return Finding("change", verdict, said, (change, after, before))


def _times(new: Range, old: Range, *, less: int, of: int) -> Range:
    """How many times one is the other, but for `less` of them, in parts `of` one."""
    ends = (new.value / old.value, new.low / old.high, new.high / old.low)
    return Range(*((end - less) * of for end in ends))


def judge(
    computed: Range, claimed: Range, arithmetic: str, unit: str = "", *, bounded: bool = False
) -> tuple[Verdict, str]:
    """How a claimed value stands to what was computed; what is rounded more coarsely than the claim is large proves nothing."""
    said = f"{shown(claimed.value)}{unit}"
    if claimed.meets(Range(computed.value, computed.value, computed.value)):
        same = abs(computed.value - claimed.value) <= 1e-9 * max(1.0, abs(claimed.value))
        return "holds", arithmetic if same else f"{arithmetic} → {said}"
    fine = claimed.high - claimed.low <= abs(claimed.value) / _FINE
    loose = claimed.wider(2) if bounded or fine else claimed.cut_off()
    if loose.meets(computed):  # a digit may have been cut off instead of rounded
        coarse = abs(claimed.value) < computed.high - computed.low < math.inf
        return "unknown" if coarse else "rounding", f"{arithmetic} ≈ {said}"
    return wrong(computed.value, claimed.value), f"{arithmetic} ≠ {said}"
