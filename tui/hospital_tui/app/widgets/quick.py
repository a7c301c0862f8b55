"""Drawing without what these widgets do not have: no border, padding, opacity or tint has to be worked out for a line.

Textual builds every line of every widget from those, a quarter of a millisecond each. A screen of panes has as many
lines of containers, which nobody sees behind their children, and of scrollbars as it has lines of text.

None of these is sized by its content, so that Textual need not lay the screen out a second time because that has
another size (`layout=False`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget, _RenderCache


class Ground:
    """Mixin for a widget that holds panes: draws its background and nothing else."""

    def render_lines(self: Any, crop: Region) -> list[Strip]:
        """One blank line, again and again."""
        blank = Strip.blank(crop.width, self.visual_style.rich_style)
        return _filtered(self, [blank]) * crop.height


class GroundBox(Ground, Container):
    """A container of panes."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class GroundColumn(Ground, Vertical):
    """Panes one below the other."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class GroundRow(Ground, Horizontal):
    """Panes side by side."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class PlainLines:
    """Mixin that draws lines as `render_line` gives them, up to its scrollbar: no border, no padding."""

    def render_lines(self: Any, crop: Region) -> list[Strip]:
        """The lines, cut to what is asked for."""
        self.line_width = self.scrollable_content_region.width
        strips = _filtered(self, [self.render_line(y) for y in crop.line_range])
        if crop.column_span != (0, self.size.width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips


class PlainScrollBar(PlainLines, ScrollBar):
    """A scrollbar that costs no more than its cells, of which most look alike."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def _render_content(self) -> None:
        bar: Any = self.render()
        segments = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=bar.thickness,
            vertical=bar.vertical,
            back_color=bar.style.bgcolor,
            bar_color=bar.style.color,
        ).segments
        base = self.visual_style.rich_style
        drawn = {
            one: Strip([Segment(one.text, base + one.style)], bar.thickness)
            for one in dict.fromkeys(segments)
        }
        self._render_cache = _RenderCache(self.size, [drawn[one] for one in segments])
        self._dirty_regions.clear()


class LineCache(StylesCache):
    """The lines of a widget without borders at its sides, effects or outline: its content between two blanks."""

    _framed: tuple[Strip | None, Strip] = (None, Strip([], 0))
    """The last line of content, and how it was drawn: rows without content are all one."""

    def clear(self) -> None:
        """Forget what was drawn in other colours or another width."""
        super().clear()
        self._framed = (None, self._framed[1])

    def render_line(self, *args: Any) -> Strip:
        """One line; Textual's own where there are borders."""
        styles, y, size, content_size, padding, base, background, render_content_line, *_ = args
        at = y - styles.gutter.top
        if styles.border_left[0] or not 0 <= at < content_size.height:
            return super().render_line(*args)
        line = render_content_line(at)
        if line is not self._framed[0]:
            blank = self.get_inner_outer(base, background)[0].rich_style
            rest = size.width - padding.left - line.cell_length
            before, after = ([Segment(" " * cells, blank)] * (cells > 0) for cells in (padding.left, rest))
            self._framed = (line, Strip([*before, *line, *after], size.width))
        return self._framed[1]


_laid_out: ContextVar[Screen[Any] | None] = ContextVar("laid out", default=None)
"""The screen that is being laid out."""


@contextmanager
def drawn_once(screen: Screen[Any]) -> Iterator[None]:
    """While a screen is laid out: where all of it is to be drawn anyhow, its layout draws nothing, which would be drawn twice."""
    before = _laid_out.set(screen)
    try:
        yield
    finally:
        _laid_out.reset(before)


def may_draw(screen: Screen[Any]) -> bool:
    """Whether what a screen is about to draw is not drawn a moment later once more."""
    return not (_laid_out.get() is screen and screen._repaint_required and screen.is_current)


def _filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """Lines under the app's filters (no colours, colours of the terminal's own); strips remember the outcome."""
    filters = widget.get_line_filters()
    if not filters:
        return strips
    background = widget.background_colors[1]  # walks up all ancestors, so once for all lines
    for line_filter in filters:
        strips = [strip.apply_filter(line_filter, background) for strip in strips]
    return strips
