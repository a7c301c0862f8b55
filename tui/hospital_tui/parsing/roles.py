"""What each piece of an article is."""

from itertools import pairwise

from hospital_tui.parsing.head import is_subtitle, label_head
from hospital_tui.parsing.headings import (
    HEADING,
    heading_score,
    is_numbered,
    is_section_cue,
    label_headings,
    style,
)
from hospital_tui.parsing.joins import JOIN, joint_score
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import count_any, names, word_list

CAPTION_SENTENCE = 80
"""Characters up to which a sentence set apart by empty lines is read as a caption."""
LIST_SENTENCE = 120
"""Characters up to which a line with a printed bullet is an item of a list and no paragraph."""
RUN = 3
"""Short lines in a row from which they are a list."""


def label(page: Page, pieces: list[Piece]) -> None:
    """Give each piece of one article its role."""
    _furniture(pieces)
    _lists(page, pieces)
    _continuations(page, pieces)
    _set_apart(page, pieces)
    _picture_sentences(pieces)
    first, last = _body(page, pieces)
    _edges(pieces, first, last)
    habits = _habits(page, pieces[first:last])
    label_head(page, pieces[:first], habits)
    _advertisement(pieces[last:])
    _tail(page, pieces[last:])
    _runs(page, pieces[first:last])
    label_headings(page, pieces[first:last])
    _summaries(page, pieces)
    for piece in pieces:
        if piece.role is None:
            piece.role = "body" if piece.prose else "caption"


def _furniture(pieces: list[Piece]) -> None:
    """Roles that the words of a line alone decide."""
    for piece in pieces:
        if piece.role is None and piece.cue is not None and piece.cue.where == "any":
            piece.role = piece.cue.role


def _lists(page: Page, pieces: list[Piece]) -> None:
    """Items of lists: lines with a hyphen or dot as bullet, and rows of lines with a printed bullet or a number."""
    for i, piece in enumerate(pieces):
        if piece.role is not None:
            continue
        if piece.bullet and piece.text[0] in "-*+•·":
            piece.role = "list_item"
        elif "\t" in piece.text and not piece.prose and _beside(pieces, i, lambda p: "\t" in p.text):
            piece.role = "list_item"
        elif piece.bullet and len(piece.text) <= LIST_SENTENCE and _beside(pieces, i, lambda p: p.bullet > 0):
            piece.role = "list_item"
        elif (
            is_numbered(piece)
            and len(piece.text) <= LIST_SENTENCE
            and _beside(pieces, i, _same_number(piece))
        ):
            piece.role = "list_item"


def _same_number(piece: Piece):  # type: ignore[no-untyped-def]
    assert piece.number
    wanted = piece.number.style
    return lambda other: other.number is not None and other.number.style == wanted and wanted != "markdown"


def _beside(pieces: list[Piece], index: int, test) -> bool:  # type: ignore[no-untyped-def]
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    return any(p is not None and len(p.text) <= LIST_SENTENCE and test(p) for p in (before, after))


def _set_apart(page: Page, pieces: list[Piece]) -> None:
    """Sentences that empty lines set apart from the paragraphs are captions."""
    for i, piece in enumerate(pieces):
        if piece.role is None and piece.prose and piece.gap > page.usual_gap and i:
            after = pieces[i + 1] if i + 1 < len(pieces) else None
            alone = piece.after > page.usual_gap or after is None or not after.prose
            inner = piece.text[:-1].count("。") + piece.text[:-1].count("！")
            if alone and not inner and len(piece.text) <= CAPTION_SENTENCE and piece.sentence:
                piece.role = "caption"


def _continuations(page: Page, pieces: list[Piece]) -> None:
    """A short line that ends a sentence which the line above it left open is running text."""
    for before, piece in pairwise(pieces):
        if before.prose and piece.role is None and not piece.prose and piece.sentence and not before.closed:
            piece.prose = joint_score(page, before, piece) >= 3.0


def _picture_sentences(pieces: list[Piece]) -> None:
    """Single sentences that say what people are seen doing, where no text goes on below them, are captions."""
    after: Piece | None = None
    for i in range(len(pieces) - 1, 0, -1):
        piece, before = pieces[i], pieces[i - 1]
        if piece.role is None and piece.prose and _shows_picture(piece, before, after):
            piece.role = "caption"
        after = piece


def _shows_picture(piece: Piece, before: Piece, after: Piece | None) -> bool:
    text = piece.text
    if (
        len(text) > 45
        or not text.endswith(("。", "."))
        or "。" in text[:-1]
        or any(c in text for c in "“”？！；：")
    ):
        return False
    score = 1.5 if count_any(text[:16], word_list("people")) else 0.0
    score += 1.0 if count_any(text, word_list("doing")) else 0.0
    score += 1.0 if after is None or after.role is not None or not after.prose else 0.0
    score -= 2.0 if before.role is None and not before.prose else 0.0
    score -= 1.0 if text.count("，") + text.count(",") > 1 else 0.0
    score -= 1.0 if any(word in text for word in ("是", "了", "最", "必须", "首先", "将", "要")) else 0.0
    return score >= 3.0


def _body(page: Page, pieces: list[Piece]) -> tuple[int, int]:
    """Index of the first piece of the text itself, and of the first piece after its last paragraph."""
    prose = [i for i, piece in enumerate(pieces) if piece.prose and piece.role is None]
    lists = [i for i, piece in enumerate(pieces) if piece.role == "list_item"]
    marked = [
        i
        for i, piece in enumerate(pieces)
        if i and piece.role is None and not piece.prose and is_numbered(piece)
    ]
    first = min([*prose[:1], *lists[:1], *marked[:1]], default=len(pieces))
    if first == 0 or all(pieces[i].role is not None or pieces[i].prose for i in range(first)):
        first = _late_title(page, pieces, first)
    last = max([*prose[-1:], *marked[-1:]], default=first - 1) + 1
    return first, max(first, last)


def _late_title(page: Page, pieces: list[Piece], first: int) -> int:
    """Where a title with its subtitle or byline stands below the first paragraphs, the text begins below it."""
    for i in range(first, min(first + 5, len(pieces) - 1)):
        piece, after = pieces[i], pieces[i + 1]
        if piece.role is None and not piece.prose and not is_numbered(piece):
            if is_subtitle(after) or after.role == "byline":
                return i + 2
            return first
    return first


def _edges(pieces: list[Piece], first: int, last: int) -> None:
    """Dates and the like are page furniture above the text, and elsewhere beside other furniture."""
    for i, piece in enumerate(pieces):
        if piece.role is None and piece.cue is not None:
            near = any(p.role == "masthead" for p in pieces[max(0, i - 2) : i + 3])
            if piece.cue.where == "edge" and (i < first or near):
                piece.role = piece.cue.role
            elif piece.cue.where == "picture" and (
                len(piece.text) > 18 or has_comma(piece.text) or i >= last
            ):
                piece.role = piece.cue.role


def _habits(page: Page, pieces: list[Piece]) -> set[str]:
    """How the headings among the paragraphs are set."""
    found: set[str] = set()
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if (
            piece.role is None
            and not piece.prose
            and heading_score(page, piece, before, after) >= HEADING + 0.5
        ):
            found.add(style(piece))
    return found


def _advertisement(pieces: list[Piece]) -> None:
    """An advertisement runs from its first line to the end of the page."""
    start = next((i for i, p in enumerate(pieces) if p.role == "ad" and len(p.text) <= 8), None)
    if start is not None:
        for piece in pieces[start:]:
            if piece.role in (None, "masthead", "credit") or is_subtitle(piece):
                piece.role = "ad"


def _tail(page: Page, pieces: list[Piece]) -> None:
    """What stands below the last paragraph: bylines, captions; a list under its own heading."""
    listed = False
    for i, piece in enumerate(pieces):
        if piece.role is not None:
            continue
        text = piece.text
        if is_section_cue(text) and i + 1 < len(pieces):
            piece.role = "heading"
            listed = True
        elif (text[:1] in "（(" and names(text)) or len(names(text)) >= 2:
            piece.role = "byline"
        else:
            piece.role = "list_item" if listed else "caption"


def _runs(page: Page, pieces: list[Piece]) -> None:
    """Rows of short lines that no paragraph interrupts are lists, the line directly above a paragraph not counted."""
    start = 0
    while start < len(pieces):
        end = start
        while (
            end < len(pieces)
            and pieces[end].role is None
            and pieces[end].short
            and not is_numbered(pieces[end])
        ):
            end += 1
        if end - start > RUN or (end - start == RUN and end == len(pieces)):
            row = pieces[start:end]
            keep = 1 if end < len(pieces) else 0
            head = 1 if is_section_cue(row[0].text) or row[0].couplet else 0
            for piece in row[head : len(row) - keep]:
                if not piece.couplet:
                    piece.role = "caption" if piece.gap > page.usual_gap else "list_item"
        start = max(end, start + 1)


def _summaries(page: Page, pieces: list[Piece]) -> None:
    """A line directly below a heading that has no full stop and sums its section up in a sentence or with figures."""
    for heading, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if heading.role != "heading" or not after.prose or piece.gap > page.usual_gap:
            continue
        if piece.role == "heading" and not is_numbered(piece) and _sums_up(heading, piece):
            piece.summary = True
        elif piece.role in (None, "caption") and piece.prose and not piece.closed and "。" not in piece.text:
            if len(piece.text) <= 90 and joint_score(page, piece, after, ask_dictionary=True) < JOIN:
                piece.role, piece.summary = "heading", True


def _sums_up(heading: Piece, piece: Piece) -> bool:
    if heading.summary or is_section_cue(heading.text):
        return False
    longer = len(piece.text) > len(heading.text) + 4
    return longer and (has_comma(piece.text) or any(c.isdigit() for c in piece.text) or len(piece.text) >= 22)
