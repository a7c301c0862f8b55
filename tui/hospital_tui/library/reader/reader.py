"""The reader's own layer: bookmarks and notes, places, earlier filters, settings.

It lies beside the reader's own articles (`reader.db` and its journal in the home folder) and belongs to nobody else: it is
never derived and never rebuilt. A call that returns has written to disk, so that a kill at any moment loses nothing that
was acknowledged. Programs that run at the same time take turns.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

import msgspec

from hospital_tui.library.reader.acts import TABLES, Change, Row
from hospital_tui.library.reader.keeping import Kept, ReaderError, now
from hospital_tui.library.reader.tables import gone, next_id, row_of

_FILTERS = 200
_LAYOUT = frozenset({"left", "add_folder", "looked_at", "compared", "greeted"})
"""Settings that follow what the reader does otherwise; setting them is no act to undo."""


class Bookmark(msgspec.Struct, frozen=True):
    """A passage to come back to, with what the reader noted on it."""

    id: int
    article_id: str
    passage_id: str
    offset: int
    """In the passage's text."""
    hospital: str
    quote: str
    """The passage's words as they were when it was marked."""
    note: str
    created: str
    """ISO 8601, local time."""
    changed: str


class Tag(msgspec.Struct, frozen=True):
    """A word that the reader put on a passage; a passage can have several."""

    key: str
    tag: str
    article_id: str
    passage_id: str
    hospital: str
    quote: str
    """The passage's words as they were then."""
    created: str
    """ISO 8601, local time."""
    by: str = ""
    """The colleague who gave it; "": the reader."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """A row of the reader's file, whose last column says when, and behind a blank who, where that was a colleague."""
        key, tag, article, passage, hospital, quote, created = map(str, row)
        when, _, by = created.partition(" ")
        return cls(key, tag, article, passage, hospital, quote, when, by)


class ReadingPlace(msgspec.Struct, frozen=True):
    """Where the reader was in an article."""

    article_id: str
    passage_id: str
    offset: int
    seen: str


class Reader(Kept):
    """What the reader keeps; see `Kept` for what goes wrong, and `correction_store` and `facts` for the rest of it."""

    # Bookmarks

    def mark(
        self,
        *,
        article_id: str,
        passage_id: str,
        hospital: str,
        quote: str,
        offset: int = 0,
        note: str | None = None,
        seen: str | None = None,
    ) -> Bookmark:
        """Bookmark a passage, or change its bookmark; a `note` of none leaves the note as it is. Raises ReaderError.

        seen: the note that was there when the new one was begun; see `both`.
        """
        at = now()

        def plan(connection: sqlite3.Connection) -> list[Change]:
            before = row_of(connection, "bookmark", passage_id)
            number, made = (before[0], before[7]) if before else (next_id(connection, "bookmark"), at)
            there = str(before[6]) if before else ""
            said = there if note is None else both(there, note, seen)
            after = (number, article_id, passage_id, offset, hospital, quote, said, made, at)
            return (
                [Change("bookmark", passage_id, before, after)]
                if before is None or before[:-1] != after[:-1]
                else []
            )

        self.act("mark" if note is None else "note", plan)
        found = self.bookmark(passage_id)
        if found is None:
            raise ReaderError("damaged")
        return found

    def unmark(self, passage_id: str, seen: str | None = None) -> bool:
        """Remove the bookmark of a passage; whether that was done. Raises ReaderError.

        seen: the note that goes with it; where another has been written meanwhile, it stays.
        """

        def plan(connection: sqlite3.Connection) -> list[Change]:
            change = gone(connection, "bookmark", passage_id)
            return [] if seen is not None and change.before and change.before[6] != seen else [change]

        return self.act("unmark", plan) is not None

    def bookmark(self, passage_id: str) -> Bookmark | None:
        """The bookmark of a passage."""
        return next(
            (Bookmark(*row) for row in self._rows(_BOOKMARKS + " WHERE passage = ?", passage_id)), None
        )

    def bookmarks(self, article_id: str | None = None) -> list[Bookmark]:
        """All bookmarks, or those of an article, in the order they were made."""
        rows = self._rows(_BOOKMARKS + " WHERE ?1 IS NULL OR article = ?1 ORDER BY id", article_id)
        return [Bookmark(*row) for row in rows]

    def correction_rows(self) -> list[Row]:
        """The rows of corrections, as the file holds them."""
        return self._rows(f"SELECT {','.join(TABLES['correction'].columns)} FROM correction")

    # Tags

    def set_tags(
        self,
        tags: Iterable[str],
        *,
        article_id: str,
        passage_id: str,
        hospital: str,
        quote: str,
        by: str = "",
        seen: Iterable[str] | None = None,
    ) -> bool:
        """Give a passage these tags and no others, as one act; whether it had others. Raises ReaderError.

        by: when a colleague gave those that are new, and who that is. seen: those it had when these were chosen; what
        another program gave or took meanwhile stays so.
        """
        after = (article_id, passage_id, hospital, quote, by or now())
        wanted = {tag: f"{passage_id} {tag}" for one in tags if (tag := " ".join(one.split()))}
        held = {one.tag for one in self.tags(passage_id)} if seen is None else set(seen)

        def plan(connection: sqlite3.Connection) -> Iterator[Change]:
            yield from (gone(connection, "tag", f"{passage_id} {tag}") for tag in held - wanted.keys())
            for tag, key in wanted.items():
                if tag not in held and row_of(connection, "tag", key) is None:
                    yield Change("tag", key, None, (key, tag, *after))

        return self.act("tag" if wanted.keys() - held else "untag", plan) is not None

    def tags(self, passage_id: str | None = None) -> list[Tag]:
        """All tags, or those of a passage, in the order they were given."""
        sql = (
            "SELECT key, tag, article, passage, hospital, quote, created FROM tag "
            "WHERE ?1 IS NULL OR passage = ?1 ORDER BY created, key"
        )
        return [Tag.of(row) for row in self._rows(sql, passage_id)]

    # Places

    def remember(self, article_id: str, passage_id: str, offset: int = 0) -> None:
        """Remember where the reader is in an article. Raises ReaderError."""
        row = (article_id, passage_id, offset, now())
        self.act("place", lambda c: [Change("place", article_id, row_of(c, "place", article_id), row)])

    def place(self, article_id: str) -> ReadingPlace | None:
        """Where the reader was in an article."""
        rows = self._rows("SELECT * FROM place WHERE article = ?", article_id)
        return ReadingPlace(*rows[0]) if rows else None

    def last_place(self) -> ReadingPlace | None:
        """Where the reader was last."""
        rows = self._rows("SELECT * FROM place ORDER BY seen DESC LIMIT 1")
        return ReadingPlace(*rows[0]) if rows else None

    # Earlier filters

    def keep_filter(self, text: str) -> None:
        """Remember a filter that was used. Raises ReaderError."""
        text = text.strip()
        if not text:
            return

        def plan(connection: sqlite3.Connection) -> list[Change]:
            rows = connection.execute("SELECT text, used FROM filter ORDER BY used DESC").fetchall()
            used = dict(rows)
            before = (text, used[text]) if text in used else None
            dropped = [row for row in rows if row[0] != text][_FILTERS - 1 :]
            last = max(used.values(), default=0)
            return [
                Change("filter", text, before, (text, last + 1)),
                *(Change("filter", row[0], row, None) for row in dropped),
            ]

        self.act("filter", plan)

    def filters(self, limit: int = _FILTERS) -> list[str]:
        """Earlier filters, the last used first."""
        return [row[0] for row in self._rows("SELECT text FROM filter ORDER BY used DESC LIMIT ?", limit)]

    # Settings

    def set(self, key: str, value: Any) -> None:
        """Keep a setting: anything that JSON can hold. Raises ReaderError."""
        self.change(key, lambda _: value)

    def change(self, key: str, made: Callable[[Any], Any]) -> None:
        """Keep a setting made of the one that is there, in whatever program it was kept. Raises ReaderError."""

        def plan(connection: sqlite3.Connection) -> list[Change]:
            before = row_of(connection, "setting", key)
            value = made(_read(str(before[1]), None) if before else None)
            return [Change("setting", key, before, (key, msgspec.json.encode(value).decode()))]

        self.act("layout" if key in _LAYOUT else "setting", plan)

    def get(self, key: str, default: Any = None) -> Any:
        """A setting, or the default where it was never set or cannot be read."""
        rows = self._rows("SELECT value FROM setting WHERE key = ?", key)
        return _read(rows[0][0], default) if rows else default

    def settings(self) -> dict[str, Any]:
        """All settings."""
        return {key: self.get(key) for (key,) in self._rows("SELECT key FROM setting ORDER BY key")}


def both(there: str, mine: str, seen: str | None) -> str:
    """The reader's words, behind those that another program wrote where others were `seen`, unless they hold them."""
    return mine if seen in (None, there) or there in mine else " ／ ".join(filter(None, (there, mine)))


def _read(value: str, default: Any) -> Any:
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return default


_BOOKMARKS = "SELECT id, article, passage, offset, hospital, quote, note, created, changed FROM bookmark"

__all__ = ["Bookmark", "Reader", "ReaderError", "ReadingPlace"]
