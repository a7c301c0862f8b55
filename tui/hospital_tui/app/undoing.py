"""Taking back what the reader did last, and saying in a line what it was."""

from rich.cells import set_cell_size

from hospital_tui.library import Library
from hospital_tui.library.reader import Reader, Undone
from hospital_tui.speech import t

_QUOTED = 24
"""Cells of a passage's words that are named."""


def undo(library: Library, reader: Reader) -> Undone | None:
    """Take the last act back; none where nothing is left. Raises ReaderError, OSError.

    Where nothing can be written the acts are those of this program alone, which its own reader knows.
    """
    return library.undo() if reader.path is not None else reader.undo()


def undone_words(undone: Undone | None) -> str:
    """What was taken back, and how much more can be."""
    if undone is None:
        return t("undo.nothing")
    said = undone.act.said
    words = {name: str(said.get(name) or "") for name in ("hospital", "quote", "words", "title")}
    words["quote"] = set_cell_size(words["quote"], _QUOTED).rstrip() + "…"
    what = t(f"setting.{said['key']}") if undone.what == "setting" else ""
    return t(f"undo.{undone.what}", setting=what, **words) + t("undo.left", n=undone.left)
