"""What is written to: able to carry any text, whatever the environment says of it."""

import io
from typing import Any


def prepare(stream: Any) -> None:
    """Let a stream carry any text: a terminal whose encoding holds Chinese keeps it, everything else takes UTF-8.

    What the terminal's encoding lacks is written as an escape. A stream that is closed or taken over is let alone.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    keeps = stream.isatty() and _is_of_terminals(stream.encoding)
    stream.reconfigure(encoding=None if keeps else "utf-8", errors="backslashreplace")


def _is_of_terminals(encoding: str) -> bool:
    """Whether it holds Chinese, and what moves the cursor as every terminal knows it."""
    return bool("医".encode(encoding, "ignore")) and "A".encode(encoding, "ignore") == b"A"
