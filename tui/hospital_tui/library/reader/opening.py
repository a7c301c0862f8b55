"""Opening the reader's file and its journal: each is checked against the other, and what is damaged is made anew.

Acts are numbered. Where both are sound the one that knows more acts is right; where one is damaged the other is; a journal
that says otherwise than a database of the same number says that the database was damaged.
"""

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from hospital_tui.library.files.aside import free, stamp
from hospital_tui.library.files.atomic import private_folder
from hospital_tui.library.files.places import is_file
from hospital_tui.library.reader import tables
from hospital_tui.library.reader.acts import TABLES, Change, State, applied
from hospital_tui.library.reader.journal import Journal, Played
from hospital_tui.library.reader.turns import turn
from hospital_tui.library.records import Notice

_FILE_ERRORS = ("locked", "busy", "readonly", "unable to open", "full", "disk I/O", "authorization")
"""What SQLite says where the file is not damaged but cannot be had."""


def journal_of(path: Path) -> Journal:
    """The journal beside a reader's file."""
    return Journal(path.with_suffix(".journal"))


def opened(path: Path, notices: list[Notice]) -> sqlite3.Connection:
    """A connection to a sound file; what was damaged is moved aside, and `notices` says so.

    Raises OSError, sqlite3.Error where the file cannot be written or is of a later version.
    """
    private_folder(path.parent)  # a turn can only be had in a folder that is there
    with turn(path.parent):  # so that two programs do not both make it anew
        try:
            return _sound(path)
        except tables.NewerError:
            raise
        except (sqlite3.Error, UnicodeError, ValueError) as error:
            if isinstance(error, sqlite3.OperationalError) and any(
                said in str(error) for said in _FILE_ERRORS
            ):
                raise
        notices.append(_rescue(path))
        return _sound(path)


def identity(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another of its name; none where there is no file."""
    try:
        status = path.stat() if path is not None else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status is not None else None


def _sound(path: Path) -> sqlite3.Connection:
    """The file as it lies, brought up to its journal, or its journal to it. Raises where either is not possible."""
    connection = tables.connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        tables.prepare(connection)
        state, (number, size) = tables.check(connection), tables.written(connection)
        journal = journal_of(path)
        played = journal.play()
        wanted = _wanted(state, number, played)
        number = max(number, played.number)
        if not played.whole or played.number < number or played.long:
            with contextlib.suppress(OSError):  # said when something is to be written
                journal.compact(wanted, number, played.acts)
        if wanted is not state or journal.size() != size:
            tables.write(connection, differences(state, wanted), number, journal.size())
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _wanted(state: State, number: int, played: Played) -> State:
    """What a file of so many acts should hold, by its journal. Raises DamagedError where they contradict each other."""
    if played.whole and played.number == number and played.state != state:
        raise tables.DamagedError("malformed: the journal says otherwise")
    if played.number <= number:
        return state
    return played.state if played.whole else _caught_up(state, played, number)


def _caught_up(state: State, played: Played, number: int) -> State:
    """A state with the acts that came after it, as far as the journal has them."""
    wanted = {table: dict(rows) for table, rows in state.items()}
    for act in played.acts:
        if act.number > number and not act.past:
            applied(wanted, act.changes)
    return wanted


def differences(state: State, wanted: State) -> list[Change]:
    """The changes that make one state of another."""
    found = []
    for table in state.keys() | wanted.keys():
        before, after = state.get(table, {}), wanted.get(table, {})
        found += [
            Change(table, key, before.get(key), after.get(key))
            for key in before.keys() | after.keys()
            if before.get(key) != after.get(key)
        ]
    return found


def _rescue(path: Path) -> Notice:
    """Move a damaged file aside, never delete it, and make a new one of its journal, or of both as far as they go."""
    aside = free(path.with_name(f"{path.stem}.damaged-{stamp()}{path.suffix}"))
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    journal = journal_of(path)
    played = journal.play()
    state = played.state
    if not played.whole:
        state = tables.salvage(aside)
        applied(state, differences({}, played.state))
    with contextlib.closing(tables.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        tables.prepare(connection)
        tables.write(connection, differences({}, state), max(played.number, 0), journal.size())
        connection.execute("COMMIT")
    saved = sum(map(len, state.values()))
    return Notice("reader-damaged", {"file": str(path), "aside": str(aside), "saved": str(saved)})


def seen(path: Path, names: Sequence[str] = tuple(TABLES)) -> State:
    """What a file holds in some tables that is only to be looked into, else its journal; nothing where neither can be read."""
    if not is_file(path):
        return journal_of(path).play().state
    for way in ("mode=ro", "mode=ro&immutable=1"):
        with (
            contextlib.suppress(sqlite3.Error, UnicodeError, ValueError),
            contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?{way}", uri=True)) as connection,
        ):
            connection.text_factory = tables.readable
            return tables.peek(connection, names)
    return journal_of(path).play().state
