"""What every dialog shares: a box with a title, something in it, and the keys at its foot."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click
from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from hospital_tui.app.command import key_shown, twins
from hospital_tui.app.commands import QUIT
from hospital_tui.app.holding import beside
from hospital_tui.app.standing import tell_selected
from hospital_tui.app.widgets.quick import drawn_once, may_draw
from hospital_tui.app.widgets.rows import Line, RowList
from hospital_tui.app.widgets.visible import visible
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import t, why

Result = TypeVar("Result")
Answer = TypeVar("Answer")


STEPS: list[BindingType] = [
    Binding("up", "move(-1)", "up", show=False, priority=True),
    Binding("down", "move(1)", "down", show=False, priority=True),
]
"""Keys that move through a list while the field above it keeps the focus."""
LEAPS: list[BindingType] = [
    Binding("pageup", "move(-10)", "up", show=False, priority=True),
    Binding("pagedown", "move(10)", "down", show=False, priority=True),
]


class LeftOnce(Screen[Result]):
    """A screen that can be left once only: a second Enter that came before it was gone must not close what is below."""

    _watch_selections: Any = tell_selected
    _unseen = True
    """Its panes are telling each other their sizes: what is drawn before they have is drawn several times over."""

    def on_screen_resume(self) -> None:
        """It comes to the front; the first time it is drawn when its panes have had their say."""
        if self._unseen:
            self.call_after_refresh(self.call_after_refresh, self._see)  # laid out, and told what hangs on it

    def _see(self) -> None:
        self._unseen = self._repaint_required = False  # the layout draws all of it once
        self.refresh(repaint=False, layout=True)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        with drawn_once(self):
            super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        if not self._unseen and may_draw(self):
            super()._compositor_refresh()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result, if the screen is still in front."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **named: Any) -> bool:
        """Call once the screen is drawn, unless it was left meanwhile: its widgets are gone then."""

        def later() -> Any:
            return callback(*args, **named) if self.here else None

        return super().call_after_refresh(later)

    def ask_beside(
        self, question: Callable[[], Answer], take: Callable[[Answer], object], failed: Callable[[str], None]
    ) -> None:
        """Ask beside the screen; where it was left meanwhile, nobody takes the answer, and what failed is said elsewhere."""
        app: Any = self.app
        beside(
            app,
            question,
            lambda answer: take(answer) if self.here else None,
            lambda words: failed(words) if self.here else app.say(words, warning=True),
        )

    @property
    def here(self) -> bool:
        """Its widgets are there: it was not left, and the program has not ended, while an answer was on its way."""
        return self.is_attached and self.display


class Box(Vertical):
    """The frame of a dialog.

    Where it gives way, Textual draws what was behind it and cuts a Chinese character at its edge in two; so everything
    is drawn again.
    """

    def on_resize(self) -> None:
        """Leave no half of a character beside the frame."""
        self.screen.refresh()

    def on_click(self, event: Click) -> None:
        """A click on a key at the foot, or on what it does, presses it."""
        size = self.outer_size
        if event.widget is self and event.y == size.height - 1:
            foot = str(self.border_subtitle or "")
            key = key_under(foot, event.x - (size.width - 3 - cell_len(foot)))
            if key:
                self.app.call_later(
                    self.app.simulate_key, key
                )  # sent by the app: what the box sends ends there


class Dialog(LeftOnce[Result], ModalScreen[Result]):
    """A box above the main screen; Esc closes it, and so does the key that opened it."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False),
        Binding(",".join(("q", *twins("q"))), "close", "close", show=False),
        Binding("ctrl+q", QUIT.action, "quit", show=False, priority=True),
    ]

    aside = False
    """At the edge, with nothing dimmed: for what is seen to change behind it."""
    writing = False
    """What is typed in it is the reader's own: a click beside it does not throw it away."""

    def __init__(self, title: str, keys: str = "") -> None:
        super().__init__(classes="-aside" if self.aside else None)
        self._title = title
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The box and what is in it."""
        with Box(classes="box") as box:
            box.border_title = visible(self._title)
            box.border_subtitle = self._keys
            yield from self.inside()

    def on_resize(self) -> None:
        """Another width has room for other keys."""
        self.call_after_refresh(self.tell_keys, self._keys)

    def tell_keys(self, keys: str) -> None:
        """Name keys at the foot of the box, as many as there is room for, the last one always: it closes."""
        self._keys = keys
        for box in self.query(".box"):
            box.border_subtitle = fitting(keys, box.size.width - 4) if box.size else keys

    def on_mount(self) -> None:
        """Watch how many lines are out of sight; nothing blinks."""
        self._begun = self._written()
        for field in self.query(Input):
            field.cursor_blink = False
        for rows in self.query(RowList):
            self.watch(rows, "scroll_y", self._tell_more)
            self.watch(rows, "virtual_size", self._tell_more_later)

    @on(RowList.Fitted)
    def _tell_more_later(self) -> None:
        self.call_after_refresh(self._tell_more)

    def _tell_more(self) -> None:
        """Say beside the title how many lines are out of sight."""
        rows = self.query(RowList).first()
        above = rows.scroll_offset.y
        below = max(0, rows.max_scroll_y - above)
        more = f" ↑{above}" * (above > 0) + f" ↓{below}" * (below > 0)
        for box in self.query(".box"):
            box.border_title = visible(self._title) + more

    def inside(self) -> Sequence[Widget]:
        """The widgets in the box."""
        return ()

    def say(self, words: str | None) -> None:
        """Tell what happened, in the line below what is inside; nothing where nothing did."""
        if words is not None:
            self.query_one(".below", Static).update(visible(words))

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Writing to the reader's file: where that fails, the rest of the block is left out, and why is said."""
        try:
            yield
        except ReaderError as error:
            self.say(t("keep.failed", reason=why(error)))

    def action_move(self, by: int) -> None:
        """Move through the list while the field keeps the focus."""
        self.query_one(RowList).cursor += by

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def on_click(self, event: Click) -> None:
        """A click beside the box closes it, unless something was written in it."""
        if event.widget is self and not (self.writing and self._written() != self._begun):
            self.action_close()

    def _written(self) -> list[str]:
        """What stands in the fields."""
        fields = self.query("Input, TextArea")
        return [
            field.text if isinstance(field, TextArea) else field.value
            for field in fields
            if isinstance(field, Input | TextArea)
        ]


def fitting(keys: str, room: int) -> str:
    """Keys, parted by dots, of which those before the last are left out until all fit into so many cells."""
    parts = [part.strip() for part in keys.split("·")]
    while len(parts) > 1 and cell_len(" · ".join(parts)) > room:
        del parts[-2]
    return " · ".join(parts)


def key_under(foot: str, column: int) -> str:
    """The key that stands in this cell of the foot of a box, or whose doing does; "" where there is none, or a choice of two."""
    at = 0
    for part in re.split("( *· *)", foot):
        keys = [key for key in map(key_shown, part.split()) if key]
        for word in re.split("( )", part):
            at += cell_len(word)
            if 0 <= column < at:
                return key_shown(word) or (keys[0] if len(keys) == 1 else "")
    return ""


def room(rows: int, screen: Size, beside: int) -> int:
    """Lines for so many rows in a box on a screen of that size, with so many lines beside them in the box."""
    return max(1, min(rows, screen.height * 9 // 10 - 2 - beside))


class Choices(RowList):
    """Rows to choose from, each a line, in a box as high as they are, with room for a field above or a line below."""

    DEFAULT_CSS = """
    Choices { height: auto; max-height: 100%; }
    """
    beside = 2
    """Lines that stand beside the rows in the box."""

    def __init__(self, lines: Sequence[Line], *, at: int = 0, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines = lines
        self._at = at
        self._empty = empty

    def on_mount(self) -> None:
        """Take up the rows."""
        self.rows_changed(self._at)
        self.refresh(layout=True)

    def show(self, lines: Sequence[Line], at: int | None = None) -> None:
        """Take up other rows."""
        self.lines = lines
        self.rows_changed(at)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the rows, if the screen is."""
        return room(max(1, len(self.lines)), viewport, self.beside)

    def row_count(self) -> int:
        """One row a line."""
        return len(self.lines)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """The line itself."""
        return (self.lines[row],)

    def empty_text(self) -> str:
        """What to say where there is nothing."""
        return self._empty
