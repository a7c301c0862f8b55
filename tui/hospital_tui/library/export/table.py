"""What is taken along: rows under named columns."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from hospital_tui.model import Article, Passage

Cell = str | int | float | bool | None
"""What stands in a cell; None is an empty cell, never zero."""


Find = Callable[[str], Article]
"""The article of an id (`Library.article`). Raises KeyError where it is not in the library any more."""


def held(article: Find, article_id: str, passage_id: str) -> tuple[Article | None, Passage | None]:
    """An article and its passage, as far as they are at hand."""
    try:
        found = article(article_id)
    except KeyError:
        return None, None
    return found, found.passage(passage_id)


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
