"""Connections to a compiled library, one a thread, so that workers and the screen can ask at the same time."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from hospital_tui.library.store.schema import connect


class Cancelled(Exception):  # noqa: N818 (no error: it was asked for)
    """A question was called off by `Pool.cancel`."""


class Pool:
    """Hands each thread a connection of its own.

    Where that cannot be (the library is in memory, or its file was deleted while it was open), threads take turns with
    the first connection: what is open goes on working. No connection is ever closed while a thread is at it, which
    SQLite does not survive: a thread that is busy when the pool ends closes what it used itself.
    """

    def __init__(self, target: Path | None, first: sqlite3.Connection) -> None:
        self._target = target
        self._first = first
        self._turns = threading.RLock()
        self._mine = threading.local()
        self._mine.connection = first if target else None
        self._others: list[sqlite3.Connection] = []
        self._busy: dict[int, sqlite3.Connection] = {}
        """By thread, negative where it looks for changes: what it asks beside is asked of another connection."""
        self._called_off: set[int] = set()
        """Those of the busy threads whose question nobody waits for any more."""
        self._change = threading.Condition()
        self._end: Exception | None = None
        self._inode = target.stat().st_ino if target else 0

    @contextlib.contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection.

        Raises:
            Cancelled: `cancel` or `close` was called meanwhile.
            sqlite3.ProgrammingError: the pool was retired.

        """
        thread = threading.get_ident()
        connection = self._busy.get(thread) or self._own()
        with (
            contextlib.nullcontext() if connection else self._turns,
            self._held(thread, connection or self._first) as held,
        ):
            yield held

    @contextlib.contextmanager
    def _held(self, thread: int, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        """Nobody closes a connection meanwhile."""
        outermost = self._begin(thread, connection)
        try:
            yield connection
        except sqlite3.Error as error:
            # Not always "interrupted": a table of words called off while it is opened says "vtable constructor failed".
            if thread in self._called_off or "interrupted" in str(error):
                raise Cancelled from error
            raise
        finally:
            if outermost:
                self._done(thread, connection)

    def _begin(self, thread: int, connection: sqlite3.Connection) -> bool:
        """Count a thread as busy; whether it was not so before."""
        with self._change:
            if thread in self._busy:
                return False
            if self._end is not None:
                raise self._end
            self._busy[thread] = connection
            return True

    def _done(self, thread: int, connection: sqlite3.Connection) -> None:
        with self._change:
            del self._busy[thread]
            self._called_off.discard(thread)
            if self._end is not None and connection not in self._busy.values():
                _shut(connection)
            self._change.notify_all()

    def _own(self) -> sqlite3.Connection | None:
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None and self._target and not getattr(self._mine, "refused", False):
            connection = self._connected(self._target)
            self._mine.refused = connection is None
            self._mine.connection = connection
        return connection

    def _connected(self, target: Path) -> sqlite3.Connection | None:
        """A connection more; none where the file is gone or is another one."""
        try:
            if target.stat().st_ino != self._inode:
                return None
            connection = connect(target)
        except (OSError, sqlite3.Error):
            return None
        try:
            connection.execute("SELECT 1 FROM meta LIMIT 1")
        except sqlite3.Error:
            connection.close()
            return None
        with self._change:
            self._others.append(connection)
        return connection

    def version(self) -> int:
        """A number that changes when another connection, or program, has written to the library. Raises as `use` does."""
        with self._turns, self._held(-threading.get_ident(), self._first) as connection:
            (version,) = connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def cancel(self, asking: int | None = None) -> None:
        """Call off what other threads are asking, or one of them; they get `Cancelled`."""
        with self._change:
            for thread, connection in self._busy.items():
                if thread != threading.get_ident() and asking in (None, thread):
                    self._called_off.add(thread)
                    connection.interrupt()

    def retire(self) -> None:
        """End, another pool being there to ask: threads that are at something finish it undisturbed."""
        self._finish(sqlite3.ProgrammingError("retired"))

    def close(self, patience: float = 5.0) -> None:
        """Call off what threads are asking, wait for them (seconds), and close every connection."""
        self._finish(Cancelled("closed"))
        with self._change:
            self._change.wait_for(self._idle, 0.001)
            end = time.monotonic() + patience
            while not self._idle() and time.monotonic() < end:
                self.cancel()
                self._change.wait(0.02)

    def _idle(self) -> bool:
        return not {abs(thread) for thread in self._busy} - {threading.get_ident()}

    def _finish(self, end: Exception) -> None:
        with self._change:
            self._end = end
            for connection in {*self._others, self._first} - set(self._busy.values()):
                _shut(connection)


def _shut(connection: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        connection.close()
