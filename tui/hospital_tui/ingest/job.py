"""Sources into the reader's own library: found, skipped when at hand, parsed by workers, written a batch at a time.

A job that ends early, by Ctrl+C or by a kill, has left whole articles only; the same call again passes over the sources
that are at hand and goes on with the rest. Memory holds one batch and the sources under way, whatever the number.
"""

import hashlib
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import NamedTuple

from hospital_tui.faults import fault
from hospital_tui.formats import READ, UNREAD, is_link
from hospital_tui.ingest.events import (
    Added,
    Asked,
    Event,
    Failed,
    Finished,
    Known,
    Looked,
    Progressed,
    Started,
    Warned,
)
from hospital_tui.ingest.frames import Fault, Outcome, Task
from hospital_tui.ingest.links import Fetched, Fetcher, Terms, fetch, issue
from hospital_tui.ingest.names import suffix_of, told_apart
from hospital_tui.ingest.pool import Pool, patience
from hospital_tui.ingest.shards.folder import Stored, is_shards, stored
from hospital_tui.ingest.sources import STANDARD_INPUT, input_words, standard_input
from hospital_tui.library import Addition, Library, Same
from hospital_tui.library.reader import FactName, FactSaid
from hospital_tui.parsing.inputs import InputError, file_name, read_bytes
from hospital_tui.speech import spoken, t
from hospital_tui.text.visible import readable

_BATCH_SECONDS = 1.0
_BATCH_SOURCES = 200


class Options(NamedTuple):
    """What the command line asks for."""

    jobs: int
    encoding: str | None = None
    again: bool = False
    same: Same = "auto"
    """What is done with another state of an article at hand."""
    vocabulary: bool = True
    said: Mapping[FactName, FactSaid] = MappingProxyType({})
    """What the reader says that each article is."""
    allowed: Callable[[int], float] = patience
    """Bytes of a source to the seconds that it may take."""
    terms: Terms = Terms()
    """On what terms addresses are asked for what lies there."""


Wanted = str | Fault | Stored | Fetched
"""A source that is to be added: its path or address, what is wrong with it, where it lies parsed, or what was fetched."""


def wanted(paths: Iterable[str]) -> Iterator[Wanted]:
    """The sources that paths name; of a folder of shards those that were parsed into it.

    Raises ShardError, MissingLibraryError.
    """
    for path in paths:
        if is_link(path):
            yield path
        elif is_shards(Path(path)):
            yield from stored(Path(path))
        else:
            yield from found([path])


def found(paths: Iterable[str]) -> Iterator[str | Fault]:
    """The sources that paths name: files as they are, folders with all they hold that can be a source, in order.

    A fault stands for what a folder holds and nobody can wait for (a pipe) or look into.
    """
    for path in paths:
        if path == STANDARD_INPUT or not Path(path).is_dir():
            yield path
            continue
        closed: list[OSError] = []
        for folder, name in _within(path, closed):
            if name.lower().endswith(READ):
                file = os.path.join(folder, name)  # noqa: PTH118 (a hundred thousand Path objects take a second)
                gone = not os.path.exists(file)  # noqa: PTH110 (likewise); reading it says why
                yield file if gone or os.path.isfile(file) else Fault(file, "special", "")  # noqa: PTH113
        for error in closed:
            yield Fault(str(error.filename), "unreadable", fault(error))


def passed_over(paths: Iterable[str]) -> Counter[str]:
    """Endings of the documents in folders that no article is read from, and how many have each."""
    folders = [path for path in paths if path != STANDARD_INPUT and Path(path).is_dir()]
    names = (name for path in folders if not is_shards(Path(path)) for _, name in _within(path, []))
    return Counter(Path(name).suffix.lower() for name in names if name.lower().endswith(UNREAD))


def _within(path: str, closed: list[OSError]) -> Iterator[tuple[str, str]]:
    """Folder and name of all files in a folder, in order, but those that are hidden; `closed` gets what cannot be looked into."""
    for folder, folders, files in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from ((folder, name) for name in sorted(files) if not name.startswith((".", "~$")))


class Job:
    """One call of `add`."""

    def __init__(self, library: Library, tell: Callable[[Event], None], options: Options) -> None:
        self.library, self.options = library, options
        self._told, self._telling = tell, threading.Lock()
        self.failures = self.additions = self.known = self.asked = 0
        self._done = self._total = 0
        self._began = time.monotonic()
        self._batch: list[tuple[Outcome, Addition]] = []
        self._words: Counter[str] = Counter()
        self._since = time.monotonic()
        self._kept: deque[tuple[bytes, str]] = deque()
        """Bytes and suffix of the sources under way, in their order, which is that of the outcomes."""
        self._patience = _Patience()
        self._fetcher = Fetcher(options.terms)

    def tell(self, event: Event) -> None:
        """Tell an event, one at a time whatever thread it comes from."""
        with self._telling:
            self._told(event)

    def _tell_page(self, outcome: Outcome) -> None:
        if outcome.page is not None:
            self.tell(Looked(readable(outcome.shown), *outcome.page))

    def run(self, paths: Iterable[Wanted], total: int) -> None:
        """Add all sources.

        Raises:
            KeyboardInterrupt: with all that was parsed written.
            OSError: files cannot be written; what was written before stays.
            ReaderError: what the reader says of the articles cannot be kept; they are added.
            sqlite3.Error: the cache cannot be written; the articles are compiled at the next opening.

        """
        self._total = total
        self.tell(Started(total))
        flags = [f"--lang={spoken()}"] + ([] if self.options.vocabulary else ["--no-vocabulary"])
        with self._patience.listening():
            try:
                jobs = max(1, min(self.options.jobs, total))
                with Pool(jobs, flags, allowed=self.options.allowed, tell=self._tell_page) as pool:
                    for outcome in pool.outcomes(self._tasks(paths)):
                        self._take(outcome)
            finally:
                self._write()

    def _tasks(self, paths: Iterable[Wanted]) -> Iterator[Task | Outcome]:
        """Sources to be parsed; outcomes stand for those that are at hand or cannot be read."""
        for path in chain.from_iterable(map(self._fetched, paths)):
            task, data, suffix = self._task(path)
            self._kept.append((data, suffix))
            yield task

    def _fetched(self, path: Wanted) -> Iterator[Wanted]:
        """What stands for a source: itself, or what lies at the address; all of an issue where that is asked for."""
        if not isinstance(path, str) or not is_link(path):
            yield path
            return
        pages = issue if self.options.terms.issue else fetch
        others, found = self._total - 1, 0
        for found, page in enumerate(pages(self._fetcher, path.strip()), 1):
            if isinstance(page, Fetched):
                self._total = others + found + page.waiting
                yield page
            else:
                yield Fault(page.file, page.reason, page.detail)
        self._total = others + found

    def _task(self, path: Wanted) -> tuple[Task | Outcome, bytes, str]:
        """What is to be done with a source, its bytes and its suffix, where they will be wanted."""
        if isinstance(path, Fault):
            return Outcome(path.file, fault=path), b"", ""
        if isinstance(path, Stored):  # parsed before, lying in a shard
            if self._at_hand(path.sha256):
                return Outcome(path.shown, path.sha256), b"", ""
            return path.outcome()
        if isinstance(path, Fetched):
            return self._task_of(path.data, path.name, str(path.at), path)
        shown = t("stdin") if path == STANDARD_INPUT else told_apart(path)
        try:
            data = standard_input() if path == STANDARD_INPUT else read_bytes(Path(path))
        except InputError as error:
            return Outcome(shown, fault=Fault(error.file, error.reason, error.detail)), b"", ""
        return self._task_of(data, "stdin" if path == STANDARD_INPUT else file_name(Path(path)), shown)

    def _task_of(
        self, data: bytes, name: str, shown: str, page: Fetched | None = None
    ) -> tuple[Task | Outcome, bytes, str]:
        """The same of bytes that are there, and of the page that they are."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self._at_hand(sha256):
            return Outcome(shown, sha256), b"", ""
        link, day = (str(page.at), page.day) if page is not None else (None, None)
        return Task(name, shown, data, self.options.encoding, link, day), data, suffix_of(name)

    def _at_hand(self, sha256: str) -> bool:
        """Whether a source need not be parsed."""
        return not self.options.again and bool(self.library.knows(sha256))

    def _take(self, outcome: Outcome) -> None:
        data, suffix = self._kept.popleft()
        for words in outcome.warnings:
            self.tell(Warned(words))
        if (wrong := outcome.fault) is not None:
            self.failures += 1
            words = input_words(wrong)
            self.tell(Failed(readable(outcome.shown), words))
        elif not outcome.articles:
            at_hand = self.library.knows(outcome.sha256)
            self._say_facts(list(at_hand))
            for article_id in at_hand:
                self._tell_known(outcome.shown, article_id, article_id)
        else:
            addition = Addition(
                articles=outcome.articles,
                data=data,
                suffix=suffix,
                text=outcome.extracted,
                pictures=outcome.pictures,
            )
            self._batch.append((outcome, addition))
            self._words.update(outcome.words)
        self._step()
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
            made = self.library.add_articles(
                additions, words, again=self.options.again, same=self.options.same
            )
        except OSError:
            ids = (article.id for addition in additions for article in addition.articles)
            self._report(batch, Counter(filter(self._holds, ids)), {})
            raise
        known = dict(made.known)
        self._say_facts([*made.added, *known.values()])
        self._report(batch, Counter(made.added), known)
        asked = dict(made.asked)
        for outcome, _ in batch:
            for article in outcome.articles:
                if article.id in asked:
                    self.asked += 1
                    self.tell(Asked(outcome.shown, article.title, asked[article.id]))
        for key, pairs in (("add.replaced", made.replaced), ("add.near", made.near)):
            for article_id, other in pairs:
                self.tell(Warned(t(key, id=article_id, other=other)))

    def _say_facts(self, article_ids: list[str]) -> None:
        """Lay what the reader says over articles that came, or are there already. Raises ReaderError."""
        if self.options.said and article_ids:
            self.library.set_facts_of(list(dict.fromkeys(article_ids)), self.options.said)

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
                    name = article.hospital.name
                    self.tell(Added(readable(outcome.shown), article.id, name, article.title))
                elif article.id in known:
                    self._tell_known(outcome.shown, article.id, known[article.id])

    def _tell_known(self, shown: str, article_id: str, same_as: str) -> None:
        self.known += 1
        self.tell(Known(readable(shown), article_id, same_as))

    def _step(self) -> None:
        """One more source is done with."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._began, 1e-6)
        self.tell(
            Progressed(self._done, self._total, round(rate, 1), round((self._total - self._done) / rate, 1))
        )

    def finished(self, *, stopped: bool, refused: bool) -> Finished:
        """What has become of it all."""
        return Finished(self.additions, self.known, self.failures, stopped, refused)


class _Patience:
    """Signals that end the program (Ctrl+C, SIGTERM, SIGHUP) at once while waiting, after the batch while it is written.

    What they do is what they did before: here they are only kept waiting.
    """

    def __init__(self) -> None:
        self._busy = False
        self._asked: int | None = None
        self._before: dict[int, Callable[[int, FrameType | None], object]] = {}

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Handle the signals in this way."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        for number in filter(None, (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None))):
            if callable(before := signal.getsignal(number)):
                self._before[number] = before
                signal.signal(number, self._interrupted)
        try:
            yield
        finally:
            for number, before in self._before.items():
                signal.signal(number, before)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Not to be interrupted."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if (asked := self._asked) is not None:
            self._asked = None
            self._before[asked](asked, None)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self._busy:
            self._asked = number
        else:
            self._before[number](number, frame)
