"""The filter bar: one line that narrows everything as it is typed, and says what it found."""

from typing import ClassVar

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widgets import Input, Static

from hospital_tui.app.widgets.lineinput import LineInput
from hospital_tui.library import QueryError
from hospital_tui.speech import t

_STEP = 40
"""Cells by which the place for counts grows, so that not every keystroke lays out the screen."""


class QueryMarks(Highlighter):
    """Marks what is wrong in a query, where it is wrong."""

    def __init__(self) -> None:
        self.errors: tuple[QueryError, ...] = ()

    def highlight(self, text: Text) -> None:
        """Underline the errors."""
        for error in self.errors:
            text.stylize("underline bold red", error.start, max(error.end, error.start + 1))


class FilterInput(LineInput):
    """The field itself. What is typed does not change its size, so it does not lay out the screen anew."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "clear", show=False),
        Binding("up", "earlier(1)", "earlier", show=False),
        Binding("down", "earlier(-1)", "later", show=False),
        Binding("tab", "complete", "complete", show=False),
        Binding("shift+tab", "other_completion", "other", show=False),
    ]

    class Cancelled(Message):
        """The reader wants the filter gone."""

    class Earlier(Message):
        """The reader asks for an earlier filter (+1) or a later one (-1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Left(Message):
        """The field lost the focus."""

    class Complete(Message):
        """The reader takes the completion under the mark, or moves the mark."""

        def __init__(self, take: bool) -> None:
            super().__init__()
            self.take = take

    def on_blur(self) -> None:
        """Say that nobody types any more."""
        self.post_message(self.Left())

    def action_cancel(self) -> None:
        """Clear the filter and go back."""
        self.post_message(self.Cancelled())

    def action_earlier(self, by: int) -> None:
        """Go through earlier filters."""
        self.post_message(self.Earlier(by))

    def action_complete(self) -> None:
        """Take the completion under the mark."""
        self.post_message(self.Complete(take=True))

    def action_other_completion(self) -> None:
        """Mark the next completion."""
        self.post_message(self.Complete(take=False))


class FoundText(Static):
    """The place for counts; what they say does not lay out the screen."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class FilterBar(Horizontal):
    """Prompt, field and what the filter found."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        background: $panel;
        padding: 0 1;
        & > .prompt { width: auto; color: $quiet; }
        & > .prompt.-narrowed { color: $warning; }
        & > .found { width: 0; max-width: 60%; color: $warning; padding-left: 2; text-align: right; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .found.-wrong { color: $error; }
        & > FilterInput {
            width: 1fr;
            background: $panel;
            border: none;
            height: 1;
            padding: 0;
            &:focus { background-tint: $foreground 5%; }
            & > .input--placeholder { color: $faint; }
        }
        &:focus-within > .prompt { color: $accent; text-style: bold; }
    }
    """

    found: reactive[str] = reactive("")
    """What the filter found, or what is wrong with it."""
    reach: reactive[str] = reactive("")
    """How far the filter looks, where that is not everywhere."""
    wrong: reactive[bool] = reactive(False)
    """`found` tells of a mistake in the query, or that nothing matches."""

    class Changed(Message):
        """The filter reads otherwise now. Fast typing coalesces."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def can_replace(self, message: Message) -> bool:
            """A later text makes an earlier one void."""
            return isinstance(message, FilterBar.Changed)

    class Accepted(Message):
        """The reader keeps the filter."""

    class Cancelled(Message):
        """The reader wants the filter gone."""

    def __init__(self) -> None:
        super().__init__(id="filter")
        self._marks = QueryMarks()

    def compose(self) -> ComposeResult:
        """Prompt, field, and the place for counts."""
        yield Static("/ ", classes="prompt", markup=False)
        field = FilterInput(placeholder=t("filter.placeholder"), highlighter=self._marks, compact=True)
        field.cursor_blink = False
        yield field
        yield FoundText("", classes="found", markup=False)

    @property
    def field(self) -> FilterInput:
        """The field that takes the query."""
        return self.query_one(FilterInput)

    @property
    def text(self) -> str:
        """The query as typed."""
        return self.field.value

    def put(self, text: str) -> None:
        """Set the query without a message."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.field.cursor_position = len(text)

    def retell(self) -> None:
        """Say the placeholder again in the language now in force."""
        self.field.placeholder = t("filter.placeholder")

    def mark_errors(self, errors: tuple[QueryError, ...]) -> None:
        """Show where the query is wrong."""
        self._marks.errors = errors
        self.field.refresh()

    def watch_found(self, found: str) -> None:
        """Show what was found."""
        wide = -(-(cell_len(found) + 2) // _STEP) * _STEP if found else 0
        for place in self.query(".found").results(Static):
            if place.styles.width is None or place.styles.width.value != wide:
                place.styles.width = wide
            place.update(found, layout=False)

    def watch_reach(self, reach: str) -> None:
        """Say how far the filter looks before anything is typed."""
        for prompt in self.query(".prompt").results(Static):
            prompt.update(f"{reach} / " if reach else "/ ")
            prompt.set_class(bool(reach), "-narrowed")

    def watch_wrong(self, wrong: bool) -> None:
        """Show a mistake as one."""
        self.query(".found").set_class(wrong, "-wrong")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Pass on that the filter is kept."""
        event.stop()
        self.post_message(self.Accepted())

    @on(FilterInput.Cancelled)
    def _cancelled(self, event: FilterInput.Cancelled) -> None:
        """Pass on that the filter goes."""
        event.stop()
        self.post_message(self.Cancelled())
