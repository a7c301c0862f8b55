"""What the reader does, as acts: which rows each changed, from what to what.

One description serves three ends: the journal writes acts down, the database is made of them, and undoing an act is the
act turned round.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

Cell = int | str | None
Row = tuple[Cell, ...]
"""A row's cells in the order of its table's columns."""

State = dict[str, dict[str, Row]]
"""Table to key to row: all that the reader made."""

What = Literal[
    "mark", "unmark", "note", "place", "filter", "setting", "layout", "correct", "strike", "uncorrect", "facts", "remove",
    "restore", "undo", "move", "kept", "head", "confirm", "later", "unconfirm", "tag", "untag", "import",
]  # fmt: skip
"""Kinds of acts. `kept` is a row of a journal that was compacted, `head` the line it begins with."""

UNDOABLE: frozenset[What] = frozenset(
    {
        "mark", "unmark", "note", "setting", "correct", "strike", "uncorrect", "facts", "remove", "confirm", "later",
        "unconfirm", "tag", "untag", "import",
    }
)  # fmt: skip
"""Acts that a reader would call so; where the eye was and what was filtered by is no such act."""


OVER_ARTICLES: frozenset[What] = frozenset(
    {"correct", "strike", "uncorrect", "facts", "confirm", "unconfirm", "import"}
)
"""Acts that change what is laid over articles."""

_GREAT = 2**53
"""No number in the reader's file comes near."""


class Table(NamedTuple):
    """A table of the reader's file: its columns with their types, the key first where none is named."""

    columns: Mapping[str, type]
    key: str
    optional: frozenset[str] = frozenset()
    """Columns that may be empty."""

    def key_of(self, row: Row) -> str:
        """What tells a row from the others."""
        return str(row[list(self.columns).index(self.key)])

    def fits(self, row: Row) -> bool:
        """Whether every cell is of its column's type, and a number one that can be counted on from."""
        return len(row) == len(self.columns) and all(
            (type(cell) is kind and (not isinstance(cell, int) or abs(cell) < _GREAT))
            or (cell is None and name in self.optional)
            for (name, kind), cell in zip(self.columns.items(), row, strict=True)
        )


def _table(key: str, optional: str = "", /, **columns: type) -> Table:
    return Table(columns, key, frozenset(optional.split()))


TABLES: Mapping[str, Table] = {
    "bookmark": _table(
        "passage", id=int, article=str, passage=str, offset=int, hospital=str, quote=str, note=str, created=str,
        changed=str,
    ),
    "place": _table("article", article=str, passage=str, offset=int, seen=str),
    "filter": _table("text", text=str, used=int),
    "setting": _table("key", key=str, value=str),
    "correction": _table(
        "id", "undone", id=int, passage=str, start=int, end=int, words=str, hospital=str, struck=int, fields=str,
        created=str, undone=str,
    ),
    "fact": _table("article", article=str, start=int, hospital=str, fields=str, created=str),
    "confirmation": _table(
        "place", place=str, passage=str, start=int, end=int, words=str, hospital=str, later=int, figure=str,
        article=str, created=str,
    ),
    "tag": _table("key", key=str, tag=str, article=str, passage=str, hospital=str, quote=str, created=str),
    "removed": _table("article", article=str, hospital=str, title=str, files=str, created=str),
}  # fmt: skip


class Change(msgspec.Struct, frozen=True, array_like=True):
    """What became of one row; none: there is none."""

    table: str
    key: str
    before: Row | None
    after: Row | None

    def turned(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.key, self.after, self.before)


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing the reader did."""

    number: int
    """Counts up over all programs on one home."""
    at: str
    """ISO 8601, local time."""
    what: What
    changes: tuple[Change, ...] = ()
    undoes: int | None = None
    """Number of the act that this one took back."""
    past: bool = False
    """Kept to be undone only: the rows that follow it in the journal hold what it did."""
    rows: int = 0
    """Of a head: how many rows follow it."""

    @property
    def row(self) -> Row:
        """The row that the act is about, as it was where it is gone; () where it is about none."""
        return next((change.after or change.before or () for change in self.changes), ())

    @property
    def said(self) -> dict[str, Cell]:
        """The cells of that row by the names of their columns."""
        return dict(zip(TABLES[self.changes[0].table].columns, self.row, strict=False)) if self.row else {}


def together(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a row, from what it was before all of them to what it is after; what came back is none."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        first = found.get((change.table, change.key), change)
        found[change.table, change.key] = Change(change.table, change.key, first.before, change.after)
    return tuple(change for change in found.values() if change.before != change.after)


def applied(state: State, changes: Iterable[Change]) -> None:
    """Play changes on a state."""
    for change in changes:
        rows = state.setdefault(change.table, {})
        if change.after is None:
            rows.pop(change.key, None)
        else:
            rows[change.key] = change.after


def standing(acts: Iterable[Act]) -> list[Act]:
    """Acts that can be undone, the last first: each once, and none that was undone already."""
    found: dict[int, Act] = {}
    for act in acts:
        if act.what == "undo":
            found.pop(act.undoes or 0, None)
        elif act.what in UNDOABLE:
            found[act.number] = act
    return sorted(found.values(), key=lambda act: -act.number)
