"""Which lines of a page are its article.

The block whose own paragraphs hold most Chinese outside links is the heart, as in readability; every other block of
running text belongs to the article too, unless its markup names it furniture, and so does what stands between them.
"""

import re
from collections import defaultdict

from hospital_tui.parsing.inputs.assembling import LeftOut
from hospital_tui.parsing.inputs.page_walk import Holder, PageLine
from hospital_tui.parsing.layout import Cell, Line
from hospital_tui.parsing.tables import table
from hospital_tui.text.script import han_count

_PROSE = 20
"""Han characters from which a line with a comma or a full stop is running text."""
_LINK = 40
"""Characters up to which a line of links within the article leads elsewhere."""
_LISTED = 3
"""Lines that are links, one after the other: a list of them."""
_TITLE = 4
"""Characters from which a line that is the page's own title is its heading."""
_SHORT = 20
"""Characters up to which the two lines of a card are a number and its name."""
_NUMBER = re.compile(r"[约近超逾达共]?\s*[\d,.，]*\d(?:\.\d+)?\s*[+＋%％‰]?\s*[万亿千百]?\S{0,4}")


def article(lines: list[PageLine], left: LeftOut, named: str = "") -> list[Line]:
    """The lines of the article; what is none of it is counted in `left`. `named`: what the page calls itself."""
    chosen = _chosen(lines, named)
    for index, line in enumerate(lines):
        if index not in chosen:
            left.note("furniture", line.text)
    return list(_paired([lines[index] for index in sorted(chosen)]))


def _weight(line: PageLine) -> int:
    """Han characters of running text; letters count where a page has no Chinese."""
    han = han_count(line.text)
    return max(0, han - 2 * line.linked)


def prose(lines: list[PageLine]) -> int:
    """Han characters of running text."""
    return sum(han_count(line.text) for line in lines if _is_prose(line))


def _is_prose(line: PageLine) -> bool:
    return (
        line.kind == "text"
        and han_count(line.text) >= _PROSE
        and any(mark in line.text for mark in "，。；")
        and line.linked * 2 < len(line.text)
    )


def _chosen(lines: list[PageLine], named: str) -> set[int]:
    weights = [_weight(line) for line in lines]
    if not any(weights):
        weights = [max(0, len(line.text) - 2 * line.linked) for line in lines]
    if not any(weights):
        return set(range(len(lines)))
    heart = _heart(lines, weights)
    inside = set(range(heart.first, heart.last))
    prose = {index for index, line in enumerate(lines) if _is_prose(line) and not _furniture(line, heart)}
    if sum(weights[index] for index in inside | prose) * 5 < 2 * sum(weights):
        return set(range(len(lines)))
    core = {index for index in inside if weights[index]} | prose
    first, last = min(core), max(core)
    first = min(first, _title(lines, first, named))
    words = _Furniture()
    return {
        index
        for index in range(min(first, heart.first), _beyond(lines, max(last + 1, heart.last), heart, words))
        if index in prose
        or not (
            words.is_line(lines[index])
            or _furniture(lines[index], heart)
            or _link(lines, index, index in inside, named)
        )
    }


def _beyond(lines: list[PageLine], last: int, heart: Holder, words: "_Furniture") -> int:
    """Where the numbers end that stand right behind the article: cards, terms, rows, and what heads them."""
    while last < len(lines):
        head = int(lines[last].kind == "heading")
        step = _stated(lines[last + head : last + head + 2])
        found = lines[last : last + head + step]
        if not step or any(line.linked or words.is_line(line) or _furniture(line, heart) for line in found):
            break
        last += len(found)
    return last


def _stated(lines: list[PageLine]) -> int:
    """How many lines at the beginning state numbers and what they count; 0 for none."""
    if not lines or lines[0].kind == "row":
        return int(bool(lines) and han_count(lines[0].text) > 0 and any(map(str.isdigit, lines[0].text)))
    return 2 if len(lines) > 1 and (_is_term(*lines[:2]) or _is_card(lines, 0)) else 0


def _heart(lines: list[PageLine], weights: list[int]) -> Holder:
    scores: dict[int, float] = defaultdict(float)
    holders: dict[int, Holder] = {}
    for line, weight in zip(lines, weights, strict=True):
        holder: Holder | None = line.holder
        for share in (1, 1.5, 4):
            if holder is None:
                break
            scores[id(holder)] += weight / share
            holders[id(holder)] = holder
            holder = holder.parent
    return holders[max(scores, key=lambda key: scores[key])]


def _furniture(line: PageLine, heart: Holder) -> bool:
    """Whether a block around the line, one that does not hold the heart as well, is named furniture."""
    holder: Holder | None = line.holder
    while holder is not None and not (holder.first <= heart.first and heart.last <= holder.last):
        if holder.furniture:
            return True
        holder = holder.parent
    return False


def _link(lines: list[PageLine], index: int, inside: bool, named: str) -> bool:
    """Whether a line is nothing but links; within the heart a sentence may be one that stands alone, and the page's own title."""
    line = lines[index]
    if not inside:
        return line.linked * 2 >= len(line.text)
    if not _is_linked(line) or _is_title(line, named):
        return False
    short = len(line.text) <= _LINK and not any(mark in line.text for mark in "，。；")
    return short or any(
        len(near) == _LISTED and all(map(_is_linked, near))
        for near in (lines[max(0, at) : at + _LISTED] for at in range(index - _LISTED + 1, index + 1))
    )


def _is_linked(line: PageLine) -> bool:
    return line.linked >= len(line.text) and len(line.text) <= 2 * _LINK


def _is_title(line: PageLine, named: str) -> bool:
    """Whether a heading says what the page begins its own name with."""
    words = "".join(line.text.split())
    return line.kind in ("title", "heading") and len(words) >= _TITLE and named.startswith(words)


def _title(lines: list[PageLine], first: int, named: str) -> int:
    """Where the page's heading stands above the article; `first` where there is none."""
    above = range(first - 1, -1, -1)
    for level in (("title", 1), ("heading", 1), ("named", 0), ("heading", 2)):
        for index in above:
            line = lines[index]
            told = level == ("named", 0) and len(line.text) >= _TITLE and "".join(line.text.split()) == named
            if (told or (line.kind, line.level) == level) and (not line.linked or _is_title(line, named)):
                return index
    return first


class _Furniture:
    """Lines of words that every page has."""

    def __init__(self) -> None:
        words = sorted(table("pages")["furniture_words"].split(), key=len, reverse=True)
        between = r"[\s|｜·:：/、>»<«\[\]【】（）()+\-]*+"
        self._line = re.compile(
            rf"(?>(?:\[?\d{{1,3}}\]?{between})*)(?>(?:(?>[第共]\s*\d+\s*页|{'|'.join(map(re.escape, words))}){between}(?>\d[\d,.]*[万wk+]*次?{between})?)+)",
            re.IGNORECASE,
        )

    def is_line(self, line: PageLine) -> bool:
        """Whether a line is nothing but such words."""
        return line.kind != "row" and self._line.fullmatch(line.text) is not None


def _paired(lines: list[PageLine]) -> list[Line]:
    """The lines, terms and what they mean, and the number and name of a card, side by side in rows."""
    made: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is not None and (_is_term(line, after) or _is_card(lines, index)):
            made.append(Line("", "row", row=1, cells=(Cell(line.text), Cell(after.text))))
            index += 2
            continue
        if line.kind == "row":
            made.append(Line("", "row", row=line.row, cells=line.cells))
        else:
            made.append(Line(line.text, line.kind, line.level))
        index += 1
    return made


def _is_term(line: PageLine, after: PageLine) -> bool:
    return line.tag == "dt" and after.tag == "dd"


def _is_card(lines: list[PageLine], index: int) -> bool:
    """Whether a line and the next are all that a block or paragraph holds: a number and its name, in either order."""
    pair = lines[index : index + 2]
    holder = _around(pair[0])
    alone = pair[0].paragraph == pair[1].paragraph and pair[0].paragraph[1] == 2
    if not alone and (holder is None or holder is not _around(pair[1])):
        return False
    if any(line.kind not in ("text", "heading", "item") for line in pair):
        return False
    texts = [line.text for line in pair]
    if any(len(text) > _SHORT or any(mark in text for mark in "，。；！？：:") for text in texts):
        return False
    numbers = [_NUMBER.fullmatch(text) is not None for text in texts]
    return numbers[0] != numbers[1] and not re.search("[0-9]", texts[numbers[0]])


def _around(line: PageLine) -> Holder | None:
    """The innermost block that holds more than this line, when that is two."""
    holder: Holder | None = line.holder
    while holder is not None and holder.last - holder.first == 1:
        holder = holder.parent
    return holder if holder is not None and holder.last - holder.first == 2 else None
