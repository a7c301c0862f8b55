"""Captions that are whole sentences: set apart by empty lines, or saying what people are seen doing."""

from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.words import count_any, word_list

LONGEST_SET_APART = 80
"""Characters up to which a sentence that empty lines set apart is a caption."""
LONGEST = 45
"""Characters up to which a sentence among the paragraphs may be one."""
SUBJECT = 16
"""Characters at the beginning in which a caption names the people it shows."""
CAPTION = 3.0
"""Score from which a sentence is a caption."""
_ARGUES = ("是", "了", "最", "去年", "人次", "必须", "首先", "将", "要", "据", "说", "介绍", "表示", "的有")
"""Words that captions do without: they state what is seen."""


def label_set_apart(page: Page, pieces: list[Piece]) -> None:
    """Single sentences with more empty lines around them than paragraphs have are captions."""
    for piece, after in zip(pieces[1:], [*pieces[2:], None], strict=False):
        if piece.role is not None or not piece.prose or piece.gap <= page.usual_gap:
            continue
        alone = after is None or piece.after > page.usual_gap or not after.prose
        single = piece.sentence and not any(mark in piece.text[:-1] for mark in "。！")
        if alone and single and len(piece.text) <= LONGEST_SET_APART:
            piece.role = "caption"


def label_picture_sentences(pieces: list[Piece]) -> None:
    """Single sentences that say what people are seen doing, where no text goes on below them, are captions."""
    after: Piece | None = None
    for i in range(len(pieces) - 1, 0, -1):
        piece, before = pieces[i], pieces[i - 1]
        if piece.role is None and piece.prose and _shows_picture(piece, before, after):
            piece.role = "caption"
        after = piece


def _shows_picture(piece: Piece, before: Piece, after: Piece | None) -> bool:
    text = piece.text
    plain = not any(mark in text for mark in "“”？！；：") and "。" not in text[:-1]
    if len(text) > LONGEST or not text.endswith(("。", ".")) or not plain:
        return False
    score = 1.5 if count_any(text[:SUBJECT], word_list("people")) else 0.0
    score += 1.0 if count_any(text, word_list("doing")) else 0.0
    score += 1.0 if after is None or after.role is not None or not after.prose else 0.0
    score -= 2.0 if before.role is None and not before.prose else 0.0
    score -= 1.0 if text.count("，") + text.count(",") > 1 else 0.0
    score -= 1.0 if any(word in text for word in _ARGUES) else 0.0
    return score >= CAPTION
