"""The filters with a name, above the hospitals: how much each finds, and what is new since it was last looked at."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.events import Click

from hospital_tui.app.finding import COUNTED
from hospital_tui.app.widgets.rows import Line, Piece, RowList
from hospital_tui.library import Library, Tally
from hospital_tui.library.reader import Saved
from hospital_tui.speech import t


class Counted(NamedTuple):
    """A filter with what it finds; none while that is being counted."""

    saved: Saved
    found: Tally | None = None
    new: Tally | None = None


def counted(library: Library, saved: Saved) -> Counted:
    """How many passages a filter finds, and how many of them are new."""
    found = library.tally(library.query(saved.text), cap=COUNTED)
    return Counted(saved, found, library.tally(library.news(saved), cap=COUNTED))


def line(one: Counted, *, whole: bool = True) -> Line:
    """Name, filter, how much is new, how much is found."""
    new = [(t("saved.new", n=count(one.new)) + " ", "accent")] if one.new and one.new.passages else []
    found: list[Piece] = [(count(one.found), "quiet")] if one.found else []
    text: list[Piece] = [("  " + one.saved.text, "quiet")] if whole else []
    return Line([(one.saved.name, "strong" if whole else ""), *text], [*new, *found])


def count(tally: Tally) -> str:
    """So many passages; more than are counted."""
    return f">{tally.passages}" if tally.capped else str(tally.passages)


class SavedList(RowList, can_focus=False):
    """A row a filter; a click sets it. The keyboard has the dialog of the same filters."""

    DEFAULT_CSS = """
    SavedList { background: $surface; display: none; & > .rows--cursor { background: $surface; } }
    """

    def __init__(self) -> None:
        super().__init__(id="saved")
        self.filters: Sequence[Counted] = ()

    def show(self, filters: Sequence[Counted]) -> None:
        """Take up filters."""
        layout = len(filters) != len(self.filters)
        self.filters = filters
        self.border_title = t("command.saved")
        self.rows_changed(0)
        if layout:
            self.styles.height = len(filters) + 1
            self.refresh(layout=True)

    def on_click(self, event: Click) -> None:
        """A click chooses."""
        event.prevent_default()
        row = self.row_at(event.get_content_offset_capture(self).y + self.scroll_offset.y)
        if row is not None:
            self.place_cursor(row)
            self.post_message(self.Chosen(self))

    def row_count(self) -> int:
        """One row a filter."""
        return len(self.filters)

    def row_lines(self, row: int, width: int) -> Sequence[Line]:
        """Its name and what it finds."""
        return (line(self.filters[row], whole=False),)
