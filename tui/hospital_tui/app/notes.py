"""What became of a note or a bookmark, in words: also that another program had written meanwhile."""

from hospital_tui.library.reader import Bookmark, Reader
from hospital_tui.speech import t


def noted_words(note: str, kept: Bookmark) -> str:
    """That a note was kept, or removed; beside another one, where there was one that the reader had not seen."""
    if kept.note != note:
        return t("note.both", note=kept.note)
    return t("note.saved" if note else "note.removed")


def unmarked_words(reader: Reader, mark: Bookmark) -> str:
    """That a bookmark was removed; that it stays, with a note that the reader had not seen."""
    there = reader.bookmark(mark.passage_id)
    return t("bookmark.removed") if there is None else t("bookmark.stays", note=there.note)
