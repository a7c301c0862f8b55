"""Asking the terminal itself what it does: widths of doubtful characters, keyboard protocol.

A question is an escape sequence, its answer comes as if typed (ECMA-48, CPR; the Kitty keyboard protocol). A terminal
that does not answer within the timeout is not asked again.
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

AMBIGUOUS = "“”…—·①℃"
"""Characters of East Asian width A (UAX #11) that Chinese text is full of."""

_TIMEOUT = 0.5
_CURSOR = re.compile(rb"\x1b\[(\d+);(\d+)R")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")
_KEYBOARD = re.compile(rb"\x1b\[\?(\d+)u")


class Terminal:
    """The terminal this process runs in; use `asked`."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._deaf = False

    def widths(self, characters: str = AMBIGUOUS) -> dict[str, int]:
        """Cells that each character takes; empty where the terminal does not say."""
        found = {}
        for character in characters:
            answer = self._ask(f"\r{character}\x1b[6n".encode(), _CURSOR)
            if answer is None:
                break
            found[character] = int(answer.group(2)) - 1
        self._write(b"\r\x1b[K")
        return found

    def kitty_keyboard(self) -> bool | None:
        """Whether it knows the Kitty keyboard protocol; none where it does not answer at all."""
        answer = self._ask(b"\x1b[?u\x1b[c", _ATTRIBUTES)
        return None if answer is None else bool(_KEYBOARD.search(answer.string))

    def _write(self, data: bytes) -> None:
        os.write(self._handle, data)

    def _ask(self, question: bytes, expected: re.Pattern[bytes]) -> re.Match[bytes] | None:
        if self._deaf:
            return None
        import select

        self._write(question)
        heard = b""
        end = time.monotonic() + _TIMEOUT
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._handle], [], [], left)[0]:
                break
            heard += os.read(self._handle, 1024)
            if answer := expected.search(heard):
                return answer
        self._deaf = True
        return None


@contextmanager
def asked() -> Iterator[Terminal | None]:
    """The terminal, its keys neither shown nor waiting for Enter meanwhile; None where there is none to ask."""
    if sys.platform == "win32" or not (sys.stdout and sys.stdout.isatty()):
        yield None
        return
    import termios
    import tty

    try:
        handle = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        yield None
        return
    try:
        before = termios.tcgetattr(handle)
        try:
            tty.setcbreak(handle)
            sys.stdout.flush()
            yield Terminal(handle)
        finally:
            termios.tcsetattr(handle, termios.TCSAFLUSH, before)
    finally:
        os.close(handle)
