"""`hospital-tui parse --format parquet`: many sources into shards, on this machine or on a cluster."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.output import complain, message, tell, watched
from hospital_tui.ingest.frames import Fault, Outcome
from hospital_tui.ingest.job import found
from hospital_tui.ingest.pool import cores
from hospital_tui.ingest.shards import (
    Block,
    ClusterError,
    ShardError,
    ShardFolder,
    blocks_of,
    engine_named,
)
from hospital_tui.ingest.sources import input_words
from hospital_tui.library.export import MissingLibraryError
from hospital_tui.speech import spoken


class Plan(NamedTuple):
    """How sources are parsed into shards."""

    engine: str
    """`processes`, or `dask://HOST:PORT`."""
    jobs: int | None
    """Processes on this machine; None for one a core."""
    block: int
    """Sources in a shard."""
    encoding: str | None = None


@contextmanager
def shards_in_words() -> Iterator[None]:
    """What is wrong with a folder of shards or a cluster, as the command says it. Raises CommandError."""
    try:
        yield
    except (ShardError, ClusterError) as error:
        raise CommandError(error.key, **error.params) from error
    except MissingLibraryError as error:
        raise CommandError("shards.no-library", library=error.library, extra=error.extra) from error


def parse_shards(paths: Sequence[str], output: Path, plan: Plan) -> int:
    """Parse what `output` does not hold yet, and say what became of it; the exit code.

    Raises CommandError, ShardError, ClusterError, MissingLibraryError.
    """
    engine = engine_named(plan.engine, plan.jobs or cores(), [f"--lang={spoken()}"])
    run = _Run()
    with refused("cannot-write", OSError, file=output):
        folder = ShardFolder(output)
        blocks = blocks_of(
            found(paths), folder.done, plan.block, encoding=plan.encoding, failed=run.fail, known=run.know
        )
        try:
            for block, outcomes in engine(blocks):
                folder.write(block, outcomes)
                run.take(block, outcomes)
        finally:
            run.say()
    return 1 if run.failed else 0


class _Run:
    """What has become of the sources so far."""

    def __init__(self) -> None:
        self.parsed = self.known = self.failed = self.articles = self.shards = 0

    def know(self, _: str) -> None:
        """A source that a shard holds, or that was named before."""
        self.known += 1

    def fail(self, _: str, wrong: Fault) -> None:
        """A source that gave no article."""
        self.failed += 1
        complain(input_words(wrong))

    def take(self, block: Block, outcomes: list[Outcome]) -> None:
        """A block whose shard is written."""
        self.shards += 1
        for item, outcome in zip(block.items, outcomes, strict=True):
            for words in outcome.warnings:
                message(words)
            if outcome.fault is not None:
                self.fail(item.task.shown, outcome.fault)
            else:
                self.parsed += 1
                self.articles += len(outcome.articles)
        if watched():
            self.say()

    def say(self) -> None:
        """The counts, in a line."""
        tell(
            "shards.counts",
            parsed=f"{self.parsed:,}",
            articles=f"{self.articles:,}",
            shards=f"{self.shards:,}",
            known=f"{self.known:,}",
            failed=f"{self.failed:,}",
        )
