"""The period a figure speaks of, chosen among what its clause, passage, story, section and article propose.

Every source proposes what it knows; learnt weights (periods.json) say how likely a figure of this kind, in words like
these, is of it. Below the line nothing is given: a period left open is honest, a wrong one is not.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.standing import Carried, Said, word
from hospital_tui.figures.resolve.times import CLAUSE, clause_start, elsewhere, governing, sentence_start
from hospital_tui.model import TimeOrigin

_EXTENT = frozenset(("平方米", "亩", "公顷", "平方公里", "m2", "㎡", "吨", "立方米"))
"""Measures of what a hospital has; others are of a patient, a device or a method."""
_PEOPLE = frozenset("人名位")
_WORK = frozenset(("例", "人次", "台", "台次", "例次", "次", "项", "篇", "件", "份"))
_HELD = frozenset(("张", "个", "家", "所", "支", "间", "套", "种", "类", "大"))


class Proposal(msgspec.Struct, frozen=True):
    """A period that a figure may be of."""

    iso: str
    origin: TimeOrigin
    source: str
    """own, passage, section or year: each has a line of its own."""
    signs: tuple[str, ...]
    """What is seen of it: the names of the weights that are added up."""


@cache
def weights() -> Any:
    """The content of periods.json: `lines` by source and `weights` by sign."""
    return json.loads((Path(__file__).parent / "periods.json").read_text(encoding="utf-8"))


def choose(found: Sequence[Proposal]) -> tuple[str | None, TimeOrigin | None]:
    """ISO text of the likeliest period, and where it was read; None where none is likely enough."""
    learnt, lines = weights()["weights"], weights()["lines"]
    scored = [
        (sum(learnt.get(sign, 0.0) for sign in ("", *one.signs)) - lines[one.source], -n)
        for n, one in enumerate(found)
    ]
    score, place = max(scored, default=(-1.0, 0))
    return (found[-place].iso, found[-place].origin) if score >= 0 else (None, None)


def proposals(
    text: str, mention: Mention, dates: Sequence[Said], passage: Carried | None, context: Context
) -> list[Proposal]:
    """The periods that a figure that is no date may be of, the nearest first."""
    figure = _figure_signs(text, mention)
    found = []
    for source, place, period, origin, more in _sources(text, mention, dates, passage, context):
        rule = ("rule",) if _by_rule(source, period, mention, {*figure, *more}) else ()
        seen = (*figure, *more, *rule)
        signs = [f"{name} {sign}" for name in {source: 0, place: 0} for sign in seen]
        found.append(Proposal(period, origin, source, tuple(dict.fromkeys((*figure, source, place, *signs)))))
    return found


_Source = tuple[str, str, str, TimeOrigin, tuple[str, ...]]


def _sources(
    text: str, mention: Mention, dates: Sequence[Said], passage: Carried | None, context: Context
) -> Iterator[_Source]:
    """What each source knows: its name, how it stands to the figure, the period, its origin, and signs of its own."""
    own = governing(text, mention, dates)
    if own is not None:
        if own.iso:
            yield "own", _place(text, own, mention), own.iso, "sentence", (_fine(own.iso), own.standing)
        return
    start = sentence_start(text, mention)
    led_away = elsewhere(text, mention, start) or word("away").search(text, start, mention.start)
    if led_away and not word("now").search(text, start, mention.start):
        return
    other = ("other date",) if any(date.end <= mention.start for date in dates) else ()
    if passage is not None and passage.said.iso and not passage.said.end:
        yield "own", "scene", passage.said.iso, "passage", ()
    elif passage is not None and passage.said.iso:
        yield "passage", "passage", passage.said.iso, "passage", (*_carried(passage, context), *other)
    if context.section_time is not None:
        yield "section", "section", context.section_time, "section", ()
    if context.year:
        before = passage or context.story
        behind = "nothing" if before is None else "passage" if passage is not None else "story"
        same = before is not None and context.year in before.said.iso
        more = (f"behind {behind}", f"behind {behind} {same}", *context.signs, *other)
        yield "year", "year", context.year, "article", more


def _by_rule(source: str, period: str, mention: Mention, seen: set[str]) -> bool:
    """Whether a period fits by what is true of most texts; only a sign among others."""
    if source == "own":
        return False
    if "now" in seen:
        return source == "year"
    if source == "passage":
        fine = len(period) > len("2023")
        if mention.kind == "duration" and (mention.unit in ("年", "岁") or not fine):
            return False
        return (mention.kind != "rank" or len(period) >= len("--01-01")) and (
            "/" in period or "summed" not in seen
        )
    return source == "section" or ("of article" in seen and "behind passage" not in seen)


def _carried(before: Carried, context: Context) -> Iterator[str]:
    if context.year:
        yield "agrees" if context.year in before.said.iso else "disagrees"
    yield _fine(before.said.iso)
    yield before.said.standing
    yield f"age {min(before.age, 3)}"
    yield f"years {min(len(before.years), 3)}"


def _place(text: str, own: Said, mention: Mention) -> str:
    """How a date stands to the figure that it governs."""
    if own.start == mention.start:
        return "itself"
    if own.start > mention.start:
        return "behind"
    return f"before {min(len(CLAUSE.findall(text, own.end, mention.start)), 3)}"


def _fine(iso: str) -> str:
    """How fine a period is, and whether its year is open."""
    if "/" in iso:
        return "span"
    fine = len(_NUMBER.findall(iso)) + iso.startswith("---")
    return f"open {fine + 1}" if iso.startswith("-") else str(fine)


_NUMBER = re.compile("[0-9]+")
_WORDS = {
    "rate": "每|平均|年均|日均|月均|人均|平常|通常",
    "state": "[现拥]?有|是|[为占设达共]",
    "done": "了|完成|开展|实施|收治|接诊|获|投入|引进|新增|举办|发表|建成|成功|救治|诊治",
    "may": "如果|[可能需应要将会]",
    "patient": "患者|病人|手术|术后|患儿|病情",
    "negated": "不|无|未|没",
    "study": "治疗组|对照组|安慰剂|受试者|入组|试验|研究|结果显示|发生率|生存率|患病率|死亡率|发病率",
    "policy": "补助|标准|规定|要求|政策|规划|预计|估计?|拟|目标|计划|力争",
    "told by": "(?:表示|介绍|说|认为|指出|透露|称)[，：]?",
    "whole year": "全年|一年来|这一年|一年[中里间]|年内|年度",
}
_CONTINUED = re.compile(
    "[“（]?(?:这|此|该|其|他|她|它|经过|随后|随即|接着|术后|同时|当时|当天|从|最终|最后|结果|于是|我们|新增|另)"
)


def _figure_signs(text: str, mention: Mention) -> tuple[str, ...]:
    """What is seen of a figure and the words around it."""
    start = sentence_start(text, mention)
    low = clause_start(text, mention, start)
    signs = [mention.kind, f"{mention.kind} {_sort(mention)}", f"{mention.kind} {_size(text, mention)}"]
    sentence = text[start : mention.start]
    for name, there in (
        ("now", word("now").search(sentence)),
        ("general", word("general").search(text, start, mention.end + 12)),
        ("summed", word("summed").search(sentence)),
        ("quoted", text.rfind("“", 0, mention.start) > text.rfind("”", 0, mention.start)),
        ("continued", _CONTINUED.match(text, start)),
        ("of article", _of_the_article(text, mention)),
        *((name, re.search(words, text[low : mention.end + 6])) for name, words in _WORDS.items()),
    ):
        if there:
            signs.append(name)
    return tuple(signs)


def _of_the_article(text: str, mention: Mention) -> bool:
    """Whether a figure can be of the year that the article speaks of: no length of time, no rank, nothing that is so in general."""
    if mention.kind in ("duration", "rank") or (mention.kind == "measure" and mention.unit not in _EXTENT):
        return False
    if mention.kind == "count" and _size(text, mention) == "word":
        return False
    return word("general").search(text, sentence_start(text, mention), mention.end + 12) is None


def _sort(mention: Mention) -> str:
    unit = mention.unit or ""
    if mention.kind == "duration":
        return "age" if "岁" in unit else "years" if unit == "年" else "short"
    if mention.kind == "measure":
        return "extent" if unit in _EXTENT else "other"
    for name, units in (("people", _PEOPLE), ("work", _WORK), ("held", _HELD)):
        if unit in units:
            return name
    return "other"


def _size(text: str, mention: Mention) -> str:
    first, last = mention.number
    if not text[first].isdigit():
        return "word" if last - first == 1 else "words"
    return f"digits {min(last - first, 3)}"
