"""Which passages of an article a query matches, and what it marks in them: the filter language over text, no index.

The index (`searching`) answers the same questions over the whole library; a property test holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from hospital_tui.library.figure_values import interval, years
from hospital_tui.library.query.clauses import (
    COMPARE,
    UNDATED,
    Arrived,
    Demand,
    Kept,
    Part,
    Published,
    Some,
    of,
)
from hospital_tui.library.query.query import Branch, Query
from hospital_tui.library.records import Match
from hospital_tui.library.store.placing import Placed, names, placed
from hospital_tui.model import Article, Figure, Heading, Span
from hospital_tui.text.folding import fold


def matches(query: Query, article: Article) -> dict[str, Match]:
    """Passage id to what matches there; headings that hold a word are under `heading@<source offset>`."""
    branches = allowed(query, article)
    if not branches:
        return {}
    each = ((place.passage.id, match_passage(branches, place)) for place in placed(article))
    found = {passage_id: match for passage_id, match in each if match is not None}
    return found | _in_headings(branches, article) if found else {}


def allowed(query: Query, article: Article) -> tuple[Branch, ...]:
    """The branches whose conditions on hospital, newspaper and day an article meets."""
    return tuple(branch for branch in query.branches if _article_matches(branch, article))


def _article_matches(branch: Branch, article: Article) -> bool:
    hospitals = branch.places("hospital")
    said, paper = names(article) if hospitals else "", fold(article.newspaper or "")
    return (
        _all_met(hospitals, lambda place: place.text in said)
        and _all_met(of(Arrived, branch.clauses), lambda one: article.id in one.articles)
        and _all_met(branch.places("newspaper"), lambda one: one.text in paper if one.text else not paper)
        and _all_met(of(Published, branch.clauses), lambda one: _appeared(one, article.date or ""))
    )


def _all_met(clauses: Iterable[Some], holds: Callable[[Some], bool]) -> bool:
    """Whether each clause holds, or does not where it is denied."""
    return all(holds(clause) != clause.negative for clause in clauses)


def _appeared(clause: Published, date: str) -> bool:
    """Whether a day, as far as it is told, lies between two others."""
    first, last = clause.first, clause.last
    if not first:
        return not date
    return len(date) >= max(len(first), len(last)) and first <= date and date[: len(last)] <= last


def match_passage(branches: Sequence[Branch], place: Placed) -> Match | None:
    """What branches mark in a passage of an article that they allow; none where it matches none of them."""
    folded = fold(place.passage.text)
    found = [
        (branch, figures)
        for branch in branches
        if (figures := _figures_in(branch, place, folded)) is not None
    ]
    if not found:
        return None
    words = dict.fromkeys(word.text for branch, _ in found for word in branch.words())
    figures = set[int]().union(*(some for _, some in found))
    return Match(spans=occurrences(folded, words), figures=tuple(sorted(figures)))


def _figures_in(branch: Branch, place: Placed, folded: str) -> set[int] | None:
    """The figures of a passage that a branch asks for; none where the passage does not match."""
    if not _words_match(branch, place, folded):
        return None
    figures: set[int] = set()
    for demand in branch.demands():
        meeting = [index for index, figure in enumerate(place.passage.figures) if meets(figure, demand)]
        if bool(meeting) == demand.negative:
            return None
        figures.update(meeting)
    return figures


def _words_match(branch: Branch, place: Placed, folded: str) -> bool:
    """Whether a passage meets all of a branch but what it asks of figures."""
    sections = branch.places("section")
    headings = [fold(heading) for heading in place.headings] if sections else []
    return (
        _all_met((*branch.words(), *branch.words(negative=True)), lambda word: word.text in folded)
        and _all_met(of(Kept, branch.clauses), lambda one: place.passage.id in one.passages)
        and _all_met(sections, lambda one: any(one.text in heading for heading in headings))
    )


def meets(figure: Figure, demand: Demand) -> bool:
    """Whether a figure meets the conditions of a demand (its `negative` left aside)."""
    return (
        demand.kind in (None, figure.kind)
        and (demand.unit is None or fold(figure.unit or "") == demand.unit)
        and all(_called(figure, part, text) for part, text in demand.said)
        and not (demand.unchecked and figure.checked)
        and not (demand.waits and not figure.waits)
        and _compares(figure, demand)
        and _speaks_of(figure, demand.years)
    )


def _compares(figure: Figure, demand: Demand) -> bool:
    if demand.unit is None and not demand.bounds:
        return True
    value = interval(figure)
    return value is not None and all(_within(value, sign, bound) for sign, bound in demand.bounds)


def _speaks_of(figure: Figure, wanted: tuple[int, int] | None) -> bool:
    if wanted is None:
        return True
    span = years(figure)
    if span is None or wanted == UNDATED:
        return span is None and wanted == UNDATED
    return span[0] <= wanted[1] and span[1] >= wanted[0]


def _called(figure: Figure, part: Part, text: str) -> bool:
    """Whether a figure is called so."""
    if part != "metric" and text in fold(figure.label):
        return True
    if part != "label" and text in fold(figure.metric or ""):
        return True
    return part == "about" and text == fold(figure.unit or "")


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


def _in_headings(branches: Sequence[Branch], article: Article) -> dict[str, Match]:
    words = [word.text for branch in branches for word in branch.words()]
    words += [one.text for branch in branches for one in branch.places("section") if not one.negative]
    found = {}
    for heading in _headings(article):
        if spans := occurrences(fold(heading.text), words):
            found[f"heading@{heading.spans[0][0] if heading.spans else 0}"] = Match(spans=spans)
    return found


def _headings(article: Article) -> Iterator[Heading]:
    return (section.heading for section in article.walk() if section.heading)
