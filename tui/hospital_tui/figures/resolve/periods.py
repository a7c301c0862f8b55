"""The period a figure speaks of, chosen among what its sentence, passage, section and article propose.

Every source proposes what it knows; learnt weights (periods.json) say how likely a figure of this kind, in words like
these, is of it. Below the line nothing is given: a period left open is honest, a wrong one is not.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from hospital_tui.figures.lexicon import extents
from hospital_tui.figures.read.mentions import Mention
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.governing import arrives, leaves
from hospital_tui.figures.resolve.standing import (
    CLAUSE,
    OPEN_END,
    Recent,
    Said,
    clause_start,
    elsewhere,
    sentence_start,
    word,
)
from hospital_tui.model import TimeOrigin

_SORTS = {
    "people": frozenset("人名位"),
    "work": frozenset(("例", "人次", "台", "台次", "例次", "次", "项", "篇", "件", "份")),
    "held": frozenset(("张", "个", "家", "所", "支", "间", "套", "种", "类", "大")),
}


class Proposal(msgspec.Struct, frozen=True):
    """A period that a figure may be of."""

    iso: str
    origin: TimeOrigin
    source: str
    """sentence, passage, section or year."""
    place: str
    """How it stands to the figure, within its source."""
    signs: tuple[str, ...]
    """What is seen of it and of the figure."""

    def weighed(self) -> Iterator[str]:
        """The names of the weights that are added up: of each sign by itself, in its source and in its place."""
        yield from ("", self.source, self.place)
        for sign in self.signs:
            yield sign
            for name in {self.source: 0, self.place: 0}:
                yield f"{name} {sign}"


@cache
def weights() -> Any:
    """The content of periods.json: the `lines` by source from which a period is given, and `weights` by sign."""
    return json.loads((Path(__file__).parent / "periods.json").read_text(encoding="utf-8"))


def choose(asked: Sequence[Sequence[Proposal]]) -> list[tuple[str | None, TimeOrigin | None]]:
    """For each figure of a sentence the ISO text of the likeliest period, and where it was read.

    None where none is likely enough for its source. `asked`: what each may be of.
    """
    learnt = weights()["weights"]
    scores = shared(asked, lambda one: sum(learnt.get(sign, 0.0) for sign in one.weighed()))
    return [_likeliest(found, own) for found, own in zip(asked, scores, strict=True)]


def shared(asked: Sequence[Sequence[Proposal]], score: Callable[[Proposal], float]) -> list[list[float]]:
    """How likely each proposal is; a period that the sentence does not say is as likely for all its figures that may be of it."""
    scores = [[score(one) for one in found] for found in asked]
    together: dict[tuple[str, str, str], list[float]] = {}
    for one, own in zip(chain(*asked), chain(*scores), strict=True):
        together.setdefault((one.source, one.place, one.iso), []).append(own)
    means = {key: sum(own) / len(own) for key, own in together.items()}
    return [
        [
            own if one.source == "sentence" else means[one.source, one.place, one.iso]
            for one, own in zip(found, row, strict=True)
        ]
        for found, row in zip(asked, scores, strict=True)
    ]


def _likeliest(found: Sequence[Proposal], scores: Sequence[float]) -> tuple[str | None, TimeOrigin | None]:
    """Of two that agree the nearer, which says it finer: a month, where the article tells its year."""
    lines = weights()["lines"]
    likely = [(own, -n) for n, own in enumerate(scores) if own >= lines[found[n].source]]
    if not likely:
        return None, None
    best = found[-max(likely)[1]]
    finest = next(one for _, n in likely if _within(best.iso, (one := found[-n]).iso))
    return finest.iso, finest.origin


def _within(period: str, other: str) -> bool:
    """Whether a period lies in another: 2023-10 and 2023-07/2023-09 in 2023, 2023/2025 not."""
    return all(end.startswith(period) for end in other.split("/")) or period == other


_Source = tuple[str, str, str, TimeOrigin, tuple[str, ...]]
"""What a source knows: its name, how it stands to the figure, the period, its origin, and signs of its own."""


def proposals(
    text: str,
    mention: Mention,
    own: Said | None,
    dates: Sequence[Said],
    recent: Sequence[Recent],
    context: Context,
) -> list[Proposal]:
    """The periods that a figure that is no date may be of, the nearest first.

    `own`: the date of its sentence that governs it; `dates`: those of its sentence; `recent`: those of the sentences before, the last first.
    """
    if own is not None and own.untold and not own.iso:
        return []
    rows: list[_Source] = []
    if own is not None and own.iso and not own.iso.startswith("---") and not _built(text, own, mention):
        rows = [_own(text, own, mention, dates)]
    if not leaves(text, mention):  # what something left is of a time before: no other tells it
        rows += _around(text, dates, mention, recent, context)
    if not rows:
        return []
    figure = _figure_signs(text, mention)
    years = {iso[:4] for _, _, iso, _, _ in rows}
    found = []
    for source, place, iso, origin, more in rows:
        signs = [*figure, *more, f"fine {_fine(iso)}", f"years {len(years)}"]
        agrees = context.year in iso if context.year and source != "year" else None
        signs += [] if agrees is None else ["agrees" if agrees else "disagrees"]
        if "now" in figure:
            signs += [f"now {_fine(iso)}", f"now agrees {agrees}"]
        found.append(Proposal(iso, origin, source, place, tuple(signs)))
    return found


def _own(text: str, own: Said, mention: Mention, dates: Sequence[Said]) -> _Source:
    """The date of its sentence that governs a figure."""
    iso = own.iso
    if own.start == mention.start:
        return "sentence", "itself", iso, "sentence", (own.standing,)
    before = own.start < mention.start
    low, high = (own.end, mention.start) if before else (mention.end, own.start)
    signs = [own.standing, f"far {min((high - low) // 8, 6)}", f"dates {min(len(dates), 3)}"]
    start = word("begun").search(text, low, high) if before and own.standing != "since" else None
    for name, there in (
        ("semicolon", "；" in text[low:high]),
        ("begun between", start is not None and CLAUSE.search(text, start.end(), high)),
    ):
        if there:
            signs.append(name)
    place = f"before {min(len(CLAUSE.findall(text, low, high)), 3)}" if before else "behind"
    return "sentence", place, iso, "sentence", tuple(signs)


def _around(
    text: str,
    dates: Sequence[Said],
    mention: Mention,
    recent: Sequence[Recent],
    context: Context,
) -> Iterator[_Source]:
    """The periods of what the sentence of a figure stands in."""
    here = ("dated",) if any(date.start < mention.start for date in dates) else ()
    begin = sentence_start(text, mention)
    if word("ahead").search(text, begin, mention.start):
        return
    if not _FROM_THEN.search(text, begin, mention.start):
        yield from _before(text, recent, context, here)
    section = context.section_time
    if section is None:
        yield from _article_year(recent, context, here)
        return
    told = [date.iso for date in dates if date.start < mention.start and date.standing in ("holds", "since")]
    last = told[-1:] or [one.iso for one in recent[:1]]
    if not any(_beyond(section, iso) for iso in last):
        yield "section", "section", section, "section", here


def _before(
    text: str, recent: Sequence[Recent], context: Context, here: tuple[str, ...]
) -> Iterator[_Source]:
    """The periods of the sentences and the passages before."""
    for n, one in enumerate(recent):
        if one.scene:
            yield "sentence", "scene", one.iso, "passage", here
        else:
            age = f"age {min(one.age, 4)}"
            yield "passage", f"passage {n}", one.iso, "passage", (*here, one.standing, age, *one.signs)
    for n, one in enumerate(_passages_before(text, context)):
        more = (f"age {min(one.age, 4)}", f"recent {min(len(recent), 1)}")
        yield "passage", f"story {n}", one.iso, "passage", (*here, one.standing, *more, *one.signs)


def _article_year(recent: Sequence[Recent], context: Context, here: tuple[str, ...]) -> Iterator[_Source]:
    """The year that the article speaks of, or the day that it is news of."""
    year = context.year or context.dispatch
    if not year:
        return
    before = recent or context.story
    behind = f"behind {'passage' if recent else 'story' if before else 'nothing'}"
    same = (f"{behind} {context.year in before[0].iso}",) if before and context.year else ()
    place = "year" if context.year else "dispatch"
    yield "year", place, year, "article", (*here, behind, *same, *context.signs)


def _beyond(section: str, iso: str) -> bool:
    """Whether a date has a year that is none of the section's."""
    first, last = section[:4], section.rpartition("/")[2][:4]
    return iso[:4].isdigit() and last.isdigit() and not first <= iso[:4] <= last


def _passages_before(text: str, context: Context) -> Iterator[Recent]:
    """What the passages before leave to this one: their year and no day of it in an article that tells its year, or to an
    item of a list, which is not of the day of another item.
    """
    item = _ITEM.match(text) is not None
    for one in context.story:
        if one.iso.endswith(OPEN_END):
            continue  # what goes on since some day is told of the words behind it alone
        if not (item or context.year) or "/" in one.iso:
            yield one
        elif not one.iso.startswith("-"):
            yield replace(one, iso=one.iso[:4])
        elif not item:
            yield one


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
    "may": "如果|[可能需应要将会]",
    "patient": "患者|病人|手术|术后|患儿|病情",
    "held": "床位|占地|面积|职工|医护|人员|设备|科室|总资产",
    "change": "同比|增长|下降|提高|增加|减少|上升|降低",
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
        ("otherwise", elsewhere(text, mention, start)),
        ("general", word("general").search(text, start, mention.end + 12)),
        ("summed", word("summed").search(sentence)),
        ("continued", _CONTINUED.match(text, start)),
        ("passage short", len(text) < 40),
        (f"sentence {min(text.count('。', 0, start), 3)}", True),
        ("of article", _of_the_article(text, mention)),
        ("arrives", arrives(text, mention)),
        (mention.qualifier, mention.qualifier != "exact"),
        *((name, re.search(words, text[low : mention.end + 6])) for name, words in _WORDS.items()),
    ):
        if there:
            signs.append(name)
    return tuple(signs)


_FROM_THEN = re.compile("此后|从此|其后|后来|自那以后")
"""Behind it nothing is of the time before."""
_ITEM = re.compile("[（(]?[0-9一二三四五六七八九十]{1,2}[）).、．]")
_BUILT = re.compile("[建成创立办]于$")


def _built(text: str, own: Said, mention: Mention) -> bool:
    """Whether a date is the day since which something stands (建于1984年，占地…): its size behind it is of no day."""
    if own.start >= mention.start or not _BUILT.search(text, 0, own.start):
        return False
    return CLAUSE.search(text, own.end, mention.start) is not None


def _of_the_article(text: str, mention: Mention) -> bool:
    """Whether a figure can be of the year that the article speaks of: no length of time, no rank, nothing that is so in general."""
    if mention.kind in ("duration", "rank") or (mention.kind == "measure" and mention.unit not in extents()):
        return False
    if mention.kind == "count" and _size(text, mention) == "word":
        return False
    return word("general").search(text, sentence_start(text, mention), mention.end + 12) is None


def _sort(mention: Mention) -> str:
    """What is counted: people, work that is done, or what is held."""
    return next((name for name, units in _SORTS.items() if mention.unit in units), "other")


def _size(text: str, mention: Mention) -> str:
    first, last = mention.number
    if not text[first].isdigit():
        return "word" if last - first == 1 else "words"
    return f"digits {min(last - first, 3)}"
