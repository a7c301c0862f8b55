"""Figures as evidence: rows, comparisons, timelines, and the reader's corrections of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING

from hospital_tui.library.confirming import Confirming, standing
from hospital_tui.library.figure_rows import FigureRows
from hospital_tui.library.positions import source_span, text_offset
from hospital_tui.library.query.figure_keys import by_section
from hospital_tui.library.query.finding import Asking
from hospital_tui.library.query.query import NOTHING, Query
from hospital_tui.library.reader import correction_store, facts
from hospital_tui.library.reader.acts import What
from hospital_tui.library.reader.became import followed
from hospital_tui.library.reader.corrections import FIELDS, Correction, Field, Said, place_in
from hospital_tui.library.reader.facts import Fact, FactName, FactSaid
from hospital_tui.library.reader.keeping import OvertakenError, ReaderError
from hospital_tui.library.reader.overlay import Overlay
from hospital_tui.library.reader.reader import Reader
from hospital_tui.library.readings import Store, T
from hospital_tui.library.records import FigureRow, Scope
from hospital_tui.model import Article, Figure, Passage

if TYPE_CHECKING:
    from hospital_tui.library.beside import Beside
    from hospital_tui.library.checks import Finding
    from hospital_tui.library.figures.compare import Comparison, Metric, Row
    from hospital_tui.library.figures.family import Family
    from hospital_tui.library.figures.timeline import Shown, Timeline


_OFFSET = re.compile("[0-9]{1,12}")
_MOST_DRAWN = 30
"""Hospitals that are drawn where none are chosen."""


class Evidence(Store):
    """What can be asked of the figures of all articles, and corrected in them."""

    def _asked(self, query: Query | None, scope: Scope | None, question: Callable[[Asking], T]) -> T:
        """The answer to a question on what a query finds, in all of the library or within a scope."""
        return self._ask(
            lambda connection: question(Asking(connection, self._articles, query or NOTHING, scope))
        )

    def figures(
        self,
        query: Query | None = None,
        scope: Scope | None = None,
        *,
        order: str = "reading",
        descending: bool = False,
        hospital: str | None = None,
        passage_id: str | None = None,
        most: int = -1,
    ) -> FigureRows:
        """Figures of the passages that match; where the query asks for figures (人>100), those that meet it.

        order: reading, hospital, label, value, unit, kind, time, metric, section. Of one hospital or passage only, where
        one is named. most: the first so many; -1: all.
        """
        sections = order == "section"
        keys = self._asked(
            query,
            scope,
            lambda asking: asking.figure_keys(
                "reading" if sections else order,
                descending and not sections,
                hospital=hospital,
                passage_id=passage_id,
                most=most,
            ),
        )
        if sections:
            keys = self._ask(lambda connection: by_section(connection, keys, descending))
        return FigureRows(keys, self._places, self._row_of)

    def named_figures(
        self,
        query: Query,
        scope: Scope | None = None,
        *,
        order: str = "reading",
        descending: bool = False,
        hospital: str | None = None,
        passage_id: str | None = None,
    ) -> tuple[FigureRows, int]:
        """Figures whose label, metric or unit a query's words are; where there are none, those of the passages that hold them.

        With them how many figures of such passages are not called so.
        """

        def found(asked: Query) -> FigureRows:
            return self.figures(
                asked, scope, order=order, descending=descending, hospital=hospital, passage_id=passage_id
            )

        rows = found(named := query.of_figures())
        around = rows if named == query else found(query)
        return rows or around, around.beside(rows)

    def compare(
        self,
        hospitals: Sequence[str] | None = None,
        metrics: Sequence[str] | None = None,
        query: Query | None = None,
    ) -> "Comparison":
        """Hospitals beside each other in metrics; default: all of the library (or of a query) where they are few, all they state."""
        from hospital_tui.library.figures import compare

        return self._ask(
            lambda connection: compare.compare(
                connection,
                self._figure_row,
                hospitals or compare.first_hospitals(connection, query),
                metrics,
                query,
            )
        )

    def chart(self, metric: str, hospitals: Sequence[str] = (), query: Query | None = None) -> "Row | None":
        """The row of a metric that can be drawn, of some hospitals or of the first that a query finds; none where nothing is stated."""
        names = hospitals or self.hospitals(query, _MOST_DRAWN)
        rows = self.compare(names, [metric], query).rows if metric and names else ()
        return max(rows, key=lambda row: (row.sense == "amount", row.stated), default=None)

    def compare_years(
        self, hospital: str, metrics: Sequence[str] | None = None, query: Query | None = None
    ) -> "Comparison":
        """The years of one hospital beside each other in metrics; default: all that it states."""
        from hospital_tui.library.figures import years

        return self._ask(
            lambda connection: years.by_year(connection, self._figure_row, hospital, metrics, query)
        )

    def ways_beside(self, article_id: str) -> list[tuple[str, ...]]:
        """Ids of the articles that can stand beside one, it among them: its copies; each other of its hospital, older first.

        The copies first, then the nearest year before, then the others. Raises KeyError.
        """
        article = self.article(article_id)
        from hospital_tui.library.figures import findings as findings_of

        copies, others = self._ask(lambda connection: findings_of.near(connection, article))
        mine = article.year or ""
        others.sort(key=lambda one: (one[0] >= mine, abs(int(one[0] or 0) - int(mine or 0))))
        pairs: list[tuple[str, ...]] = [
            (article_id, one) if year > mine else (one, article_id) for year, one in others
        ]
        return [tuple(copies), *pairs] if len(copies) > 1 else pairs

    def beside(self, article_ids: Sequence[str]) -> "Beside":
        """Articles side by side: copies of one report, or the first two. Raises KeyError."""
        from hospital_tui.library import beside
        from hospital_tui.library.figures import findings as findings_of

        articles = [self.article(one) for one in article_ids]
        copies, _ = self._ask(lambda connection: findings_of.near(connection, articles[0]))
        if set(article_ids) <= set(copies) and len(copies) > 1:
            return beside.copies_beside(articles)
        return beside.years_beside(articles[0], articles[min(1, len(articles) - 1)])

    def family(self, row: FigureRow) -> "Family | None":
        """The same metric in other years and hospitals; none where nothing stands beside the figure."""
        from hospital_tui.library.figures import family

        return self._ask(lambda connection: family.family(connection, self._figure_row, row))

    def waiting_figures(self) -> int:
        """How many figures were read by a machine and stand beside no other until a person has looked at them."""
        sql = "SELECT count(*) FROM figure WHERE waits"
        return int(self._ask(lambda connection: connection.execute(sql).fetchone())[0])

    def figure_of(self, article_id: str, passage_id: str, index: int) -> FigureRow | None:
        """A figure by its passage and its place there; none where it is gone."""
        rows = self.figures(passage_id=passage_id)
        return next((row for row in rows if (row.article_id, row.index) == (article_id, index)), None)

    def metrics(self, *, numbers: bool = False) -> "list[Metric]":
        """Metrics of the library, those that most hospitals state first; numbers: those that can be drawn only."""
        from hospital_tui.library.figures import compare

        return self._ask(lambda connection: compare.metrics(connection, numbers=numbers))

    def hospitals(self, query: Query | None = None, limit: int = -1) -> list[str]:
        """Names of hospitals in the library's order, or of those that a query finds."""
        from hospital_tui.library.figures import compare

        return self._ask(lambda connection: compare.hospitals(connection, query, limit))

    def timeline(
        self, query: Query | None = None, *, hospital: str | None = None, shown: "Shown" = "all"
    ) -> "Timeline":
        """Dates and figures in the order of the time they speak of."""
        from hospital_tui.library.figures import timeline

        return self._ask(
            lambda connection: timeline.timeline(
                connection, self._places, self._row_of, query=query, hospital=hospital, shown=shown
            )
        )

    def findings(self, query: Query | None = None, *, hospital: str | None = None) -> "list[Finding]":
        """What was recomputed of what articles state, of all or of one hospital: what does not hold first.

        query: only findings that rest on one of the figures that it finds.
        """
        from hospital_tui.library.figures import findings

        found = self._ask(lambda connection: findings.findings(connection, hospital))
        if query is None or query.empty:
            return found
        wanted = set(self._asked(query, None, Asking.figure_keys))
        return [one for one in found if any(point.key in wanted for point in one.points)]

    def figure_at(self, key: int) -> FigureRow | None:
        """The figure of a finding's point; none where its article was removed meanwhile."""
        return self._figure_row(key)

    def located(self, address: str) -> tuple[Article, Passage | None, Figure | None] | None:
        """What an address names: an article's id; a passage's id; `SOURCE@OFFSET`, the figure or passage that stands there.

        What is no more at hand leads to the newer state that took its place. None where it names nothing at hand.
        """
        found = self._at_hand(address)
        later = followed(address, self.reader.get) if found is None else ()
        return found or next(filter(None, map(self._at_hand, later)), None)

    def _at_hand(self, address: str) -> tuple[Article, Passage | None, Figure | None] | None:
        source, at, offset = address.partition("@")
        if not at:
            with suppress(KeyError):
                return self.article(address), None, None
            return None
        for held, place in self._placed(source) if _OFFSET.fullmatch(offset) else ():
            found = text_offset(place.passage, int(offset))
            if found is not None:
                return held.article, place.passage, _standing(place.passage, found)
        return None

    # What the reader says of them

    @property
    def confirming(self) -> Confirming:
        """What a person found right, and what is still to be looked at."""
        return Confirming(self, self._lasting, self._recorrect)

    def corrections(self) -> list[Correction]:
        """The reader's corrections in force, in the order they were made."""
        return Overlay.of(self.home).corrections

    def correct(
        self, row: FigureRow, changes: Mapping[Field, Said] | None = None, *, struck: bool = False
    ) -> Correction | None:
        """Correct a figure or strike it out, for good; none where that leaves it as it was parsed.

        Raises ReaderError where it cannot be kept, takes the value away, or is of what another program changed since
        (OvertakenError); KeyError where its passage is gone.
        """
        with self._in_turn("strike" if struck else "correct") as reader:
            article = self.article(row.article_id)
            passage, figure = standing(article, row, changes or FIELDS)
            kept = correction_store.put(reader, article, passage, figure, changes or {}, struck=struck)
        self._recorrect()
        return kept

    def correction_of(self, row: FigureRow) -> Correction | None:
        """The correction that a figure shows; none where it is as it was parsed."""
        passage = self.article(row.article_id).passage(row.passage_id)
        if passage is None or not row.figure.corrected:
            return None
        start, end = source_span(passage, row.figure.at)
        source = row.passage_id.partition("@")[0]
        here = (one for one in self.corrections() if one.source == source)
        return next((one for one in here if one.start < end and one.end > start), None)

    def place_of(self, correction: Correction) -> tuple[str, str, int] | None:
        """Article, passage and place there of a corrected figure, -1 where it is struck out.

        None where the correction waits: its words are in no article at hand, or are not what they were.
        """
        for held, place in self._placed(correction.source):
            spot = place_in(place.passage, correction)
            if spot is not None:
                return held.article.id, place.passage.id, spot
        return None

    def waiting(self) -> list[Correction]:
        """Corrections that have no place in the articles at hand; they are kept, and found again when they have."""
        return [one for one in self.corrections() if self.place_of(one) is None]

    def undo_correction(self, number: int) -> bool:
        """Take a correction back, by its id; whether it was in force. Raises ReaderError."""
        done = correction_store.undo(self._lasting(), number)
        self._recorrect()
        return done

    def facts(self, article_id: str) -> list[Fact]:
        """What an article says of itself, as it is shown, with the words it was read from. Raises KeyError."""
        return facts.of_article(self.article(article_id))

    def set_facts_of(
        self,
        article_ids: Sequence[str],
        said: Mapping[FactName, FactSaid],
        taken_back: Sequence[FactName] = (),
        seen: Sequence[Fact] = (),
    ) -> None:
        """Say what articles are, for good, as one act that is undone as one: their figures are dated by their year.

        None: an article does not tell. taken_back: facts that are to be as they were read. Raises ReaderError where something
        cannot be kept or is no such fact; KeyError.
        seen: the facts that the reader looked at; one that another program changed since is not changed (OvertakenError).
        """
        with self._in_turn("facts") as reader:
            articles = [self.article(one) for one in article_ids]
            now = chain.from_iterable(map(facts.of_article, articles))
            if seen and any(fact not in seen for fact in now if fact.name in (*said, *taken_back)):
                raise OvertakenError
            facts.put(reader, articles, said, taken_back)
        self._recorrect()

    @contextmanager
    def _in_turn(self, what: What) -> Iterator[Reader]:
        """One act, on articles as they are now: compiled before it, for other programs wait while it lasts. Raises ReaderError."""
        reader = self._lasting()
        for last in (False, False, True):
            self.refresh(thorough=False)
            with reader.as_one(what):
                if last or not self.changed():
                    yield reader
                    return

    def _lasting(self) -> Reader:
        """The reader's file, to write what is laid over articles. Raises ReaderError where it cannot be written."""
        reader = self.reader
        if reader.path is None:
            reason = next(one.params["reason"] for one in reader.notices if one.key == "reader-unwritable")
            raise ReaderError(reason)
        return reader

    def _recorrect(self) -> None:
        """Lay what the reader says over the articles as they are now."""
        try:
            self.refresh(thorough=False)
        finally:
            self.corrected += 1  # who sees this sees what was compiled


def _standing(passage: Passage, offset: int) -> Figure | None:
    """The figure that begins at an offset of a passage's text; none where none does."""
    return next((figure for figure in passage.figures if figure.at[0] == offset), None)
