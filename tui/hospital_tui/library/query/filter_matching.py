"""Which passages of an article a query matches, and what it marks in them: the filter language over text, no index.

The index (`searching`) answers the same questions over the whole library; a property test holds the two together.
"""

from collections.abc import Iterable, Iterator

from hospital_tui.library.figure_values import interval, years
from hospital_tui.library.query.query import COMPARE, UNDATED, Demand, Query
from hospital_tui.library.records import Match
from hospital_tui.library.store.placing import Placed, names, placed
from hospital_tui.model import Article, Figure, Heading, Span
from hospital_tui.text.folding import fold


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
        if demand.years == UNDATED:
            return span is None
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
