"""Years of the Republic's calendar that stand bare (112年門診, 98年8月), in articles that count by it."""

import re
from collections.abc import Sequence

from hospital_tui.figures.read.mentions import Date, Mention
from hospital_tui.text.folding import simplified

_FIRST = 1911
_NO_LENGTH = "(?![以来历多余前后间代龄半级岁]|的?(?:历史|时间|经验)|之久)"
_NO_NUMBER = "(?<![\\d,.第近约过历满了达逾每])"
_BARE = re.compile(
    rf"{_NO_NUMBER}(?P<year>1[0-2]\d|[2-9]\d(?=年\d{{1,2}}月))年{_NO_LENGTH}度?(?:(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
)
_YEARS = re.compile(rf"{_NO_NUMBER}(?P<year>1[0-2]\d)年?[至到~～—-](?P<last>1[0-2]\d)年{_NO_LENGTH}度?")
_NAMED = re.compile("民[国國][\\d元一二三四五六七八九十百]")


def counts_by_republic(texts: Sequence[str]) -> bool:
    """Whether an article counts years by the Republic: in traditional script, and it names that calendar or such years."""
    whole = "\n".join(texts)
    plain = simplified(whole)
    return plain != whole and bool(_NAMED.search(plain) or _BARE.search(plain))


def republic_at(text: str, start: int) -> Mention | None:
    """The date of that calendar that begins at `start`: a year with or without month and day, or years from to."""
    match = _YEARS.match(text, start) or _BARE.match(text, start)
    if match is None:
        return None
    found = {name: int(number) for name, number in match.groupdict().items() if number}
    year, last = found["year"] + _FIRST, found.get("last")
    until = Date(last + _FIRST) if last else None
    date = Date(year, found.get("month"), found.get("day"), until=until)
    return Mention(start, match.end(), "date", None, date=date, number=match.span())
