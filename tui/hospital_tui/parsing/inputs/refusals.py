"""Why a file gives no article."""


class InputError(Exception):
    """A file that cannot be read as an article.

    `reason` is missing, directory, unreadable, special, silent, too-large, too-deep, unfolds, repeats, empty, blank, scripted, data, unsure, needs-html,
    damaged, codec, or the name of a form that is not read (`formats`); `detail` is the name of a fault
    (`faults`) where the system refused, or what else there is to say.
    """

    def __init__(self, file: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{file}: {reason}{': ' + detail if detail else ''}")
        self.file, self.reason, self.detail = file, reason, detail


class RefusedError(Exception):
    """What a reader of one form finds wrong with the bytes: reason and detail of an `InputError`, the file not named."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail
