"""The library: all articles at hand, compiled into one SQLite file, and everything that can be asked of it."""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hospital_tui.homes import reader_name
from hospital_tui.library.evidence import Evidence
from hospital_tui.library.files import sources
from hospital_tui.library.query import (
    arrivals,
    completing,
    counting,
    filter_language,
    filter_matching,
    glancing,
    shelf,
)
from hospital_tui.library.query.cutting import reread
from hospital_tui.library.query.filter_names import What
from hospital_tui.library.query.glancing import Glance
from hospital_tui.library.query.query import Query
from hospital_tui.library.query.searching import exists
from hospital_tui.library.query.shelf import Shelf
from hospital_tui.library.reader import removal, saved
from hospital_tui.library.reader.acts import OVER_ARTICLES
from hospital_tui.library.reader.keeping import Undone
from hospital_tui.library.reader.overlay import Overlay
from hospital_tui.library.reader.reader import Tag
from hospital_tui.library.reader.saved import Saved
from hospital_tui.library.records import (
    Added,
    Addition,
    Completion,
    Count,
    Hit,
    Match,
    Same,
    Scope,
    Side,
    Tally,
    Totals,
)
from hospital_tui.library.store.placing import Placed
from hospital_tui.library.store.published import Published, Said, publish
from hospital_tui.library.store.published import tags as published_tags
from hospital_tui.library.store.schema import meta, of_source
from hospital_tui.model import Article, Figure
from hospital_tui.text.folding import fold

if TYPE_CHECKING:
    from hospital_tui.library.importing import Brought, Row
    from hospital_tui.library.store.vocabulary import Words


class Library(Evidence):
    """Everything the app and the commands can ask of the articles at hand.

    Any thread may ask; each gets a connection of its own. A question that takes long can be called off by `cancel`
    from another thread, and raises `Cancelled` in its own.
    """

    # What there is

    def totals(self) -> Totals:
        """How much the library holds."""
        counts = self._ask(lambda connection: meta(connection, "totals")) or "0 0 0 0"
        return Totals(*map(int, counts.split()))

    def shelf(self, query: Query | None = None) -> Shelf:
        """The articles, or those with passages that match, as cards."""
        if query is None or query.empty:
            return self._ask(lambda connection: shelf.whole(self._ask, connection))
        return self._ask(lambda connection: shelf.found(self._ask, connection, query))

    def placed(self, article_id: str) -> list[Placed]:
        """An article's passages in reading order, each with the headings above it. Raises KeyError."""
        return self._ask(lambda connection: self._articles.by_id(connection, article_id).places)

    def article_of(self, passage_id: str) -> str | None:
        """The id of the article that holds a passage; none where there is none."""
        held = self._ask(lambda connection: self._articles.of_passage(connection, passage_id))
        return held.article.id if held else None

    def source_text(self, article_id: str) -> str | None:
        """The decoded source of an article; none where the source is not at hand. Raises KeyError."""
        ground = self._ground
        if isinstance(ground, Published):
            text = self._ask(lambda connection: ground.text_of(connection, article_id))
            if text is not None or not ground.with_own:
                return text
        return sources.text_of(self.article(article_id), self.home)

    def pictures(self, figure: Figure) -> list[Path]:
        """The pictures, where they are at hand, of the lines that a recognised figure was read from."""
        names = figure.recognised.pictures if figure.recognised is not None else ()
        found = (sources.picture(name, self.home) for name in names)
        return [path for path in found if path.is_file()]

    def publish(self, folder: Path) -> tuple[Path, str]:
        """Write all articles, corrected as the reader says, into one file of a folder that others read; its seal (SHA-256).

        What is published there already is replaced in one step. Raises OSError, sqlite3.Error; then nothing has changed.
        """
        if (folder / "reader.db").exists() or (folder / "articles").exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        try:
            str(folder).encode()
        except UnicodeEncodeError as error:  # SQLite names a file that it writes in UTF-8
            raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ), str(folder)) from error
        said = Said(reader_name(), Overlay.of(self.home).sources().keys(), self.tags())
        return self._ask(lambda connection: publish(connection, folder, self.source_text, said))

    def tags(self) -> list[Tag]:
        """The reader's tags, and those that were published with the library, in the order they were given."""
        own = self.reader.tags()
        if self.published is None:
            return own
        given = self._ask(published_tags)
        return sorted({one.key: one for one in (*given, *own)}.values(), key=lambda one: one.created)

    # Finding

    def warm_up(self) -> None:
        """Read what the first question of this thread would have to wait for."""
        self._ask(self._articles.sample)
        self.glance(self.query("医院"), cap=1)

    def query(self, text: str) -> Query:
        """Read a line of the filter language; never raises for what is written in it.

        Words that match nothing as they stand are cut into words of the library (`cut`), or, where they are Latin
        letters, read as pinyin (`read_as`); hospitals near to one that none is called are `nearest`.
        """
        query = filter_language.parse(text)
        if query.empty:
            return query
        return self._ask(
            lambda connection: reread(query, connection, lambda word: exists(connection, word), self._made)
        )

    def saved(self) -> list[Saved]:
        """The filters that the reader gave a name."""
        return saved.saved(self.reader)

    def save_filter(self, name: str, text: str) -> str:
        """Give a filter a name; the other one that had it, if any. What it finds now is not new. Raises ReaderError."""
        return saved.save(self.reader, name, text, self._ask(arrivals.newest))

    def forget_filter(self, name: str) -> bool:
        """Take a filter out of those with a name; whether it was there. Raises ReaderError."""
        return saved.forget(self.reader, name)

    def looked(self, name: str) -> None:
        """The reader looked at what a filter finds: nothing of it is new any more. Raises ReaderError."""
        saved.look(self.reader, name, self._ask(arrivals.newest))

    def news(self, kept: Saved) -> Query:
        """What a filter finds in the reader's own articles that came, or were changed, since it was last looked at."""
        return self.query(kept.text).among(
            self._ask(lambda connection: arrivals.since(connection, kept.looked))
        )

    def _made(self, what: What, text: str) -> tuple[frozenset[str], tuple[int, ...]]:
        """Ids and rows of the passages that the reader made something of; a note holds the folded text."""
        rows = {one: row for one in set(self._made_of(what, text)) if (row := self._row_of(one)) is not None}
        return frozenset(rows), tuple(sorted(rows.values()))

    def _made_of(self, what: What, text: str) -> Iterator[str]:
        """Ids of these passages."""
        if what == "correction":
            return (place[1] for place in filter(None, map(self.place_of, self.corrections())))
        if what == "tag":
            return (one.passage_id for one in self.tags() if text in ("", fold(one.tag)))
        marks = self.reader.bookmarks()
        noted = (one for one in marks if one.note and text in fold(one.note))
        return (one.passage_id for one in (marks if what == "bookmark" else noted))

    def glance(
        self, query: Query, scope: Scope | None = None, *, cap: int = 500, here: str | None = None
    ) -> Glance:
        """The first matches and their articles, for a first screen; `here` is an article whose matches count anyway.

        Where that is not all, the tally is capped: `shelf` knows all articles, and `Shelf.tally` all passages then.
        """
        return self._asked(query, scope, lambda asking: glancing.glance(self._ask, asking, cap, here))

    def tally(self, query: Query, scope: Scope | None = None, *, cap: int | None = 500) -> Tally:
        """How many passages and articles match; counting stops after `cap` passages (none: never)."""
        return self._asked(query, scope, lambda asking: asking.tally(cap))

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
        return self._asked(query, scope, lambda asking: asking.hits(order, limit, offset))

    def concordance(
        self, query: Query, scope: Scope | None = None, *, side: Side, most: int | None = None
    ) -> list[Hit]:
        """Every match by itself, sorted by what stands beside it; of the first `most` passages, or of all."""
        return self._asked(query, scope, lambda asking: asking.concordance(side, most))

    def matches(self, query: Query, article: Article) -> dict[str, Match]:
        """What the query marks in an article: passage id, or `heading@<source offset>`, to spans and figures."""
        return filter_matching.matches(query, article)

    def frequencies(self, query: Query) -> list[counting.Frequency]:
        """How often the words of a query occur, by hospital and year, those without an occurrence too."""
        return self._ask(lambda connection: counting.frequencies(connection, self._articles, query))

    def next_hit(self, query: Query, after: tuple[str, str] | None, scope: Scope | None = None) -> Hit | None:
        """The first matching passage after (article id, passage id) in reading order, over articles; none at the end."""
        return self._asked(query, scope, lambda asking: asking.neighbour(after))

    def previous_hit(
        self, query: Query, before: tuple[str, str] | None, scope: Scope | None = None
    ) -> Hit | None:
        """The last matching passage before (article id, passage id), or of all, in reading order; none at the beginning."""
        return self._asked(query, scope, lambda asking: asking.neighbour(before, backwards=True))

    def complete(self, text: str, cursor: int, limit: int = 8) -> list[Completion]:
        """Ways to go on with what is typed at the cursor: fields, values, words of the library."""
        tags = [one.tag for one in self.tags()]
        return self._ask(lambda connection: completing.complete(connection, text, cursor, limit, tags))

    # Adding and removing

    def knows(self, sha256: str) -> tuple[str, ...]:
        """Ids of the articles of a source that is wholly at hand, bundled or own; empty where it is not."""
        key = sha256[:12]
        sql = "SELECT id, origin FROM article WHERE id >= ? AND id < ?"
        rows = self._ask(lambda connection: connection.execute(sql, of_source(key)).fetchall())
        bundled = any(origin == "bundled" for _, origin in rows)
        return tuple(row[0] for row in rows) if bundled or sources.at_hand(sha256, self.home) else ()

    def add_articles(
        self,
        additions: "Sequence[Addition]",
        words: "Words" = (),
        *,
        again: bool = False,
        same: Same = "auto",
    ) -> "Added":
        """Add sources with their articles to the reader's own library; a few hundred at a time is quickest.

        words: the words of the texts, for completion and for cutting queries. Needs pypinyin: for commands, not the app.
        again: articles at hand are replaced by the newly parsed ones, hand corrections kept.
        same: what is done with another state of an article at hand; where it replaces the older one, that is taken out as
        `remove` does, and what the reader made of it goes along.
        Raises OSError where files cannot be written, sqlite3.Error where only the cache cannot: the articles are there
        at the next opening then.
        """
        from hospital_tui.library.adding import Adder

        with self._mending, self._writing() as connection:
            try:
                made = Adder(self.home, connection).add(additions, words, again=again, same=same)
            finally:
                self._articles.forget()
        for article_id, older in made.replaced:
            self._replace(older, article_id)
        return made

    def _replace(self, older: str, newer: str) -> None:
        """Take the older state of an article out; what the reader made of it goes along. Raises OSError, ReaderError."""
        from hospital_tui.library.copies import carried
        from hospital_tui.library.reader import moving

        old, new = self.article(older), self.article(newer)
        moving.move(self.reader, old, new, carried(old, new))
        self.remove(older)
        self._recorrect()

    def remove(self, article_id: str) -> bool:
        """Take an article out of the reader's own library; False for one that is not there or is bundled.

        Its files go into the folder `removed`, so that `undo` brings it back. Raises OSError, ReaderError; then it stays.
        """
        from hospital_tui.library.adding import Adder

        with self._mending, self._writing() as connection:
            lying = Adder(self.home, connection).lying(article_id)
        if lying is None:
            return False
        act = removal.note(self.reader, self.home, article_id, lying.hospital, lying.title, lying.files)
        try:  # written down first: whatever happens now, nothing lies where nobody knows of it
            with self._mending, self._writing() as connection:
                self._articles.forget()
                Adder(self.home, connection).remove(lying, removal.place_of(self.home, act))
        except (OSError, sqlite3.Error):
            self.reader.take_back(act)
            raise
        return True

    def backup(self, target: Path) -> Count:
        """Pack all that the reader made into a file, over one that is there. Raises OSError; then nothing has changed."""
        from hospital_tui.library import backup

        return backup.pack(self.home, self.reader, target)

    def restore(self, source: Path, *, overwrite: bool = False) -> Count:
        """Bring back what a backup holds; what is there otherwise stays, unless it is to be replaced.

        Raises OSError, ReaderError, NoBackupError.
        """
        from hospital_tui.library import backup

        count = backup.unpack(self.home, self._lasting(), source, overwrite=overwrite)
        self._recorrect()
        return count

    def bring_in(self, rows: "Iterable[Row]", *, overwrite: bool = False) -> "list[Brought]":
        """Take up rows of a colleague's exports (`importing.rows_of`), as one act; what became of each. Raises ReaderError."""
        from hospital_tui.library import importing

        with self._in_turn("import") as reader:
            found = importing.bring(reader, self.located, rows, overwrite=overwrite)
        self._recorrect()
        return found

    def undo(self) -> Undone | None:
        """Take back what the reader did last, in whatever program; none where nothing is left.

        Raises ReaderError; OSError where an article cannot be brought back.
        """
        undone = removal.undo(self.reader, self.home)
        if undone is not None and undone.what == "remove":
            self.refresh()
            removal.check(self.home, undone.act)
        elif undone is not None and undone.what in OVER_ARTICLES:
            self._recorrect()
        return undone
