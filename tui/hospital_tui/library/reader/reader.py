"""The reader's own layer: bookmarks and notes, places, earlier filters, settings.

It lies beside the reader's own articles (`reader.db` and its journal in the home folder) and belongs to nobody else: it is
never derived and never rebuilt. A call that returns has written to disk, so that a kill at any moment loses nothing that
was acknowledged. Programs that run at the same time take turns.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, Self

import msgspec

from hospital_tui.library.reader.acts import TABLES, Change, Row, What
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
    ) -> Bookmark:
        """Bookmark a passage, or change its bookmark; a `note` of none leaves the note as it is. Raises ReaderError."""
        at = now()

        def plan(connection: sqlite3.Connection) -> list[Change]:
            before = row_of(connection, "bookmark", passage_id)
            number, made = (before[0], before[7]) if before else (next_id(connection, "bookmark"), at)
            said = note if note is not None else before[6] if before else ""
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

    def unmark(self, passage_id: str) -> bool:
        """Remove the bookmark of a passage; whether there was one. Raises ReaderError."""
        return self.act("unmark", lambda c: [gone(c, "bookmark", passage_id)]) is not None

    def bookmark(self, passage_id: str) -> Bookmark | None:
        """The bookmark of a passage."""
        return next(
            (Bookmark(*row) for row in self._rows(_BOOKMARKS + " WHERE passage = ?", passage_id)), None
        )

    def bookmarks(self, article_id: str | None = None) -> list[Bookmark]:
        """All bookmarks, or those of an article, in the order they were made."""
        if article_id is None:
            return [Bookmark(*row) for row in self._rows(_BOOKMARKS + " ORDER BY id")]
        return [
            Bookmark(*row) for row in self._rows(_BOOKMARKS + " WHERE article = ? ORDER BY id", article_id)
        ]

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
    ) -> bool:
        """Give a passage these tags and no others, as one act; whether it had others. Raises ReaderError.

        by: when a colleague gave those that are new, and who that is.
        """
        wanted = {
            f"{passage_id} {tag}": (
                f"{passage_id} {tag}",
                tag,
                article_id,
                passage_id,
                hospital,
                quote,
                by or now(),
            )
            for tag in dict.fromkeys(" ".join(one.split()) for one in tags)
            if tag
        }
        held = {one.key for one in self.tags(passage_id)}

        def plan(connection: sqlite3.Connection) -> list[Change]:
            taken = [gone(connection, "tag", key) for key in held - wanted.keys()]
            return taken + [Change("tag", key, None, row) for key, row in wanted.items() if key not in held]

        return self.act("tag" if wanted.keys() - held else "untag", plan) is not None

    def tags(self, passage_id: str | None = None) -> list[Tag]:
        """All tags, or those of a passage, in the order they were given."""
        sql = "SELECT key, tag, article, passage, hospital, quote, created FROM tag"
        if passage_id is None:
            return [Tag.of(row) for row in self._rows(sql + " ORDER BY created, key")]
        return [
            Tag.of(row) for row in self._rows(sql + " WHERE passage = ? ORDER BY created, key", passage_id)
        ]

    # Places

    def remember(self, article_id: str, passage_id: str, offset: int = 0) -> None:
        """Remember where the reader is in an article. Raises ReaderError."""
        self._put("place", "place", article_id, (article_id, passage_id, offset, now()))

    def place(self, article_id: str) -> ReadingPlace | None:
        """Where the reader was in an article."""
        rows = self._rows("SELECT * FROM place WHERE article = ?", article_id)
        return ReadingPlace(*rows[0]) if rows else None

    def last_place(self) -> ReadingPlace | None:
        """Where the reader was last."""
        return next(iter(self.history(1)), None)

    def history(self, limit: int = 50) -> list[ReadingPlace]:
        """The articles read, the last first, each with its place."""
        sql = "SELECT * FROM place ORDER BY seen DESC LIMIT ?"
        return [ReadingPlace(*row) for row in self._rows(sql, limit)]

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
        text = msgspec.json.encode(value).decode()
        self._put("layout" if key in _LAYOUT else "setting", "setting", key, (key, text))

    def get(self, key: str, default: Any = None) -> Any:
        """A setting, or the default where it was never set or cannot be read."""
        rows = self._rows("SELECT value FROM setting WHERE key = ?", key)
        try:
            return msgspec.json.decode(rows[0][0]) if rows else default
        except msgspec.DecodeError:
            return default

    def settings(self) -> dict[str, Any]:
        """All settings."""
        return {key: self.get(key) for (key,) in self._rows("SELECT key FROM setting ORDER BY key")}

    def _put(self, what: What, table: str, key: str, row: Row) -> None:
        self.act(what, lambda c: [Change(table, key, row_of(c, table, key), row)])


_BOOKMARKS = "SELECT id, article, passage, offset, hospital, quote, note, created, changed FROM bookmark"

__all__ = ["Bookmark", "Reader", "ReaderError", "ReadingPlace"]
