"""Which passages of an article a query matches, and what it marks in them: the filter language over text, no index.

The index (`searching`) answers the same questions over the whole library; a property test holds the two together.
"""

from collections.abc import Iterable, Iterator, Sequence

from hospital_tui.library.figure_values import interval, years
from hospital_tui.library.query.query import COMPARE, UNDATED, Branch, Demand, Part, Published, Query
from hospital_tui.library.records import Match
from hospital_tui.library.store.placing import Placed, names, placed
from hospital_tui.model import Article, Figure, Heading, Span
from hospital_tui.text.folding import fold


def matches(query: Query, article: Article) -> dict[str, Match]:
    """Passage id to what matches there; headings that hold a word are under `heading@<source offset>`."""
    branches = () if query.empty else allowed(query, article)
    found = {}
    for place in placed(article) if branches else ():
        match = match_passage(branches, place)
        if match is not None:
            found[place.passage.id] = match
    if found:
        found |= _in_headings(branches, article)
    return found


def allowed(query: Query, article: Article) -> tuple[Branch, ...]:
    """The branches whose conditions on hospital, newspaper and day an article meets."""
    return tuple(branch for branch in query.branches if _article_matches(branch, article))


def _article_matches(branch: Branch, article: Article) -> bool:
    hospitals, papers = branch.places("hospital"), branch.places("newspaper")
    if hospitals:
        said = names(article)
        if not all((place.text in said) != place.negative for place in hospitals):
            return False
    if not all((article.id in clause.articles) != clause.negative for clause in branch.arrived()):
        return False
    paper = fold(article.newspaper or "")
    if not all((place.text in paper if place.text else not paper) != place.negative for place in papers):
        return False
    return all(_appeared(clause, article.date or "") != clause.negative for clause in branch.published())


def _appeared(clause: Published, date: str) -> bool:
    """Whether a day, as far as it is told, lies between two others."""
    first, last = clause.first, clause.last
    if not first:
        return not date
    return len(date) >= max(len(first), len(last)) and first <= date and date[: len(last)] <= last


def match_passage(branches: Sequence[Branch], place: Placed) -> Match | None:
    """What branches mark in a passage of an article that they allow; none where it matches none of them."""
    folded = fold(place.passage.text)
    words, figures, matched = list[str](), set[int](), False
    for branch in branches:
        found = _figures_in(branch, place, folded)
        if found is not None:
            matched = True
            figures |= found
            words += [word.text for word in branch.words()]
    return (
        Match(spans=occurrences(folded, dict.fromkeys(words)), figures=tuple(sorted(figures)))
        if matched
        else None
    )


def _figures_in(branch: Branch, place: Placed, folded: str) -> set[int] | None:
    """The figures of a passage that a branch asks for; none where the passage does not match."""
    words = (*branch.words(), *branch.words(negative=True))
    if not all((word.text in folded) != word.negative for word in words):
        return None
    if not all((place.passage.id in clause.passages) != clause.negative for clause in branch.kept()):
        return None
    if sections := branch.places("section"):
        headings = [fold(heading) for heading in place.headings]
        if not all(
            any(clause.text in heading for heading in headings) != clause.negative for clause in sections
        ):
            return None
    figures: set[int] = set()
    for demand in branch.demands():
        meeting = [index for index, figure in enumerate(place.passage.figures) if meets(figure, demand)]
        if bool(meeting) == demand.negative:
            return None
        figures.update(meeting)
    return figures


def meets(figure: Figure, demand: Demand) -> bool:
    """Whether a figure meets the conditions of a demand (its `negative` left aside)."""
    if demand.kind is not None and figure.kind != demand.kind:
        return False
    if demand.unit is not None and fold(figure.unit or "") != demand.unit:
        return False
    if not all(_called(figure, part, text) for part, text in demand.said):
        return False
    if (demand.unchecked and figure.checked) or (demand.waits and not figure.waits):
        return False
    if demand.unit is not None or demand.bounds:
        value = interval(figure)
        if value is None:
            return False
        if not all(_within(value, sign, bound) for sign, bound in demand.bounds):
            return False
    if demand.years is not None:
        span = years(figure)
        if demand.years == UNDATED:
            return span is None
        return span is not None and span[0] <= demand.years[1] and span[1] >= demand.years[0]
    return True


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
    sections = [place for branch in branches for place in branch.places("section")]
    words += [place.text for place in sections if not place.negative]
    found = {}
    for heading in _headings(article):
        if spans := occurrences(fold(heading.text), words):
            found[f"heading@{heading.spans[0][0] if heading.spans else 0}"] = Match(spans=spans)
    return found


def _headings(article: Article) -> Iterator[Heading]:
    return (section.heading for section in article.walk() if section.heading)
