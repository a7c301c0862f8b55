"""What is taken along: rows under named columns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Cell = str | int | float | bool | None
"""What stands in a cell; None is an empty cell, never zero."""


class Table(NamedTuple):
    """Rows under named columns."""

    columns: tuple[str, ...]
    """Keys, as JSON names them."""
    rows: Iterable[Sequence[Cell]]
    narrow: tuple[str, ...] = ()
    """The columns that a table in a report has; all where none are named."""


class MissingLibraryError(Exception):
    """A form needs a library that is an extra: `python -m pip install 'hospital-tui[EXTRA]'`."""

    def __init__(self, extra: str, library: str) -> None:
        self.extra, self.library = extra, library
        super().__init__(f"{library} is not installed")


class TooManyRowsError(Exception):
    """More rows than a sheet of a spreadsheet holds; CSV has no such bound."""
