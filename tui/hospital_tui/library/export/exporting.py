"""Tables to take along in every form, the same from the app and from the commands.

CSV begins with a byte order mark and ends its lines with CR LF, so that Excel reads it as UTF-8; a text cell that a
spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection). Numbers are written without
an exponent and without thousands separators.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from hospital_tui.library.export import binary
from hospital_tui.library.export.table import Cell, Table
from hospital_tui.library.files.atomic import write_named
from hospital_tui.text.visible import escaped

Form = Literal["csv", "json", "md", "xlsx", "sqlite", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
BINARY: tuple[Form, ...] = ("xlsx", "sqlite", "parquet")
"""Forms that no terminal shows."""
READ: tuple[Form, ...] = ("csv", "md", "xlsx")
"""Forms that people read: what stands as a code elsewhere stands in words there."""

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_REWRITTEN = re.compile(r"\d{1,2}([/:]\d{1,4}){1,2}|\d{4}/\d{1,2}(/\d{1,2})?|\d{1,3}(,\d{3})+(\.\d+)?")


_MARKUP = str.maketrans({sign: "\\" + sign for sign in "\\|`*_<[&"})

_ENDINGS: dict[str, Form] = {"markdown": "md", "db": "sqlite", "sqlite3": "sqlite", "pq": "parquet"}
"""Other endings of the forms."""


Words = Mapping[str, Callable[[str], str]]
"""A column that holds codes, to what a code is called for people."""


def pieces(
    table: Table, form: Form, titles: Mapping[str, str], words: Words = MappingProxyType({})
) -> Iterator[bytes]:
    """The table in one of the forms, piece by piece; `titles` and `words` are for people, and for the forms they read.

    Raises:
        MissingLibraryError: for xlsx and parquet, where openpyxl or pyarrow is not installed.
        TooManyRowsError: for xlsx.

    """
    if form in READ:
        table = _in_words(table, words)
    if form in BINARY:
        yield getattr(binary, form)(table, titles)
        return
    lines = {"csv": _csv, "json": _json, "md": _markdown}[form](table, titles)
    while batch := "".join(islice(lines, 500)):
        yield batch.encode("utf-8", "replace")


def _in_words(table: Table, words: Words) -> Table:
    """The table with its codes said."""
    said = [words.get(column) for column in table.columns]
    rows = (
        tuple(
            say(cell) if say and isinstance(cell, str) else cell for say, cell in zip(said, row, strict=True)
        )
        for row in table.rows
    )
    return table._replace(rows=rows)


def save(
    table: Table,
    path: Path,
    form: Form,
    titles: Mapping[str, str],
    words: Words = MappingProxyType({}),
    *,
    overwrite: bool = False,
) -> None:
    """Write the table to a file, whole or not at all.

    Raises:
        FileExistsError: there is such a file and `overwrite` was not said.
        OSError: it cannot be written, or into a folder that is not there.
        MissingLibraryError, TooManyRowsError: see `pieces`.

    """
    if not overwrite and path.is_file():  # before a hundred thousand rows are made
        raise FileExistsError(str(path))
    write_named(path, b"".join(pieces(table, form, titles, words)), overwrite=overwrite)


def form_of(path: Path) -> Form | None:
    """The form that a file's name asks for; none for another ending."""
    ending = path.suffix.lower().removeprefix(".")
    return next((form for form in FORMS if form == ending), _ENDINGS.get(ending))


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, nor rewrites: 1/3 would become a day, 12:30 an hour, 1,200 lose its comma."""
    return "'" + text if text.startswith(_FORMULA) or _REWRITTEN.fullmatch(text) else text


def number_text(value: int | float) -> str:
    """A number in plain digits: 303000, 0.00001, 44.8."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value) if isinstance(value, int) else format(Decimal(repr(value)), "f")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else ""
    return number_text(cell) if isinstance(cell, (int, float)) else cell


def _csv(table: Table, titles: Mapping[str, str]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _csv_row(titles[column] for column in table.columns)
    yield from map(_csv_row, table.rows)


def _csv_row(cells: Iterable[Cell]) -> str:
    return ",".join(map(_csv_cell, cells)) + "\r\n"


def _csv_cell(cell: Cell) -> str:
    """Text always in quotes: whatever parts the cells where it is read (`;` as well), it stays one."""
    if not isinstance(cell, str):
        return _text(cell)
    return '"' + harmless(cell).replace('"', '""') + '"' if cell else ""


def _json(table: Table, _: Mapping[str, str]) -> Iterator[str]:
    before = "[\n"
    for row in table.rows:
        yield before + escaped(json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _markdown(table: Table, titles: Mapping[str, str]) -> Iterator[str]:
    columns = table.narrow or table.columns
    places = [table.columns.index(column) for column in columns]
    yield _markdown_row(titles[column] for column in columns)
    yield _markdown_row("---" for _ in columns)
    for row in table.rows:
        yield _markdown_row(row[place] for place in places)


def _markdown_row(cells: Iterable[Cell]) -> str:
    return "| " + " | ".join(_markdown_cell(_text(cell)) for cell in cells) + " |\n"


def _markdown_cell(text: str) -> str:
    """Text that a Markdown reader shows as it stands (GFM, tables)."""
    return " ".join(text.translate(_MARKUP).split())
