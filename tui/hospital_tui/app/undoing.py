"""Taking back what the reader did last, and saying in a line what it was."""

import asyncio
import sqlite3

from hospital_tui import speech
from hospital_tui.library import Library
from hospital_tui.library.reader import Reader, ReaderError, Undone
from hospital_tui.speech import t, why


class NotUndoneError(Exception):
    """Nothing could be taken back; the message says why, in the language in use."""


async def undo(library: Library, reader: Reader) -> Undone | None:
    """Take the last act back, beside the screen; none where nothing is left. Raises NotUndoneError.

    Where nothing can be written the acts are those of this program alone, which its own reader knows.
    """
    try:
        return await asyncio.to_thread(library.undo if reader.path is not None else reader.undo)
    except (ReaderError, OSError, sqlite3.Error) as error:
        raise NotUndoneError(t("keep.failed", reason=why(error))) from error


def undone_words(undone: Undone | None) -> str:
    """What was taken back, and how much more can be."""
    if undone is None:
        return t("undo.nothing")
    return speech.undone_words(undone.what, undone.act.said, undone.left)
