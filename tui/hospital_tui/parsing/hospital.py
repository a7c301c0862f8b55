"""Which hospital an article is about, and the short names it uses for it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hospital_tui.model import Hospital
from hospital_tui.parsing.forms import form, stands_in
from hospital_tui.parsing.naming import LEVELS, Mention, find_mentions, places
from hospital_tui.parsing.segmenting import frequency, tag
from hospital_tui.parsing.tables import table
from hospital_tui.text.folding import simplified
from hospital_tui.text.script import HAN, han_pattern

_ORDINALS = "一二三四五六七八九十"
_NAMES = re.compile(
    rf"医院|保健院|卫生院|医疗集团|医疗中心|医学中心|[{_ORDINALS}]院|卫生服务中心|疾控中心|妇幼"
)
_ORDINAL = re.compile(rf"第([{_ORDINALS}]{{1,2}})(人民)?医院$")
_BARE_ORDINAL = re.compile(rf"([{_ORDINALS}]{{1,2}})医?院")
_DOUBLED = re.compile(rf"([{LEVELS}])\1")
"""A slip of the pen (某省省人民医院)."""
_ATTACHED = re.compile(r"附属(.{2,10}医院)$")
_COUNTY = han_pattern(r"[\p{Han}]{1,5}?(?:自治县|自治州|自治区|县|市|区|旗|州|镇|乡)")
_ELSEWHERE = re.compile(
    r"(?:毕业于|转至|转入|转到|转往|送往|送到|送至|赴|前往|借调|支援|驰援|进驻|派往|帮扶的?|[至到—-](?:19|20)?\d\d年(?:\d+月)?在|(?:^|[（(，。；])原|前身[是为]?|[曾本原]是|[改更易冠命]名[为叫]?)$"
)
"""What tells that somebody only goes there, or that the hospital once was called so."""
_AWAY = re.compile(r"(?:进修|学习|毕业|实习|就读|会诊|求治|支援|[旧遗]址|的?(?:一[名位]|退休))")
_AID = re.compile(
    r"援[藏疆鄂青湘沪吉琼渝川黔滇桂蒙外非]|对口(?:支援|帮扶)|组团式|支医|帮扶|医疗队|博士团|志愿者"
)
"""What an article speaks of whose doctors work at another hospital than their own."""
_COMES = han_pattern(r"来自[\p{Han}]{2,20}?院")
_PAIRED = han_pattern(r"[与和同跟][\p{Han}]{2,20}?医院")
_WITH = re.compile(r"(?:与|同|和|跟|携手|牵手|联合)$")
_JOINS = re.compile(
    r"[^，。；]{0,12}?(?:签|合作|共建|结[成为对]|达成|建立|联[合手办]|携手)|(?:的?(?:联盟|协作|合作|医联体|技术支持))"
)
"""What tells that a hospital is the partner of the one that is spoken of."""
_DATELINE = re.compile(
    r"(?:[^，。]{0,20}(?:讯|电|消息|报道)\s*+)?(?:[（(][^）)]{0,40}[）)])?\s*+(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日[上下]?午?[，,]?|(?:近日|日前|昨日|昨天|近期)[，,])?(?:记者从)?"
)
"""What stands before the first words of an article: where, by whom and when it was sent."""
_IS = re.compile("(?<![就正便即])是$|成为$")
"""What says that a hospital, named already, is one of another's (是某大学附属医院)."""
_STAFF = han_pattern(
    r"(?!的?(?:一[名位]|有|某))(?:(?![等是在有为将说让把来去与])[\p{Han}、（）()]){0,14}?(?:院长|书记|主任|医师|医生|教授|护士|[药技]师|专家|大夫|医疗队)"
)
_SAMPLE = 200_000
"""Characters of an article that are searched for names: the rest of a book-length text adds none."""
IN_HEAD = 5.0
"""Weight from which a text is a line of the head."""
HEADED_SHARE, OWN_SHARE, AIDED_SHARE = 0.34, 0.55, 0.8
"""From which a hospital is the article's own: its share of what is said of hospitals when the head names it; when it does
not; and of a text about people who come from one hospital to help at another.
"""
_EVERYDAY = 1000
"""Frequency from which a word before 市 or 县 is no place (周边县)."""
_LEADS = frozenset("在从到对由为是让把向与和及据这该我本于往赴去经给被比至以当自跟同像找")
"""Characters before a name that are no part of it, however often they stand there."""
OFTEN = 2
"""Times that a hospital must be named which no line of the head names."""

SHORTEST_PARENT = 5
"""Characters of a name from which a longer one that begins with it is that of its branch."""

GENERIC = frozenset(
    {"人民医院", "医院", "中医院", "中医医院", "附属医院", "总医院", "集团", "妇幼", "妇幼保健院"}
)
"""Words that name no hospital in particular."""


@dataclass(slots=True, frozen=True)
class Naming:
    """Text that may name the hospital, and how much a name in it weighs."""

    text: str
    weight: float


@dataclass(slots=True)
class _Candidate:
    """A hospital that an article speaks of, in all forms of its name."""

    forms: dict[str, float]
    """Weight of each form."""
    placed: bool
    headed: bool
    times: int = 0
    """How often it is named as where something is done."""
    said: int = 0
    """How often it is named; once is enough in the paragraph that opens the article, and where its staff speaks."""

    @property
    def weight(self) -> float:
        return sum(self.forms.values())


def names_hospital(text: str) -> bool:
    """Whether the text names a hospital, in full or in short."""
    return bool(_NAMES.search(text))


def resolve(evidence: Iterable[Naming]) -> Hospital:
    """The hospital that an article is about, by its longest name; none where it is about none or about several.

    It is named in the head, and no other is said nearly as often; or more is said of it than of all others.
    """
    rows = [row for row in evidence if row.text]
    candidates = sorted(_candidates(rows), key=lambda one: -one.weight)
    if not candidates:
        return Hospital(name="")
    headed = [one for one in candidates if one.headed]
    best = headed[0] if headed else candidates[0]
    total = sum(one.weight for one in candidates)
    placed = best.placed or (best.headed and best.said > 1)
    name = _fullest(best)
    text = "\n".join(row.text for row in rows)[:_SAMPLE]
    aided = _COMES.search(text) and _AID.search(text)
    least = HEADED_SHARE if best.headed else AIDED_SHARE if aided else OWN_SHARE
    shared = not best.headed and any(one.times >= best.times for one in candidates if one is not best)
    if shared or not placed or best.weight < least * total or not (best.headed or best.said >= OFTEN):
        return Hospital(name="")
    name = _from_its_beginning(name, text)
    if name[0] in LEVELS and not (name := _with_its_place(name, text)):
        return Hospital(name="")
    found = aliases(name, text)
    said = sorted(
        (form for form in best.forms if form != name and form not in found), key=lambda form: -len(form)
    )
    return Hospital(name=name, aliases=(*found, *said))


def _from_its_beginning(name: str, text: str) -> str:
    """A name of no known place with the characters that stand before it each time it is said, and begin what is said.

    A word that only looks like another begins a name so (观 of 观塘仁爱医院).
    """
    while not places().match(name):
        found = [m.start() for m in re.finditer(re.escape(name), text)]
        before = {text[max(0, at - 1) : at] for at in found}
        char = before.pop() if len(before) == 1 else ""
        opens = re.search(rf"(?<![{HAN}]){re.escape(char + name)}", text)
        if len(found) < OFTEN or not re.match(f"[{HAN}]", char) or char in _LEADS or opens is None:
            break
        name = char + name
    return name


def _with_its_place(name: str, text: str) -> str:
    """A name that begins with 市 or 县 with the two characters that a text puts before it again and again, else "".

    市人民医院 alone is told from its like by the reader's own town alone.
    """
    before = re.findall(rf"([{HAN}]{{2}}){name}", text)
    place, count = next(iter(Counter(before).most_common(1)), ("", 0))
    told = count >= OFTEN and not tag(place).startswith(tuple("vdprcmu")) and frequency(place) < _EVERYDAY
    return place + name if told else ""


def _fullest(candidate: _Candidate) -> str:
    """The longest form of a hospital's name; one that begins with its place before one that begins with 市 or 县."""
    forms = [form for form in candidate.forms if not _DOUBLED.search(form)] or list(candidate.forms)
    return max(forms, key=lambda form: (form[0] not in LEVELS, len(form), candidate.forms[form]))


def _candidates(rows: list[Naming]) -> list[_Candidate]:
    """The hospitals that texts name, shorter forms counted for the longer ones that they can stand for."""
    weights: dict[str, float] = {}
    placed: set[str] = set()
    headed: set[str] = set()
    said: Counter[str] = Counter()
    times: Counter[str] = Counter()
    lead = next((row for row in rows if row.weight < IN_HEAD), None)
    left = _SAMPLE
    for row in rows:
        for mention in _mentions(row.text[:left]):
            begins = row is lead and _DATELINE.fullmatch(row.text[: mention.start].strip()) is not None
            begins = begins and not _PAIRED.match(row.text, mention.end)
            bearing = row.weight * _bearing(row.text, mention) * (2 if begins else 1)
            weights[mention.name] = weights.get(mention.name, 0.0) + bearing
            sure = mention.placed and place_of(simplified(mention.name))[1:] != ("", "医院")
            placed |= {mention.name} if sure or mention.name[0] in LEVELS else set()
            told = bearing >= row.weight and mention.name[0] not in LEVELS
            opens = row is lead and told and not _listed(row.text, mention)
            if bearing >= row.weight / 2:  # else it is only where somebody went, or a partner
                times[mention.name] += 2 if begins and bearing <= 2 * row.weight else 1
                said[mention.name] += OFTEN if opens or bearing > row.weight > 1 else 1
            headed |= {mention.name} if row.weight >= IN_HEAD else set()
        left -= len(row.text)
        if left <= 0:
            break
    found: list[_Candidate] = []
    for name in sorted(weights, key=lambda name: (-len(name), -weights[name])):
        fits = [one for one in found if any(_same(name, other) for other in one.forms)]
        if not fits:
            found.append(_Candidate({}, False, False))
        one = max(fits, key=lambda one: one.weight) if fits else found[-1]
        one.forms[name] = weights[name]
        one.placed |= name in placed
        one.said += said[name]
        one.times += times[name]
        one.headed |= name in headed
    return found


@cache
def _shorts() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('hospitals')['shorts'])})(?![生師师金院])")


def _mentions(text: str) -> list[Mention]:
    """The hospitals that a text names, those without an end among them (屏基)."""
    found = list(find_mentions(text))
    for match in _shorts().finditer(text):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            found.append(Mention(match[0], match.start(), match.end(), True))
    return found


def _listed(text: str, mention: Mention) -> bool:
    """Whether a name is one of several that are listed (甲医院、乙中心)."""
    return "、" in (text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1])


def _same(short: str, long: str) -> bool:
    """Whether two names are of one hospital: forms of each other, or the longer one names a branch."""
    if _shorts().fullmatch(short):
        return stands_in(short, long)
    return form(short).same(form(long)) or (len(short) > SHORTEST_PARENT and long.startswith(short))


def _bearing(text: str, mention: Mention) -> float:
    """How much a mention says that the article is about this hospital: its staff speaks, or somebody only went there.

    Of an article that names hospitals, those of townships are seldom the subject.
    """
    if mention.name.endswith(("卫生院", "服务中心")):
        return 0.5
    if _JOINS.match(text, mention.end) and (
        _WITH.search(text[max(0, mention.start - 2) : mention.start]) or text[mention.end] in "联协合医的技"
    ):
        return 0.2
    if _ELSEWHERE.search(text[max(0, mention.start - 9) : mention.start]) or _AWAY.match(text, mention.end):
        return 0.3
    if _STAFF.match(text, mention.end):
        return 1.5
    if _PAIRED.match(text, mention.end):
        return 0.5
    return 0.3 if "附属" in mention.name and _IS.search(text[: mention.start][-3:]) else 1.0


def place_of(name: str) -> tuple[str, str, str]:
    """A name's place without 市 or 县, the level character ("" for none), and the rest."""
    match = places().match(name)
    if match:
        rest = name[match.end() :]
        if rest[:1] and rest[0] in LEVELS:
            return match[0], rest[0], rest[1:]
        return match[0], "", rest
    match = _COUNTY.match(name)
    if match and len(match[0]) < len(name) - 2:
        return match[0][:-1], match[0][-1], name[match.end() :]
    return "", "", name


def short_forms(name: str) -> list[str]:
    """Ways in which a text may shorten a hospital's name (长治二院, 市二医院, 市妇幼保健院)."""
    forms: list[str] = []
    if name.endswith("集团"):
        shorter = name.removesuffix("集团").removesuffix("医疗")
        forms += [shorter, *short_forms(shorter)]
    place, level, rest = place_of(name)
    inner = _COUNTY.match(rest)
    if place and inner and len(inner[0]) + 2 < len(rest):
        forms += [rest, *short_forms(rest)]
    for stem in _stems(rest):
        forms += [f"{place}{level}{stem}", f"{place}{stem}", *([f"{level}{stem}"] if level else []), stem]
    kept = [form for form in dict.fromkeys(forms) if len(form) >= 2 and form != name and form not in GENERIC]
    return [form for form in kept if form not in table("hospitals")["ends"]]


def _stems(rest: str) -> list[str]:
    """A name without its place, and ways to shorten it."""
    stems = [rest]
    ordinal, bare, attached = _ORDINAL.search(rest), _BARE_ORDINAL.fullmatch(rest), _ATTACHED.search(rest)
    if ordinal:
        number = ordinal[1]
        stems += [f"{number}院", f"{number}医院", f"第{number}人民医院", f"第{number}医院"]
    if bare:
        stems += [f"{bare[1]}院", f"{bare[1]}医院", f"第{bare[1]}人民医院"]
    if rest == "人民医院":
        stems.append("医院")
    if rest.startswith("妇幼"):
        stems += ["妇幼保健院", "妇幼", "妇保院"]
    if rest in ("中医医院", "中医院"):
        stems += ["中医院", "中医医院"]
    if attached:
        stems.append(attached[1])
    return stems


def aliases(name: str, text: str) -> tuple[str, ...]:
    """The short names of a hospital that a text uses, the most frequent first."""
    counts: Counter[str] = Counter()
    covered = text.replace(name, "\0")
    for short in sorted(short_forms(name), key=lambda short: (-len(short), short)):
        count = _alone(short, covered)
        if count:
            counts[short] = count
            covered = covered.replace(short, "\0")
    for pattern in table("hospitals")["declared"]:
        for match in re.finditer(re.escape(name) + r"[（(，,]?" + pattern, text):
            counts[match[1]] += 1
    return tuple(alias for alias, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _alone(form: str, text: str) -> int:
    """How often a short name stands in a text without being the end of another name."""
    if form not in text:
        return 0
    links = table("hospitals")["links"]
    return len(re.findall(rf"(?:(?<![{HAN}])|(?<=[{links}])){re.escape(form)}", text))
