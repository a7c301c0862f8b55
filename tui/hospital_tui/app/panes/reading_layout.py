"""Where everything stands on the page: blocks broken into rows, rows numbered from the top.

Blocks are broken when they are asked for, so that the first screen of a long article costs no more than that of a
short one; what has not been broken yet is guessed at from its length.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from hospital_tui.app.panes.reading_blocks import Look, PageBlock
from hospital_tui.app.panes.reading_table import Columns, columns, set_row
from hospital_tui.app.typography import Row, Setting, break_text
from hospital_tui.app.typography.cells import Widths, widths
from hospital_tui.model import Passage, Span

_CENTRED: frozenset[Look] = frozenset({"kicker", "title", "subtitle", "byline", "heading", "gap"})
_HEAD: frozenset[Look] = frozenset({"kicker", "title", "subtitle", "byline"})
_REMEMBERED = 10_000
"""Characters of a text whose rows are remembered: those of a longer one, a width each, would fill the memory."""
_HEADINGS: frozenset[Look] = frozenset({"heading", "subheading"})
_TIGHT: frozenset[Look] = frozenset({"caption", "list-item", "row", "margin"})
"""Looks of which several stand together without space between."""

_TWO_CHARACTERS = 4
"""Cells of the indent of a Chinese paragraph."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What the reader chose, in cells."""

    width: int
    """Cells of a row of body text."""
    leading: int = 1
    """0: paragraphs close up; 1: a blank row between paragraphs; 2: one between lines as well."""
    justify: bool = False
    gap: bool = False
    hang: bool = False
    ambiguous_wide: bool = False

    @property
    def pitch(self) -> int:
        """Rows from one line to the next."""
        return 2 if self.leading >= 2 else 1


class Spot(NamedTuple):
    """What stands on a row of the page."""

    block: int
    """The block, or the next one for a blank row above it."""
    line: int
    """The line in the block, or -1 for a blank row."""


class Layout:
    """The page: which line of which block stands on which row."""

    def __init__(self, blocks: tuple[PageBlock, ...], style: PageStyle) -> None:
        self.blocks = blocks
        self.style = style
        self.bases = list(accumulate((len(block.text) + 1 for block in blocks), initial=0))
        """Where the text of each block starts when all are put one below the other."""
        self._places = {block.key: index for index, block in enumerate(blocks) if block.key}
        self._lines: list[list[Row]] = []
        self._table: tuple[tuple[Passage, ...], Columns] | None = None
        self._tops: list[int] = []
        self._filled = 0

    @property
    def widths(self) -> Widths:
        """Cells of each character in this terminal."""
        return widths(self.style.ambiguous_wide)

    @property
    def is_complete(self) -> bool:
        """Whether every block has been broken."""
        return len(self._lines) == len(self.blocks)

    @property
    def height(self) -> int:
        """Rows of the page, a guess until it is complete."""
        if self.is_complete:
            return self._filled + 1
        rest = self.bases[-1] - self.bases[len(self._lines)]
        waiting = len(self.blocks) - len(self._lines)
        return (
            self._filled
            + 2 * rest * self.style.pitch // self.style.width
            + waiting * (1 + self.style.leading)
        )

    def reach(self, row: int) -> None:
        """Break as many blocks as it takes to know what stands on a row."""
        while self._filled <= row and not self.is_complete:
            self._break_next()

    def complete(self, characters: int) -> bool:
        """Break on for about so many characters; whether everything is broken then."""
        while characters > 0 and not self.is_complete:
            characters -= len(self.blocks[len(self._lines)].text) + 50
            self._break_next()
        return self.is_complete

    def place(self, key: str) -> int | None:
        """The block with a key."""
        return self._places.get(key)

    def lines(self, block: int) -> list[Row]:
        """The lines of a block."""
        self._reach_block(block)
        return self._lines[block]

    def top(self, block: int) -> int:
        """Row of a block's first line."""
        self._reach_block(block)
        return self._tops[block]

    def space_top(self, block: int) -> int:
        """Row of the first blank row above a block."""
        return self.bottom(block - 1) if block else 0

    def bottom(self, block: int) -> int:
        """Row after a block's last line."""
        lines = len(self.lines(block))
        return self._tops[block] + max(1, (lines - 1) * self.style.pitch + 1)

    def spot(self, row: int) -> Spot | None:
        """What stands on a row; none below the last block."""
        self.reach(row)
        block = bisect_right(self._tops, row) - 1
        if block < 0:
            return Spot(0, -1) if self.blocks else None
        line, between = divmod(row - self._tops[block], self.style.pitch)
        if line < len(self._lines[block]) and not between:
            return Spot(block, line)
        if line < len(self._lines[block]) - 1:
            return Spot(block, -1)
        return Spot(block + 1, -1) if block + 1 < len(self.blocks) else None

    def row(self, block: int, offset: int) -> int:
        """Row on which an offset of a block's text stands."""
        lines = self.lines(block)
        line = bisect_right(lines, offset, key=lambda line: line.start) - 1
        return self._tops[block] + max(0, line) * self.style.pitch

    def shift(self, block: int, line: Row) -> int:
        """Cells from the left edge of the text column to the line's indent."""
        look = self.blocks[block].look
        if look in _CENTRED:
            return max(0, (self.style.width - line.width) // 2)
        return self._inset(look)[0]

    def block_at_base(self, position: int) -> tuple[int, int]:
        """(block, offset) of a position in all texts put one below the other."""
        block = max(0, min(bisect_right(self.bases, position) - 1, len(self.blocks) - 1))
        return block, max(0, min(position - self.bases[block], len(self.blocks[block].text)))

    def _reach_block(self, block: int) -> None:
        while len(self._lines) <= block:
            self._break_next()

    def _break_next(self) -> None:
        index = len(self._lines)
        lines = self._broken(self.blocks[index])
        self._tops.append(self._filled + self._space_above(index))
        self._lines.append(lines)
        self._filled = self._tops[-1] + max(1, (len(lines) - 1) * self.style.pitch + 1)

    def _broken(self, block: PageBlock) -> list[Row]:
        figures = block.passage.figures if block.passage is not None else ()
        if block.table and (row := self._row(block)) is not None:
            return [row]
        keep = tuple(sorted(figure.at for figure in figures))
        broken = _broken_text if len(block.text) <= _REMEMBERED else _broken_text.__wrapped__
        return broken(block.text, self._setting(block), keep, block.look in _CENTRED)

    def _row(self, block: PageBlock) -> Row | None:
        """A row of a table in its columns; None where they need more room than there is."""
        if block.passage is None:
            return None
        if self._table is None or self._table[0] is not block.table:
            self._table = (block.table, columns(block.table, self.widths))
        table = self._table[1]
        room = self.style.width - self._inset(block.look)[0]
        return set_row(block.passage, table, 0, self.widths) if table.width <= room else None

    def _setting(self, block: PageBlock) -> Setting:
        style = self.style
        left, right = self._inset(block.look)
        body = block.look == "body"
        marker = min(self.widths.of(block.text[: block.marker]), style.width // 3)
        return Setting(
            width=max(2, style.width - left - right),
            indent=_TWO_CHARACTERS if body and style.width >= 5 * _TWO_CHARACTERS else 0,
            hanging=marker if block.look == "list-item" else 2 * (block.look in ("caption", "row")),
            justify=style.justify and body,
            gap=style.gap,
            hang=style.hang and body,
            ambiguous_wide=style.ambiguous_wide,
        )

    def _inset(self, look: Look) -> tuple[int, int]:
        """Cells by which a block is narrower on the left and on the right."""
        if self.style.width < 32:
            return (2, 0) if look in ("caption", "list-item", "row", "summary") else (0, 0)
        if look in ("caption", "summary"):
            return (_TWO_CHARACTERS, _TWO_CHARACTERS)
        if look in ("list-item", "row", "subheading"):
            return (_TWO_CHARACTERS, 0)
        return (0, 0)

    def _space_above(self, index: int) -> int:
        """Blank rows above a block."""
        roomy = self.style.leading >= 1
        if index == 0:
            return 1
        look, above = self.blocks[index].look, self.blocks[index - 1].look
        if look in _HEAD:
            return int(roomy and look == "byline")
        if look in _HEADINGS:
            return int(above in _HEADINGS) if not roomy else 1 if above in _HEADINGS else 2
        if above in _HEAD:
            return 1 + roomy
        return int(roomy) if above in _HEADINGS else self._space_between(above, look)

    def _space_between(self, above: Look, look: Look) -> int:
        """Blank rows between two blocks of running text."""
        between_lines = self.style.pitch - 1
        if look == above:
            return between_lines if look in _TIGHT else max(between_lines, int(self.style.leading >= 1))
        return 3 if look == "margin" else 1 + between_lines


@lru_cache(maxsize=512)
def _broken_text(text: str, setting: Setting, keep: tuple[Span, ...], centred: bool) -> list[Row]:
    """The rows of a text, remembered: a filter narrows the page to what has been broken before."""
    lines = break_text(text, setting, keep)
    if centred and len(lines) > 1:
        lines = _balanced(text, setting, keep, len(lines))
    return lines or [Row(0, 0, 0, 0, 0)]


def _balanced(text: str, setting: Setting, keep: Sequence[Span], lines: int) -> list[Row]:
    """A centred text in rows of about one length: as narrow as it goes without needing another row."""
    low, high = max(2, setting.width // 2), setting.width
    while low < high:
        middle = (low + high) // 2
        narrower = Setting(width=middle, gap=setting.gap, ambiguous_wide=setting.ambiguous_wide)
        if len(break_text(text, narrower, keep)) <= lines:
            high = middle
        else:
            low = middle + 1
    return break_text(text, Setting(width=high, gap=setting.gap, ambiguous_wide=setting.ambiguous_wide), keep)
