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
    address = _address(row)
    changes: dict[Field, Said] = {
        field: row[f"{field}_corrected"] for field in FIELDS if row.get(f"{field}_corrected") is not None
    }
    mine: Correction | None = next(
        (one for one in held.get(address.partition("@")[0], ()) if one.start == row["start"]), None
    )
    theirs = _said(changes, bool(row["struck"]))
    if mine is not None:
        said = _said(mine.changes, mine.struck)
        if said == theirs:
            return Brought("correction", "same", address)
        if not overwrite:
            return Brought("correction", "conflict", address, said, theirs)
    where = located(address)
    if where is None or where[1] is None or where[2] is None or where[2].text != row["text"]:
        return Brought("correction", "homeless", address, theirs=theirs)
    by, made = str(row.get("checked_by") or "?"), str(row.get("made") or "")
    struck = bool(row["struck"])
    correction_store.put(reader, where[0], where[1], where[2], changes, struck=struck, by=by, made=made)
    return Brought("correction", "replaced" if mine else "added", address)


def _said(changes: Mapping[Field, Said], struck: bool) -> str:
    return "✗" if struck else " ".join(f"{field}={changes[field]}" for field in FIELDS if field in changes)


def _confirmation(reader: Reader, located: Located, row: Mapping[str, Any]) -> Brought:
    address = _address(row)
    where = located(address)
    article, passage, figure = where or (None, None, None)
    if article is None or passage is None or figure is None or figure.text != row["text"]:
        return Brought("confirmation", "homeless", address, theirs=str(row["text"]))
    mine = _stated(figure)
    theirs = (*(row[name] for name in ("value", "to", "unit", "metric", "qualifier")), _bare(row["label"]))
    if mine != theirs:
        words = [" ".join(str(cell) for cell in cells if cell is not None) for cells in (mine, theirs)]
        return Brought("confirmation", "conflict", address, *words)
    if figure.checked:
        return Brought("confirmation", "same", address)
    by = (str(row.get("checked_by") or "?"), str(row.get("checked_on") or ""))
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
        hospital=str(row["hospital"] or ""),
        quote=str(row["passage"] or ""),
        by=f"{row.get('created') or ''} {row.get('checked_by') or '?'}",
    )
    return Brought("tag", "added" if added else "same", passage)


def _bookmark(reader: Reader, row: Mapping[str, Any], overwrite: bool) -> Brought:
    passage, note = row["passage_id"], str(row["note"] or "")
    mine = reader.bookmark(passage)
    if mine is not None and (mine.note == note or not note):
        return Brought("bookmark", "same", passage)
    if mine is not None and mine.note and not overwrite:
        return Brought("bookmark", "conflict", passage, mine.note, note)
    reader.mark(
        article_id=str(row["article_id"]),
        passage_id=passage,
        hospital=str(row["hospital"] or ""),
        quote=str(row["passage"] or ""),
        note=note,
    )
    return Brought("bookmark", "added" if mine is None else "replaced", passage)
