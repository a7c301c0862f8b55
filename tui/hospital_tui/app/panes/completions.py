"""The completions that drop down under the filter as the reader types."""

from collections.abc import Sequence

from hospital_tui.app.panes.filterbar import FilterBar
from hospital_tui.app.widgets.rows import Line, RowList
from hospital_tui.library import Completion, Library
from hospital_tui.speech import t

_WIDTH = 40
"""Cells across, borders counted; always the same, so that typing does not lay out the screen."""


class CompletionList(RowList, can_focus=False):
    """Ways to go on typing, one of them marked; the field keeps the focus."""

    DEFAULT_CSS = """
    CompletionList {
        layer: above;
        width: 34;
        height: auto;
        max-height: 10;
        overflow-y: hidden;
        padding-right: 1;
        background: $panel;
        border: round $rule;
        border-subtitle-color: $quiet;
        display: none;
        & > .rows--cursor { background: $cursor; color: $cursor-text; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="completions")
        self.offered: Sequence[Completion] = ()
        self._box = (0, 0, 0)

    def show(self, offered: Sequence[Completion], column: int) -> None:
        """Offer completions under a column of the screen; none hides the list."""
        self.offered = offered
        self.display = bool(offered)
        if offered:
            box = (_WIDTH, len(offered) + 2, max(0, min(column, self.app.size.width - _WIDTH)))
            if box != self._box:
                self._box = box
                self.styles.width, self.styles.height = box[:2]
                self.styles.offset = (box[2], 1)
            self.border_subtitle = t("filter.take")
            self.rows_changed(0)

    def offer(self, library: Library, bar: FilterBar, column: int = 2) -> None:
        """Drop down completions for what is typed, while the field has the focus."""
        field = bar.field
        offered = library.complete(bar.text, field.cursor_position) if bar.text and field.has_focus else []
        self.show(offered, column)

    def complete(self, bar: FilterBar, *, take: bool) -> str | None:
        """Take the completion under the mark, and hide: the filter as it reads then. Or mark the next: "". None: none is offered."""
        marked = self.marked() if self.display else None
        if marked is None:
            return None
        if not take:
            self.turn()
            return ""
        bar.put(bar.text[: marked.start] + marked.text + bar.text[marked.end :])
        bar.field.cursor_position = marked.start + len(marked.text)
        self.show((), 0)
        return bar.text

    def marked(self) -> Completion | None:
        """The completion under the mark."""
        return self.offered[self.cursor] if self.cursor < len(self.offered) else None

    def turn(self) -> None:
        """Mark the next one, round and round."""
        if self.offered:
            self.place_cursor((self.cursor + 1) % len(self.offered))

    def row_count(self) -> int:
        """One row a completion."""
        return len(self.offered)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """What is typed instead, and of what kind it is."""
        completion = self.offered[row]
        return (Line([(completion.text, "")], [(t(f"completion.{completion.kind}"), "quiet")]),)
