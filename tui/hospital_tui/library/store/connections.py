"""Connections to a compiled library, one a thread, so that workers and the screen can ask at the same time."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from hospital_tui.library.store.schema import connect


class Cancelled(Exception):  # noqa: N818 (no error: it was asked for)
    """A question was called off by `Pool.cancel`."""


class Pool:
    """Hands each thread a connection of its own.

    Where that cannot be (the library is in memory, or its file was deleted while it was open), threads take turns with
    the first connection: what is open goes on working.
    """

    def __init__(self, target: Path | None, first: sqlite3.Connection) -> None:
        self._target = target
        self._first = first
        self._turns = threading.RLock()
        self._mine = threading.local()
        self._mine.connection = first if target else None
        self._others: list[sqlite3.Connection] = []
        self._busy: dict[int, sqlite3.Connection] = {}
        self._inode = target.stat().st_ino if target else 0

    @contextlib.contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection.

        Raises:
            Cancelled: `cancel` was called meanwhile.

        """
        connection = self._own()
        with contextlib.nullcontext() if connection else self._turns:
            connection = connection or self._first
            thread = threading.get_ident()
            outermost = thread not in self._busy
            self._busy[thread] = connection
            try:
                yield connection
            except sqlite3.OperationalError as error:
                if "interrupted" in str(error):
                    raise Cancelled from error
                raise
            finally:
                if outermost:
                    self._busy.pop(thread, None)

    def _own(self) -> sqlite3.Connection | None:
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None and self._target and not getattr(self._mine, "refused", False):
            try:
                if self._target.stat().st_ino != self._inode:
                    raise FileNotFoundError(self._target)
                connection = connect(self._target)
                connection.execute("SELECT 1 FROM meta LIMIT 1")
            except (OSError, sqlite3.Error):
                self._mine.refused = True
                return None
            self._mine.connection = connection
            self._others.append(connection)
        return connection

    def version(self) -> int:
        """A number that changes when another connection, or program, has written to the library."""
        with self._turns:
            (version,) = self._first.execute("PRAGMA data_version").fetchone()
        return int(version)

    def cancel(self, asking: int | None = None) -> None:
        """Call off what other threads are asking, or one of them; they get `Cancelled`."""
        for thread, connection in list(self._busy.items()):
            if thread != threading.get_ident() and asking in (None, thread):
                connection.interrupt()

    def retire(self) -> None:
        """Close the connections that nobody is using; the others go when their threads are done with them."""
        busy = set(map(id, self._busy.values()))
        for connection in (*self._others, self._first):
            if id(connection) not in busy:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()

    def close(self) -> None:
        """Close every connection."""
        for connection in (*self._others, self._first):
            with contextlib.suppress(sqlite3.Error):
                connection.close()
