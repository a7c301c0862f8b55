"""`hospital-tui add` and `remove`: the reader's own articles."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from hospital_tui.commands.facts import fact_options
from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.opened import opened
from hospital_tui.commands.options import library_option
from hospital_tui.commands.output import message, result
from hospital_tui.commands.progress import Human, Json
from hospital_tui.commands.shards import shards_in_words
from hospital_tui.commands.spoken import command
from hospital_tui.ingest.job import Job, Options, Wanted, wanted
from hospital_tui.ingest.links import Terms
from hospital_tui.ingest.pool import cores
from hospital_tui.ingest.watching import Watch
from hospital_tui.library import ArticleCard, Library, Same
from hospital_tui.library.reader import FactName, FactSaid, ReaderError
from hospital_tui.speech import t, why
from hospital_tui.text.visible import visible


@command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True))
@click.option("--jobs", type=click.IntRange(min=1), metavar="N")
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
    if watch and (stray := next((path for path in paths if not Path(path).is_dir()), None)) is not None:
        raise CommandError("watch.no-folder", path=visible(stray))
    with shards_in_words():
        total = 0 if watch else sum(1 for _ in wanted(paths))
    if not total and not watch:
        raise CommandError("add.nothing", paths=" ".join(map(visible, paths)))
    tell = Json() if progress == "json" else Human(quiet=quiet)
    options = Options(
        jobs or cores(), encoding, again, same, not no_vocabulary, said, terms=Terms(private, issue)
    )
    if watch:
        message(t("watch.begun", paths=" ".join(map(visible, paths))))
    rounds = (
        ((files, len(files)) for files in Watch(paths).rounds()) if watch else iter([(wanted(paths), total)])
    )
    failures = 0
    for sources, count in rounds:
        with opened(library) as held:
            _own(held)
            failures += _add(Job(held, tell, options), sources, count)
    if not failures:
        return 0
    return 2 if total == 1 else 1


def _add(job: Job, sources: Iterable[Wanted], total: int) -> int:
    """Carry a job out, and tell how it ended; how many sources failed. Raises CommandError, KeyboardInterrupt."""
    stopped, refused = True, True
    try:
        job.run(sources, total)
        stopped = refused = False
    except KeyboardInterrupt:
        refused = False
        raise
    except OSError as error:
        key = "add.cannot-write" if job.additions else "cannot-write"
        raise CommandError(key, file=job.library.home, reason=why(error)) from error
    except ReaderError as error:
        raise CommandError("reader-error", reason=why(error)) from error
    except sqlite3.Error as error:
        raise CommandError("add.cannot-compile", file=job.library.where, reason=why(error)) from error
    finally:
        with contextlib.suppress(OSError):
            job.tell(job.finished(stopped=stopped, refused=refused))
    return job.failures


@command("remove")
@click.argument("articles", nargs=-1, required=True, metavar="ID|NAME...")
@library_option
def remove_command(articles: tuple[str, ...], library: Path | None) -> int:
    """Take own articles out of the library."""
    failed = 0
    with opened(library) as held:
        _own(held)
        for name in articles:
            cards = list(_named(held, name))
            own = [card for card in cards if card.origin == "own"]
            if not own:
                failed += 1
                message(
                    f"hospital-tui: {t('removing.bundled' if cards else 'removing.none', name=visible(name))}"
                )
            for card in own:
                held.remove(card.id)
                result(t("removing.done", id=card.id, name=visible(card.hospital), title=visible(card.title)))
    if not failed:
        return 0
    return 2 if len(articles) == 1 else 1


def _own(library: Library) -> None:
    """Nobody adds to, or takes from, what another published. Raises CommandError."""
    if not library.takes_articles:
        raise CommandError("published.read-only", file=library.published)


def _named(library: Library, name: str) -> Iterator[ArticleCard]:
    """The articles of this id, of this hospital, or from this source file."""
    for card in library.shelf():
        if name in (card.id, card.hospital):
            yield card
