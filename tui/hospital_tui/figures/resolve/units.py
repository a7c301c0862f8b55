"""The unit that the end of a label says for a number without one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from hospital_tui.figures.lexicon import Patterns, load, unit_at, words
from hospital_tui.figures.numerals import SCALES
from hospital_tui.figures.read.mentions import Mention, Spoken

P = Patterns("scan")


def united(sentences: Iterable[Spoken]) -> Iterator[Spoken]:
    """The sentences of a passage with the units of their figures that their labels say."""
    for sentence in sentences:
        own = sentence.mentions()
        for draft in sentence.drafts:
            if not (draft.mention.silent or _goes_on_with_a_share(sentence.text, own, draft.mention)):
                implied(sentence.text, draft.label.text, draft.mention)
                _stated_behind(sentence.text, draft.mention)
                _shares_out_money(sentence.text, own, draft.mention)
        yield sentence


def _stated_behind(text: str, found: Mention) -> None:
    """Give a number that is set apart with what it counts the unit in brackets behind it: 1200开放床位（张）."""
    match = P.pulled.fullmatch(text) if found.glued and found.unit is None else None
    unit = unit_at(match["unit"], 0) if match is not None and match["unit"] else None
    if match is not None and unit is not None and unit.text == match["unit"]:
        found.kind, found.unit = unit.kind, unit.text


def _goes_on_with_a_share(words: str, own: Sequence[Mention], mention: Mention) -> bool:
    """Whether a share was said before and this is a part of it (发生率为2%，其中老人为0): its label tells no unit."""
    before = next((one for one in reversed(own) if one.end <= mention.start), None)
    return before is not None and before.kind == "percent" and "其中" in words[before.end : mention.start]


def implied(text: str, label: str, found: Mention) -> None:
    """Give a number without a unit the one that the end of its label says: 门诊人次超过200万, 投资3亿."""
    if not found.glued or found.unit is not None or text.endswith("占", 0, found.start):
        return
    stem = label.rstrip("高低大多少达")
    for unit, ends in _implied():
        if stem.endswith(ends):
            if unit == "岁":
                found.kind, found.unit = "duration", unit
            elif unit != "元":
                found.unit = unit
            elif _in_scales(text, found) or _is_bare_money(text, found):
                found.kind, found.unit = "money", unit
            return
    if _measures(stem):
        found.kind = "measure"
        return
    if _is_paid(text, found) if _in_scales(text, found) else _is_bare_money(text, found):
        found.kind, found.unit = "money", "元"


def _shares_out_money(text: str, own: Sequence[Mention], found: Mention) -> None:
    """Make money of what somebody gave of an amount before it: 费用37.6万元，医保报29万，家里出了8.6万."""
    if found.unit is not None or not found.glued or not _ends_clause(text, found.end):
        return
    whole = any(one.kind == "money" and one.end <= found.start for one in own)
    if whole and _gives().search(text, max(0, found.start - 6), found.start):
        found.kind, found.unit = "money", "元"


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(load("units")["spent"]["beside"] + "[了出掉下]{0,2}$")


def _in_scales(text: str, found: Mention) -> bool:
    """Whether a number is said in 万 or 亿."""
    return bool(set(SCALES) & set(text[slice(*found.number)]))


def _is_paid(text: str, found: Mention) -> bool:
    """Whether a number in 万 or 亿 stands behind a word for paying or before what is bought."""
    paid = _ends_clause(text, found.end) and _spent().search(text, max(0, found.start - 12), found.start)
    return bool(paid) or text.startswith(tuple(words(load("units")["spent"]["purpose"])), found.end)


def _measures(stem: str) -> bool:
    """Whether a label names what is measured: a laboratory's value, by its name or its sign (CA125)."""
    return stem.endswith(_measured()) or _sign().search(stem) is not None


@cache
def _measured() -> tuple[str, ...]:
    return tuple(words(load("units")["measured"]["ends"]))


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(load("units")["measured"]["name"])


def _is_bare_money(text: str, found: Mention) -> bool:
    """Whether a number of hundreds or more is what somebody pays or earns: 花了1200, 掏不到900."""
    large = isinstance(found.value, Decimal) and found.value >= _HUNDRED
    return (
        large
        and bool(_ends_clause(text, found.end) or _FEE.match(text, found.end))
        and _pays().search(text, max(0, found.start - 8), found.start) is not None
    )


_FEE = re.compile("的[一-鿿]{1,5}费(?![用率])")
_HUNDRED = 100
"""Below it a number behind 花了 is as likely one of hours."""


@cache
def _pays() -> re.Pattern[str]:
    """What is paid, with hardly anything behind it."""
    return re.compile(load("units")["spent"]["bare"] + "[了出下去掉过整共至少也就要得]{0,4}$")


def _ends_clause(text: str, at: int) -> bool:
    return at == len(text) or text[at] in "起，。；！？、）"


@cache
def _spent() -> re.Pattern[str]:
    """What is paid, with hardly anything behind it (花了, 费用昂贵，一般在)."""
    dear = "|".join(words(load("units")["spent"]["dear"]))
    names = words(load("units")["spent"]["words"]) + words(load("units")["implied"]["元"])
    return re.compile(
        f"(?:{'|'.join(names)})(?:{dear})?，?[了出下去掉过达到在至共计总合为是已就仅只整要需得一般大概]{{0,5}}$"
    )


@cache
def _implied() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Units with the ends of labels that say them: 人次 by itself, 户 by 户数."""
    free = [
        unit
        for group in load("units")["groups"]
        if group["kind"] == "count"
        for unit in words(group["units"])
    ]
    own = [(unit, (unit,)) for unit in free if len(unit) > 1 and unit.endswith(("次", "床日"))]
    counted = [(unit, (unit + "数", unit + "数量")) for unit in free if len(unit) <= 2]
    listed = [(unit, tuple(words(ends))) for unit, ends in load("units")["implied"].items()]
    return (*listed, *own, *counted)
