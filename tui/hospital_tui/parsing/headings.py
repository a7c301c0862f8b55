"""Heading or caption: what a short line between paragraphs is, by evidence that is weighed."""

import re
from collections import Counter
from dataclasses import dataclass

from hospital_tui.parsing.joins import LONG, joint_score
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.numbering import RUN_IN_STYLES
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.parsing.segmenting import segmenter, tag
from hospital_tui.parsing.shape import has_comma, holds_sentence_end
from hospital_tui.parsing.words import (
    count_any,
    ends_with_any,
    is_name,
    is_section_cue,
    opens_paragraph,
    shows_people,
    word_list,
)
from hospital_tui.text.script import han_count

HEADING = 2.0
"""Score from which a short line is a heading."""
BROKEN = 1.5
"""Joint score from which a short line is the beginning of a broken paragraph."""
LONGEST = 48
CAPTION_WORDS = -1.25
"""Weight of the words of a line that is a caption unless a joint is sure."""
SURELY_BROKEN = 3.0
SAID = 3
"""Headings that begin with a verb from which an article is believed to have such headings."""
LONGEST_SCENE = 7
"""Characters of a line that only names what a picture shows."""
_SAYING = frozenset({"v", "d", "p", "c", "r", "uj", "ul", "uz", "a", "ad", "i", "l"})
"""Parts of speech by which a line says something."""
_CALLS = ("！", "？", "!", "?")
"""What no caption ends with: a short line that does is a paragraph."""
_POSITION = re.compile(r"[（(](?:左|右|中|前|后|前排|后排)[一二三四五六七八九]?起?[）)]")
"""Where somebody stands in a picture."""
_FRAMED = re.compile(
    r"^(?:【[^】]{1,30}】|〖[^〗]{1,30}〗|\[[^\]]{1,30}\]|［[^］]{1,30}］|『[^』]{1,30}』|<[^>]{1,30}>|＜[^＞]{1,30}＞)$"
)


def is_framed(text: str) -> bool:
    """Whether the line stands in brackets as a whole."""
    return bool(_FRAMED.match(text))


def is_numbered(piece: Piece) -> bool:
    """Whether the line begins with a number as headings do."""
    return piece.number is not None and piece.number.style not in RUN_IN_STYLES


def style(piece: Piece) -> str:
    """The kind of heading a line would be."""
    if piece.number:
        return piece.number.style
    if piece.bullet:
        return "bullet " + piece.text[0]
    if is_framed(piece.text):
        return "framed"
    return "couplet" if piece.couplet else "plain"


def wording(text: str) -> float:
    """What the words of a short line say: above 0 for a heading, below for a caption."""
    score = min(count_any(text, word_list("heading_marks")), 4) * 0.25
    if ends_with_any(text, word_list("caption_ends")):
        score -= 0.75
    if ends_with_any(text, word_list("picture_ends")):
        score -= 1.0
    if ends_with_any(text, word_list("honour_ends")):
        score -= 1.5
    if shows_people(text):
        score -= 1.25
    if _POSITION.search(text):
        score -= 2.0
    return score - min(count_any(text, word_list("caption_marks")), 3) * 0.5


def place(page: Page, piece: Piece, before: Piece | None, after: Piece | None) -> float:
    """What the place of a short line says."""
    score = 0.0
    if after is None:
        return 0.0 if is_numbered(piece) else -3.0
    if after.prose:
        score += 2.0
    elif after.role == "heading" or is_numbered(after):
        score += 1.0
    if before is not None and before.short and before.text.endswith("——"):
        score += 3.0
    if piece.after > page.usual_gap:
        score -= 2.0
    if piece.gap > page.usual_gap:
        score -= 1.5
    if before is not None and not before.closed:
        broken = len(before.text) >= LONG and has_comma(before.text) and before.role != "heading"
        score -= 1.5 if broken else 1.0 if before.prose else 0.0
    return score


def shape(piece: Piece) -> float:
    """What the shape of a short line says."""
    text = piece.text
    score = 1.0 if 3 <= len(text) <= 26 else -1.0 if len(text) > 34 else 0.0
    if is_numbered(piece):
        score += 3.0
    if piece.number and piece.number.style == "markdown":
        score += 10.0
    if is_framed(text) or is_section_cue(text):
        score += 3.0
    if mentions(text) == [text]:
        score += 2.0
    if piece.couplet:
        score += 2.5
    aside = text.startswith(("（", "(")) and text.endswith(("）", ")"))
    if aside or holds_sentence_end(text) or piece.text.endswith(("。", ".")):
        score -= 3.0
    if piece.stacked:
        score -= 1.5
    if not is_numbered(piece) and not han_count(text) and not any(c.isalpha() for c in text):
        score -= 4.0
    return score


def heading_score(page: Page, piece: Piece, before: Piece | None, after: Piece | None) -> float:
    """All evidence that a short line is a heading, the habits of the article not counted."""
    return shape(piece) + place(page, piece, before, after) + wording(piece.text)


@dataclass(slots=True, frozen=True)
class Likely:
    """The lines that are headings by all other evidence: where they start, and how many of them have a comma."""

    starts: frozenset[int]
    commas: int

    @classmethod
    def of(cls, headings: list[Piece]) -> "Likely":
        """Look through the lines once, for all lines that are then held against them."""
        commas = sum(has_comma(heading.text) for heading in headings)
        return cls(frozenset(heading.start for heading in headings), commas)

    def beside(self, piece: Piece) -> tuple[int, int]:
        """How many there are besides this line, and how many of those have a comma."""
        own = piece.start in self.starts
        return len(self.starts) - own, self.commas - (own and has_comma(piece.text))


def is_fragment(page: Page, piece: Piece, after: Piece | None, headings: Likely) -> bool:
    """Whether a short line is no heading but the beginning of a paragraph that the page broke off.

    A comma speaks against a heading where few of the likely ones have one.
    """
    if (
        after is None
        or not after.prose
        or piece.closed
        or piece.couplet
        or is_numbered(piece)
        or piece.stacked
    ):
        return False
    others, commas = headings.beside(piece)
    unlike = has_comma(piece.text) and others >= 2 and commas * 3 <= others
    doubtful = has_comma(piece.text) or len(piece.text) >= 12
    score = joint_score(page, piece, after, ask_dictionary=doubtful)
    if unlike and not opens_paragraph(after.text):
        score += 0.5
    if (
        has_comma(piece.text)
        and opens_paragraph(piece.text)
        and not piece.text.startswith("“")
        and not commas
    ):
        score += 2.0
    return score >= (SURELY_BROKEN if wording(piece.text) <= CAPTION_WORDS else BROKEN)


def is_profile_name(piece: Piece, after: Piece | None) -> bool:
    """Whether the line is the name of a person whose profile follows."""
    name = "".join(piece.text.split())
    return is_name(name) and after is not None and (after.prose or len(after.text) > len(piece.text))


def label_headings(page: Page, pieces: list[Piece]) -> None:
    """Give short lines among the paragraphs the role heading or caption; fragments become body."""
    open_lines = [i for i, piece in enumerate(pieces) if piece.role is None and not piece.prose]
    near = {i: _neighbours(pieces, i) for i in open_lines}
    scores: dict[int, float] = {}
    pairs = _summary_pairs(pieces)
    scenes = _scenes(pieces, open_lines) if len(open_lines) > SAID else set()
    for i in reversed(open_lines):
        piece, (before, after) = pieces[i], near[i]
        scores[i] = heading_score(page, piece, before, after) + 2.0 * (i in pairs) - 3.0 * (i in scenes)
        if (
            after is not None
            and not after.prose
            and scores.get(pieces.index(after, i, i + 6), -1.0) >= HEADING
        ):
            scores[i] += 1.5
    strong = [pieces[i] for i in open_lines if scores[i] >= HEADING + 1.0]
    habits = Counter(style(piece) for piece in strong)
    likely = Likely.of(strong)
    for i in reversed(open_lines):
        piece, after = pieces[i], near[i][1]
        score = scores[i] + _habit(piece, habits)
        if len(piece.text) > LONGEST:
            score -= 2.0
        if is_profile_name(piece, after) and piece.gap <= page.usual_gap:
            score += 2.0
        before = near[i][0]
        if before is not None and _is_text_of(before, piece, after):
            piece.role, piece.prose = "body", True
        elif score < HEADING + 3.0 and is_fragment(page, piece, _next_text(pieces, i), likely):
            piece.role, piece.prose, piece.broken = "body", True, True
        else:
            piece.role = "heading" if score >= HEADING else "caption"
            if piece.role == "caption" and calls_on(before, piece):
                piece.role, piece.prose = "body", True


def calls_on(before: Piece | None, piece: Piece) -> bool:
    """Whether a short line below a paragraph ends as no caption does: it is a paragraph."""
    return before is not None and before.prose and piece.text.endswith(_CALLS)


def _scenes(pieces: list[Piece], open_lines: list[int]) -> set[int]:
    """Indexes of lines that only name a thing or a place (大厅, 训练室), where the article's headings say what is done.

    A lone noun between paragraphs is then what a picture shows.
    """
    words = {
        i: list(segmenter().cut(pieces[i].text, HMM=False)) for i in open_lines if style(pieces[i]) == "plain"
    }
    said = [i for i, cut in words.items() if len(cut) > 1 and tag(cut[0]) == "v"]
    named = {
        i
        for i, cut in words.items()
        if len(pieces[i].text) <= LONGEST_SCENE
        and not any(tag(word) in _SAYING for word in cut)
        and wording(pieces[i].text) <= 0
        and not is_section_cue(pieces[i].text)
        and mentions(pieces[i].text) != [pieces[i].text]
    }
    return named if len(said) >= SAID and len(named) > 1 else set()


def _is_text_of(heading: Piece, piece: Piece, after: Piece | None) -> bool:
    """Whether a short line is all the text that a numbered heading has, a full stop missing."""
    if not is_numbered(heading) or heading.prose or is_numbered(piece) or piece.couplet:
        return False
    if after is None:
        return has_comma(piece.text)
    follows = (
        after.number is not None and heading.number is not None and after.number.style == heading.number.style
    )
    return follows and not after.prose


def _summary_pairs(pieces: list[Piece]) -> set[int]:
    """Indexes of headings and of the summary lines below them, where an article sets such pairs twice or more."""
    found: set[int] = set()
    for i, (first, second, third) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        short = (
            first.role is None
            and second.role is None
            and not first.prose
            and not first.closed
            and third.prose
        )
        longer = len(first.text) <= 26 and len(second.text) >= len(first.text) + 5
        states = has_comma(second.text) or any(c.isdigit() for c in second.text)
        if short and not second.closed and longer and states:
            found |= {i, i + 1}
    return found if len(found) >= 4 else set()


def _habit(piece: Piece, habits: Counter[str]) -> float:
    """What the other headings of the article say of a line: set alike, or quite differently."""
    kind = style(piece)
    total = habits.total()
    if is_section_cue(piece.text) or not total:
        return 0.0
    if habits[kind]:
        return 0.5
    return -1.0 if total >= 3 and len(habits) == 1 else -0.5 if total >= 2 else 0.0


def heading_habits(page: Page, pieces: list[Piece]) -> set[str]:
    """How the headings among the paragraphs are set, before any has its role."""
    return {
        style(piece)
        for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False)
        if piece.role is None
        and not piece.prose
        and heading_score(page, piece, before, after) >= HEADING + 0.5
    }


def _next_text(pieces: list[Piece], index: int) -> Piece | None:
    """The nearest piece below that is neither furniture nor a caption."""
    near = pieces[index + 1 : index + 6]
    return next((piece for piece in near if piece.role != "caption" and not _aside(piece)), None)


def _neighbours(pieces: list[Piece], index: int) -> tuple[Piece | None, Piece | None]:
    """The nearest pieces before and after that are no furniture."""
    before = next((p for p in reversed(pieces[max(0, index - 4) : index]) if not _aside(p)), None)
    after = next((p for p in pieces[index + 1 : index + 5] if not _aside(p)), None)
    return before, after


def _aside(piece: Piece) -> bool:
    return piece.role in ("masthead", "credit", "ad", "byline", "duplicate") or (
        piece.role == "caption" and piece.cue is not None
    )
