"""Drawing without what these widgets do not have: no border, padding, opacity or tint has to be worked out for a line.

Textual builds every line of every widget from those, a quarter of a millisecond each. A screen of panes has as many
lines of containers, which nobody sees behind their children, and of scrollbars as it has lines of text.

None of these is sized by its content, so that Textual need not lay the screen out a second time because that has
another size (`layout=False`).
"""

from typing import Any

from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget


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
        strips = _filtered(self, [self.render_line(y) for y in crop.line_range])
        if crop.column_span != (0, self.size.width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips


class PlainScrollBar(PlainLines, ScrollBar):
    """A scrollbar that costs no more than its cells."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


def _filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """Lines under the app's filters (no colours, colours of the terminal's own); strips remember the outcome."""
    filters = widget.get_line_filters()
    if not filters:
        return strips
    background = widget.background_colors[1]  # walks up all ancestors, so once for all lines
    for line_filter in filters:
        strips = [strip.apply_filter(line_filter, background) for strip in strips]
    return strips
