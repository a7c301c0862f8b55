"""Of lines that stand above one another in a head, which is the title and which are its kicker and subtitle."""

import re

from hospital_tui.parsing.hospital import names_hospital
from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import ends_with_any, is_series, word_list

DASHES = ("——", "—", "--", "－－", "――", "──", "━━")
"""What a subtitle begins with."""
_ASKS = re.compile("专访|对话|访谈|本[报刊网台]记者")
"""How a subtitle begins that has no dash."""
MUCH = 5
"""Characters by which of two plain lines the title is longer than a kicker above it."""
REPORT = re.compile("(?:工作(?:总结|报告|要点|计划|打算|安排|汇报)|年度报告|述职报告)$")


def introduces(first: Piece, last: Piece) -> bool:
    """Whether of two lines the first leads to the second as a kicker does: a dash, a series, a clause, or it is plainer."""
    if ends_with_any(first.text, word_list("subtitle_ends")) or REPORT.search(last.text):
        return True
    if _ASKS.match(last.text):
        return False
    if leads_in(first) or is_series(first.text):
        return True
    if _quotes(last.text) and not _quotes(first.text) and not names_hospital(last.text):
        return True
    if names_hospital(first.text) != names_hospital(last.text):
        return names_hospital(last.text)
    if last.couplet != first.couplet:
        return last.couplet
    clause = has_comma(first.text) and not has_comma(last.text)
    return clause or len(first.text) + MUCH <= len(last.text)


def _quotes(text: str) -> bool:
    """Whether a line speaks in figures of speech: a word of it stands in quotation marks."""
    return "“" in text or "「" in text


def only_subtitle(piece: Piece) -> bool:
    """Whether a line below another can be no title: 纪实, 侧记 at its end."""
    return ends_with_any(piece.text, word_list("subtitle_ends"))


def leads_in(piece: Piece) -> bool:
    """Whether a line of the head is a kicker: its dash or its words (建院八十周年, 开展活动以来) lead into the title."""
    return piece.text.endswith((*DASHES[:1], *DASHES[2:], *word_list("kicker_ends")))


def middle_of(zone: list[Piece], start: int, end: int) -> int | None:
    """The line that follows a kicker's dash or a bare name; of three or more, the one that alone names the hospital."""
    led = next((i + 1 for i in range(start, end) if leads_in(zone[i]) or only_name(zone[i].text)), None)
    if led is not None:
        return led
    named = [i for i in range(start, end + 1) if mentions(zone[i].text)]
    if end - start >= 2 and len(named) == 1 and start < named[0] < end:
        text = zone[named[0]].text
        whole = len(text) >= 10 and not ends_with_any(text, word_list("subtitle_ends"))
        return named[0] if whole else None
    return None


def only_name(text: str) -> bool:
    """Whether a line is a hospital's name and nothing else, another name of it in brackets perhaps."""
    name, _, other = text.rstrip("：:").partition("（")
    return mentions(name)[:1] == [name] and (not other or text.endswith("）"))
