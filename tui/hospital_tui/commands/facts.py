"""`hospital-tui facts`: what articles say of themselves, listed with the evidence, and corrected for one or for many."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from hospital_tui.commands.columns import show
from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.opened import asked, opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import as_json, result, tell
from hospital_tui.commands.spoken import command
from hospital_tui.library import Library
from hospital_tui.library.reader import FACTS, Fact, FactName, FactSaid, ReaderError, checked_fact
from hospital_tui.speech import t
from hospital_tui.speech.facts import evidence_words, fact_text
from hospital_tui.text.visible import readable, visible

_WIDEST = (14, 60, 60)


def fact_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each fact; the command gets those that were given, checked, as `said`."""
    for name in reversed(FACTS):
        several = name == "aliases"
        option = click.option(
            "--alias" if several else f"--{name}",
            f"fact_{name}",
            metavar="TEXT",
            multiple=several,
            expose_value=False,
            callback=partial(_take, name),
        )
        function = option(function)
    return function


def _take(
    name: FactName, ctx: click.Context, _: click.Parameter, value: str | tuple[str, ...] | None
) -> None:
    """Lay a fact that was given aside for the command; empty: the article does not tell."""
    said: dict[FactName, FactSaid] = ctx.params.setdefault("said", {})
    if value is None or value == ():
        return
    words = tuple(map(readable, value)) if isinstance(value, tuple) else readable(value)
    with refused("facts.wrong", ReaderError, fact=f"--{name}"):
        said[name] = checked_fact(name, words)


@command("facts")
@click.argument("places", nargs=-1, metavar="[PATH|ID|QUERY...]")
@fact_options
@click.option("--as-read", multiple=True, type=click.Choice(FACTS))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@library_option
def facts_command(
    places: tuple[str, ...],
    said: dict[FactName, FactSaid],
    as_read: tuple[FactName, ...],
    form: str,
    library: Path | None,
) -> None:
    """List or correct the facts of articles."""
    changes = bool(said or as_read)
    if changes and not places:
        raise CommandError("facts.no-place")
    with opened(library) as held:
        articles = list(dict.fromkeys(_named(held, places)))
        if not articles:
            raise CommandError("facts.nothing", place=visible(" ".join(places)))
        if changes:
            held.set_facts_of(articles, said, as_read)
        (_show_json if form == "json" else _show)(held, articles)
        if changes:
            tell("facts.changed", count=len(articles))


def _named(library: Library, places: tuple[str, ...]) -> Iterator[str]:
    """Ids of the articles that paths and addresses name; of those that the rest finds as a filter; of all for none."""
    words = []
    for place in places:
        if (where := library.located(place)) is not None:
            yield where[0].id
        elif Path(place).is_file():
            yield from _of_file(library, Path(place))
        else:
            words.append(place)
    if words or not places:
        yield from (card.id for card in library.shelf(asked(library, words)))


def _of_file(library: Library, path: Path) -> tuple[str, ...]:
    """The articles of a source that is in the library. Raises CommandError."""
    with refused("facts.unreadable", OSError, file=path):
        found = library.knows(hashlib.sha256(path.read_bytes()).hexdigest())
    if not found:
        raise CommandError("facts.not-added", file=path)
    return found


def _show(library: Library, articles: list[str]) -> None:
    """An article's id, then a line a fact: name, value, evidence."""
    for place, article_id in enumerate(articles):
        result(("\n" if place else "") + article_id)
        show(map(_cells, library.facts(article_id)), _WIDEST, indent="  ")


def _cells(fact: Fact) -> tuple[str, str, str]:
    return t(f"fact.{fact.name}"), fact_text(fact) or t("fact.open"), evidence_words(fact)


def _show_json(library: Library, articles: list[str]) -> None:
    """One object an article and line: its id and its facts as the library gives them."""
    for article_id in articles:
        result(as_json({"id": article_id, "facts": library.facts(article_id)}), ready=True)
