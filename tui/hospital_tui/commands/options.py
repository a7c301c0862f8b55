"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hospital_tui.homes import expanded

MOST = 2**31 - 1
"""The greatest number that an option takes."""
Decorated = Callable[..., Any]


def library_option(function: Decorated) -> Decorated:
    """`--library DIR`: after the command's name or before it; the command gets a `Path` or None."""
    return click.option("--library", metavar="DIR", callback=_home)(function)


def _home(ctx: click.Context, _: click.Parameter, value: str | None) -> Path | None:
    """The library's folder of this command, else that of its group or of the program."""
    outer = ctx.parent.params if ctx.parent is not None else {}
    told = value or outer.get("library")
    return expanded(told) if told else None
