"""Sources into the reader's own library: found, skipped when at hand, parsed by workers, written a batch at a time.

A job that ends early, by Ctrl+C or by a kill, has left whole articles only; the same call again passes over the sources
that are at hand and goes on with the rest. Memory holds one batch and the sources under way, whatever the number.
"""

import hashlib
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple, Protocol

from hospital_tui.commands.frames import Fault, Outcome, Task
from hospital_tui.commands.pool import Pool
from hospital_tui.commands.sources import STANDARD_INPUT, input_words, standard_input
from hospital_tui.formats import READ
from hospital_tui.library import Addition, Library
from hospital_tui.model import Article
from hospital_tui.parsing.inputs import InputError, file_name, read_bytes
from hospital_tui.speech import spoken, t

_BATCH_SECONDS = 1.0
_BATCH_SOURCES = 200


class Reporter(Protocol):
    """Who hears how an `add` goes on."""

    def start(self, total: int) -> None:
        """So many sources are to be read."""

    def step(self) -> None:
        """One more source is done with."""

    def added(self, shown: str, article: Article) -> None:
        """An article is in the library now."""

    def known(self, shown: str, article_id: str, same_as: str) -> None:
        """An article was in the library before, under this id or another."""

    def warning(self, words: str) -> None:
        """Something the reader should know of a source that was read."""

    def failed(self, shown: str, words: str) -> None:
        """A source gave no article; the words name it."""


class Options(NamedTuple):
    """What the command line asks for."""

    jobs: int
    encoding: str | None = None
    again: bool = False
    vocabulary: bool = True


def found(paths: Iterable[str]) -> Iterator[str]:
    """The sources that paths name: files as they are, folders with all they hold that can be a source, in order."""
    for path in paths:
        if path == STANDARD_INPUT or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.lower().endswith(READ) and not name.startswith((".", "~$")):
                    yield os.path.join(folder, name)  # noqa: PTH118 (a hundred thousand Path objects take a second)


class Job:
    """One call of `add`."""

    def __init__(self, library: Library, reporter: Reporter, options: Options) -> None:
        self.library, self.reporter, self.options = library, reporter, options
        self.failures = 0
        self.additions = 0
        self.known = 0
        self._batch: list[tuple[Outcome, Addition]] = []
        self._words: Counter[str] = Counter()
        self._since = time.monotonic()
        self._kept: dict[str, tuple[bytes, str]] = {}
        self._patience = _Patience()

    def run(self, paths: Iterable[str], total: int) -> None:
        """Add all sources.

        Raises:
            KeyboardInterrupt: with all that was parsed written.
            OSError: files cannot be written; what was written before stays.
            sqlite3.Error: the cache cannot be written; the articles are compiled at the next opening.

        """
        self.reporter.start(total)
        flags = [f"--lang={spoken()}"] + ([] if self.options.vocabulary else ["--no-vocabulary"])
        with self._patience.listening():
            try:
                with Pool(max(1, min(self.options.jobs, total)), flags) as pool:
                    for outcome in pool.outcomes(self._tasks(paths)):
                        self._take(outcome)
            finally:
                self._write()

    def _tasks(self, paths: Iterable[str]) -> Iterator[Task | Outcome]:
        """Sources to be parsed; outcomes stand for those that are at hand or cannot be read."""
        for path in paths:
            shown = t("stdin") if path == STANDARD_INPUT else path
            try:
                data = standard_input() if path == STANDARD_INPUT else read_bytes(Path(path))
            except InputError as error:
                yield Outcome(shown, fault=Fault(error.file, error.reason, error.detail))
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            suffix = Path(path).suffix.lower() or ".txt"
            if not self.options.again and self.library.knows(sha256):
                yield Outcome(shown, sha256)
                continue
            self._kept[shown] = (data, suffix)
            name = "stdin" if path == STANDARD_INPUT else file_name(Path(path))
            yield Task(name, shown, data, self.options.encoding)

    def _take(self, outcome: Outcome) -> None:
        data, suffix = self._kept.pop(outcome.shown, (b"", ""))
        for words in outcome.warnings:
            self.reporter.warning(words)
        fault = outcome.fault
        if fault is not None:
            self.failures += 1
            self.reporter.failed(
                outcome.shown, input_words(InputError(fault.file, fault.reason, fault.detail))
            )
        elif not outcome.articles:
            for article_id in self.library.knows(outcome.sha256):
                self.known += 1
                self.reporter.known(outcome.shown, article_id, article_id)
        else:
            addition = Addition(articles=outcome.articles, data=data, suffix=suffix, text=outcome.extracted)
            self._batch.append((outcome, addition))
            self._words.update(outcome.words)
        self.reporter.step()
        if len(self._batch) >= _BATCH_SOURCES or time.monotonic() - self._since > _BATCH_SECONDS:
            self._write()

    def _write(self) -> None:
        """Put the batch into the library, uninterrupted. Raises OSError."""
        batch, words = self._batch, self._words
        self._batch, self._words = [], Counter()
        if batch:
            with self._patience.busy():
                self._put(batch, words)
        self._since = time.monotonic()

    def _put(self, batch: list[tuple[Outcome, Addition]], words: Counter[str]) -> None:
        """Add a batch and tell what became of it, also where the disk was full half way. Raises OSError, sqlite3.Error."""
        additions = [addition for _, addition in batch]
        try:
            made = self.library.add_articles(additions, words, again=self.options.again)
        except OSError:
            ids = (article.id for addition in additions for article in addition.articles)
            self._report(batch, Counter(filter(self._holds, ids)), {})
            raise
        self._report(batch, Counter(made.added), dict(made.known))

    def _holds(self, article_id: str) -> bool:
        try:
            self.library.article(article_id)
        except KeyError:
            return False
        return True

    def _report(
        self, batch: list[tuple[Outcome, Addition]], added: Counter[str], known: dict[str, str]
    ) -> None:
        """Tell what became of each article; one that a batch holds twice was added once and known then."""
        for outcome, _ in batch:
            for article in outcome.articles:
                if added[article.id]:
                    added[article.id] -= 1
                    self.additions += 1
                    self.reporter.added(outcome.shown, article)
                elif article.id in known:
                    self.known += 1
                    self.reporter.known(outcome.shown, article.id, known[article.id])


class _Patience:
    """Ctrl+C at once while waiting, and after the batch while it is being written."""

    def __init__(self) -> None:
        self._busy = False
        self._asked = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Handle Ctrl+C in this way."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._interrupted)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Not to be interrupted."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._asked:
            self._asked = False
            raise KeyboardInterrupt

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if not self._busy:
            raise KeyboardInterrupt
        self._asked = True
