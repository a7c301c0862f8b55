"""Figures that the reader compared with their words and found right, or put off until later.

A confirmation is tied to the source as a correction is, and holds the figure as it was found right: that is what is shown
from then on, however the source is parsed later. Where its words are gone, it waits.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from hospital_tui.library.positions import source_span, words_at
from hospital_tui.library.reader.acts import Change, Row, State
from hospital_tui.library.reader.correction_store import at
from hospital_tui.library.reader.corrections import OfWords, each_passage, place_at, with_figures
from hospital_tui.library.reader.keeping import Kept, OvertakenError, now
from hospital_tui.library.reader.tables import gone, row_of
from hospital_tui.model import Article, Figure, Passage, Span


class Confirmation(OfWords, frozen=True, kw_only=True):
    """One figure found right, or put off."""

    figure: Figure
    """As it was found right."""
    later: bool = False
    """It was put off: nothing is said of it yet."""

    @property
    def place(self) -> str:
        """`SOURCE@OFFSET`: what `hospital-tui open` goes to, and what tells one from another."""
        return f"{self.source}@{self.start}"

    def laid_at(self, at: Span) -> Figure:
        """The figure where its words stand now, as it was found right."""
        by = self.figure.checked_by or (("", self.made[:10]) if self.made else None)
        return msgspec.structs.replace(self.figure, at=at, confirmed=True, checked_by=by)

    @property
    def row(self) -> Row:
        """As the reader's file holds it."""
        figure = msgspec.json.encode(self.figure).decode()
        place = (self.place, self.passage_id, self.start, self.end)
        return (*place, self.figure.text, self.hospital, int(self.later), figure, self.article_id, self.made)


def of_figure(
    article: Article,
    passage: Passage,
    figure: Figure,
    *,
    later: bool = False,
    by: tuple[str, str] | None = None,
) -> Confirmation:
    """What is kept of a figure; `by` a colleague, on a day."""
    start, end = source_span(passage, figure.at)
    held = msgspec.structs.replace(figure, confirmed=False, checked_by=by)
    return Confirmation(
        passage_id=passage.id,
        start=start,
        end=end,
        figure=held,
        later=later,
        hospital=article.hospital.name,
        article_id=article.id,
        made=now(),
    )


def in_force(state: State) -> list[Confirmation]:
    """The confirmations of a state, in the order they were made; what cannot be read is left out."""
    rows = sorted(state.get("confirmation", {}).values(), key=lambda row: str(row[-1]))
    return [found for row in rows if (found := _confirmation(row)) is not None]


def put(kept: Kept, confirmations: Sequence[Confirmation]) -> bool:
    """Keep confirmations, as one act; whether anything is otherwise now.

    Raises ReaderError; OvertakenError where a figure was corrected meanwhile.
    """

    def plan(connection: sqlite3.Connection) -> Iterable[Change]:
        for one in confirmations:
            if not one.figure.corrected and at(connection, one.passage_id, one.start, one.figure):
                raise OvertakenError
            before = row_of(connection, "confirmation", one.place)
            if before is None or before[6:8] != one.row[6:8]:
                yield Change("confirmation", one.place, before, one.row)

    later = all(one.later for one in confirmations)
    return kept.act("later" if later else "confirm", plan) is not None


def take_back(kept: Kept, place: str) -> bool:
    """Take the confirmation at `SOURCE@OFFSET` back; whether there was one. Raises ReaderError."""
    return kept.act("unconfirm", lambda connection: [gone(connection, "confirmation", place)]) is not None


def apply(article: Article, confirmations: Sequence[Confirmation]) -> Article:
    """The article with confirmed figures as they were found right."""
    return (
        each_passage(article, lambda passage: _passage(passage, confirmations)) if confirmations else article
    )


def _passage(passage: Passage, confirmations: Sequence[Confirmation]) -> Passage:
    figures = list(passage.figures)
    for one in confirmations:
        at = words_at(passage, one.start, one.figure.text)
        if at is None:
            continue
        same = (place for place, figure in enumerate(figures) if figure.at == at)
        place = next(same, place_at(passage, figures, (one.start, one.end)))
        if place is None:
            figures.append(one.laid_at(at))
        else:
            figures[place] = one.laid_at(at)
    return with_figures(passage, figures) if figures != list(passage.figures) else passage


def _confirmation(row: Row) -> Confirmation | None:
    """A row as a confirmation; none where it holds what no confirmation can be."""
    _, passage_id, start, end, _, hospital, later, figure, article_id, made = row
    try:
        held = msgspec.json.decode(str(figure), type=Figure)
    except msgspec.DecodeError:
        return None
    return Confirmation(
        passage_id=str(passage_id),
        start=int(start or 0),
        end=int(end or 0),
        figure=held,
        later=bool(later),
        hospital=str(hospital),
        article_id=str(article_id),
        made=str(made),
    )
