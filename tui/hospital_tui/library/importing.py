"""A colleague's corrections, confirmations, bookmarks and tags, as their exports in JSON hold them, brought to one's own.

What is there otherwise stays, and is told as a conflict, unless it is to be replaced. A correction or confirmation is taken
up only where the same words stand at the same place of the source at hand; a confirmation only where the figure says the
same here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from hospital_tui.library.export.figures import ends
from hospital_tui.library.query.typed_values import read_time
from hospital_tui.library.reader import confirmations, correction_store
from hospital_tui.library.reader.corrections import FIELDS, BySource, Field, Said
from hospital_tui.library.reader.keeping import OvertakenError
from hospital_tui.library.reader.reader import Reader
from hospital_tui.model import Article, Figure, Passage, Qualifier

Located = Callable[[str], tuple[Article, Passage | None, Figure | None] | None]
"""What stands at `SOURCE@OFFSET` (`Library.located`)."""

Kind = Literal["correction", "confirmation", "bookmark", "tag"]

Fate = Literal["added", "same", "replaced", "conflict", "homeless"]
"""homeless: its words are not at hand."""


class Brought(NamedTuple):
    """What became of one row."""

    kind: Kind
    fate: Fate
    address: str
    """`SOURCE@OFFSET`."""
    mine: str = ""
    """What is there, of a conflict."""
    theirs: str = ""


class NotOursError(ValueError):
    """The file is no export of corrections, confirmations, bookmarks or tags in JSON, or a cell holds what none of ours does."""


Offset = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""In the source."""
Value = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)] | float | str | None


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a row of any export has; columns that nothing is made of are not looked at."""

    passage_id: str
    article_id: str
    hospital: str | None = None
    checked_by: str | None = None

    @property
    def address(self) -> str:
        """`SOURCE@OFFSET`."""
        source, _, start = self.passage_id.partition("@")
        return f"{source}@{getattr(self, 'start', start)}"


class CorrectionRow(_Row, frozen=True, kw_only=True):
    """A row of `correction_table`."""

    start: Offset
    text: str
    struck: bool | None
    value_corrected: Value = None
    unit_corrected: str | None = None
    label_corrected: str | None = None
    metric_corrected: str | None = None
    time_corrected: str | None = None
    qualifier_corrected: Qualifier | None = None
    made: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a time or a value that is none."""
        if self.value_corrected == "":
            raise ValueError(self.value_corrected)
        if self.time_corrected is not None:
            read_time(self.time_corrected)

    @property
    def changes(self) -> dict[Field, Said]:
        """What was corrected."""
        said = {field: getattr(self, f"{field}_corrected") for field in FIELDS}
        return {field: value for field, value in said.items() if value is not None}


class ConfirmationRow(_Row, frozen=True, kw_only=True):
    """A row of `figure_table` that was found right."""

    start: Offset
    text: str
    value: Value
    to: Value
    unit: str | None
    metric: str | None
    qualifier: str | None
    label: str | None
    checked_on: str | None = None


class TagRow(_Row, frozen=True, kw_only=True):
    """A row of `tag_table`."""

    tag: str
    passage: str | None = None
    created: str | None = None


class BookmarkRow(_Row, frozen=True, kw_only=True):
    """A row of `bookmark_table`."""

    note: str | None
    passage: str | None = None


Row = CorrectionRow | ConfirmationRow | TagRow | BookmarkRow


def rows_of(data: bytes) -> list[Row]:
    """What an export in JSON holds; figures that nobody confirmed are left out. Raises NotOursError."""
    try:
        rows = msgspec.json.decode(data, type=list[dict[str, Any]])
        return [msgspec.convert(row, kind) for row in rows if (kind := _kind(row)) is not None]
    except (ValueError, RecursionError) as error:
        raise NotOursError(str(error)) from error


def _kind(row: Mapping[str, Any]) -> type[Row] | None:
    """What a row is, by its columns; none for a figure that nobody confirmed."""
    if "struck" in row and "value_parsed" in row:
        return CorrectionRow
    if "confirmed" in row and "kind" in row:
        return ConfirmationRow if row["confirmed"] else None
    return TagRow if "tag" in row else BookmarkRow


def bring(reader: Reader, located: Located, rows: Iterable[Row], *, overwrite: bool) -> list[Brought]:
    """Take rows up; what became of them. Raises ReaderError."""
    held = correction_store.by_source(
        correction_store.in_force({"correction": {str(row[0]): row for row in reader.correction_rows()}})
    )
    found = []
    for row in rows:
        match row:
            case CorrectionRow():
                found.append(_correction(reader, located, row, held, overwrite))
            case ConfirmationRow():
                found.append(_confirmation(reader, located, row))
            case TagRow():
                found.append(_tag(reader, row))
            case BookmarkRow():
                found.append(_bookmark(reader, row, overwrite))
    return found


def _correction(
    reader: Reader, located: Located, row: CorrectionRow, held: BySource, overwrite: bool
) -> Brought:
    address, changes, struck = row.address, row.changes, bool(row.struck)
    here = held.get(address.partition("@")[0], ())
    mine = next((_said(one.changes, one.struck) for one in here if one.start == row.start), None)
    theirs = _said(changes, struck)
    if mine == theirs:
        return Brought("correction", "same", address)
    if mine is not None and not overwrite:
        return Brought("correction", "conflict", address, mine, theirs)
    where = _where(located, row)
    if where is None:
        return Brought("correction", "homeless", address, theirs=theirs)
    by, made = row.checked_by or "?", row.made or ""
    correction_store.put(reader, *where, changes, struck=struck, by=by, made=made)
    return Brought("correction", "added" if mine is None else "replaced", address)


def _where(located: Located, row: CorrectionRow | ConfirmationRow) -> tuple[Article, Passage, Figure] | None:
    """The figure that a row is of; none where its words are not at hand."""
    article, passage, figure = located(row.address) or (None, None, None)
    if article is None or passage is None or figure is None or figure.text != row.text:
        return None
    return article, passage, figure


def _said(changes: Mapping[Field, Said], struck: bool) -> str:
    return "✗" if struck else " ".join(f"{field}={changes[field]}" for field in FIELDS if field in changes)


def _confirmation(reader: Reader, located: Located, row: ConfirmationRow) -> Brought:
    where = _where(located, row)
    if where is None:
        return Brought("confirmation", "homeless", row.address, theirs=row.text)
    article, passage, figure = where
    mine = (*ends(figure), figure.unit, figure.metric, figure.qualifier, figure.label)
    theirs = (row.value, row.to, row.unit, row.metric, row.qualifier, _bare(row.label))
    if mine != theirs:
        return Brought("confirmation", "conflict", row.address, _joined(mine), _joined(theirs))
    if figure.checked:
        return Brought("confirmation", "same", row.address)
    by = (row.checked_by or "?", row.checked_on or "")
    try:
        done = confirmations.put(reader, [confirmations.of_figure(article, passage, figure, by=by)])
    except OvertakenError:  # another row of the file corrects it
        return Brought("confirmation", "conflict", row.address, theirs=row.text)
    return Brought("confirmation", "added" if done else "same", row.address)


def _joined(cells: Iterable[object]) -> str:
    """Cells in one line, those left out that say nothing."""
    return " ".join(str(cell) for cell in cells if cell is not None)


def _bare(label: str | None) -> str:
    return (label or "").removeprefix("‹").removesuffix("›")


def _tag(reader: Reader, row: TagRow) -> Brought:
    held = [one.tag for one in reader.tags(row.passage_id)]
    added = reader.set_tags(
        [*held, row.tag],
        article_id=row.article_id,
        passage_id=row.passage_id,
        hospital=row.hospital or "",
        quote=row.passage or "",
        by=f"{row.created or ''} {row.checked_by or '?'}",
    )
    return Brought("tag", "added" if added else "same", row.passage_id)


def _bookmark(reader: Reader, row: BookmarkRow, overwrite: bool) -> Brought:
    passage, note = row.passage_id, row.note or ""
    mine = reader.bookmark(passage)
    if mine is not None and note in (mine.note, ""):
        return Brought("bookmark", "same", passage)
    if mine is not None and mine.note and not overwrite:
        return Brought("bookmark", "conflict", passage, mine.note, note)
    reader.mark(
        article_id=row.article_id,
        passage_id=passage,
        hospital=row.hospital or "",
        quote=row.passage or "",
        note=note,
    )
    return Brought("bookmark", "added" if mine is None else "replaced", passage)
