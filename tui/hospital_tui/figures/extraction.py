"""From a passage to its figures, and from an article to an article with figures."""

from dataclasses import replace
from datetime import date

import msgspec

from ..model import Article, Figure, Passage, Section
from .context import Context, written_text
from .dates import Anchor, resolve
from .fold import read
from .labels import label_all, sentences
from .mentions import Mention, number
from .scan import scan


def extract(text: str, *, written: str | date | None = None, context: Context | None = None) -> list[Figure]:
    """The figures of a passage, in reading order; they do not overlap.

    `written`: the day the text speaks from, for 今年5月. `context`: what else the article says.
    """
    context = context or Context()
    if written is not None:
        context = Context(
            written_text(written),
            context.year,
            context.stated,
            context.section_time,
            context.subject,
            context.hospital,
        )
    reading = read(text)
    plain = reading.text
    figures: list[Figure] = []
    subject = context.subject
    anchor = _anchor(context)
    mentions = scan(plain)
    taken = 0
    for start, end in sentences(plain):
        own = []
        while taken < len(mentions) and mentions[taken].start < end:
            own.append(mentions[taken])
            taken += 1
        if not own:
            continue
        labels = label_all(plain, start, end, own, subject)
        anchor = replace(anchor, near=False)
        for mention, label in zip(own, labels, strict=True):
            value: int | float | str | None
            if mention.date is not None:
                value, known = resolve(mention.date, anchor)
                if not mention.silent:
                    anchor = replace(anchor, stated=known, near=True)
            else:
                value = _value(mention)
            if mention.silent:
                continue
            at = reading.back(mention.start, mention.end)
            figures.append(
                Figure(
                    kind=mention.kind,
                    text=text[slice(*at)],
                    at=at,
                    value=value,
                    unit=mention.unit,
                    qualifier=mention.qualifier,
                    label=label.text,
                    change=label.change,
                    label_inferred=label.inferred,
                )
            )
    return figures


def _anchor(context: Context) -> Anchor:
    parts = [int(part) for part in (context.written or context.year or "").split("-") if part]
    return Anchor(*parts[:3])


def _value(mention: Mention) -> int | float | str | None:
    if mention.value is None or isinstance(mention.value, str):
        return mention.value
    if mention.high is not None:
        return f"{number(mention.value)}/{number(mention.high)}"
    return number(mention.value)


def annotate(article: Article) -> Article:
    """The article with the figures of its head and its passages filled in, in reading order."""
    context = Context(article.date, article.year, hospital=(article.hospital.name, *article.hospital.aliases))
    head = tuple(_filled(passage, context) for passage in article.head)
    sections = tuple(_section(section, context) for section in article.sections)
    return msgspec.structs.replace(article, head=head, sections=sections)


def _section(section: Section, context: Context) -> Section:
    """The section and those below it, filled in."""
    passages = tuple(_filled(passage, context) for passage in section.passages)
    below = tuple(_section(inner, context) for inner in section.sections)
    return msgspec.structs.replace(section, passages=passages, sections=below)


def _filled(passage: Passage, context: Context) -> Passage:
    """The passage with its figures."""
    return msgspec.structs.replace(passage, figures=tuple(extract(passage.text, context=context)))
