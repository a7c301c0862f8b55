"""Names of hospitals in running text: where one ends is said by its last word, where it begins by the words before.

A name is put together of a place (省, 市, 县 …), an owner (大学, 军区, 集团 …) or a proper word, then of the kind of
hospital that it is, and of its end (医院, 保健院 …). The words before an end are cut by the dictionary and each gets a
class; the name begins at the first word from which on the classes read as one. No name holds a verb, a pronoun, a
person or a word that makes a class of hospitals of it (三级, 定点, 各大).
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from hospital_tui.parsing.segmenting import frequency, segmenter, tag
from hospital_tui.parsing.tables import table
from hospital_tui.parsing.words import is_name
from hospital_tui.text.folding import simplified
from hospital_tui.text.script import han_pattern

_TENS = "一二三四五六七八九十"
_NUMBER = rf"第?[{_TENS}〇零○OＯ\d]{{1,5}}"
LEVELS = "省市县区州盟旗镇乡村"
"""Last characters of places, from which short names are made as well (市二院)."""
_RUN = han_pattern(r"(?:(?!丨)[\p{Han}〇○OＯ0-9]){3,}")
"""Characters that can be of one name; the stroke 丨 stands for a bar."""
_BRANCH = han_pattern(r"(?:[（(]([\p{Han}]{2,5})[）)](?:医院|分院|院区)?|([\p{Han}]{2,4}?)?(?:医院|分院))")
_SHORT_UNIVERSITY = han_pattern(r"(?![一二三四五六七八九十几])[\p{Han}](?:医大|大|医)$")
_LONGEST = 30
"""Characters before an end that may belong to its name."""
_SAMPLE = 200_000
"""Characters of a text that are searched: the rest of a book-length text adds no name."""
_EVERYDAY = 200
"""Frequency from which a noun is no place though a level stands behind it (农业县)."""
_RARE = 30
"""Frequency below which a word right before a level is a place, whatever else it may mean (北麓市)."""
FOREIGN = ("·", "•", "‧", "・", "-")
"""What stands inside a foreign name, of which the last part alone is no name."""
_BRIEF = (2, 3)
"""Characters of a proper name that no dictionary knows (嘉安医院): told by how often it is said, not by itself."""
_LONGEST_PLACE = 3
"""Characters of a place before its level that the dictionary need not know."""
_OF_PLACES = "大小新老上下前后中"
"""Characters of other meanings with which the names of townships begin (大石坑镇)."""
COMMON = 60
"""Frequency in the dictionary (of 60 million words) from which a word is an everyday one and no proper name."""

_NAME = re.compile(
    r"(?:A|O(?=[AK])|P|S(?=[SPAOLV])|L$)(?:[APOKSL]|(?<=[AOK])N|(?<=[AOKNSVP])V|(?<=[AO].)N)*$"
)
"""The classes of the words of a name, up to its kind: see `_classed`."""


_NO_HOSPITAL = re.compile("发展中心|管理(?:局|中心|学会|集团|公司|协会|处)|协会|学会|杂志|报(?!告|道|导|名)")
"""What is no hospital though a hospital's name stands in its own (某市医院协会)."""
_NUMBER_OF = rf"[{_TENS}\d几多余两]+[家所座]"
_COUNTED, _COUNTS = re.compile(_NUMBER_OF + "$"), re.compile(_NUMBER_OF)
"""Hospitals that are counted, which no name is of one of (6家青岛市立医院, 12家县医院)."""
_CLASSES = ("乡镇", "区县", "市县", "县市", "县区", "省市")
"""Levels side by side: a class of places and none of them."""


@dataclass(slots=True, frozen=True)
class Mention:
    """A hospital that a text names."""

    name: str
    start: int
    end: int
    """[start, end) in the text."""
    placed: bool
    """A place, an owner or a proper word stands in it; else only the context tells it from its like (儿科医院, 市三院)."""


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("hospitals")[name])


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def ends() -> re.Pattern[str]:
    """The end of a name; a class of first characters goes ahead of it, which is searched much faster."""
    ends = _listed("ends")
    firsts = "".join(sorted({word[0] for word in ends}))
    ordinal = rf"(?:附?第?[{_TENS}]{{1,2}}|[{_TENS}]附)院(?![士内])"
    return re.compile(rf"(?=[{firsts}附第{_TENS}])(?:{_any_of(ends)}|{ordinal})")


@cache
def kinds() -> re.Pattern[str]:
    """What kind of hospital a name tells of, right before its end."""
    return re.compile(rf"(?:{_any_of(_listed('inner'))}|{_NUMBER}|(?<=[省市县区州])立)+$")


@cache
def _class_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_any_of(_listed('kinds'))}|级|型|性|[{_TENS}几多数两余这那哪每首\d][家所个间座])$"
    )


@cache
def places() -> re.Pattern[str]:
    """Provinces, cities and institutions that names begin with."""
    return re.compile(_any_of(frozenset(word for row in table("places").values() for word in row.split())))


@cache
def _kept_whole() -> re.Pattern[str]:
    """Institutions, and words of no name that the dictionary would cut (入职)."""
    unknown = {word for word in _listed("stops") if len(word) > 1 and not frequency(word)}
    return re.compile(f"({_any_of(frozenset(table('places')['institutions'].split()) | unknown)})")


def mentions(text: str) -> list[str]:
    """The names of hospitals in a text, in order."""
    return [mention.name for mention in find_mentions(text)]


@lru_cache(maxsize=4096)
def find_mentions(text: str) -> tuple[Mention, ...]:
    """The hospitals that a text names, in order; names as they are written, in whatever script."""
    written, text = text, simplified(text)
    found: list[Mention] = []
    for run in _RUN.finditer(text, 0, _SAMPLE):
        floor = run.start()
        for match in ends().finditer(run[0]):
            start, end = run.start() + match.start(), run.start() + match.end()
            if start < floor:
                continue
            above = found.pop() if found and found[-1].end == floor and text[floor] not in "和与及" else None
            floor += text[floor] in "和与及"
            mention = _mention(text, floor, start, end, above)
            found += [mention] if mention else [above] if above else []
            if mention and above and mention.start >= above.end:
                found.insert(-1, above)
            floor = mention.end if mention else end
    return tuple(replace(mention, name=written[mention.start : mention.end]) for mention in found)


def _mention(text: str, floor: int, start: int, end: int, above: Mention | None) -> Mention | None:
    """The name whose end stands at [start, end) and that begins at `floor` or after it; None for a class of hospitals.

    A name that goes on from the one right above it (…总医院 第五医学中心, …医疗中心 李惠利医院) is one with it.
    """
    before = text[max(floor, start - _LONGEST) : start]
    kind = kinds().search(before)
    rest = before[: kind.start()] if kind else before
    core = before[len(rest) :] + text[start:end]
    if _NO_HOSPITAL.match(text, end):
        return None
    words = cut_words(rest, core)
    sort = _class_of().search(rest) is not None and _with_place(words) is None
    own = [] if sort else _with_its_number(words, _own_words(words))
    begin = end - len(core) - len(text_of(own))
    counted = _COUNTED.search(text, max(0, begin - 5), begin) or _COUNTS.match(text, begin)
    if counted or text[begin - 1 : begin] in FOREIGN:
        return None
    if own and (tag(own[0][0][0]) == "r" or (core == "医院" and _is_everyday_district(own[-1][0]))):
        return None
    classes = {letter for _, letter in own}
    placed = bool(classes & set("AOP")) or ("S" in classes and core != "医院")
    stop = end + _branch(text, end)
    whole = len(rest) <= 3 and (rest == text_of(own) or is_name(rest))
    if above is not None and whole and classes <= set("SPNV"):
        return Mention(above.name + text[above.end : stop], above.start, stop, True)
    bare = core == "医院" and not (len(own) in _BRIEF and classes <= set("SV") and not sort)
    if not placed and (sort or bare or not (own or _stands_alone(words, core)) or core[-1] != "院"):
        return None
    if text[begin:stop] in _listed("generic"):
        return None
    return Mention(text[begin:stop], begin, stop, placed)


def _is_everyday_district(word: str) -> bool:
    """Whether a quality stands before an everyday word that ends as places do (老矿区), or a word paints one (瑶乡)."""
    if len(word) == 2 and word[-1] in "乡村镇城":
        return not tag(word).startswith("ns")
    everyday = frequency(word[1:]) >= COMMON and word[1:][-1:] in LEVELS
    return everyday and word[0] in _listed("stops") and tag(word) != "ns"


def _branch(text: str, end: int) -> int:
    """Characters behind a name that say which branch of a hospital is meant (医院（厦门）, 医院厦门医院, 医院分院)."""
    match = _BRANCH.match(text, end)
    place = match and (match[1] or match[2])
    if not match or (place and not _is_place(place)):
        return 0
    return match.end() - end


def _is_place(word: str) -> bool:
    return places().fullmatch(word.rstrip(LEVELS)) is not None or tag(word) == "ns"


def _stands_alone(words: list[str], core: str) -> bool:
    """Whether a kind of hospital without a place is told as a name: behind a verb or a link, not behind 一家 or 省级."""
    numbered = re.match(_NUMBER, core)
    if not core.endswith("医院") or (numbered and len(numbered[0]) < 3) or core in _listed("generic"):
        return False
    return not words or (_class(words[-1]) == "X" and not tag(words[-1]).startswith(("m", "q", "r", "a")))


def cut_words(rest: str, core: str) -> list[str]:
    """The words before a kind; those that name an institution are kept whole, a university's short name (苏大附一院) too."""
    short = _SHORT_UNIVERSITY.search(rest) if "附" in core[:2] else None
    words: list[str] = []
    for part in _kept_whole().split(rest[: short.start()] if short else rest):
        words += [part] if _kept_whole().fullmatch(part) else segmenter().cut(part, HMM=False)
    return [word for word in words if word] + ([short[0]] if short else [])


def _own_words(words: list[str]) -> list[tuple[str, str]]:
    """The last words of those before a kind that belong to the name, each with its class."""
    found = _with_place(words) or classed(words)
    match = _NAME.search("".join(letter for _, letter in found))
    own = found[match.start() :] if match else []
    if own and _is_tail(own[0], found[len(found) - len(own) - 1 :][:1] if len(own) < len(found) else []):
        return []
    for i, (word, letter) in enumerate(own):  # a verb between two places: 某集团投资建设 某省医院
        if letter == "N" and tag(word) == "vn" and any(other == "A" for _, other in own[i:]):
            return own[i + 1 :] if own[i + 1][1] != "N" else _own_words([word for word, _ in own[i + 1 :]])
    known = [letter for _, letter in own[:2]] == ["S", "A"] and tag(own[1][0]) == "ns"
    if known or (own[:1] and own[0][0] in _listed("stops") and own[1:]):
        return own[1:]  # a verb, or the rest of one that the dictionary does not know (入职 清江市 …)
    place = next((i for i, (_, letter) in enumerate(own) if letter == "A"), 0)
    person = own[:place]
    if any(len(word) == 1 or tag(word).startswith("nr") for word, _ in person) and is_name(text_of(person)):
        return own[place:]
    return own


def _with_its_number(words: list[str], own: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a name, the number of a division or regiment of the Corps with them (十三 of 十三师红星医院)."""
    said = text_of(own).removeprefix("师")
    numbered = re.search(rf"{_NUMBER}[师团]{re.escape(said)}$", "".join(words))
    return [(numbered[0], "A")] if numbered else own


def _is_tail(first: tuple[str, str], before: list[tuple[str, str]]) -> bool:
    """Whether a name would begin with the end of a place (坪县 of 青石坪县): a noun stands right before it."""
    word, letter = first
    bare = letter in "LS" or (letter == "A" and len(word) == 2 and word[-1] in LEVELS)
    county = word[-1] == "县" and tag(word) == "ns"
    return bare and not county and bool(before) and before[0][1] in "NP"


def _with_place(words: list[str]) -> list[tuple[str, str]] | None:
    """Words that end in a place the dictionary need not know: two or three characters, then a level, right before the kind.

    They reach to a word that no place holds, to another place, or to where the stretch begins; an everyday word (邻近县)
    is none. None where the words do not end so.
    """
    text = "".join(words)
    if text[-1:] not in LEVELS or not text or text.endswith(_CLASSES):
        return None
    before = cut_words(text[:-1], "")
    inside: list[str] = []
    while before and sum(map(len, inside)) + len(before[-1]) <= _LONGEST_PLACE:
        word = before[-1]
        if _parts_places(word, first=len(before) == 1, last=not inside):
            break
        held = "".join(inside)
        whole = len(held) > 1 or tag(held + text[-1]) == "ns"
        if whole and word in _listed("stops") and word not in _OF_PLACES:
            break
        inside.insert(0, before.pop())
        if sum(map(len, inside)) > 1 and tag("".join(inside)).startswith("ns"):
            break
    own = "".join(inside)
    if own and tag(own[0]).startswith("r"):
        return None
    known = tag(own).startswith("ns") or tag(own + text[-1]) == "ns"
    if len(own) < 2 or (
        before and not known and not _parts_places(before[-1], first=len(before) == 1, last=False)
    ):
        return None
    everyday = COMMON if not tag(own).startswith("n") else _EVERYDAY
    if len(inside) == 1 and frequency(own) >= everyday and not tag(own).startswith(("ns", "nr", "nz")):
        return None
    return [*classed(before), (own + text[-1], "A")]


def _parts_places(word: str, *, first: bool, last: bool) -> bool:
    """Whether a place can begin behind a word and not hold it; first: nothing stands before it, last: the level behind it."""
    kind = tag(word)
    if len(word) == 1:
        bound = kind.startswith(("p", "r", "m", "u", "y")) or word in "年月日记"
        listed = word in _listed("stops") and kind.startswith(("c", "v"))
        return bound or (listed and not (first and kind.startswith("c")))
    if last and (kind.startswith(("ns", "nr", "nz")) or frequency(word) < _RARE):
        return word in _listed("stops")
    return word in _listed("stops") or _class(word) in ("AOX" if last else "AOXN")


def text_of(words: list[tuple[str, str]]) -> str:
    """The words, which have each its class, as one text."""
    return "".join(word for word, _ in words)


def classed(words: list[str]) -> list[tuple[str, str]]:
    """Words with their classes; characters that only a level (县, 镇 …) behind them makes a place are put together."""
    found: list[tuple[str, str]] = []
    for word in words:
        letter = _class(word)
        if word == "大" and found and found[-1][1] == "S":  # a university in short (苏大)
            word, letter = found.pop()[0] + word, "A"
        if letter == "L" or (letter == "A" and len(word) == 2 and word[-1] in LEVELS):
            size = 0
            while (
                found
                and found[-1][1] in "SVP"
                and size + len(found[-1][0]) <= (3 if letter == "L" else _before_area(word))
            ):
                if not size and _only_one(found, word):
                    break
                before = found.pop()[0]
                size, word, letter = size + len(before), before + word, "A"
        found.append((word, letter))
    return found


def _before_area(word: str) -> int:
    """Characters of a place before a word of two that ends as places do: counties alone have names of one (和县, not 湾区)."""
    return 1 if word[-1] == "县" and tag(word).startswith("ns") else 2


def _only_one(before: list[tuple[str, str]], level: str) -> bool:
    """Whether a lone character stands before a level and no place is made of the two (请 市…, but 通县)."""
    alone = len(before) == 1 or before[-2][1] not in "SVP"
    return alone and len(before[-1][0]) == 1 and tag(before[-1][0] + level) != "ns"


def _class(word: str) -> str:
    """A place, an owner's last word (O), a proper word, a kind, a single character, a noun, a verb of one character, a level (L), else X."""
    if word in _listed("stops") or (tag(word) in ("i", "l") and not places().match(word)):
        return "X"
    if len(word) == 1:
        if word in LEVELS:
            return "L"
        return "V" if tag(word)[:1] in ("v", "d") else "X" if tag(word)[:1] in tuple("pcruyqmt") else "S"
    if word in _listed("inner") or re.fullmatch(_NUMBER, word):
        return "K"
    if word in _listed("owners"):
        return "O"
    if (
        places().match(word)
        or (_SHORT_UNIVERSITY.fullmatch(word) and not tag(word).startswith(("v", "a", "b")))
        or (word.endswith(tuple(_listed("owners"))) and not _is_post(word))
        or tag(word) in ("ns", "nt")
    ):
        return "A"
    if word in _listed("proper"):
        return "P"
    common = frequency(word) >= COMMON
    if tag(word).startswith(("v", "p", "c", "r", "m", "q", "u", "y")) and tag(word) != "vn":
        return "X"
    return "P" if not common else "N" if tag(word).startswith(("n", "vn", "j", "b", "s")) else "X"


def _is_post(word: str) -> bool:
    """Whether a word ends as divisions of an army do and is none (工程师, 名师)."""
    return word.endswith("师") and tag(word).startswith(("n", "v")) and frequency(word) > 0
