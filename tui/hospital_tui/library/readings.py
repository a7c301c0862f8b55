"""The open store: asking it from any thread, mending it under way, keeping up with the disk.

`Library` builds on this; what is here knows connections and files, not questions.
"""

import errno
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from hospital_tui.homes import default_home, takes_uploads
from hospital_tui.library.figure_rows import figure_at
from hospital_tui.library.files.places import Passing, passing, reader_home
from hospital_tui.library.query.articles import Articles, Held
from hospital_tui.library.reader.reader import Reader
from hospital_tui.library.records import FigureRow, Notice
from hospital_tui.library.store import opening, schema
from hospital_tui.library.store.compiling import Report
from hospital_tui.library.store.connections import Cancelled, Pool
from hospital_tui.library.store.placing import Placed
from hospital_tui.library.store.published import Published, published_at
from hospital_tui.model import Article

T = TypeVar("T")


class Store:
    """A compiled library that is open, with the articles read last.

    Any thread may ask; each gets a connection of its own. A question that takes long can be called off by `cancel`
    from another thread, and raises `Cancelled` in its own.
    """

    def __init__(self, ground: Published | opening.Own, opened: opening.Opened, report: Report) -> None:
        self._ground = ground
        self.home = ground.home
        """The reader's own folder."""
        self.notices: list[Notice] = []
        """What the reader should know, oldest first."""
        self.corrected = 0
        """How often corrections were made or undone since the library was opened."""
        self._report = report
        self._mending = threading.RLock()
        self._reader: Reader | None = None
        self._adopt(opened)

    def _adopt(self, opened: opening.Opened) -> None:
        self.where = opened.where
        """The compiled file; None: in memory."""
        self._pool = Pool(opened.where, opened.connection)
        self._articles = Articles()
        self._version = self._pool.version()
        said = {(one.key, str(one.params)) for one in self.notices}
        self.notices += [one for one in opened.notices if (one.key, str(one.params)) not in said]

    @classmethod
    def open(cls, home: Path | None = None, *, progress: Report = None) -> Self:
        """Open the bundled articles and the reader's own in `home` (default: HOSPITAL_TUI_HOME, else the user's data).

        A `home` that is a published file, or a folder that one lies in, is read as it was published; the reader's own
        things are in the usual home then.
        Costs milliseconds where nothing changed; compiles what did, with `progress`. Never raises for what lies on
        disk: what cannot be used is in `notices`.
        """
        shared = published_at(home) if home else None
        ground = (
            Published(shared, default_home(), takes_uploads())
            if shared
            else opening.Own(home or default_home())
        )
        return cls(ground, ground.open(progress), progress)

    @property
    def published(self) -> Path | None:
        """The published file that is read; none where it is the reader's own library."""
        return self._ground.file if isinstance(self._ground, Published) else None

    @property
    def takes_articles(self) -> bool:
        """Whether articles can be added: not to what another published."""
        return not isinstance(self._ground, Published) or self._ground.with_own

    @property
    def told(self) -> Path:
        """What `--library` names, to open the same library in another process."""
        return self.published or self.home

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Call off what threads ask, wait for them, and close the library; asking it afterwards is `Cancelled`."""
        self._pool.close()
        if self._reader is not None:
            self._reader.close()

    @property
    def passing(self) -> Passing | None:
        """What it says of itself where it lasts as long as the app does; none where it lasts."""
        return passing(self.home)

    @property
    def reader(self) -> Reader:
        """What the reader made, opened when it is first asked for."""
        with self._mending:
            if self._reader is None or self._reader.path is None:
                self._reader = Reader.open(reader_home(self.home))
            return self._reader

    def cancel(self, asking: int | None = None) -> None:
        """Call off what other threads are asking now, or one of them (its `get_ident`); they get `Cancelled`."""
        self._pool.cancel(asking)

    # Asking, with a damaged cache rebuilt under way

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        pool = self._pool
        try:
            with pool.use() as connection:
                return question(connection)
        except sqlite3.ProgrammingError:
            # Another thread put a refreshed library in place of the one this question was meant for.
            if pool is self._pool:
                raise
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
            if self.where is not None and not opening.discard(self.where):
                self._adopt(self._ground.in_memory(self._report))
            else:
                self._adopt(self._ground.open(self._report))

    def article(self, article_id: str) -> Article:
        """An article by its id. Raises KeyError."""
        return self._ask(lambda connection: self._articles.by_id(connection, article_id).article)

    def _placed(self, source: str) -> Iterator[tuple[Held, Placed]]:
        """The passages of a source at hand, given by the first 12 hex digits of its SHA-256, each with its article."""
        for held in self._ask(lambda connection: self._articles.of_source(connection, source)):
            for place in held.places:
                yield held, place

    def _row_of(self, passage_id: str) -> int | None:
        """The row of a passage; none where it is gone."""
        held = self._ask(lambda connection: self._articles.of_passage(connection, passage_id))
        return held.row(passage_id) if held else None

    def _figure_row(self, packed: int) -> FigureRow | None:
        """The figure of a key; none where its article was removed meanwhile."""
        return figure_at(self._places, packed)

    def _places(self, number: int) -> tuple[Article, list[Placed]] | None:
        held = self._ask(lambda connection: self._articles.by_number(connection, number))
        return (held.article, held.places) if held else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection for writing. Raises OSError where the library takes no articles."""
        if not self.takes_articles:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self.published))
        if self.where is not None and not self.where.exists():
            # Somebody emptied the cache while the library was open: what is to be written goes into a new one.
            former = self._pool
            self._adopt(self._ground.open(self._report))
            former.retire()
        if self.where is None:
            with self._pool.use() as connection:
                yield connection
            return
        with closing(schema.connect(self.where, write=True)) as connection:
            yield connection
        self._version = self._now()

    def _now(self) -> int:
        """The version of the library as it is, which another thread may put in place of an earlier one meanwhile."""
        while True:
            pool = self._pool
            with suppress(sqlite3.ProgrammingError):
                return pool.version()
            if pool is self._pool:
                raise Cancelled("closed")

    # Keeping up with the disk

    def changed(self, *, thorough: bool = False) -> bool:
        """Whether articles differ from those shown since the opening or the last `refresh`.

        That is where files differ from what was compiled (`thorough` looks at every file of a large library), and where
        another program (`hospital-tui add`) has compiled some.
        """
        if self._now() != self._version:
            return True
        return self._ask(lambda connection: self._ground.differs(connection, thorough=thorough))

    def refresh(self, *, thorough: bool = True) -> bool:
        """Compile what changed on disk since; whether anything did. What threads are asking goes on undisturbed."""
        with self._mending:
            if not self.changed(thorough=thorough):
                return False
            former = self._pool
            self.notices = [notice for notice in self.notices if not notice.key.startswith("article-")]
            self._adopt(self._ground.open(self._report, thorough=thorough))
            former.retire()
            return True


def _damaged(error: Exception) -> bool:
    """Whether an error says that the compiled file is no longer what was written."""
    if isinstance(error, sqlite3.OperationalError):
        return any(
            words in str(error) for words in ("malformed", "disk I/O", "no such table", "no such column")
        )
    return not isinstance(error, (sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.IntegrityError))
