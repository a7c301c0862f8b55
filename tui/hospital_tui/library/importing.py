"""A colleague's corrections, confirmations, bookmarks and tags, as their exports in JSON hold them, brought to one's own.

What is there otherwise stays, and is told as a conflict, unless it is to be replaced. A correction or confirmation is taken
up only where the same words stand at the same place of the source at hand; a confirmation only where the figure says the
same here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from hospital_tui.library.export.figures import ends
from hospital_tui.library.reader import confirmations, correction_store
from hospital_tui.library.reader.corrections import FIELDS, Correction, Field, Said
from hospital_tui.library.reader.keeping import OvertakenError
from hospital_tui.library.reader.reader import Reader
from hospital_tui.model import Article, Figure, Passage

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
    """The file is no export of corrections, confirmations, bookmarks or tags in JSON."""


def rows_of(data: bytes) -> list[dict[str, Any]]:
    """The rows of an export in JSON. Raises NotOursError."""
    try:
        rows = msgspec.json.decode(data, type=list[dict[str, Any]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotOursError(str(error)) from error
    if not all(_kind(row) and isinstance(row.get("passage_id"), str) for row in rows):
        raise NotOursError("columns")
    return rows


def _kind(row: Mapping[str, Any]) -> Kind | None:
    """What a row is, by its columns."""
    if "struck" in row and "value_parsed" in row:
        return "correction"
    if "confirmed" in row and "kind" in row:
        return "confirmation"
    if "tag" in row:
        return "tag"
    return "bookmark" if "note" in row and "created" in row else None


def bring(
    reader: Reader, located: Located, rows: Iterable[Mapping[str, Any]], *, overwrite: bool
) -> list[Brought]:
    """Take rows up; what became of them. Raises ReaderError."""
    held = correction_store.by_source(
        correction_store.in_force({"correction": {str(row[0]): row for row in reader.correction_rows()}})
    )
    found = []
    for row in rows:
        match _kind(row):
            case "correction":
                found.append(_correction(reader, located, row, held, overwrite))
            case "confirmation" if row["confirmed"]:
                found.append(_confirmation(reader, located, row))
            case "tag":
                found.append(_tag(reader, row))
            case "bookmark":
                found.append(_bookmark(reader, row, overwrite))
    return found


def _address(row: Mapping[str, Any]) -> str:
    source, _, start = str(row["passage_id"]).partition("@")
    return f"{source}@{row['start'] if isinstance(row.get('start'), int) else start}"


def _correction(
    reader: Reader, located: Located, row: Mapping[str, Any], held: Mapping[str, Any], overwrite: bool
) -> Brought:
    address, struck = _address(row), bool(row["struck"])
    changes: dict[Field, Said] = {
        field: row[f"{field}_corrected"] for field in FIELDS if row.get(f"{field}_corrected") is not None
    }
    here = (one for one in held.get(address.partition("@")[0], ()) if one.start == row["start"])
    mine: Correction | None = next(here, None)
    theirs = _said(changes, struck)
    if mine is not None and (mine_said := _said(mine.changes, mine.struck)) == theirs:
        return Brought("correction", "same", address)
    if mine is not None and not overwrite:
        return Brought("correction", "conflict", address, mine_said, theirs)
    where = _where(located, row)
    if where is None:
        return Brought("correction", "homeless", address, theirs=theirs)
    by, made = _text(row, "checked_by", "?"), _text(row, "made")
    correction_store.put(reader, *where, changes, struck=struck, by=by, made=made)
    return Brought("correction", "replaced" if mine else "added", address)


def _where(located: Located, row: Mapping[str, Any]) -> tuple[Article, Passage, Figure] | None:
    """The figure at hand that a row is about; none where other words stand there, or no figure."""
    match located(_address(row)):
        case Article() as article, Passage() as passage, Figure() as figure if figure.text == row["text"]:
            return article, passage, figure
    return None


def _text(row: Mapping[str, Any], name: str, none: str = "") -> str:
    """A cell as text; `none` where it is empty or missing."""
    return str(row.get(name) or none)


def _said(changes: Mapping[Field, Said], struck: bool) -> str:
    return "✗" if struck else " ".join(f"{field}={changes[field]}" for field in FIELDS if field in changes)


def _confirmation(reader: Reader, located: Located, row: Mapping[str, Any]) -> Brought:
    address, where = _address(row), _where(located, row)
    if where is None:
        return Brought("confirmation", "homeless", address, theirs=str(row["text"]))
    article, passage, figure = where
    mine = _stated(figure)
    theirs = (*(row[name] for name in ("value", "to", "unit", "metric", "qualifier")), _bare(row["label"]))
    if mine != theirs:
        words = [" ".join(str(cell) for cell in cells if cell is not None) for cells in (mine, theirs)]
        return Brought("confirmation", "conflict", address, *words)
    if figure.checked:
        return Brought("confirmation", "same", address)
    by = (_text(row, "checked_by", "?"), _text(row, "checked_on"))
    try:
        done = confirmations.put(reader, [confirmations.of_figure(article, passage, figure, by=by)])
    except OvertakenError:  # another row of the file corrects it
        return Brought("confirmation", "conflict", address, theirs=str(row["text"]))
    return Brought("confirmation", "added" if done else "same", address)


def _stated(figure: Figure) -> tuple[object, ...]:
    return (*ends(figure), figure.unit, figure.metric, figure.qualifier, figure.label)


def _bare(label: str | None) -> str:
    return (label or "").removeprefix("‹").removesuffix("›")


def _tag(reader: Reader, row: Mapping[str, Any]) -> Brought:
    passage, tag = row["passage_id"], str(row["tag"])
    held = [one.tag for one in reader.tags(passage)]
    added = tag not in held and reader.set_tags(
        [*held, tag],
        article_id=str(row["article_id"]),
        passage_id=passage,
        hospital=_text(row, "hospital"),
        quote=_text(row, "passage"),
        by=f"{_text(row, 'created')} {_text(row, 'checked_by', '?')}",
    )
    return Brought("tag", "added" if added else "same", passage)


def _bookmark(reader: Reader, row: Mapping[str, Any], overwrite: bool) -> Brought:
    passage, note = row["passage_id"], _text(row, "note")
    mine = reader.bookmark(passage)
    if mine is not None and (mine.note == note or not note):
        return Brought("bookmark", "same", passage)
    if mine is not None and mine.note and not overwrite:
        return Brought("bookmark", "conflict", passage, mine.note, note)
    reader.mark(
        article_id=str(row["article_id"]),
        passage_id=passage,
        hospital=_text(row, "hospital"),
        quote=_text(row, "passage"),
        note=note,
    )
    return Brought("bookmark", "added" if mine is None else "replaced", passage)
