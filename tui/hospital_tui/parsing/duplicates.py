"""Paragraphs that a source repeats word for word: the later ones are marked and kept apart."""

from itertools import pairwise

from hospital_tui.parsing.pieces import Piece
from hospital_tui.text.script import han_pattern

LEAST = 30
"""Characters from which a repeated paragraph is believed to be a repetition."""
LEAST_BELOW = 12
"""Characters from which one is, right below another repetition."""


def mark_duplicates(pieces: list[Piece]) -> None:
    """Mark paragraphs whose every sentence stood before in one paragraph, and the headings over nothing but such."""
    seen: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if not piece.prose or piece.role not in (None, "body") or len(piece.text) < LEAST_BELOW:
            continue
        below = index > 0 and pieces[index - 1].role == "duplicate"
        sentences = _sentences(piece.whole)
        places = {seen.get(sentence) for sentence in sentences}
        long_enough = len(piece.text) >= (LEAST_BELOW if below else LEAST)
        if None not in places and len(places) == 1 and long_enough:
            piece.role = "duplicate"
        else:
            for sentence in sentences:
                seen.setdefault(sentence, index)
    _mark_headings(pieces)


_SENTENCE_END = han_pattern(r"[。！？]|\.(?<=[\p{Han}”）]\.)")


def _sentences(text: str) -> list[str]:
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [sentence for start, end in pairwise(ends) if (sentence := text[start:end].strip())]


def _mark_headings(pieces: list[Piece]) -> None:
    """A short line that stood before is a repetition when a repeated paragraph follows it."""
    lines: set[str] = set()
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        if piece.prose or piece.role is not None:
            continue
        if piece.text in lines and len(piece.text) >= 4 and after is not None and after.role == "duplicate":
            piece.role = "duplicate"
        lines.add(piece.text)
