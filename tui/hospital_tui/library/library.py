"""The library: all articles at hand, compiled into one SQLite file, and everything that can be asked of it."""

import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import msgspec

from hospital_tui.library import (
    completing,
    correction_store,
    filter_language,
    filter_matching,
    finding,
    opening,
    schema,
    shelf,
    sources,
)
from hospital_tui.library.articles import Articles
from hospital_tui.library.citations import source_span, text_offset
from hospital_tui.library.compiling import Report, differences, folder_of
from hospital_tui.library.compiling import notices as file_notices
from hospital_tui.library.connections import Cancelled, Pool
from hospital_tui.library.corrections import Correction, Field, Said
from hospital_tui.library.cutting import reread
from hospital_tui.library.figure_rows import FigureRows, by_section, figure_row, split
from hospital_tui.library.filter_matching import Placed
from hospital_tui.library.places import default_home
from hospital_tui.library.query import Query
from hospital_tui.library.records import Completion, FigureRow, Hit, Match, Notice, Scope, Tally, Totals
from hospital_tui.library.searching import exists
from hospital_tui.library.shelf import Shelf
from hospital_tui.model import Article, Passage

if TYPE_CHECKING:
    from hospital_tui.library.adding import Added, Addition
    from hospital_tui.library.compare import Comparison, Metric
    from hospital_tui.library.timeline import Shown, Timeline
    from hospital_tui.library.vocabulary import Words

T = TypeVar("T")


class Library:
    """Everything the app and the commands can ask of the articles at hand.

    Any thread may ask; each gets a connection of its own. A question that takes long can be called off by `cancel`
    from another thread, and raises `Cancelled` in its own.
    """

    def __init__(self, home: Path, opened: opening.Opened, report: Report) -> None:
        self.home = home
        """The reader's own folder."""
        self.notices: list[Notice] = []
        """What the reader should know, oldest first."""
        self.corrected = 0
        """How often corrections were made or undone since the library was opened."""
        self._report = report
        self._articles = Articles()
        self._mending = threading.RLock()
        self._adopt(opened)

    def _adopt(self, opened: opening.Opened) -> None:
        self.where = opened.where
        """The compiled file; None: in memory."""
        self._pool = Pool(opened.where, opened.connection)
        self._version = self._pool.version()
        self.notices += opened.notices
        said = set(self.notices_keys())
        self.notices += [
            notice
            for notice in file_notices(opened.connection)
            if (notice.key, str(notice.params)) not in said
        ]

    def notices_keys(self) -> list[tuple[str, str]]:
        """The notices in a form that can be compared."""
        return [(notice.key, str(notice.params)) for notice in self.notices]

    @classmethod
    def open(cls, home: Path | None = None, *, progress: Report = None) -> "Library":
        """Open the bundled articles and the reader's own in `home` (default: HOSPITAL_TUI_HOME, else the user's data).

        Costs milliseconds where nothing changed; compiles what did, with `progress`. Never raises for what lies on
        disk: what cannot be used is in `notices`.
        """
        home = home or default_home()
        return cls(home, opening.open_library(home, progress), progress)

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the library; asking it afterwards is an error."""
        self._pool.close()

    def cancel(self) -> None:
        """Call off what other threads are asking now; they get `Cancelled`."""
        self._pool.cancel()

    # Asking, with a damaged cache rebuilt under way

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        pool = self._pool
        try:
            with pool.use() as connection:
                return question(connection)
        except (sqlite3.DatabaseError, zlib.error, msgspec.DecodeError) as error:
            if not _damaged(error):
                raise
            self._mend(pool, error)
        with self._pool.use() as connection:
            return question(connection)

    def _mend(self, broken: Pool, error: Exception) -> None:
        """Put a rebuilt library in place of a damaged one, once for all threads that met the damage."""
        with self._mending:
            if self._pool is not broken:
                return
            self.notices.append(
                Notice("cache-damaged", {"file": str(self.where or ""), "reason": str(error)})
            )
            if self.where is not None:
                opening.discard(self.where)
            self._articles.forget()
            self._adopt(opening.open_library(self.home, self._report))

    # What there is

    def totals(self) -> Totals:
        """How much the library holds."""
        row = self._ask(lambda c: c.execute("SELECT value FROM meta WHERE key = 'totals'").fetchone())
        return Totals(*map(int, row[0].split())) if row else Totals(0, 0, 0, 0)

    def shelf(self, query: Query | None = None, *, order: str = "library", cap: int | None = None) -> Shelf:
        """The articles, or those with passages that match, as cards; `cap` stops looking after so many articles.

        order: library, hospital, year, title, figures; with a query also matches (most first).
        """
        return self._ask(
            lambda connection: shelf.of(self._ask, connection, self._articles, query, order, cap)
        )

    def article(self, article_id: str) -> Article:
        """An article by its id. Raises KeyError."""
        return self._ask(lambda connection: self._articles.by_id(connection, article_id).article)

    def placed(self, article_id: str) -> list[Placed]:
        """An article's passages in reading order, each with the headings above it. Raises KeyError."""
        return self._ask(lambda connection: self._articles.by_id(connection, article_id).places)

    def article_of(self, passage_id: str) -> str | None:
        """The id of the article that holds a passage; none where there is none."""
        held = self._ask(lambda connection: self._articles.of_passage(connection, passage_id))
        return held.article.id if held else None

    def source_text(self, article_id: str) -> str | None:
        """The decoded source of an article; none where the source is not at hand. Raises KeyError."""
        return sources.text_of(self.article(article_id), self.home)

    # Finding

    def query(self, text: str) -> Query:
        """Read a line of the filter language; never raises for what is written in it.

        Words that match nothing as they stand are cut into words of the library (`cut`), or, where they are Latin
        letters, read as pinyin (`read_as`).
        """
        query = filter_language.parse(text)
        if query.empty:
            return query
        return self._ask(lambda connection: reread(query, connection, lambda word: exists(connection, word)))

    def tally(self, query: Query, scope: Scope | None = None, *, cap: int | None = 500) -> Tally:
        """How many passages and articles match; counting stops after `cap` passages (none: never)."""
        return self._ask(lambda connection: finding.tally(connection, self._articles, query, scope, cap))

    def hits(
        self,
        query: Query,
        scope: Scope | None = None,
        *,
        order: str = "library",
        limit: int = 200,
        offset: int = 0,
    ) -> list[Hit]:
        """Matching passages. order: library (reading order), hospital, or relevance (of the first 500 in reading order)."""
        return self._ask(
            lambda connection: finding.hits(connection, self._articles, query, scope, order, limit, offset)
        )

    def matches(self, query: Query, article: Article) -> dict[str, Match]:
        """What the query marks in an article: passage id, or `heading@<source offset>`, to spans and figures."""
        return filter_matching.matches(query, article)

    def next_hit(self, query: Query, after: tuple[str, str] | None, scope: Scope | None = None) -> Hit | None:
        """The first matching passage after (article id, passage id) in reading order, over articles; none at the end."""
        return self._ask(
            lambda connection: finding.neighbour(connection, self._articles, query, after, scope)
        )

    def previous_hit(
        self, query: Query, before: tuple[str, str] | None, scope: Scope | None = None
    ) -> Hit | None:
        """The last matching passage before (article id, passage id) in reading order; none at the beginning."""
        return self._ask(
            lambda connection: finding.neighbour(
                connection, self._articles, query, before, scope, backwards=True
            )
        )

    def complete(self, text: str, cursor: int, limit: int = 8) -> list[Completion]:
        """Ways to go on with what is typed at the cursor: fields, values, words of the library."""
        return self._ask(lambda connection: completing.complete(connection, text, cursor, limit))

    def figures(
        self,
        query: Query | None = None,
        scope: Scope | None = None,
        *,
        order: str = "reading",
        descending: bool = False,
        hospital: str | None = None,
        passage_id: str | None = None,
    ) -> FigureRows:
        """Figures of the passages that match; where the query asks for figures (人>100), those that meet it.

        order: reading, hospital, label, value, unit, kind, time, metric, section. Of one hospital or passage only, where
        one is named.
        """
        keys = self._ask(
            lambda connection: finding.figure_keys(
                connection, self._articles, query, scope, order, descending, hospital, passage_id
            )
        )
        if order == "section":
            keys = by_section(keys, self._places, descending)
        return FigureRows(keys, self._places, self._row_of)

    def compare(
        self,
        hospitals: Sequence[str] | None = None,
        metrics: Sequence[str] | None = None,
        query: Query | None = None,
    ) -> "Comparison":
        """Hospitals beside each other in metrics; default: the first of the library (or of a query), all they state."""
        from hospital_tui.library import compare

        return self._ask(
            lambda connection: compare.compare(
                connection,
                self._figure_row,
                hospitals or compare.hospitals(connection, query, compare.DEFAULT_HOSPITALS),
                metrics,
                query,
            )
        )

    def metrics(self) -> "list[Metric]":
        """All metrics of the library, those that most hospitals state first."""
        from hospital_tui.library import compare

        return self._ask(compare.metrics)

    def hospitals(self, query: Query | None = None, limit: int = -1) -> list[str]:
        """Names of hospitals in the library's order, or of those that a query finds."""
        from hospital_tui.library import compare

        return self._ask(lambda connection: compare.hospitals(connection, query, limit))

    def timeline(
        self, query: Query | None = None, *, hospital: str | None = None, shown: "Shown" = "all"
    ) -> "Timeline":
        """Dates and figures in the order of the time they speak of."""
        from hospital_tui.library import timeline

        return self._ask(
            lambda connection: timeline.timeline(
                connection, self._places, self._row_of, query=query, hospital=hospital, shown=shown
            )
        )

    def _row_of(self, passage_id: str) -> int | None:
        """The row of a passage; none where it is gone."""
        held = self._ask(lambda connection: self._articles.of_passage(connection, passage_id))
        return held.row(passage_id) if held else None

    def _figure_row(self, packed: int) -> FigureRow | None:
        """The figure of a key; none where its article was removed meanwhile."""
        number, place, ordinal = split(packed)
        held = self._places(number)
        if held is None or place >= len(held[1]) or ordinal >= len(held[1][place].passage.figures):
            return None
        return figure_row(held[0], held[1][place], ordinal)

    def _places(self, number: int) -> tuple[Article, list[Placed]] | None:
        held = self._ask(lambda connection: self._articles.by_number(connection, number))
        return (held.article, held.places) if held else None

    # Adding and removing

    def knows(self, sha256: str) -> tuple[str, ...]:
        """Ids of the articles of a source that is wholly at hand, bundled or own; empty where it is not."""
        key = sha256[:12]
        sql = "SELECT id, origin FROM article WHERE id >= ? AND id < ?"
        rows = self._ask(lambda connection: connection.execute(sql, (key + "-", key + ".")).fetchall())
        bundled = any(origin == "bundled" for _, origin in rows)
        return tuple(row[0] for row in rows) if bundled or sources.at_hand(sha256, self.home) else ()

    def add_articles(
        self, additions: "Sequence[Addition]", words: "Words" = (), *, again: bool = False
    ) -> "Added":
        """Add sources with their articles to the reader's own library; a few hundred at a time is quickest.

        words: the words of the texts, for completion and for cutting queries. Needs pypinyin: for commands, not the app.
        again: articles at hand are replaced by the newly parsed ones, hand corrections kept.
        Raises OSError where files cannot be written, sqlite3.Error where only the cache cannot: the articles are there
        at the next opening then.
        """
        from hospital_tui.library.adding import Adder

        with self._mending, self._writing() as connection:
            try:
                return Adder(self.home, connection).add(additions, words, again=again)
            finally:
                self._articles.forget()

    def remove(self, article_id: str) -> bool:
        """Take an article out of the reader's own library; False for one that is not there or is bundled. Raises OSError."""
        from hospital_tui.library.adding import Adder

        with self._mending, self._writing() as connection:
            self._articles.forget()
            return Adder(self.home, connection).remove(article_id)

    def file_of(self, article_id: str) -> Path | None:
        """The YAML file of an article, to be corrected by hand; none where there is no such article."""
        sql = "SELECT file.origin, file.path FROM file JOIN article USING (number) WHERE article.id = ?"
        row = self._ask(lambda connection: connection.execute(sql, (article_id,)).fetchone())
        return folder_of(row[0], self.home) / row[1] if row else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection for writing."""
        if self.where is None:
            with self._pool.use() as connection:
                yield connection
            return
        if not self.where.exists():
            # Somebody emptied the cache while the library was open: what is to be written goes into a new one.
            former = self._pool
            self._articles.forget()
            self._adopt(opening.open_library(self.home, self._report))
            former.retire()
        if self.where is None:
            with self._pool.use() as connection:
                yield connection
            return
        with closing(schema.connect(self.where, write=True)) as connection:
            yield connection
        self._version = self._pool.version()

    # Correcting

    def corrections(self) -> list[Correction]:
        """The reader's corrections in force, in the order they were made. Raises ReaderError."""
        return correction_store.read(self.home)

    def correct(
        self, row: FigureRow, changes: Mapping[Field, Said] | None = None, *, struck: bool = False
    ) -> Correction | None:
        """Correct a figure or strike it out, for good; none where that leaves it as it was parsed.

        Raises ReaderError where it cannot be kept; KeyError where the figure is gone.
        """
        article = self.article(row.article_id)
        passage = self._passage(row.article_id, row.passage_id)
        if passage is None or row.figure not in passage.figures:
            raise KeyError(row.passage_id)
        kept = correction_store.put(
            self.home, article, passage, row.figure, dict(changes or {}), struck=struck
        )
        self._recorrect()
        return kept

    def correction_of(self, row: FigureRow) -> Correction | None:
        """The correction that a figure shows; none where it is as it was parsed. Raises ReaderError."""
        passage = self._passage(row.article_id, row.passage_id)
        if passage is None or not row.figure.corrected:
            return None
        start, end = source_span(passage, row.figure.at)
        source = row.passage_id.partition("@")[0]
        here = (one for one in self.corrections() if one.source == source)
        return next((one for one in here if one.start < end and one.end > start), None)

    def place_of(self, correction: Correction) -> tuple[str, str, int] | None:
        """Article, passage and place there of a corrected figure, -1 where it is struck out; none where they are gone."""
        numbers = self._ask(lambda connection: self._articles.of_source(connection, correction.source))
        for held in numbers:
            for place in held.places:
                if text_offset(place.passage, correction.start) is not None:
                    starts = [source_span(place.passage, figure.at)[0] for figure in place.passage.figures]
                    index = starts.index(correction.start) if correction.start in starts else -1
                    return held.article.id, place.passage.id, index
        return None

    def _passage(self, article_id: str, passage_id: str) -> Passage | None:
        passages = self.article(article_id).selectable()
        return next((passage for passage in passages if passage.id == passage_id), None)

    def _recorrect(self) -> None:
        """Lay corrections over the articles as they are now."""
        self.corrected += 1
        self.refresh(thorough=False)

    def undo_correction(self, number: int) -> bool:
        """Take a correction back, by its id; whether it was in force. Raises ReaderError."""
        done = correction_store.undo(self.home, number)
        self._recorrect()
        return done

    # Keeping up with the disk

    def changed(self, *, thorough: bool = False) -> bool:
        """Whether articles differ from those shown since the opening or the last `refresh`.

        That is where files differ from what was compiled (`thorough` looks at every file of a large library), and where
        another program (`hospital-tui add`) has compiled some.
        """
        if self._pool.version() != self._version:
            return True
        return bool(self._ask(lambda connection: differences(connection, self.home, thorough=thorough)))

    def refresh(self, *, thorough: bool = True) -> bool:
        """Compile what changed on disk since; whether anything did. What threads are asking goes on undisturbed."""
        with self._mending:
            if not self.changed(thorough=thorough):
                return False
            former = self._pool
            self.notices = [notice for notice in self.notices if notice.key != "article-file"]
            self._adopt(opening.open_library(self.home, self._report, thorough=thorough))
            self._articles.forget()
            former.retire()
            return True


def _damaged(error: Exception) -> bool:
    """Whether an error says that the compiled file is no longer what was written."""
    if isinstance(error, sqlite3.OperationalError):
        return any(
            words in str(error) for words in ("malformed", "disk I/O", "no such table", "no such column")
        )
    return not isinstance(error, (sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.IntegrityError))


__all__ = ["Cancelled", "Library"]
