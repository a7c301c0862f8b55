"""A list of which only the rows on the screen are ever made.

One widget serves the hospital list, the section tree, the sidebar, the results, the palette and every list in a
dialog: a hundred thousand rows open as fast as ten. A subclass says how many rows there are and what stands in one;
cursor, keys, mouse, scrolling and drawing are done here.
"""

from collections.abc import Iterable, Sequence, Set
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hospital_tui.app.command import bindings
from hospital_tui.app.commands import MOVES
from hospital_tui.app.widgets.cutting import shorten
from hospital_tui.app.widgets.inks import BOLD, NOT_PALE, ink
from hospital_tui.app.widgets.lineview import LineView
from hospital_tui.app.widgets.quick import LineCache
from hospital_tui.app.widgets.visible import visible
from hospital_tui.speech import t

Piece = tuple[str, str]
"""Words and the name of their ink ("" for the row's own style); `inks.ROLES` has the names."""


def cells_of(pieces: Iterable[Piece]) -> int:
    """Cells that pieces take."""
    return sum(cell_len(words) for words, _ in pieces)


class Line(NamedTuple):
    """One line of a row: pieces from the left, cut where room ends, and pieces at the right edge, never cut."""

    left: Sequence[Piece]
    right: Sequence[Piece] = ()


class _AtRow(Message):
    """Something happened at the row under the cursor of a list."""

    def __init__(self, rows: "RowList") -> None:
        super().__init__()
        self.rows = rows
        self.edition = rows.edition

    @property
    def row(self) -> int:
        """The row under the cursor now: rows may have come and gone since."""
        return self.rows.cursor

    @property
    def control(self) -> "RowList":
        """The list, for `@on` with a selector."""
        return self.rows


class RowList(LineView, can_focus=True):
    """Rows with a cursor."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--hover"}
    BINDINGS: ClassVar[list[BindingType]] = bindings(*MOVES)
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        & > .rows--cursor { background: $cursor-quiet; }
        &:focus > .rows--cursor { background: $cursor; color: $cursor-text; text-style: bold; }
        & > .rows--hover { background: $hover; }
    }
    """

    clicks = 2
    """Clicks on a row that choose it."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """Row under the cursor; 0 where there are no rows."""
    hovered: reactive[int] = reactive(-1, repaint=False)
    """Row under the mouse, or -1."""

    class Highlighted(_AtRow):
        """The cursor came to a row. Fast moves coalesce: only the last of a run is handled."""

        def can_replace(self, message: Message) -> bool:
            """A later place of the cursor makes an earlier one void."""
            return isinstance(message, RowList.Highlighted) and message.rows is self.rows

    class Chosen(_AtRow, no_dispatch=None):
        """A row was chosen, by Enter or by a double click."""

        @property
        def no_dispatch(self) -> bool:  # type: ignore[override]
            """Nobody hears of it where the list has other rows by now."""
            return self.edition != self.rows.edition

    class Fitted(Message):
        """The list has another size."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles_cache = LineCache()
        self.edition = 0
        """How often other rows were taken up."""
        self._starts: list[int] | None = None
        self._base: Style | None = None

    # What a subclass says

    def row_count(self) -> int:
        """How many rows there are."""
        return 0

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The lines of a row for a width in cells; as many as `row_height` says."""
        return ()

    def row_height(self, row: int, width: int) -> int:
        """Lines of a row; asked only where `uniform` is 0."""
        return 1

    waiting: bool = False
    """The rows are still being asked for: it is too early to say that there are none."""

    uniform: int = 1
    """Lines of every row, or 0 where rows differ (for lists of a few thousand rows at most)."""

    empty: str = ""
    """The key of what to say where there are no rows."""

    def empty_text(self) -> str:
        """What to say where there are no rows; its lines are shown one under the other."""
        return t(self.empty) if self.empty else ""

    # Content and size

    def rows_changed(self, cursor: int | None = None) -> None:
        """Take up new rows. The cursor goes to `cursor` or stays where it is, and sends no message for it."""
        self.edition += 1
        self._measure_rows()
        with self.prevent(RowList.Highlighted):
            self.set_reactive(RowList.cursor, self.validate_cursor(self.cursor if cursor is None else cursor))
        self.refresh()
        self.show_cursor()

    def _measure_rows(self) -> None:
        """Work out where each row starts, and so how far the list scrolls."""
        count, width = self.row_count(), self._width()
        if self.uniform:
            self._starts = None
            height = count * self.uniform
        else:
            self._starts, height = [], 0
            for row in range(count):
                self._starts.append(height)
                height += self.row_height(row, width)
        self.virtual_size = Size(width, height)

    def _width(self) -> int:
        """Cells that a line can fill."""
        return max(1, self.scrollable_content_region.width)

    def _start(self, row: int) -> int:
        """First line of a row."""
        if self._starts is None:
            return row * self.uniform
        return self._starts[row] if row < len(self._starts) else 0

    def _end(self, row: int) -> int:
        """Line after the last of a row."""
        if self._starts is None:
            return (row + 1) * self.uniform
        return self._starts[row + 1] if row + 1 < len(self._starts) else self.virtual_size.height

    def row_at(self, line: int) -> int | None:
        """The row that a line of the list belongs to; none below the last row."""
        if not 0 <= line < self.virtual_size.height:
            return None
        if self._starts is None:
            return line // self.uniform
        from bisect import bisect_right

        return bisect_right(self._starts, line) - 1

    def on_resize(self, event: events.Resize) -> None:
        """Rows may wrap anew, and the cursor must stay in sight."""
        self._measure_rows()
        self.show_cursor()
        self.post_message(self.Fitted())

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.row_count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed, keep the cursor in sight, and say so."""
        self._refresh_row(old)
        self._refresh_row(new)
        self.show_cursor()
        if self.row_count():
            self.post_message(self.Highlighted(self))

    def place_cursor(self, row: int) -> None:
        """Move the cursor without a message: the list follows something else."""
        row = self.validate_cursor(row)
        if row != self.cursor:
            old = self.cursor
            self.set_reactive(RowList.cursor, row)
            self._refresh_row(old)
            self._refresh_row(row)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll no further than needed to have the cursor in sight."""
        height = self.scrollable_content_region.height
        if not self.row_count() or height <= 0:
            return
        start, end, top = self._start(self.cursor), self._end(self.cursor), self.scroll_offset.y
        if start < top:
            self.scroll_to(y=start, animate=False)
        elif end > top + height:
            self.scroll_to(y=min(start, end - height), animate=False)

    def _refresh_row(self, row: int) -> None:
        """Draw one row again."""
        if 0 <= row < self.row_count():
            start = self._start(row)
            self.refresh_lines(start, self._end(row) - start)

    def watch_hovered(self, old: int, new: int) -> None:
        """Draw the rows that the mouse left and came to."""
        self._refresh_row(old)
        self._refresh_row(new)

    # Keys

    def _step(self, by: int) -> None:
        """Move the cursor by some rows."""
        if self.row_count():
            self.cursor += by

    def action_row_down(self) -> None:
        """One row down."""
        self._step(1)

    def action_row_up(self) -> None:
        """One row up."""
        self._step(-1)

    def _page(self) -> int:
        """Rows that a page key moves by."""
        height = max(1, self.scrollable_content_region.height)
        if self.uniform:
            return max(1, height // self.uniform - 1)
        start = self._start(self.cursor)
        last = self.row_at(min(start + height, self.virtual_size.height - 1))
        return max(1, (last or 0) - self.cursor)

    def action_page_down(self) -> None:
        """A screen down."""
        self._step(self._page())

    def action_page_up(self) -> None:
        """A screen up."""
        self._step(-self._page())

    def action_first_row(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last_row(self) -> None:
        """To the last row."""
        self.cursor = self.row_count() - 1

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.row_count():
            self.post_message(self.Chosen(self))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; as many as it takes choose."""
        row = self.row_at(event.get_content_offset_capture(self).y + self.scroll_offset.y)
        if row is None:
            return
        self.cursor = row
        if event.chain == self.clicks:
            self.action_choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The row under the mouse is lit."""
        row = self.row_at(event.get_content_offset_capture(self).y + self.scroll_offset.y)
        self.hovered = -1 if row is None else row

    def on_leave(self, event: events.Leave) -> None:
        """No row is lit when the mouse is elsewhere."""
        self.hovered = -1

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the style that rows start from."""
        self._base = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.line_width
        base = self._base = self._base or self.rich_style
        if not self.row_count():
            return self._empty_line(y, width, base)
        line = y + self.scroll_offset.y
        row = self.row_at(line)
        if row is None or row >= self.row_count():
            return Strip.blank(width, base)
        lines = self.row_lines(row, width)
        inner = line - self._start(row)
        if inner >= len(lines):
            return Strip.blank(width, self._row_style(row, base))
        return self.draw(lines[inner], width, self._row_style(row, base), lit=row == self.cursor)

    def _empty_line(self, y: int, width: int, base: Style) -> Strip:
        """A line of what is said where there are no rows."""
        lines = [] if self.waiting else self.empty_text().splitlines()
        if y < len(lines):
            return self.draw(Line([(lines[y], "quiet")]), width, base)
        return Strip.blank(width, base)

    def _row_style(self, row: int, base: Style) -> Style:
        """The style that a row starts from."""
        if row == self.cursor:
            return base + self.get_component_rich_style("rows--cursor", partial=True)
        if row == self.hovered:
            return base + self.get_component_rich_style("rows--hover", partial=True)
        return base

    def draw(self, line: Line, width: int, base: Style, *, lit: bool = False) -> Strip:
        """Lay pieces out on one line of exactly `width` cells.

        lit: the line has the cursor's background, on which pale inks would be hard to read.
        """
        left, at_right = line.left, line.right
        if lit:
            kept = BOLD if self.has_focus else NOT_PALE
            left, at_right = _inked_with(left, kept), _inked_with(at_right, kept)
        right = [(visible(words), style) for words, style in at_right]
        right_width = cells_of(right)
        if right_width + 4 > width:
            right, right_width = [], 0
        segments = self._fitted(left, width - right_width - (1 if right else 0), base)
        if right:
            segments.append(Segment(" ", base))
            segments.extend(Segment(words, self._piece_style(style, base)) for words, style in right)
        return Strip(segments, width)

    def _fitted(self, pieces: Sequence[Piece], room: int, base: Style) -> list[Segment]:
        """Segments of exactly `room` cells; what does not fit ends in …"""
        segments: list[Segment] = []
        for words, style in pieces:
            words = visible(words)
            cells = cell_len(words)
            piece_style = self._piece_style(style, base)
            if cells > room:
                segments.append(Segment(shorten(words, room), piece_style))
                return segments
            segments.append(Segment(words, piece_style))
            room -= cells
        if room > 0:
            segments.append(Segment(" " * room, base))
        return segments

    def _piece_style(self, name: str, base: Style) -> Style:
        """The style of a piece on a row."""
        return base + ink(self.app, name) if name else base


def _inked_with(pieces: Sequence[Piece], kept: Set[str]) -> Sequence[Piece]:
    """The pieces, those in other inks in the row's own style."""
    return [(words, name if name in kept else "") for words, name in pieces]
