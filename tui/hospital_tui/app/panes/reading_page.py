"""The page that an article is set on: breaking it into rows, drawing the rows in view, selecting text with the mouse."""

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from hospital_tui.app.panes import reading_moves as moves
from hospital_tui.app.panes.reading_blocks import PageBlock
from hospital_tui.app.panes.reading_layout import Layout, PageStyle
from hospital_tui.app.panes.reading_marks import Mark, Marked, marks_of
from hospital_tui.app.panes.reading_paint import line_selection, margin, paint_line, position
from hospital_tui.app.panes.reading_ticks import ticked
from hospital_tui.app.typography.terminal import draw_ambiguous_wide
from hospital_tui.app.widgets.lineview import LineView
from hospital_tui.app.widgets.quick import PlainLines

CURSOR_MARK = "\N{RIGHT HALF BLOCK}"
"""Stands left of the selected passage: one cell in every terminal, and seen without colour."""

_GUTTER = 2
"""Cells left of the text: the cursor's mark and a blank."""

_HANG_FROM = 50
"""Cells of the pane from which on there is room for stops to hang over the right edge."""

_SLICE = 10_000
"""Characters that are broken into rows between two looks at the keyboard."""


class ArticlePage(PlainLines, LineView):
    """Blocks of Chinese text in a column, drawn row by row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reading--{name}"
        for name in (
            *("kicker", "title", "subtitle", "byline", "heading", "subheading"),
            *("body", "caption", "list-item", "row", "summary", "margin", "gap"),
            *("run-in", "doubt", "match", "match-here", "pointed", "cursor", "tick", "kept"),
            *("count", "percent", "money", "measure", "duration", "date", "rank"),
        )
    }
    DEFAULT_CSS = """
    ArticlePage {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .reading--kicker { color: $quiet; }
        & > .reading--title { color: $heading; text-style: bold; }
        & > .reading--subtitle { color: $heading; }
        & > .reading--byline { color: $quiet; }
        & > .reading--heading { color: $heading; text-style: bold; }
        & > .reading--subheading { color: $heading; text-style: bold; }
        & > .reading--caption { color: $quiet; }
        & > .reading--summary { color: $quiet; text-style: bold; }
        & > .reading--margin { color: $faint; }
        & > .reading--gap { color: $faint; }
        & > .reading--run-in { text-style: bold; }
        & > .reading--doubt { text-style: underline dim; }
        & > .reading--count { color: $kind-count; text-style: underline; }
        & > .reading--percent { color: $kind-percent; text-style: underline; }
        & > .reading--money { color: $kind-money; text-style: underline bold; }
        & > .reading--measure { color: $kind-measure; text-style: underline; }
        & > .reading--duration { color: $kind-duration; text-style: underline; }
        & > .reading--date { color: $kind-date; text-style: italic; }
        & > .reading--rank { color: $kind-rank; text-style: bold; }
        & > .reading--match { background: $match; color: $match-text; text-style: bold; }
        & > .reading--match-here { text-style: bold reverse; }
        & > .reading--pointed { background: $cursor; color: $cursor-text; text-style: bold underline; }
        & > .reading--cursor { color: $quiet; }
        &:focus > .reading--cursor { color: $accent; }
        & > .reading--tick { color: $warning; }
        & > .reading--kept { color: $accent; text-style: bold; }
    }
    """

    measure: reactive[int] = reactive(38, repaint=False)
    """Full-width characters a row, where there is room."""
    leading: reactive[int] = reactive(1, repaint=False)
    """0: paragraphs close up; 1: a blank row between paragraphs; 2: one between lines as well."""
    justify: reactive[bool] = reactive(False, repaint=False)
    """Straight right edge, where blanks can be hidden beside punctuation."""
    gap: reactive[bool] = reactive(False, repaint=False)
    """A blank between Han and Latin."""
    hang: reactive[bool] = reactive(True, repaint=False)
    """A stop may stand right of the edge rather than pull a character to the next row."""
    ambiguous_wide: reactive[bool] = reactive(False, repaint=False)
    """The terminal draws “ ” … — · ① ℃ two cells wide."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout = Layout((), PageStyle(2))
        self._marked = Marked()
        self._cursor_key: str | None = None
        self._kept: Mapping[str, str] = {}
        """Key of a block to the sign beside its first line."""
        self._left = _GUTTER
        self._held: tuple[int, str, int] | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(256)
        self._block_marks: LRUCache[int, list[Mark]] = LRUCache(256)
        self._rich_styles: dict[tuple[str, ...], Style] = {}
        self._selected_text: tuple[int, int] | None = None
        self._bases: list[int] = []
        self._breaking_on = False
        self._height = 1
        """Rows of the view before the change of size that is under way."""

    def on_mount(self) -> None:
        """Take the scrollbar over."""
        self._tick()

    # Setting

    def _blocks(self) -> tuple[PageBlock, ...]:
        """What stands on the page."""
        raise NotImplementedError

    @property
    def row_room(self) -> int:
        """Full-width characters of a row of body text that there is room for, at least one."""
        room = self.scrollable_content_region.width - _GUTTER - 1
        return max(1, (room - 2 * (self.hang and room >= _HANG_FROM)) // 2)

    def _page_style(self) -> PageStyle:
        """The reader's choices, as far as the pane's width allows them."""
        room = self.scrollable_content_region.width - _GUTTER - 1
        hang = self.hang and room >= _HANG_FROM
        width = min(2 * max(8, self.measure), room - 2 * hang)
        width = max(2, width - width % 2)
        return PageStyle(
            width=width,
            leading=max(0, min(2, self.leading)),
            justify=self.justify,
            gap=self.gap,
            hang=hang,
            ambiguous_wide=self.ambiguous_wide,
        )

    def _lay_out(self) -> None:
        """Set the page anew; as far as the view is filled at once, the rest when nothing else is to be done."""
        if self.scrollable_content_region.width <= 0:
            self._layout = Layout((), PageStyle(2))
            return
        self._layout = Layout(self._blocks(), self._page_style())
        if self._layout.bases != self._bases:
            self.drop_selection()  # its positions count the texts that were on the page
            self._bases = self._layout.bases
        room = self.scrollable_content_region.width
        self._left = max(_GUTTER, (room - self._layout.style.width) // 2)
        self._layout.reach(2 * self.scrollable_content_region.height)
        self._repaint()
        self._sync_size()
        if not self._layout.is_complete and not self._breaking_on:
            self._breaking_on = True
            self.call_later(self._break_on)
        self._tick()

    def _break_on(self) -> None:
        """Break some more of a long article."""
        self._breaking_on = not self._layout.complete(_SLICE)
        if self._breaking_on:
            self.call_later(self._break_on)
        else:
            self._sync_size()
            self._tick()

    def _sync_size(self) -> None:
        """Tell the scrollbar how long the page is."""
        self.virtual_size = Size(self.scrollable_content_region.width, self._layout.height)

    def _set_again(self) -> None:
        """Set the page anew with the same text at the top of the view, or nearly so if the cursor would leave it."""
        before = self._view_before()
        was_shown = before.selected is not None and moves.is_in_view(self._layout, before, before.selected)
        held = self._held if self._held and self._held[0] == self.scroll_offset.y else None
        if held is None and (place := self._place()) is not None:
            held = (0, *place)
        self._lay_out()
        if held is not None and (block := self._layout.place(held[1])) is not None:
            offset = held[2]
            self._scroll(self._layout.row(block, offset) if offset else self._layout.space_top(block))
        if was_shown:
            self._bring_cursor_back()
        if held is not None:
            self._held = (self.scroll_offset.y, held[1], held[2])

    def _bring_cursor_back(self) -> None:
        """Scroll as little as it takes to see the passage under the cursor."""
        view = self._view()
        if view.selected is not None and not moves.is_in_view(self._layout, view, view.selected):
            self._scroll(moves.shown(self._layout, view).scroll)

    def _view(self) -> moves.View:
        """What the reader sees."""
        block = self._layout.place(self._cursor_key) if self._cursor_key is not None else None
        return moves.View(self.scroll_offset.y, max(1, self.scrollable_content_region.height), block)

    def _view_before(self) -> moves.View:
        """What the reader saw before the change of size that is under way.

        A view that grew at the end of the page has been scrolled up already: what was in it is in it still.
        """
        now = self._view()
        return now._replace(height=max(now.height, self._height))

    def _place(self) -> tuple[str, int] | None:
        """Key and offset of what stands at the top of the view."""
        spot = self._layout.spot(self.scroll_offset.y)
        while spot is not None and not self._layout.blocks[spot.block].key:
            following = spot.block + 1
            spot = spot._replace(block=following, line=0) if following < len(self._layout.blocks) else None
        if spot is None:
            return None
        offset = self._layout.lines(spot.block)[spot.line].start if spot.line > 0 else 0
        return self._layout.blocks[spot.block].key, offset

    def _scroll(self, row: int) -> None:
        """Bring a row to the top of the view, at once."""
        self._layout.reach(row + self.scrollable_content_region.height)
        self._sync_size()
        self.scroll_to(y=max(0, row), animate=False, force=True)

    def on_resize(self) -> None:
        """Set the page for the new width; a change of height alone leaves it."""
        if self._page_style() != self._layout.style or not self._layout.blocks:
            self._set_again()
        else:
            room = self.scrollable_content_region.width
            self._left = max(_GUTTER, (room - self._layout.style.width) // 2)
            before = self._view_before()
            self._repaint()
            self._sync_size()
            if before.selected is not None and moves.is_in_view(self._layout, before, before.selected):
                self._bring_cursor_back()
        self._height = max(1, self.scrollable_content_region.height)

    def watch_measure(self) -> None:
        """Set the page in another way."""
        self._set_again()

    watch_leading = watch_justify = watch_gap = watch_hang = watch_measure

    def watch_ambiguous_wide(self, wide: bool) -> None:
        """Set the page for another kind of terminal."""
        draw_ambiguous_wide(wide)
        self._set_again()

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._rich_styles.clear()
        self._repaint()

    def _repaint(self) -> None:
        """Draw the view anew."""
        self._strips.clear()
        self._block_marks.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the view."""
        row = self.scroll_offset.y + y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._strip(row)
        return strip

    def _strip(self, row: int) -> Strip:
        width = self.line_width
        spot = self._layout.spot(row)
        base_style = self._style(())
        if spot is None:
            return Strip([margin(width, base_style, self._layout.bases[-1])], width)
        base = self._layout.bases[spot.block]
        if spot.line < 0:
            return Strip(self._margin(spot.block, base, width, cursor=False), width)
        block = self._layout.blocks[spot.block]
        line = self._layout.lines(spot.block)[spot.line]
        left = self._left + self._layout.shift(spot.block, line) + line.indent
        kept = self._kept.get(block.key, "") if block.key and spot.line == 0 else ""
        segments = self._margin(spot.block, base + line.start, left, cursor=bool(block.key), kept=kept)
        marks = self._marks(spot.block)
        if self._selected_text is not None:
            marks = marks + line_selection(block, base, self._selected_text)
        segments.extend(paint_line(block.text, line, base, block.look, marks, self._style))
        rest = width - left - line.cells
        if rest > 0:
            segments.append(Segment(" " * rest, base_style))
        return Strip(segments, max(width, left + line.cells)).crop(0, width)

    def _margin(self, block: int, base: int, cells: int, *, cursor: bool, kept: str = "") -> list[Segment]:
        """What stands left of a line: the cursor's mark if the block is the selected one, and what the reader keeps of it."""
        style = self._style(())
        here = cursor and self._layout.blocks[block].key == self._cursor_key
        if not here and not kept:
            return [margin(cells, style, base)]
        before = self._left - _GUTTER
        parts = [margin(before, style, base)] if before else []
        parts.append(margin(1, self._style(("cursor",)), base, CURSOR_MARK if here else " "))
        if kept:
            parts.append(margin(1, self._style(("kept",)), base, kept))
        if rest := cells - before - 1 - len(kept):
            parts.append(margin(rest, style, base))
        return parts

    def _marks(self, block: int) -> list[Mark]:
        marks = self._block_marks.get(block)
        if marks is None:
            marks = self._block_marks[block] = marks_of(self._layout.blocks[block], self._marked)
        return marks

    def _style(self, names: tuple[str, ...]) -> Style:
        """The pane's style with those of some component classes over it, the last one on top."""
        style = self._rich_styles.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                if name == "selection":
                    style += self.screen.get_component_rich_style("screen--selection", partial=True)
                else:
                    style += self.get_component_rich_style(f"reading--{name}", partial=True)
            self._rich_styles[names] = style
        return style

    def _tick(self) -> None:
        """Put the matches into the scrollbar."""
        if not self.is_mounted:
            return
        rows: set[int] = set()
        if self._layout.is_complete:
            for key, match in self._marked.matches.items():
                block = self._layout.place(key)
                if block is not None:
                    rows.update(self._layout.row(block, start) for start, _ in match.spans)
        # Textual looks the renderer up on the scrollbar itself, so that one may have its own.
        self.vertical_scrollbar.__dict__["renderer"] = ticked(rows, self._tick_style)
        self.vertical_scrollbar.refresh()

    def _tick_style(self) -> Style:
        return self._style(("tick",))

    # Selecting with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text itself: no row ends, indents or blanks that were put in; a line feed between blocks."""
        first, last = self._range(selection)
        if last <= first:
            return None
        (from_block, start), (to_block, end) = map(self._layout.block_at_base, (first, last))
        texts = [block.text for block in self._layout.blocks[from_block : to_block + 1]]
        texts[-1] = texts[-1][:end]
        texts[0] = texts[0][start:]
        return "\n".join(text for text in texts if text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected; nothing is selected where there is none."""
        self._selected_text = None if selection is None else self._range(selection)
        self._strips.clear()
        self.refresh()

    def drop_selection(self) -> None:
        """Nothing of this pane is selected any more; what is selected elsewhere stays."""
        if self.is_attached and self in self.screen.selections:
            self.screen.selections = {
                widget: selection
                for widget, selection in self.screen.selections.items()
                if widget is not self
            }

    def _range(self, selection: Selection) -> tuple[int, int]:
        """[start, end) of a selection in all texts put one below the other."""
        end = self._layout.bases[-1]
        ends = [
            default if offset is None else min(end, position(offset.x, offset.y))
            for offset, default in ((selection.start, 0), (selection.end, end))
        ]
        return min(ends), max(ends)
