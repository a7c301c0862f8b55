"""Writing: results to standard output, messages to standard error, files whole or not at all.

Standard output carries UTF-8 whatever the locale says when it is a pipe or a file, because its reader is a program; a
terminal whose encoding holds Chinese keeps it, and what that lacks is written as an escape. What goes to a terminal goes
through here: control characters of a source, a file's name or the command line are shown, never sent; files and pipes keep
the bytes.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click
import msgspec

from hospital_tui import streams
from hospital_tui.speech import t
from hospital_tui.text.visible import escaped, visible, visible_lines


def prepare_streams() -> None:
    """Make standard output and error able to carry any text."""
    for stream in (sys.stdout, sys.stderr):
        streams.prepare(stream)


def result(text: str = "", *, end: str = "\n", ready: bool = False) -> None:
    """Write a piece of the result to standard output; `ready`: what it quotes is visible already, its colours are ours."""
    click.echo((visible_lines(text) if on_terminal() and not ready else text) + end, nl=False)


def result_bytes(data: bytes) -> None:
    """Write bytes of the result, UTF-8 text or a file's content, to standard output."""
    if on_terminal():
        result(data.decode("utf-8", "replace"), end="")
    elif sys.stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def message(text: str) -> None:
    """Write a line to standard error, where a person reads it."""
    click.echo(visible_lines(text), err=True)


def complain(words: str) -> None:
    """Say on standard error what failed."""
    message(f"hospital-tui: {words}")


def tell(key: str, **params: object) -> None:
    """Say something on standard error."""
    message(say(key, **params))


def say(key: str, **params: object) -> str:
    """The words of a key, with what is filled in on one line and visible."""
    said = {name: visible(str(it)) if isinstance(it, (str, Path)) else it for name, it in params.items()}
    return t(key, **said)


def results_json(opening: str, values: Iterable[object]) -> None:
    """Write one object that ends in a list, a value a line as they come. opening: the object as far as `[`."""
    before = opening + "\n"
    for value in values:
        result(before + as_json(value), end="")
        before = ",\n"
    result(f"{opening}]}}" if before.startswith(opening) else "\n]}")


def as_json(value: object) -> str:
    """A value as JSON on one line, safe for a terminal."""
    return escaped(msgspec.json.encode(value).decode())


def on_terminal() -> bool:
    """Whether the result goes to a person's screen."""
    return _is_terminal(sys.stdout)


def watched() -> bool:
    """Whether a person sees what is said on standard error."""
    return _is_terminal(sys.stderr)


def exit_code_of(failed: int, total: int) -> int:
    """How a call ends in which so many of several things failed: 0, 1, or 2 where that was the one thing asked for."""
    return 0 if not failed else 2 if total == 1 else 1


def _is_terminal(stream: TextIO | None) -> bool:
    return bool(stream and stream.isatty())


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write a file whole unless it already holds this; whether it was written. Raises OSError."""
    from hospital_tui.library.files import write_bytes

    if path.exists() and path.read_bytes() == data:
        return False
    write_bytes(path, data)
    return True
