"""The completions that drop down under the filter as the reader types."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from hospital_tui.app.text import t
from hospital_tui.app.widgets.quick import PlainLines
from hospital_tui.app.widgets.rows import Line, RowList, shorten
from hospital_tui.library import Completion

MOST = 8
"""Completions that are offered at once."""
_WIDTH = 40
"""Cells across, frame counted."""


class CompletionList(PlainLines, RowList, can_focus=False):
    """Ways to go on typing, one of them marked; the field keeps the focus.

    Its place on the screen is as high as the longest list, and stays while somebody types: a list of another length would
    lay out the whole screen anew at every letter. It draws its own frame around what is offered and no lines below that,
    so that what lies under them is seen (Textual fills what a widget leaves undrawn from the widgets beneath it).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"completions--frame", "completions--hint"}
    DEFAULT_CSS = f"""
    CompletionList {{
        layer: above;
        width: {_WIDTH};
        height: {MOST + 2};
        padding: 1;
        overflow: hidden hidden;
        scrollbar-size-vertical: 0;
        background: $panel;
        display: none;
        & > .rows--cursor {{ background: $cursor; color: $cursor-text; }}
        & > .completions--frame {{ color: $rule; }}
        & > .completions--hint {{ color: $quiet; }}
    }}
    """

    def __init__(self) -> None:
        super().__init__(id="completions")
        self.offered: Sequence[Completion] = ()
        self._column = -1

    def show(self, offered: Sequence[Completion], column: int) -> None:
        """Offer completions under a column of the screen."""
        column = max(0, min(column, self.app.size.width - _WIDTH))
        if column != self._column:
            self._column = column
            self.styles.offset = (column, 1)
        self.display = True
        self._offer(offered)

    def put_away(self, *, typing: bool = False) -> None:
        """Offer nothing; while somebody is typing the list keeps its place for the next letter."""
        self.display = self.display and typing
        self._offer(())

    def _offer(self, offered: Sequence[Completion]) -> None:
        """Take up what is offered, the mark on the first."""
        if offered or self.offered:
            self.offered = offered
            self.rows_changed(0)

    def covers(self, line: int) -> bool:
        """Whether a line of the screen is covered by what is offered, and not only kept for it."""
        return bool(self.offered) and line - self.region.y < len(self.offered) + 2

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

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the frame and no more."""
        drawn = len(self.offered) + 2 if self.offered else 0
        return super().render_lines(crop)[: max(0, drawn - crop.y)]

    def render_line(self, y: int) -> Strip:
        """One line, the frame counted."""
        frame = self.rich_style + self.get_component_rich_style("completions--frame", partial=True)
        inner = self.size.width - 2
        if y == 0:
            return Strip([Segment("╭" + "─" * inner + "╮", frame)], inner + 2)
        if y > len(self.offered):
            return self._foot(inner)
        side = Segment("│", frame)
        return Strip([side, *super().render_line(y - 1), side], inner + 2)

    def _foot(self, inner: int) -> Strip:
        """The lower edge, with the keys to know."""
        frame = self.rich_style + self.get_component_rich_style("completions--frame", partial=True)
        hint = self.rich_style + self.get_component_rich_style("completions--hint", partial=True)
        words = t("filter.take")
        words = shorten(words, min(cell_len(words), inner - 3))
        before = "╰" + "─" * (inner - cell_len(words) - 3) + " "
        return Strip([Segment(before, frame), Segment(words, hint), Segment(" ─╯", frame)], inner + 2)
