"""`hospital-tui add` and `remove`: the reader's own articles."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from hospital_tui.commands.facts import fact_options
from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import MOST, library_option
from hospital_tui.commands.output import complain, exit_code_of, message, result
from hospital_tui.commands.progress import Human, Json
from hospital_tui.commands.shards import shards_in_words
from hospital_tui.commands.spoken import command
from hospital_tui.ingest.events import Warned
from hospital_tui.ingest.job import Job, Options, Wanted, passed_over, wanted
from hospital_tui.ingest.links import Terms
from hospital_tui.ingest.pool import cores
from hospital_tui.ingest.watching import Watch
from hospital_tui.library import Library, Same
from hospital_tui.library.reader import FactName, FactSaid
from hospital_tui.speech import listed, t, why
from hospital_tui.text.visible import visible


@command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True))
@click.option("--jobs", type=click.IntRange(1, MOST), metavar="N")
@click.option("--progress", type=click.Choice(["auto", "json"]), default="auto")
@click.option("--no-vocabulary", is_flag=True)
@click.option("--again", is_flag=True)
@click.option("--same", type=click.Choice(["auto", "replace", "both", "skip", "ask"]), default="auto")
@click.option("--quiet", is_flag=True)
@click.option("--encoding", metavar="NAME")
@click.option("--issue", is_flag=True)
@click.option("--private", is_flag=True)
@click.option("--watch", is_flag=True)
@fact_options
@library_option
def add_command(
    paths: tuple[str, ...],
    said: dict[FactName, FactSaid],
    jobs: int | None,
    progress: str,
    no_vocabulary: bool,
    again: bool,
    same: Same,
    quiet: bool,
    encoding: str | None,
    issue: bool,
    private: bool,
    watch: bool,
    library: Path | None,
) -> int:
    """Add sources to the library."""
    tell = Json() if progress == "json" else Human(quiet=quiet)
    options = Options(
        jobs or cores(), encoding, again, same, not no_vocabulary, said, terms=Terms(private, issue)
    )
    failures, total = 0, 0
    if left := passed_over(paths):
        named = listed(f"{ending} {count}" for ending, count in left.most_common())
        tell(Warned(t("add.passed-over", count=left.total(), named=named)))
    for sources, total in _watched(paths) if watch else [_counted(paths)]:
        with opened(library) as held:
            _own(held)
            failures += _add(Job(held, tell, options), sources, total)
    return exit_code_of(failures, 0 if watch else total)


def _counted(paths: Sequence[str]) -> tuple[Iterable[Wanted], int]:
    """The sources of paths, and how many they are. Raises CommandError."""
    with shards_in_words():
        total = sum(1 for _ in wanted(paths))
    if not total:
        raise CommandError("add.nothing", paths=" ".join(map(visible, paths)))
    return wanted(paths), total


def _watched(folders: Sequence[str]) -> Iterator[tuple[Iterable[Wanted], int]]:
    """What folders hold and what comes into them, a round at a time. Raises CommandError."""
    for stray in folders:
        if not Path(stray).is_dir():
            raise CommandError("watch.no-folder", path=visible(stray))
    message(t("watch.begun", paths=" ".join(map(visible, folders))))
    for files in Watch(folders).rounds():
        yield files, len(files)


def _add(job: Job, sources: Iterable[Wanted], total: int) -> int:
    """Carry a job out, and tell how it ended; how many sources failed. Raises CommandError, KeyboardInterrupt."""
    state = {"stopped": True, "refused": True}
    try:
        with _in_words(job):
            job.run(sources, total)
        state = {"stopped": False, "refused": False}
    except KeyboardInterrupt:
        state["refused"] = False
        raise
    finally:
        with suppress(OSError):
            job.tell(job.finished(**state))
    return job.failures


@contextmanager
def _in_words(job: Job) -> Iterator[None]:
    """What keeps a library from taking articles, as the command says it. Raises CommandError."""
    with refused("add.cannot-compile", sqlite3.Error, file=job.library.where):
        try:
            yield
        except OSError as error:
            key = "add.cannot-write" if job.additions else "cannot-write"
            raise CommandError(key, file=job.library.home, reason=why(error)) from error


@command("remove")
@click.argument("articles", nargs=-1, required=True, metavar="ID|NAME...")
@library_option
def remove_command(articles: tuple[str, ...], library: Path | None) -> int:
    """Take own articles out of the library."""
    with opened(library) as held:
        _own(held)
        removed = [_removed(held, name) for name in articles]
    return exit_code_of(removed.count(False), len(articles))


def _removed(library: Library, name: str) -> bool:
    """Remove the own article of an id, or all of a hospital, and say so; whether there was one."""
    cards = [card for card in library.shelf() if name in (card.id, card.hospital)]
    own = [card for card in cards if card.origin == "own"]
    for card in own:
        library.remove(card.id)
        result(t("removing.done", id=card.id, name=visible(card.hospital), title=visible(card.title)))
    if not own:
        complain(t("removing.bundled" if cards else "removing.none", name=visible(name)))
    return bool(own)


def _own(library: Library) -> None:
    """Nobody adds to, or takes from, what another published. Raises CommandError."""
    if not library.takes_articles:
        raise CommandError("published.read-only", file=library.published)
