"""Which hospital an article is about, and the short names it uses for it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hospital_tui.model import Hospital
from hospital_tui.parsing.tables import table

_HAN = "\u4e00-\u9fff"
_ORDINALS = "一二三四五六七八九十"
_NAMES = re.compile(
    rf"医院|保健院|卫生院|医疗集团|医疗中心|医学中心|[{_ORDINALS}]院|卫生服务中心|疾控中心|妇幼"
)
_ORDINAL = re.compile(rf"第([{_ORDINALS}]{{1,2}})(人民)?医院$")
_BARE_ORDINAL = re.compile(rf"([{_ORDINALS}]{{1,2}})医?院")
_ATTACHED = re.compile(r"附属(.{2,10}医院)$")
_COUNTY = re.compile(rf"[{_HAN}]{{1,5}}?(?:自治县|自治州|自治区|县|市|区|旗|州|镇|乡)")
_ABOUT = re.compile(rf"^(?:记|访|看|探访|走近|走进)(?=[{_HAN}]{{2,4}}(?:县|市|区))")
_LEVEL_ONLY = re.compile(r"[省市县区]医院")
_QUANTIFIER = re.compile(rf"^[{_ORDINALS}几多数这那每两]+[家所个](?=..)|^家(?=乡镇|中心|社区|县)")
_RUN = re.compile(rf"[{_HAN}]{{2,}}")
_MARKS = ("院", "集团", "中心", "防治所")
"""One of these stands in every end of a name (a test proves it)."""
_LEVELS = "市县区旗州省镇乡"
_LONGEST = 28
LEAST = 1.5
"""Weight from which a name is believed to be the article's own."""
_SAMPLE = 200_000
"""Characters of an article that are searched for names: the rest of a book-length text adds none."""
_LEVEL_FIRST = 0.6
"""What a name without its place (市中医院) weighs against one with it."""

GENERIC = frozenset(
    {"人民医院", "医院", "中医院", "中医医院", "附属医院", "总医院", "集团", "妇幼", "妇幼保健院"}
)
"""Words that name no hospital in particular."""


@dataclass(slots=True, frozen=True)
class Naming:
    """Text that may name the hospital, and how much a name in it weighs."""

    text: str
    weight: float


@cache
def _ends() -> re.Pattern[str]:
    """The end of a name, as group 1; a class of first characters goes ahead of it, which is searched much faster."""
    words = sorted(table("hospitals")["ends"], key=len, reverse=True)
    firsts = "".join(sorted({word[0] for word in words}))
    end = rf"{'|'.join(words)}|(?<=[省市县区])立?第?[{_ORDINALS}](?:人民)?院"
    return re.compile(rf"[{firsts}立第{_ORDINALS}](?<=(?=({end})).)")


@cache
def _before() -> re.Pattern[str]:
    words = sorted(table("hospitals")["before"], key=len, reverse=True)
    return re.compile(f".*(?:{'|'.join(words)})")


@cache
def _kinds() -> re.Pattern[str]:
    words = sorted(table("hospitals")["kinds"], key=len, reverse=True)
    return re.compile(
        rf"[和与及或]?(?:.?[{_ORDINALS}几多数这那每两][家所个])?(?:.*(?:级|型|性|化)|{'|'.join(words)})(?:综合|专科)?(?:医院|卫生院|医疗中心|医学中心|卫生服务中心)"
    )


@cache
def _places() -> re.Pattern[str]:
    words = [word for row in table("places").values() for word in row.split()]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def names_hospital(text: str) -> bool:
    """Whether the text names a hospital, in full or in short."""
    return bool(_NAMES.search(text))


def mentions(text: str) -> list[str]:
    """The names of hospitals in a text, in order, as well as their left ends can be told."""
    found: list[str] = []
    for run in _RUN.finditer(text, 0, _SAMPLE):
        words, start = run[0], 0
        if not any(map(words.__contains__, _MARKS)):
            continue
        for match in _ends().finditer(words):
            begin, end = match.span(1)
            if begin < start:
                continue
            name = _trim(words[max(start, end - _LONGEST) : end])
            if name and name not in GENERIC and not _is_kind(name):
                found.append(name)
            start = end
    return found


def _is_kind(name: str) -> bool:
    return (
        len(name) < 3
        or bool(_LEVEL_ONLY.fullmatch(name))
        or name in table("hospitals")["ends"]
        or bool(_kinds().fullmatch(name))
    )


def _trim(run: str) -> str:
    """Cut off what is no part of the name at its left."""
    place = _places().search(run)
    if place and place.start() <= len(run) - 4:
        return run[place.start() :]
    run = _ABOUT.sub("", _QUANTIFIER.sub("", run))
    cut = _before().match(run[:-2])
    if cut and len(run) - cut.end() >= 3:
        run = run[cut.end() :]
    return run


def resolve(evidence: Iterable[Naming]) -> Hospital:
    """The hospital that an article is about: the name that its title, its lead and most of its passages point to."""
    rows = [row for row in evidence if row.text]
    weights = _weigh(rows)
    if not weights:
        return Hospital(name="")
    text = "\n".join(row.text for row in rows)[:_SAMPLE]
    heads = "\n".join(row.text for row in rows if row.weight > 3)
    names = sorted(weights, key=lambda name: (-weights[name], name))[:12]
    scores = {name: _score(name, weights, heads) for name in names}
    best = max(names, key=lambda name: (scores[name], -names.index(name)))
    if scores[best] < LEAST or scores[best] < 0.2 * sum(weights.values()):
        return Hospital(name="")
    best = _fullest(best, names)
    return Hospital(name=best, aliases=aliases(best, text))


def _weigh(rows: list[Naming]) -> dict[str, float]:
    """What each name weighs; a name with a verb still before it (看信安县人民医院) counts for the shorter one."""
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    left = _SAMPLE
    for row in rows:
        for name in mentions(row.text[:left]):
            counts[name] += 1
            weights[name] = weights.get(name, 0.0) + row.weight
        left -= len(row.text)
        if left <= 0:
            break
    for name in sorted(weights, key=len, reverse=True):
        shorter = [
            n for n in weights if n != name and name.endswith(n) and n[0] not in _LEVELS and len(n) >= 5
        ]
        target = max(shorter, key=lambda n: (counts[n], n), default=None)
        if target is not None and counts[target] >= counts[name]:
            weights[target] += weights.pop(name)
            counts[target] += counts.pop(name)
    return weights


def _score(name: str, weights: dict[str, float], heads: str) -> float:
    score = 0.0
    for other, weight in weights.items():
        if (
            other == name
            or (other in name and other[0] in _LEVELS)
            or (name in other and other.endswith("集团"))
        ):
            score += weight
    score += 3.0 * sum(heads.count(form) for form in short_forms(name) if len(form) >= 3)
    return score * (_LEVEL_FIRST if name[0] in _LEVELS else 1.0)


def _fullest(name: str, names: list[str]) -> str:
    """The longest name that only adds 医疗集团 or the like to this one."""
    longer = [other for other in names if other.startswith(name) and other.endswith("集团")]
    return max(longer, key=len, default=name)


def place_of(name: str) -> tuple[str, str, str]:
    """A name's place without 市 or 县, the level character ("" for none), and the rest."""
    match = _places().match(name)
    if match:
        rest = name[match.end() :]
        if rest[:1] and rest[0] in _LEVELS:
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
    for form in sorted(short_forms(name), key=lambda form: (-len(form), form)):
        count = _alone(form, covered)
        if count:
            counts[form] = count
            covered = covered.replace(form, "\0")
    for pattern in table("hospitals")["declared"]:
        for match in re.finditer(re.escape(name) + r"[（(，,]?" + pattern, text):
            counts[match[1]] += 1
    return tuple(alias for alias, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _alone(form: str, text: str) -> int:
    """How often a short name stands in a text without being the end of another name."""
    if form not in text:
        return 0
    links = table("hospitals")["links"]
    return len(re.findall(rf"(?:(?<![{_HAN}])|(?<=[{links}])){re.escape(form)}", text))
