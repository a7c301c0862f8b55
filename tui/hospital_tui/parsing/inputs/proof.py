"""The proof against the file itself: what it shows, counted by another way than it was read."""

from collections.abc import Mapping
from typing import NamedTuple

from hospital_tui.parsing.inputs.assembling import counted
from hospital_tui.parsing.inputs.source import Input


class Proof(NamedTuple):
    """Han characters and digits of a file, and what became of them."""

    shown: int
    """In the file, by a count of its own."""
    read: int
    """In the text that is parsed, those that the reader made itself (a counted number) not among them."""
    left_out: Mapping[str, int]
    """By reason, those that were left out on purpose."""

    @property
    def missing(self) -> int:
        """Those of which nobody knows where they are; below 0 when more was read than is there."""
        return self.shown - self.read - sum(self.left_out.values())


def prove(source: Input) -> Proof | None:
    """What became of the characters of a document or page; None for text, whose own characters are parsed."""
    if source.form == "word":
        from hospital_tui.parsing.inputs import word

        shown = word.visible_count(source.data, _shown)
    elif source.form in ("page", "web-archive"):
        from hospital_tui.parsing.inputs import page, web_archive

        archived = source.form == "web-archive"
        data, _, form = web_archive.part_of(source.data) if archived else (source.data, None, "page")
        if form == "text":
            return None
        shown = page.visible_count(data, source.encoding)
    else:
        return None
    reading = source.reading
    return Proof(shown, counted(reading.text) - reading.made, reading.left_out)


def _shown(source: Input) -> int:
    """How many a page or text shows."""
    proof = prove(source)
    return proof.shown if proof is not None else counted(source.text)
