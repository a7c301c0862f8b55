"""How an `add` goes on: a bar for people, lines of JSON for a program that follows it."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from hospital_tui.commands.output import message, result, visible
from hospital_tui.model import Article
from hospital_tui.speech import t

_FEW = 20
"""Sources up to which every article is named."""
_EVERY = 0.2
"""Seconds between two lines of progress."""


class Human:
    """Lines for people, and a bar on standard error where that is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._named = not quiet
        self._bar: Any = None
        self._advance: Callable[[], None] = lambda: None

    def start(self, total: int) -> None:
        """Show the bar, where there is more than one source and somebody to see it."""
        self._named = self._named and total <= _FEW
        if total <= 1 or not (sys.stderr and sys.stderr.isatty()):
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        rate = TextColumn("{task.fields[rate]}")
        columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        task = self._bar.add_task("", total=total, rate="")
        self._bar.start()

        def advance() -> None:
            speed = self._bar.tasks[0].speed
            self._bar.update(task, advance=1, rate=t("add.rate", rate=f"{speed:,.0f}") if speed else "")

        self._advance = advance

    def step(self) -> None:
        """Move the bar."""
        self._advance()

    def added(self, shown: str, article: Article) -> None:
        """Name the article, where there are few."""
        if self._named:
            result(
                t(
                    "add.added",
                    id=article.id,
                    name=visible(article.hospital.name),
                    title=visible(article.title),
                )
            )

    def known(self, shown: str, article_id: str, same_as: str) -> None:
        """Say where the article was before, where there are few."""
        if self._named:
            result(t("add.known", file=visible(shown), id=same_as))

    def warning(self, words: str) -> None:
        """Say it."""
        self._say(words)

    def failed(self, shown: str, words: str) -> None:
        """Say it."""
        self._say(f"hospital-tui: {words}")

    def _say(self, words: str) -> None:
        if self._bar is not None:
            self._bar.console.print(words, markup=False, highlight=False, soft_wrap=True)
        else:
            message(words)

    def finish(self, added: int, known: int, failed: int, *, stopped: bool, refused: bool = False) -> None:
        """Take the bar away and sum up; where the disk refused to go on and nothing came of it, that alone is said."""
        if self._bar is not None:
            self._bar.stop()
        if refused and not (added or known or failed):
            return
        message(t("add.finished", added=f"{added:,}", known=f"{known:,}", failed=f"{failed:,}"))
        if stopped and not refused:
            message(t("add.again"))


class Json:
    """One JSON object a line on standard output, written at once: what a program reads that follows this one.

    `event` is start, progress, added, known, warning, failed or finished; rate is in sources a second, remaining in
    seconds.
    """

    def __init__(self) -> None:
        self._total = self._done = 0
        self._began = self._said = time.monotonic()

    def start(self, total: int) -> None:
        """Say how many there are."""
        self._total = total
        self._say("start", total=total)

    def step(self) -> None:
        """Say how far it is, a few times a second."""
        self._done += 1
        now = time.monotonic()
        if now - self._said >= _EVERY or self._done == self._total:
            self._said = now
            rate = self._done / max(now - self._began, 1e-6)
            remaining = (self._total - self._done) / rate
            self._say(
                "progress",
                done=self._done,
                total=self._total,
                rate=round(rate, 1),
                remaining=round(remaining, 1),
            )

    def added(self, shown: str, article: Article) -> None:
        """Name the article."""
        self._say("added", file=shown, id=article.id, hospital=article.hospital.name, title=article.title)

    def known(self, shown: str, article_id: str, same_as: str) -> None:
        """Name the article and the one at hand."""
        self._say("known", file=shown, id=article_id, same_as=same_as)

    def warning(self, words: str) -> None:
        """Say it."""
        self._say("warning", message=words)

    def failed(self, shown: str, words: str) -> None:
        """Say it."""
        self._say("failed", file=shown, message=words)

    def finish(self, added: int, known: int, failed: int, *, stopped: bool, refused: bool = False) -> None:
        """Sum up; why the disk refused is said on standard error."""
        self._say("finished", added=added, known=known, failed=failed, stopped=stopped)

    def _say(self, event: str, **params: object) -> None:
        result(json.dumps({"event": event, **params}, ensure_ascii=False))
        sys.stdout.flush()
