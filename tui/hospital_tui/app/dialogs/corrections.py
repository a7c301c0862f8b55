"""The list of what was corrected."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from hospital_tui.app.command import bindings
from hospital_tui.app.commands import EXPORT, TAKE_BACK, UNDO
from hospital_tui.app.dialogs.correction import correction_words
from hospital_tui.app.dialogs.dialog import Choices, Dialog
from hospital_tui.app.leaving import Goto
from hospital_tui.app.widgets.rows import Line
from hospital_tui.library import Library
from hospital_tui.library.export import Table, correction_table
from hospital_tui.library.reader import Correction
from hospital_tui.speech import t


class CorrectionsScreen(Dialog[Goto]):
    """All corrections, the last first: go there, take back, take along."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TAKE_BACK, EXPORT), UNDO.binding("take_back")]

    def __init__(self, library: Library) -> None:
        super().__init__(t("command.corrections"), t("corrections.keys"))
        self._library = library
        self._corrections: list[Correction] = []

    def inside(self) -> Sequence[Widget]:
        """The list, and a line for what happened."""
        return Choices((), empty=t("corrections.none")), Static("", classes="below", markup=False)

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()
        self.query_one(Choices).focus()

    def _show(self) -> None:
        """Take up the corrections as they are now."""
        with self.keeping():
            self._corrections = self._library.corrections()[::-1]
        self.query_one(Choices).show([correction_line(one) for one in self._corrections])

    def _chosen(self) -> Correction | None:
        """The correction under the cursor."""
        row = self.query_one(Choices).cursor
        return self._corrections[row] if row < len(self._corrections) else None

    @on(Choices.Chosen)
    def _go(self) -> None:
        """Close and go to the words."""
        one = self._chosen()
        if one is None:
            return
        place = self._library.place_of(one)
        if place is None:
            self.say(t("corrections.gone"))
        else:
            self.dismiss(Goto(*place))

    def action_take_back(self) -> None:
        """Undo the correction under the cursor."""
        one = self._chosen()
        if one is None:
            return

        def done(_: bool) -> None:
            self._show()
            self.say(t("correct.undone"))

        self.ask_beside(lambda: self._library.undo_correction(one.id), done, self.say)

    def _table(self) -> Table:
        """The corrections as rows to take along."""
        return correction_table(self._corrections, self._library.article)

    def action_export(self) -> None:
        """Write all corrections to a file."""
        from hospital_tui.app.dialogs.export import ExportScreen

        if self._corrections:
            self.app.push_screen(ExportScreen(self._table, "corrections", len(self._corrections)), self.say)


def correction_line(one: Correction) -> Line:
    """Hospital, the words, what they were read as and what the reader says."""
    before = correction_words(one, one.original)
    after = t("column.struck") if one.figure is None else correction_words(one, one.figure)
    words = [(one.hospital + "  ", "quiet"), (one.original.label + " ", ""), (one.original.text, "strong")]
    change = [(before, "faint"), (" → ", "quiet"), (after, "warn"), ("  " + one.made[:10], "quiet")]
    return Line(words, change)
