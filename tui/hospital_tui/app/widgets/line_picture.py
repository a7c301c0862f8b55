"""The picture of the line that a recognised figure was read from."""

from collections.abc import Sequence
from pathlib import Path

from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from hospital_tui.app import pixels
from hospital_tui.app.pixels import Drawing

_SENT = [(ControlType.CURSOR_FORWARD, 0)]
"""Marks a segment that takes no cells."""
_NARROW = 8
"""Cells across in which nothing can be made out."""


class LinePicture(Widget):
    """As high as it has to be; not there where there is nothing to draw."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinePicture { height: auto; }
    """

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        super().__init__()
        self._paths = tuple(paths)

    def show(self, paths: Sequence[Path]) -> None:
        """Take up other pictures."""
        if tuple(paths) != self._paths:
            self._paths = tuple(paths)
            self.refresh(layout=True)

    def drawn(self, width: int) -> Drawing | None:
        """The pictures in so many cells across and a third of the screen; None without any."""
        if not self._paths or width < _NARROW:
            return None
        exact = self.app.console.color_system == "truecolor" and not self.app.no_color
        return pixels.drawing(
            self._paths, width, self.app.size.height // 3, pixels.way(exact=exact), pixels.cell() or (1, 1)
        )

    def rows(self, width: int) -> int:
        """How many rows they take."""
        drawn = self.drawn(width)
        return len(drawn.lines) if drawn else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the pictures take."""
        return self.rows(width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells; behind the last of them what the terminal draws into them, where all are in sight."""
        width, height = self.size
        base = self.rich_style
        drawn = self.drawn(width)
        lines = drawn.lines if drawn else []
        if drawn and drawn.number:
            base += Style(color=f"rgb(0,0,{drawn.number})")
        strips = [
            Strip([Segment(line, base)]).adjust_cell_length(width, base)
            for line in [*lines, *([""] * height)][:height]
        ]
        if drawn and drawn.code and crop.size == self.size and self.screen.is_active:
            x, y = self.region.offset
            code = f"\x1b7{Control.move_to(x, y).segment.text}{drawn.code}\x1b8"
            strips[-1] = Strip([*strips[-1], Segment(code, Style.null(), _SENT)], width)
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips[crop.y : crop.bottom]]
