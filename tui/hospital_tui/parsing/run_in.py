"""Run-in headings: the short clause with a full stop that a paragraph begins with (多措并举引人才。 · 一是完善组织建设。)."""

import re

from hospital_tui.parsing.numbering import Numbering
from hospital_tui.parsing.pieces import Piece
from hospital_tui.parsing.shape import han_count

LONGEST = 18
LONGEST_MARKED = 34
_FIRST = re.compile(r"[^。！？；：:;!?]{2,40}?(?:[。：]|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff“]))")
_FRAMED = re.compile(r"(?:【[^】]{2,20}】|〖[^〗]{2,20}〗|\[[^\]]{2,20}\]|［[^］]{2,20}］)")
_DASHES = re.compile(r"[—－─―━]{1,2}|--")
_NARRATIVE = re.compile(
    r"[了是也都就还又很我你他她它们这那该其]|说|表示|介绍|告诉|认为|接受|来到|已经|曾|没有|不是|怎么|什么|吗|呢|吧|今年|去年|近年|日前|近日|目前|"
    r"据|记者|患者|市民|先生|女士|大爷|阿姨|奶奶|爷爷|\d|[“”‘’《》（）()、，,…—]"
)
_SPEAKER = re.compile(
    r"^(?:问|答|记者|主持人|编辑|笔者|[QA]|.{1,4}(?:医生|主任|院长|书记|教授|先生|女士|护士长?)|地址|电话|时间|地点|热线|来源|作者|编者按|导语|核心提示|摘要|关键词)$"
)


def run_in(piece: Piece) -> str | None:
    """The run-in heading of a paragraph, without the dash or bullet before it; none where there is none."""
    text = piece.text
    dash = _DASHES.match(text)
    start = dash.end() if dash else piece.bullet
    rest = text[start:]
    framed = _FRAMED.match(rest)
    if framed and len(rest) > framed.end() + 8:
        return framed[0]
    match = _FIRST.match(rest[: LONGEST_MARKED + 8])
    if not match or len(rest) - match.end() < 8:
        return None
    first = match[0]
    marked = bool(dash) or piece.number is not None or bool(piece.bullet)
    return first if (_fits_marked(first, piece.number) if marked else _fits(first)) else None


def _fits_marked(first: str, number: Numbering | None) -> bool:
    core = first[number.end if number else 0 : -1]
    return (
        len(core) >= 3
        and len(first) <= LONGEST_MARKED
        and (first[-1] in "。." or number is None or len(core) <= 16)
    )


def _fits(first: str) -> bool:
    core = first[:-1]
    if first[-1] == "：":
        return 4 <= len(core) <= 10 and not _NARRATIVE.search(core) and not _SPEAKER.match(core)
    return 4 <= len(core) <= LONGEST and han_count(core) >= len(core) - 4 and not _NARRATIVE.search(core)
