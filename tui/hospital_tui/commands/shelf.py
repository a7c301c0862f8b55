"""`hospital-tui list` and `path`: which articles the library holds, and where it lies."""

from collections.abc import Iterator
from pathlib import Path

import click

from hospital_tui.commands.columns import aligned
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import as_json, result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import ArticleCard, bundled, default_home
from hospital_tui.library.files import cache_folder
from hospital_tui.speech import t
from hospital_tui.text.visible import visible

_WIDEST = (15, 8, 40, 60, 10, 6)


@command("list")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def list_command(query: tuple[str, ...], form: str, library: Path | None) -> None:
    """List the articles."""
    with opened(library) as held:
        understood = asked(held, " ".join(query))
        cards = held.shelf(None if understood.empty else understood)
        if form == "json":
            _json(iter(cards))
            return
        for line in aligned(map(_cells, cards), _WIDEST, frozenset({5})):
            result(line)
        tell("list.counted", articles=f"{len(cards):,}")


def _cells(card: ArticleCard) -> tuple[str, ...]:
    when = card.date or card.year or ""
    cells = (card.id, t(f"origin.{card.origin}"), card.hospital, card.title, when, f"{card.figures:,}")
    return tuple(visible(cell) for cell in cells)


def _json(cards: Iterator[ArticleCard]) -> None:
    before = '{"articles": [\n'
    for card in cards:
        result(before + as_json(card), end="")
        before = ",\n"
    result('{"articles": []}' if before.startswith("{") else "\n]}")


@command("path")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def path_command(form: str, library: Path | None) -> None:
    """Say where the library lies."""
    home = library or default_home()
    places = {
        "library": home,
        "cache": cache_folder(home),
        "data": bundled().data,
        "seeds": bundled().seeds,
    }
    if form == "json":
        result(as_json({name: str(place) for name, place in places.items()}))
        return
    result(str(home))
    for name in ("cache", "data", "seeds"):
        tell(f"path.{name}", path=places[name])
