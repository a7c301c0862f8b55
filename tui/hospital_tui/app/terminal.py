"""The terminal as it can fail: bytes that are no text, a terminal that goes away, signals that end the program.

A byte that is no UTF-8 (pasted from a terminal with another encoding, or half of a character) ends Textual's keyboard
thread; a terminal that is gone leaves it reading nothing for ever, and the program waiting for words that nobody writes.
"""

import asyncio
import codecs
import signal
import sys
from collections.abc import Callable
from typing import Any, TextIO

from textual.driver import Driver

from hospital_tui import streams

ENDING = tuple(name for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name))
"""Signals that end the program as the key for it does."""
HANGUP = 129
"""Exit code of a program whose terminal went away."""


class Keyboard:
    """A decoder of what the keyboard sends: U+FFFD in the place of what cannot be read; no bytes at all are its end."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """The characters. Raises EOFError when the terminal is gone."""
        if not data and not final:
            raise EOFError
        return self._decoder.decode(data, final)


class Lasting:
    """A file to write to that may go away: then it says so once, and swallows the rest."""

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        self._file = file
        self._gone: Callable[[], object] | None = gone

    def __getattr__(self, name: str) -> Any:
        """Everything else is the file's own."""
        return getattr(self._file, name)

    def _try(self, job: Callable[[], object]) -> None:
        try:
            job()
        except (OSError, ValueError):
            gone, self._gone = self._gone, None
            if gone is not None:
                gone()

    def write(self, text: str) -> None:
        """Write, if there is anything to write to."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._try(self._file.flush)


def lasting(driver: type[Driver], gone: Callable[[], object]) -> type[Driver]:
    """A driver that no byte from the keyboard ends, and that calls `gone`, from its thread, when its terminal is."""
    module = sys.modules[driver.__module__]
    if not hasattr(module, "getincrementaldecoder"):
        return driver
    module.getincrementaldecoder = lambda _: Keyboard  # type: ignore[attr-defined]

    class LastingDriver(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **params: Any) -> None:
            super().__init__(*args, **params)
            file: Any = self._file
            if file is None or not file.isatty():  # standard error is led elsewhere
                file = sys.__stdout__
            streams.prepare(file)
            self._file: Any = Lasting(file, gone)

        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except (OSError, EOFError):
                gone()

    return LastingDriver


def end_on_signals(end: Callable[[int], object]) -> None:
    """Call `end` with the exit code when a signal asks the program to end; a signal that is ignored stays so."""
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for name in ENDING:
        number = getattr(signal, name)
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, end, 128 + number)
