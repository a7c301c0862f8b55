"""Correcting from a screen of evidence, and showing what was corrected."""

from typing import Any

from hospital_tui.app.dialogs.dialog import LeftOnce
from hospital_tui.app.leaving import Departure, Goto
from hospital_tui.library import FigureRow, Library


class Correcting(LeftOnce[Departure]):
    """A screen whose rows are asked for anew when a figure was corrected."""

    library: Library
    shown_with: int
    """How often anything had been corrected when the library was asked for the rows."""
    staying = False
    """The same rows are asked for again, so that the cursor stays where it is."""

    def look(self) -> None:
        """Ask for what is to be shown; every screen its own."""

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something."""

    def figure_row(self) -> FigureRow | None:
        """The figure that commands are about; every screen its own."""
        return None

    def action_correct(self) -> None:
        """Correct the figure or strike it out."""
        from hospital_tui.app.dialogs.correction import correct_figure

        row = self.figure_row()
        if row is not None:
            correct_figure(self.app, self.library, row, self.corrected)

    def action_undo(self) -> None:
        """Take back what the reader did last; the main screen shows what else it was when it is in front again."""
        self.run_worker(self._undo, group="undo", exclusive=True)

    async def _undo(self) -> Any:
        from hospital_tui.app.undoing import NotUndoneError, undo, undone_words

        try:
            undone = await undo(self.library, self.library.reader)
        except NotUndoneError as error:
            self.say(str(error), warning=True)
        else:
            self.corrected(undone_words(undone))

    def action_corrections(self) -> None:
        """The list of corrections."""
        from hospital_tui.app.dialogs.corrections import CorrectionsScreen

        self.app.push_screen(CorrectionsScreen(self.library), self._from_corrections)

    def _from_corrections(self, place: Goto | None) -> None:
        """Go where the reader wants to go, and take up what was undone."""
        if place is not None:
            self.dismiss(place)
        else:
            self.look()

    def corrected(self, said: str) -> None:
        """A correction was kept: show everything as it is now."""
        self.shown_with = -1
        self.take_up_corrections()
        self.say(said)

    def take_up_corrections(self) -> None:
        """Show what was corrected since the library was asked, unless the screen was left meanwhile."""
        if self.here and self.shown_with != self.library.corrected:
            self.staying = True
            self.look()
            self.staying = False
