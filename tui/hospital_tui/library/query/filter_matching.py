"""Which passages of an article a query matches, and what it marks in them: the filter language over text, no index.

The index (`searching`) answers the same questions over the whole library; a property test holds the two together.
"""

from collections.abc import Iterable, Iterator

import msgspec

from hospital_tui.library.figures.figure_values import interval, years
from hospital_tui.library.query.query import COMPARE, Demand, Query
from hospital_tui.library.records import Match
from hospital_tui.model import Article, Figure, Heading, Passage, Section, Span
from hospital_tui.text.folding import fold


class Placed(msgspec.Struct, frozen=True):
    """A passage with the headings above it, outermost first; a run-in heading is the last of them."""

    passage: Passage
    headings: tuple[str, ...]
    section: int
    """Place of its section among the article's sections in reading order; -1 in the head."""


def placed(article: Article) -> Iterator[Placed]:
    """All selectable passages in reading order, each with its headings."""
    for passage in article.head:
        yield Placed(passage, (), -1)
    number = 0

    def walk(section: Section, above: tuple[str, ...]) -> Iterator[Placed]:
        nonlocal number
        mine, number = number, number + 1
        headings = (*above, section.heading.text) if section.heading else above
        for passage in section.passages:
            yield Placed(passage, (*headings, passage.run_in) if passage.run_in else headings, mine)
        for inner in section.sections:
            yield from walk(inner, headings)

    for section in article.sections:
        yield from walk(section, ())


def names(article: Article) -> str:
    """The hospital's names, folded, one a line."""
    return fold("\n".join((article.hospital.name, *article.hospital.aliases)))


def matches(query: Query, article: Article) -> dict[str, Match]:
    """Passage id to what matches there; headings that hold a word are under `heading@<source offset>`."""
    if query.empty:
        return {}
    if not _hospital_matches(query, names(article)):
        return {}
    found = {}
    for place in placed(article):
        match = match_passage(query, place)
        if match is not None:
            found[place.passage.id] = match
    if found:
        found |= _in_headings(query, article)
    return found


def _hospital_matches(query: Query, hospital: str) -> bool:
    return all((place.text in hospital) != place.negative for place in query.places("hospital"))


def match_passage(query: Query, place: Placed) -> Match | None:
    """What the query marks in a passage of a hospital that it allows; none where the passage does not match."""
    folded = fold(place.passage.text)
    if not all(
        (word.text in folded) != word.negative for word in (*query.words(), *query.words(negative=True))
    ):
        return None
    if sections := query.places("section"):
        headings = [fold(heading) for heading in place.headings]
        if not all(
            any(clause.text in heading for heading in headings) != clause.negative for clause in sections
        ):
            return None
    figures: set[int] = set()
    for demand in query.demands():
        meeting = [index for index, figure in enumerate(place.passage.figures) if meets(figure, demand)]
        if bool(meeting) == demand.negative:
            return None
        figures.update(meeting)
    return Match(
        spans=occurrences(folded, (word.text for word in query.words())), figures=tuple(sorted(figures))
    )


def meets(figure: Figure, demand: Demand) -> bool:
    """Whether a figure meets the conditions of a demand (its `negative` left aside)."""
    if demand.kind is not None and figure.kind != demand.kind:
        return False
    if demand.unit is not None:
        value = interval(figure)
        if value is None or fold(figure.unit or "") != demand.unit:
            return False
        if not all(_within(value, sign, bound) for sign, bound in demand.bounds):
            return False
    if demand.years is not None:
        span = years(figure)
        return span is not None and span[0] <= demand.years[1] and span[1] >= demand.years[0]
    return True


def _within(value: tuple[float, float], sign: str, bound: float) -> bool:
    low, high = value
    if sign == "=":
        return low <= bound <= high
    return COMPARE[sign](high if sign in (">", ">=") else low, bound)  # type: ignore[index]


def occurrences(folded: str, words: Iterable[str]) -> tuple[Span, ...]:
    """[start, end) wherever one of the words stands, in order, overlapping ones joined."""
    spans: list[Span] = []
    for word in words:
        position = folded.find(word)
        while position >= 0:
            spans.append((position, position + len(word)))
            position = folded.find(word, position + 1)
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _in_headings(query: Query, article: Article) -> dict[str, Match]:
    words = [word.text for word in query.words()] + [
        place.text for place in query.places("section") if not place.negative
    ]
    found = {}
    for heading in _headings(article):
        if spans := occurrences(fold(heading.text), words):
            found[f"heading@{heading.spans[0][0] if heading.spans else 0}"] = Match(spans=spans)
    return found


def _headings(article: Article) -> Iterator[Heading]:
    return (section.heading for section in article.walk() if section.heading)
