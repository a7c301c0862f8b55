"""How an `add` goes on: a bar for people, lines of JSON for a program that follows it."""

import sys
import time
from typing import Any

import msgspec

from hospital_tui.commands.output import message, result, say, watched
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
    encoded,
)
from hospital_tui.text.visible import escaped, visible

_FEW = 20
"""Sources up to which every article is named."""
_EVERY = 0.2
"""Seconds between two lines of progress."""


_WORDS: dict[type[Event], str] = {
    Looked: "add.page",
    Added: "add.added",
    Known: "add.known",
    Asked: "add.asked",
}
"""The words for what happened; they name its fields."""


def _words(event: Event) -> str:
    match event:
        case Warned(words):
            return words
        case Failed(_, words):
            return f"hospital-tui: {words}"
    return say(_WORDS[type(event)], **msgspec.structs.asdict(event))


class Human:
    """Lines for people, and a bar on standard error where that is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._named = not quiet
        self._bar: Any = None

    def __call__(self, event: Event) -> None:
        """Say what happened."""
        match event:
            case Started(total):
                self._begin(total)
            case Progressed():
                self._move(event)
            case Looked() if not watched():
                return
            case Added() | Known():
                if self._named:
                    result(_words(event))
            case Finished():
                self._finish(event)
            case _:
                self._say(_words(event))

    def _begin(self, total: int) -> None:
        self._named = self._named and total <= _FEW
        if total > 1 and watched():
            self._draw(total)

    def _move(self, event: Progressed) -> None:
        if self._bar is not None:
            words = say("add.rate", rate=f"{event.rate:,.0f}")
            self._bar.update(self._bar.task_ids[0], completed=event.done, total=event.total, rate=words)

    def _draw(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        rate = TextColumn("{task.fields[rate]}")
        columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.add_task("", total=total, rate="")
        self._bar.start()

    def _say(self, words: str) -> None:
        if self._bar is not None:
            self._bar.console.print(visible(words), markup=False, highlight=False, soft_wrap=True)
        else:
            message(words)

    def _finish(self, event: Finished) -> None:
        """Take the bar away and sum up; where the disk refused to go on and nothing came of it, that alone is said."""
        if self._bar is not None:
            self._bar.stop()
        counts = {"added": event.added, "known": event.known, "failed": event.failed}
        if event.refused and not any(counts.values()):
            return
        message(say("add.finished", **{name: f"{count:,}" for name, count in counts.items()}))
        if event.stopped and not event.refused:
            message(say("add.again"))


class Json:
    """One JSON object a line on standard output (`ingest.events`), written at once: for a program that follows this one."""

    def __init__(self) -> None:
        self._said = 0.0

    def __call__(self, event: Event) -> None:
        """Say what happened; how far it is, a few times a second."""
        if isinstance(event, Progressed) and event.done < event.total:
            now = time.monotonic()
            if now - self._said < _EVERY:
                return
            self._said = now
        result(escaped(encoded(event)))
        sys.stdout.flush()
