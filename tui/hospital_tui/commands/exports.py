"""Tables on their way out: to standard output, or to a file that is never overwritten unasked."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from hospital_tui.commands.failure import CommandError
from hospital_tui.commands.output import result_bytes, tell
from hospital_tui.library.export import (
    BINARY,
    Form,
    MissingLibraryError,
    Table,
    TooManyRowsError,
    form_of,
    pieces,
    save,
)
from hospital_tui.library.files import write_named
from hospital_tui.speech import cells, columns, t, why

FORMS: tuple[str, ...] = get_args(Form)


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`-o FILE` and `--force`."""
    forced = click.option("--force", is_flag=True)(function)
    return click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))(forced)


def chosen(form: str | None, output: Path | None, default: str) -> str:
    """The form that was named, else the one of the file's ending, else `default`. Raises CommandError."""
    if form or output is None:
        return form or default
    found = form_of(output)
    if found is None:
        raise CommandError("export.no-form", file=output, forms=" ".join(f".{name}" for name in FORMS))
    return found


def write_new(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file, whole or not at all, and say so; not over another unless forced. Raises CommandError."""
    try:
        write_named(path, data, overwrite=force)
    except FileExistsError as error:
        raise CommandError("export.there", file=path) from error
    except OSError as error:
        raise CommandError("cannot-write", file=path, reason=why(error)) from error
    tell("export.written", path=path)


def export(table: Table, form: Form, output: Path | None, *, force: bool) -> None:
    """Write a table to a file, or to standard output. Raises CommandError."""
    try:
        if output is not None:
            save(table, output, form, columns(), cells(), overwrite=force)
            tell("export.written", path=output)
            return
        if form in BINARY and sys.stdout and sys.stdout.isatty():
            raise CommandError("export.terminal")
        for piece in pieces(table, form, columns(), cells()):
            result_bytes(piece)
    except MissingLibraryError as error:
        raise CommandError(
            "export.no-library", form=form, library=error.library, extra=error.extra
        ) from error
    except TooManyRowsError as error:
        raise CommandError("export.too-many") from error
    except FileExistsError as error:
        raise CommandError("export.there", file=output) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError("cannot-write", file=output or t("stdout"), reason=why(error)) from error
