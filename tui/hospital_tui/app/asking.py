"""Asking the library beside the screen, one question at a time: a later one calls the earlier one off."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from hospital_tui.library import Library
from hospital_tui.speech import t, why

Answer = TypeVar("Answer")


UNANSWERED = (KeyError, sqlite3.Error, OSError)
"""What ends a question beside `Cancelled`."""


def failed_words(library: Library, error: Exception) -> str:
    """Why there is no answer: what was asked about is gone, or the library cannot be read."""
    if isinstance(error, KeyError):
        return t("article.gone")
    return t("live.failed", place=library.where or library.home, reason=why(error))


class Asking:
    """A thread of its own for questions of one kind. Always the same one, so that its connection has at hand what it read."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._thread: int | None = None

    async def ask(self, question: Callable[[], Answer]) -> Answer:
        """The answer. Raises `Cancelled` where the question was called off while the library was at it."""

        def put() -> Answer:
            self._thread = threading.get_ident()
            try:
                return question()
            finally:
                self._thread = None

        return await asyncio.get_running_loop().run_in_executor(self._executor, put)

    def call_off(self, library: Library) -> None:
        """Nobody waits for the answer any more: the library need not go on looking for it."""
        if (thread := self._thread) is not None:
            library.cancel(thread)

    def close(self) -> None:
        """Take no more questions."""
        self._executor.shutdown(wait=False, cancel_futures=True)
