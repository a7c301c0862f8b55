"""The list of bookmarks and notes: go there, change a note, remove, export."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from hospital_tui.app.command import twins
from hospital_tui.app.dialogs.dialog import Choices, Dialog
from hospital_tui.app.dialogs.page import wrapped
from hospital_tui.app.notes import noted_words, unmarked_words
from hospital_tui.app.widgets.rows import Line
from hospital_tui.app.widgets.visible import visible
from hospital_tui.library import Library
from hospital_tui.library.export import bookmark_table, markdown
from hospital_tui.library.reader import Bookmark, Reader
from hospital_tui.speech import t


class BookmarksScreen(Dialog[Bookmark]):
    """All bookmarks in the order they were made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(("delete", "d", *twins("d"))), "remove", "remove", show=False),
        Binding(",".join(("e", *twins("e"), "ctrl+e")), "note", "note", show=False),
        Binding(",".join(("x", *twins("x"), "ctrl+x")), "export", "export", show=False),
    ]

    def __init__(self, reader: Reader, library: Library) -> None:
        super().__init__(t("bookmarks.title"), t("bookmarks.keys"))
        self._reader = reader
        self._library = library
        self._marks: list[Bookmark] = []

    def inside(self) -> Sequence[Widget]:
        """The list, and a line for what happened."""
        return Choices((), empty=t("bookmarks.none")), Static("", classes="below", markup=False)

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()
        self.query_one(Choices).focus()
        self.call_after_refresh(self._tell_note)

    def _show(self) -> None:
        """Take up the bookmarks as they are now."""
        self._marks = self._reader.bookmarks()
        self.query_one(Choices).show([self._line(mark) for mark in self._marks])

    def _line(self, mark: Bookmark) -> Line:
        """Hospital, note or words, and the day."""
        words = [(mark.note, "accent"), ("  " + mark.quote, "quiet")] if mark.note else [(mark.quote, "")]
        gone = self._library.article_of(mark.passage_id) is None
        lost = [(t("bookmarks.gone") + " ", "warn")] if gone else []
        return Line([*lost, (mark.hospital + "  ", "strong"), *words], [(mark.created[:10], "quiet")])

    @on(Choices.Highlighted)
    def _tell_note(self) -> None:
        """The whole note of the bookmark under the cursor."""
        mark, choices = self._mark(), self.query_one(Choices)
        below = self.query_one(".below", Static)
        lines = wrapped(visible(mark.note), max(2, below.size.width)) if mark else [""]
        below.update("\n".join(lines))
        if choices.beside != len(lines) + 1:
            choices.beside = len(lines) + 1
            choices.refresh(layout=True)

    def _mark(self) -> Bookmark | None:
        """The bookmark under the cursor."""
        row = self.query_one(Choices).cursor
        return self._marks[row] if row < len(self._marks) else None

    @on(Choices.Chosen)
    def _go(self) -> None:
        """Close and go there."""
        self.dismiss(self._mark())

    def action_remove(self) -> None:
        """Remove the bookmark under the cursor."""
        mark = self._mark()
        if mark is not None:
            from hospital_tui.app.dialogs.ask import ask_before_note

            ask_before_note(self.app, mark, lambda: self._remove(mark))

    def _remove(self, mark: Bookmark) -> None:
        with self.keeping():
            self._reader.unmark(mark.passage_id, seen=mark.note)
            self._show()
            self.say(unmarked_words(self._reader, mark))

    def action_note(self) -> None:
        """Change the note of the bookmark under the cursor."""
        from hospital_tui.app.dialogs.note import NoteScreen

        mark = self._mark()
        if mark is None:
            return

        def entered(note: str | None) -> None:
            if note is None:
                return
            with self.keeping():
                kept = self._reader.mark(
                    article_id=mark.article_id,
                    passage_id=mark.passage_id,
                    hospital=mark.hospital,
                    quote=mark.quote,
                    offset=mark.offset,
                    note=note,
                    seen=mark.note,
                )
                self._show()
                self.say(noted_words(note, kept))

        self.app.push_screen(NoteScreen(mark.quote, mark.note), entered)

    def action_export(self) -> None:
        """Write all bookmarks to a file: a page of quotes with their citations, or a table."""
        from hospital_tui.app.dialogs.export import ExportScreen

        marks, article = self._marks, self._library.article
        if not marks:
            return

        heading = t("bookmarks.title")
        self.app.push_screen(
            ExportScreen(
                lambda: bookmark_table(marks, article),
                "bookmarks",
                len(marks),
                page=lambda: markdown(marks, article, heading),
            ),
            self.say,
        )
