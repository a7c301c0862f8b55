"""Page furniture, credits, bylines and advertisements: lines whose words tell what they are, and those beside them."""

import re

from hospital_tui.parsing.head import is_subtitle
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import is_related_cue, is_section_cue, is_tip, is_turn, names, signs
from hospital_tui.text.script import han_pattern

SHORT_MARK = 18
"""Characters up to which a line with an arrow may be a heading among paragraphs."""
LONGEST_TIP = 60
"""Characters up to which a tip is believed."""
SIGN = 8
"""Characters up to which 公益广告 and the like are the sign over an advertisement."""


_SIGNATURE = han_pattern(
    r"(?:[\p{Han}（）()]{3,24}(?:医院|局|委|委员会|办公室|部|中心|指挥部|政府|协会|学会)[\s　]*)+"
)
"""Those who put out a notice, below it."""
_SIGNED = han_pattern(
    r"[\p{Han}]{2,10}[：:] ?([\p{Han}]{2,4}(?:[、 ][\p{Han}]{2,4})*)[\s;；]*(?:[（(][^）)]*)?[）)]?$"
)
"""Who wrote a letter or a report, below it (患者家属：张三, 骨科：李四)."""
_REGARDS = re.compile("(?:此致|敬礼|此致敬礼|顺颂[^，。]{2,4}|特此(?:敬礼|致谢|公告|通知|函告))[。！!]?")
"""What a letter or notice ends with."""
_DATED = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d\.\d{1,2}\.\d{1,2}")
"""When it was written, below it."""
_UNITS = ("单位", "计量单位", "金额单位", "货币单位")
"""What a table counts in, which no name is (单位：万元)."""
_CLOSING = re.compile("(?:谨?祝|感谢|特此|此致|敬请|欢迎).{2,30}[。！!]$")


def label_by_words(pieces: list[Piece]) -> None:
    """Roles that the words of a line alone decide."""
    for piece in pieces:
        if piece.role is None and piece.cue is not None and piece.cue.where == "any":
            piece.role = piece.cue.role


def label_edges(pieces: list[Piece], first: int, last: int) -> None:
    """Dates are page furniture above the text, at the end of the page and beside other furniture; arrows mark captions that are no headings."""
    for i, piece in enumerate(pieces):
        if piece.role is not None or piece.cue is None:
            continue
        if piece.cue.where == "edge":
            closing = i >= last and i == len(pieces) - 1
            fits = i < first or closing or any(p.role == "masthead" for p in pieces[max(0, i - 2) : i + 3])
        else:
            fits = len(piece.text) > SHORT_MARK or has_comma(piece.text) or i >= last
        if fits:
            piece.role = piece.cue.role
        elif is_turn(piece.text):
            piece.prose = True


def label_advertisement(pieces: list[Piece]) -> None:
    """An advertisement below the text runs from its sign to the end of the page."""
    start = next((i for i, p in enumerate(pieces) if p.role == "ad" and len(p.text) <= SIGN), len(pieces))
    for piece in pieces[start:]:
        if piece.role in (None, "masthead", "credit") or is_subtitle(piece):
            piece.role = "ad"


def label_related(pieces: list[Piece]) -> None:
    """Links to other articles below the text run from their sign (相关阅读) to the end of the page."""
    start = next((i for i, piece in enumerate(pieces) if is_related_cue(piece.text)), len(pieces))
    for piece in pieces[start:]:
        if piece.role in (None, "caption", "list_item", "heading") and not piece.sentence:
            piece.role = "masthead"


def label_tip(pieces: list[Piece]) -> None:
    """A tip at the very end of the page is no part of the article."""
    if pieces and pieces[-1].role is None and is_tip(pieces[-1].text) and len(pieces[-1].text) <= LONGEST_TIP:
        pieces[-1].role = "ad"


def label_below(pieces: list[Piece]) -> None:
    """What stands below the last paragraph: bylines, captions, and a list under a heading of its own."""
    listed = False
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        if piece.role is not None:
            continue
        closing = all(other.role in ("masthead", "byline") for other in pieces[pieces.index(piece) + 1 :])
        found = names(piece.text)
        if is_section_cue(piece.text) and after is not None:
            piece.role, listed = "heading", True
        elif _is_signed(piece.text) or (found and closing):
            piece.role = "byline"
        elif _REGARDS.fullmatch(piece.text):
            piece.role = "body"
        elif closing and (_DATED.fullmatch(piece.text) or _SIGNATURE.fullmatch(piece.text)):
            piece.role = "masthead"
        elif closing and _CLOSING.match(piece.text):
            piece.role = "body"
        else:
            piece.role = "list_item" if listed else "caption"


def _is_signed(text: str) -> bool:
    """Whether a line below the text says who wrote it, and perhaps as what."""
    found, signed = names(text), _SIGNED.match(text)
    told = signed is not None and not text.startswith(_UNITS) and bool(names(signed[1]))
    return len(found) >= 2 or (bool(found) and text[0] in "（(") or signs(text) or told
