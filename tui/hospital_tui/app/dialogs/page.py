"""Words to read in a dialog, set for the width there is: nothing is cut, however narrow the window."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.events import Resize
from textual.geometry import Size

from hospital_tui.app.dialogs.dialog import room
from hospital_tui.app.typography import Setting, break_text
from hospital_tui.app.widgets.rows import Line, RowList

_LEAST = 24
"""Cells that words need beside their name; in less they stand below it."""
_INSET = 4
"""Cells by which words stand in where they are below their name."""


class Item(NamedTuple):
    """A paragraph, with a name in a column of its own if it has one."""

    words: str
    ink: str = ""
    name: str = ""
    name_ink: str = "strong"
    column: int = 0
    """Cells of the column of names, blanks counted; a longer name takes as many as it needs."""


def wrapped(words: str, width: int) -> list[str]:
    """Words in lines of at most `width` cells, broken where Chinese and English may be; one empty line for none."""
    rows = break_text(words, Setting(width=max(2, width)))
    return [words[row.start : row.stop].rstrip() for row in rows] or [""]


def lines_of(item: Item, width: int) -> list[Line]:
    """An item as lines of a width: words beside the name, or below it where there is too little room."""
    if not item.name:
        return [Line([(line, item.ink)]) for line in wrapped(item.words, width)]
    column = max(item.column, cell_len(item.name) + 2)
    if width - column >= min(_LEAST, cell_len(item.words)):
        first, *rest = wrapped(item.words, width - column)
        gap = " " * (column - cell_len(item.name))
        return [
            Line([(item.name + gap, item.name_ink), (first, item.ink)]),
            *(Line([(" " * column + line, item.ink)]) for line in rest),
        ]
    return [
        *(Line([(line, item.name_ink)]) for line in wrapped(item.name, width)),
        *(Line([(" " * _INSET + line, item.ink)]) for line in wrapped(item.words, width - _INSET)),
    ]


class Page(RowList):
    """Items one below the other, set anew for every width: the keys scroll, and no row is marked."""

    DEFAULT_CSS = """
    Page {
        height: auto;
        max-height: 100%;
        & > .rows--cursor { background: transparent; }
        &:focus > .rows--cursor { background: transparent; color: $foreground; text-style: none; }
        & > .rows--hover { background: transparent; }
    }
    """

    def __init__(
        self, items: Sequence[Item], *, empty: str = "", beside: Callable[[int], int] = lambda width: 0
    ) -> None:
        """beside: rows that stand under it in the box, in so many cells across."""
        super().__init__()
        self._beside = beside
        self._items = items
        self._empty = empty
        self._lines: list[Line] = []
        self._set_for = 0

    def on_mount(self) -> None:
        """Take up the items."""
        self.show(self._items)

    def show(self, items: Sequence[Item]) -> None:
        """Take up other items."""
        self._items, self._set_for = items, 0
        self._set(self._width())
        self.rows_changed()
        self.refresh(layout=True)

    def _set(self, width: int) -> None:
        """Break the items into lines of a width."""
        if width != self._set_for:
            self._set_for = width
            self._lines = [line for item in self._items for line in lines_of(item, width)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the lines are, if the screen is."""
        self._set(max(1, width - self.scrollbar_size_vertical))
        return room(max(1, len(self._lines)), viewport, self._beside(width))

    def on_resize(self, event: Resize) -> None:
        """Another width, other lines; the list's own handler goes on from there."""
        self._set(self._width())

    def row_count(self) -> int:
        """One row a line."""
        return len(self._lines)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The line itself."""
        return (self._lines[row],)

    def empty_text(self) -> str:
        """What to say where there is nothing."""
        return self._empty

    def _step(self, by: int) -> None:
        """Scroll by some lines."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_first_row(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False)

    def action_last_row(self) -> None:
        """To the last line."""
        self.scroll_to(y=self.virtual_size.height, animate=False)
