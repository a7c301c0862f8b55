"""The scrollbar of the reading pane, with a tick for every match."""

from collections.abc import Callable, Collection
from math import ceil
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

TICK = "="
"""Drawn alike by every font and terminal."""


def ticked(rows: Collection[int], style: Callable[[], Style]) -> Callable[..., "Ticked"]:
    """A renderer for the scrollbar of a page on which matches stand on `rows`."""

    def render(**arguments: object) -> Ticked:
        return Ticked(rows, style(), **arguments)

    return render


class Ticked(ScrollBarRender):
    """A scrollbar with ticks over it, of whole cells: the eighths that Textual draws are two cells wide in some terminals."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]

    def __init__(self, rows: Collection[int], tick: Style, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self._rows = rows
        self._tick = tick

    def render_bar(self, *arguments: object, **named: object) -> Segments:  # type: ignore[override]
        """The bar as Textual draws it, with a tick where a match stands."""
        bar: Segments = super().render_bar(*arguments, **named)  # type: ignore[arg-type]
        segments = list(bar.segments)
        for place in tick_places(self._rows, self.virtual_size, len(segments)):
            text, style, control = segments[place]
            color = self._tick.color or Color.parse("default")
            bold = Style(color=color, bold=True, reverse=False)
            segments[place] = Segment(TICK.ljust(len(text)), _upright(style) + bold, control)
        return Segments(segments, new_lines=True)


def tick_places(rows: Collection[int], height: int, size: int) -> set[int]:
    """Cells of a bar of `size` cells in which matches on these rows of a page of `height` rows fall."""
    if not size or not height:
        return set()
    scale = size / max(height, size)
    return {min(size - 1, ceil((row + 1) * scale) - 1) for row in rows if row >= 0}


def _upright(style: Style | None) -> Style:
    """A style whose reversed colours are put the right way round, so that a tick can be drawn on it."""
    if style is None:
        return Style()
    if style.reverse:
        return Style(bgcolor=style.color, meta=style.meta)
    return style
