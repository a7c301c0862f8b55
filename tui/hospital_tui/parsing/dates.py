"""When an article was published, in which paper, and the year it speaks of."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from hospital_tui.figures.numerals import parse
from hospital_tui.parsing.numbering import FULL_WIDTH

_PAPERS = "日报|晚报|早报|晨报|时报|都市报|商报|导报|新报|周报|生活报|快报|卫生报|健康报|医药报|青年报"

_DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
_NAMED_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)(?:([-_.年])|(?=\d{4}(?!\d)))(\d{1,2})(?:\2|月|(?<=\d\d))(\d{1,2})(?!\d)"
)
_HAN_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_YEAR = re.compile(r"(?<![\d—－-])((?:19|20)\d\d)(?=年|[，,。])")
_QUOTED = re.compile(r"《[^》]{0,60}》")
_LOOK_BACK = re.compile(r"(?:回首|回顾|回望|回眸|盘点|走过|过去的|刚刚过去的)\s*((?:19|20)\d\d)(?!\d)")
_LOOK_AHEAD = re.compile(
    r"(?:展望|迈入|走进|面向|进入|到|至|力争|计划|预计|预期)\s*((?:19|20)\d\d)(?!\d)|((?:19|20)\d\d)年?[^。！？]{0,24}?(?:将|计划|力争|预计|建成投用)"
)
_PAPER = re.compile(
    rf"(?:^|[\s/|｜·《])(?:本报|本刊)?([\u4e00-\u9fff]{{0,8}}(?:{_PAPERS})|新华社|人民网|新华网)(?:社)?(?=$|[\s/|｜·》-])"
)
_PAPER_OF = re.compile(
    rf"(?:^|[\s（(:：。/])([\u4e00-\u9fff]{{2,6}}(?:{_PAPERS}))(?:社)?(?:全媒体|融媒体|首席|见习|实习)*(?:记者|通讯员)"
)
_SOURCE = re.compile(
    r"(?:来源|稿源|出处)\s*[:：]\s*([^\s|｜，。]{2,20}(?:报|网|社|台|周刊|杂志|客户端|新闻|在线|发布|公众号|融媒))(?=$|[\s|｜，。-])"
)

_FOUNDED = re.compile(
    r"始建|创建于|修建|兴建|建于|建院|建成|落成|创办|创立|创院|成立|组建|诞生|前身|更名|改名|迁至|迁入|迁址|奠基"
)
"""Words of the clauses that tell a hospital's past, not the year an article speaks of."""
_CLAUSE_ENDS = re.compile(r"[，。；！？,;!?\n]")
_BARE_YEAR = 10
"""Characters up to which a clause is nothing but a time, and its event stands in the next one (1912年，…落成)."""

LEAD = 2
"""Paragraphs at the beginning whose years weigh as much as the title's."""


def iso_date(text: str) -> str | None:
    """The first full date in a text as ISO 8601, if its month and day can be."""
    match = _DATE.search(text.translate(FULL_WIDTH))
    if match:
        year, month, day = (int(group) for group in match.groups())
    else:
        match = _HAN_DATE.search(text)
        if not match:
            return None
        year, month, day = (int(parse(group) or 0) for group in match.groups())
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    """ISO text of a day, if the calendar has it."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def date_in_name(file: str) -> str | None:
    """The day in a file's name (20200223.txt, 某报2020-02-23A5.txt); digits that run on are no date."""
    match = _NAMED_DATE.search(file)
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def paper(furniture: str) -> str | None:
    """The newspaper that a line of a page's furniture names."""
    match = _PAPER.search(furniture)
    return match[1] if match else None


def paper_of_source(furniture: str) -> str | None:
    """The paper or site in a line that gives the source (来源：人民网)."""
    match = _SOURCE.search(furniture)
    return match[1] if match else None


def paper_of_reporters(byline: str) -> str | None:
    """The paper that reporters say they are of (威海晚报记者 王某某)."""
    match = _PAPER_OF.search(byline)
    return match[1] if match else None


def _without_founding(text: str) -> str:
    """A text without the clauses that say when a hospital was founded, renamed or moved."""
    if not _FOUNDED.search(text):
        return text
    kept: list[str] = []
    time = ""
    for clause in _CLAUSE_ENDS.split(text):
        if len(clause) <= _BARE_YEAR and _YEAR.match(clause.strip()):
            kept.append(time)
            time = clause
        else:
            kept += [] if _FOUNDED.search(clause) else [time, clause]
            time = ""
    return "，".join([*kept, time])


def year_spoken_of(titles: str, body: Sequence[str], date: str | None) -> str | None:
    """The year an article speaks of.

    The year it looks back on (回首2023年); else, of the year of its date and the year before, the one that title and
    lead name; else the year of its date; else the latest year it names that does not lie ahead of it. Without a date,
    years in which a hospital was founded, renamed or moved do not count.
    """
    limit = int(date[:4]) if date else 9999
    back: Counter[str] = Counter()
    head: Counter[str] = Counter()
    named: Counter[str] = Counter()
    ahead: Counter[str] = Counter()
    for place, written in enumerate([titles, *body]):
        if "20" not in written and "２" not in written:
            continue
        text = _QUOTED.sub("", written.translate(FULL_WIDTH))
        years = [
            year for year in _YEAR.findall(text if date else _without_founding(text)) if int(year) <= limit
        ]
        back.update(year for year in _LOOK_BACK.findall(text) if int(year) <= limit)
        ahead.update(match[1] or match[2] for match in _LOOK_AHEAD.finditer(text))
        named.update(years)
        if place <= LEAD:
            head.update(years)
    if back:
        return max(back, key=lambda year: (back[year], year))
    if date:
        near = [year for year in head if limit - int(year) <= 1]
        return max(near, key=lambda year: (head[year], year), default=date[:4])
    return max((year for year in named if named[year] > ahead[year]), default=None)
