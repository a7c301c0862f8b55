"""Pieces: what stands between two paragraph breaks of a source, with what its shape says."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hospital_tui.model import Role, Span
from hospital_tui.parsing.columns import mark_rows
from hospital_tui.parsing.cues import Cue, find_cue
from hospital_tui.parsing.layout import Part
from hospital_tui.parsing.lines import Line, flatten_gaps, line_numbers, read_lines
from hospital_tui.parsing.numbering import RUN_IN_STYLES, Numbering, bullet, numbering
from hospital_tui.parsing.shape import (
    SENTENCE_ENDS,
    ends_paragraph,
    ends_sentence,
    has_comma,
    holds_sentence_end,
    is_couplet,
    opened_and_not_closed,
)
from hospital_tui.parsing.words import (
    is_related_cue,
    is_salute,
    is_section_cue,
    is_signed,
    is_turn,
    opens_paragraph,
    says,
    speaks,
    states_field,
)
from hospital_tui.parsing.wrapping import Wrapping, detect, goes_on
from hospital_tui.text.folding import simplified

HEAD: frozenset[Role] = frozenset({"title", "kicker", "subtitle", "byline"})
"""Roles of the lines of an article's head."""
SHORT = 48
"""Characters up to which a line without a full stop may be a heading or a caption."""

LONGEST_TOPIC = 16
"""Characters up to which a line with a speaker that ends no sentence may be a heading (患者：负担有减轻)."""
COMMON = 4
"""A gap is common when one gap of so many is like it."""
_SPOKEN = re.compile(r"“[^“”]*[。！？!?…]”")
"""A paragraph that is what somebody says."""
_TALLY = re.compile(r"[^\d：:][：:]\s*[\d０-９]")
"""A name and its number (床位：800): a line of its own, whatever stands below."""
TALLEST, BROADEST = 3, 30
"""Lines, and characters of a line, up to which short lines set under each other are one piece."""


@dataclass(slots=True, eq=False)
class Piece:
    """One or more lines that belong together, and what is known of them."""

    lines: list[Line]
    part: Part | None = None
    """What the source's form says of it."""
    cells: tuple[Span, ...] = ()
    """Of a row of a table: where the cell of each column stands in the text."""
    row: int | None = None
    """1-based place of a row in its table."""
    text: str = ""
    role: Role | None = None
    cue: Cue | None = None
    number: Numbering | None = None
    bullet: int = 0
    """Length of the bullet it begins with."""
    sentence: bool = False
    """Ends at the end of a sentence."""
    closed: bool = False
    """A paragraph can end here."""
    prose: bool = False
    """Running text, as against headings, captions and furniture."""
    couplet: bool = False
    gap: int = 0
    """Empty lines above."""
    after: int = 99
    """Empty lines below; 99 at the end of the source."""
    stacked: bool = False
    """Several short lines set under each other, as in captions and posters."""
    broken: bool = False
    """A short line that was found to be the beginning of a paragraph which the page broke off."""
    summary: bool = False
    """A line under a heading that sums its section up."""
    level: int = 0
    """Level of a heading, once the outline is known."""
    joined: list["Piece"] = field(default_factory=list)
    """Pieces that continue this one."""
    weak_joints: set[int] = field(default_factory=set)
    """Offsets of continuing lines whose joint is doubtful (source offset of the line)."""

    @property
    def is_text(self) -> bool:
        """No form says that it is anything else than a line of text."""
        return self.part is None or self.part.kind == "text"

    @property
    def written(self) -> str:
        """The words as the source has them."""
        return "".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.lines[0].start

    @property
    def whole(self) -> str:
        """The text with the pieces that continue it."""
        return self.text + "".join(part.text for part in self.joined) if self.joined else self.text

    @property
    def short(self) -> bool:
        """Could be a heading or a caption by its length."""
        return len(self.text) <= SHORT and not self.prose


@dataclass(slots=True)
class Page:
    """A source cut into pieces, and the habits of its typesetting."""

    pieces: list[Piece]
    usual_gap: int = 0
    """Empty lines between two paragraphs."""
    indented: bool = False
    """Paragraphs begin with an indent."""
    wrapping: Wrapping | None = None
    broken: bool = False
    """Some paragraphs end in the middle of a sentence."""
    titled: str = ""
    """The title that the file states of itself (<title>), and those that links on the page repeat, in simplified characters."""


def describe(piece: Piece) -> None:
    """Fill in what the characters of a piece say of it."""
    text = piece.text = simplified(piece.written)
    piece.number = numbering(text)
    piece.bullet = bullet(text)
    piece.sentence = ends_sentence(text)
    piece.closed = piece.sentence or ends_paragraph(text) or is_signed(text)
    piece.couplet = is_couplet(text)
    piece.cue = None if is_section_cue(text) else find_cue(text)
    piece.prose = piece.cue is None and _is_prose(piece)
    if piece.part is not None:
        _as_told(piece, piece.part)


def _as_told(piece: Piece, part: Part) -> None:
    """What the source's form says of a piece goes before what its shape says."""
    if part.kind in ("heading", "title"):
        piece.number = Numbering("markdown", max(1, part.level), 0)
        piece.prose, piece.cue = False, None
    elif part.kind == "row":
        piece.role, piece.cells, piece.row, piece.prose, piece.cue = (
            "table",
            part.cells,
            part.row,
            False,
            None,
        )
    elif part.kind == "item" and not piece.prose and piece.cue is None:
        piece.role = "list_item"
    elif part.kind == "caption":
        piece.role, piece.prose, piece.cue = "caption", False, None


def _is_prose(piece: Piece) -> bool:
    text, length = piece.text, len(piece.text)
    if piece.couplet:
        return False
    if not text.strip("…"):  # what the text leaves out
        return True
    if is_salute(text) or is_turn(text):
        return True
    if says(text) or states_field(text) or (piece.sentence and speaks(text)) or _SPOKEN.fullmatch(text):
        return True
    if holds_sentence_end(text):
        return (length >= 14 and not _calls(text)) or text.endswith("。")
    if piece.sentence:
        return not _exclaims(text) and (length >= 12 or has_comma(text) or text.endswith(("。", ".")))
    if length >= SHORT or (len(piece.lines) > 1 and length >= 24):
        return has_comma(text) or "、" in text or length >= 80
    return _goes_on(piece)


def _goes_on(piece: Piece) -> bool:
    """Whether a short line without a sentence's end is the beginning of one that goes on below."""
    text, length = piece.text, len(piece.text)
    if text.endswith(("；", ";", "：", ":")) and length >= 16 and (has_comma(text) or text[-1] in "；;"):
        return True
    if speaks(text, by_name=False):
        return length >= LONGEST_TOPIC or (length >= 10 and piece.closed)
    if piece.number and piece.number.style in RUN_IN_STYLES and has_comma(text):
        return True
    return text.endswith(("，", "、", ",")) or (
        length >= 16 and has_comma(text) and opened_and_not_closed(text)
    )


def _calls(text: str) -> bool:
    """Whether a call stands inside a line that no full stop ends, as in titles (全省首例！某医院完成…手术)."""
    last = text[-1] not in SENTENCE_ENDS and not text.endswith(("，", "、", ",", "；", ";"))
    return last and len(text) <= 40 and not any(mark in text for mark in "。；“”")


def _exclaims(text: str) -> bool:
    """Whether a short line is a question or a call, as headings are at times (看病难怎么办？); with a comma it is a sentence."""
    return (
        not has_comma(text)
        and text.endswith(("？", "！", "?", "!", "…"))
        and len(text) <= 26
        and not text.startswith(("“", "「"))
    )


def read_page(source: str, layout: Sequence[Part] = ()) -> Page:
    """The pieces of a source; where its form says what its lines are (`layout`), these are the pieces."""
    pieces, wrapping = _laid_out(source, layout) if layout else _by_lines(source)
    for piece in pieces:
        describe(piece)
    if not layout:
        mark_rows(pieces)
    usual = usual_gap(pieces)
    if usual:
        pieces = stack(pieces)
    measure_gaps(pieces)
    broken = any(piece.prose and len(piece.text) >= SHORT and not piece.closed for piece in pieces)
    return Page(pieces, usual, _indented(pieces), wrapping, broken)


def _by_lines(source: str) -> tuple[list[Piece], Wrapping | None]:
    """The pieces of a text of which nothing but its lines is known."""
    lines = read_lines(source)
    flatten_gaps(lines)
    wrapping = detect(lines)
    pieces: list[Piece] = []
    for line in lines:
        _take(pieces, Piece([line]), wrapping)
    return pieces, wrapping


def _laid_out(source: str, layout: Sequence[Part]) -> tuple[list[Piece], Wrapping | None]:
    """The pieces that a form tells; paragraphs that it set line by line are rejoined like those of any text."""
    numbers = line_numbers(source, (start for part in layout for start, _ in part.spans))
    pieces = [
        Piece(
            [Line(source[start:end], start, numbers[start], 0, 0, 0) for start, end in part.spans], part=part
        )
        for part in layout
        if part.kind != "mark"
    ]
    wrapping = detect([line for piece in pieces if piece.is_text for line in piece.lines])
    joined: list[Piece] = []
    for piece in pieces:
        _take(joined, piece, wrapping)
    return joined, wrapping


def _take(pieces: list[Piece], piece: Piece, wrapping: Wrapping | None) -> None:
    """Put a piece behind the others, or its line into the last where that goes on in it."""
    before = pieces[-1] if pieces else None
    if (
        wrapping
        and before is not None
        and before.is_text
        and piece.is_text
        and goes_on(wrapping, before.lines[-1], piece.lines[0])
    ):
        before.lines += piece.lines
    else:
        pieces.append(piece)


def usual_gap(pieces: list[Piece]) -> int:
    """Empty lines between two paragraphs: the largest number that is common beside paragraphs."""
    gaps = Counter(after.lines[0].gap for piece, after in pairwise(pieces) if piece.prose or after.prose)
    common = [gap for gap, count in gaps.items() if count * COMMON >= gaps.total()]
    return max(common, default=0)


def stack(pieces: list[Piece]) -> list[Piece]:
    """Put two or three short lines that follow each other without an empty line into one piece; more are a list."""
    stacked: list[Piece] = []
    start = 0
    while start < len(pieces):
        end = start + 1
        while (
            end < len(pieces) and pieces[end].lines[0].gap == 0 and _stackable(pieces[end - 1], pieces[end])
        ):
            end += 1
        dated = sum(opens_paragraph(piece.text) for piece in pieces[start:end])
        if 1 < end - start <= TALLEST and dated < 2:
            whole = Piece([line for piece in pieces[start:end] for line in piece.lines])
            describe(whole)
            whole.stacked, whole.prose = True, False
            stacked.append(whole)
        else:
            stacked += pieces[start:end]
        start = end
    return stacked


def _stackable(*pieces: Piece) -> bool:
    """Whether lines are nothing but short lines, such as a poster or a caption sets under each other."""
    return not any(
        piece.prose
        or piece.role is not None
        or piece.cue
        or piece.number
        or piece.bullet
        or piece.sentence
        or piece.couplet
        or len(piece.text) > BROADEST
        or piece.text.startswith("—")
        or "\t" in piece.text
        or _TALLY.search(piece.text)
        or is_section_cue(piece.text)
        or is_related_cue(piece.text)
        for piece in pieces
    )


def measure_gaps(pieces: list[Piece]) -> None:
    """Note the empty lines above and below each piece."""
    for piece in pieces:
        piece.gap = piece.lines[0].gap
    for piece, after in pairwise(pieces):
        piece.after = after.gap


def _indented(pieces: list[Piece]) -> bool:
    prose = [piece for piece in pieces if piece.prose and len(piece.text) >= 20]
    return sum(piece.lines[0].indent >= 2 for piece in prose) * 3 >= len(prose) * 2 > 0
