"""When an article was published, and in which paper."""

import datetime
import re

from hospital_tui.figures.read.dates import date_at
from hospital_tui.text.folding import simplified
from hospital_tui.text.reading import read
from hospital_tui.text.script import han_pattern

_PAPERS = "日报|晚报|早报|晨报|时报|都市报|商报|导报|新报|周报|生活报|快报|卫生报|健康报|医药报|青年报"

_NAMED_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)(?:([-_.年])|(?=\d{4}(?!\d)))(\d{1,2})(?:\2|月|(?<=\d\d))(\d{1,2})(?!\d)"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
ENGLISH_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})[a-z]*\.?\s*(?P<day>\d{{1,2}})|(?P<first>\d{{1,2}})\s*(?P<name>{_MONTHS})[a-z]*)"
    r"(?:st|nd|rd|th)?[.,\s]+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A day as English mastheads and pages write it: April 2, 2015, 2 Apr 2015."""
_PAPER = han_pattern(
    rf"(?:^|[\s/|｜·《])(?:本报|本刊)?([\p{{Han}}]{{0,8}}(?:{_PAPERS})|新华社|人民网|新华网)(?:社)?(?=$|[\s/|｜·》-])"
)
_PAPER_OF = han_pattern(
    rf"(?:^|[\s（(:：。/])([\p{{Han}}]{{2,6}}(?:{_PAPERS}))(?:社)?(?:全媒体|融媒体|首席|见习|实习)*(?:记者|通讯员)"
)
_SOURCE = re.compile(
    r"(?:来源|稿源|出处)\s*[:：]\s*([^\s|｜，。]{2,20}(?:报|网|社|台|周刊|杂志|客户端|新闻|在线|发布|公众号|融媒))(?=$|[\s|｜，。-])"
)


_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)\s+(\d\d)/(\d\d)\s+\d\d:\d\d")
"""A day as the program of a page writes it: 2024 05/13 10:33."""


def iso_date(text: str) -> str | None:
    """The first full date in a text as ISO 8601, if its month and day can be."""
    said = read(text).text
    for place in re.finditer(r"(?<!\d)(?:\d|[零一二]|民国)", said):
        found = date_at(said, place.start())
        date = found.date if found is not None else None
        if date is not None and date.year and date.month and date.day:
            return _day(date.year, date.month, date.day)
    stamp = _STAMP.search(text)
    return _day(int(stamp[1]), int(stamp[2]), int(stamp[3])) if stamp else None


def date_of_page(furniture: str) -> str | None:
    """The day in a line of a page's furniture, in English or in eight digits as well."""
    match = ENGLISH_DAY.search(furniture)
    if match is None:
        return iso_date(furniture) or date_in_name(furniture)
    month = _MONTHS.split("|").index((match["month"] or match["name"]).title()) + 1
    return _day(int(match["year"]), month, int(match["day"] or match["first"]))


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
    return _named(_PAPER, furniture)


def paper_of_source(furniture: str) -> str | None:
    """The paper or site in a line that gives the source (来源：人民网)."""
    return _named(_SOURCE, furniture)


def paper_of_reporters(byline: str) -> str | None:
    """The paper that reporters say they are of (威海晚报记者 王某某)."""
    return _named(_PAPER_OF, byline)


def _named(pattern: re.Pattern[str], text: str) -> str | None:
    """What a pattern of simplified characters names in a text, in the text's own."""
    match = pattern.search(simplified(text))
    return text[slice(*match.span(1))] if match else None
