"""How a command says that it cannot go on."""

from hospital_tui.commands.output import say


class CommandError(Exception):
    """The one thing that was asked for cannot be done; the message says what and why in one line.

    `code`: the exit code (see `commands.main`).
    """

    def __init__(self, key: str, *, code: int = 2, **params: object) -> None:
        super().__init__(say(key, **params))
        self.code = code
