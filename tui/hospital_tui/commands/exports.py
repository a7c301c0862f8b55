"""Tables on their way out: to standard output, or to a file that is never overwritten unasked."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

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


class Way(NamedTuple):
    """How the rows of a command go out."""

    form: str
    """A form to take along, or the command's own."""
    output: Path | None
    force: bool

    def export(self, table: Table) -> None:
        """Write a table to the file, or to standard output. Raises CommandError."""
        output, form = self.output, cast(Form, self.form)
        try:
            if output is not None:
                save(table, output, form, columns(), cells(), overwrite=self.force)
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


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`-o FILE` and `--force`."""
    forced = click.option("--force", is_flag=True)(function)
    return click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))(forced)


def way_out(own: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--format`, `-o FILE` and `--force`; the command gets them as `way`. own: its form where none of them tells another."""

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*args: Any, form: str | None, output: Path | None, force: bool, **options: Any) -> Any:
            return function(*args, way=Way(chosen(form, output, own), output, force), **options)

        forms = FORMS if own in FORMS else (own, *FORMS)
        return click.option("--format", "form", type=click.Choice(forms))(output_options(run))

    return decorated


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
