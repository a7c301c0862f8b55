"""Tables on their way out: to standard output, or to a file that is never overwritten unasked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import click

from hospital_tui.commands.failure import CommandError, refused
from hospital_tui.commands.output import on_terminal, result, result_bytes, tell
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
from hospital_tui.speech import cells, columns, t

FORMS: tuple[str, ...] = get_args(Form)


class Way(NamedTuple):
    """How the rows of a command go out."""

    form: str
    """A form to take along, or the command's own."""
    output: Path | None
    force: bool

    def export(self, table: Table) -> None:
        """Write a table to the file, or to standard output. Raises CommandError."""
        form = cast(Form, self.form)
        with _writing(self.output), refused("export.too-many", TooManyRowsError), _needing(form):
            if self.output is not None:
                save(table, self.output, form, columns(), cells(), overwrite=self.force)
                tell("export.written", path=self.output)
                return
            if form in BINARY and on_terminal():
                raise CommandError("export.terminal")
            for piece in pieces(table, form, columns(), cells()):
                result_bytes(piece)


@contextmanager
def _writing(output: Path | None) -> Iterator[None]:
    """What keeps a file, or standard output, from being written, as a command says it. Raises CommandError."""
    unwritten = refused("cannot-write", OSError, file=output or t("stdout"))
    with unwritten, refused("export.there", FileExistsError, file=output):
        yield


@contextmanager
def _needing(form: Form) -> Iterator[None]:
    """What has to be installed for a form. Raises CommandError."""
    try:
        yield
    except MissingLibraryError as error:
        raise CommandError(
            "export.no-library", form=form, library=error.library, extra=error.extra
        ) from error


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
    if form:
        return form
    if output is None:
        return default
    found = form_of(output)
    if found is None:
        raise CommandError("export.no-form", file=output, forms=" ".join(f".{name}" for name in FORMS))
    return found


def put_text(text: str, output: Path | None, *, force: bool) -> None:
    """Write a text to standard output, or to a file, whole or not at all, and say so; not over another unless forced.

    Raises CommandError.
    """
    if output is None:
        result(text, end="" if text.endswith("\n") else "\n")
        return
    with _writing(output):
        write_named(output, text.encode(), overwrite=force)
    tell("export.written", path=output)
