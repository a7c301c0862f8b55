"""What a rich-text file says, in the elements that a Word document has for it: paragraphs, runs, tables, boxes."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hospital_tui.parsing.inputs.word_story import Story

Event = tuple[str, dict[str, str] | str | None]
"""An element that begins, and its attributes; one that ends, and None; characters, behind the name ""."""
DEEPEST = 20
"""Tables within each other that are told apart."""
_NEAR = 20
"""Twentieths of a point that edges of one column may lie apart."""

Edges = list[tuple[int, frozenset[str]]]
"""The right edge of each cell of a row, and what is said of how it is merged."""


def within(tag: str, events: Iterable[Event], attributes: Mapping[str, str] = {}) -> list[Event]:
    """Events within an element."""
    return [(tag, dict(attributes)), *events, (tag, None)]


def tell(story: Story, events: Iterable[Event]) -> None:
    """Let a story read them."""
    for tag, said in events:
        if isinstance(said, str):
            story.text(said)
        elif said is None:
            story.end(tag)
        else:
            story.start(tag, said)


@dataclass(slots=True)
class _Table:
    """A table under way."""

    rows: list[tuple[list[list[Event]], Edges]] = field(default_factory=list)
    cells: list[list[Event]] = field(default_factory=list)
    """Of the row under way."""
    cell: list[Event] = field(default_factory=list)
    """Of the cell under way."""

    def end_cell(self) -> None:
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, edges: Edges) -> None:
        if self.cell:
            self.end_cell()
        if self.cells:
            self.rows.append((self.cells, edges))
        self.cells = []

    def events(self) -> list[Event]:
        """The table; a cell covers as many columns as edges of other rows lie in it."""
        self.end_row([])
        grid: list[int] = []
        for edge in sorted({edge for _, edges in self.rows for edge, _ in edges}):
            if not grid or edge - grid[-1] > _NEAR:
                grid.append(edge)
        return within("tbl", [event for row in self.rows for event in _row(*row, grid)])


def _row(cells: list[list[Event]], edges: Edges, grid: list[int]) -> list[Event]:
    told: list[Event] = []
    columns = 0
    for number, cell in enumerate(cells):
        edge, merged = edges[number] if number < len(edges) else (0, frozenset())
        covers = bisect_right(grid, edge + _NEAR) - columns
        columns += max(0, covers)
        told += within(
            "tc",
            [
                *within("gridSpan", (), {"val": str(max(1, covers))}),
                *(within("vMerge", ()) if "clvmrg" in merged else ()),
                *(within("hMerge", ()) if "clmrg" in merged else ()),
                *cell,
            ],
        )
    return within("tr", told)


class Flow:
    """A stretch of text with its tables: the document, a note or a box."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._tables: list[_Table] = []
        self._open = self._in_row = False
        self._edges: Edges = []
        self._merged: set[str] = set()

    @property
    def _here(self) -> list[Event]:
        return self._tables[-1].cell if self._tables else self._events

    def add(self, events: Iterable[Event], depth: int, outline: str = "") -> None:
        """Take what stands in a paragraph that stands in `depth` tables."""
        if not self._open:
            self._at(depth or int(self._in_row))
            self._here.append(("p", {}))
            self._here.extend(within("pPr", within("pStyle", (), {"val": outline})))
            self._open = True
        self._here.extend(events)

    def end_paragraph(self) -> None:
        """What comes is of another paragraph."""
        if self._open:
            self._here.append(("p", None))
        self._open = False

    def end_cell(self, depth: int) -> None:
        """What comes is of another cell."""
        self.end_paragraph()
        self._at(depth)
        self._tables[-1].end_cell()

    def end_row(self, depth: int) -> None:
        """What comes is of another row."""
        self.end_paragraph()
        self._at(depth)
        self._tables[-1].end_row(self._edges)
        self._in_row = self._in_row and depth > 1

    def of_row(self, word: str, edge: int) -> None:
        """What a row says of its cells: that it begins, how the next is merged, where it ends."""
        if word == "trowd":
            self._in_row = True
            self._edges = []
            self._merged.clear()
        elif word == "cellx":
            self._edges.append((edge, frozenset(self._merged)))
            self._merged.clear()
        else:
            self._merged.add(word)

    def events(self) -> list[Event]:
        """All of it."""
        self.end_paragraph()
        self._at(0)
        return self._events

    def _at(self, depth: int) -> None:
        """Stand in as many tables."""
        while len(self._tables) > min(depth, DEEPEST):
            table = self._tables.pop()
            self._here.extend(table.events())
        while len(self._tables) < min(depth, DEEPEST):
            self._tables.append(_Table())
