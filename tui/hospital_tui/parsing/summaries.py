"""Summary lines: a line right below a heading that sums its section up in a clause or with figures, or is a figure itself."""

import re

from hospital_tui.figures import extract
from hospital_tui.parsing.headings import is_numbered
from hospital_tui.parsing.joins import JOIN, joint_score
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.segmenting import segmenter, tag
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import is_section_cue

LONGEST = 90
"""Characters up to which a line without a full stop sums up and is no paragraph."""
CLAUSE = 22
"""Characters from which a line below a heading sums up whatever it holds."""
_NAMED = re.compile(r"(?:[：:·\s]|达|为|有|超|近|约|至|增至|升至|达到|突破|超过|逾)+$")
"""What may stand between a name and its number where a line is nothing but these."""
_AND = re.compile(r"[\s、，,；;|｜/+和及]*")
"""The same between two of them."""


def label_summaries(page: Page, pieces: list[Piece]) -> None:
    """Mark the summary lines; they keep the role heading."""
    for heading, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if heading.role != "heading" or not after.prose or piece.gap > page.usual_gap:
            continue
        if piece.role == "heading":
            piece.summary = not is_numbered(piece) and _sums_up(heading, piece)
        elif _open_line(piece) and joint_score(page, piece, after, ask_dictionary=True) < JOIN:
            piece.role, piece.summary = "heading", True
    for piece in pieces:
        told = is_numbered(piece) and piece.number is not None and piece.number.style != "markdown"
        if piece.role == "heading" and not told and is_tally(piece.text):
            piece.summary = True


def is_tally(text: str) -> bool:
    """Whether a line is nothing but figures and the names of what they count (床位820张; 门诊量：36万人次; 820张床位)."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return False
    at = counts = 0
    for figure in extract(text):
        start, end = figure.at
        written = text[at:start] if not at else _AND.sub("", text[at:start], count=1)
        name = _NAMED.sub("", written)
        at = end
        if figure.kind == "date" and not name:
            continue
        if not name and text[end:] == figure.label:
            name, at = figure.label, len(text)
        said = name != written or figure.metric is not None
        counts += 1
        stands = figure.kind not in ("date", "rank") and (figure.kind != "duration" or said)
        if not stands or not name or name != figure.label or not (said or _is_noun(name)):
            return False
    return counts > 0 and at == len(text)


def _is_noun(name: str) -> bool:
    """Whether no verb begins the name, as one does where a line tells what was done (救治患者1000人)."""
    return tag(next(iter(segmenter().cut(name, HMM=False)))) not in ("v", "d", "p")


def _open_line(piece: Piece) -> bool:
    """Whether a line as long as a paragraph has no full stop in it or at its end."""
    return (
        piece.role is None
        and piece.prose
        and not piece.closed
        and "。" not in piece.text
        and len(piece.text) <= LONGEST
    )


def _sums_up(heading: Piece, piece: Piece) -> bool:
    if heading.summary or is_section_cue(heading.text) or len(piece.text) <= len(heading.text) + 4:
        return False
    return has_comma(piece.text) or any(c.isdigit() for c in piece.text) or len(piece.text) >= CLAUSE
