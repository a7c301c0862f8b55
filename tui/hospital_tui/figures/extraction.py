"""From a passage to its figures, and from an article to an article with figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar

from msgspec.structs import replace as changed

from hospital_tui.figures.label.labels import label_all
from hospital_tui.figures.lexicon import unit_at
from hospital_tui.figures.phrase.chunks import cut
from hospital_tui.figures.phrase.sentence import sentences
from hospital_tui.figures.phrase.trimming import sound
from hospital_tui.figures.read.mentions import Mention, number
from hospital_tui.figures.read.observances import observed_year
from hospital_tui.figures.read.quantities import implied
from hospital_tui.figures.read.scan import scan
from hospital_tui.figures.read.steps import Steps, allowed, counting, source_steps
from hospital_tui.figures.resolve.context import Context, weekday_year, written_text, year_of_writing
from hospital_tui.figures.resolve.metrics import fitting, metric_of, part_metric
from hospital_tui.figures.resolve.parts import wholes
from hospital_tui.figures.resolve.surroundings import setting_of
from hospital_tui.figures.resolve.times import (
    Said,
    anchor_of,
    founding,
    join,
    lasting,
    resolved,
    said,
    time_of,
)
from hospital_tui.figures.tables import Table
from hospital_tui.model import Article, Figure, Passage, Section
from hospital_tui.text.reading import Reading, plain, read

T = TypeVar("T")


def extract(text: str, *, written: str | date | None = None, context: Context | None = None) -> list[Figure]:
    """The figures of a passage, in reading order; they do not overlap.

    `written`: the day the text speaks from, for 今年5月. `context`: what else the article says. Raises TooManyStepsError
    where the text takes more steps than its length allows.
    """
    context = context or Context()
    if written is not None:
        context = replace(context, written=written_text(written))
    reading = read(text)
    with counting(allowed(len(text))):
        mentions = scan(reading.text, marker=_numbered(text), dated=context.written is not None)
        first = next(mentions, None)
        return [] if first is None else list(_figures(text, reading, chain((first,), mentions), context))


def _numbered(text: str) -> bool:
    """Whether the text opens with a list number that only a blank parts from it: 1 认真开展调查研究."""
    match = re.match(r"\d{1,2}[^\S\n]+(?=[一-鿿]{3})", text)
    return match is not None and unit_at(text, match.end()) is None


def _figures(text: str, reading: Reading, mentions: Iterator[Mention], context: Context) -> Iterator[Figure]:
    """The figures of a passage, sentence by sentence."""
    words = reading.text
    anchor = anchor_of(context)
    subject, passage, earlier = context.subject, None, None
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
        anchor = changed(anchor, near=False) if anchor.near else anchor
        values: list[int | float | str | None] = []
        dates: list[Said] = []
        for mention in own:
            if mention.date is None:
                values.append(_value(mention))
                continue
            iso, anchor = resolved(words, mention, anchor)
            values.append(iso)
            dates.append(said(words, mention, iso))
        dates = join(words, dates)
        for mention, label, whole, value in zip(own, labels, parts, values, strict=True):
            if mention.silent:
                continue
            aged = mention.kind == "duration" and (mention.unit or "").endswith("大")
            if (
                aged and mention.unit
            ):  # 4个月大: what is so old is found by the 大, which is no part of the unit
                mention.unit, mention.end = mention.unit[:-1], mention.end - 1
            at = reading.back(mention.start, mention.end)
            time, origin = (None, None) if mention.date else time_of(words, mention, dates, passage, context)
            implied(words, label.text, mention)
            unit = mention.unit
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
                unit=_own_unit(reading, mention, unit),
                qualifier=mention.qualifier,
                label=reading.own(sound(_without_owner(label.text, context.hospital)), 0, end),
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
        passage = lasting(dates) or passage


def _own_unit(reading: Reading, mention: Mention, unit: str | None) -> str | None:
    """A unit in the script of the text (張); 元, % and what stands in Latin letters are one spelling everywhere."""
    if unit is None or unit.isascii() or mention.kind in ("money", "percent"):
        return unit
    return reading.own(unit, mention.start, mention.end)


def _without_owner(label: str, names: tuple[str, ...]) -> str:
    """A label without the hospital's name before it: whose figures these are, the article says."""
    for name in sorted(names, key=len, reverse=True):
        rest = label.removeprefix(name).lstrip("的")
        if len(rest) < len(label) and len(rest) >= 2:
            return rest
    return label


def _value(mention: Mention) -> int | float | str | None:
    """The value as the model holds it."""
    if mention.value is None or isinstance(mention.value, str):
        return mention.value
    if mention.high is not None:
        return f"{number(mention.value)}/{number(mention.high)}"
    return number(mention.value)


def annotate(article: Article, steps: Steps | None = None) -> Article:
    """The article with the figures of its head and its passages filled in, in reading order.

    Never raises: a passage that fails keeps its text, has no figures and says why (`Passage.unread`). `steps`: what all
    articles of the source may take together.
    """
    steps = steps or source_steps()
    written = article.date or _guarded(lambda: _written(article), steps)[0]
    names = tuple(plain(name) for name in (article.hospital.name, *article.hospital.aliases) if name)
    context = Context(written, article.year, hospital=names)
    table: Table | None = None

    def fill(passage: Passage) -> Passage:
        nonlocal context
        found, reason = _guarded(lambda: extract(passage.text, context=context), steps)
        if found is None:
            return changed(passage, figures=(), unread=reason)
        figures = tuple(found)
        years = [
            figure.value[:4]
            for figure in figures
            if figure.kind == "date"
            and isinstance(figure.value, str)
            and not founding(passage.text, *figure.at)
        ]
        stated = next((year for year in reversed(years) if year.isdigit()), None)
        if stated is not None:
            context = replace(context, stated=stated)
        return changed(passage, figures=figures)

    def fill_row(row: Passage) -> Passage:
        """A row, read under the heads of its table."""
        nonlocal table
        held = table = Table(context, extract) if table is None or row.row in (None, 1) else table
        found, reason = _guarded(lambda: tuple(held.read(row)), steps)
        return changed(row, figures=found or (), unread="" if found is not None else reason)

    def walk(section: Section) -> Section:
        nonlocal context
        outer = context.section_time
        said, _ = _guarded(lambda: _heading_time(section, context), steps)
        context = replace(context, section_time=said or outer)
        passages = tuple(
            fill_row(passage) if passage.role == "table" else fill(passage) for passage in section.passages
        )
        below = tuple(walk(inner) for inner in section.sections)
        context = replace(context, section_time=outer)
        return changed(section, passages=passages, sections=below)

    head = tuple(fill(passage) for passage in article.head)
    sections = tuple(walk(section) for section in article.sections)
    return changed(article, head=head, sections=sections)


def _guarded(read: Callable[[], T], steps: Steps) -> tuple[T | None, str]:
    """What a reading gives, or None and the name of the exception that ended it."""
    try:
        with counting(steps.limit - steps.taken) as own:
            return read(), ""
    except Exception as error:  # whatever is wrong with one passage, the rest of the article is read
        return None, type(error).__name__
    finally:
        steps.taken += own.taken


def _written(article: Article) -> str | None:
    """The day or year an article without a date of its own speaks from, as its passages tell."""
    texts = [plain(passage.text) for passage in article.selectable()]
    stated = max(year_of_writing(texts) or "", article.year or "") or None
    return weekday_year(texts) or _observed(texts, stated) or stated


def _observed(texts: list[str], stated: str | None) -> str | None:
    """The year of a numbered observance, where it is no more than a year from the one the article states."""
    year = observed_year(texts)
    near = year is not None and (stated is None or abs(int(year) - int(stated)) <= 1)
    return year if near else None


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
