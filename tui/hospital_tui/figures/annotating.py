"""From an article to the article with its year and its figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from msgspec.structs import replace as changed

from hospital_tui.figures.extraction import extract, in_traditional, read_passage
from hospital_tui.figures.read.steps import Steps, counting, source_steps
from hospital_tui.figures.resolve.context import Context
from hospital_tui.figures.resolve.lasting import beyond_heading, carried
from hospital_tui.figures.resolve.timeline import Timeline, timeline
from hospital_tui.figures.tables import Table
from hospital_tui.model import Article, Evidence, FactOrigin, Figure, Heading, Passage, Role, Section, Span
from hospital_tui.text.plausibility import garbled
from hospital_tui.text.reading import plain, read

T = TypeVar("T")

_TITLES: frozenset[Role] = frozenset(("title", "kicker", "subtitle"))
_SCENE = 24
"""Characters of a passage that says nothing but when and where (4月26日下午，火车站。)."""


def annotate(article: Article, steps: Steps | None = None) -> Article:
    """The article with the year it speaks of and the figures of its head and its passages filled in, in reading order.

    A year that the article has already stays. Never raises: a passage that fails keeps its text, has no figures and says
    why (`Passage.unread`). `steps`: what all articles of the source may take together.
    """
    if steps is None:
        steps = source_steps("".join(passage.text for passage in article.selectable()))
    taiwan = in_traditional("".join(block.text for block in _spoken(article)[0]))
    known = _guarded(lambda: _timeline(article, taiwan), steps)[0] or Timeline(article.date)
    year = article.year or known.year
    names = tuple(plain(name) for name in (article.hospital.name, *article.hospital.aliases) if name)
    context = Context(
        known.written or article.year, year, hospital=names, signs=known.signs, dispatch=known.dispatch
    )
    table: Table | None = None
    above = ""

    def fill(passage: Passage) -> Passage:
        nonlocal context, above
        above = passage.text
        if passage.role == "byline":  # who wrote it, and perhaps when it was put on a page
            return passage
        found, reason = _guarded(lambda: read_passage(_legible(passage.text), context), steps)
        if found is None:
            return changed(passage, figures=(), unread=reason)
        figures, left = found
        if passage.role != "caption":  # what a picture shows is no part of the story
            context = replace(
                context,
                stated=left.stated or context.stated,
                daily=left.daily,
                scene=_scene(passage, figures),
                story=carried(left.recent, context.story),
            )
        return changed(passage, figures=tuple(figures))

    def fill_row(row: Passage) -> Passage:
        """A row, read under the heads of its table."""
        nonlocal table
        held = table = Table(context, extract, above) if table is None or row.row in (None, 1) else table
        found, reason = _guarded(lambda: _legible(row.text) and tuple(held.read(row)), steps)
        return changed(row, figures=found or (), unread="" if found is not None else reason)

    def walk(section: Section) -> Section:
        nonlocal context, above
        outer = context.section_time
        above = section.heading.text if section.heading is not None else above
        said, _ = _guarded(lambda: _heading_time(section, context), steps)
        context = replace(context, section_time=said or outer, story=beyond_heading(context.story))
        filled = [fill_row(one) if one.role == "table" else fill(one) for one in section.passages]
        passages = tuple(map(_set_apart, filled, [*filled[1:], None]))
        below = tuple(walk(inner) for inner in section.sections)
        context = replace(context, section_time=outer)
        return changed(section, passages=passages, sections=below)

    head = tuple(fill(passage) for passage in article.head)
    sections = tuple(walk(section) for section in article.sections)
    stated = None if article.year else _guarded(lambda: tuple(_evidence(article, known)), steps)[0]
    evidence = (*article.evidence, *(stated or ()))
    return changed(article, year=year, evidence=evidence, head=head, sections=sections)


def _guarded(read: Callable[[], T], steps: Steps) -> tuple[T | None, str]:
    """What a reading gives, or None and the name of the exception that ended it."""
    try:
        with counting(steps.limit - steps.taken) as own:
            return read(), ""
    except Exception as error:  # whatever is wrong with one passage, the rest of the article is read
        return None, type(error).__name__
    finally:
        steps.taken += own.taken


class GarbledError(Exception):
    """A text was decoded wrongly before it was written: its numbers may be any."""


def _legible(text: str) -> str:
    """The text, when it is one. Raises GarbledError."""
    if garbled(text):
        raise GarbledError
    return text


def _spoken(article: Article) -> tuple[list[Passage | Heading], int]:
    """What an article says in reading order, titles, then headings and passages; and how many of them are titles."""
    titles: list[Passage | Heading] = [block for block in article.head if block.role in _TITLES]
    said = list(titles)
    for section in article.walk():
        said += [] if section.heading is None else [section.heading]
        said += [passage for passage in section.passages if passage.role != "table"]
    return said, len(titles)


def _timeline(article: Article, taiwan: bool) -> Timeline:
    """When the article speaks, from its titles, its headings and passages in reading order, and the page around it."""
    said, titles = _spoken(article)
    texts = [plain(block.text) for block in said]
    beside = [plain(block.text) for block in article.margins]
    return timeline(texts[:titles], texts[titles:], article.date, beside, taiwan=taiwan)


def _evidence(article: Article, known: Timeline) -> Iterator[Evidence]:
    """The words that state the year the article speaks of: where it is said first, else those of its date."""
    if known.year is None:
        return
    if known.said is not None:
        said, titles = _spoken(article)
        block = said[known.said[0]]
        start, end = read(block.text).back(*known.said[1:])
        spans = tuple(_source(block.spans, start, end))
        origin: FactOrigin = "head" if known.said[0] < titles else "text"
        yield Evidence(fact="year", origin=origin, text=block.text[start:end], spans=spans)
        return
    for found in article.evidence:
        if found.fact == "date" and (article.date or "").startswith(known.year):
            yield changed(found, fact="year")


def _source(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The source spans of [start, end) of a block's text."""
    for first, last in spans:
        low, high = max(start, 0), min(end, last - first)
        if low < high:
            yield first + low, first + high
        start, end = start - (last - first), end - (last - first)


def _set_apart(passage: Passage, behind: Passage | None) -> Passage:
    """A passage that is nothing but a figure, of what the passage behind it says that figure is.

    Where none does, a number without a unit is one of the page (0, of its comments) and no figure.
    """
    if len(passage.figures) != 1 or passage.figures[0].text != passage.text.strip():
        return passage
    own = passage.figures[0]
    for said in () if behind is None else behind.figures:
        if (said.kind, said.value, said.unit) == (own.kind, own.value, own.unit) and not own.label:
            figure = changed(said, text=own.text, at=own.at, part_of=None, metric=None)
            return changed(passage, figures=(figure,))
    of_the_page = own.kind in ("count", "measure") and own.unit is None and not own.label
    return changed(passage, figures=()) if of_the_page else passage


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
        figure
        for figure in extract(section.heading.text, context=replace(context, section_time=None))
        if figure.kind == "date"
    ]
    value = dates[0].value if len(dates) == 1 else None
    return value if isinstance(value, str) and not value.startswith("-") else None
