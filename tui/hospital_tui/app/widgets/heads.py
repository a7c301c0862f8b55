"""Names above the columns of a table, at the same cells as the columns; a click on one says so."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hospital_tui.app.widgets.cutting import shorten


class Head(NamedTuple):
    """One name."""

    name: str
    """Which column."""
    words: str
    width: int
    """Cells."""
    marked: bool = False
    right: bool = False
    """The name stands at the right end."""


class Heads(Widget):
    """Names above columns."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"heads--marked"}
    DEFAULT_CSS = """
    Heads {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $quiet;
        & > .heads--marked { color: $accent; text-style: bold; }
    }
    """


class ColumnHeads(Heads):
    """One line of names, a blank between two."""

    class Pressed(Message):
        """A head was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self._heads: Sequence[Head] = ()

    def show(self, heads: Sequence[Head]) -> None:
        """Take up other names."""
        self._heads = heads
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The names."""
        base = self.rich_style
        marked = base + self.get_component_rich_style("heads--marked", partial=True)
        segments: list[Segment] = []
        for head in self._heads:
            gap = " " * max(0, head.width - cell_len(head.words))
            words = gap + head.words if head.right and gap else head.words
            segments.append(Segment(shorten(words, head.width), marked if head.marked else base))
            segments.append(Segment(" ", base))
        return Strip(segments).adjust_cell_length(self.content_size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Say which head was clicked."""
        column, start = event.get_content_offset_capture(self).x, 0
        for head in self._heads:
            if start <= column < start + head.width:
                self.post_message(self.Pressed(head.name))
                return
            start += head.width + 1
