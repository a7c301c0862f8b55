"""`hospital-tui bookmarks`: the passages that the reader marked, with the notes on them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.exports import Way, way_out, write_new
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import notice_line, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import message, result, tell
from hospital_tui.commands.spoken import group
from hospital_tui.library.export import bookmark_table, markdown
from hospital_tui.library.reader import Bookmark, Reader, ReaderError
from hospital_tui.speech import t, why
from hospital_tui.text.visible import visible

_WIDEST = (28, 60, 40, 10)


@group("bookmarks")
@library_option
@click.pass_context
def bookmarks_command(ctx: click.Context, library: Path | None) -> None:
    """Bookmarks; without a command, listed."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_bookmarks, library=library)


@bookmarks_command.command("list")
@library_option
def list_bookmarks(library: Path | None) -> None:
    """List them."""
    found = _all(library)
    for line in aligned(map(_cells, found), _WIDEST):
        result(line)
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
        page = markdown(found, held.article, t("bookmarks.heading"))
        if way.output is None:
            result(page)
        else:
            write_new(way.output, page.encode(), force=way.force)


def _all(home: Path | None) -> list[Bookmark]:
    try:
        with _reader(home) as reader:
            return reader.bookmarks()
    except ReaderError as error:
        raise CommandError("reader-error", reason=why(error)) from error


@contextmanager
def _reader(home: Path | None) -> Iterator[Reader]:
    with closing(Reader.open(home)) as reader:
        for notice in reader.notices:
            message(notice_line(notice))
        yield reader


def _cells(mark: Bookmark) -> tuple[str, ...]:
    return tuple(visible(cell) for cell in (mark.hospital, mark.quote, mark.note, mark.created[:10]))
