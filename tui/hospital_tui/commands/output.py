"""Writing: results to standard output, messages to standard error, files whole or not at all.

Standard output carries UTF-8 whatever the locale says when it is a pipe or a file, because its reader is a program; a
terminal whose encoding holds Chinese keeps it, and what that lacks is written as an escape. Source text is shown, never sent as
control characters.
"""

import io
import re
import sys
from pathlib import Path

import click

from hospital_tui.speech import t

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def prepare_streams() -> None:
    """Make standard output and error able to carry any text."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # closed, or taken over by a caller
        if stream.isatty() and "医".encode(stream.encoding, "ignore"):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def result(text: str = "", *, end: str = "\n") -> None:
    """Write a piece of the result to standard output."""
    click.echo(text + end, nl=False)


def result_bytes(data: bytes) -> None:
    """Write bytes of the result, UTF-8 text or a file's content, to standard output."""
    if sys.stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def message(text: str) -> None:
    """Write a line to standard error."""
    click.echo(text, err=True)


def tell(key: str, **params: object) -> None:
    """Say something on standard error."""
    message(t(key, **params))


def visible(text: str) -> str:
    """The text on one line with its control characters as pictures (Unicode, Control Pictures): nothing is sent."""
    return _CONTROLS.sub(_picture, readable(text).replace("\r\n", "\n").replace("\n", "⏎").replace("\t", " "))


def readable(text: str) -> str:
    """A word of the command line or a file's name as UTF-8, which Python under a poor locale hands on as bytes (PEP 383)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write a file whole unless it already holds this; whether it was written. Raises OSError."""
    from hospital_tui.library.files import write_bytes

    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    write_bytes(path, data)
    return True
