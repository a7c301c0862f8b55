"""What the reader made of an article goes along to its newer state: bookmarks, notes, places, corrections and facts.

Each finds its place by words: a passage in the one it became, a correction at the same words in it. What finds none stays
where it was, and waits. Addresses that were cited before lead to what they became (`became`).
"""

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from hospital_tui.library.positions import nearest, source_span, text_offset
from hospital_tui.library.reader import became as later
from hospital_tui.library.reader.acts import TABLES, Change, Row
from hospital_tui.library.reader.keeping import Kept
from hospital_tui.library.reader.tables import row_of
from hospital_tui.model import Article, Passage

Pairs = Sequence[tuple[Passage, Passage]]
"""Passages of the older article, each with the one that it became."""


def move(kept: Kept, old: Article, new: Article, pairs: Pairs) -> None:
    """Move what the reader made of `old` to `new`. Raises ReaderError."""
    became = {before.id: (before, after) for before, after in pairs}

    def plan(connection: sqlite3.Connection) -> Iterator[Change]:
        for table, moved in _MOVED.items():
            for row in _rows(connection, table):
                said = dict(zip(TABLES[table].columns, row, strict=True))
                pair = became.get(str(said["passage"]))
                if pair is None or said.get("undone"):
                    continue
                yield from moved(connection, row, new, *pair)
        for table in ("place", "fact"):
            before = row_of(connection, table, old.id)
            if before is not None and row_of(connection, table, new.id) is None:
                yield from _of_article(table, before, new, became)
        yield from later.noted(connection, old, new, pairs)

    kept.act("move", plan)


def _rows(connection: sqlite3.Connection, table: str) -> list[Row]:
    return list(connection.execute(f"SELECT {','.join(TABLES[table].columns)} FROM {table}"))


def _bookmark(
    connection: sqlite3.Connection, row: Row, new: Article, before: Passage, after: Passage
) -> Iterator[Change]:
    if row_of(connection, "bookmark", after.id) is not None:
        return
    number, _, _, offset, _, *rest = row
    offset = min(int(offset or 0), max(0, len(after.text) - 1))
    yield Change("bookmark", before.id, row, None)
    yield Change("bookmark", after.id, None, (number, new.id, after.id, offset, new.hospital.name, *rest))


def _correction(
    connection: sqlite3.Connection, row: Row, new: Article, before: Passage, after: Passage
) -> Iterator[Change]:
    """A correction goes to the words it is of, at the place in the new passage that is nearest to where they were."""
    number, _, start, _, words, _, struck, fields, *rest = row
    held = msgspec.json.decode(str(fields))
    found = _place(after, str(words), text_offset(before, int(start or 0)) or 0, held["original"]["label"])
    if found is None:
        return
    fields = msgspec.json.encode({**held, "article": new.id}).decode()
    first, last = source_span(after, (found, found + len(str(words))))
    moved = (number, after.id, first, last, words, new.hospital.name, struck, fields, *rest)
    yield Change("correction", str(number), row, moved)


def _confirmation(
    connection: sqlite3.Connection, row: Row, new: Article, before: Passage, after: Passage
) -> Iterator[Change]:
    """A confirmation goes along as a correction does."""
    place, _, start, _, words, _, later, figure, _, created = row
    label = msgspec.json.decode(str(figure))["label"]
    found = _place(after, str(words), text_offset(before, int(start or 0)) or 0, label)
    if found is None:
        return
    first, last = source_span(after, (found, found + len(str(words))))
    key = f"{after.id.partition('@')[0]}@{first}"
    if row_of(connection, "confirmation", key) is None:
        moved = (key, after.id, first, last, words, new.hospital.name, later, figure, new.id, created)
        yield Change("confirmation", str(place), row, None)
        yield Change("confirmation", key, None, moved)


def _place(after: Passage, words: str, at: int, label: str) -> int | None:
    """Where words of a figure stand in the newer passage, nearest to where they were: those of the same thing before others.

    None where they are of another thing, and what was meant has other words now.
    """
    same = [one.at[0] for one in after.figures if (one.text, one.label) == (words, label)]
    if same:
        return min(same, key=lambda place: abs(place - at))
    found = nearest(after.text, words, at)
    taken = any(one.at[0] == found for one in after.figures)
    return None if taken and any(one.label == label for one in after.figures) else found


def _tag(
    connection: sqlite3.Connection, row: Row, new: Article, before: Passage, after: Passage
) -> Iterator[Change]:
    held, tag, _, _, _, *rest = row
    key = f"{after.id} {tag}"
    yield Change("tag", str(held), row, None)
    if row_of(connection, "tag", key) is None:
        yield Change("tag", key, None, (key, tag, new.id, after.id, new.hospital.name, *rest))


_MOVED = {"bookmark": _bookmark, "correction": _correction, "confirmation": _confirmation, "tag": _tag}


def _of_article(
    table: str, row: Row, new: Article, became: dict[str, tuple[Passage, Passage]]
) -> Iterator[Change]:
    """Where the reader was in the article, or what the reader says it is."""
    if table == "place":
        _, passage, offset, seen = row
        pair = became.get(str(passage))
        if pair is None:
            return
        offset = min(int(offset or 0), max(0, len(pair[1].text) - 1))
        after: Row = (new.id, pair[1].id, offset, seen)
    else:
        first = next(new.selectable(), None)
        after = (new.id, first.start if first is not None else 0, *row[2:])
    yield Change(table, str(row[0]), row, None)
    yield Change(table, new.id, None, after)
