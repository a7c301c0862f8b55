"""`hospital-tui bookmarks`: the passages that the reader marked, with the notes on them."""

from contextlib import closing
from pathlib import Path

from hospital_tui.commands.columns import show
from hospital_tui.commands.exports import Way, put_text, way_out
from hospital_tui.commands.failure import refused
from hospital_tui.commands.opened import notice_line, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import message, tell
from hospital_tui.commands.spoken import group
from hospital_tui.library.export import bookmark_table, markdown
from hospital_tui.library.reader import Bookmark, Reader, ReaderError
from hospital_tui.speech import t

_WIDEST = (28, 60, 40, 10)


bookmarks_command = group("bookmarks", otherwise="list")


@bookmarks_command.command("list")
@library_option
def list_bookmarks(library: Path | None) -> None:
    """List them."""
    found = _all(library)
    show(map(_cells, found), _WIDEST)
    tell("bookmarks.counted", count=f"{len(found):,}")


@bookmarks_command.command("export")
@way_out("md")
@library_option
def export_bookmarks(way: Way, library: Path | None) -> None:
    """Export them."""
    found = _all(library)
    with opened(library) as held:
        if way.form != "md":
            way.export(bookmark_table(found, held.article))
            return
        put_text(markdown(found, held.article, t("bookmarks.title")), way.output, force=way.force)


def _all(home: Path | None) -> list[Bookmark]:
    """From the reader's own file alone: no article has to be compiled for it."""
    with refused("reader-error", ReaderError), closing(Reader.open(home)) as reader:
        for notice in reader.notices:
            message(notice_line(notice))
        return reader.bookmarks()


def _cells(mark: Bookmark) -> tuple[str, ...]:
    return mark.hospital, mark.quote, mark.note, mark.created[:10]
