"""Sources as the commands take them: read, decoded and parsed, with every fault said in one line."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace as changed

from hospital_tui.ingest.frames import Fault
from hospital_tui.model import Article, Passage
from hospital_tui.parsing.inputs import LARGEST, Input, InputError, interpret, read
from hospital_tui.parsing.inputs.source import Tell, silent
from hospital_tui.parsing.on_page import on_page, picture_name
from hospital_tui.speech import fault_words, t
from hospital_tui.text.visible import visible

STANDARD_INPUT = "-"
_PIECE = 1 << 16
_MOST_PROBLEMS = 5
"""Unreadable bytes that are named one by one; the rest are counted."""


class SourceError(Exception):
    """A source that cannot be read or written; the message names it and the reason in one line."""


class Parsed(NamedTuple):
    """A source and what it holds."""

    shown: str
    """The source as the user named it."""
    source: Input
    articles: tuple[Article, ...]

    def blocks(self) -> int:
        """How many blocks the text lies in: of the heads, headings, passages and margins."""
        return sum(
            len(article.head)
            + sum(section.heading is not None for section in article.walk())
            + sum(1 for _ in article.passages())
            + len(article.margins)
            for article in self.articles
        )

    def warnings(self) -> Iterator[str]:
        """What the user should know: an encoding other than UTF-8, bytes that say nothing, passages without figures."""
        yield from reading_warnings(self.shown, self.source)
        yield from unread_warnings(self.shown, self.articles)


def reading_warnings(shown: str, source: Input) -> Iterator[str]:
    """One line each: an encoding other than UTF-8, and the bytes that say nothing in it."""
    if source.encoding != "utf-8" and not source.reading.extracted:
        yield t("read-as", file=shown, encoding=source.encoding)
    if source.reading.recognised:
        yield t("recognised", file=shown, engine=source.reading.recognised)
    if source.reading.doubtful:
        yield t("recognised-doubtful", file=shown)
    for note in source.reading.notes:
        yield t(f"note.{note}", file=shown)
    for problem in source.reading.problems[:_MOST_PROBLEMS]:
        yield t("bad-bytes", file=shown, line=problem.line, offset=problem.byte_offset, why=problem.why)
    if len(source.reading.problems) > _MOST_PROBLEMS:
        yield t("more-bad-bytes", file=shown, count=len(source.reading.problems) - _MOST_PROBLEMS)


def unread_warnings(shown: str, articles: tuple[Article, ...]) -> Iterator[str]:
    """A line for each article whose layout could not be read, and for the passages whose figures could not, by reason."""
    for article in articles:
        if article.unread:
            first = next(article.selectable(), None)
            yield t("unlaid", file=shown, line=first.source_line(0) if first else 1, why=article.unread)
        unread: dict[str, list[Passage]] = {}
        for passage in article.selectable():
            if passage.unread:
                unread.setdefault(passage.unread, []).append(passage)
        for reason, passages in unread.items():
            line, why = passages[0].source_line(0), fault_words(reason)
            yield t("unread", count=len(passages), file=shown, line=line, why=why)


def read_source(name: str, *, encoding: str | None = None, tell: Tell = silent) -> Input:
    """Read a file, or standard input for `-`. Raises SourceError."""
    try:
        if name == STANDARD_INPUT:
            return interpret(standard_input(), "stdin", shown=t("stdin"), encoding=encoding, tell=tell)
        return read(Path(name), encoding=encoding, tell=tell)
    except InputError as error:
        raise SourceError(input_words(error)) from error


def standard_input() -> bytes:
    """All bytes of standard input, or more than a source may have.

    Read piece by piece: between pieces Ctrl+C is heard, and what never ends is given up.
    """
    if sys.stdin is None:
        return b""
    data = bytearray()
    read_some = getattr(sys.stdin.buffer, "read1", sys.stdin.buffer.read)
    while len(data) <= LARGEST and (piece := read_some(_PIECE)):
        data += piece
    return bytes(data)


def input_words(error: InputError | Fault) -> str:
    """Why a file could not be read, and what helps, in one line."""
    detail = visible(fault_words(error.detail))
    return f"{visible(error.file)}: {t(f'input.{error.reason}', detail=detail)}"


def parse_source(source: Input, link: str | None = None, fetched: str | None = None) -> tuple[Article, ...]:
    """The articles of a source, which may have been fetched from an address on a day; none where it holds none."""
    from hospital_tui.parsing import parse

    articles = parse(
        source.text,
        file=source.file,
        sha256=source.sha256,
        encoding=source.encoding,
        facts=source.reading.facts,
        layout=source.reading.parts,
        link=link,
        fetched=fetched,
    )
    reading = source.reading
    if reading.recognised:
        said = {"recognised": reading.recognised, "doubtful": reading.doubtful}
        articles = tuple(changed(one, source=changed(one.source, **said)) for one in articles)
    return tuple(on_page(one, reading.printed) for one in articles) if reading.printed else articles


def pictures_of(source: Input, articles: tuple[Article, ...]) -> dict[str, bytes]:
    """The pictures that the figures of a recognised source name."""
    if not source.reading.recognised:
        return {}
    wanted = {
        name
        for article in articles
        for passage in article.selectable()
        for figure in passage.figures
        if figure.recognised is not None
        for name in figure.recognised.pictures
    }
    named = ((picture_name(articles[0], at), line) for at, line in enumerate(source.reading.printed))
    return {name: line.picture for name, line in named if name in wanted}


def parse_path(name: str, *, encoding: str | None = None, tell: Tell = silent) -> Parsed:
    """Read and parse a file. Raises SourceError."""
    source = read_source(name, encoding=encoding, tell=tell)
    shown = t("stdin") if name == STANDARD_INPUT else name
    articles = parse_source(source)
    if not articles:
        raise SourceError(f"{visible(shown)}: {t('input.blank', detail='')}")
    return Parsed(visible(shown), source, articles)
