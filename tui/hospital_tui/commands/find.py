"""`hospital-tui search`: the passages that a filter finds, the same as in the app."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len

from hospital_tui.commands.columns import fitted
from hospital_tui.commands.exports import Way, way_out
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import MOST, library_option
from hospital_tui.commands.output import as_json, on_terminal, result, results_json, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Hit, Library, Query
from hospital_tui.library.export import Cell, Table
from hospital_tui.speech import t
from hospital_tui.text.visible import visible

_BATCH = 200
_SIDES = ("right", "left")
"""Orders of a concordance: by what stands beside the match."""
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
@click.option("--order", type=click.Choice(["library", "hospital", "relevance", *_SIDES]), default="library")
@click.option("--limit", type=click.IntRange(1, MOST), metavar="N")
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
        if way.form == "text":
            lines = _concordance(found) if order in _SIDES else _lines(found, full=full)
            _show(held, understood, lines)
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
    if name is not None:
        return _saved(library, name, new=new)
    understood = asked(library, words)
    if save is not None:
        library.save_filter(save, understood.text)
    return understood


def _saved(library: Library, name: str, *, new: bool) -> Query:
    filters = {one.name: one for one in library.saved()}
    if name not in filters:
        names = visible("、".join(filters)) or "–"
        raise CommandError("search.not-saved", name=visible(name), names=names)
    whole = asked(library, [filters[name].text])
    return library.news(filters[name]) if new else whole


def hits(library: Library, query: Query, order: str, limit: int | None) -> Iterator[Hit]:
    """Matching passages, fetched a batch at a time; in a concordance every match."""
    if order in _SIDES:
        return iter(library.concordance(query, side="right" if order == "right" else "left")[:limit])
    return islice(_batches(library, query, order, min(_BATCH, limit or _BATCH)), limit)


def _batches(library: Library, query: Query, order: str, size: int) -> Iterator[Hit]:
    offset = 0
    while batch := library.hits(query, order=order, limit=size, offset=offset):
        yield from batch
        if len(batch) < size:
            return
        offset += size


def _show(library: Library, query: Query, lines: Iterator[str]) -> None:
    """Lines that are visible already, then how many passages and articles the query finds."""
    for line in lines:
        result(line, ready=True)
    counted = library.tally(query, cap=None)
    tell("search.counted", passages=f"{counted.passages:,}", articles=f"{counted.articles:,}")


def _lines(found: Iterator[Hit], *, full: bool) -> Iterator[str]:
    """One line a passage: hospital, section, line, and the words around the first match."""
    for hit in found:
        yield f"{_place(hit)}:{hit.line}: {context(hit, full=full)}"


def _place(hit: Hit) -> str:
    return visible(" › ".join(filter(None, (hit.hospital, hit.section))))


def _concordance(found: Iterator[Hit]) -> Iterator[str]:
    """One line a match, the matches below one another; where each stands at the end."""
    for hit in found:
        start, end = hit.marked[hit.nth] if hit.marked else (0, 0)
        before = visible(hit.text[max(0, start - _CONTEXT // 2) : start])
        after = visible(hit.text[end : end + _CONTEXT // 2])
        gap = " " * (_CONTEXT - cell_len(before))
        match = _marked(hit.text[start:end])
        yield f"{gap}{before}{match}{fitted(after, _CONTEXT)}  {_place(hit)}:{hit.line}"


def context(hit: Hit, *, full: bool) -> str:
    """The passage's text on one line, cut around the first match, the matches bold on a terminal."""
    text = hit.text
    start, end = (0, len(text)) if full else _around_first(hit)
    pieces, at = ["…" if start else ""], start
    for left, right in hit.spans:
        left, right = max(left, start), min(right, end)
        if left < right:
            pieces += [visible(text[at:left]), _marked(text[left:right])]
            at = right
    pieces += [visible(text[at:end]), "…" if end < len(text) else ""]
    return "".join(pieces)


def _around_first(hit: Hit) -> tuple[int, int]:
    """[start, end) of the first match, or of the beginning, with what stands beside it."""
    left, right = hit.spans[0] if hit.spans else (0, 0)
    start = max(0, left - _CONTEXT)
    return start, min(len(hit.text), max(right, start + _CONTEXT) + _CONTEXT)


def _marked(text: str) -> str:
    return click.style(visible(text), bold=True, reverse=True) if on_terminal() else visible(text)


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
    results_json(as_json(head)[:-1] + ', "hits": [', found)


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
