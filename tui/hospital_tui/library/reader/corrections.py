"""The reader's corrections of figures, laid over what was parsed.

A correction is tied to the source: the first 12 hex digits of its SHA-256 and the offsets of the words it is about. So
it finds its figure again after the source was parsed anew, wherever passages begin then. Only the fields that the
reader changed are laid over; the rest follows the parser. A figure that the parser no longer finds is put back, as the
reader corrected it; one that was struck out stays out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from hospital_tui.library.positions import source_span, text_offset, words_at
from hospital_tui.model import Article, Figure, Passage, Section, Span

Field = Literal["value", "unit", "label", "metric", "time", "qualifier"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""What of a figure can be corrected."""

Said = int | float | str | None
"""The reader's word for a field."""


class OfWords(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the reader says of words of a source."""

    passage_id: str
    """The passage that held them then."""
    start: int
    end: int
    """[start, end) of the words in the source, in code points."""
    hospital: str = ""
    article_id: str = ""
    made: str = ""
    """ISO 8601, local time."""

    @property
    def source(self) -> str:
        """First 12 hex digits of the source's SHA-256."""
        return self.passage_id.partition("@")[0]


class Correction(OfWords, frozen=True, kw_only=True):
    """One figure corrected or struck out by the reader."""

    id: int
    original: Figure
    """The figure as it was parsed then."""
    changes: dict[Field, Said] = {}
    struck: bool = False
    """The words are no figure."""
    by: str = ""
    """The colleague whose correction it is; "": the reader's own."""

    @property
    def figure(self) -> Figure | None:
        """The figure as the reader says; none where it is struck out."""
        return None if self.struck else laid_over(self.original, self)


BySource = Mapping[str, Sequence[Correction]]
"""Source to its corrections."""


def laid_over(figure: Figure, correction: Correction) -> Figure:
    """The figure with the reader's words in place of the parser's."""
    said: dict[str, object] = {str(field): value for field, value in correction.changes.items()}
    if "label" in said:
        said |= {"label": said["label"] or "", "label_inferred": False}
    if "time" in said:
        said["time_from"] = "sentence" if said["time"] else None
    by = (correction.by, correction.made[:10]) if correction.by or correction.made else None
    return msgspec.structs.replace(figure, **said, corrected=True, confirmed=False, checked_by=by)


def unchecked(figure: Figure) -> Figure:
    """The figure as if no person had looked at it."""
    return msgspec.structs.replace(figure, corrected=False, confirmed=False, checked_by=None)


def apply(article: Article, corrections: Sequence[Correction]) -> Article:
    """The article with corrections of its source laid over its figures."""
    return each_passage(article, lambda passage: _passage(passage, corrections)) if corrections else article


def each_passage(article: Article, change: Callable[[Passage], Passage]) -> Article:
    """The article with every passage that can be selected changed."""

    def section(one: Section) -> Section:
        return msgspec.structs.replace(
            one,
            passages=tuple(map(change, one.passages)),
            sections=tuple(map(section, one.sections)),
        )

    return msgspec.structs.replace(
        article, head=tuple(map(change, article.head)), sections=tuple(map(section, article.sections))
    )


def _passage(passage: Passage, corrections: Sequence[Correction]) -> Passage:
    here = [found for found in corrections if text_offset(passage, found.start) is not None]
    figures: list[Figure | None] = list(passage.figures)
    missing = []
    for correction in here:
        place = place_at(passage, figures, (correction.start, correction.end))
        if place is None:
            missing += _put_back(passage, correction)
        elif figure := figures[place]:
            figures[place] = None if correction.struck else laid_over(figure, correction)
    return with_figures(passage, [*filter(None, figures), *missing]) if here else passage


def with_figures(passage: Passage, figures: Iterable[Figure]) -> Passage:
    """The passage with these figures, as they stand in it."""
    return msgspec.structs.replace(passage, figures=tuple(sorted(figures, key=lambda figure: figure.at)))


def place_at(passage: Passage, figures: Sequence[Figure | None], span: Span) -> int | None:
    """The figure that shares most characters with a span of the source; none where none shares any."""
    shared = {place: _shared(source_span(passage, one.at), span) for place, one in enumerate(figures) if one}
    best = max(shared, key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] > 0 else None


def _shared(one: Span, other: Span) -> int:
    """Characters that two spans share; none or fewer where they lie apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def place_in(passage: Passage, correction: Correction) -> int | None:
    """Place among a passage's figures of the one that a correction made, -1 where it is struck out; none elsewhere."""
    if text_offset(passage, correction.start) is None:
        return None
    words = correction.start, correction.end
    for index, figure in enumerate(passage.figures):
        if figure.corrected and _shared(source_span(passage, figure.at), words) > 0:
            return index
    return -1 if correction.struck else None


def _put_back(passage: Passage, correction: Correction) -> list[Figure]:
    """The corrected figure at its words, where the passage still holds them as they were; nothing that was struck out."""
    at = words_at(passage, correction.start, correction.original.text)
    if at is None or correction.struck:
        return []
    return [laid_over(msgspec.structs.replace(correction.original, at=at), correction)]


def empty(figure: Figure, wanted: Mapping[Field, Said]) -> bool:
    """Whether what is wanted takes the value away: that corrects nothing, it would have to be struck out."""
    return "value" in wanted and wanted["value"] in (None, "") and figure.value is not None


def differing(figure: Figure, wanted: Mapping[Field, Said]) -> dict[Field, Said]:
    """Those of the reader's words that say something else than the figure."""
    return {
        field: said for field, said in wanted.items() if (getattr(figure, field) or None) != (said or None)
    }
