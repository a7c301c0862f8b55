"""How a command says that it cannot go on."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from hospital_tui.commands.output import say
from hospital_tui.speech import why


class CommandError(click.ClickException):
    """The one thing that was asked for cannot be done; the message says what and why in one line."""

    exit_code = 2

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(say(key, **params))


@contextmanager
def refused(key: str, *errors: type[Exception], **params: object) -> Iterator[None]:
    """What is said when one of `errors` ends the block: the words of a key, which may name the `{reason}`.

    Raises CommandError. A closed pipe is no failure and goes through.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except errors as error:
        raise CommandError(key, reason=why(error), **params) from error
