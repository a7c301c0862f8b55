"""Bookmarks, notes and copies of what the reader has before the eyes."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hospital_tui.app.desk.desk_keep import KeepDesk
from hospital_tui.app.widgets.rows import shorten
from hospital_tui.library import cite
from hospital_tui.library.reader import Bookmark
from hospital_tui.model import Article, Passage
from hospital_tui.speech import t

if TYPE_CHECKING:
    from hospital_tui.app.clipboard import Copied

_LEAST_QUOTED = 12
"""Cells of what was copied that the reader is shown at least."""
_AMPLE = 30
"""Cells of it that are shown before the folder of its file is."""


class MarkDesk(KeepDesk):
    """The desk with everything that the reader can do to a passage."""

    # Bookmarks and notes

    def _mark(self, note: str | None = None) -> bool:
        """Bookmark the selected passage, with a note or with the note it has; whether that was kept."""
        article, passage = self.article, self.passage
        if article is None or passage is None:
            return False
        return self.keep(
            lambda: self.reader.mark(
                article_id=article.id,
                passage_id=passage.id,
                hospital=article.hospital.name,
                quote=passage.text,
                note=note,
            )
        )

    def action_bookmark(self) -> None:
        """Set a bookmark on the passage, or remove it."""
        passage = self.passage
        if passage is None:
            return
        if self.reader.bookmark(passage.id) is None:
            if self._mark():
                self.say_kept(t("bookmark.added"))
        elif self.keep(lambda: self.reader.unmark(passage.id)):
            self.say_kept(t("bookmark.removed"))
        self.show_place()

    def action_note(self) -> None:
        """Write a note on the passage; what was written is kept as soon as it is entered."""
        from hospital_tui.app.dialogs.note import NoteScreen

        passage = self.passage
        if passage is None:
            return
        mark = self.reader.bookmark(passage.id)

        def entered(note: str | None) -> None:
            if note is not None and self._mark(note):
                self.say_kept(t("note.saved" if note else "note.removed"))
                self.show_place()

        self.app.push_screen(NoteScreen(passage.text, mark.note if mark else ""), entered)

    def action_bookmarks(self) -> None:
        """The list of bookmarks and notes."""
        from hospital_tui.app.dialogs.bookmarks import BookmarksScreen

        def chosen(mark: Bookmark | None) -> None:
            self.show_place()
            if mark is not None:
                self.jump(mark.article_id, mark.passage_id, offset=mark.offset or None)
                self.action_go("reading")

        self.app.push_screen(BookmarksScreen(self.reader, self.library), chosen)

    def mark_text(self) -> str:
        """What the status line says of the passage's bookmark."""
        mark = self.reader.bookmark(self.passage_id) if self.passage_id else None
        if mark is None:
            return ""
        return t("note.line", note=mark.note) if mark.note else t("bookmark.here")

    def show_place(self) -> None:
        """The place, and the bookmark or note on it."""
        super().show_place()
        mark = self.mark_text()
        if mark and self.status.path:
            self.status.path = (*self.status.path[:-1], f"{self.status.path[-1]} · {mark}")

    # Copying

    def copy(self, words: str, what: str) -> None:
        """Copy words, and say which and where they went."""
        from hospital_tui.app import clipboard

        home = self.reader.path.parent if self.reader.path else Path.home()
        copied = clipboard.copy(words, terminal=self.app.copy_to_clipboard, keep_in=home / "copied.txt")
        warning = copied.way in ("file", "failed")
        self.say(copied_words(copied, words, what, self._message_room()), warning=warning)

    def _message_room(self) -> int:
        """Cells of the status line that a message can have."""
        beside = cell_len(self.status.filtered)
        return self.app.size.width - 2 - (beside + 2 if beside else 0)

    def action_copy_passage(self) -> None:
        """Copy the selected text, else the passage."""
        selected = self.get_selected_text()
        if selected:
            self.copy(selected, "selection")
        elif (passage := self.passage) is not None:
            self.copy(passage.text, "passage")

    def on_text_selected(self) -> None:
        """Letting the mouse go copies what it has selected, as terminals do."""
        selected = self.get_selected_text()
        if selected:
            self.copy(selected, "selection")

    def action_copy_text(self) -> None:
        """Ctrl+C: copy what is selected; with nothing selected, say how to leave."""
        selected = self.get_selected_text()
        if selected:
            self.copy(selected, "selection")
        else:
            self.say(t("app.how_to_quit"))

    def action_copy_cited(self) -> None:
        """Copy the passage with hospital, article, newspaper, date and source line."""
        if self.article is not None and (passage := self.passage) is not None:
            self.copy(f"{passage.text}\n——{citation(self.article, passage)}\n", "cited")

    def action_copy_figure(self) -> None:
        """Copy the figure under the cursor."""
        from hospital_tui.speech.figures import cited

        entry = self.current_figure()
        if entry is None or self.article is None:
            self.say(t("copy.no_figure"))
            return
        self.copy(cited(entry.figure, entry.hospital or self.article.hospital.name), "figure")


def copied_words(copied: "Copied", words: str, what: str, width: int) -> str:
    """What was copied and where it went, in so many cells: the words are cut, or the folder is left out."""
    words = " ".join(words.split())

    ways: list[tuple[str, str]] = [(copied.way, path) for path in _paths(copied.path)]
    if copied.way == "terminal" and copied.path is not None:
        ways.append(("terminal_short", copied.path.name))

    def said(quoted: str, way: tuple[str, str]) -> str:
        where = {"path": way[1], "reason": copied.reason}
        return t(f"copy.{way[0]}", what=t(f"copy.{what}"), words=quoted, **where)

    whole = next((line for way in ways if cell_len(line := said(words, way)) <= width), None)
    if whole is not None:
        return whole
    count = t("copy.words", words="", n=len(words))
    rooms = [(width - cell_len(said(count, way)), way) for way in ways]
    room, way = next((one for one in rooms if one[0] >= _AMPLE), rooms[-1])
    return said(t("copy.words", words=shorten(words, max(_LEAST_QUOTED, room)).rstrip(), n=len(words)), way)


def _paths(path: Path | None) -> list[str]:
    """A path in full, and without its folder."""
    return [short_path(path), f"…/{path.name}"] if path is not None else [t("detail.none")]


def short_path(path: Path) -> str:
    """A path as people write it, the home folder as ~."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)


def citation(article: Article, passage: Passage) -> str:
    """Hospital, title, newspaper, date, source file and line, as far as they are known, as the screen's language cites."""
    place = f"{article.source.file} {t('cite.line', line=passage.source_line(0))}"
    return cite(article, place, comma=t("cite.comma"), title=t("cite.title"))
