"""Runs of characters of a Word document, and the elements that are characters or hold none."""

LEFT_OUT = {
    "del": "deleted",
    "moveFrom": "moved",
    "rt": "reading",
    "instrText": "field",
    "separator": "separator",
}
"""Elements that hold nothing of the text, and why."""
CHARACTERS = {"noBreakHyphen": "-", "cr": "\n", "tab": "\t", "ptab": "\t"}


class Run:
    """What is known of the run of characters under way."""

    __slots__ = ("hidden", "raised", "style", "text")

    def __init__(self) -> None:
        self.hidden: bool | None = None
        self.raised: bool | None = None
        self.style = ""
        self.text: list[str] = []
