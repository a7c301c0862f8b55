"""What the words and the shape of a line in a head say: title, kicker or subtitle."""

import re

from hospital_tui.parsing.naming import mentions
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.shape import has_comma
from hospital_tui.parsing.words import ends_with_any, is_name, is_series, shows_people, word_list

DASHES = ("——", "—", "--", "－－", "――", "──", "━━")
"""What a subtitle begins with."""
_ASKS = re.compile("(?:小编|专家|医[生师])(?:提[醒示]|支招|建议)|专访|对话|访谈|走[进近]|本[报刊网台]记者")
"""How a kicker or subtitle begins that says what the reporter did."""
REPORT = re.compile(
    "^关于.{4,}(?:通知|决定|通报|意见|公告|批复)$|(?:工作(?:总结|报告|要点|计划|打算|安排|汇报)|年度报告|述职报告)$"
)
_TAGGED = re.compile(r".{4,}[（(【](?!共?\d+[^\d年月])[^（()）【】。，！？]{2,16}[）)】]$")
"""A title with the name of its column behind it (…（一线探民生）)."""
_PART = re.compile(r"[（(](?:[上中下续]|[一二三四五六七八九十\d]{1,2})[）)]$")
"""Which part of a series a line heads."""
_PERSON = re.compile(
    r"[^，。！？：；—“”]{3,}(?:主任|院长|医[生师]|护士长?|专家|院士|教授|书记|队长|队员|处长|局长)([^，。！？：；—“”]{2,4})$"
)
"""Somebody's post and name and nothing else, as kickers have it (某医院护士长何静)."""
_MEETS = ("记", "访", "走", "对话", "专访", "写", "追", "悼", "致", "学", "向")
"""What a title that ends with a person begins with: what is done with them."""
_MARKED = re.compile(r"[“「？！?!]")
"""Figures of speech, questions and calls: titles draw the eye, what stands around them tells."""
_TOPIC = re.compile(r"([^：:，,]{2,20})([：:，,]).")
"""Who or what a title is about, set before what it says of them."""
_COLUMN = re.compile(r"^(?:【[^】]{2,10}】|[^|｜丨：，]{2,12}[|｜丨])\s*(?=.{6})")
"""The name of a column before a title."""
_NAMED = re.compile(
    r"[【［\[〖][^】］\]〗]{2,10}[】］\]〗]|《[^》]{2,10}》(?:专栏|栏目|专刊|副刊)|[^，。！？：“]{2,5}(?:\d+年)?[·|｜丨][^，。！？：“]{2,6}"
)
"""The name of a column on a line of its own: framed, or in two parts (【名医】, 健康清江·医改)."""
SHORTEST, LONGEST = 6, 30
"""Characters of nearly all titles."""
TOPIC = 14
"""Characters of a topic that names nobody."""
CLAUSES = 18
"""Characters from which a line with a comma is a sentence, as kickers and summaries are."""


def headline(piece: Piece) -> float:
    """How much a line by itself looks like a title, as against kicker, subtitle, summary and caption."""
    text = _COLUMN.sub("", piece.text)
    topic = _topic(text)
    score = (
        3.0 * _is_tagged(text)
        + 2.5 * bool(REPORT.search(text))
        + 1.5 * (text != piece.text and piece.text[0] == "【")
    )
    score += max(topic, 2.0 * bool(_MARKED.search(text)), 1.5 * piece.couplet)
    score -= 3.0 * (len(text) < SHORTEST or names_column(text)) + 1.5 * (
        len(text) > LONGEST and not piece.couplet
    )
    score -= 3.0 * leads_in(piece) + 2.0 * _tells_kind(text) + 2.0 * is_series(text)
    score -= 2.5 * (shows_people(text) or ends_with_any(text, word_list("picture_ends")))
    clauses = has_comma(text) and not piece.couplet and not topic
    return score - (2.0 if len(text) >= CLAUSES else 1.5) * clauses


def _topic(text: str) -> float:
    """How clearly a line opens with its topic: a hospital's or a person's name before a colon or comma, or a noun before a colon."""
    match = _TOPIC.match(text)
    if match is None or is_series(match[1]):
        return 0.0
    if is_name(match[1]) or mentions(match[1]) == [match[1]]:
        return 3.0
    return 2.0 * (match[2] in "：:" and len(match[1]) <= TOPIC)


def introduces(piece: Piece) -> bool:
    """Whether a line of the head leads to the one below it: its end does, or it is a hospital's name or a series."""
    named = only_name(piece.text) or names_column(piece.text)
    return leads_in(piece) or named or is_series(piece.text.partition("：")[0])


def names_column(text: str) -> bool:
    """Whether the form of a line says that it is the name of a column, whatever its words."""
    return _NAMED.fullmatch(text) is not None


def _is_tagged(text: str) -> bool:
    """Whether the name of a column, no hospital's second name, stands behind a title."""
    return _TAGGED.match(text) is not None and not only_name(text) and not _PART.search(text)


def _tells_kind(text: str) -> bool:
    """Whether a line says what kind of report the article is: 纪实, 侧记 at its end, 专访 at its beginning."""
    return ends_with_any(_PART.sub("", text), word_list("subtitle_ends")) or _ASKS.match(text) is not None


def leads_in(piece: Piece) -> bool:
    """Whether a line of the head is a kicker: its dash or its words (建院八十周年, 开展活动以来) lead into the title."""
    led = (
        piece.text.endswith((*DASHES[:1], *DASHES[2:], *word_list("kicker_ends")))
        and piece.text not in DASHES
    )
    return led or _presents(piece.text)


def _presents(text: str) -> bool:
    """Whether a line is a person with their post, of whom or by whom the title below is said."""
    match = _PERSON.match(text)
    return match is not None and is_name(match[1]) and not text.startswith(_MEETS)


def only_name(text: str) -> bool:
    """Whether a line is a hospital's name and nothing else, another name of it in brackets perhaps."""
    name, _, other = text.rstrip("：:").partition("（")
    return mentions(name)[:1] == [name] and (not other or text.endswith("）"))
