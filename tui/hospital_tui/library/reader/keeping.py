"""The reader's file while it is open: acts written down, read back, and undone."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import msgspec

from hospital_tui.faults import fault
from hospital_tui.homes import default_home
from hospital_tui.library.reader import tables
from hospital_tui.library.reader.acts import Act, Change, What, standing, together
from hospital_tui.library.reader.adding_rows import added
from hospital_tui.library.reader.journal import compacted, played_through
from hospital_tui.library.reader.opening import differences, identity, journal_of, opened, seen
from hospital_tui.library.reader.turns import turn
from hospital_tui.library.records import Notice

Plan = Callable[[sqlite3.Connection], Iterable[Change]]
"""What an act is to change, told within its transaction."""


class ReaderError(Exception):
    """The reader's file could not be written, or what was to be written says nothing; nothing of the call was kept."""


class OvertakenError(ReaderError):
    """What was to be changed is not what the reader saw: another program changed it meanwhile. Nothing was kept."""

    def __init__(self) -> None:
        super().__init__("overtaken")


class Undone(msgspec.Struct, frozen=True):
    """An act that was taken back."""

    act: Act
    left: int
    """How many more can be undone."""
    aside: Path | None = None
    """Where files lie that did not come back into their places, since others were there."""

    @property
    def what(self) -> What:
        """What kind of act it was."""
        return self.act.what


class Kept:
    """The file with its journal; any thread may call, and programs on one home take turns.

    A write that the disk refuses raises ReaderError: nothing was written then. A read never fails: a file that turns out
    to be damaged is made anew of its journal, and `notices` says so.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection, notices: list[Notice]) -> None:
        self.path = path
        """The file; none: only in memory, since it cannot be written."""
        self.notices = notices
        self._connection = connection
        self._file = identity(path)
        self._turns = threading.RLock()
        self._memory: list[Act] = []
        """Acts where there is no journal."""
        self._gathered: list[Change] | None = None
        """What the acts that are to be one have changed; none where each is its own."""

    @classmethod
    def open(cls, home: Path | None = None) -> Self:
        """Open the reader's file in `home`, made where there is none. Never raises: see `notices`."""
        path = (home or default_home()) / "reader.db"
        notices: list[Notice] = []
        try:
            return cls(path, opened(path, notices), notices)
        except Exception as error:  # whatever the disk does, the reader reads on
            notices.append(
                Notice("reader-unwritable", {"file": str(path), "reason": fault(error, path.parent)})
            )
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        tables.prepare(connection)
        tables.write(connection, differences({}, seen(path)), 0, 0)
        return cls(None, connection, notices)

    def close(self) -> None:
        """Close the file."""
        with self._turns:
            self._connection.close()

    # Writing

    def _find_again(self) -> None:
        """Write to the file that is there: where it was deleted or replaced, SQLite would write to nowhere.

        What the program still holds goes into a new file and a new journal, where the journal is gone as well; else the
        journal says what belongs there.
        """
        if self.path is None or identity(self.path) == self._file:
            return
        is_lost = not self.path.exists() and not journal_of(self.path).path.exists()
        state = tables.peek(self._connection) if is_lost else {}
        connection = opened(self.path, self.notices)
        if is_lost:
            journal = journal_of(self.path)
            with contextlib.suppress(OSError):
                journal.compact(state, 1, [])
            tables.write(connection, differences({}, state), 1, journal.size())
        self._go_on_with(connection)

    def _go_on_with(self, connection: sqlite3.Connection) -> None:
        """Use another connection to the file from now on."""
        self._connection.close()
        self._connection = connection
        self._file = identity(self.path)

    def _begin(self) -> None:
        """Begin a transaction in the file that is there; another program may put one in place of a damaged one."""
        while True:
            self._find_again()
            self._connection.execute("BEGIN IMMEDIATE")
            if self.path is None or identity(self.path) == self._file:
                return
            self._connection.execute("ROLLBACK")

    def act(self, what: What, plan: Plan, undoes: int | None = None) -> Act | None:
        """Do what is planned, in the journal and in the tables; none where it changes nothing. Raises ReaderError."""
        with self._turns:
            if self._gathered is not None:
                return self._gather(what, plan, self._gathered)
        with self._transaction():
            return self._written(what, plan, undoes)

    def _turn(self) -> contextlib.AbstractContextManager[None]:
        """The turn among the programs on one home, where the file can be written."""
        return turn(self.path.parent) if self.path else contextlib.nullcontext()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """In turn, a transaction in the file that is there; what was not committed in it is taken back. Raises ReaderError."""
        with self._turns, self._turn():
            try:
                self._begin()
                try:
                    yield
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
            except (OSError, sqlite3.Error, ValueError) as error:
                raise ReaderError(str(error)) from error

    @contextlib.contextmanager
    def as_one(self, what: What) -> Iterator[None]:
        """Acts within are one act, on the disk when this is left and undone as one. Raises ReaderError: then none was done."""
        with self._transaction():
            self._gathered = gathered = list[Change]()
            try:
                yield
                if merged := together(gathered):
                    self._written(what, lambda _: merged, None)
            finally:
                self._gathered = None

    def _planned(self, plan: Plan) -> tuple[Change, ...]:
        """What is planned, but for what changes nothing."""
        return tuple(change for change in plan(self._connection) if change.before != change.after)

    def _gather(self, what: What, plan: Plan, gathered: list[Change]) -> Act | None:
        """An act that is a part of another: seen at once, written with the others."""
        changes = self._planned(plan)
        number, known = tables.written(self._connection)
        tables.write(self._connection, changes, number, known)
        gathered += changes
        return Act(number, now(), what, changes) if changes else None

    def _written(self, what: What, plan: Plan, undoes: int | None) -> Act | None:
        """An act, once it is on the disk."""
        changes = self._planned(plan)
        if not changes and undoes is None:
            return None
        number, known = tables.written(self._connection)
        act = Act(number + 1, now(), what, changes, undoes)
        if self.path is None:
            tables.write(self._connection, changes, act.number, 0)
            self._memory.append(act)
            self._connection.execute("COMMIT")
            return act
        journal = journal_of(self.path)
        if known:
            journal.cut(known)
        if journal.size() < known:  # somebody took it away, or a part of it
            journal.compact(tables.peek(self._connection), number, journal.play().acts)
        before, after = journal.append(act)
        try:
            tables.write(self._connection, changes, act.number, after)
            self._connection.execute("COMMIT")
        except BaseException:
            journal.cut(before)
            raise
        return act

    # Reading

    def _rows(self, sql: str, *params: object) -> list[Any]:
        """Rows of the file; none where it cannot be read and could not be mended."""
        with self._turns:
            with contextlib.suppress(sqlite3.Error, UnicodeError):
                return self._connection.execute(sql, params).fetchall()
            with contextlib.suppress(sqlite3.Error, OSError, UnicodeError):
                self._mend()
                return self._connection.execute(sql, params).fetchall()
        return []

    def _mend(self) -> None:
        """Open the file anew, which makes a damaged one whole."""
        if self.path is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("SELECT 1")  # one that was closed stays so
            self._go_on_with(opened(self.path, self.notices))

    # Taken along

    def packed(self) -> tuple[int, bytes]:
        """How many rows there are, and all of them as a journal."""
        with self._turns:
            state = tables.peek(self._connection)
            return sum(map(len, state.values())), compacted(state, 0, [])

    def unpacked(self, journal: bytes, *, overwrite: bool = False) -> tuple[int, int]:
        """Add what a packed journal holds; how many rows that brought, and how many stayed as they are, being otherwise.

        Raises ReaderError.
        """
        stayed = 0

        def plan(connection: sqlite3.Connection) -> list[Change]:
            nonlocal stayed
            changes, stayed = added(connection, played_through(journal).state, overwrite=overwrite)
            return changes

        act = self.act("restore", plan)
        return len(act.changes) if act else 0, stayed

    # Undoing

    def undoable(self) -> list[Act]:
        """The acts that can be undone, the last first, of all programs on this home and from before they started."""
        with self._turns:
            return standing(self._memory if self.path is None else journal_of(self.path).play().acts)

    def undo(self, first: Callable[[Act], object] = lambda _: None) -> Undone | None:
        """Take the last act back; none where there is nothing left to undo. Raises ReaderError.

        first: what is done before that is written down; what it raises leaves the act as it is.
        """
        with self._turns, self._turn():
            acts = self.undoable()
            if not acts:
                return None
            first(acts[0])
            self.take_back(acts[0])
            return Undone(acts[0], len(acts) - 1)

    def take_back(self, act: Act) -> None:
        """Do what takes an act back. Raises ReaderError."""
        changes = [change.turned() for change in reversed(act.changes)]
        self.act("undo", lambda _: changes, undoes=act.number)


def now() -> str:
    """Local time to the millisecond, ISO 8601."""
    seconds = time.time()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds)) + f".{int(seconds % 1 * 1000):03d}"
