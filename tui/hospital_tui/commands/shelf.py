"""`hospital-tui list` and `path`: which articles the library holds, and where it lies."""

from pathlib import Path

import click

from hospital_tui.commands.columns import show
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import as_json, result, results_json, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import ArticleCard, bundled, default_home
from hospital_tui.library.files import cache_folder
from hospital_tui.speech import t

_WIDEST = (15, 8, 40, 60, 10, 6)


@command("list")
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def list_command(query: tuple[str, ...], form: str, library: Path | None) -> None:
    """List the articles."""
    with opened(library) as held:
        cards = held.shelf(asked(held, query))
        if form == "json":
            results_json('{"articles": [', cards)
            return
        show(map(_cells, cards), _WIDEST, right=[5])
        tell("list.counted", articles=f"{len(cards):,}")


def _cells(card: ArticleCard) -> tuple[str, ...]:
    when = card.date or card.year or ""
    return card.id, t(f"origin.{card.origin}"), card.hospital, card.title, when, f"{card.figures:,}"


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
