"""What the reader made: bookmarks, notes, corrections, facts, places, settings; written down as acts, and undone."""

from hospital_tui.library.reader.acts import Act, What
from hospital_tui.library.reader.aside import put_aside, set_aside
from hospital_tui.library.reader.confirmations import Confirmation
from hospital_tui.library.reader.corrections import FIELDS, Correction, Field, Said, differing, laid_over
from hospital_tui.library.reader.facts import FACTS, Fact, FactName, FactSaid, checked_fact
from hospital_tui.library.reader.keeping import ReaderError, Undone
from hospital_tui.library.reader.merging import merge
from hospital_tui.library.reader.reader import Bookmark, Reader, ReadingPlace, Tag
from hospital_tui.library.reader.saved import Saved

__all__ = [
    "FACTS",
    "FIELDS",
    "Act",
    "Bookmark",
    "Confirmation",
    "Correction",
    "Fact",
    "FactName",
    "FactSaid",
    "Field",
    "Reader",
    "ReaderError",
    "ReadingPlace",
    "Said",
    "Saved",
    "Tag",
    "Undone",
    "What",
    "checked_fact",
    "differing",
    "laid_over",
    "merge",
    "put_aside",
    "set_aside",
]
