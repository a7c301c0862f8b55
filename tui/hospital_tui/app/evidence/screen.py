"""What the screens of evidence share: a filter above, rows in the middle, the words of the figure under the cursor below.

Such a screen stays at hand after it handed the reader over to the words, so that Escape comes back to the same row.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Key, MouseDown, Resize
from textual.widget import Widget

from hospital_tui.app.asking import UNANSWERED, Asking, failed_words
from hospital_tui.app.command import Command, bindings, hint, twins
from hospital_tui.app.commands import CHOOSE, CLEAR, CORRECT, OF_EVIDENCE, SCREENS
from hospital_tui.app.copying import Copy
from hospital_tui.app.dialogs.dialog import LeftOnce
from hospital_tui.app.evidence.along import Taken, command_line
from hospital_tui.app.finding import bar_words
from hospital_tui.app.holding import Furnished, beside
from hospital_tui.app.leaving import Departure, Goto, Instead, Origin
from hospital_tui.app.panes.completions import CompletionList
from hospital_tui.app.panes.filterbar import FilterBar, FilterInput
from hospital_tui.app.panes.status import StatusLine
from hospital_tui.app.panes.words import FigureWords
from hospital_tui.app.widgets.rows import RowList
from hospital_tui.library import FigureRow, Library, Query
from hospital_tui.library.store import Cancelled
from hospital_tui.speech import t
from hospital_tui.speech.figures import cited

Answer = TypeVar("Answer")

_PATIENCE = 0.2
"""Seconds after which the reader is told that the library is being asked."""
LOW = 18
"""Rows of a terminal below which the words are one line and hints are left out."""

TO_WORDS = hint(CHOOSE, "words", action="to_words")
BACK = hint(CLEAR, "back", action="leave")
SHORT_CORRECT = hint(CORRECT, "correct")
"""What every screen of evidence hints at."""


class EvidenceScreen(LeftOnce[Departure]):
    """Filter, rows, words, status."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*OF_EVIDENCE),
        Binding(",".join(("q", *twins("q"))), "leave", "leave", show=False),
        *(to.binding(f"instead('{to.id}')") for to in SCREENS),
    ]
    SHOWS: ClassVar[str] = ""
    """Its name in the registry."""
    HINTS: ClassVar[tuple[Command, ...]] = ()
    """Commands that the row of hints shows."""

    def __init__(self, library: Library, origin: Origin) -> None:
        super().__init__()
        self.origin = origin
        self.library = library
        self.shown_with = library.corrected
        self.query_text = origin.filter
        """The filter: at first the main screen's."""
        self.standing = False
        """The widgets are there."""
        self.staying = False
        """The same rows are asked for again, so that the cursor stays where it is."""
        self.furnished = False
        """Keys have something to be about."""
        self.question: Query = library.query(origin.filter)
        self._count, self._asking = "", Asking("evidence")

    # Making the screen

    def compose(self) -> ComposeResult:
        """Filter, what the screen is about, words, status."""
        with Container(id="top"):
            yield FilterBar()
        yield CompletionList()
        yield from self.inside()
        yield FigureWords()
        yield StatusLine(self.HINTS)

    def inside(self) -> Sequence[Widget]:
        """The widgets in the middle."""
        return ()

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self.standing = True
        self.fit()
        if self.query_text:
            self.filter_bar.put(self.query_text)
            self._mark_errors()
        self.rows.focus()
        self.look()

    @property
    def rows(self) -> RowList:
        """The rows that have the cursor."""
        return self.query_one("#rows", RowList)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def filter_bar(self) -> FilterBar:
        """The filter bar."""
        return self.query_one(FilterBar)

    @property
    def completions(self) -> CompletionList:
        """What drops down under the filter."""
        return self.query_one(CompletionList)

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tell the reader something, in the status line; where the screen was left meanwhile, in that of the one in front."""
        told: Any = self.status if self.here else self.app
        told.say(message, warning=warning)

    def on_resize(self, event: Resize) -> None:
        """Leave out what there is no room for."""
        self.fit()

    def fit(self) -> None:
        """Words and hints fold where rows are few."""
        self.set_class(self.app.size.height < LOW, "-low")

    def on_screen_resume(self) -> None:
        """Coming back: the window may have changed, and figures been corrected."""
        self.fit()
        self.take_up_corrections()

    @on(Key)
    @on(MouseDown)
    def _message_ends(self) -> None:
        """A key ends the message, or a button of the mouse; not when it is let go: what was selected is copied then."""
        self.status.clear()

    # Asking the library

    def look(self) -> None:
        """Ask for what is to be shown; every screen its own."""

    def ask(self, question: Callable[[], Answer], take: Callable[[Answer], None]) -> None:
        """Ask the library beside the screen; a later question calls an earlier one off."""
        self.rows.waiting = True
        self.shown_with = self.library.corrected
        self._asking.call_off(self.library)
        self._ask_apart(question, take)

    @work(exclusive=True, group="evidence")
    async def _ask_apart(self, question: Callable[[], Any], take: Callable[[Any], None]) -> None:
        asked = asyncio.ensure_future(self._asking.ask(question))
        try:
            late = not (await asyncio.wait([asked], timeout=_PATIENCE))[0]
            if late and self.here:
                self.say(t("evidence.asking"))
                self._take_keys()
            answer = await asked
        except Cancelled:
            return
        except UNANSWERED as error:
            answer, take = failed_words(self.library, error), partial(self.say, warning=True)
        finally:
            asked.cancel()  # where this worker was, nobody takes the answer, nor what became of it
        if self.here:
            if late:
                self.status.clear()
            self.rows.waiting = False
            take(answer)
            self._take_keys()

    def _take_keys(self) -> None:
        """Keys that were typed ahead are about the first rows, if those come soon."""
        if not self.furnished:
            self.furnished = True
            self.app.post_message(Furnished())

    def on_unmount(self) -> None:
        """What is still asked is of no use."""
        self._asking.call_off(self.library)
        self._asking.close()

    # The filter

    def action_open_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter_bar.field.focus()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        """Narrow as the reader types, and offer ways to go on."""
        self.narrow(event.text)
        self.completions.offer(self.library, self.filter_bar)

    @on(FilterInput.Complete)
    def _complete(self, event: FilterInput.Complete) -> None:
        """Take the completion under the mark, or mark the next; with none offered on to the rows."""
        if (taken := self.completions.complete(self.filter_bar, take=event.take)) is None:
            self.rows.focus()
        elif taken:
            self.narrow(taken)

    @on(RowList.Highlighted, "#completions")
    def _completion_pressed(self) -> None:
        """A click on a completion takes it."""
        self.filter_bar.field.action_complete()

    @on(FilterInput.Left)
    def _nobody_types(self) -> None:
        """No completions where nobody types."""
        self.completions.show((), 0)

    def narrow(self, text: str) -> None:
        """Take up another filter."""
        self.query_text = text
        self.question = self.library.query(text)
        self._mark_errors()
        self.look()

    def _mark_errors(self) -> None:
        self.filter_bar.mark_errors(self.question.errors)
        self.filter_bar.wrong = bool(self.question.errors)

    def found(self, count: str) -> None:
        """Say in the filter bar how much there is."""
        self._count = count
        self.tell()

    @on(RowList.Fitted)
    def tell(self) -> None:
        """How much there is, what there is no room for, how the filter was read, or what is wrong with it."""
        hidden = self.hidden(self.rows.scrollable_content_region.width) if self._count else ()
        self.filter_bar.found = bar_words(self.question, self._count, hidden, self.unused())

    def hidden(self, width: int) -> Sequence[str]:
        """Names of columns that so many cells have no room for."""
        return ()

    def unused(self) -> Sequence[str]:
        """What of the main screen's filter this screen leaves aside: that it looks at one article or section."""
        if self.origin.scope is None or self.query_text != self.origin.filter:
            return ()
        reach = t("reach.section" if self.origin.scope.section is not None else "reach.article")
        return (t("evidence.all_articles", reach=reach),)

    @on(FilterBar.Accepted)
    def _into_rows(self) -> None:
        """Back to the rows, the filter kept."""
        self.rows.focus()

    @on(FilterBar.Cancelled)
    def action_clear_filter(self) -> None:
        """Clear the filter; with none set, leave."""
        if self.query_text:
            self.filter_bar.put("")
            self.narrow("")
            self.rows.focus()
        elif self.filter_bar.field.has_focus:
            self.rows.focus()
        else:
            self.action_leave()

    # The figure under the cursor

    def figure_row(self) -> FigureRow | None:
        """The figure that commands are about; every screen its own."""
        return None

    def show_words(self) -> None:
        """Show the words of the figure under the cursor."""
        row = self.figure_row()
        words = self.query_one(FigureWords)
        try:
            words.show(row, self.library.article(row.article_id) if row else None)
        except KeyError:
            words.show(None, None)

    @on(RowList.Highlighted, "#rows")
    def _moved(self) -> None:
        """The words follow the cursor."""
        self.show_words()

    @on(RowList.Chosen, "#rows")
    def to_the_words(self) -> None:
        """Go to the words that state the figure."""
        row = self.figure_row()
        if row is not None:
            self.dismiss(Goto(row.article_id, row.passage_id, row.index))
        else:
            self.say(t("evidence.no_words"))

    def action_to_words(self) -> None:
        """The same, by a click on the hint."""
        self.to_the_words()

    def action_leave(self) -> None:
        """Back to the text as it was."""
        self.dismiss(None)

    def action_instead(self, name: str) -> None:
        """To another screen of evidence; from there Escape leads back to the text."""
        if name != self.SHOWS:
            self.dismiss(Instead(name, self.query_text))

    def action_detail(self) -> None:
        """All that is known of the figure."""
        from hospital_tui.app.dialogs.detail import open_detail

        if (row := self.figure_row()) is not None:
            open_detail(self, self.library, row.article_id, row.passage_id, row.figure)

    def action_copy_figure(self) -> None:
        """Copy the figure with its hospital."""
        if (row := self.figure_row()) is not None:
            self.post_message(Copy(cited(row.figure, row.hospital), "figure"))

    # The rows, taken along

    def taken(self) -> Taken:
        """The rows as a table; every screen its own."""
        raise NotImplementedError

    def command(self) -> tuple[str, ...]:
        """The command that makes the same rows, but for the filter; every screen its own."""
        raise NotImplementedError

    def action_copy_command(self) -> None:
        """Copy the command that makes the same rows."""
        self.post_message(Copy(command_line(self.library, self.command(), self.query_text), "command"))

    def action_export(self) -> None:
        """Take the rows along as a file."""
        from hospital_tui.app.dialogs.export import export_table

        name, count, table = self.taken()
        export_table(self, table, name, count)

    def action_step_in(self) -> None:
        """To what stands beside what is shown."""
        self.sidestep(1)

    def action_step_out(self) -> None:
        """The other way."""
        self.sidestep(-1)

    def sidestep(self, by: int) -> None:
        """Go on (1) or back (-1) among what stands beside: figures, months, papers."""

    def action_correct(self) -> None:
        """Correct the figure or strike it out."""
        from hospital_tui.app.dialogs.correction import correct_figure

        if (row := self.figure_row()) is not None:
            correct_figure(self.app, self.library, row, self.corrected)

    def action_undo(self) -> None:
        """Take back what the reader did last; the main screen shows what else it was when it is in front again."""
        from hospital_tui.app.undoing import undo, undone_words

        beside(
            self.app,
            lambda: undo(self.library, self.library.reader),
            lambda undone: self.corrected(undone_words(undone)),
            lambda words: self.say(words, warning=True),
        )

    def action_corrections(self) -> None:
        """The list of corrections."""
        from hospital_tui.app.dialogs.corrections import CorrectionsScreen

        self.app.push_screen(CorrectionsScreen(self.library), self._from_corrections)

    def _from_corrections(self, place: Goto | None) -> None:
        """Go where the reader wants to go, and take up what was undone."""
        self.look() if place is None else self.dismiss(place)

    def corrected(self, said: str) -> None:
        """A correction was kept: show everything as it is now."""
        self.shown_with = -1
        self.take_up_corrections()
        self.say(said)

    def take_up_corrections(self) -> None:
        """Show what was corrected since the library was asked; not on a screen that was left, or whose widgets are not there yet."""
        if self.standing and self.here and self.shown_with != self.library.corrected:
            self.staying = True
            self.look()
            self.staying = False
