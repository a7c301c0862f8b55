"""Opening the library for a command: compiling said, notices said, closed at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.output import message, readable, tell, visible
from hospital_tui.commands.text import catalogue, language, say
from hospital_tui.faults import fault_words
from hospital_tui.library import Library, Notice, Progress, Query


@contextmanager
def opened(home: Path | None) -> Iterator[Library]:
    """The library of a home; what the reader should know of it is said on standard error."""
    library = Library.open(home, progress=_compiling)
    try:
        for notice in library.notices:
            message(notice_words(notice))
        yield library
    finally:
        library.close()


def _compiling(progress: Progress) -> None:
    """Say how far a long compilation is, where somebody watches."""
    if progress.total > 1000 and sys.stderr and sys.stderr.isatty():
        words = say("compiling", done=f"{progress.done:,}", total=f"{progress.total:,}")
        sys.stderr.write(f"\r{words}" + ("\n" if progress.done >= progress.total else ""))
        sys.stderr.flush()


def notice_words(notice: Notice) -> str:
    """A notice of the library in one line."""
    params = {key: visible(value) for key, value in notice.params.items()}
    if "reason" in params:
        params["reason"] = fault_words(params["reason"], language())
    if notice.key == "article-file":
        place = ":".join(filter(None, (params["file"], params["line"])))
        field = f"{params['field']}: " if params["field"] else ""
        return say("notice.article-file", place=place, reason=field + params["reason"])
    key = f"notice.{notice.key}"
    if key in catalogue(language()):
        return say(key, **params)
    return say("notice.other", name=notice.key, details=", ".join(params.values()))


def asked(library: Library, text: str) -> Query:
    """The query of a command line; how it was read is said on standard error. Raises CommandError."""
    query = library.query(readable(text))
    for error in query.errors:
        named = {"field": say(f"field.{error.params['field']}")} if "field" in error.params else {}
        words = say(f"query.{error.key}", **{**error.params, **named})
        raise CommandError("query.wrong", query=visible(text), start=error.start + 1, reason=words)
    if query.cut:
        tell("query.cut", words=" + ".join(query.cut))
    if query.read_as:
        tell("query.read-as", words=query.read_as)
    return query
