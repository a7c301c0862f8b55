"""When an article was published, in which paper, and the year it speaks of."""

import re
from collections import Counter
from collections.abc import Iterable

_DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
_HAN_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[，,]))")
_LOOK_BACK = re.compile(r"(?:回首|回顾|回望|回眸|盘点|走过|过去的|刚刚过去的|在)\s*((?:19|20)\d\d)(?!\d)")
_LOOK_AHEAD = re.compile(
    r"(?:展望|迈入|走进|面向|进入|开启)\s*((?:19|20)\d\d)(?!\d)|((?:19|20)\d\d)年?[，,]?[^。，,]{0,14}(?:将|开局)"
)
_PAPER = re.compile(
    r"^(?:本报|本刊)?((?:[\u4e00-\u9fff]{1,8}(?:日报|晚报|早报|晨报|时报|都市报|商报|导报|新报|周报|生活报|快报|卫生报|健康报|医药报|青年报))|健康报|新华社|人民网|新华网)(?:社)?$"
)
_PAPER_OF = re.compile(
    r"(?:^|[\s（(:：。/])([\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|晨报|时报|都市报|商报|导报|新报|周报|生活报|快报|卫生报|健康报|青年报))(?:社)?(?:全媒体|融媒体|首席|见习|实习)?(?:记者|通讯员)"
)
_SOURCE = re.compile(r"(?:来源|稿源|出处)\s*[:：]\s*([^\s|｜，。]{2,20})")
_HAN_UNITS = "一二三四五六七八九"


def _tens(text: str) -> int:
    if "十" not in text:
        return _HAN_UNITS.index(text[-1]) + 1
    tens, _, ones = text.partition("十")
    return (_HAN_UNITS.index(tens[-1]) + 1 if tens else 1) * 10 + (
        _HAN_UNITS.index(ones[0]) + 1 if ones else 0
    )


def iso_date(text: str) -> str | None:
    """The first full date in a text as ISO 8601, if it is one on the calendar."""
    wide = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    match = _DATE.search(wide)
    if match:
        year, month, day = (int(group) for group in match.groups())
    else:
        match = _HAN_DATE.search(text)
        if not match:
            return None
        year = int(match[1].translate(str.maketrans("〇○零一二三四五六七八九", "000123456789")))
        month, day = _tens(match[2]), _tens(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def published(furniture: Iterable[str]) -> str | None:
    """Date of publication: the first full date in the page's furniture."""
    return next((date for date in map(iso_date, furniture) if date), None)


def newspaper(furniture: Iterable[str], bylines: Iterable[str]) -> str | None:
    """Name of the newspaper, from the masthead, else from a source line, else from what its reporters are called."""
    furniture = list(furniture)
    for pattern, texts in ((_PAPER, furniture), (_SOURCE, furniture), (_PAPER_OF, [*bylines, *furniture])):
        for text in texts:
            match = pattern.search(text)
            if match:
                return match[1]
    return None


def year_spoken_of(head: str, body: Iterable[str], date: str | None) -> str | None:
    """The year an article speaks of: the one it looks back on, else the one it names most, else that of its date."""
    votes: Counter[str] = Counter()
    back: Counter[str] = Counter()
    limit = int(date[:4]) if date else 9999
    for place, text in enumerate([head, *body]):
        weight = 3 if place <= 3 else 1
        for match in _LOOK_BACK.finditer(text):
            back[match[1]] += weight
        for match in _YEAR.finditer(text):
            votes[match[1]] += weight
        for match in _LOOK_AHEAD.finditer(text):
            votes[match[1] or match[2]] -= weight
    past = [year for year in back if int(year) <= limit]
    if past:
        return max(past, key=lambda year: (back[year] + votes[year], year))
    if date:
        return date[:4]
    named = [year for year, votes_for in votes.items() if votes_for > 0]
    if not named:
        return None
    newest = max(named)
    best = max(named, key=lambda year: (votes[year], year))
    return best if int(newest) - int(best) <= 1 else newest
