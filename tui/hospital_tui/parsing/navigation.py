"""What a page sets around an article: its links, one of which leads to the article itself, its path, its tools and stamps."""

import re

from hospital_tui.parsing.dates import ENGLISH_DAY
from hospital_tui.parsing.pieces import Page, Piece
from hospital_tui.text.folding import simplified

SHORTEST_LINK, LONGEST_LINK = 6, 80
"""Characters of a title from which, and up to which, a line that holds it is a link to it."""
_PATH = re.compile(r"首页\s*[/>＞»›]|位置\s*[：:]|[>＞»›]+\s*正文$|[^>＞»›]+(?:[>＞»›]+[^>＞»›]+){2}$")
"""Where in a site a page stands."""
_PARTED = "-－—_|｜丨/>＞»› \u3000"
"""What parts a title from the names of the site and its sections."""
_STAMPED = re.compile(
    r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?!\d)|(?<!\d)\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d(?!\d)"
    r"|^\W*(?:19|20)\d\d(?:[-/.]\d{1,2}|\d{4})\W*$"
)
"""When a line of the page was put there."""
_STAMP = re.compile(r"发布|来源\s*[:：]|\d\d:\d\d")
"""What such a line says."""
_PAGE_LINE = re.compile(
    r"首页\s*[/>＞»]|(?:您的|当前)?位置[：:]|欢迎(?:访问|光临).*网站|官方网站|热线[：:]\d"
    r"|^[•·*\-\s]*(?:本文|资料|新闻|文章|稿件|信息)?(?:来\s*源|出处|索引号|所属主题|主题词|编辑|责编|责任编辑|审核|发布(?:时间|日期|机构|于)|最后更新|更新时间|原刊于)(?:[：:／/\s]|(?<=于))"
    r"|^(?:[^，。！？：]{2,6}\s*/\s*){1,3}[^，。！？：]{2,6}$|^[^，。！？：]{2,6}(?:网|频道|广播|卫视|客户端)(?:[^，。！？：]{0,4}[·\s-][^，。！？：]{0,8})?$|^.{2,6}第\d+期$|[-—]\s*(?:科室|医院|新闻)(?:动态|新闻|中心)$"
    r"|^[（(]?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[）)]?\s*(?:星期.|\d\d:\d\d|$)"
)
_TOOLS = re.compile(r"日\s*星期.|放大|缩小|版面导航|标题导航|[上下]一[版篇期]")


def label_navigation(page: Page, pieces: list[Piece]) -> None:
    """Lines above the text that a title below them repeats, with what stands around them, and all above a page's path."""
    end = next((i for i, piece in enumerate(pieces) if piece.prose), 0)
    zone = pieces[:end]
    titles = _titles(zone)
    led: dict[str, None] = {}
    above = 0
    for i, piece in enumerate(zone):
        title = _title_of(piece, zone, titles) if piece.role in (None, "list_item") else 0
        if title > i:
            piece.role = "masthead"
            led[zone[title].text] = None
            _label_beside(zone, i)
            for other in zone[above : max(i, title - 1)]:
                other.role = other.role or "masthead"
            above = max(above, i, title - 1)
    page.titled = "\n".join((page.titled, *led))
    path = max((i for i, piece in enumerate(zone) if _is_path(piece)), default=0)
    if any(_may_be_title(piece) for piece in zone[path + 1 :]):
        for piece in zone[:path]:
            piece.role = piece.role or "masthead"


def _titles(zone: list[Piece]) -> dict[str, list[int]]:
    """Where each line stands that may be a title to which others lead."""
    titles: dict[str, list[int]] = {}
    for i, piece in enumerate(zone):
        if SHORTEST_LINK <= len(piece.text) <= LONGEST_LINK and _may_be_title(piece):
            titles.setdefault(piece.text, []).append(i)
    return titles


def _title_of(link: Piece, zone: list[Piece], titles: dict[str, list[int]]) -> int:
    """The last place of a title that a line repeats, with the names of site and section perhaps; 0 where there is none."""
    text = link.text[link.bullet :].strip()
    lengths = range(SHORTEST_LINK, min(len(text), LONGEST_LINK + 1))
    ends = (text[-n:] for n in lengths if text[-n - 1] in _PARTED)
    beginnings = (text[:n] for n in lengths if text[n] in _PARTED)
    return max(
        (_last(zone, titles[said]) for said in (text, *ends, *beginnings) if said in titles), default=0
    )


def _last(zone: list[Piece], places: list[int]) -> int:
    """The last of the places whose line may still be a title."""
    while places and not _may_be_title(zone[places[-1]]):
        places.pop()
    return places[-1] if places else 0


def _may_be_title(piece: Piece) -> bool:
    return piece.role is None and piece.cue is None and not piece.bullet and not piece.prose


def _label_beside(zone: list[Piece], index: int) -> None:
    """The items of the list that a link stands in."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(zone) and zone[at].role == "list_item":
            zone[at].role = "masthead"
            at += step


def _is_path(piece: Piece) -> bool:
    return piece.cue is not None and piece.cue.role == "masthead" and _PATH.search(piece.text) is not None


def is_page_line(text: str) -> bool:
    """Whether a line is one of a page's own: where it stands, when it was put there, who is responsible."""
    return bool(_PAGE_LINE.search(simplified(text)) or _STAMPED.search(text) or ENGLISH_DAY.search(text))


def is_tools(piece: Piece) -> bool:
    """Whether a line is the one with day of the week or tools that an electronic newspaper sets above an article."""
    return piece.role == "masthead" and _TOOLS.search(piece.text) is not None


def is_below_tools(zone: list[Piece], index: int) -> bool:
    """Whether a line stands between such a line and who signs the article."""
    tools = max((i for i, piece in enumerate(zone) if is_tools(piece)), default=len(zone))
    return tools < index and any(piece.role == "byline" for piece in zone[index + 1 :])


def is_above_stamp(zone: list[Piece], index: int) -> bool:
    """Whether a line stands alone above the line of a web page that says when it was put there, or from where."""
    below = zone[index + 1] if index + 1 < len(zone) else None
    stamped = below is not None and below.role == "masthead" and _STAMP.search(below.text) is not None
    return stamped and all(piece.role == "masthead" for piece in zone[:index])
