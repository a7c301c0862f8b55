"""Taking back what the reader did last, and saying in a line what it was."""

from hospital_tui import speech
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader, Undone
from hospital_tui.speech import t


def undo(library: Library, reader: Reader) -> Undone | None:
    """Take the last act back; none where nothing is left. Raises ReaderError, OSError, sqlite3.Error.

    Where nothing can be written the acts are those of this program alone, which its own reader knows.
    """
    return (library if reader.path is not None else reader).undo()


def undone_words(undone: Undone | None) -> str:
    """What was taken back, and how much more can be."""
    if undone is None:
        return t("undo.nothing")
    return speech.undone_words(undone.what, undone.act.said, undone.left, undone.aside)
