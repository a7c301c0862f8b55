"""What the reader made: bookmarks, notes, corrections, places, settings."""

from hospital_tui.library.reader.corrections import FIELDS, Correction, Field, Said, differing, laid_over
from hospital_tui.library.reader.reader import Bookmark, Reader, ReaderError, ReadingPlace

__all__ = [
    "FIELDS",
    "Bookmark",
    "Correction",
    "Field",
    "Reader",
    "ReaderError",
    "ReadingPlace",
    "Said",
    "differing",
    "laid_over",
]
