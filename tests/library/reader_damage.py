"""Sorts of damage to a reader's file, and a file to be damaged."""

import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from hospital_tui.library.reader import Reader
from hospital_tui.library.reader.tables import peek


def made_up(home: Path, count: int) -> None:
    """Bookmarks, notes, places, settings and filters of made-up passages."""
    with closing(Reader.open(home)) as reader:
        for number in range(count):
            note = f"第{number}条要点，骨科再查" if number % 3 else None
            reader.mark(
                article_id="a-1",
                passage_id=f"a@{number}",
                hospital="秋水医院",
                quote="骨科手术" * 9,
                note=note,
            )
        for number in range(count // 4):
            reader.remember(f"a-{number}", f"a@{number}")
            reader.keep_filter(f"骨科 {number}")
            reader.set(f"key{number}", "值" * 9)
        for number in range(0, count, 7):
            reader.unmark(f"a@{number}")


def state_of(reader: Reader) -> object:
    """All that a reader's file holds."""
    return peek(reader._connection)


def flips(path: Path, chance: random.Random) -> None:
    """A few bits, anywhere."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def flipped_text(path: Path, chance: random.Random) -> None:
    """One bit of a note or quotation."""
    data = bytearray(path.read_bytes())
    places = [place for place in range(len(data) - 3) if data[place : place + 3] == "骨".encode()]
    data[chance.choice(places) + chance.randrange(3)] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def truncated(path: Path, chance: random.Random) -> None:
    """Cut off somewhere."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def zeroed(path: Path, chance: random.Random) -> None:
    """Whole pages of nothing."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 3)):
        page = chance.randrange(max(1, len(data) // 4096)) * 4096
        data[page : page + 4096] = bytes(len(data[page : page + 4096]))
    path.write_bytes(data)


def dropped(path: Path, chance: random.Random) -> None:
    """A table or a column that is not there, or holds what it should not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        table = chance.choice(["bookmark", "place", "setting", "filter", "correction", "written"])
        column = {"bookmark": "note", "place": "seen", "setting": "value", "correction": "fields"}.get(table)
        if column is None or chance.random() < 0.4:
            connection.execute(f"DROP TABLE {table}")
        elif chance.random() < 0.5:
            connection.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO other")
        else:
            connection.execute(f"UPDATE {table} SET {column} = x'ff00ff'")


def bad_schema(path: Path, chance: random.Random) -> None:
    """A bad byte in the words of the schema."""
    data = bytearray(path.read_bytes())
    at = data.find(b"CREATE TABLE")
    places = [place for place in range(at, min(len(data), 4096)) if 32 < data[place] < 127]
    data[chance.choice(places)] = chance.choice([0xFF, 0x00, 0x80, ord("(")])
    path.write_bytes(data)


SORTS: Mapping[str, Callable[[Path, random.Random], None]] = {
    "flips": flips,
    "flipped text": flipped_text,
    "truncated": truncated,
    "zeroed": zeroed,
    "dropped": dropped,
    "bad schema": bad_schema,
}
