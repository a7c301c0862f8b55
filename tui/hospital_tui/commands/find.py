"""`hospital-tui search`: the passages that a filter finds, the same as in the app."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len

from hospital_tui.commands.columns import fitted
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import as_json, result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Hit, Library, Query
from hospital_tui.library.export import Cell, Table
from hospital_tui.speech import t
from hospital_tui.text.visible import visible

_BATCH = 200
_CONTEXT = 40
"""Characters that the one-line view shows before and after the first match."""

COLUMNS = (
    "hospital",
    "section",
    "passage",
    "matched",
    "figures",
    "title",
    "file",
    "line",
    "article_id",
    "passage_id",
)


@command("search")
@click.argument("query", nargs=-1, metavar="QUERY...")
@click.option(
    "--order", type=click.Choice(["library", "hospital", "relevance", "right", "left"]), default="library"
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@click.option("--full", is_flag=True)
@click.option("--saved", metavar="NAME")
@click.option("--new", is_flag=True)
@click.option("--save", metavar="NAME")
@way_out("text")
@library_option
def search_command(
    query: tuple[str, ...],
    order: str,
    limit: int | None,
    full: bool,
    saved: str | None,
    new: bool,
    save: str | None,
    way: Way,
    library: Path | None,
) -> None:
    """Find passages."""
    with opened(library) as held:
        understood = _asked(held, query, saved, new=new, save=save)
        found = hits(held, understood, order, limit)
        if way.form == "text" and order in ("right", "left"):
            _show_concordance(held, understood, list(found))
        elif way.form == "text":
            _show(held, understood, found, full=full)
        elif way.form == "json" and way.output is None:
            _show_json(held, understood, found)
        else:
            way.export(Table(COLUMNS, _rows(held, found)))
        if saved is not None:
            held.looked(saved)


def _asked(
    library: Library, words: tuple[str, ...], name: str | None, *, new: bool, save: str | None
) -> Query:
    """What is asked for: words, a saved filter, or what is new of it. Raises CommandError, UsageError."""
    if (name is None) != bool(words) or (new and name is None):
        raise click.UsageError(t("search.words-or-saved"))
    if name is None:
        understood = asked(library, " ".join(words))
        if save is not None:
            library.save_filter(save, understood.text)
        return understood
    kept = next((one for one in library.saved() if one.name == name), None)
    if kept is None:
        names = "、".join(one.name for one in library.saved())
        raise CommandError("search.not-saved", name=visible(name), names=visible(names) or "–")
    whole = asked(library, kept.text)
    return library.news(kept) if new else whole


def hits(library: Library, query: Query, order: str, limit: int | None) -> Iterator[Hit]:
    """Matching passages, fetched a batch at a time; in a concordance every match."""
    if order in ("right", "left"):
        yield from library.concordance(query, side="right" if order == "right" else "left")[:limit]
        return
    offset = 0
    while limit is None or offset < limit:
        wanted = _BATCH if limit is None else min(_BATCH, limit - offset)
        batch = library.hits(query, order=order, limit=wanted, offset=offset)
        yield from batch
        offset += len(batch)
        if len(batch) < wanted:
            return


def _show(library: Library, query: Query, found: Iterator[Hit], *, full: bool) -> None:
    """One line a passage: hospital, section, line, and the words around the first match."""
    coloured = bool(sys.stdout and sys.stdout.isatty())
    for hit in found:
        place = " › ".join(filter(None, (hit.hospital, hit.section)))
        result(f"{visible(place)}:{hit.line}: {context(hit, coloured=coloured, full=full)}", ready=True)
    _tell_count(library, query)


def _tell_count(library: Library, query: Query) -> None:
    counted = library.tally(query, cap=None)
    tell("search.counted", passages=f"{counted.passages:,}", articles=f"{counted.articles:,}")


def _show_concordance(library: Library, query: Query, found: list[Hit]) -> None:
    """One line a match, the matches below one another; where each stands at the end."""
    coloured = bool(sys.stdout and sys.stdout.isatty())
    for hit in found:
        start, end = hit.marked[hit.nth] if hit.marked else (0, 0)
        before = visible(hit.text[max(0, start - _CONTEXT // 2) : start])
        after = visible(hit.text[end : end + _CONTEXT // 2])
        match = _marked(visible(hit.text[start:end]), coloured)
        place = " › ".join(filter(None, (hit.hospital, hit.section)))
        gap = " " * (_CONTEXT - cell_len(before))
        result(f"{gap}{before}{match}{fitted(after, _CONTEXT)}  {visible(place)}:{hit.line}", ready=True)
    _tell_count(library, query)


def context(hit: Hit, *, coloured: bool, full: bool) -> str:
    """The passage's text on one line, cut around the first match, the matches bold on a terminal."""
    text, spans = hit.text, hit.spans
    start, end = 0, len(text)
    if not full:
        first = spans[0] if spans else (0, 0)
        start = max(0, first[0] - _CONTEXT)
        end = min(len(text), max(first[1], start + _CONTEXT) + _CONTEXT)
    pieces, at = ["…" if start else ""], start
    for left, right in spans:
        if left >= end or right <= start:
            continue
        left, right = max(left, start), min(right, end)
        pieces += [visible(text[at:left]), _marked(visible(text[left:right]), coloured)]
        at = right
    pieces += [visible(text[at:end]), "…" if end < len(text) else ""]
    return "".join(pieces)


def _marked(text: str, coloured: bool) -> str:
    return click.style(text, bold=True, reverse=True) if coloured else text


def _show_json(library: Library, query: Query, found: Iterator[Hit]) -> None:
    """One object, its hits written as they come."""
    counted = library.tally(query, cap=None)
    head = {
        "query": query.text,
        "cut": query.cut,
        "read_as": query.read_as,
        "passages": counted.passages,
        "articles": counted.articles,
    }
    result(as_json(head)[:-1] + ', "hits": [', end="")
    before = "\n"
    for hit in found:
        result(before + as_json(hit), end="")
        before = ",\n"
    result("\n]}")


def _rows(library: Library, found: Iterator[Hit]) -> Iterator[tuple[Cell, ...]]:
    for hit in found:
        article = library.article(hit.article_id)
        matched: Any = dict.fromkeys(hit.text[start:end] for start, end in hit.spans)
        yield (
            hit.hospital,
            hit.section or None,
            hit.text,
            "、".join(matched) or None,
            "、".join(figure.text for figure in hit.found) or None,
            article.title,
            article.source.file,
            hit.line,
            hit.article_id,
            hit.passage_id,
        )
