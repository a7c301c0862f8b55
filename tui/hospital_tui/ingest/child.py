"""Articles being added while something else goes on: `hospital-tui add` as a child process, followed event by event.

The child parses on all cores and writes whole articles only; it is asked to stop as Ctrl+C asks it, and what it has
added by then stays.
"""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

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
    decoded,
)
from hospital_tui.speech import spoken, t, why

KEPT = 1_000
"""Troubles that are kept to be shown; all are counted."""

_LONGEST_LINE = 1 << 20
_PATIENCE = 10.0
"""Seconds that a child which was asked to stop may take before it is ended."""

State = Literal["running", "stopping", "finished", "stopped", "broken"]


@dataclass
class Adding:
    """One call of `add`, and how far it is."""

    paths: Sequence[str]
    home: Path
    program: Sequence[str]
    """What is run, before the words of the command."""
    same: str = "ask"
    """What is done with an article that is nearly the same as one at hand (`add --same`)."""
    total: int = 0
    done: int = 0
    rate: float = 0.0
    """Sources a second."""
    remaining: float = 0.0
    """Seconds."""
    looked: Looked | None = None
    """The source whose pages are recognised, and how far that is."""
    added: int = 0
    known: int = 0
    failed: int = 0
    troubles: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    """What went wrong, each in a sentence that names the file; the last ones where there are very many."""
    asked: list[Asked] = field(default_factory=list)
    """Sources that wait for the reader to say what is done."""
    error: str = ""
    """Why the whole came to nothing, in one line."""
    state: State = "running"
    _child: Process | None = None
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def under_way(self) -> bool:
        """Whether the child has not ended yet."""
        return self.state in ("running", "stopping")

    async def run(self) -> None:
        """Add, to the end; never raises for what the child does."""
        try:
            await self._run()
        except (OSError, ValueError) as error:
            self._end_as("broken", t("adding.cannot_start", program=self.program[0], reason=why(error)))
        finally:
            self._ended.set()

    async def _run(self) -> None:
        words = [
            "--lang",
            spoken(),
            "add",
            "--progress",
            "json",
            "--same",
            self.same,
            "--library",
            str(self.home),
            "--",
            *self.paths,
        ]
        child = await asyncio.create_subprocess_exec(
            *self.program, *words, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, limit=_LONGEST_LINE
        )
        self._child = child
        if self.state == "stopping":
            self._ask_to_stop()
        assert child.stdout is not None
        assert child.stderr is not None
        said, _ = await asyncio.gather(_last_line(child.stderr), self._follow(child.stdout))
        code = await child.wait()
        if self.state == "stopping":
            self._end_as("stopped")
        elif self.state == "running":
            self._end_as("broken", said.removeprefix("hospital-tui: ") or t("adding.ended", code=code))

    def _end_as(self, state: State, error: str = "") -> None:
        self.state, self.error, self.rate, self.remaining = state, error, 0.0, 0.0

    async def _follow(self, stream: asyncio.StreamReader) -> None:
        """Take in the lines that the child writes; one that is no event says nothing of the progress."""
        while (line := await _line(stream)) is not None:
            if (event := decoded(line)) is not None:
                self.take(event)

    def take(self, event: Event) -> None:
        """Take in one event."""
        match event:
            case Started(total):
                self.total = total
            case Looked():
                self.looked = event
            case Progressed(done, total, rate, remaining):
                self.looked = None
                self.done, self.total, self.rate, self.remaining = done, total, rate, remaining
            case Added():
                self.added += 1
            case Known():
                self.known += 1
            case Asked():
                self.asked.append(event)
            case Warned(words):
                self.troubles.append(words)
            case Failed(_, words):
                self.failed += 1
                self.troubles.append(words)
            case Finished(added, known, failed, stopped):
                self.added, self.known, self.failed = added, known, failed
                if not stopped:
                    self._end_as("finished")

    def stop(self) -> None:
        """Ask the child to stop; it finishes writing what it holds."""
        if self.state == "running":
            self.state = "stopping"
            self._ask_to_stop()

    def _ask_to_stop(self) -> None:
        if self._child is not None and self._child.returncode is None:
            self._child.terminate()  # a Ctrl+C is ignored by whatever was started in the background

    async def stopped(self) -> None:
        """Stop, and wait until the child has ended; one that does not end in time is ended."""
        self.stop()
        try:
            await asyncio.wait_for(self._ended.wait(), _PATIENCE)
        except TimeoutError:
            if self._child is not None and self._child.returncode is None:
                self._child.kill()

    def part(self) -> float:
        """How much is done, 0 to 1."""
        return self.done / self.total if self.total else 0.0

    def progress_words(self) -> str:
        """Count, rate and remaining time, on one line."""
        if not self.total:
            return t("adding.looking")
        words = [f"{self.done:,}/{self.total:,}"]
        if (one := self.looked) is not None:
            words.append(t("adding.page", page=one.page, pages=one.pages))
        if self.rate:
            words.append(
                t("adding.rate", rate=f"{self.rate:,.0f}" if self.rate >= 10 else f"{self.rate:.1f}")
            )
            words.append(t("adding.remaining", time=clock(self.remaining)))
        return " · ".join(words)

    def outcome_words(self) -> str:
        """What has become of the sources so far, or why nothing did."""
        if self.state == "broken":
            return self.error
        counts = {"added": self.added, "known": self.known, "failed": self.failed}
        return t("adding.counts", **{name: f"{count:,}" for name, count in counts.items()})


def clock(seconds: float) -> str:
    """Seconds as 0:05, 12:30 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


async def _line(stream: asyncio.StreamReader) -> bytes | None:
    """The next line; an overlong one is passed over; none at the end."""
    while True:
        try:
            line = await stream.readline()
        except ValueError:
            continue
        return line or None


async def _last_line(stream: asyncio.StreamReader) -> str:
    """The last line with something in it: there the child says why it ended."""
    last = ""
    while (line := await _line(stream)) is not None:
        last = line.decode("utf-8", "replace").strip() or last
    return last
