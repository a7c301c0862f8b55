"""A terminal for benchmarks: runs a program in a pseudo-terminal and knows when the screen has settled.

The screen counts as settled when the program has sent nothing for a while; what is reported is the time of the last
byte, not of the waiting. A program that never stops sending (a blinking cursor) settles by the first quiet gap.
"""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;0$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}
"""Questions that a program puts to its terminal, and what a plain one answers."""


class Terminal:
    """A program on a screen of `columns` × `rows`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.sent = b""
        """Everything the program has sent."""
        self.started = time.perf_counter()
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(env or os.environ))
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, *, quiet: float = 0.25, most: float = 15.0, until: bytes = b"") -> float:
        """Seconds (perf_counter) of the last byte before the program fell silent, after `until` was seen."""
        last, give_up = time.perf_counter(), time.perf_counter() + most
        seen = not until
        while time.perf_counter() < give_up:
            wait = quiet if seen else 1.0
            ready, _, _ = select.select([self.screen], [], [], wait)
            if not ready:
                if seen:
                    break
                continue
            try:
                data = os.read(self.screen, 1 << 16)
            except OSError:
                break
            if not data:
                break
            last = time.perf_counter()
            self.sent += data
            for question, answer in _ANSWERS.items():
                if question in data:
                    os.write(self.screen, answer)
            seen = seen or until in self.sent
        return last

    def key(self, data: bytes, *, quiet: float = 0.12) -> tuple[float, int]:
        """Send a key; seconds until the screen has settled, and bytes that came."""
        before, begun = len(self.sent), time.perf_counter()
        os.write(self.screen, data)
        ended = self.settle(quiet=quiet, most=3.0)
        return max(0.0, ended - begun) if len(self.sent) > before else 0.0, len(self.sent) - before

    def memory(self) -> float:
        """Resident memory of the program in MB (Linux)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        """End the program that was started here."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.screen)
