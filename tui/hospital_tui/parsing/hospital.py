"""Which hospital an article is about, and the short names it uses for it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hospital_tui.model import Hospital
from hospital_tui.parsing.tables import table

_HAN = "\u4e00-\u9fff"
_NAMES = re.compile(
    r"医院|保健院|卫生院|医疗集团|医疗中心|医学中心|[一二三四五六七八九十]院|卫生服务中心|疾控中心|妇幼"
)
_ORDINAL = re.compile(r"第([一二三四五六七八九十]{1,2})(?:人民)?医院$")
_COUNTY = re.compile(rf"[{_HAN}]{{1,5}}?(?:自治县|自治州|自治区|县|市|区|旗|州|镇|乡)")
_LEVELS = "市县区旗州省镇乡"
_LONGEST = 28
_SAMPLE = 200_000
"""Characters of an article that are searched for names: the rest of a book-length text adds none."""

GENERIC = frozenset(
    {
        "人民医院",
        "医院",
        "中医院",
        "中医医院",
        "附属医院",
        "总医院",
        "分院",
        "本院",
        "该院",
        "我院",
        "大医院",
        "各医院",
    }
)
"""Words that name no hospital in particular."""


@dataclass(slots=True, frozen=True)
class Evidence:
    """Text that may name the hospital, and how much a name in it weighs."""

    text: str
    weight: float


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(sorted(table("hospitals")["ends"], key=len, reverse=True)))


@cache
def _before() -> re.Pattern[str]:
    words = sorted(table("hospitals")["before"], key=len, reverse=True)
    return re.compile(f".*(?:{'|'.join(words)})")


@cache
def _places() -> re.Pattern[str]:
    rows = table("places")
    words = [word for row in rows.values() for word in row.split()]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"[{_HAN}]{{1,{_LONGEST}}}?(?:{_ends().pattern})")


def names_hospital(text: str) -> bool:
    """Whether the text names a hospital, in full or in short."""
    return bool(_NAMES.search(text))


def mentions(text: str) -> list[str]:
    """The full names of hospitals in a text, in order, as well as their left ends can be told."""
    found: list[str] = []
    for match in re.finditer(rf"[{_HAN}（）()]{{2,}}", text[:_SAMPLE]):
        run, start = match[0], 0
        for end in _ends().finditer(run):
            if end.start() < start:
                continue
            name = _trim(run[max(start, end.end() - _LONGEST) : end.end()])
            if name and name not in GENERIC:
                found.append(name)
            start = end.end()
    return found


def _trim(run: str) -> str:
    """Cut off what is no part of the name at its left."""
    run = re.split(r"[（）()]", run)[-1]
    place = _places().search(run)
    if place and place.start() <= len(run) - 4:
        return run[place.start() :]
    cut = _before().match(run[:-2])
    if cut and len(run) - cut.end() >= 4:
        run = run[cut.end() :]
    return run if len(run) >= 4 else ""


def resolve(evidence: Iterable[Evidence]) -> Hospital:
    """The hospital that an article is about: the name that its title, its lead and most of its passages point to."""
    weights: Counter[str] = Counter()
    rows = [row for row in evidence if row.text]
    for row in rows:
        for name in mentions(row.text):
            weights[name] += row.weight
    if not weights:
        return Hospital(name="")
    text = "\n".join(row.text for row in rows)[:_SAMPLE]
    heads = "\n".join(row.text for row in rows if row.weight > 1)
    names = [name for name, _ in weights.most_common(12) if name[0] not in _LEVELS]
    if not names:
        return Hospital(name=weights.most_common(1)[0][0])
    total = sum(weights.values())
    scores = {name: _score(name, weights, heads) for name in names}
    best = max(names, key=lambda name: (scores[name], -names.index(name)))
    if weights[best] < 2 or scores[best] < 0.25 * total:
        return Hospital(name="")
    best = _fullest(best, names, text)
    return Hospital(name=best, aliases=aliases(best, text))


def _score(name: str, weights: Counter[str], heads: str) -> float:
    score = 0.0
    for other, weight in weights.items():
        if (
            other == name
            or (other in name and other[0] in _LEVELS)
            or (name in other and other.endswith("集团"))
        ):
            score += weight
    return score + 3.0 * sum(heads.count(alias) for alias in short_forms(name) if len(alias) >= 3)


def _fullest(name: str, names: list[str], text: str) -> str:
    """The longest name that only adds 医疗集团 or the like to this one."""
    longer = [n for n in names if n.startswith(name) and n.endswith("集团") and n in text]
    return max(longer, key=len, default=name)


def place_of(name: str) -> tuple[str, str, str]:
    """A name's place without 市 or 县, the level character ("" for none), and the rest."""
    match = _places().match(name)
    if match:
        rest = name[match.end() :]
        if rest[:1] and rest[0] in _LEVELS and rest[1:2] != "场":
            return match[0], rest[0], rest[1:]
        return match[0], "", rest
    match = _COUNTY.match(name)
    if match and len(match[0]) < len(name) - 2:
        return match[0][:-1], match[0][-1], name[match.end() :]
    return "", "", name


def short_forms(name: str) -> list[str]:
    """Ways in which a text may shorten a hospital's name (长治二院, 市二医院, 市妇幼保健院)."""
    forms: list[str] = []
    if name.endswith("医疗集团") or name.endswith("集团"):
        shorter = name.removesuffix("集团").removesuffix("医疗")
        forms += [shorter, *short_forms(shorter)]
    place, level, rest = place_of(name)
    inner = _COUNTY.match(rest)
    if place and inner and len(inner[0]) + 2 < len(rest):
        forms += [rest, *short_forms(rest)]
    stems = [rest]
    ordinal = _ORDINAL.search(rest)
    if ordinal:
        number = ordinal[1]
        stems += [f"{number}院", f"{number}医院", f"第{number}人民医院", f"第{number}医院"]
    elif re.fullmatch(r"[一二三四五六七八九十]医院", rest):
        stems += [f"{rest[0]}院", f"第{rest[0]}人民医院"]
    if rest.startswith("妇幼"):
        stems += ["妇幼保健院", "妇幼", "妇保院"]
    if rest in ("中医医院", "中医院"):
        stems += ["中医院", "中医医院"]
    attached = re.search(r"附属(.{2,10}医院)$", rest)
    if attached:
        stems.append(attached[1])
    for stem in stems:
        forms += [f"{place}{level}{stem}", f"{place}{stem}", *([f"{level}{stem}"] if level else []), stem]
    seen = dict.fromkeys(
        form for form in forms if form and form != name and form not in GENERIC and len(form) >= 2
    )
    return [form for form in seen if form not in ("妇幼", "集团")]


def aliases(name: str, text: str) -> tuple[str, ...]:
    """The short names of a hospital that a text uses, the most frequent first."""
    counts: Counter[str] = Counter()
    covered = text.replace(name, "\0")
    for form in sorted(short_forms(name), key=len, reverse=True):
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
    links = table("hospitals")["links"]
    return len(re.findall(rf"(?:(?<![{_HAN}])|(?<=[{links}])){re.escape(form)}", text))
