"""Opening the library for a command: compiling said, notices said, closed at the end."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click

from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.output import message, tell, watched
from hospital_tui.library import Library, Notice, Progress, Query, cite_as
from hospital_tui.library.reader import ReaderError
from hospital_tui.speech import notice_words, t
from hospital_tui.text.visible import readable, visible


@contextmanager
def opened(home: Path | None) -> Iterator[Library]:
    """The library of a home; what the reader should know of it is said on standard error. Raises CommandError."""
    with refused("reader-error", ReaderError), closing(Library.open(home, progress=_compiling)) as library:
        for notice in library.notices:
            message(notice_line(notice))
        cite_as(library.reader.get("citation"))
        yield library


def _compiling(progress: Progress) -> None:
    """Say how far a long compilation is, where somebody watches."""
    if progress.total > 1000 and watched():
        words = t("compiling", done=f"{progress.done:,}", total=f"{progress.total:,}")
        click.echo(f"\r{words}", nl=progress.done >= progress.total, err=True)


def notice_line(notice: Notice) -> str:
    """A notice in one line, safe for a terminal."""
    return notice_words(notice.key, {key: visible(value) for key, value in notice.params.items()})


def asked(library: Library, words: Sequence[str]) -> Query:
    """The query of a command line, empty for no words; how it was read is said on standard error. Raises CommandError."""
    text = " ".join(words)
    query = library.query(readable(text))
    for error in query.errors:
        named = {"field": t(f"field.{error.params['field']}")} if "field" in error.params else {}
        words = t(f"query.{error.key}", **{**error.params, **named})
        raise CommandError("query.wrong", query=visible(text), start=error.start + 1, reason=words)
    if query.cut:
        tell("query.cut", words=" + ".join(query.cut))
    if query.read_as:
        tell("query.read-as", words=query.read_as)
    if query.nearest:
        tell("filter.nearest", names="、".join(query.nearest))
    return query
