"""Figures of many passages as a sequence of rows, fetched a screenful at a time."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from hospital_tui.faults import ChangedError
from hospital_tui.library.query.figure_keys import key, split
from hospital_tui.library.records import FigureRow
from hospital_tui.library.store.placing import Placed, section_name
from hospital_tui.model import Article

Places = Callable[[int], tuple[Article, Sequence[Placed]] | None]
"""Article number to the article and its passages; none where it is gone."""

RowOf = Callable[[str], int | None]
"""Passage id to the passage's row; none where it is gone."""


class FigureRows(Sequence[FigureRow]):
    """Figures by position. Only 8 bytes a figure are held; rows are read from their articles when asked for."""

    def __init__(self, keys: "array[int]", places: Places, row_of: RowOf) -> None:
        self._keys, self._places, self._row_of = keys, places, row_of

    @classmethod
    def none(cls) -> "FigureRows":
        """No rows."""
        return cls(array("q"), lambda _: None, lambda _: None)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> FigureRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[FigureRow]: ...
    def __getitem__(self, index: int | slice) -> FigureRow | list[FigureRow]:
        """A row, or a list of them. Raises ChangedError where its article was changed meanwhile."""
        if isinstance(index, slice):
            return [self._row(packed) for packed in self._keys[index]]
        return self._row(self._keys[index])

    def at(self, place: int) -> FigureRow | None:
        """The row of a place; none where there is no such place, or its article has changed meanwhile."""
        try:
            return self[place] if 0 <= place < len(self) else None
        except ChangedError:
            return None

    def __iter__(self) -> Iterator[FigureRow]:
        return map(self._row, self._keys)

    def beside(self, others: "FigureRows") -> int:
        """How many of these are not among others."""
        return len(set(self._keys).difference(others._keys))

    def _row(self, packed: int) -> FigureRow:
        found = figure_at(self._places, packed)
        if found is None:
            raise ChangedError
        return found

    def find(self, passage_id: str, index: int) -> int | None:
        """Position of a figure by its passage and its place there; none where it is not among the rows."""
        row = self._row_of(passage_id)
        try:
            return None if row is None else self._keys.index(key(row, index))
        except ValueError:
            return None


def figure_at(places: Places, packed: int) -> FigureRow | None:
    """The figure of a key; none where its article was removed or changed meanwhile."""
    number, place, ordinal = split(packed)
    held = places(number)
    if held is None or place >= len(held[1]) or ordinal >= len(held[1][place].passage.figures):
        return None
    return figure_row(held[0], held[1][place], ordinal)


def figure_row(article: Article, place: Placed, index: int) -> FigureRow:
    """A figure of a passage with where it stands."""
    passage = place.passage
    figure = passage.figures[index]
    return FigureRow(
        article_id=article.id,
        hospital=article.hospital.name,
        passage_id=passage.id,
        section=section_name(place),
        index=index,
        figure=figure,
        line=passage.source_line(figure.at[0]),
    )
