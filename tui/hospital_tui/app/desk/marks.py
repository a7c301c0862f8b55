"""Bookmarks, notes and copies: what the reader does to the passage before the eyes."""

import re

from textual.screen import Screen

from hospital_tui.app.copying import Copy, citation
from hospital_tui.app.desk.controller import Controller
from hospital_tui.app.desk.figures import Figures
from hospital_tui.app.desk.panes import Panes
from hospital_tui.app.desk.walk import Walk
from hospital_tui.app.notes import noted_words, unmarked_words
from hospital_tui.app.state import Noted, State
from hospital_tui.library.reader import Bookmark
from hospital_tui.speech import listed, t


class Marks(Controller):
    """Sets, shows and copies."""

    def __init__(self, host: Screen[None], state: State, panes: Panes, walk: Walk, figures: Figures) -> None:
        super().__init__(host, state, panes)
        self._walk = walk
        self._figures = figures

    # Bookmarks and notes

    def _mark(self, note: str | None = None, seen: str | None = None) -> Bookmark | None:
        """Bookmark the selected passage, with a note or with the note it has; none where that was not kept."""
        article, passage = self.state.article, self.state.passage
        if article is None or passage is None:
            return None
        kept: list[Bookmark] = []
        self.keep(
            lambda: kept.append(
                self.reader.mark(
                    article_id=article.id,
                    passage_id=passage.id,
                    hospital=article.hospital.name,
                    quote=passage.text,
                    note=note,
                    seen=seen,
                )
            )
        )
        return kept[0] if kept else None

    def action_bookmark(self) -> None:
        """Set a bookmark on the passage, or remove it; a note on it is removed only after a question that shows it."""
        passage = self.state.passage
        if passage is None:
            return
        mark = self.reader.bookmark(passage.id)
        if mark is None:
            if self._mark():
                self.say_kept(t("bookmark.added"))
            self._noted()
            return
        from hospital_tui.app.dialogs.ask import ask_before_note

        ask_before_note(self.app, mark, lambda: self._unmark(mark))

    def _unmark(self, mark: Bookmark) -> None:
        if self.keep(lambda: self.reader.unmark(mark.passage_id, seen=mark.note)):
            self.say_kept(unmarked_words(self.reader, mark))
        self._noted()

    def _noted(self) -> None:
        """Show everywhere what the reader did."""
        self._walk.show_place()
        self.state.tell(Noted())

    def action_note(self) -> None:
        """Write a note on the passage; what was written is kept as soon as it is entered."""
        from hospital_tui.app.dialogs.note import NoteScreen

        passage = self.state.passage
        if passage is None:
            return
        mark = self.reader.bookmark(passage.id)
        seen = mark.note if mark else ""

        def entered(note: str | None) -> None:
            if note is not None and (kept := self._mark(note, seen)) is not None:
                self.say_kept(noted_words(note, kept))
                self._noted()

        self.app.push_screen(NoteScreen(passage.text, seen), entered)

    def action_tag(self) -> None:
        """Give the passage tags: words with commas between them; none takes them away."""
        from hospital_tui.app.dialogs.note import NoteScreen

        article, passage = self.state.article, self.state.passage
        if article is None or passage is None:
            return

        def entered(words: str | None) -> None:
            if words is None:
                return
            tags = [tag for tag in map(str.strip, re.split("[,，、;；]", words)) if tag]

            def write() -> None:
                self.reader.set_tags(
                    tags,
                    article_id=article.id,
                    passage_id=passage.id,
                    hospital=article.hospital.name,
                    quote=passage.text,
                    seen=held,
                )

            if self.keep(write):
                kept = [one.tag for one in self.reader.tags(passage.id)]
                self.say_kept(t("tag.saved", tags=listed(kept)) if kept else t("tag.removed"))
                self._noted()

        held = [one.tag for one in self.reader.tags(passage.id)]
        self.app.push_screen(
            NoteScreen(passage.text, t("list.comma").join(held), title=t("command.tag"), keys=t("tag.keys")),
            entered,
        )

    def action_bookmarks(self) -> None:
        """The list of bookmarks and notes."""
        from hospital_tui.app.dialogs.bookmarks import BookmarksScreen

        def chosen(mark: Bookmark | None) -> None:
            self._noted()
            if mark is not None:
                self.state.jump(mark.article_id, mark.passage_id, offset=mark.offset or None)
                self.state.go("reading")

        self.app.push_screen(BookmarksScreen(self.reader, self.library), chosen)

    # Copying

    def copy_selected(self) -> bool:
        """Copy what the mouse has selected; whether anything is."""
        selected = self.host.get_selected_text()
        if selected:
            self.host.post_message(Copy(selected, "selection"))
        return bool(selected)

    def action_copy_passage(self) -> None:
        """Copy the selected text, else the passage."""
        passage = self.state.passage
        if not self.copy_selected() and passage is not None:
            self.host.post_message(Copy(passage.text, "passage"))

    def action_copy_cited(self) -> None:
        """Copy the passage with hospital, article, newspaper, date and source line."""
        article, passage = self.state.article, self.state.passage
        if article is not None and passage is not None:
            from hospital_tui.library.export import reference

            said = reference(article, passage)
            words = f"{passage.text}\n\n{said}" if said else f"{passage.text}\n——{citation(article, passage)}"
            self.host.post_message(Copy(f"{words}\n", "cited"))

    def action_copy_figure(self) -> None:
        """Copy the figure under the cursor."""
        from hospital_tui.speech.figures import cited

        entry, article = self._figures.current(), self.state.article
        if entry is None or article is None:
            self.say(t("copy.no_figure"))
        else:
            self.host.post_message(
                Copy(cited(entry.figure, entry.hospital or article.hospital.name), "figure")
            )
