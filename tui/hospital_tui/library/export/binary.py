"""Tables as files of other programs: XLSX, SQLite (sqlite3, Datasette) and Parquet (pandas, R, DuckDB)."""

import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any

from hospital_tui.library.export.table import Cell, MissingLibraryError, Table, TooManyRowsError
from hospital_tui.library.files.archive import Archive

_MOST_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""
_MOST_ROWS = 1_048_575
"""Rows that a sheet holds beside its header."""

_ARTICLE = ("article_id", "hospital", "title", "newspaper", "date", "file")
_PASSAGE = ("passage_id", "article_id", "section", "passage")


def xlsx(table: Table, titles: Mapping[str, str]) -> bytes:
    """A workbook of one sheet, whose rows go by a temporary file. Raises MissingLibraryError, TooManyRowsError, OSError."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.writer.excel import ExcelWriter
    except ImportError as error:
        raise MissingLibraryError("xlsx", "openpyxl") from error
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet()
    sheet.freeze_panes = "A2"

    def made(cell: Cell) -> object:
        if not isinstance(cell, str):
            return None if cell is False else cell
        text = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)[:_MOST_CELL])
        text.data_type = "s"  # text, whatever it begins with
        return text

    out = io.BytesIO()
    with _disk(sheet):
        sheet.append([titles[column] for column in table.columns])
        for number, row in enumerate(table.rows):
            if number >= _MOST_ROWS:
                raise TooManyRowsError
            sheet.append(list(map(made, row)))
        with Archive(out) as archive:
            ExcelWriter(book, archive).save()
    return out.getvalue()


@contextmanager
def _disk(sheet: Any) -> Iterator[None]:
    """What lxml says of the disk that a sheet's rows are gathered on is said as the system does. Raises OSError."""
    try:
        yield
    except Exception as error:
        for writing in (sheet._rows, sheet._writer and sheet._writer.xf):
            with suppress(Exception):  # else Python complains of it when it is thrown away
                writing.close()
        if type(error).__name__ != "SerialisationError":
            raise
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number)) from error


def sqlite(table: Table, _: Mapping[str, str]) -> bytes:
    """A database: the rows as table `row`; of figures `article`, `passage` and `figure`, and all of it as the view `row`.

    Values keep their type: a number is a number, a date or a grade is text.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        figures = {*_ARTICLE, *_PASSAGE} <= set(table.columns)
        (_related if figures else _flat)(connection, table)
        connection.commit()
        return connection.serialize()


def _flat(connection: sqlite3.Connection, table: Table) -> None:
    connection.execute(f"CREATE TABLE row (number INTEGER PRIMARY KEY, {_named(table.columns)})")
    _fill(connection, "row", (("number", *table.columns)), table, lambda number, row: (number, *row))


def _related(connection: sqlite3.Connection, table: Table) -> None:
    """Articles and passages once each; a figure names its passage."""
    own = tuple(column for column in table.columns if column not in {*_ARTICLE, *_PASSAGE} - {"passage_id"})
    connection.executescript(
        f"CREATE TABLE article ({_named(_ARTICLE)}, PRIMARY KEY (article_id)) WITHOUT ROWID;"
        f"CREATE TABLE passage ({_named(_PASSAGE)}, PRIMARY KEY (passage_id),"
        " FOREIGN KEY (article_id) REFERENCES article (article_id)) WITHOUT ROWID;"
        f"CREATE TABLE figure (number INTEGER PRIMARY KEY, {_named(own)},"
        " FOREIGN KEY (passage_id) REFERENCES passage (passage_id));"
        f"CREATE VIEW row AS SELECT number, {', '.join(map(_quoted, table.columns))}"
        " FROM figure JOIN passage USING (passage_id) JOIN article USING (article_id);"
    )
    at = {column: place for place, column in enumerate(table.columns)}

    def figure(number: int, row: Sequence[Cell]) -> tuple[Cell, ...]:
        for name, columns in (("article", _ARTICLE), ("passage", _PASSAGE)):
            connection.execute(
                f"INSERT OR IGNORE INTO {name} VALUES ({_marks(columns)})",
                [_plain(row[at[one]]) for one in columns],
            )
        return (number, *(row[at[one]] for one in own))

    _fill(connection, "figure", ("number", *own), table, figure)


def _fill(
    connection: sqlite3.Connection,
    name: str,
    columns: Sequence[str],
    table: Table,
    row: Callable[[int, Sequence[Cell]], Sequence[Cell]],
) -> None:
    rows = ([_plain(cell) for cell in row(number, cells)] for number, cells in enumerate(table.rows, 1))
    connection.executemany(f"INSERT INTO {name} VALUES ({_marks(columns)})", rows)


def _named(columns: Iterable[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(column: str) -> str:
    return f'"{column}"'


def _marks(columns: Sequence[str]) -> str:
    return ",".join("?" * len(columns))


def _plain(cell: Cell) -> Cell:
    """A cell as SQLite takes it: an integer beyond 64 bits as a number with a point, half a character as a replacement."""
    if isinstance(cell, int) and not -(2**63) <= cell < 2**63:
        return float(cell)
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def parquet(table: Table, _: Mapping[str, str]) -> bytes:
    """A Parquet file: a column that holds numbers and words becomes two, `value` and `value_text`. Raises MissingLibraryError."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingLibraryError("parquet", "pyarrow") from error
    rows = [tuple(map(_plain, row)) for row in table.rows]
    columns = [
        column
        for place, name in enumerate(table.columns)
        for column in _typed(name, [row[place] for row in rows])
    ]
    types = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string(), bool: None}
    arrays = [pyarrow.array(cells, types[kind]) for _, kind, cells in columns]
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(arrays, names=[name for name, _, _ in columns]), out)
    return out.getvalue()


def _typed(name: str, cells: list[Cell]) -> Iterator[tuple[str, type, list[Cell]]]:
    """A column with the type of its cells: two where it holds numbers and words; words where it holds nothing."""
    kinds = set(map(type, cells)) - {type(None)}
    if {str} < kinds and kinds != {str, bool}:
        yield name, float, [None if isinstance(cell, (str, bool)) else cell for cell in cells]
        yield f"{name}_text", str, [cell if isinstance(cell, str) else None for cell in cells]
    else:
        kind = next((one for one in (float, int, str, bool) if one in kinds), str)
        yield name, kind, cells
