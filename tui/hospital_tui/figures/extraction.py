"""From a passage to its figures, and from an article to an article with figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from msgspec.structs import replace as changed

from hospital_tui.figures.label.labels import label_all
from hospital_tui.figures.lexicon import unit_at
from hospital_tui.figures.phrase.chunks import cut
from hospital_tui.figures.phrase.sentence import sentences
from hospital_tui.figures.phrase.trimming import sound
from hospital_tui.figures.read.mentions import Date, Mention, number
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.resolve.context import Context, written_text
from hospital_tui.figures.resolve.metrics import fitting, metric_of, part_metric
from hospital_tui.figures.resolve.parts import wholes
from hospital_tui.figures.resolve.resolving import Anchor
from hospital_tui.figures.resolve.surroundings import setting_of
from hospital_tui.figures.resolve.timeline import timeline
from hospital_tui.figures.resolve.times import (
    Said,
    anchor_of,
    dealt_out,
    join,
    lasting,
    reckoned,
    resolved,
    said,
    time_of,
)
from hospital_tui.model import Article, Figure, Passage, Role, Section, TimeOrigin
from hospital_tui.text.reading import Reading, plain, read


def extract(text: str, *, written: str | date | None = None, context: Context | None = None) -> list[Figure]:
    """The figures of a passage, in reading order; they do not overlap.

    `written`: the day the text speaks from, for 今年5月. `context`: what else the article says.
    """
    context = context or Context()
    if written is not None:
        context = replace(context, written=written_text(written))
    return _extract(text, context)[0]


def _extract(text: str, context: Context) -> tuple[list[Figure], Date | None]:
    """The figures of a passage, and the date it states last."""
    reading = read(text)
    mentions = scan(reading.text, marker=_numbered(text), dated=context.written is not None)
    first = next(mentions, None)
    if first is None:
        return [], None
    flow = _Flow(anchor_of(context), Said(0, 0, context.scene) if context.scene else None)
    return list(_figures(text, reading, chain((first,), mentions), context, flow)), flow.anchor.stated


@dataclass(slots=True)
class _Flow:
    """What goes on from sentence to sentence of a passage."""

    anchor: Anchor
    """What dates are counted from."""
    period: Said | None = None
    """The period that the sentences before speak of."""
    years: set[str] = field(default_factory=set)
    """The years that its dates name."""


def _numbered(text: str) -> bool:
    """Whether the text opens with a list number that only a blank parts from it: 1 认真开展调查研究."""
    match = re.match(r"\d{1,2}[^\S\n]+(?=[一-鿿]{3})", text)
    return match is not None and unit_at(text, match.end()) is None


def _figures(
    text: str, reading: Reading, mentions: Iterator[Mention], context: Context, flow: _Flow
) -> Iterator[Figure]:
    """The figures of a passage, sentence by sentence."""
    words = reading.text
    subject, earlier = context.subject, None
    waiting = next(mentions, None)
    named: dict[int, str | None] = {}
    for start, end in sentences(words):
        own: list[Mention] = []
        while waiting is not None and waiting.start < end:
            own.append(waiting)
            waiting = next(mentions, None)
        if not own:
            earlier = None
            continue
        named = {} if earlier is None else {earlier.start: named.get(earlier.start)}
        chunks = cut(words, start, end, own)
        labels = label_all(words, chunks, subject)
        parts = wholes(chunks, earlier) if earlier or len(own) > 1 else [None]
        values, dates = _dated(words, own, context, flow)
        dealt = dealt_out(words, own, dates)
        dates = join(words, dates)
        for mention, label, whole, value in zip(own, labels, parts, values, strict=True):
            if mention.silent:
                continue
            at = reading.back(mention.start, mention.end)
            time, origin = _time(words, mention, dates, dealt, flow, context)
            unit = mention.unit
            if unit is None and mention.glued and _PEOPLE.search(label.text):
                unit = "人"
            metric = None
            if label.change is None and fitting(label.text, mention.kind, unit):
                here = setting_of(
                    words, start, chunks, mention, whole, context.hospital, origin == "sentence"
                )
                metric = metric_of(label.text, mention.kind, unit, False, here)
            if whole is not None:
                metric = part_metric(metric, named.get(whole.start))
            named[mention.start] = metric
            yield Figure(
                kind=mention.kind,
                text=text[slice(*at)],
                at=at,
                value=value,
                unit=unit,
                qualifier=mention.qualifier,
                label=sound(_without_owner(label.text, context.hospital)),
                time=time,
                part_of=None if whole is None else text[slice(*reading.back(whole.start, whole.end))],
                metric=metric,
                change=label.change,
                label_inferred=label.inferred,
                time_from=origin,
            )
            if mention.kind != "date" and label.text:
                subject = label.text
            if mention.kind == "count":
                earlier = mention
        flow.period = lasting(dates, flow.years) or flow.period


def _dated(
    words: str, own: list[Mention], context: Context, flow: _Flow
) -> tuple[list[int | float | str | None], list[Said]]:
    """The value of each mention of a sentence, and the dates among them as the others see them."""
    values: list[int | float | str | None] = []
    dates: list[Said] = []
    for mention in own:
        if mention.date is None:
            values.append(_value(mention))
            back = reckoned(words, mention, context)
            dates += [back] if back is not None else []
            continue
        iso, flow.anchor = resolved(words, mention, flow.anchor)
        values.append(iso)
        dates.append(said(words, mention, iso))
    return values, dates


def _time(
    words: str, mention: Mention, dates: list[Said], dealt: dict[int, str], flow: _Flow, context: Context
) -> tuple[str | None, TimeOrigin | None]:
    """The period of a mention, none of a date, and where it was read."""
    if mention.kind == "date":
        return None, None
    if mention.start in dealt:
        return dealt[mention.start], "sentence"
    return time_of(words, mention, dates, flow.period, context)


def _without_owner(label: str, names: tuple[str, ...]) -> str:
    """A label without the hospital's name before it: whose figures these are, the article says."""
    for name in sorted(names, key=len, reverse=True):
        rest = label.removeprefix(name).lstrip("的")
        if len(rest) < len(label) and len(rest) >= 2:
            return rest
    return label


_PEOPLE = re.compile("(?:人口|人数|人员|患者|病人|居民|群众|儿童|老人|学生|学员|职工)$")


def _value(mention: Mention) -> int | float | str | None:
    """The value as the model holds it."""
    if mention.value is None or isinstance(mention.value, str):
        return mention.value
    if mention.high is not None:
        return f"{number(mention.value)}/{number(mention.high)}"
    return number(mention.value)


def annotate(article: Article) -> Article:
    """The article with the year it speaks of and the figures of its head and passages filled in, in reading order.

    A year that the article has already stays.
    """
    known = timeline(*_texts(article), article.date, [plain(block.text) for block in article.margins])
    year = article.year or known.year
    names = tuple(name for name in (article.hospital.name, *article.hospital.aliases) if name)
    context = Context(known.written or article.year, year, hospital=names)

    def fill(passage: Passage) -> Passage:
        nonlocal context
        figures, stated = _extract(passage.text, context)
        context = replace(context, stated=stated or context.stated, scene=_scene(passage, figures))
        return changed(passage, figures=tuple(figures))

    def walk(section: Section) -> Section:
        nonlocal context
        outer = context.section_time
        context = replace(context, section_time=_heading_time(section, context) or outer)
        passages = tuple(fill(passage) for passage in section.passages)
        below = tuple(walk(inner) for inner in section.sections)
        context = replace(context, section_time=outer)
        return changed(section, passages=passages, sections=below)

    head = tuple(fill(passage) for passage in article.head)
    sections = tuple(walk(section) for section in article.sections)
    return changed(article, year=year, head=head, sections=sections)


_TITLES: frozenset[Role] = frozenset(("title", "kicker", "subtitle"))


def _texts(article: Article) -> tuple[list[str], list[str]]:
    """Readings of an article's titles, and of its headings and passages in reading order."""
    titles = [plain(block.text) for block in article.head if block.role in _TITLES]
    body: list[str] = []
    for section in article.walk():
        body += [] if section.heading is None else [plain(section.heading.text)]
        body += [plain(passage.text) for passage in section.passages]
    return titles, body


_SCENE = 24
"""Characters of a passage that says nothing but when and where (4月26日下午，火车站。)."""


def _scene(passage: Passage, figures: Sequence[Figure]) -> str | None:
    """The date of a passage that sets the scene of the next."""
    if len(figures) == 1 and figures[0].kind == "date" and len(passage.text) <= _SCENE:
        return str(figures[0].value)
    return None


def _heading_time(section: Section, context: Context) -> str | None:
    """The period a section's heading names."""
    if section.heading is None:
        return None
    dates = [
        f
        for f in extract(section.heading.text, context=replace(context, section_time=None))
        if f.kind == "date"
    ]
    value = dates[0].value if len(dates) == 1 else None
    return value if isinstance(value, str) and not value.startswith("-") else None
