"""The status line: where the reader is, what the filter does, what happened, and below it the keys to know."""

from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from hospital_tui.app.command import Command
from hospital_tui.app.commands import FOOTER, PALETTE
from hospital_tui.app.widgets.cutting import clipped, shorten
from hospital_tui.app.widgets.visible import visible

_STAYS = 10.0
"""Seconds after which a message that is no warning goes by itself."""
_STEPS = 3
"""Steps of the text, by the wheel or the scrollbar, after which a message goes."""
_LEAST_PART = 6
"""Cells below which a part of the path is not cut; the first parts are left out instead."""


class StatusLine(Widget):
    """Two lines at the foot of the screen, or one where rows are few."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status--part",
        "status--here",
        "status--message",
        "status--warning",
        "status--key",
        "status--hint",
        "status--filter",
    }
    DEFAULT_CSS = """
    StatusLine {
        height: 2;
        background: $panel;
        padding: 0 1;
        & > .status--part { color: $quiet; }
        & > .status--here { color: $foreground; }
        & > .status--message { color: $accent; text-style: bold; }
        & > .status--warning { color: $warning; text-style: bold; }
        & > .status--filter { color: $warning; }
        & > .status--key { color: $accent; }
        & > .status--hint { color: $quiet; }
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    path: reactive[tuple[str, ...]] = reactive(())
    """Hospital, sections, passage: the last is where the reader is."""
    filtered: reactive[str] = reactive("")
    """What the filter does; "" where none is set."""
    working: reactive[str] = reactive("")
    """What goes on meanwhile, and how far it is; "" where nothing does."""
    message: reactive[str] = reactive("")
    """What happened last; it goes with the next key or click, with some steps of the wheel, or after a while."""
    warning: reactive[bool] = reactive(False)
    """The message is about something that went wrong."""

    def __init__(self, commands: Sequence[Command] | None = None) -> None:
        super().__init__()
        self.commands = FOOTER if commands is None else commands
        """The commands that the row of hints shows."""
        self._steps = 0
        self._going: Timer | None = None

    def offer(self, commands: Sequence[Command]) -> None:
        """Show other commands in the row of hints."""
        if commands is not self.commands:
            self.commands = commands
            self.refresh()

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a message in place of the place; a warning waits for the reader."""
        self.clear()
        self.warning = warning
        self.message = " ".join(visible(message).split())
        self._steps = _STEPS
        if message and not warning:
            self._going = self.set_timer(_STAYS, self.clear)

    @property
    def message_room(self) -> int:
        """Cells that a message can have."""
        beside = cell_len(self.filtered)
        return self.app.size.width - 2 - (beside + 2 if beside else 0)

    def clear(self) -> None:
        """Take the message away."""
        if self._going is not None:
            self._going.stop()
            self._going = None
        self.message = ""

    def stepped(self) -> None:
        """The text moved under the message."""
        self._steps -= 1
        if self._steps <= 0:
            self.clear()

    def render_line(self, y: int) -> Strip:
        """The place above, the keys below."""
        width = self.content_size.width
        return self._place(width) if y == 0 else self._keys(width)

    def _place(self, width: int) -> Strip:
        """Message or path from the left, what goes on and the filter at the right."""
        base = self.rich_style
        right = clipped(" · ".join(filter(None, (self.working, self.filtered))), width // 2)
        room = width - (cell_len(right) + 2 if right else 0)
        if self.message:
            style = base + self.get_component_rich_style(
                "status--warning" if self.warning else "status--message", partial=True
            )
            left = [Segment(shorten(self.message, room), style)]
        else:
            left = self._path(room)
        if right:
            style = base + self.get_component_rich_style("status--filter", partial=True)
            left += [Segment("  ", base), Segment(right, style)]
        return Strip(left).adjust_cell_length(width, base)

    def _path(self, room: int) -> list[Segment]:
        """The path; where it is too long the middle gives way, and the reader's place stays."""
        base = self.rich_style
        quiet = base + self.get_component_rich_style("status--part", partial=True)
        here = base + self.get_component_rich_style("status--here", partial=True)
        parts = [visible(part) for part in self.path if part]
        if not parts:
            return [Segment(" " * room, base)]
        last = parts[-1]
        before = fit_path(parts[:-1], room - cell_len(last))
        used = cell_len(before) + cell_len(last)
        if used > room:
            return [Segment(shorten(last, room), here)]
        return [Segment(before, quiet), Segment(last, here), Segment(" " * (room - used), base)]

    def _keys(self, width: int) -> Strip:
        """The keys to know, as many as there is room for."""
        base = self.rich_style
        key_style = base + self.get_component_rich_style("status--key", partial=True)
        hint = base + self.get_component_rich_style("status--hint", partial=True)
        segments: list[Segment] = []
        for command in fitting(self.commands, width):
            segments += [Segment(command.shown_key, key_style), Segment(f" {command.name}  ", hint)]
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """A click on a hint does what the hint says."""
        column, row = event.get_content_offset_capture(self)
        if row != 1:
            return
        start = 0
        for command in fitting(self.commands, self.content_size.width):
            end = start + _cells(command)
            if start <= column < end - 2:
                self.call_later(self.screen.run_action, command.action)
                return
            start = end


def _cells(command: Command) -> int:
    """Cells that a hint takes, with the gap behind it."""
    return cell_len(command.shown_key) + 1 + cell_len(command.name) + 2


def fitting(commands: Sequence[Command], width: int) -> list[Command]:
    """The hints that there is room for; where some have none, the palette is among them, which runs the others too."""
    ends = list(accumulate(map(_cells, commands)))
    shown = [command for command, end in zip(commands, ends, strict=True) if end - 2 <= width]
    if len(shown) < len(commands) and PALETTE not in shown:
        room = width - _cells(PALETTE)
        shown = [command for command, end in zip(commands, ends, strict=True) if end <= room] + [PALETTE]
    return shown


def fit_path(parts: Sequence[str], room: int) -> str:
    """The parts joined with ›, the longest cut so that all of it fits; "" where nothing does."""
    if not parts:
        return ""
    whole = "".join(f"{part} › " for part in parts)
    if cell_len(whole) <= room:
        return whole
    sizes = [cell_len(part) for part in parts]
    most = max(sizes)
    while sum(min(size, most) + 3 for size in sizes) > room and most >= _LEAST_PART:
        most -= 1
    if most < _LEAST_PART:
        return fit_path(parts[1:], room)
    return "".join(f"{clipped(part, most)} › " for part in parts)
