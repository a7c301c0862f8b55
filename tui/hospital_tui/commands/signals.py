"""Ending when the system asks for it: as Ctrl+C ends a command, with the exit code that shells give a signal."""

import signal
from types import FrameType


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP came; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def listen() -> None:
    """Raise Terminated in the main thread where one of them comes; one that is ignored (nohup) stays so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _ended)


def exit_code(ended: BaseException) -> int:
    """130 for Ctrl+C, 143 for SIGTERM, 129 for SIGHUP."""
    return 128 + (ended.number if isinstance(ended, Terminated) else signal.SIGINT)


def _ended(number: int, _: FrameType | None) -> None:
    raise Terminated(number)
