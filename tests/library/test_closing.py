"""The library is closed while threads ask: they are called off, and nothing is closed under their hands."""

import sqlite3
import subprocess
import sys
import threading

import pytest
from hospital_tui.library import Cancelled, Library
from hospital_tui.library.store.connections import Pool

from .conftest import Open, made

PROGRAM = """
import sys, threading, time
from hospital_tui.library import Cancelled, Library
for turn in range(int(sys.argv[1])):
    library = Library.open()
    ended = []
    def look():
        try:
            while True:
                library.changed(); library.refresh(thorough=False)
        except Cancelled:
            ended.append(True)
    def ask():
        try:
            while True:
                query = library.query("医院 人>1")
                library.shelf(query); library.hits(query); library.figures(query)[:5]
        except Cancelled:
            ended.append(True)
    threads = [threading.Thread(target=one) for one in (ask, ask, ask, look, look)]
    for thread in threads: thread.start()
    time.sleep(0.001 * (turn % 30))
    library.close()
    for thread in threads: thread.join(20)
    assert len(ended) == 5, ended
print("closed")
"""


def test_closing_under_load(rooms: object) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, "8"],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "closed"), done.stderr


@pytest.mark.parametrize("ended", ["close", "retire"])
def test_nothing_is_closed_while_a_thread_looks_for_changes(ended: str) -> None:
    """SQLite would not survive that."""
    go, there, seen = threading.Event(), threading.Event(), list[str]()

    class Slow:
        def execute(self, _: str) -> "Slow":
            there.set()
            go.wait()
            return self

        def fetchone(self) -> tuple[int]:
            seen.append("looked")
            return (1,)

        def interrupt(self) -> None: ...

        def close(self) -> None:
            seen.append("closed")

    pool = Pool(None, Slow())  # type: ignore[arg-type]
    looking = threading.Thread(target=pool.version)
    looking.start()
    there.wait()
    pool.close(patience=0) if ended == "close" else pool.retire()
    assert seen == []
    go.set()
    looking.join()
    assert seen == ["looked", "closed"]
    with pytest.raises((Cancelled, sqlite3.ProgrammingError)):
        pool.version()


def test_what_is_asked_after_closing_is_called_off(opened: Open) -> None:
    library = opened([made(1)])
    library.close()
    with pytest.raises(Cancelled):
        library.totals()


def test_a_thread_that_does_not_come_back_is_not_waited_for(opened: Open) -> None:
    library = opened([made(1)])
    go, there = threading.Event(), threading.Event()

    def stubborn() -> None:
        with library._pool.use() as connection:
            there.set()
            go.wait()
            outcome.append(connection.execute("SELECT 1").fetchone())

    outcome: list[object] = []
    thread = threading.Thread(target=stubborn)
    thread.start()
    there.wait()
    library._pool.close(patience=0.05)
    go.set()
    thread.join()
    assert outcome == [(1,)]


def test_a_reader_in_a_thread_finishes_what_it_reads_when_the_library_is_renewed(opened: Open) -> None:
    library: Library = opened([made(1)])
    with library._pool.use() as connection:
        library._pool.retire()
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (1,)


@pytest.mark.parametrize("said", ["interrupted", "vtable constructor failed: term", "SQL logic error"])
def test_whatever_a_question_says_that_is_called_off_it_is_called_off(opened: Open, said: str) -> None:
    library, thread = opened([made(1)]), threading.get_ident()

    def question(connection: object) -> None:
        caller = threading.Thread(target=library.cancel, args=(thread,))
        caller.start()
        caller.join()
        raise sqlite3.OperationalError(said)

    with pytest.raises(Cancelled):
        library._ask(question)
    assert library.totals().articles == 1 and library.notices == []
    with pytest.raises(sqlite3.OperationalError, match="near"):  # what comes next is no longer called off
        library._ask(lambda connection: connection.execute("SELEKT"))
